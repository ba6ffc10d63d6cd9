//! Charts of the days: what to draw, computed without a browser, and the drawing of it as SVG.

pub mod axis;
pub mod thin;

#[cfg(feature = "web")]
pub mod amounts;
#[cfg(feature = "web")]
pub mod behind;
#[cfg(feature = "web")]
pub mod canvas;
#[cfg(feature = "web")]
pub mod egalitarianism;
#[cfg(feature = "web")]
pub mod palette;
