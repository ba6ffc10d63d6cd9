//! Names: which may be used, what they stand for, and which was probably meant.

use std::collections::BTreeMap;

use super::cells::Cell;
use super::fault::{Faults, listed, quoted};
use super::scope::Scope;
use crate::economy::Input;
use crate::field::is_invisible;
use crate::words::{Language, Text, words};

/// The most characters of a name.
pub const MOST_NAME: usize = 200;

/// What the names of an economy stand for. Goods, labour and externalities share one list, because units and changes
/// refer to all three.
#[derive(Debug, Default)]
pub(super) struct Names {
    inputs: BTreeMap<String, Input>,
    profiles: BTreeMap<String, usize>,
    /// Whether names may be missing because the file that has them is at fault. Unknown names are no faults then,
    /// unless they are typing errors.
    pub(super) partial: bool,
}

impl Names {
    /// Adds a good, labour kind or externality.
    pub(super) fn add_input(&mut self, name: &str, input: Input) {
        self.inputs.insert(name.to_owned(), input);
    }

    pub(super) fn add_profile(&mut self, name: &str, profile: usize) {
        self.profiles.insert(name.to_owned(), profile);
    }

    pub(super) fn get_input(&self, name: &str) -> Option<Input> {
        self.inputs.get(name).copied()
    }

