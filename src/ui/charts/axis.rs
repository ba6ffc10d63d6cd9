//! Axes: round places for marks, and how far an axis goes.

/// The smallest of 1, 2 or 5 times a power of ten that is not below `least`.
fn round_step(least: f64) -> f64 {
    let mut power = 1.0;
    while power > least {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    let enough = |step: &f64| *step >= least * (1.0 - 1e-9);
    [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * power)
        .into_iter()
        .find(enough)
        .unwrap_or(10.0 * power)
}

/// Days to mark on an axis from day 0 to `last`, at most `most` of them besides day 0.
pub fn day_marks(last: u32, most: u32) -> Vec<u32> {
    let step = round_step(f64::from(last.max(1)) / f64::from(most.max(1))).max(1.0) as u32;
    (0..=last).step_by(step as usize).collect()
}

/// Amounts to mark on an axis from 0 that covers `largest`, and how far the axis goes: at most `most` marks above 0.
pub fn amount_marks(largest: f64, most: u32) -> (Vec<f64>, f64) {
    if !(1e-300..1e300).contains(&largest) {
        return (vec![0.0], 1.0);
    }
    let step = round_step(largest / f64::from(most.max(1)));
    let steps = (largest / step * (1.0 - 1e-9)).ceil() as u32;
    (
        (0..=steps).map(|k| f64::from(k) * step).collect(),
        f64::from(steps) * step,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_marked_at_round_places() {
        assert_eq!(day_marks(400, 5), [0, 100, 200, 300, 400]);
        assert_eq!(day_marks(10, 5), [0, 2, 4, 6, 8, 10]);
        assert_eq!(day_marks(0, 5), [0]);
        assert_eq!(day_marks(381, 3), [0, 200]);
    }

    #[test]
    fn amounts_cover_the_largest() {
        assert_eq!(
            amount_marks(3763.7, 4),
            (vec![0.0, 1000.0, 2000.0, 3000.0, 4000.0], 4000.0)
        );
        assert_eq!(
            amount_marks(100_000.0, 2),
            (vec![0.0, 50_000.0, 100_000.0], 100_000.0)
        );
        let (marks, top) = amount_marks(0.000_53, 3);
        assert!(top >= 0.000_53 && marks.len() <= 4, "{marks:?}");
        assert_eq!(amount_marks(0.0, 3).1, 1.0);
        assert_eq!(amount_marks(f64::NAN, 3).1, 1.0);
    }
}
