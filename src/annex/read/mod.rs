//! The charts of the plan, read: by pointer or keyboard, value by value, and as tables.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `follow` | the days as the worker tells them, which the page draws |
//! | `series` | what a chart shows: names, values in words, and where they are |
//! | `cursor` | the cursor over a chart |
//! | `twin` | the table beneath a chart |
//! | `charts` | finds the charts in the page and puts both there |

pub mod follow;

#[cfg(feature = "web")]
mod charts;
#[cfg(feature = "web")]
mod cursor;
#[cfg(feature = "web")]
mod series;
#[cfg(feature = "web")]
mod twin;

#[cfg(feature = "web")]
pub use charts::Charts;
