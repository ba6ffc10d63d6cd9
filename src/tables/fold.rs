//! The same fault at many places, told once.

use std::collections::BTreeMap;

use super::counts::{counted, grouped};
use super::fault::{ImportError, listed};
use crate::order;
use crate::words::{Language, Plural, words};

/// So many of a kind are told as one. Two can well be read one after the other.
const MANY: usize = 3;

/// The most columns whose lines are listed.
const MOST_COLUMNS: usize = 6;

/// Faults of which those that expect the same of the same file, and are mended alike, are told as one: the first of them,
/// and where the others are.
#[must_use]
pub fn folded(faults: Vec<ImportError>) -> Vec<ImportError> {
    let mut groups: Vec<Vec<ImportError>> = Vec::new();
    let mut places: BTreeMap<(String, String, String), usize> = order::map([]);
    for fault in faults {
        let kind = (
            fault.file.clone(),
            fault.expected.clone(),
            fault.hint.clone(),
        );
        // What is about a file as a whole stands alone.
        if fault.line.is_none() && fault.column.is_none() {
            groups.push(vec![fault]);
        } else if let Some(&place) = places.get(&kind) {
            groups[place].push(fault);
        } else {
            places.insert(kind, groups.len());
            groups.push(vec![fault]);
        }
    }
    let folded = groups.into_iter().flat_map(|mut group| {
        if group.len() < MANY {
            return group;
        }
        let others = group.split_off(1);
        let first = &mut group[0];
        if !first.hint.is_empty() {
            first.hint.push(' ');
        }
        let (count, places) = (grouped(others.len()), where_they_are(&others));
        first.hint += &match words().plural(others.len() as u64) {
            Plural::One => words().files_fault_same_one(&count, &places),
            Plural::Other => words().files_fault_same_other(&count, &places),
        };
        group
    });
    folded.collect()
}

/// "column B, lines 3, 4 and 7; column C, line 9", and of many columns the first six.
fn where_they_are(faults: &[ImportError]) -> String {
    let mut columns: Vec<(String, Vec<u32>)> = Vec::new();
    for fault in faults {
        let letters = fault.column_letters();
        let lines = fault.line;
        match columns.iter_mut().find(|(column, _)| *column == letters) {
            Some((_, known)) => known.extend(lines),
            None => columns.push((letters, lines.into_iter().collect())),
        }
    }
    let more = columns.len().saturating_sub(MOST_COLUMNS);
    columns.truncate(MOST_COLUMNS);
    let places = columns.into_iter().map(|(column, lines)| {
        let names = listed(lines.iter().map(ToString::to_string));
        let named = match words().plural(lines.len() as u64) {
            Plural::One => words().files_fault_line_one(&names),
            Plural::Other => words().files_fault_line_other(&names),
        };
        match (column.is_empty(), lines.is_empty()) {
            (true, _) => named,
            (false, true) => words().files_fault_column(&column),
            (false, false) => words().files_fault_column_and_lines(&column, &named),
        }
    });
    let mut places: Vec<String> = places.collect();
    if more > 0 {
        places.push(counted(
            more,
            Language::files_fault_columns_more_one,
            Language::files_fault_columns_more_other,
        ));
    }
    places.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: Option<u32>, column: Option<u32>, found: &str) -> ImportError {
        ImportError {
            line,
            column,
            ..ImportError::of_file("table.csv", found, "a number", "Write 0.5.")
        }
    }

    fn told(faults: Vec<ImportError>) -> String {
        let lines = folded(faults).into_iter().map(|fault| fault.to_string());
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn three_of_a_kind_are_told_as_one() {
        let two = vec![
            fault(Some(2), Some(2), "\"x\""),
            fault(Some(3), Some(2), "\"y\""),
        ];
        assert_eq!(folded(two.clone()), two);
        let mut many = two;
        many.insert(1, ImportError::of_file("units.csv", "a", "b", ""));
        many.extend([
            fault(Some(4), Some(2), "\"z\""),
            fault(Some(9), Some(28), "\"z\""),
        ]);
        assert_eq!(
            told(many),
            "table.csv, line 2, column B: found \"x\", expected a number. Write 0.5. The same in 3 other places: column B, \
             lines 3 and 4; column AB, line 9.\n\
             units.csv: found a, expected b"
        );
    }

    #[test]
    fn long_lists_end() {
        let many = (1..=50).map(|line| fault(Some(line), None, "\"x\""));
        assert_eq!(
            told(many.collect()),
            "table.csv, line 1: found \"x\", expected a number. Write 0.5. The same in 49 other places: lines 2, 3, 4, 5, 6, \
             7, 8, 9 and 41 more."
        );
        let wide = (1..=50).map(|column| fault(Some(2), Some(column), "\"x\""));
        assert!(told(wide.collect()).ends_with("column G, line 2; 43 columns more."));
    }
}
