//! Numbers as people write them, and what to tell them when a cell holds none.

use std::borrow::Cow;

use super::cells::Cell;
use super::decimal;
use super::fault::{Faults, quoted};
use super::scope::Scope;
use crate::economy::LARGEST;
use crate::words::{Language, Text, words};

/// The longest literal; the exact decimal digits of every number fit.
const MOST_DIGITS: usize = 1100;

/// Which numbers a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// Every number up to [`LARGEST`] in size.
    Any,
    NotNegative,
    Positive,
    Share,
    /// A whole number of days.
    Days,
}

impl Range {
    fn holds(self, number: f64) -> bool {
        match self {
            Self::Any => true,
            Self::NotNegative => number >= 0.0,
            Self::Positive => number > 0.0,
            Self::Share => (0.0..=1.0).contains(&number),
            Self::Days => (0.0..=1e9).contains(&number) && number.trunc() == number,
        }
    }

    /// What is expected, in words.
    fn expected(self) -> Text {
        match self {
            Self::Any => Language::files_number_any,
            Self::NotNegative => Language::files_number_not_negative,
            Self::Positive => Language::files_number_positive,
            Self::Share => Language::files_number_share,
            Self::Days => Language::files_number_days,
        }
    }
}

/// The number in a cell; a fault when there is none.
pub(super) fn number(
    cell: &Cell<'_>,
    range: Range,
    faults: &mut Faults<impl Scope>,
) -> Option<f64> {
    number_or(cell, range, range.expected(), faults)
}

/// As [`number`], where the cell may also hold something else: `expected` says what, and which numbers.
pub(super) fn number_or(
    cell: &Cell<'_>,
    range: Range,
    expected: Text,
    faults: &mut Faults<impl Scope>,
) -> Option<f64> {
    let text = with_point(cell);
    if let Some(number) = literal(&text).filter(|&number| range.holds(number)) {
        return Some(number);
    }
    faults.add(cell, || {
        let hint = parsed(&text).err().unwrap_or_default();
        let found = match &*cell.text {
            "" => words().files_name_empty_cell().to_owned(),
            text => quoted(text),
        };
        (found, expected(words()), hint)
    });
    None
}

/// Whether a cell holds a number with a decimal point (`Some(false)`) or, beyond doubt, with a decimal comma
/// (`Some(true)`). Of `1,234` it cannot be told, because the comma may separate thousands.
pub(super) fn has_decimal_comma(cell: &Cell<'_>) -> Option<bool> {
    let text = &*cell.text;
    let (whole, decimals) = match text.split_once(',') {
        None => return (text.contains('.') && is_literal(text)).then_some(false),
        Some(parts) => parts,
    };
    let group = whole.trim_start_matches(['+', '-']);
    let may_be_thousands =
        (1..=3).contains(&group.len()) && !group.starts_with('0') && decimals.len() == 3;
    (!may_be_thousands && !text.contains('.') && is_literal(&text.replacen(',', ".", 1)))
        .then_some(true)
}

/// What a cell says, with a point for the decimal mark.
fn with_point<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    if cell.comma && !cell.text.contains('.') {
        Cow::Owned(cell.text.replacen(',', ".", 1))
    } else {
        Cow::Borrowed(&cell.text)
    }
}

/// The number a text stands for.
fn literal(text: &str) -> Option<f64> {
    if !is_literal(text) {
        return None;
    }
    let number = decimal::read(text);
    let digits = text.split(['e', 'E']).next().unwrap_or(text);
    let vanishes = number == 0.0 && digits.contains(|digit| matches!(digit, '1'..='9'));
    // -0 and 0 are the same number, and only one of them is written.
    (number.abs() <= LARGEST && !vanishes).then_some(number + 0.0)
}

/// The number a text stands for, or how to mend it.
fn parsed(text: &str) -> Result<f64, String> {
    literal(text).ok_or_else(|| {
        if !is_literal(text) {
            hint_for(text)
        } else if decimal::read(text) == 0.0 {
            words().files_number_too_small().to_owned()
        } else {
            words().files_number_too_large().to_owned()
        }
    })
}

