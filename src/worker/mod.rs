//! The border between the threads: what page and worker say to each other, and the worker behind it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `protocol` | [`protocol::Request`] and [`protocol::Reply`], all that crosses the border |
//! | `edit` | what a user changed, as a list of edits |
//! | `revise` | from a list of edits to the economy it means |
//! | `look` | questions about the open economy, and their answers |
//! | `lines` | of these, windows on the long lists of a day |
//! | `trace` | of these, what charts have besides |
//! | `sight` | how they are answered |
//! | `session` | the worker as a pure state machine |
//! | `kit` | what a worker can do: the lean one and the full one |
//! | `document` | files to take away |
//! | `made` | economies that are made from a few numbers |
//! | `view` | from the engine's numbers to what the page shows |
//! | `takers` | where something goes on a day |
//! | `slices` | work slice by slice, so that messages are heard in between (feature `thread`) |
//! | `shell` | the browser around the session (feature `thread`) |
//! | `reader` | the browser around the session that reads large tables (feature `thread`) |
//! | `pool` | the browser around the members of the pool for large tables (feature `thread`) |

mod document;
pub mod edit;
pub mod kit;
pub mod lines;
pub mod look;
mod made;
#[cfg(feature = "thread")]
pub mod pool;
pub mod protocol;
#[cfg(feature = "thread")]
pub mod reader;
pub mod revise;
pub mod session;
#[cfg(feature = "thread")]
pub mod shell;
pub mod sight;
#[cfg(feature = "thread")]
mod slices;
mod takers;
pub mod trace;
mod view;
