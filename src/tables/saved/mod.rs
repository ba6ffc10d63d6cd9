//! The saved file: one JSON with everything there is to know about an economy and its plan, so that opening it again goes
//! on where saving left off. What a later version wrote beside what is known here is kept and written again.

mod format;
mod read;
mod skim;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub(super) use read::{is_saved, read};
pub use write::write_saved;

/// What tells a saved file from other JSON.
const FORMAT: &str = "olin-economy";

/// The version that is written. Raise it when an older reader would misunderstand the file, keep the older ones readable,
/// and add a sample of the version before to the tests.
pub const VERSION: u32 = 2;

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

/// Fields by name, as they are written.
type Fields = BTreeMap<String, Box<RawValue>>;

/// Fields that are not known here: of the file, and of the objects of each list by their names.
#[derive(Default, Deserialize, Serialize)]
struct Kept {
    file: Fields,
    lists: BTreeMap<String, BTreeMap<String, Fields>>,
}

impl Kept {
    fn is_empty(&self) -> bool {
        self.file.is_empty() && self.lists.is_empty()
    }

    fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn text(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }
}