    /// The good a cell names; a fault when there is none.
    pub(super) fn good(&self, cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<usize> {
        let is_good = |input: Input| match input {
            Input::Good(good) => Some(good),
            Input::Labour(_) | Input::Externality(_) => None,
        };
        self.find(cell, Language::files_name_good, is_good, faults)
    }

    /// The labour kind a cell names; a fault when there is none.
    pub(super) fn labour(&self, cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<usize> {
        let is_labour = |input: Input| match input {
            Input::Labour(kind) => Some(kind),
            Input::Good(_) | Input::Externality(_) => None,
        };
        self.find(cell, Language::files_name_labour_row, is_labour, faults)
    }

    /// The good or labour kind a cell names; a fault when there is none.
    pub(super) fn stocked(
        &self,
        cell: &Cell<'_>,
        faults: &mut Faults<impl Scope>,
    ) -> Option<Input> {
        let is_stocked = |input: Input| (!matches!(input, Input::Externality(_))).then_some(input);
        self.find(cell, Language::files_name_stocked, is_stocked, faults)
    }

    /// The good, labour kind or externality a cell names; a fault when there is none.
    pub(super) fn input(&self, cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<Input> {
        self.find(cell, Language::files_name_input, Some, faults)
    }

    /// The profile a cell names; a fault when there is none.
    pub(super) fn profile(
        &self,
        cell: &Cell<'_>,
        faults: &mut Faults<impl Scope>,
    ) -> Option<usize> {
        if let Some(&profile) = self.profiles.get(&*cell.text) {
            return Some(profile);
        }
        faults.add(cell, || {
            let names = || self.profiles.keys().map(String::as_str);
            let hint = way_out(&cell.text, names);
            (found(cell), words().files_name_profile(), hint)
        });
        None
    }

    fn find<T>(
        &self,
        cell: &Cell<'_>,
        expected: Text,
        wanted: impl Fn(Input) -> Option<T>,
        faults: &mut Faults<impl Scope>,
    ) -> Option<T> {
        let known = self.inputs.get(&*cell.text).copied().and_then(&wanted);
        if known.is_none() {
            let names = || {
                let known = self.inputs.iter();
                let wanted = known.filter(|&(_, &input)| wanted(input).is_some());
                wanted.map(|(name, _)| name.as_str())
            };
            if !self.partial || faults.has_room() && meant(&cell.text, names()).is_some() {
                faults.add(cell, || {
                    (found(cell), expected(words()), way_out(&cell.text, names))
                });
            }
        }
        known
    }
}

fn found(cell: &Cell<'_>) -> String {
    match &*cell.text {
        "" => words().files_name_empty_cell().to_owned(),
        text => quoted(text),
    }
}

/// The name in a cell; a fault when it may not be used as one. `expected` says whose name it is.
pub(super) fn new_name(
    cell: &Cell<'_>,
    expected: Text,
    faults: &mut Faults<impl Scope>,
) -> Option<String> {
    let text = &*cell.text;
    let length = text.chars().take(MOST_NAME + 1).count();
    if (1..=MOST_NAME).contains(&length) && !text.contains(is_invisible) {
        return Some(text.to_owned());
    }
    faults.add(cell, || {
        let (expected, hint) = if length == 0 {
            (expected(words()).to_owned(), "")
        } else if length > MOST_NAME {
            (words().files_name_at_most(&MOST_NAME.to_string()), "")
        } else {
            let expected = words().files_name_visible().to_owned();
            (expected, words().files_name_remove_backslash())
        };
        (found(cell), expected, hint)
    });
    None
}

/// "Did you mean ...?", when one of the names is one typing error away from `name`.
pub(super) fn suggestion<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> String {
    meant(name, names).map_or(String::new(), |known| {
        words().files_name_meant(&quoted(known))
    })
}

/// The name that was probably meant, or else which names there are.
fn way_out<'a, I: Iterator<Item = &'a str>>(name: &str, names: impl Fn() -> I) -> String {
    let suggestion = suggestion(name, names());
    if !suggestion.is_empty() {
        return suggestion;
    }
    let known: Vec<String> = names().map(quoted).collect();
    match known.len() {
        0 => words().files_name_none().to_owned(),
        1 => words().files_name_only(&known[0]),
        _ => words().files_name_known(&listed(known.into_iter())),
    }
}

/// The name that is one typing error away from `name`, if there is one.
pub(super) fn meant<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.is_empty() || name.len() > 4 * MOST_NAME {
        return None;
    }
    let mut near = None;
    for known in names {
        if same_letters(known, name) {
            return Some(known);
        }
        if near.is_none() && one_error_apart(known, name) {
            near = Some(known);
        }
    }
    near
}

/// Whether two names differ in capitals (of ASCII: tables of all scripts would weigh more than they help) and white space
/// only.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let solid = text.chars().filter(|letter| !letter.is_whitespace());
        solid.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    a.len().abs_diff(b.len()) <= 8 && letters(a) == letters(b)
}

/// Whether one letter added, left out or replaced, or two neighbours changed about, turn one name into the other.
fn one_error_apart(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 || a.chars().count().min(b.chars().count()) < 3 {
        return false;
    }
    let same: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (a, b) = (&a[same..], &b[same..]);
    let same: usize = a
        .chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    match (a.chars().count(), b.chars().count()) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => a.chars().eq(b.chars().rev()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::scope::Everything;

    #[test]
    fn one_typing_error_is_seen_through() {
        let known = ["Milk", "Butter churn", "Butter", "A", "B"];
        let meant = |name| meant(name, known.into_iter());
        for typed in ["Mlik", "Mil", "Milkk", "Mi1k", "milk", " MILK"] {
            assert_eq!(meant(typed), Some("Milk"), "{typed}");
        }
        assert_eq!(meant("Butterchurn"), Some("Butter churn"));
        assert_eq!(meant("buttér churn"), None);
        for typed in ["C", "", "Mead", "Silk!"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn names_are_visible_and_short() {
        let check = |text: &str| {
            let mut faults = Faults::<Everything>::of("f");
            let cell = Cell {
                line: 2,
                column: 1,
                text: text.into(),
                comma: false,
            };
            (
                new_name(&cell, Language::files_name_good, &mut faults),
                faults.into_list().pop().map(|fault| fault.to_string()),
            )
        };
        assert_eq!(
            check("<b>Käse & \"Brot\"</b>").0.as_deref(),
            Some("<b>Käse & \"Brot\"</b>")
        );
        assert_eq!(check(&"ä".repeat(200)).1, None);
        assert_eq!(
            check("Mil\u{202e}k").1.as_deref(),
            Some(
                "f, line 2, column A: found \"Mil\\u{202e}k\", expected a name of characters that can be seen, in one \
                 line. Remove what is shown here with a backslash."
            )
        );
        let long = check(&"x".repeat(10_000)).1.unwrap();
        assert!(
            long.ends_with("…\", expected a name of at most 200 characters"),
            "{long}"
        );
    }
}
