//! Tables: national tables become an economy by roles that people decide; sparse tables of large economies are solved.
//!
//! - what needs no browser: [`state`] (what is known of the table; `apply` is the only way in which the worker changes it)
//!   and [`words`];
//! - the browser's side: `desk`, which ties the state to signals, the worker and the page;
//! - what is shown: `view`, `roles`, `sparse`.
//!
//! A worker lives as long as its table. Another table gets another worker, because that is the only way in which a browser
//! takes memory back from WebAssembly.

pub mod state;
pub mod words;

#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod roles;
#[cfg(feature = "web")]
mod sparse;
#[cfg(feature = "web")]
pub mod view;
