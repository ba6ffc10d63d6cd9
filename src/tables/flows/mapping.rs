//! What is decided about a table of flows: a role for every column and every row.

use serde::{Deserialize, Serialize};

/// What the cells of industries hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// What went from one industry to another in the table's year (Z).
    Flows,
    /// What it takes to make one unit (A).
    Coefficients,
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ColumnRole {
    /// An industry, whose row says who uses what it makes.
    Industry,
    /// Final consumption, which becomes a profile of so many citizens (> 0).
    Profile(f64),
    /// External demand: exports, investment, inventories, imports with a minus.
    External,
    /// Imports without a minus, which are taken away.
    Imports,
    /// The output of the row's industry.
    Output,
    /// Not used: a total, or something else.
    LeftOut,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowRole {
    /// An industry.
    Industry,
    /// The output of the column's industry.
    Output,
    /// Labour that the industries use.
    Labour,
    /// Something that the industries cause: emissions.
    Externality,
    /// Not used: a total, value added, taxes.
    LeftOut,
}

/// What happens to the difference between an industry's output and what is used of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    /// It is reported only, and the plan makes what is used.
    #[default]
    Reported,
    /// It counts as external demand, so that the plan is the table's own year.
    External,
}

/// All that is decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// What the cells hold.
    pub kind: Kind,
    /// A role per column.
    pub columns: Vec<ColumnRole>,
    /// A role per row.
    pub rows: Vec<RowRole>,
    /// What happens to rows that do not balance.
    pub rest: Rest,
    /// What goods are counted in where the table does not say.
    pub unit: String,
}
