//! What a chart shows.

use super::follow::Follow;
use crate::ui::charts::canvas::{Margins, Size};
use crate::ui::charts::{egalitarianism, stocks};
use crate::ui::number::{NBSP, significant, whole, with_unit};

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
        let of = label
            .strip_prefix("Line chart of ")?
            .strip_suffix(" by day")?;
        if of == "egalitarianism" {
            return Some(Self::Egalitarianism);
        }
        let good = of.strip_prefix("the stock of ")?;
        Some(Self::Stock(good.to_owned()))
    }

    /// Its name in a sentence.
    pub fn name(&self) -> String {
        match self {
            Self::Egalitarianism => "egalitarianism".to_owned(),
            Self::Stock(good) => format!("the stock of {good}"),
        }
    }

    /// The head of its column, with the unit.
    pub fn head(&self, follow: &Follow) -> String {
        match self {
            Self::Egalitarianism => "Egalitarianism".to_owned(),
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

    /// Its value on a day as exactly as anyone can want to read it.
    pub fn exact(&self, follow: &Follow, day: usize) -> Option<String> {
        let value = self.value(follow, day)?;
        Some(match self {
            Self::Egalitarianism => format!("{}{NBSP}%", significant(100.0 * value, 9)),
            Self::Stock(good) => with_unit(
                &significant(value, 9),
                follow.place(good).map_or("", |(_, unit)| unit),
            ),
        })
    }

    /// Its value on a day in a line: "Day 250: 7.50692 %".
    pub fn told(&self, follow: &Follow, day: usize) -> String {
        let value = self.exact(follow, day).unwrap_or_default();
        format!("Day {}: {value}", whole(day as u64))
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
                stocks::amounts_along(values.fold(0.0, f64::max)).1
            }
        }
    }

    /// The day that is nearest to a place across the chart, in pixels from its left.
    pub fn day_at(&self, follow: &Follow, size: Size, x: f64) -> Option<usize> {
        let (margins, days) = (self.margins(), follow.rows().len());
        let width = size.width - (margins.left + margins.right) * size.em;
        let last = days.checked_sub(1)?;
        let share = (x - margins.left * size.em) / width;
        let day = (share * self.across(days, size)).round().max(0.0);
        Some((day as usize).min(last))
    }

    /// Where a day's value is, in pixels from the upper left.
    pub fn place_of(&self, follow: &Follow, size: Size, day: usize) -> Option<(f64, f64)> {
        let (margins, days) = (self.margins(), follow.rows().len());
        let width = size.width - (margins.left + margins.right) * size.em;
        let height = size.height - (margins.top + margins.bottom) * size.em;
        let share = self.value(follow, day)? / self.up(follow);
        let x = margins.left * size.em + width * day as f64 / self.across(days, size);
        let y = margins.top * size.em + height * (1.0 - share);
        (x.is_finite() && y.is_finite()).then_some((x, y))
    }
}
