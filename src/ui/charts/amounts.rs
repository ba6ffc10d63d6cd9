//! An amount over time, a small plot of its own for each: sizes differ too much for one axis.

use super::axis::amount_marks;
use super::behind::Behind;
use super::canvas::{Margins, Size, draw, paint_axes};
use super::egalitarianism::days_across;
use super::palette::Palette;
use super::thin::thin;
use crate::ui::number::{about, significant, with_unit};
use crate::words::words;

/// Room around each plot.
pub const MARGINS: Margins = Margins {
    top: 0.7,
    right: 1.0,
    bottom: 1.9,
    left: 4.2,
};

/// How far the axis of days goes, and the days that are marked.
pub fn days_along(days: usize, size: Size) -> (f64, Vec<u32>) {
    // Few marks of days: the plot is narrow.
    days_across(days, 0.02, size.width * 0.8)
}

/// How far the axis of amounts goes, and the amounts that are marked.
pub fn amounts_along(largest: f64) -> (Vec<f64>, f64) {
    amount_marks(largest, 3)
}

/// Draws the amount of each of so many days, one of which is shown.
pub fn svg(
    (count, shown): (usize, u32),
    amount: &dyn Fn(usize) -> f64,
    behind: &impl Behind,
    size: Size,
    colours: &Palette,
) -> String {
    let (across, days) = days_along(count.max(behind.days()), size);
    let points = thin(count, size.width as usize, amount);
    let values = points.iter().map(|&(_, value)| value);
    let largest = values.fold(behind.largest(), f64::max);
    let (marks, up) = amounts_along(largest);
    draw(size, MARGINS, (across, up), |canvas| {
        let amounts: Vec<(f64, String)> = marks.iter().map(|&mark| (mark, short(mark))).collect();
        paint_axes(canvas, (across, up), &days, &amounts, colours)?;
        let points: Vec<(f64, f64)> = points
            .iter()
            .map(|&(day, value)| (f64::from(day), value))
            .collect();
        if points.is_empty() {
            return Ok(());
        }
        behind.paint(canvas, size.width as usize, up, colours)?;
        canvas.line(points, colours.series, 2.0)?;
        canvas.dot((f64::from(shown), amount(shown as usize)), colours.series)
    })
}

/// What it shows, in words: the amount on the first day and the shown one.
pub fn caption((count, shown): (usize, u32), amount: &dyn Fn(usize) -> f64, unit: &str) -> String {
    let counted = |day: usize| with_unit(&about(amount(day)), unit);
    match shown as usize {
        _ if count == 0 => String::new(),
        0 => counted(0),
        day if counted(0) == counted(day) => words().chart_all_along(&counted(0)),
        day => words().chart_from_to(&about(amount(0)), &counted(day)),
    }
}

/// A mark that fits a narrow margin.
fn short(amount: f64) -> String {
    match amount {
        a if a >= 1e6 => format!("{} M", significant(a / 1e6, 4)),
        a => about(a),
    }
}
