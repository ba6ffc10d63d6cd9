//! What a chart shows.

use super::follow::Follow;
use crate::ui::charts::behind::Planned;
use crate::ui::charts::canvas::{Margins, Size};
use crate::ui::charts::palette::Palette;
use crate::ui::charts::{egalitarianism, stocks};
use crate::ui::number::{NBSP, significant, whole, with_unit};
use crate::ui::state::FULL;
use crate::words::{around, words};

/// What a chart shows, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Series {
    /// Egalitarianism, a share.
    Egalitarianism,
    /// The stock of this good.
    Stock(String),
}

impl Series {
    /// What the chart with this label shows.
    pub fn labelled(label: &str) -> Option<Self> {
        if label == words().plan_line_chart_egalitarianism_day() {
            return Some(Self::Egalitarianism);
        }
        let (before, after) = around(|good| words().plan_line_chart_stock_day(good));
        let good = label.strip_prefix(&before)?.strip_suffix(&after)?;
        Some(Self::Stock(good.to_owned()))
    }

    /// Its name in a sentence.
    pub fn name(&self) -> String {
        match self {
            Self::Egalitarianism => words().reading_of_egalitarianism().to_owned(),
            Self::Stock(good) => words().reading_stock(good),
        }
    }

    /// The head of its column, with the unit.
    pub fn head(&self, follow: &Follow) -> String {
        match self {
            Self::Egalitarianism => words().reading_egalitarianism().to_owned(),
            Self::Stock(good) => match follow.place(good) {
                Some((_, unit)) if !unit.is_empty() => format!("{good} ({unit})"),
                _ => good.clone(),
            },
        }
    }

    /// Its value on a day.
    pub fn value(&self, follow: &Follow, day: usize) -> Option<f64> {
        let row = follow.rows().get(day)?;
        match self {
            Self::Egalitarianism => Some(egalitarianism::share(row)),
            Self::Stock(good) => row.stock.get(follow.place(good)?.0).copied(),
        }
    }

    /// What was planned of it on the morning that is looked at, a value per day from that day on.
    fn line<'a>(&self, follow: &'a Follow) -> Planned<'a> {
        let values = follow.planned().and_then(|plan| match self {
            Self::Egalitarianism => Some(&plan.shares),
            Self::Stock(good) => plan.stocks.get(follow.place(good)?.0),
        });
        Planned {
            from: follow.planned().map_or(0, |plan| plan.day as usize),
            values: values.map_or(&[], |values| &values[..follow.ahead().min(values.len())]),
        }
    }

    /// What was planned for a day on the morning that is looked at.
    pub fn planned(&self, follow: &Follow, day: usize) -> Option<f64> {
        let line = self.line(follow);
        line.values.get(day.checked_sub(line.from)?).copied()
    }

    /// A value as exactly as anyone can want to read it.
    fn exact(&self, follow: &Follow, value: f64) -> String {
        match self {
            Self::Egalitarianism => format!("{}{NBSP}%", significant(100.0 * value, 9)),
            Self::Stock(good) => with_unit(
                &significant(value, 9),
                follow.place(good).map_or("", |(_, unit)| unit),
            ),
        }
    }

    /// Its value on a day in a line: "Day 250: 7.50692 %", with what was planned for it where a morning is looked at.
    pub fn told(&self, follow: &Follow, day: usize) -> String {
        let exact = |value: f64| self.exact(follow, value);
        let happened = self.value(follow, day).map(exact);
        let planned = self.planned(follow, day).map(exact);
        let told = match (happened, planned) {
            (Some(happened), Some(planned)) => {
                words().reading_happened_and_planned(&happened, &planned)
            }
            (None, Some(planned)) => words().reading_only_planned(&planned),
            (happened, None) => happened.unwrap_or_default(),
        };
        words().reading_told_of_day(&whole(day as u64), &told)
    }

    /// The chart, with the plan of the morning that is looked at.
    pub fn svg(&self, follow: &Follow, size: Size, colours: &Palette) -> String {
        let (rows, shown, line) = (follow.rows(), follow.shown(), self.line(follow));
        match self {
            Self::Egalitarianism => {
                let is_full = |share: f64| share > FULL;
                let full = rows
                    .iter()
                    .position(|row| row.egalitarianism.is_some_and(is_full));
                let of = (rows, shown, full.map(|day| day as u32));
                egalitarianism::svg(of, &line, size, colours)
            }
            Self::Stock(good) => match follow.place(good) {
                Some((place, _)) => stocks::svg((rows, shown), place, &line, size, colours),
                None => String::new(),
            },
        }
    }

    fn margins(&self) -> Margins {
        match self {
            Self::Egalitarianism => egalitarianism::MARGINS,
            Self::Stock(_) => stocks::MARGINS,
        }
    }

    fn across(&self, days: usize, size: Size) -> f64 {
        match self {
            Self::Egalitarianism => egalitarianism::days_along(days, size).0,
            Self::Stock(_) => stocks::days_along(days, size).0,
        }
    }

    fn up(&self, follow: &Follow) -> f64 {
        match self {
            Self::Egalitarianism => 1.0,
            Self::Stock(_) => {
                let values = (0..follow.rows().len()).filter_map(|day| self.value(follow, day));
                let line = self.line(follow);
                let values = values.chain(line.values.iter().copied());
                stocks::amounts_along(values.fold(0.0, f64::max)).1
            }
        }
    }

    /// The day that is nearest to a place across the chart, in pixels from its left.
    pub fn day_at(&self, follow: &Follow, size: Size, x: f64) -> Option<usize> {
        let (margins, days) = (self.margins(), follow.reach());
        let width = size.width - (margins.left + margins.right) * size.em;
        let last = days.checked_sub(1)?;
        let share = (x - margins.left * size.em) / width;
        let day = (share * self.across(days, size)).round().max(0.0);
        Some((day as usize).min(last))
    }

    /// Where a day's value is, in pixels from the upper left.
    pub fn place_of(&self, follow: &Follow, size: Size, day: usize) -> Option<(f64, f64)> {
        let (margins, days) = (self.margins(), follow.reach());
        let width = size.width - (margins.left + margins.right) * size.em;
        let height = size.height - (margins.top + margins.bottom) * size.em;
        let value = self
            .value(follow, day)
            .or_else(|| self.planned(follow, day))?;
        let share = value / self.up(follow);
        let x = margins.left * size.em + width * day as f64 / self.across(days, size);
        let y = margins.top * size.em + height * (1.0 - share);
        (x.is_finite() && y.is_finite()).then_some((x, y))
    }
}
