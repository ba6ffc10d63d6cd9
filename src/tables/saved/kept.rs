//! What every saved file begins with, and what a later version wrote into one beside what is known here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::words::words;

/// What tells a saved file from other JSON.
pub(crate) const FORMAT: &str = "olin-economy";

/// The version that is written. Raise it when an older reader would misunderstand the file, keep the older ones readable,
/// and add a sample of the version before to the tests.
pub const VERSION: u32 = 2;

/// What is wrong with the version of a file, if it cannot be read: what was found, what was expected, and how to mend it.
pub(crate) fn version_fault(version: u32) -> Option<(String, String, &'static str)> {
    (!(1..=VERSION).contains(&version)).then(|| {
        (
            words().files_saved_version(&version.to_string()),
            words().files_saved_most_version(&VERSION.to_string()),
            words().files_saved_newer(),
        )
    })
}

/// Fields by name, as they are written.
pub(crate) type Fields = BTreeMap<String, Box<RawValue>>;

/// Fields that are not known here: of the file, and of the objects of each list by their names.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Kept {
    pub(crate) file: Fields,
    pub(crate) lists: BTreeMap<String, BTreeMap<String, Fields>>,
}

impl Kept {
    fn is_empty(&self) -> bool {
        self.file.is_empty() && self.lists.is_empty()
    }

    pub(crate) fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As text, for [`Saved::kept`](super::Saved::kept); empty where there is nothing.
    pub(crate) fn text(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Keeps what an object of a list has beyond its known fields.
    pub(crate) fn add(&mut self, list: &str, name: &str, extra: Fields) {
        if !extra.is_empty() {
            let list = self.lists.entry(list.to_owned()).or_default();
            list.insert(name.to_owned(), extra);
        }
    }
}

/// The fields of an object that are not known here.
pub(crate) fn unknown(mut object: Fields, known: &[&str]) -> Fields {
    object.retain(|name, _| !known.contains(&name.as_str()));
    object
}
