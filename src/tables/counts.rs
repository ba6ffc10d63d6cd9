//! So many of a kind, in words.

use crate::words::{self, Count, Language, words};

pub(super) fn cells(count: usize) -> String {
    counted(
        count,
        Language::files_count_cells_one,
        Language::files_count_cells_other,
    )
}

pub(super) fn empty_cells(count: usize) -> String {
    counted(
        count,
        Language::files_count_empty_cells_one,
        Language::files_count_empty_cells_other,
    )
}

pub(super) fn rows(count: usize) -> String {
    counted(
        count,
        Language::files_count_rows_one,
        Language::files_count_rows_other,
    )
}

pub(super) fn columns(count: usize) -> String {
    counted(
        count,
        Language::files_count_columns_one,
        Language::files_count_columns_other,
    )
}

pub(super) fn goods(count: usize) -> String {
    counted(
        count,
        Language::files_count_goods_one,
        Language::files_count_goods_other,
    )
}

pub(super) fn labour(count: usize) -> String {
    counted(
        count,
        Language::files_count_labour_one,
        Language::files_count_labour_other,
    )
}

pub(super) fn profiles(count: usize) -> String {
    counted(
        count,
        Language::files_count_profiles_one,
        Language::files_count_profiles_other,
    )
}

pub(super) fn citizens(count: usize) -> String {
    counted(
        count,
        Language::files_count_citizens_one,
        Language::files_count_citizens_other,
    )
}

pub(super) fn externalities(count: usize) -> String {
    counted(
        count,
        Language::files_count_externalities_one,
        Language::files_count_externalities_other,
    )
}

pub(super) fn units(count: usize) -> String {
    counted(
        count,
        Language::files_count_units_one,
        Language::files_count_units_other,
    )
}

pub(super) fn answers(count: usize) -> String {
    counted(
        count,
        Language::files_count_answers_one,
        Language::files_count_answers_other,
    )
}

pub(super) fn changes(count: usize) -> String {
    counted(
        count,
        Language::files_count_changes_one,
        Language::files_count_changes_other,
    )
}

pub(super) fn steps(count: usize) -> String {
    counted(
        count,
        Language::files_count_steps_one,
        Language::files_count_steps_other,
    )
}

pub(super) fn files(count: usize) -> String {
    counted(
        count,
        Language::files_count_files_one,
        Language::files_count_files_other,
    )
}

pub(super) fn names(count: usize) -> String {
    counted(
        count,
        Language::files_count_names_one,
        Language::files_count_names_other,
    )
}

pub(super) fn entries(count: usize) -> String {
    counted(
        count,
        Language::files_count_entries_one,
        Language::files_count_entries_other,
    )
}

pub(super) fn industries(count: usize) -> String {
    counted(
        count,
        Language::files_count_industries_one,
        Language::files_count_industries_other,
    )
}

/// A sentence about so many: "1 row", "2 rows", "12,345 rows".
pub(super) fn counted(count: usize, one: Count, other: Count) -> String {
    words::counted(count as u64, &grouped(count), one, other)
}

/// "12,345"
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(words().number_thousands());
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(rows(1), "1 row");
        assert_eq!(rows(1_234_567), "1,234,567 rows");
    }
}
