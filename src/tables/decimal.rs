//! Decimal numbers, read to the nearest binary one as the standard library reads them, to the bit.
//!
//! The library brings a table of 10 kB for its speed, which hardly compresses and would be a thirteenth of the worker.
//! Most numbers of a table have few digits, for which one division does; the others are divided out in long hand.

/// Up to so many digits a whole number is exact, and up to this power ten is: one product or quotient rounds once.
const EXACT_DIGITS: usize = 15;
const EXACT_POWER: usize = 22;

/// Up to so many digits a whole number has 64 bits, so that 128 bits over it leave more than a result keeps.
const WIDE: usize = 19;

/// Reads digits with a sign, a point and an exponent where these may stand; the caller has seen to it that they do.
pub(super) fn read(text: &str) -> f64 {
    let unsigned = text.trim_start_matches(['+', '-']);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return sign * 0.0;
    }
    // An exponent of more digits than these is beyond every size below.
    let huge = if exponent.starts_with('-') {
        -1_000_000
    } else {
        1_000_000
    };
    let power = exponent
        .parse::<i32>()
        .unwrap_or(huge)
        .clamp(-1_000_000, 1_000_000);
    let power = i64::from(power) - fraction.len() as i64;
    let steps = power.unsigned_abs() as usize;
    let size = digits.len() as i64 + power;
    sign * if digits.len() <= EXACT_DIGITS && steps <= EXACT_POWER {
        let number = digits
            .bytes()
            .fold(0.0, |number, digit| 10.0 * number + f64::from(digit - b'0'));
        let ten = (0..steps).fold(1.0, |ten, _| 10.0 * ten);
        if power < 0 {
            number / ten
        } else {
            number * ten
        }
    } else if power < 0 && digits.len() <= WIDE && steps <= WIDE {
        let number = digits.bytes().fold(0_u128, |number, digit| {
            10 * number + u128::from(digit - b'0')
        });
        let ten = (0..steps).fold(1_u128, |ten, _| 10 * ten);
        let shift = number.leading_zeros();
        let wide = number << shift;
        rounded(wide / ten, wide % ten > 0, -i64::from(shift))
    } else if size > 310 {
        f64::INFINITY
    } else if size < -330 {
        0.0
    } else {
        in_long_hand(digits, power < 0, steps)
    }
}

/// The digits times or, when `divided`, over ten to the power of `steps`.
fn in_long_hand(digits: &str, divided: bool, steps: usize) -> f64 {
    let (mut above, mut below) = (Natural(vec![0]), Natural(vec![1]));
    for digit in digits.bytes() {
        above.times_ten_plus(u32::from(digit - b'0'));
    }
    let scaled = if divided { &mut below } else { &mut above };
    (0..steps).for_each(|_| scaled.times_ten_plus(0));
    // The quotient is to have 64 bits or one more: more than any result keeps, and the rest only breaks ties.
    let shift = 64 + below.bits() - above.bits();
    if shift > 0 {
        above.double(shift);
    } else {
        below.double(-shift);
    }
    below.double(65);
    let mut quotient = 0_u128;
    for _ in 0..=65 {
        quotient *= 2;
        if above.at_least(&below) {
            above.minus(&below);
            quotient += 1;
        }
        below.halve();
    }
    rounded(quotient, above.bits() > 0, -shift)
}

/// The nearest number to `quotient`, and a little more if `more`, times two to the power of `power`; ties to even.
fn rounded(quotient: u128, more: bool, power: i64) -> f64 {
    let bits = 128 - i64::from(quotient.leading_zeros());
    // The smallest numbers have fewer bits than 53, so that the last one is worth two to the power of -1074.
    let dropped = (bits - 53).max(-1074 - power);
    if dropped > bits + 1 {
        return 0.0;
    }
    let (kept, rest) = (quotient >> dropped, quotient & ((1 << dropped) - 1));
    let half = 1 << (dropped - 1);
    let up = rest > half || (rest == half && (more || kept % 2 == 1));
    let power = power + dropped;
    // In two steps, because two to the power of -1074 has no room for a product with anything; both are exact.
    (kept + u128::from(up)) as f64 * two_to(power / 2) * two_to(power - power / 2)
}

