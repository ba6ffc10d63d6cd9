//! The page. It knows the worker's protocol and nothing of the engine; of the page only `bridge` knows the worker.
//!
//! Three layers, each using those above it:
//! - what needs no browser and is tested without one: [`number`], [`text`], [`query`], [`shelf`], [`tempo`], [`views`],
//!   [`window`]
//!   and above all [`state`], whose `apply` is the only way in which replies change what the page knows;
//! - the browser's side of it: `bridge` (the worker), `files` (in and out), `theme`, `annex` (the door
//!   to the page's second module), and `desk`, which ties these to signals;
//! - views: `charts` and `components`, which get the signals they show and know nothing else.
//!
//! Data goes one way round: a click asks something of the `desk`, the state says what falls due, the bridge sends it,
//! replies are applied, and once per frame the signals of what changed tell the views.

pub mod number;
pub mod query;
pub mod shelf;
pub mod state;
pub mod tempo;
pub mod text;
pub mod views;
pub mod window;

#[cfg(feature = "web")]
pub mod annex;
#[cfg(feature = "web")]
pub mod bridge;
pub mod charts;
#[cfg(feature = "web")]
pub mod components;
#[cfg(feature = "web")]
pub mod desk;
#[cfg(feature = "web")]
pub mod files;
#[cfg(feature = "web")]
pub mod mirror;
#[cfg(feature = "web")]
pub mod notices;
#[cfg(feature = "web")]
pub mod theme;
