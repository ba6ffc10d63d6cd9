//! The charts of the plan, read: by pointer or keyboard, value by value, and as tables.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `follow` | the days as the worker tells them, which the page draws |
//! | `traces` | what charts have besides what a day tells: what is asked, and what is known |
//! | `series` | what a chart shows: names, values in words, and where they are |
//! | `morning` | the plan of a chosen morning: what is asked, and what is said of it |
//! | `picker` | which morning is chosen |
//! | `beside` | a chart with that plan in it |
//! | `reported` | the days in a chart on which something is reported |
//! | `cursor` | the cursor over a chart |
//! | `twin` | the table beneath a chart |
//! | `more` | charts that are there for who asks for them |
//! | `charts` | finds the charts in the page and puts both there |

pub mod follow;
pub mod morning;
pub mod traces;

#[cfg(feature = "web")]
mod beside;
#[cfg(feature = "web")]
mod charts;
#[cfg(feature = "web")]
mod cursor;
#[cfg(feature = "web")]
mod more;
#[cfg(feature = "web")]
mod picker;
#[cfg(feature = "web")]
mod reported;
#[cfg(feature = "web")]
mod series;
#[cfg(feature = "web")]
mod twin;

#[cfg(feature = "web")]
pub use charts::{Charts, Days};
#[cfg(feature = "web")]
pub use more::put as put_more;
#[cfg(feature = "web")]
pub use picker::put;
