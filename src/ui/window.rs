//! Long tables: which rows to render, so that a million days scroll like ten.

/// Browsers limit how tall an element can be; a table that would be taller is scrolled in proportion instead.
const TALLEST: f64 = 8.0e6;

/// The rows to render, and the room above and below that stands for the rest, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The first row to render.
    pub first: usize,
    /// How many to render.
    pub count: usize,
    /// Height of the room above them.
    pub above: f64,
    /// Height of the room below them.
    pub below: f64,
}

/// Rows rendered beyond what is visible, so that scrolling by a few rows shows no gap.
const MARGIN: usize = 4;

/// What to render of `rows` rows of height `row`, seen through a region of height `view` that is scrolled to `top`.
pub fn window(rows: usize, row: f64, view: f64, top: f64) -> Window {
    let visible = (view / row).ceil() as usize + 1;
    let true_height = rows as f64 * row;
    let height = true_height.min(TALLEST);
    let top = top.clamp(0.0, (height - view).max(0.0));
    let place = if height < true_height {
        let share = top / (height - view).max(1.0);
        (share * rows.saturating_sub(visible - 1) as f64) as usize
    } else {
        (top / row) as usize
    };
    let first = place.saturating_sub(MARGIN).min(rows);
    let count = (place + visible + MARGIN).min(rows) - first;
    let above = if height < true_height {
        (top - (place - first) as f64 * row).max(0.0)
    } else {
        first as f64 * row
    };
    Window {
        first,
        count,
        above,
        below: (height - above - count as f64 * row).max(0.0),
    }
}

/// Where to scroll from `top` to see the row in a place; `None` where it is seen.
pub fn scroll_to(place: usize, rows: usize, row: f64, view: f64, top: f64) -> Option<f64> {
    if rows as f64 * row <= TALLEST {
        let at = place as f64 * row;
        return if at < top {
            Some(at)
        } else {
            (at + row > top + view).then_some(at + row - view)
        };
    }
    let steps = rows as f64 - (view / row).ceil();
    let first = (top / (TALLEST - view) * steps) as usize;
    let whole = ((view / row) as usize).max(1);
    let wanted = if place < first {
        place
    } else if place >= first + whole {
        place + 1 - whole
    } else {
        return None;
    };
    // Half a row on, so that rounding to whole pixels does not end a row before.
    Some((wanted as f64 + 0.5) / steps * (TALLEST - view))
}

/// Where to scroll to see the last row.
pub fn bottom(rows: usize, row: f64, view: f64) -> f64 {
    ((rows as f64 * row).min(TALLEST) - view).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_visible_is_rendered() {
        let w = window(401, 32.0, 384.0, 3200.0);
        assert_eq!((w.first, w.count), (96, 21));
        assert_eq!(w.above + w.below + w.count as f64 * 32.0, 401.0 * 32.0);
    }

    #[test]
    fn a_short_table_is_rendered_whole() {
        assert_eq!(
            window(3, 32.0, 384.0, 0.0),
            Window {
                first: 0,
                count: 3,
                above: 0.0,
                below: 0.0
            }
        );
        assert_eq!(
            window(0, 32.0, 384.0, 50.0),
            Window {
                first: 0,
                count: 0,
                above: 0.0,
                below: 0.0
            }
        );
    }

    #[test]
    fn the_end_of_a_million_rows_can_be_reached() {
        let (rows, row, view) = (1_000_000, 32.0, 384.0);
        let w = window(rows, row, view, bottom(rows, row, view));
        assert_eq!(w.first + w.count, rows);
        assert!(w.above + w.count as f64 * row + w.below <= TALLEST + row * 20.0);
        let start = window(rows, row, view, 0.0);
        assert_eq!(start.first, 0);
    }

    #[test]
    fn every_row_can_be_scrolled_to_from_everywhere() {
        let (row, view) = (32.0, 390.0);
        for rows in [1, 5, 400, 1_000_000] {
            for place in [0, 3, rows / 3, rows / 2 + 7, rows - 1] {
                let place = place.min(rows - 1);
                for from in [0, rows / 2, rows - 1] {
                    let from = scroll_to(from, rows, row, view, 0.0).unwrap_or(0.0);
                    let top = scroll_to(place, rows, row, view, from).map_or(from, f64::round);
                    let w = window(rows, row, view, top);
                    assert!(w.first <= place && place < w.first + w.count);
                    let at = w.above + (place - w.first) as f64 * row;
                    let seen = top - 0.5..=top + view - row + row * 0.9;
                    assert!(
                        seen.contains(&at),
                        "row {place} of {rows} at {at}, {seen:?}"
                    );
                    assert_eq!(scroll_to(place, rows, row, view, top), None);
                }
            }
        }
    }

    #[test]
    fn scrolling_past_the_end_shows_the_end() {
        let w = window(100, 32.0, 384.0, 1e9);
        assert_eq!(w.first + w.count, 100);
    }
}
