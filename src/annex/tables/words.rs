//! The view of tables in words.

use crate::intake::protocol::{ColumnRole, FileInfo, National, Solved, Sparse, Stage};
use crate::ui::number::{NBSP, significant, whole};
use crate::words::{self, Count, Language, listed, words};

/// "1 industry", "50 industries".
pub fn counted(count: u64, one: Count, other: Count) -> String {
    words::counted(count, &whole(count), one, other)
}

/// What a national table is, as soon as it has been read.
pub fn read(table: &National) -> String {
    let is_industry = |role: ColumnRole| role == ColumnRole::Industry;
    let industries = table
        .columns
        .iter()
        .filter(|line| is_industry(line.role))
        .count();
    let industries = counted(
        industries as u64,
        Language::tables_industries_one,
        Language::tables_industries_other,
    );
    words().tables_read_national(&table.file, &table.layout, &industries)
}

/// What a sparse table is, as soon as it has been read.
pub fn read_sparse(table: &Sparse) -> String {
    let goods = counted(
        table.goods,
        Language::tables_goods_one,
        Language::tables_goods_other,
    );
    let (one, other) = (Language::tables_entries_one, Language::tables_entries_other);
    words().tables_read(
        &goods,
        &counted(table.entries, one, other),
        &seconds(table.seconds),
    )
}

/// What came of solving.
pub fn solved(solved: &Solved) -> String {
    match &solved.trouble {
        Some(_) => words().tables_could_not_solved_reason().to_owned(),
        None => words().tables_solved_every_good_balance(
            &seconds(solved.seconds),
            &solved.method,
            &significant(solved.residual, 2),
        ),
    }
}

/// Seconds as people read them.
fn seconds(seconds: f64) -> String {
    if seconds < 0.0995 {
        format!("{}{NBSP}ms", significant(seconds * 1_000.0, 2))
    } else {
        format!("{}{NBSP}s", significant(seconds, 3))
    }
}

/// What is being done.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => words().tables_reading(),
        Stage::ReadingAgain => words().tables_reading_once_more_because(),
        Stage::Joining => words().tables_putting_table_together(),
        Stage::Solving => words().tables_solving(),
        Stage::Writing => words().tables_writing(),
    }
}

/// Which files these are: "Z.txt and Y.txt, 1.2 MB".
pub fn files(files: &[FileInfo]) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let size: u64 = files.iter().map(|file| file.size).sum();
    let megabytes = significant(size as f64 / 1e6, 2);
    match names.len() {
        0 => String::new(),
        1..=4 => words().tables_files_named(&listed(&names), &megabytes),
        many => words().tables_files_mb(&whole(many as u64), &megabytes),
    }
}

/// How many citizens are meant: a number above zero; nothing stands for 1.
pub fn citizens(text: &str) -> Result<f64, String> {
    if text.trim().is_empty() {
        return Ok(1.0);
    }
    match crate::ui::number::decimal(&text.replace(['\u{a0}', ' '], "")) {
        Some(number) if number > 0.0 && number.is_finite() => Ok(number),
        Some(_) => Err(words().tables_number_above_zero_expected().to_owned()),
        None => Err(words().tables_number_expected_such_as().to_owned()),
    }
}

/// The column that letters of a spreadsheet or a number name, from 1.
pub fn column(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number).filter(|&number| number > 0);
    }
    let is_name =
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then(|| {
        let letters = text
            .bytes()
            .map(|byte| u32::from(byte.to_ascii_uppercase() - b'A') + 1);
        letters.fold(0, |number, letter| 26 * number + letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_citizens_as_people_type_them() {
        assert_eq!(citizens(""), Ok(1.0));
        assert_eq!(citizens("8 500 000"), Ok(8.5e6));
        assert_eq!(citizens("8.5e6"), Ok(8.5e6));
        for wrong in ["0", "-3", "many", "1e999"] {
            assert!(citizens(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn columns_as_spreadsheets_name_them() {
        for (text, number) in [
            ("A", 1),
            ("z", 26),
            ("AA", 27),
            ("ZZ", 702),
            ("AAA", 703),
            ("12", 12),
        ] {
            assert_eq!(column(text), Some(number), "{text}");
        }
        for wrong in ["", "0", "A1", "é", "ABCDE"] {
            assert_eq!(column(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn files_in_a_few_words() {
        let file = |name: &str| FileInfo {
            name: name.to_owned(),
            size: 600_000,
        };
        assert_eq!(
            files(&[file("Z.txt"), file("Y.txt")]),
            "Z.txt and Y.txt, 1.2\u{a0}MB"
        );
        assert_eq!(files(&[file("a.csv")]), "a.csv, 0.6\u{a0}MB");
    }
}
