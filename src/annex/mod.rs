//! The page's second module: what the first plan does not need, loaded when that is there.
//!
//! It is a program of its own beside the page, with no memory in common; `place` puts it into the page. What needs no
//! browser is tested without one.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `state` | what the desk's views know: edits, answers of the worker |
//! | `desk` | ties that to signals and to the page |
//! | `cells` | the cells of the table as text, and what typing into them means |
//! | `words` | sentences and differences |
//! | `about` | what the open economy is |
//! | `stand` | how parts of it come to stand within the plan |
//! | `reasons`, `why` | why there is not more of a good |
//! | `reports` | what is reported while the plan runs |
//! | `costs` | what one citizen's day costs |
//! | `ask` | how many citizens there are, where files do not say |
//! | `charts` | the plan's charts as files |
//! | `bar` | undo, redo, and from when on edits hold |
//! | `field` | a number with a slider |
//! | `compare` | before and after |
//! | `economy` | the view of the table |
//! | `lists` | what there is: added, renamed, removed |
//! | `rows` | the plan's lists, where they are too long to be told at once |
//! | `units`, `curves` | the view of production units, and their curves |
//! | `interview` | "Ask the unit": one question after the other |
//! | `profiles` | the view of what everyone is promised |
//! | `how` | the view that says how a day is computed |
//! | `tables` | the view of national and sparse tables |
//! | `scale` | the view of large tables |
//! | `read` | the plan's charts, read by pointer and keyboard, and as tables |
//! | `keep` | what the user did is kept in the browser, and offered again |
//! | `settings` | what the page goes by and has controls for here |
//! | `speed` | how fast Run goes |
//! | `chance` | losses by chance |
//! | `place` | the views in their place in the page |

pub mod cells;
pub mod chance;
pub mod how;
pub mod interview;
pub mod keep;
pub mod read;
pub mod reasons;
pub mod scale;
pub mod state;
pub mod tables;
pub mod words;

#[cfg(feature = "web")]
mod about;
#[cfg(feature = "web")]
mod ask;
#[cfg(feature = "web")]
mod bar;
#[cfg(feature = "web")]
mod charts;
#[cfg(feature = "web")]
mod compare;
#[cfg(feature = "web")]
mod costs;
#[cfg(feature = "web")]
mod curves;
#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod economy;
#[cfg(feature = "web")]
mod field;
#[cfg(feature = "web")]
mod lists;
#[cfg(feature = "web")]
mod place;
#[cfg(feature = "web")]
mod profiles;
#[cfg(feature = "web")]
mod reports;
#[cfg(feature = "web")]
mod rows;
#[cfg(feature = "web")]
mod settings;
#[cfg(feature = "web")]
mod speed;
#[cfg(feature = "web")]
mod stand;
#[cfg(feature = "web")]
mod units;
#[cfg(feature = "web")]
mod why;

#[cfg(feature = "web")]
pub use place::mount;
