//! "Ask the unit": a producer is asked one question after the other, how much it takes to make how much, and what is
//! answered becomes the answers of the production unit.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `questions` | which question comes next, and what an answer to it means |
//! | `view` | the question on the page |

pub mod questions;

#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use view::AskUnit;
