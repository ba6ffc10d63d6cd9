//! What a chart shows.

use super::follow::{Follow, Of};
use crate::ui::charts::behind::{Compared, Planned};
use crate::ui::charts::canvas::{Margins, Size};
use crate::ui::charts::palette::Palette;
use crate::ui::charts::{amounts, egalitarianism};
use crate::ui::number::{NBSP, about, significant, whole, with_unit};
use crate::ui::state::FULL;
use crate::words::{around, words};

/// What a chart shows, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Series {
    /// Egalitarianism, a share.
    Egalitarianism,
    /// An amount of what has this name.
    Amount(Of, String),
}

impl Series {
    /// What the chart with this label shows.
    pub fn labelled(label: &str) -> Option<Self> {
        if label == words().plan_line_chart_egalitarianism_day() {
            return Some(Self::Egalitarianism);
        }
        Of::ALL.into_iter().find_map(|of| {
            let (before, after) = around(|name| Self::label(of, name));
            let name = label.strip_prefix(&before)?.strip_suffix(&after)?;
            Some(Self::Amount(of, name.to_owned()))
        })
    }

    /// The label of a chart of an amount.
    pub fn label(of: Of, name: &str) -> String {
        match of {
            Of::Stock => words().plan_line_chart_stock_day(name),
            Of::Output => words().reading_line_chart_output_day(name),
            Of::Hours => words().reading_line_chart_hours_day(name),
            Of::Caused => words().reading_line_chart_caused_day(name),
            Of::OnTheWay => words().reading_line_chart_way_day(name),
            Of::Served => words().reading_line_chart_served_day(name),
        }
    }

    /// Its name in a sentence.
    pub fn name(&self) -> String {
        match self {
            Self::Egalitarianism => words().reading_of_egalitarianism().to_owned(),
            Self::Amount(Of::Stock, name) => words().reading_stock(name),
            Self::Amount(Of::Output, name) => words().reading_output(name),
            Self::Amount(Of::Hours, name) => words().reading_hours(name),
            Self::Amount(Of::Caused, name) => words().reading_caused(name),
            Self::Amount(Of::OnTheWay, name) => words().reading_on_way(name),
            Self::Amount(Of::Served, name) => words().reading_served(name),
        }
    }

    /// The head of its column, with the unit.
    pub fn head(&self, follow: &Follow) -> String {
        match self {
            Self::Egalitarianism => words().reading_egalitarianism().to_owned(),
            Self::Amount(of, name) => match follow.place(*of, name) {
                Some((_, unit)) if !unit.is_empty() => format!("{name} ({unit})"),
                _ => name.clone(),
            },
        }
    }

    /// Its value on a day.
    pub fn value(&self, follow: &Follow, day: usize) -> Option<f64> {
        let row = follow.rows().get(day)?;
        match self {
            Self::Egalitarianism => Some(egalitarianism::share(row)),
            Self::Amount(of, name) => {
                let amount = follow.amount(*of, follow.place(*of, name)?.0, day);
                amount.is_finite().then_some(amount)
            }
        }
    }

    /// What its value is compared with on a day.
    pub fn most(&self, follow: &Follow, day: usize) -> Option<f64> {
        let most = self.mosts(follow)(day);
        most.is_finite().then_some(most)
    }

