//! Egalitarianism over time: what the worst-served target gets, day by day.

use super::axis::{amount_marks, day_marks};
use super::canvas::{Margins, Side, Size, draw, paint_axes};
use super::palette::Palette;
use super::thin::thin;
use crate::ui::number::{percent, whole};
use crate::ui::state::State;
use crate::worker::protocol::DayRow;

const MARGINS: Margins = Margins {
    top: 1.0,
    right: 1.2,
    bottom: 2.0,
    left: 3.6,
};

/// How far the axis of days goes: a little beyond the last day, to a round one.
pub(super) fn days_across(days: usize, width: f64) -> (f64, Vec<u32>) {
    let most = ((width / 90.0) as u32).clamp(2, 8);
    let last = days.saturating_sub(1).max(10) as f64;
    let (_, end) = amount_marks(last * 1.02, 2 * most);
    (end, day_marks(end as u32, most))
}

/// The share a day provides: egalitarianism, or where nobody was promised anything the scale.
fn share(row: &DayRow) -> f64 {
    row.egalitarianism.unwrap_or(row.scale)
}

/// Draws it.
pub fn svg(state: &State, size: Size, colours: &Palette) -> String {
    let rows = state.rows();
    let (across, days) = days_across(rows.len(), size.width);
    draw(size, MARGINS, (across, 1.0), |canvas| {
        let shares: Vec<(f64, String)> = [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|share| (share, percent(share)))
            .into();
        paint_axes(canvas, (across, 1.0), &days, &shares, colours)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        let today = (rows.len() - 1) as f64;
        let value = share(last);
        canvas.line(vec![(today, 0.0), (today, 1.0)], colours.ink, 1.0)?;
        if let Some(first) = state.first_full() {
            let at = f64::from(first);
            canvas.dot((at, share(&rows[first as usize])), colours.full)?;
            if first as usize + 1 < rows.len() {
                canvas.dashes((at, 0.0), (at, 1.0), colours.full)?;
                let side = if at > 0.5 * across {
                    Side::Left
                } else {
                    Side::Right
                };
                canvas.label(
                    (at, 0.5),
                    &format!("full on day {}", whole(first)),
                    side,
                    colours.full,
                )?;
            }
        }
        let points = thin(rows.len(), size.width as usize, |day| share(&rows[day]));
        canvas.line(
            points
                .into_iter()
                .map(|(day, share)| (f64::from(day), share))
                .collect(),
            colours.series,
            2.5,
        )?;
        canvas.dot((today, value), colours.series)?;
        let side = if today > 0.5 * across {
            Side::Left
        } else {
            Side::Right
        };
        // Above the curve while it is low, below it once it is high.
        let height = if value > 0.6 { 0.12 } else { 0.92 };
        canvas.label(
            (today, height),
            &format!("day {} · {}", whole(today as u32), percent(value)),
            side,
            colours.ink,
        )
    })
}

/// What it shows, in words.
pub fn caption(state: &State) -> String {
    let rows = state.rows();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return "No day is planned yet.".to_owned();
    };
    if rows.len() == 1 {
        return format!(
            "{} on day 0. Step or run to see the days that follow.",
            percent(share(first))
        );
    }
    let (from, to, day) = (
        percent(share(first)),
        percent(share(last)),
        whole(rows.len() as u32 - 1),
    );
    let full = match state.first_full() {
        Some(full) => format!("in full first on day {}", whole(full)),
        None => "not in full yet".to_owned(),
    };
    format!("From {from} on day 0 to {to} on day {day}; {full}.")
}
