//! Stocks over time, one small plot per good: their sizes differ too much for one axis.

use super::axis::amount_marks;
use super::behind::Behind;
use super::canvas::{Margins, Size, draw, paint_axes};
use super::egalitarianism::days_across;
use super::palette::Palette;
use super::thin::thin;
use crate::ui::number::{about, significant, with_unit};
use crate::ui::state::State;
use crate::words::words;
use crate::worker::protocol::DayRow;

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

/// Draws the stock at a place of the rows of the days planned, one of which is shown.
pub fn svg(
    (rows, shown): (&[DayRow], u32),
    place: usize,
    behind: &impl Behind,
    size: Size,
    colours: &Palette,
) -> String {
    let stock = |day: usize| rows[day].stock.get(place).copied().unwrap_or(f64::NAN);
    let (across, days) = days_along(rows.len().max(behind.days()), size);
    let points = thin(rows.len(), size.width as usize, stock);
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
        canvas.dot((f64::from(shown), stock(shown as usize)), colours.series)
    })
}

/// What it shows, in words: the stock on the first day and the shown one.
pub fn caption(state: &State, place: usize, unit: &str) -> String {
    let rows = state.rows();
    let stock = |day: usize| {
        rows.get(day)
            .and_then(|row| row.stock.get(place))
            .map_or(f64::NAN, |&stock| stock)
    };
    let amount = |day: usize| with_unit(&about(stock(day)), unit);
    match state.shown() as usize {
        _ if rows.is_empty() => String::new(),
        0 => amount(0),
        day if amount(0) == amount(day) => words().chart_all_along(&amount(0)),
        day => words().chart_from_to(&about(stock(0)), &amount(day)),
    }
}

/// A mark that fits a narrow margin.
fn short(amount: f64) -> String {
    match amount {
        a if a >= 1e6 => format!("{} M", significant(a / 1e6, 4)),
        a => about(a),
    }
}
