//! Numbers as people read them: the separators of their language, no false precision, a no-break space before units.

use crate::words::{Language, counted, words};

/// Keeps a number and its unit on one line.
pub const NBSP: char = '\u{a0}';

/// Groups the digits of a whole number by thousands: `12,345`.
pub fn whole(n: impl Into<u64>) -> String {
    grouped(&n.into().to_string())
}

/// "1 day", "382 days".
pub fn days_in_words(days: u32) -> String {
    let (one, other) = (Language::count_days_one, Language::count_days_other);
    counted(days, &whole(days), one, other)
}

/// A share as a percentage of few digits: `7.5 %`, `51 %`, `0.053 %`. Only a share of 1 reads `100 %`, but for what a computation
/// of it rounds: what is made and used up is known to some 10 digits.
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let p = share * 100.0;
    let text = if p == 0.0 {
        "0".to_owned()
    } else if p.abs() < 1e-4 {
        return words().number_under("0.0001");
    } else if p.abs() < 10.0 {
        significant(p, 2)
    } else {
        // Rounding must not complete what is not complete.
        let text = significant(p, 3);
        if text == "100" && p < 100.0 * (1.0 - 1e-9) {
            "99.9".to_owned()
        } else {
            grouped(&text)
        }
    };
    format!("{text}{NBSP}%")
}

/// An amount in a table: two decimals from 1 on, three significant digits below.
pub fn amount(x: f64) -> String {
    let a = x.abs();
    if let Some(text) = out_of_the_ordinary(x) {
        return text;
    }
    let text = if a >= 1e6 {
        format!("{x:.0}")
    } else if a >= 1.0 {
        format!("{x:.2}")
    } else {
        let decimals = (2 - exponent(a)).clamp(0, 17) as usize;
        format!("{x:.decimals$}")
    };
    grouped(text.strip_suffix(".00").unwrap_or(&text))
}

/// An amount in a sentence: about three digits.
pub fn about(x: f64) -> String {
    if let Some(text) = out_of_the_ordinary(x) {
        return text;
    }
    let text = if x.abs() >= 100.0 {
        format!("{x:.0}")
    } else {
        significant(x, 3)
    };
    grouped(&text)
}

/// A number with so many significant digits, without separators or trailing zeros, for tables that are read by
/// machines too.
pub fn significant(x: f64, digits: usize) -> String {
    if x == 0.0 {
        return "0".to_owned();
    }
    if !x.is_finite() {
        return "–".to_owned();
    }
    let exponent = exponent_when_rounded(x, digits);
    if !(-7..15).contains(&exponent) {
        let text = format!("{x:.*e}", digits - 1);
        return match text.split_once('e') {
            Some((mantissa, power)) => format!("{}e{power}", trimmed(mantissa)),
            None => text,
        };
    }
    let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
    trimmed(&format!("{x:.decimals$}")).to_owned()
}

/// A decimal number as people type it, such as `0.51` or `5e-2`: 15 digits count, as many as survive being read.
///
/// The standard library reads any number of digits exactly, for which it brings a table of 10 kB that hardly compresses.
/// Here a whole number and a power of ten are both exact, so their quotient or product is the nearest number too.
pub fn decimal(text: &str) -> Option<f64> {
    const DIGITS: u32 = 15;
    // Between these powers ten is exact.
    const LEAST: i32 = -22;
    const MOST: i32 = 22;
    let text = text.trim();
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1.0, text),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, power) = match text.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.parse::<i16>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut digits, mut count, mut power) = (0_u64, 0, i32::from(power));
    for (place, c) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = c.to_digit(10)?;
        let in_fraction = place >= whole.len();
        if count < DIGITS {
            digits = 10 * digits + u64::from(digit);
            count += u32::from(digits > 0);
            power -= i32::from(in_fraction);
        } else {
            power += i32::from(!in_fraction);
        }
    }
    let ten = |power: i32| (0..power).fold(1.0, |ten, _| ten * 10.0);
    let value = digits as f64;
    Some(match power {
        _ if digits == 0 => 0.0,
        LEAST..0 => sign * value / ten(-power),
        0..=MOST => sign * value * ten(power),
        // Sizes that nobody types: nothing, or more than anything.
        ..LEAST => 0.0,
        _ => sign * f64::INFINITY,
    })
}

/// A number and its unit, which may be empty.
pub fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() {
        number.to_owned()
    } else {
        format!("{number}{NBSP}{unit}")
    }
}

