//! Long series thinned to what a screen can show: no more points than a few per column of pixels, no peak lost.

/// Points (day, value) that draw like all of `value(0..days)` on `columns` columns of pixels. Values that are not finite
/// leave a point out.
pub fn thin(days: usize, columns: usize, value: impl Fn(usize) -> f64) -> Vec<(u32, f64)> {
    let columns = columns.max(1);
    let point = |day: usize| Some((day as u32, value(day))).filter(|(_, value)| value.is_finite());
    if days <= 2 * columns {
        return (0..days).filter_map(point).collect();
    }
    let mut points = Vec::with_capacity(4 * columns);
    for column in 0..columns {
        let (from, to) = (column * days / columns, (column + 1) * days / columns);
        let (mut low, mut high) = (from, from);
        for day in from..to {
            if value(day) < value(low) {
                low = day;
            }
            if value(day) > value(high) {
                high = day;
            }
        }
        // The ends of a column join it to its neighbours; its extremes give its height.
        let mut kept = [from, low.min(high), low.max(high), to - 1].to_vec();
        kept.dedup();
        points.extend(kept.into_iter().filter_map(point));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_series_stays_whole() {
        assert_eq!(
            thin(3, 100, |day| day as f64),
            [(0, 0.0), (1, 1.0), (2, 2.0)]
        );
        assert_eq!(thin(0, 100, |_| 1.0), []);
    }

    #[test]
    fn a_long_series_keeps_its_peaks_and_its_order() {
        let points = thin(100_000, 300, |day| if day == 54_321 { 9.0 } else { 0.5 });
        assert!(points.len() <= 1200);
        assert!(points.contains(&(54_321, 9.0)));
        assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!((points[0].0, points[points.len() - 1].0), (0, 99_999));
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        assert_eq!(
            thin(3, 10, |day| if day == 1 { f64::NAN } else { 1.0 }),
            [(0, 1.0), (2, 1.0)]
        );
    }
}
