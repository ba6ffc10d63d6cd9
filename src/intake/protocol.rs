//! What the view of tables and its worker say to each other: the view [`Ask`]s and the worker [`Tell`]s. Files cross apart
//! from this, as handles from which the worker reads slices.

use serde::{Deserialize, Serialize};

pub use crate::tables::ImportError as Fault;
pub use crate::tables::flows::{ColumnRole, Kind, Mapping, Rest, RowRole};

/// Version of this protocol. A page may meet an older worker from a cache; it says so instead of guessing. Raise it with
/// every change to this file.
pub const PROTOCOL: u32 = 1;

/// Number of a question. The view counts up; what is told with another number than the last is late and is dropped.
pub type RunId = u32;

/// A file that the worker has been given a handle of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// What the view asks. Anything that is under way ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Read these files, whose handles came before: one national table, or one sparse table with its demand and names.
    Read {
        /// The question.
        run: RunId,
        /// In the order of the handles.
        files: Vec<FileInfo>,
    },
    /// Say what these roles make of the national table.
    Try {
        /// The question.
        run: RunId,
        /// The roles.
        mapping: Mapping,
    },
    /// Write the economy that they make of it.
    Use {
        /// The question.
        run: RunId,
        /// The roles.
        mapping: Mapping,
    },
    /// Solve the balance of the sparse table.
    Solve {
        /// The question.
        run: RunId,
    },
    /// Write the solution as CSV.
    Write {
        /// The question.
        run: RunId,
    },
    /// Write the sparse table with its demand as an economy.
    UseSparse {
        /// The question.
        run: RunId,
    },
    /// End what is under way; what was read before stays.
    Stop,
}

/// What the worker tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// It is up; nothing posted before this was heard.
    Hello {
        /// Its [`PROTOCOL`].
        protocol: u32,
    },
    /// It goes on.
    Progress {
        /// The question.
        run: RunId,
        /// What is being done.
        stage: Stage,
        /// How much of it is done, from 0 to 1, where that can be said.
        share: Option<f64>,
    },
    /// A national table has been read.
    National {
        /// The question.
        run: RunId,
        /// What is in it, with a proposal.
        table: Box<National>,
    },
    /// What the roles make of it.
    Tried {
        /// The question.
        run: RunId,
        /// What was found.
        told: Told,
    },
    /// A sparse table has been read.
    Sparse {
        /// The question.
        run: RunId,
        /// What is in it.
        table: Sparse,
    },
    /// Its balance has been solved, or not.
    Solved {
        /// The question.
        run: RunId,
        /// What came out.
        solved: Solved,
    },
    /// A piece of a file for the user; they come in order.
    Piece {
        /// The question.
        run: RunId,
        /// The next bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// Whether the file ends here.
        last: bool,
    },
    /// An economy that the planner can open.
    Economy {
        /// The question.
        run: RunId,
        /// The saved file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// It cannot be done because of what the files, or the roles, say.
    Refused {
        /// The question.
        run: RunId,
        /// Everything that is wrong.
        faults: Vec<Fault>,
    },
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Files are read.
    Reading,
    /// A sparse table is read once more, because its rows do not come in order.
    ReadingAgain,
    /// The table is put together.
    Joining,
    /// Its balance is solved.
    Solving,
    /// An economy or a file is written.
    Writing,
}

/// A national table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct National {
    /// The file that it is called by.
    pub file: String,
    /// How it is laid out, in words.
    pub layout: String,
    /// What the cells hold, as guessed, and why.
    pub kind: (Kind, String),
    /// Its columns.
    pub columns: Vec<Line<ColumnRole>>,
    /// Its rows.
    pub rows: Vec<Line<RowRole>>,
}

/// A column or a row of a national table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line<R> {
    /// Its name.
    pub name: String,
    /// Where it stands: the column as spreadsheets name it, or the line.
    pub place: String,
    /// The sum of its numbers.
    pub sum: f64,
    /// The role that is proposed.
    pub role: R,
    /// Why.
    pub reason: String,
}

/// What roles make of a table, in plain sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What a plan of it is: in money, of which year.
    pub plan: Vec<String>,
    /// What is odd about the table, with sizes.
    pub findings: Vec<String>,
    /// Every step that was taken.
    pub log: Vec<String>,
}

/// A sparse table with its demand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sparse {
    /// Its goods.
    pub goods: u64,
    /// Its entries.
    pub entries: u64,
    /// The sum of the demand.
    pub demand: f64,
    /// How the files were understood, in sentences.
    pub log: Vec<String>,
    /// Whether it is small enough to be opened as an economy.
    pub opens: bool,
    /// Seconds it took to read.
    pub seconds: f64,
}

/// What came of solving a sparse table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Solved {
    /// How, in words.
    pub method: String,
    /// What stands in the way, in a sentence; `None` when it is solved.
    pub trouble: Option<String>,
    /// Products with the whole table that took.
    pub products: u32,
    /// max_i |x_i - (A x)_i - d_i| / (x_i + (A x)_i + |d_i|), recomputed from the table.
    pub residual: f64,
    /// The goods of which most is made: name and output.
    pub most: Vec<(String, f64)>,
    /// Output of all goods together.
    pub sum: f64,
    /// Seconds it took.
    pub seconds: f64,
}