/// Zero, infinities, and sizes for which people use powers of ten.
fn out_of_the_ordinary(x: f64) -> Option<String> {
    let a = x.abs();
    if a == 0.0 {
        Some("0".to_owned())
    } else if !a.is_finite() {
        Some("–".to_owned())
    } else if !(1e-6..1e15).contains(&a) {
        let text = format!("{x:.2e}");
        let (mantissa, power) = text.split_once('e')?;
        let raised: String = power.chars().map(superscript).collect();
        Some(format!("{}{NBSP}×{NBSP}10{raised}", trimmed(mantissa)))
    } else {
        None
    }
}

fn superscript(c: char) -> char {
    match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + (c as u32 - '0' as u32)).unwrap_or(c),
        other => other,
    }
}

/// The power of ten of the first digit.
fn exponent(a: f64) -> i32 {
    exponent_when_rounded(a, 3)
}

/// The power of ten of the first digit once the number is rounded: 0.09996 to three digits begins at 0.1.
fn exponent_when_rounded(x: f64, digits: usize) -> i32 {
    let text = format!("{x:.*e}", digits - 1);
    text.split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

/// Thousands separators in the whole part of a decimal number.
fn grouped(text: &str) -> String {
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("−", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(words().number_thousands());
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push_str(words().number_decimal());
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages() {
        for (share, expected) in [
            (0.0, "0 %"),
            (0.000_531_382_826, "0.053 %"),
            (0.075_1, "7.5 %"),
            (0.51, "51 %"),
            (0.628_579, "62.9 %"),
            (0.999_96, "99.9 %"),
            (1.0, "100 %"),
            (1.0 - 1e-11, "100 %"),
            (1.0 - 1e-8, "99.9 %"),
            (0.006, "0.6 %"),
            (0.099_99, "10 %"),
            (1e-9, "under 0.0001 %"),
        ] {
            assert_eq!(percent(share).replace(NBSP, " "), expected);
        }
    }

    #[test]
    fn amounts() {
        for (x, expected) in [
            (3_763.764_845, "3,763.76"),
            (282.54, "282.54"),
            (0.54, "0.540"),
            (0.0405, "0.0405"),
            (0.999_9, "1"),
            (100_000.0, "100,000"),
            (0.0, "0"),
            (-1234.5, "−1,234.50"),
            (12_345_678.9, "12,345,679"),
            (1.25e-9, "1.25 × 10⁻⁹"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(amount(x).replace(NBSP, " "), expected);
        }
    }

    #[test]
    fn amounts_in_sentences() {
        for (x, expected) in [
            (282.54, "283"),
            (1229.35, "1,229"),
            (0.0405, "0.0405"),
            (27.02, "27"),
            (6.418, "6.42"),
            (100_000.0, "100,000"),
        ] {
            assert_eq!(about(x), expected);
        }
    }

    #[test]
    fn significant_digits() {
        assert_eq!(significant(0.000_531_382_826_3, 9), "0.000531382826");
        assert_eq!(significant(1.0, 9), "1");
        assert_eq!(significant(100_000.0, 6), "100000");
        assert_eq!(significant(3_763.764_845, 6), "3763.76");
        assert_eq!(significant(0.099_999_99, 3), "0.1");
        assert_eq!(significant(1.5e-12, 6), "1.5e-12");
    }

    #[test]
    fn decimals_as_people_type_them() {
        for text in [
            "0.51",
            "0",
            "1",
            ".5",
            "1.",
            "-0.1",
            "5e-2",
            "1E3",
            "0.1",
            "0.000531382826",
            "+7.25",
            "0.3",
            "123456789012345",
            "17.5",
            "1e22",
            "0.0000000000000000000001",
        ] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in [
            "", ".", "-", "e5", "1e", "0,51", "51 %", "NaN", "inf", "0x1", "1.2.3", "٣", "--1",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
        let long = decimal("0.51000000000000000000000000000000000001");
        assert!(long.is_some_and(|read| (read - 0.51).abs() < 1e-15));
        assert_eq!(decimal("1e-400"), Some(0.0));
        assert_eq!(decimal("1e400"), Some(f64::INFINITY));
    }

    #[test]
    fn units_stay_with_their_number() {
        assert_eq!(with_unit("283", "l"), "283\u{a0}l");
        assert_eq!(with_unit("283", ""), "283");
        assert_eq!(whole(1_234_567_u32), "1,234,567");
    }
}
