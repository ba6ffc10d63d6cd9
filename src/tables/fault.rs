//! What is wrong with a file: where, what was found, what was expected, how to mend it.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::cells::Cell;
use super::counts;
use super::scope::{Everything, Scope};
use crate::field::is_invisible;
use crate::order;
use crate::words::{self, Language, words};

/// The most faults that are listed for one file; the rest is counted.
pub const MOST_FAULTS: usize = 50;

/// The most characters of a file that a fault quotes.
const MOST_QUOTED: usize = 60;

/// The most characters of a part of a fault. What the readers themselves say is shorter; what a library says quotes the
/// file as it likes.
const MOST_SAID: usize = 700;

/// The most names in a sentence.
const MOST_LISTED: usize = 8;

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportError {
    /// Name of the file, or `all files` when something is missing from the whole set.
    pub file: String,
    /// The line, as text editors count them: from 1, which is the header unless blank lines come before it.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What was found, with text from the file in quotes, shortened and made visible.
    pub found: String,
    /// What was expected in its place.
    pub expected: String,
    /// How to mend it, in whole sentences; may be empty.
    pub hint: String,
}

impl ImportError {
    /// A fault of a file as a whole, or of several that are called `file` together.
    #[must_use]
    pub fn of_file(file: &str, found: &str, expected: &str, hint: &str) -> Self {
        Self {
            file: shortened(file),
            line: None,
            column: None,
            found: visible(found, MOST_SAID),
            expected: visible(expected, MOST_SAID),
            hint: visible(hint, MOST_SAID),
        }
    }

    /// The column as spreadsheets name it (A, B, ..., Z, AA); empty when the fault is not in one column.
    #[must_use]
    pub fn column_letters(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column.unwrap_or(0);
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, file, column) = (words(), &self.file, self.column_letters());
        let place = match self.line.map(|line| line.to_string()) {
            None if column.is_empty() => file.clone(),
            None => words.files_fault_in_column(file, &column),
            Some(line) if column.is_empty() => words.files_fault_in_line(file, &line),
            Some(line) => words.files_fault_in_cell(file, &line, &column),
        };
        let (found, expected) = (&self.found, &self.expected);
        f.write_str(&if self.hint.is_empty() {
            words.files_fault_told(&place, found, expected)
        } else {
            words.files_fault_told_with_hint(&place, found, expected, &self.hint)
        })
    }
}

impl std::error::Error for ImportError {}

/// Where a fault is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    File,
    Line(u32),
    Column(u32),
    Cell(u32, u32),
}

impl From<&Cell<'_>> for Place {
    fn from(cell: &Cell<'_>) -> Self {
        Self::Cell(cell.line, cell.column)
    }
}

/// The faults of one file: the first [`MOST_FAULTS`], and how many more there are. A reader that does not have the words
/// ([`Scope::FULL`]) only counts them.
#[derive(Debug)]
pub(super) struct Faults<S> {
    file: String,
    list: Vec<ImportError>,
    more: usize,
    scope: PhantomData<S>,
}

/// Faults of a reader that has the words for them.
pub(super) type FullFaults = Faults<Everything>;

impl<S: Scope> Faults<S> {
    pub(super) fn of(file: &str) -> Self {
        Self {
            file: shortened(file),
            list: Vec::new(),
            more: 0,
            scope: PhantomData,
        }
    }

    /// Adds what `fault` says: found, expected and hint. It is not called when the list is full.
    pub(super) fn add<F, E, H>(
        &mut self,
        place: impl Into<Place>,
        fault: impl FnOnce() -> (F, E, H),
    ) where
        F: Into<String>,
        E: Into<String>,
        H: Into<String>,
    {
        if !self.has_room() {
            self.more += 1;
            return;
        }
        let (line, column) = match place.into() {
            Place::File => (None, None),
            Place::Line(line) => (Some(line), None),
            Place::Column(column) => (None, Some(column)),
            Place::Cell(line, column) => (Some(line), Some(column)),
        };
        let (found, expected, hint) = fault();
        self.list.push(ImportError {
            file: self.file.clone(),
            line,
            column,
            found: visible(&found.into(), MOST_SAID),
            expected: visible(&expected.into(), MOST_SAID),
            hint: visible(&hint.into(), MOST_SAID),
        });
    }

