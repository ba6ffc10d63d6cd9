//! Losses by chance: what is set, and what they came to.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `words` | what is typed, and what is said |
//! | `view` | the fields beneath the policy of the plan |

pub mod words;

#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use view::put;
