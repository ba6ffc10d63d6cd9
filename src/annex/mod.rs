//! The page's second module: the views that the first plan does not need, loaded when one of them is looked at.
//!
//! It is a program of its own beside the page, with no memory in common; `place` puts it into the page. Each view is a
//! folder: what needs no browser and is tested without one, the browser's side of it, and what is shown.

#[cfg(feature = "web")]
mod place;
pub mod scale;

#[cfg(feature = "web")]
pub use place::mount;
