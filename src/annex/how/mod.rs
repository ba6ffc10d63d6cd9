//! The view that says how a day is computed: pass by pass, formula by formula, on the economy's own numbers.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `maths` | formulas as MathML |
//! | `formulas` | the formulas of the model, and with the values of a day |
//! | `glossary` | the terms, and where the paper has them |
//! | `view` | the view |

pub mod formulas;
pub mod glossary;
pub mod maths;

#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use view::HowView;
