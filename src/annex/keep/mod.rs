//! What the user did is kept in the browser, so that nothing is lost when the page is closed, loaded again or crashes; and
//! what was kept is offered again. It stays on this machine, and the page works as well where nothing can be kept.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `record` | what is kept of an economy, as bytes that are not trusted when they are read |
//! | `session` | what is to be kept of the economy that is open, and what is not worth it |
//! | `store` | the browser's database |
//! | `keeper` | ties these to the page |
//! | `view` | the offer to restore, and the recent economies in the list of economies |

pub mod record;
pub mod session;

#[cfg(feature = "web")]
mod keeper;
#[cfg(feature = "web")]
mod store;
#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use keeper::Keeper;
#[cfg(feature = "web")]
pub use view::offer;