    /// Whether there are words for faults and reports; see [`Scope::FULL`].
    pub(super) fn full(&self) -> bool {
        S::FULL
    }

    /// Faults that nobody will hear of, for looking ahead.
    pub(super) fn silent(&self) -> Self {
        Self::of("")
    }

    /// What the file is called.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Whether the next fault will be listed.
    pub(super) fn has_room(&self) -> bool {
        S::FULL && self.list.len() < MOST_FAULTS
    }

    /// How many faults there are, listed or not.
    pub(super) fn count(&self) -> usize {
        self.list.len() + self.more
    }

    /// The faults from the first line to the last, and the number of those that are not listed.
    pub(super) fn into_list(mut self) -> Vec<ImportError> {
        order::sort_by_key(&mut self.list, |fault| (fault.line, fault.column));
        if self.more > 0 && !S::FULL {
            self.list.push(ImportError {
                file: self.file,
                line: None,
                column: None,
                found: String::new(),
                expected: String::new(),
                hint: String::new(),
            });
        } else if self.more > 0 {
            self.list.push(ImportError {
                file: self.file,
                line: None,
                column: None,
                found: counts::counted(
                    self.more,
                    Language::files_fault_more_one,
                    Language::files_fault_more_other,
                ),
                expected: words().files_fault_none().to_owned(),
                hint: words().files_fault_mend_first().to_owned(),
            });
        }
        self.list
    }
}

/// Text of a file in quotes: at most 60 characters of it, with characters that cannot be seen, or that turn the
/// direction of writing, as escapes.
pub(super) fn quoted(text: &str) -> String {
    words().files_quoted(&shortened(text))
}

fn shortened(text: &str) -> String {
    visible(text, MOST_QUOTED)
}

/// About so many characters of a text, with those that cannot be seen as escapes.
fn visible(text: &str, most: usize) -> String {
    let (mut short, mut length) = (String::new(), 0);
    for letter in text.chars() {
        if length >= most {
            short.push('…');
            break;
        }
        if is_invisible(letter) {
            let escape = letter.escape_default();
            length += escape.len();
            short.extend(escape);
        } else {
            length += 1;
            short.push(letter);
        }
    }
    short
}

/// "A", "A and B", "A, B and C", and of a long list the first eight: "A, B, ... and 12 more".
pub(super) fn listed(mut names: impl ExactSizeIterator<Item = String>) -> String {
    let mut shown: Vec<String> = names.by_ref().take(MOST_LISTED).collect();
    if names.len() > 0 {
        shown.push(words().files_more(&names.len().to_string()));
    }
    words::listed(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let letters = |column| {
            ImportError {
                file: String::new(),
                line: None,
                column: Some(column),
                found: String::new(),
                expected: String::new(),
                hint: String::new(),
            }
            .column_letters()
        };
        let names = [1, 2, 26, 27, 52, 53, 702, 703].map(letters);
        assert_eq!(names, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_cannot_be_seen_is_quoted_visibly_and_short() {
        assert_eq!(quoted("a\u{202e}b\n"), "\"a\\u{202e}b\\n\"");
        assert_eq!(quoted(&"x".repeat(1_000_000)).chars().count(), 63);
        // The words of a library, which nobody has put in quotes.
        let mut faults = Faults::<Everything>::of("economy.json");
        faults.add(Place::File, || {
            (
                format!("no JSON (`a\u{7f}\u{202e}b` {})", "x".repeat(1_000)),
                "c",
                "",
            )
        });
        let found = &faults.into_list()[0].found;
        assert!(
            found.starts_with("no JSON (`a\\u{7f}\\u{202e}b` xx"),
            "{found}"
        );
        assert!(found.chars().count() < 720, "{found}");
    }

    #[test]
    fn faults_beyond_the_fiftieth_are_counted_only() {
        let mut faults = Faults::<Everything>::of("table.csv");
        for line in 1..=60 {
            faults.add(Place::Line(line), || ("a", "b", ""));
        }
        let list = faults.into_list();
        assert_eq!(list.len(), 51);
        assert_eq!(list[50].found, "10 faults more");
    }

    #[test]
    fn names_read_well() {
        let names = |n: u32| listed((0..n).map(|name| (name + 1).to_string()));
        assert_eq!(names(1), "1");
        assert_eq!(names(3), "1, 2 and 3");
        assert_eq!(names(10), "1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
    }
}
