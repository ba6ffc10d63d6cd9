//! What a solve gives: x and how it ended.

use super::{Certificate, Method};

/// The outcome of a solve.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Output of each good, in its unit per day. The answer only when the status is [`Status::Solved`].
    pub x: Vec<f64>,
    /// How the solve ended.
    pub status: Status,
    /// The method that found it.
    pub method: Method,
    /// The method that was tried first, when it found nothing or nothing that could be proved to be the least solution.
    pub gave_way: Option<Method>,
    /// Passes over the table.
    pub passes: usize,
    /// max_i |x_i - R_i(x) - d_i| / (x_i + R_i(x) + |d_i|), recomputed from the raw table.
    pub residual: f64,
}

impl Solution {
    /// The residual up to which a solution counts as solved.
    pub const SOLVED: f64 = 1e-10;
}

/// How a solve ended. One that is cancelled ends with its [`Task`](crate::pace::Task) and has no solution.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// x is the least solution, with a residual of at most [`Solution::SOLVED`].
    Solved,
    /// The passes ran out before the iteration settled.
    IterationLimit,
    /// There is no solution: a group of goods uses up more of itself than it makes.
    NotProductive(Box<Certificate>),
    /// More of this good comes in from outside than everyone together uses.
    ImportsExceedUse {
        /// The good whose output would be negative.
        good: usize,
    },
}
