//! Questions about what the charts have beside what a day tells anyway.

use serde::{Deserialize, Serialize};

use super::look::Named;

/// Something told day by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trace {
    /// x(1), the output of a good that full targets take.
    InFull,
    /// How much of a good is on its way into its stock in the evening: invested, and not there yet.
    OnTheWay,
    /// Hours available of a kind of labour.
    Available,
    /// φ, the share of what a profile is promised of a good that it gets (Eq 5).
    Served,
}

/// So many days of a trace, from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Days {
    /// What is told.
    pub of: Trace,
    /// The first day.
    pub from: u32,
    /// Of what: at most [`Days::MOST_LINES`].
    pub lines: Vec<Line>,
    /// How many of them there are in all.
    pub of_lines: u32,
}

impl Days {
    /// The most lines of a trace: as many as goods are told of with each day.
    pub const MOST_LINES: usize = 12;
    /// The most days of an answer: some hundred kilobytes, which are read within milliseconds. Who wants more asks again.
    pub const MOST_DAYS: usize = 2_000;
}

/// What is told of one good, kind of labour or target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The good or the kind of labour, with its unit.
    pub of: Named,
    /// Of a target, whose it is.
    pub profile: Option<String>,
    /// A value for each day; not a number where there is none: no bound, no target, no full plan.
    pub values: Vec<f64>,
}
