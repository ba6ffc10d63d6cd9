//! Egalitarianism over time: what the worst-served target gets, day by day.

use super::axis::{amount_marks, day_marks};
use super::behind::Behind;
use super::canvas::{Margins, Side, Size, draw, paint_axes};
use super::palette::Palette;
use super::thin::thin;
use crate::ui::number::{percent, whole};
use crate::ui::state::State;
use crate::words::words;
use crate::worker::protocol::DayRow;

/// Width of a letter of a label in em of the page, about.
const LETTER: f64 = 0.5;

/// Room around the plot.
pub const MARGINS: Margins = Margins {
    top: 1.0,
    right: 1.2,
    bottom: 2.0,
    left: 3.6,
};

/// How far the axis of days goes, and the days that are marked.
pub fn days_along(days: usize, size: Size) -> (f64, Vec<u32>) {
    // Where there is room for it, the label of the last day stands beside the curve.
    let beyond = if size.width > 40.0 * size.em {
        0.15
    } else {
        0.02
    };
    days_across(days, beyond, size.width)
}

/// How far the axis of days goes: beyond the last day by a share of the days, to a round one.
pub(super) fn days_across(days: usize, beyond: f64, width: f64) -> (f64, Vec<u32>) {
    let most = ((width / 90.0) as u32).clamp(2, 8);
    let last = days.saturating_sub(1).max(10) as f64;
    let (_, end) = amount_marks(last * (1.0 + beyond), 2 * most);
    (end, day_marks(end as u32, most))
}

/// The share a day provides: egalitarianism, or where nobody was promised anything the scale.
pub fn share(row: &DayRow) -> f64 {
    row.egalitarianism.unwrap_or(row.scale)
}

/// Draws it: the days planned, which of them is shown, and which is the first with full provision.
pub fn svg(
    (rows, shown, first_full): (&[DayRow], u32, Option<u32>),
    behind: &impl Behind,
    size: Size,
    colours: &Palette,
) -> String {
    let (across, days) = days_along(rows.len().max(behind.days()), size);
    draw(size, MARGINS, (across, 1.0), |canvas| {
        let shares: Vec<(f64, String)> = [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|share| (share, percent(share)))
            .into();
        paint_axes(canvas, (across, 1.0), &days, &shares, colours)?;
        let Some(row) = rows.get(shown as usize) else {
            return Ok(());
        };
        let today = f64::from(shown);
        let value = share(row);
        let full = first_full.map(f64::from).filter(|&full| full != today);
        canvas.line(vec![(today, 0.0), (today, 1.0)], colours.ink, 1.0)?;
        behind.paint(canvas, size.width as usize, 1.0, colours)?;
        if let Some(full) = full {
            canvas.dashes((full, 0.0), (full, 1.0), colours.full)?;
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
        let label = |day: f64, until: f64, text: &str, heights: &[f64], colour| {
            let reach = across * text.chars().count() as f64 * LETTER * size.em / size.width;
            let side = if day + reach > until {
                Side::Left
            } else {
                Side::Right
            };
            let (from, to) = if side == Side::Left {
                (day - reach, day)
            } else {
                (day, day + reach)
            };
            canvas.label(
                (day, free_height(rows, from, to, heights)),
                text,
                side,
                colour,
            )
        };
        if let Some(full) = full {
            canvas.dot((full, share(&rows[full as usize])), colours.full)?;
            let text = words().chart_full_on_day(&whole(full as u32));
            label(
                full,
                if full < today { today } else { across },
                &text,
                // Well apart from those of the shown day's label.
                &[0.8, 0.63, 0.3, 0.2],
                colours.full,
            )?;
        }
        let text = words().chart_shown_day(&whole(shown), &percent(value));
        let until = full.filter(|&full| full > today).unwrap_or(across);
        label(today, until, &text, &[0.93, 0.07, 0.43, 0.57], colours.ink)
    })
}

/// The first of some heights at which a label from day to day does not lie on the curve.
fn free_height(rows: &[DayRow], from: f64, to: f64, heights: &[f64]) -> f64 {
    let last = rows.len().saturating_sub(1);
    let under = rows
        .get((from.max(0.0) as usize).min(last)..=(to as usize).min(last))
        .unwrap_or_default();
    let free = |height: &&f64| under.iter().all(|row| (share(row) - **height).abs() > 0.07);
    heights
        .iter()
        .find(free)
        .or(heights.first())
        .copied()
        .unwrap_or(0.5)
}

/// What it shows, in words.
pub fn caption(state: &State) -> String {
    let rows = state.rows();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return words().chart_no_day_planned_yet().to_owned();
    };
    if rows.len() == 1 {
        return words().chart_on_day_0_step(&percent(share(first)));
    }
    let (from, to, day) = (
        percent(share(first)),
        percent(share(last)),
        whole(rows.len() as u32 - 1),
    );
    let full = match state.first_full() {
        Some(full) => words().chart_full_first_on_day(&whole(full)),
        None => words().chart_not_full_yet().to_owned(),
    };
    words().chart_from_on_day_0(&from, &to, &day, &full)
}
