//! Scale: the paper's Fig 2 run here, on the reader's machine.
//!
//! - what needs no browser: [`wish`] (what to run, and the memory it takes), [`state`] (what a run has come to; `apply` is
//!   the only way in which the pool changes it) and [`csv`];
//! - the browser's side: `pool` (the workers of a run) and `desk`, which ties these to signals;
//! - what is shown: `view`, `form`, `plan` (the chosen point as an economy to plan), `figure`, `results`.
//!
//! A pool lives as long as one run. When the run is over its workers are ended, because that is the only way in which a
//! browser takes memory back from WebAssembly.

pub mod csv;
pub mod state;
pub mod wish;

#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod figure;
#[cfg(feature = "web")]
mod form;
#[cfg(feature = "web")]
mod plan;
#[cfg(feature = "web")]
mod pool;
#[cfg(feature = "web")]
mod results;
#[cfg(feature = "web")]
pub mod view;
