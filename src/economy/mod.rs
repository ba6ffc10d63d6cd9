//! An economy as plain data: goods, labour, externalities, profiles and production units, with the
//! invariants held by constructors. Nothing here reads, writes or solves anything.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `good` | goods and their keepings, labour, externalities, profiles |
//! | `curve` | r(q), the requirement curve through a unit's answers |
//! | `unit` | production units, how they stack and who makes how much |
//! | `cells` | cells on their way into a table |
//! | `coefficients` | the constant cells, a sparse matrix by rows |
//! | `builder` | a table made row by row |
//! | `product` | the one inner loop, a row times x |
//! | `scatter` | such a matrix from cells that come in any order |
//! | `stacking` | which units make what, and for which cells they answer |
//! | `parts` | what an economy is made from |
//! | `table` | [`Economy`]: all of it together |
//! | `invariants` | what an economy must be like, and the error that names what breaks it |
//! | `change` | dated changes, and the economy after one |

mod builder;
mod cells;
mod change;
mod coefficients;
mod curve;
mod good;
mod invariants;
mod parts;
pub mod product;
mod scatter;
mod stacking;
mod table;
mod unit;

pub use builder::Builder;
pub use cells::Cells;
pub use change::{Change, DatedChange};
pub use coefficients::Coefficients;
pub use curve::{Answer, Curve, CurveError, Interpolation};
pub use good::{Externality, Good, Keeping, Labour, Profile};
pub use invariants::{EconomyError, Named, Part};
pub use parts::Parts;
pub use scatter::Scatter;
pub use table::{Economy, LARGEST};
pub use unit::{Input, Stack, Unit};
