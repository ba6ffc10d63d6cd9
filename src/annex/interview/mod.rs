//! "Ask the unit": a producer is asked one question after the other, how much it takes to make how much, and what is
//! answered becomes the answers of the production unit.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `questions` | which question comes next, and what an answer to it means |
//! | `rows` | the rows of the table by name, as a person may type them |
//! | `view` | the question on the page |

pub mod questions;
mod rows;

#[cfg(feature = "web")]
mod view;

pub use questions::Interview;

#[cfg(feature = "web")]
pub use view::AskUnit;
