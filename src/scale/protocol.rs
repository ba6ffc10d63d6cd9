//! What page, lead and members say to each other. The page [`Ask`]s the lead and the lead [`Tell`]s the page; the lead
//! gives [`Order`]s to the other members and they give [`Answer`]s. Members hear nothing of each other but through the lead.
//!
//! All of it is plain data. What is long is a `Vec<f64>`, so that a shell may move it as one piece.

use serde::{Deserialize, Serialize};

use super::family::Table;
use crate::words::words;

/// Version of this protocol. A page may meet an older worker from a cache; it says so instead of guessing. Raise it with
/// every change to this file.
pub const PROTOCOL: u32 = 1;

/// Number of a run. The page counts up; what is told with another number than the last is late and is dropped.
pub type RunId = u32;

/// Number of a table that is worked at; the lead counts up. Answers with another number than the last are late.
pub type JobId = u32;

/// What the page asks of the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Make, solve and check these tables, one after the other. A run that is under way ends.
    Run {
        /// The run this begins.
        run: RunId,
        /// The tables, in the order to take them.
        tables: Vec<Table>,
        /// How many members there are, the lead among them: at least 1. The lead is member 0, orders go to 1, 2, ...
        members: u32,
        /// Bytes of memory that each member may take; [`BROWSER_ROOM`](super::memory::BROWSER_ROOM) in a browser.
        room: u64,
    },
    /// End the run that is under way. What was made is forgotten.
    Stop,
}

/// What the lead tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// The lead is up; nothing posted before this was heard.
    Hello {
        /// Its [`PROTOCOL`].
        protocol: u32,
    },
    /// A table goes on.
    Progress {
        /// The run of the request.
        run: RunId,
        /// Which of the tables asked for.
        place: u32,
        /// What is being done with it.
        stage: Stage,
        /// How much of the stage is done, from 0 to 1.
        share: f64,
    },
    /// A table is solved and checked.
    Solved {
        /// The run of the request.
        run: RunId,
        /// Which of the tables asked for.
        place: u32,
        /// What came out.
        outcome: Box<Outcome>,
    },
    /// A table takes more memory than there is, and was passed over.
    TooLarge {
        /// The run of the request.
        run: RunId,
        /// Which of the tables asked for.
        place: u32,
        /// Bytes that the fullest member would take while it is made.
        needed: u64,
        /// Bytes that it may take.
        room: u64,
    },
    /// The run is over.
    Ended {
        /// The run of the request.
        run: RunId,
        /// How it ended.
        how: Ending,
    },
}

/// What is being done with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Its rows are made.
    Making,
    /// It is solved.
    Solving,
    /// The residual is recomputed apart from the solver's sums.
    Checking,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// Every table has been dealt with.
    Done,
    /// It was stopped.
    Stopped,
    /// It cannot be done; the text says why.
    Impossible(String),
}

/// What came out for a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The table.
    pub table: Table,
    /// Members that worked at it.
    pub members: u32,
    /// Its cells.
    pub cells: u64,
    /// Bytes that all members together hold for it.
    pub bytes: u64,
    /// Seconds it took to make.
    pub making: f64,
    /// Seconds it took to solve, without the check.
    pub solving: f64,
    /// Seconds it took to check.
    pub checking: f64,
    /// How it was solved.
    pub method: Method,
    /// Whether the method settled.
    pub settled: bool,
    /// Products with the whole table that took; a back-substitution is one.
    pub products: u32,
    /// max_i |x_i - (A x)_i - d_i| / (x_i + (A x)_i + |d_i|), recomputed apart from the solver's sums.
    pub residual: f64,
    /// Output of each good.
    pub x: Vec<f64>,
}

/// How a table was solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// One back-substitution: no good is needed for one before it.
    Substitution,
    /// A Krylov method.
    BiCgStab,
    /// x(k+1) = A x(k) + d, where the Krylov method did not settle.
    FixedPoint,
}

impl Method {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Substitution => "back-substitution",
            Self::BiCgStab => "BiCGSTAB",
            Self::FixedPoint => "fixed point",
        }
    }

    /// What it is called on the page.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Substitution => words().scale_method_substitution(),
            Self::BiCgStab => words().scale_method_bicgstab(),
            Self::FixedPoint => words().scale_method_fixed_point(),
        }
    }
}

/// What the lead orders of a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Forget every table and make your rows of this one.
    Make {
        /// The table's number.
        job: JobId,
        /// The table.
        table: Table,
        /// How many members there are.
        members: u32,
        /// Which of them you are.
        member: u32,
    },
    /// Begin the back-substitution. x of your tiles comes back as [`Answer::Tile`]s.
    Substitute {
        /// The table's number.
        job: JobId,
    },
    /// x of a tile that another member has found.
    Tile {
        /// The table's number.
        job: JobId,
        /// Number of the tile.
        tile: u32,
        /// Output of its goods.
        x: Vec<f64>,
    },
    /// Multiply your rows with x.
    Multiply {
        /// The table's number.
        job: JobId,
        /// An entry per good.
        x: Vec<f64>,
    },
    /// Recompute the residual of your rows.
    Check {
        /// The table's number.
        job: JobId,
        /// An entry per good.
        x: Vec<f64>,
    },
    /// Forget everything.
    Forget,
}

/// What a member answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The member is up; nothing posted before this was heard.
    Hello {
        /// Its [`PROTOCOL`].
        protocol: u32,
    },
    /// The member goes on making rows.
    Making {
        /// The table's number.
        job: JobId,
        /// Cells made so far.
        cells: u64,
    },
    /// The rows are made.
    Made {
        /// The table's number.
        job: JobId,
        /// Cells of the member's rows.
        cells: u64,
        /// Bytes it holds for them.
        bytes: u64,
        /// Whether no good among them is needed for one before it.
        triangular: bool,
    },
    /// x of one of the member's tiles.
    Tile {
        /// The table's number.
        job: JobId,
        /// Number of the tile.
        tile: u32,
        /// Output of its goods.
        x: Vec<f64>,
    },
    /// The product of the member's rows.
    Product {
        /// The table's number.
        job: JobId,
        /// An entry per row of the member, by rising row.
        product: Vec<f64>,
    },
    /// The residual of the member's rows.
    Checked {
        /// The table's number.
        job: JobId,
        /// max_i |x_i - (A x)_i - d_i| / (x_i + (A x)_i + |d_i|) over its rows.
        residual: f64,
    },
}
