//! The usual line of a Matrix Market file, `row column amount`, as quickly as it can be read.

/// Up to this whole number every one is exact, and up to this power ten is: one product or quotient rounds once.
const EXACT: u64 = 1 << 53;
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// An entry, and how many bytes it takes with the end of its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    /// From 1.
    pub(super) row: u64,
    /// From 1.
    pub(super) column: u64,
    pub(super) amount: f64,
    pub(super) length: usize,
}

/// The entry at the beginning of some bytes; `None` for whatever is not quite usual, an end that is not there included.
#[inline]
pub(super) fn entry(bytes: &[u8]) -> Option<Entry> {
    let (row, at) = whole(bytes, 0)?;
    let (column, at) = whole(bytes, spaces(bytes, at)?)?;
    let (amount, mut at) = amount(bytes, spaces(bytes, at)?)?;
    while let Some(b' ' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    (bytes.get(at) == Some(&b'\n')).then_some(Entry {
        row,
        column,
        amount,
        length: at + 1,
    })
}

/// Digits: their number, which has at most ten of them, and where they end.
#[inline]
fn whole(bytes: &[u8], begin: usize) -> Option<(u64, usize)> {
    let (mut number, mut at) = (0, begin);
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        number = 10 * number + u64::from(digit - b'0');
        at += 1;
        if at - begin > 10 {
            return None;
        }
    }
    (at > begin).then_some((number, at))
}

/// Where the spaces end that must be here.
#[inline]
fn spaces(bytes: &[u8], begin: usize) -> Option<usize> {
    let mut at = begin;
    while let Some(b' ' | b'\t') = bytes.get(at) {
        at += 1;
    }
    (at > begin).then_some(at)
}

/// A decimal number, read to the nearest binary one.
#[inline]
pub(super) fn amount(bytes: &[u8], begin: usize) -> Option<(f64, usize)> {
    let mut at = begin;
    let minus = bytes.get(at) == Some(&b'-');
    at += usize::from(minus || bytes.get(at) == Some(&b'+'));
    // Nineteen digits fit in 64 bits; zeros at the beginning are none.
    let (mut number, mut digits, mut power, mut any) = (0_u64, 0, 0_i64, false);
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        number = number
            .wrapping_mul(10)
            .wrapping_add(u64::from(digit - b'0'));
        digits += usize::from(digits > 0 || number > 0);
        any = true;
        at += 1;
    }
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            number = number
                .wrapping_mul(10)
                .wrapping_add(u64::from(digit - b'0'));
            digits += usize::from(digits > 0 || number > 0);
            power -= 1;
            any = true;
            at += 1;
        }
    }
    if !any {
        return None;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        let below = bytes.get(at) == Some(&b'-');
        at += usize::from(below || bytes.get(at) == Some(&b'+'));
        let (exponent, end) = whole(bytes, at)?;
        power += if below {
            -(exponent as i64)
        } else {
            exponent as i64
        };
        at = end;
    }
    let size = power.unsigned_abs() as usize;
    let amount = if digits <= 19 && number <= EXACT && size < TENS.len() {
        let exact = number as f64;
        if power < 0 {
            exact / TENS[size]
        } else {
            exact * TENS[size]
        }
    } else {
        // The library's way is quick for all digits; it is only here, where it does not weigh on the first plan.
        let text = std::str::from_utf8(&bytes[begin..at]).ok()?;
        return Some((text.parse().ok()?, at));
    };
    Some((if minus { -amount } else { amount }, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_lines_are_read_and_others_are_left() {
        let found = entry(b"12 3 0.5\nrest").unwrap();
        assert_eq!(
            (found.row, found.column, found.amount, found.length),
            (12, 3, 0.5, 9)
        );
        assert_eq!(entry(b"1\t2   -3e-2 \r\n").unwrap().amount, -0.03);
        for unusual in [
            "",
            "1",
            "1 2",
            "1 2 3",
            "1 2 x\n",
            " 1 2 3\n",
            "1 2 3 4\n",
            "-1 2 3\n",
            "12345678901 1 1\n",
            "1 2 .\n",
            "1 2 1e\n",
            "% a\n",
        ] {
            assert_eq!(entry(unusual.as_bytes()), None, "{unusual:?}");
        }
    }

    fn check(text: &str) {
        let expected: f64 = text.parse().expect("a number");
        let line = format!("1 1 {text}\n");
        let found = entry(line.as_bytes()).expect("an entry").amount;
        assert_eq!(found.to_bits(), expected.to_bits(), "{text}");
    }

    #[test]
    fn many_digits() {
        for text in [
            "0.00000000000000000000000000000000000000000000001234",
            "9007199254740993",
            "123456789012345678901234567890",
            "18446744073709551616",
            "0.1e23",
            "1e22",
            "1e23",
            "00000000000000000000000000001",
            "5e-324",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn as_the_library_reads_them(bits in any::<u64>(), digits in 0_usize..20) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            check(&format!("{number:e}"));
            check(&format!("{number:.digits$e}"));
        }

        #[test]
        fn any_digits(whole in "[0-9]{1,25}", fraction in "[0-9]{0,25}", power in -30_i32..30) {
            check(&format!("{whole}.{fraction}e{power}"));
            check(&format!("-{whole}.{fraction}"));
        }
    }
}