fn two_to(power: i64) -> f64 {
    f64::from_bits(((1023 + power) as u64) << 52)
}

/// A whole number of any size: its parts of 32 bits, the smallest first.
struct Natural(Vec<u32>);

impl Natural {
    fn times_ten_plus(&mut self, digit: u32) {
        let mut carry = u64::from(digit);
        for part in &mut self.0 {
            carry += 10 * u64::from(*part);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn bits(&self) -> i64 {
        let last = self.0.iter().rposition(|&part| part > 0);
        last.map_or(0, |last| {
            32 * (last as i64 + 1) - i64::from(self.0[last].leading_zeros())
        })
    }

    /// Times two, so many times.
    fn double(&mut self, times: i64) {
        let mut carry = 0;
        self.0.push(0);
        for part in &mut self.0 {
            let wide = u64::from(*part) << (times % 32);
            *part = wide as u32 | carry;
            carry = (wide >> 32) as u32;
        }
        let parts = (times / 32) as usize;
        self.0.splice(0..0, std::iter::repeat_n(0, parts));
    }

    fn halve(&mut self) {
        let mut carry = 0;
        for part in self.0.iter_mut().rev() {
            let odd = *part & 1;
            *part = *part >> 1 | carry;
            carry = odd << 31;
        }
    }

    fn part(&self, place: usize) -> u32 {
        self.0.get(place).copied().unwrap_or(0)
    }

    fn at_least(&self, other: &Self) -> bool {
        let mut places = (0..self.0.len().max(other.0.len())).rev();
        let differing = places.find(|&place| self.part(place) != other.part(place));
        differing.is_none_or(|place| self.part(place) > other.part(place))
    }

    /// Less another one that is not larger.
    fn minus(&mut self, other: &Self) {
        let mut borrowed = 0;
        for (place, part) in self.0.iter_mut().enumerate() {
            let left = i64::from(*part) - i64::from(other.part(place)) - borrowed;
            *part = left as u32;
            borrowed = i64::from(left < 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) {
        let expected: f64 = text.parse().expect("a number");
        assert_eq!(read(text).to_bits(), expected.to_bits(), "{text}");
    }

    #[test]
    fn as_the_library_reads_them() {
        for text in [
            "0",
            "-0",
            "0.001",
            "3763.764845",
            "1e-5",
            "0.1",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740993.00000000000000000000001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1e-400",
            "1e99999999999999999999",
            "-1e-99999999999999999999",
            "123456789012345678901234567890",
            "0.000000000000000000000000000000000000012345678901234567",
            "0000000000000000000000001.5",
            "14.142135623730951",
            "0.014142135623730952",
            "100000000000000000000000000000000000000e-38",
        ] {
            check(text);
        }
        check(&format!("0.{}", "3".repeat(900)));
        check(&format!("{}e-900", "7".repeat(900)));
        // Half way between two numbers, and just beside it.
        check("0.50000000000000005551115123125782702118158340454101562500");
        check("0.50000000000000005551115123125782702118158340454101562501");
        check("0.50000000000000016653345369377348106354475021362304687500");
    }

    proptest! {
        #[test]
        fn any_number_written_in_full(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            check(&format!("{number:e}"));
            check(&format!("{number:.25e}"));
        }

        #[test]
        fn digits_of_full_length(whole in "[0-9]{1,4}", fraction in "[0-9]{10,19}") {
            check(&format!("{whole}.{fraction}"));
        }

        #[test]
        fn any_digits(whole in "[0-9]{1,40}", fraction in "[0-9]{0,40}", power in -340_i32..320) {
            check(&format!("{whole}.{fraction}e{power}"));
            check(&format!("-{whole}.{fraction}"));
        }
    }
}
