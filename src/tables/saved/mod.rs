//! The saved file: one JSON with everything there is to know about an economy and its plan, so that opening it again goes
//! on where saving left off. What a later version wrote beside what is known here is kept and written again.

mod format;
mod kept;
mod read;
mod skim;
mod write;

pub use kept::VERSION;
pub(crate) use kept::{FORMAT, Fields, Kept, unknown, version_fault};
pub(super) use read::{is_saved, read};
pub use write::write_saved;

/// The fields of the file.
const FIELDS: [&str; 19] = [
    "format",
    "version",
    "name",
    "goods",
    "labour",
    "externalities",
    "profiles",
    "units",
    "table",
    "labour_table",
    "externality_table",
    "changes",
    "policy",
    "day",
    "noise",
    "loss",
    "seed",
    "log",
    "saved_by",
];

/// What a saved file holds besides the economy, its changes and its policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The day that was shown.
    pub day: u32,
    /// Probability of a loss by chance per day, 0..=1. Files of version 1 do not say.
    pub noise: Option<f64>,
    /// The share that is lost then, 0..=1. Files of version 1 do not say.
    pub loss: Option<f64>,
    /// The seed of chance, where there is any.
    pub seed: Option<u64>,
    /// Fields that are not known here, as JSON.
    pub kept: String,
}
