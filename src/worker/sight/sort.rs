//! Sorting and searching lists of a million rows, with pauses.

use std::cmp::Ordering;

use crate::pace::Pace;

/// The most words that are searched for at once.
pub(super) const MOST_WORDS: usize = 8;

/// The places 0 to `count` in the order of `compare`; equals stay in their order.
pub(super) async fn sorted(
    count: usize,
    compare: &dyn Fn(usize, usize) -> Ordering,
    pace: &Pace,
) -> Vec<u32> {
    /// So many are sorted, or merged, in one go.
    const RUN: usize = 1 << 11;
    /// What a comparison takes, in units of work.
    const COMPARED: usize = 8;
    let by_place = |a: &u32, b: &u32| compare(*a as usize, *b as usize);
    let mut from: Vec<u32> = (0..count as u32).collect();
    for run in from.chunks_mut(RUN) {
        run.sort_by(by_place);
        pace.work(COMPARED * 11 * run.len()).await;
    }
    let mut to = Vec::with_capacity(count);
    let mut width = RUN;
    while width < count {
        to.clear();
        for start in (0..count).step_by(2 * width) {
            let middle = (start + width).min(count);
            let end = (middle + width).min(count);
            let (mut left, mut right) = (start, middle);
            while left < middle || right < end {
                let takes_right = left == middle
                    || (right < end && by_place(&from[right], &from[left]) == Ordering::Less);
                let next = if takes_right { &mut right } else { &mut left };
                to.push(from[*next]);
                *next += 1;
                if to.len() % RUN == 0 {
                    pace.work(COMPARED * RUN).await;
                }
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// For each name its place among all of them in the order of the alphabet, whatever the case of its letters; equals share one.
pub(super) async fn ranks(names: &[&str], pace: &Pace) -> Vec<u32> {
    let mut plain = Vec::with_capacity(names.len());
    for name in names {
        plain.push(name.to_lowercase());
        pace.work(100).await;
    }
    let compare = |a: usize, b: usize| natural(&plain[a], &plain[b]);
    let order = sorted(names.len(), &compare, pace).await;
    let mut ranks = vec![0; names.len()];
    for (place, pair) in order.windows(2).enumerate() {
        let before = ranks[pair[0] as usize];
        let differs = plain[pair[0] as usize] != plain[pair[1] as usize];
        ranks[pair[1] as usize] = if differs { place as u32 + 1 } else { before };
    }
    ranks
}

/// Compares names as people do: `Good 9` comes before `Good 10`.
fn natural(a: &str, b: &str) -> Ordering {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let (mut a_rest, mut b_rest) = (a.as_bytes(), b.as_bytes());
    while let (Some(&first), Some(&other)) = (a_rest.first(), b_rest.first()) {
        let (a_run, b_run);
        if is_digit(&first) && is_digit(&other) {
            let digits = |of: &[u8]| of.iter().take_while(|byte| is_digit(byte)).count();
            (a_run, b_run) = (digits(a_rest), digits(b_rest));
            let number = |of: &[u8]| -> Vec<u8> {
                of.iter()
                    .copied()
                    .skip_while(|&digit| digit == b'0')
                    .collect()
            };
            let (one, two) = (number(&a_rest[..a_run]), number(&b_rest[..b_run]));
            match one.len().cmp(&two.len()).then_with(|| one.cmp(&two)) {
                Ordering::Equal => {}
                differs => return differs,
            }
        } else if first == other {
            (a_run, b_run) = (1, 1);
        } else {
            return first.cmp(&other);
        }
        (a_rest, b_rest) = (&a_rest[a_run..], &b_rest[b_run..]);
    }
    // Numbers that are equal may be written in several ways.
    a_rest.len().cmp(&b_rest.len()).then_with(|| a.cmp(b))
}

/// The words of a search, in lower case.
pub(super) fn words(search: &str) -> Vec<String> {
    let words = search.split_whitespace().take(MOST_WORDS);
    words.map(str::to_lowercase).collect()
}

/// For each name the words that are in it: a bit per word.
pub(super) async fn found(names: &[&str], words: &[String], pace: &Pace) -> Vec<u8> {
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let plain = name.to_lowercase();
        let bits = words.iter().enumerate();
        found.push(bits.fold(0, |bits, (place, word)| {
            bits | (u8::from(plain.contains(word.as_str())) << place)
        }));
        pace.work(100 + 50 * words.len()).await;
    }
    found
}

/// All bits of so many words.
pub(super) fn all_of(words: &[String]) -> u8 {
    words.iter().fold(0, |bits, _| bits << 1 | 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_thousand_in_any_order_come_out_as_the_library_sorts_them() {
        // 7919 is prime, so these are the numbers 0 to 99,999 in some order, and their thousandths have many equals.
        let keys: Vec<usize> = (0..100_000).map(|k| k * 7919 % 100_000 / 1000).collect();
        let mut expected: Vec<u32> = (0..100_000).collect();
        expected.sort_by_key(|&place| keys[place as usize]);
        let compare = |a: usize, b: usize| keys[a].cmp(&keys[b]);
        let found = Pace::finish(async |pace| sorted(keys.len(), &compare, &pace).await);
        assert!(found == expected);
        for few in [0, 1, 2048, 2049] {
            let found = Pace::finish(async |pace| sorted(few, &compare, &pace).await);
            let mut expected: Vec<u32> = (0..few as u32).collect();
            expected.sort_by_key(|&place| keys[place as usize]);
            assert!(found == expected, "{few}");
        }
    }

    #[test]
    fn numbers_within_names_count_by_their_size() {
        let names = [
            "Good 10", "good 9", "Good 9", "good", "Äpfel", "Good 010", "good 9b",
        ];
        let ranks = Pace::finish(async |pace| ranks(&names, &pace).await);
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|&place| ranks[place]);
        let order: Vec<&str> = order.into_iter().map(|place| names[place]).collect();
        assert_eq!(
            order,
            [
                "good", "good 9", "Good 9", "good 9b", "Good 010", "Good 10", "Äpfel"
            ]
        );
        assert_eq!(ranks[1], ranks[2]);
    }

    #[test]
    fn every_word_is_looked_for_in_any_case() {
        let words = words("  fish GOOD ");
        let names = ["A good fish", "goods", "Fish", "meat"];
        let found = Pace::finish(async |pace| found(&names, &words, &pace).await);
        assert_eq!(found, [0b11, 0b10, 0b01, 0]);
        assert_eq!(all_of(&words), 0b11);
        assert_eq!(all_of(&[]), 0);
    }
}
