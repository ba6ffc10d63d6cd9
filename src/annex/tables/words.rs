//! The view of tables in words.

use crate::intake::protocol::{ColumnRole, FileInfo, National, Solved, Sparse, Stage};
use crate::ui::number::{NBSP, significant, whole};

/// "1 industry", "50 industries".
pub fn counted(count: u64, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{}{NBSP}{word}", whole(count))
}

/// What a national table is, as soon as it has been read.
pub fn read(table: &National) -> String {
    let is_industry = |role: ColumnRole| role == ColumnRole::Industry;
    let industries = table
        .columns
        .iter()
        .filter(|line| is_industry(line.role))
        .count();
    format!(
        "{}: {}, {}.",
        table.file,
        table.layout,
        counted(industries as u64, "industry", "industries")
    )
}

/// What a sparse table is, as soon as it has been read.
pub fn read_sparse(table: &Sparse) -> String {
    format!(
        "{} and {}, read in {}.",
        counted(table.goods, "good", "goods"),
        counted(table.entries, "entry", "entries"),
        seconds(table.seconds)
    )
}

/// What came of solving.
pub fn solved(solved: &Solved) -> String {
    match &solved.trouble {
        Some(_) => "It could not be solved; the reason is below.".to_owned(),
        None => format!(
            "Solved in {} by {}. Every good is in balance to {} of its size.",
            seconds(solved.seconds),
            solved.method,
            significant(solved.residual, 2)
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
        Stage::Reading => "Reading",
        Stage::ReadingAgain => "Reading once more, because rows do not come in order",
        Stage::Joining => "Putting the table together",
        Stage::Solving => "Solving",
        Stage::Writing => "Writing",
    }
}

/// Which files these are: "Z.txt and Y.txt, 1.2 MB".
pub fn files(files: &[FileInfo]) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let size: u64 = files.iter().map(|file| file.size).sum();
    let megabytes = significant(size as f64 / 1e6, 2);
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => format!("{last}, {megabytes}{NBSP}MB"),
        Some((last, others)) if others.len() < 4 => {
            format!("{} and {last}, {megabytes}{NBSP}MB", others.join(", "))
        }
        Some(_) => format!("{} files, {megabytes}{NBSP}MB", names.len()),
    }
}

/// How many citizens are meant: a number above zero; nothing stands for 1.
pub fn citizens(text: &str) -> Result<f64, String> {
    if text.trim().is_empty() {
        return Ok(1.0);
    }
    match crate::ui::number::decimal(&text.replace(['\u{a0}', ' '], "")) {
        Some(number) if number > 0.0 && number.is_finite() => Ok(number),
        Some(_) => Err("A number above zero is expected.".to_owned()),
        None => Err("A number is expected, such as 8500000.".to_owned()),
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