/// Whether a text is digits, with a sign, a point and an exponent where these may stand.
pub(super) fn is_literal(text: &str) -> bool {
    if text.len() > MOST_DIGITS {
        return false;
    }
    let unsigned = |text: &[u8]| usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = &text.as_bytes()[unsigned(text.as_bytes())..];
    let whole = digits(rest);
    rest = &rest[whole..];
    let mut part = 0;
    if let [b'.', after @ ..] = rest {
        part = digits(after);
        rest = &after[part..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = &exponent[unsigned(exponent)..];
        let length = digits(exponent);
        return whole + part > 0 && length > 0 && length == exponent.len();
    }
    whole + part > 0 && rest.is_empty()
}

/// How to mend what is not a number.
fn hint_for(text: &str) -> String {
    if text.len() > MOST_DIGITS {
        return words().files_number_fewer_digits().to_owned();
    }
    let digit = |letter: char| letter.is_ascii_digit();
    let comma_for_point = text.replacen(',', ".", 1);
    if text.contains(',') && is_literal(&comma_for_point) {
        let decimals = text.split(',').nth(1).unwrap_or("");
        return if decimals.len() == 3 && decimals.chars().all(digit) {
            let plain = text.replace(',', "");
            words().files_number_ambiguous_comma(&comma_for_point, &plain)
        } else {
            words().files_number_decimal_point(&comma_for_point)
        };
    }
    let grouped = |letter: char| {
        digit(letter)
            || matches!(letter, ',' | '.' | '\'' | '’' | '_' | '-' | '+')
            || letter.is_whitespace()
    };
    if text.contains(digit) && text.chars().all(grouped) {
        return words().files_number_no_thousands().to_owned();
    }
    if let Some(percent) = text.strip_suffix('%') {
        let percent = percent.trim();
        return if is_literal(percent) {
            let share = decimal::read(percent) / 100.0;
            words().files_number_plain_share_so(&share.to_string())
        } else {
            words().files_number_plain_share().to_owned()
        };
    }
    if text.starts_with('=') {
        return words().files_number_no_formula().to_owned();
    }
    if text.starts_with('#') {
        return words().files_number_spreadsheet_error().to_owned();
    }
    if text.starts_with('−') || text.starts_with('–') {
        return words().files_number_hyphen().to_owned();
    }
    if text.starts_with(digit) && text.ends_with(char::is_alphabetic) {
        return words().files_number_no_unit().to_owned();
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<f64, &str>) {
        assert_eq!(
            parsed(text),
            expected.map_err(ToOwned::to_owned),
            "{text:?}"
        );
    }

    #[test]
    fn numbers() {
        for (text, number) in [
            ("0", 0.0),
            ("+1.", 1.0),
            (".5", 0.5),
            ("-2e-3", -0.002),
            ("1E6", 1e6),
            ("0e999", 0.0),
            ("000012", 12.0),
        ] {
            check(text, Ok(number));
        }
        assert!(parsed("-0").is_ok_and(f64::is_sign_positive));
    }

    #[test]
    fn what_is_none_comes_with_a_way_out() {
        for text in [
            "", ".", "e5", "1e", "--1", "1.2.3e4", "0x10", "infinity", "NaN", "Bread", "1e+-3",
        ] {
            assert!(parsed(text).is_err(), "{text:?}");
        }
        let thousands =
            "Write it without thousands separators, with a point before decimals, such as 1234.5.";
        let large = "A number may be at most 1e60 in size.";
        for (text, hint) in [
            ("2,5", "The decimal mark is a point: write 2.5."),
            ("2,5e3", "The decimal mark is a point: write 2.5e3."),
            (
                "1,234",
                "A comma may be a decimal mark or separate thousands: write 1.234 or 1234.",
            ),
            ("1,234.5", thousands),
            ("1.234,5", thousands),
            ("1 234", thousands),
            ("1'234", thousands),
            ("1.234.567", thousands),
            ("1e309", large),
            ("-1e61", large),
            (
                "1e-400",
                "The number is too small to be told from zero; write 0.",
            ),
            ("12 %", "Write a share as a plain number: 0.12."),
            ("=A1+B1", "Save the file with values in place of formulas."),
            (
                "#REF!",
                "The spreadsheet could not compute this cell; mend it there.",
            ),
            ("−5", "Write the minus sign as a hyphen (-)."),
            ("5 kg", "Write the number alone, without a unit."),
        ] {
            check(text, Err(hint));
        }
        assert_eq!(
            parsed(&"9".repeat(2000)).unwrap_err(),
            "Write the number with fewer digits."
        );
    }

    #[test]
    fn ranges() {
        assert!(Range::Share.holds(1.0) && !Range::Share.holds(1.1));
        assert!(Range::Days.holds(3.0) && !Range::Days.holds(3.5) && !Range::Days.holds(-1.0));
        assert!(!Range::Positive.holds(0.0) && Range::NotNegative.holds(0.0));
    }
}