    /// What that is called, where there can be such a thing.
    pub fn most_called(&self) -> Option<&'static str> {
        match self {
            Self::Amount(Of::Output, _) => Some(words().reading_full()),
            Self::Amount(Of::Hours, _) => Some(words().reading_available()),
            _ => None,
        }
    }

    /// What was planned of it on the morning that is looked at, a value per day from that day on.
    fn line<'a>(&self, follow: &'a Follow) -> Planned<'a> {
        let values = follow.planned().and_then(|plan| match self {
            Self::Egalitarianism => Some(&plan.shares),
            Self::Amount(Of::Stock, name) => plan.stocks.get(follow.place(Of::Stock, name)?.0),
            // It tells shares and stocks.
            Self::Amount(..) => None,
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
            Self::Amount(of, name) => {
                let unit = follow.place(*of, name).map_or("", |(_, unit)| unit);
                with_unit(&significant(value, 9), unit)
            }
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
        let told = match (self.most(follow, day).map(exact), self) {
            (Some(most), Self::Amount(Of::Output, _)) => words().reading_told_full(&told, &most),
            (Some(most), Self::Amount(Of::Hours, _)) => {
                words().reading_told_available(&told, &most)
            }
            _ => told,
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
            Self::Amount(..) => {
                let mosts = self.mosts(follow);
                let behind = Compared {
                    planned: line,
                    days: rows.len(),
                    most: &mosts,
                };
                let days = (rows.len(), shown);
                amounts::svg(days, &self.amounts(follow), &behind, size, colours)
            }
        }
    }

    fn at(&self, follow: &Follow) -> Option<(Of, usize)> {
        match self {
            Self::Egalitarianism => None,
            Self::Amount(of, name) => follow.place(*of, name).map(|(place, _)| (*of, place)),
        }
    }

    /// Its amounts by day. Where it is in the rows is looked up once, not for every day.
    fn amounts<'a>(&self, follow: &'a Follow) -> impl Fn(usize) -> f64 + use<'a> {
        let at = self.at(follow);
        move |day| at.map_or(f64::NAN, |(of, place)| follow.amount(of, place, day))
    }

    /// What these are compared with by day.
    fn mosts<'a>(&self, follow: &'a Follow) -> impl Fn(usize) -> f64 + use<'a> {
        let at = self.at(follow);
        move |day| at.map_or(f64::NAN, |(of, place)| follow.most(of, place, day))
    }

    /// What it shows, in words: the amount on the first day and the shown one, and what the dashed line is.
    pub fn caption(&self, follow: &Follow) -> String {
        let unit = match self {
            Self::Egalitarianism => "",
            Self::Amount(of, name) => follow.place(*of, name).map_or("", |(_, unit)| unit),
        };
        let days = (follow.rows().len(), follow.shown());
        let caption = amounts::caption(days, &self.amounts(follow), unit);
        let Some(most) = self.most(follow, follow.shown() as usize) else {
            return caption;
        };
        let most = with_unit(&about(most), unit);
        match self {
            Self::Amount(Of::Output, _) => words().reading_dashed_full(&caption, &most),
            Self::Amount(Of::Hours, _) => words().reading_dashed_available(&caption, &most),
            _ => caption,
        }
    }

    fn margins(&self) -> Margins {
        match self {
            Self::Egalitarianism => egalitarianism::MARGINS,
            Self::Amount(..) => amounts::MARGINS,
        }
    }

    fn across(&self, days: usize, size: Size) -> f64 {
        match self {
            Self::Egalitarianism => egalitarianism::days_along(days, size).0,
            Self::Amount(..) => amounts::days_along(days, size).0,
        }
    }

    fn up(&self, follow: &Follow) -> f64 {
        match self {
            Self::Egalitarianism => 1.0,
            Self::Amount(..) => {
                let values = (0..follow.rows().len()).map(self.amounts(follow));
                let mosts = (0..follow.rows().len()).map(self.mosts(follow));
                let line = self.line(follow);
                let values = values.chain(mosts).chain(line.values.iter().copied());
                amounts::amounts_along(values.fold(0.0, f64::max)).1
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

    /// Where a day is, in pixels from the left; `None` for days that the chart does not reach.
    pub fn along(&self, follow: &Follow, size: Size, day: usize) -> Option<f64> {
        let (margins, days) = (self.margins(), follow.reach());
        let width = size.width - (margins.left + margins.right) * size.em;
        let share = day as f64 / self.across(days, size);
        (share <= 1.0).then_some(margins.left * size.em + width * share)
    }

    /// Where a day's value is, in pixels from the upper left.
    pub fn place_of(&self, follow: &Follow, size: Size, day: usize) -> Option<(f64, f64)> {
        let (x, margins) = (self.along(follow, size, day)?, self.margins());
        let height = size.height - (margins.top + margins.bottom) * size.em;
        let value = self
            .value(follow, day)
            .or_else(|| self.planned(follow, day))?;
        let share = value / self.up(follow);
        let y = margins.top * size.em + height * (1.0 - share);
        (x.is_finite() && y.is_finite()).then_some((x, y))
    }
}
