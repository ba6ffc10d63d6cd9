//! National tables: flows between industries, as statistical offices publish them, become files of an economy.
//!
//! | file | what it does |
//! | --- | --- |
//! | `grid` | a file as numbers with titles |
//! | `join` | the files of one table, side by side and one below the other |
//! | `words` | what titles usually mean |
//! | `sums` | totals, found by what they add up to |
//! | `propose` | a role for every column and row, with the reason for it |
//! | `mapping` | the roles |
//! | `roles` | columns and rows by their roles, each industry's column with its row |
//! | `apply` | from roles to an economy |
//! | `findings` | what was done and what is odd, in words |
//! | `balance` | output, and what rows lack |
//! | `write` | the economy as the files that the planner opens |
//!
//! Nothing is decided here that cannot be changed: [`propose`] only proposes, and [`apply`] says what it did.
//!
//! ```
//! use olin::{pace::Pace, tables::{NamedFile, flows, read_set}};
//!
//! // W. Leontief's economy of wheat and cloth, as flows.
//! let text = "From,Agriculture,Manufacture,Households,Output\nAgriculture,25,20,55,100\nManufacture,14,6,30,50\n";
//! let file = NamedFile { name: "flows.csv".into(), bytes: text.into() };
//! let files = Pace::finish(async |pace| {
//!     let table = flows::read(&[file], &pace).await?;
//!     let mapping = flows::propose(&table, &pace).await.mapping();
//!     Ok::<_, Vec<_>>(flows::apply(&mapping, &table, &pace).await?.files)
//! });
//! assert!(files.is_ok_and(|files| files[0].bytes.starts_with(b"Type,Agriculture,Manufacture,Output")));
//! ```

mod apply;
mod balance;
mod findings;
mod grid;
mod join;
mod mapping;
mod propose;
mod roles;
mod sums;
mod words;
mod write;

pub use apply::{Applied, apply};
pub use join::{FlowTable, Heading, Layout, read};
pub use mapping::{ColumnRole, Kind, Mapping, Rest, RowRole};
pub use propose::{Guess, Proposal, propose};
