//! The border between the threads: what page and worker say to each other, and the worker behind it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `protocol` | [`protocol::Request`] and [`protocol::Reply`], all that crosses the border |
//! | `session` | the worker as a pure state machine |
//! | `kit` | what a worker can do: the lean one and the full one |
//! | `view` | from the engine's numbers to what the page shows |
//! | `shell` | the browser around the session (feature `web`) |

pub mod kit;
pub mod protocol;
pub mod session;
#[cfg(feature = "web")]
pub mod shell;
mod view;
