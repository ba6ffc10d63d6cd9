//! A table on its way in: what the view of tables and its worker say to each other, and the worker as a pure state machine.
//!
//! | file | what it holds |
//! | --- | --- |
//! | [`protocol`] | all that crosses the border between the two threads |
//! | [`session`] | the worker: what was read is kept, a question at a time is answered |
//! | `line` | slices of files and messages, between the worker and its computation under way |
//! | `reading` | which files these are; a sparse table slice by slice |
//! | `national` | roles proposed and tried; the economy that they make |
//! | `balance` | x of a sparse table, on the one copy that there is |
//! | `large` | a sparse table's solution as a file, or as an economy |
//!
//! Files are never held whole where they are large: the session says which bytes it wants next, and whoever has the files
//! gives them.

mod balance;
mod large;
mod line;
mod national;
pub mod protocol;
mod reading;
pub mod session;

pub use balance::{Balance, Found};
