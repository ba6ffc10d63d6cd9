//! Totals and subtotals, found by what they add up to: a table that is planned with them counts everything twice.

use crate::pace::Pace;

/// How far a sum may be from its total, relative to its size: the rounding of a computer, not that of a printer.
const CLOSE: f64 = 1e-6;

/// Lines that run side by side, all columns or all rows, seen at some places only.
pub(super) struct Lines<'a> {
    pub(super) count: usize,
    pub(super) places: &'a [usize],
    /// The number of a line at a place.
    pub(super) at: &'a dyn Fn(usize, usize) -> f64,
}

/// For each line the run of neighbours, first and last, that it is the sum of at every place. Lines that `skip` names are
/// in no run, and neither are totals that were found. A run has two lines at least that are not zero; one that is not
/// everything before its total is believed only where three places or more agree.
pub(super) async fn totals(
    lines: &Lines<'_>,
    skip: &[bool],
    pace: &Pace,
) -> Vec<Option<(usize, usize)>> {
    let mut sums = vec![(0.0, 0.0); lines.count];
    for (line, (sum, size)) in sums.iter_mut().enumerate() {
        for &place in lines.places {
            let number = (lines.at)(line, place);
            *sum += number;
            *size += number.abs();
        }
        pace.work(lines.places.len()).await;
    }
    let mut out = skip.to_vec();
    let mut found = vec![None; lines.count];
    for line in 0..lines.count {
        if out[line] || sums[line].1 == 0.0 {
            continue;
        }
        let before: Vec<usize> = (0..line).rev().filter(|&other| !out[other]).collect();
        let after: Vec<usize> = (line + 1..lines.count)
            .filter(|&other| !out[other])
            .collect();
        for run in [before, after] {
            pace.work(run.len()).await;
            let Some(length) = adds_up(&sums, line, &run) else {
                continue;
            };
            let everything = length == run.len() && run[0] < line;
            let agreed = everything || lines.places.len() >= 3;
            if agreed && is_sum(lines, line, &run[..length], pace).await {
                found[line] = Some((run[0].min(run[length - 1]), run[0].max(run[length - 1])));
                out[line] = true;
                break;
            }
        }
    }
    found
}

/// How many of `run` it takes for their sums to be that of the line; lines that are zero are not counted as two.
fn adds_up(sums: &[(f64, f64)], line: usize, run: &[usize]) -> Option<usize> {
    let (wanted, size) = sums[line];
    let (mut sum, mut filled) = (0.0, 0);
    let mut length = None;
    for (place, &other) in run.iter().enumerate() {
        let zero = sums[other].1 == 0.0;
        // Lines that are zero and lie beside the run belong to it.
        if length.is_some() && !zero {
            break;
        }
        sum += sums[other].0;
        filled += usize::from(!zero);
        if filled >= 2 && (sum - wanted).abs() <= CLOSE * size {
            length = Some(place + 1);
        }
    }
    length
}

async fn is_sum(lines: &Lines<'_>, line: usize, run: &[usize], pace: &Pace) -> bool {
    for &place in lines.places {
        let numbers = run.iter().map(|&other| (lines.at)(other, place));
        let (sum, size) = numbers.fold((0.0, 0.0), |(sum, size), number: f64| {
            (sum + number, size + number.abs())
        });
        pace.work(run.len()).await;
        if (sum - (lines.at)(line, place)).abs() > CLOSE * size {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[f64]], expected: &[Option<(usize, usize)>]) {
        let places: Vec<usize> = (0..rows.len()).collect();
        let lines = Lines {
            count: expected.len(),
            places: &places,
            at: &|line, place| rows[place][line],
        };
        let found =
            Pace::finish(async |pace| totals(&lines, &vec![false; expected.len()], &pace).await);
        assert_eq!(found, expected);
    }

    #[test]
    fn subtotals_after_before_and_of_everything() {
        // Parts, their subtotal, two more, and all of it without the subtotal.
        let rows: [&[f64]; 3] = [
            &[1.0, 2.0, 3.0, 4.0, 0.0, 7.0],
            &[5.0, 1.0, 6.0, 0.0, 2.0, 8.0],
            &[0.5, 0.5, 1.0, 9.0, 1.0, 11.0],
        ];
        check(&rows, &[None, None, Some((0, 1)), None, None, Some((0, 4))]);
        // A subtotal before its parts.
        let rows: [&[f64]; 3] = [&[3.0, 1.0, 2.0], &[6.0, 5.0, 1.0], &[1.0, 0.5, 0.5]];
        check(&rows, &[Some((1, 2)), None, None]);
    }

    #[test]
    fn a_coincidence_of_two_rows_is_none() {
        // 1 + 2 = 3 and 5 + 1 = 6, but not everything before, and only twice.
        check(&[&[9.0, 1.0, 2.0, 3.0], &[9.0, 5.0, 1.0, 6.0]], &[None; 4]);
        // A line that repeats another is no sum.
        check(&[&[1.0, 1.0], &[2.0, 2.0], &[3.0, 3.0]], &[None; 2]);
    }
}
