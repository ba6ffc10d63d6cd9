//! The days as the worker tells them. The page keeps its own; the second module has no part in its memory.

use std::borrow::Cow;
use std::sync::Arc;

use super::traces::Traces;
use crate::ui::text::labour_name;
use crate::worker::look::Morning;
use crate::worker::protocol::{DayRow, EconomyView, Reply};
use crate::worker::trace::{Days, Line, Trace};

/// The most kinds of labour, and the most externalities, that have charts: as many as goods are told of with each day.
const MOST: usize = Days::MOST_LINES;

/// The open economy and the days planned, and beside them what was planned on a morning.
#[derive(Clone, Debug, Default)]
pub struct Follow {
    economy: Option<EconomyView>,
    rows: Vec<DayRow>,
    shown: u32,
    planned: Option<Arc<Morning>>,
    traces: Traces,
}

impl Follow {
    /// Takes in what the worker says; whether anything changed.
    pub fn apply(&mut self, reply: &Reply) -> bool {
        let has_more = self.traces.apply(reply);
        match reply {
            Reply::Opened { economy, .. } => {
                // A new worker opens the same economy once more, and hears of dated edits later: its days stay until they
                // are told anew.
                let is_known = self.economy.take().is_some_and(|known| {
                    let reports = economy.reports;
                    EconomyView { reports, ..known } == *economy
                });
                self.economy = Some(economy.clone());
                if !is_known {
                    self.rows.clear();
                }
            }
            Reply::Revised { economy, .. } => self.economy = Some(economy.clone()),
            // Whatever was known of these days and of later ones is void. A gap cannot be: days are told in order.
            Reply::Days { from, rows, .. } => {
                self.rows.truncate(*from as usize);
                if self.rows.len() == *from as usize {
                    self.rows.extend_from_slice(rows);
                }
            }
            Reply::Today { today, .. } => self.shown = today.day,
            _ => return has_more,
        }
        true
    }

    /// What charts have besides.
    pub fn traces(&mut self) -> &mut Traces {
        &mut self.traces
    }

    /// The days, from day 0.
    pub fn rows(&self) -> &[DayRow] {
        &self.rows
    }

    /// Has this plan of a morning beside the days, or none.
    pub fn lay(&mut self, plan: Option<Arc<Morning>>) {
        self.planned = plan;
    }

    /// The plan of a morning that is looked at.
    pub fn planned(&self) -> Option<&Morning> {
        self.planned.as_deref()
    }

    /// How many days of that plan are to be seen: as far as anything happened, and somewhat beyond its first day with full
    /// provision. What comes later would leave little room for what happened.
    pub fn ahead(&self) -> usize {
        let Some(plan) = self.planned() else {
            return 0;
        };
        let day = plan.day as usize;
        let enough = plan.full.map_or(usize::MAX, |full| {
            let until = (full as usize).saturating_sub(day) + 1;
            (until + until / 10).max(self.rows.len().saturating_sub(day))
        });
        plan.shares.len().min(enough)
    }

    /// How many days there are to be seen, from day 0: those planned, and those of the plan of a morning.
    pub fn reach(&self) -> usize {
        let from = self.planned().map_or(0, |plan| plan.day as usize);
        self.rows.len().max(from + self.ahead())
    }

    /// The last day that can be planned.
    pub fn last_day(&self) -> u32 {
        self.economy.as_ref().map_or(0, |economy| economy.last_day)
    }

    /// The day that the plan shows.
    pub fn shown(&self) -> u32 {
        self.shown.min(self.rows.len().saturating_sub(1) as u32)
    }

    /// What is followed of a kind, in the order of the rows: names as people read them, and units.
    pub fn all(&self, of: Of) -> Vec<(Cow<'_, str>, &str)> {
        let Some(economy) = &self.economy else {
            return Vec::new();
        };
        let lines = |of| self.traces.lines(of).iter();
        match of {
            Of::Stock | Of::Output => {
                let watched = economy.watched.iter();
                let goods = watched.filter_map(|&good| economy.goods.get(good as usize));
                goods
                    .map(|good| (good.name.as_str().into(), good.unit.as_str()))
                    .collect()
            }
            Of::Hours => {
                let kinds = &economy.labour[..economy.labour.len().min(MOST)];
                // Without its brackets a kind may have the name of another.
                let is_own = |name: &str| {
                    let alike = kinds.iter().filter(|kind| labour_name(kind) == name);
                    alike.count() == 1
                };
                let called = |kind| match labour_name(kind) {
                    name if is_own(name) => name,
                    _ => kind,
                };
                let kinds = kinds.iter();
                kinds.map(|kind| (called(kind).into(), "h")).collect()
            }
            Of::Caused => {
                let caused = economy.externalities.iter().take(MOST);
                caused.map(|caused| (caused.as_str().into(), "")).collect()
            }
            Of::OnTheWay => {
                let named = |line| (Traces::name(line).into(), line.of.unit.as_str());
                lines(Trace::OnTheWay).map(named).collect()
            }
            Of::Served => {
                let named = |line| (Traces::name(line).into(), "%");
                lines(Trace::Served).map(named).collect()
            }
        }
    }

    /// Whether what is shown is known: what has to be asked for is so once the worker has answered.
    pub fn is_told(&self, of: Of) -> bool {
        matches!(of, Of::Stock | Of::Output | Of::Hours | Of::Caused) || self.traces.is_told()
    }

    /// Whether there is anything to be seen of something that is followed: of a good that never is on its way there is not.
    pub fn is_seen(&self, of: Of, place: usize) -> bool {
        let is_any = |line: &Line| line.values.iter().any(|&amount| amount > 0.0);
        let line = self.traces.lines(Trace::OnTheWay).get(place);
        of != Of::OnTheWay || line.is_some_and(is_any)
    }

    /// An amount of a day; not a number where there is none.
    pub fn amount(&self, of: Of, place: usize, day: usize) -> f64 {
        let row = |amounts: fn(&DayRow) -> &[f64]| {
            let row = self.rows.get(day);
            row.and_then(|row| amounts(row).get(place).copied())
        };
        let told = |trace| {
            let line = self.traces.lines(trace).get(place);
            line.and_then(|line| line.values.get(day).copied())
        };
        let amount = match of {
            Of::Stock => row(|row| &row.stock),
            Of::Output => row(|row| &row.output),
            Of::Hours => row(|row| &row.labour),
            Of::Caused => row(|row| &row.externality),
            Of::OnTheWay => told(Trace::OnTheWay),
            Of::Served => told(Trace::Served).map(|share| 100.0 * share),
        };
        amount.unwrap_or(f64::NAN)
    }

    /// What an amount is compared with on a day: what full targets take, or what there is of it. Not a number where that is
    /// not known, or nothing.
    pub fn most(&self, of: Of, place: usize, day: usize) -> f64 {
        let line = of
            .beside()
            .and_then(|trace| self.traces.lines(trace).get(place));
        let value = line.and_then(|line| line.values.get(day));
        value.copied().unwrap_or(f64::NAN)
    }

    /// How many of a kind are followed, where there are more.
    pub fn left_out(&self, of: Of) -> Option<usize> {
        let economy = self.economy.as_ref()?;
        let all = match of {
            Of::Stock | Of::Output => economy.of_goods as usize,
            Of::Hours => economy.labour.len(),
            Of::Caused => economy.externalities.len(),
            Of::OnTheWay | Of::Served => self.traces.of_lines(),
        };
        let followed = self.all(of).len();
        (followed < all).then_some(followed)
    }

    /// The unit of something that is followed, and its place in the rows.
    pub fn place(&self, of: Of, name: &str) -> Option<(usize, &str)> {
        let mut all = self.all(of).into_iter().enumerate();
        all.find_map(|(place, (known, unit))| (known == name).then_some((place, unit)))
    }
}

/// What there are amounts of, day by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The stock of a good, on the evening of the day.
    Stock,
    /// The output of a good.
    Output,
    /// The hours of a kind of labour.
    Hours,
    /// An externality, since day 0.
    Caused,
    /// What is on its way into the stock of a good, in the evening.
    OnTheWay,
    /// Per cent of what a profile is promised of a good that it gets.
    Served,
}

impl Of {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Stock,
        Self::Output,
        Self::Hours,
        Self::Caused,
        Self::OnTheWay,
        Self::Served,
    ];

    /// What it is compared with.
    fn beside(self) -> Option<Trace> {
        match self {
            Self::Output => Some(Trace::InFull),
            Self::Hours => Some(Trace::Available),
            _ => None,
        }
    }

    /// What the worker has to be asked for, so that it can be seen.
    pub fn trace(self) -> Option<Trace> {
        match self {
            Self::OnTheWay => Some(Trace::OnTheWay),
            Self::Served => Some(Trace::Served),
            of => of.beside(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::protocol::{GoodView, Report};

    fn row(stock: f64) -> DayRow {
        DayRow {
            egalitarianism: Some(0.5),
            scale: 0.5,
            binding: "none".to_owned(),
            output: vec![1.0],
            stock: vec![stock],
            labour: Vec::new(),
            externality: Vec::new(),
            lost: false,
        }
    }

    fn days(from: u32, stocks: &[f64]) -> Reply {
        let rows = stocks.iter().map(|&stock| row(stock)).collect();
        Reply::Days { run: 1, from, rows }
    }

    fn opened(good: &str) -> Reply {
        let economy = EconomyView {
            name: String::new(),
            goods: vec![GoodView {
                name: good.to_owned(),
                unit: "l".to_owned(),
                has_stock: true,
            }],
            of_goods: 1,
            labour: ["Lb(Field)", "Lb(Milk)", "Milk"]
                .map(str::to_owned)
                .to_vec(),
            externalities: vec!["CO2".to_owned()],
            watched: vec![0],
            last_day: 9,
            horizon: 400,
            reports: 0,
        };
        Reply::Opened {
            run: 1,
            economy,
            report: Report::default(),
            policy: Vec::new(),
            day: None,
        }
    }

    fn stocks(follow: &Follow) -> Vec<f64> {
        follow.rows().iter().map(|row| row.stock[0]).collect()
    }

    #[test]
    fn days_are_followed() {
        let mut follow = Follow::default();
        assert!(follow.apply(&opened("Milk")));
        assert_eq!(follow.place(Of::Stock, "Milk"), Some((0, "l")));
        assert_eq!(follow.place(Of::Output, "Butter"), None);
        follow.apply(&days(0, &[1.0, 2.0, 3.0]));
        // Day 1 and later ones are planned otherwise.
        follow.apply(&days(1, &[]));
        follow.apply(&days(1, &[7.0]));
        assert_eq!(stocks(&follow), [1.0, 7.0]);
        // What does not join on is left out.
        follow.apply(&days(5, &[9.0]));
        assert_eq!(stocks(&follow), [1.0, 7.0]);
        // The same economy once more, for a new worker that has not been told the dated edits yet; then another.
        let Reply::Opened { mut economy, .. } = opened("Milk") else {
            panic!("an economy");
        };
        economy.reports = 2;
        follow.apply(&Reply::Revised { run: 1, economy });
        follow.apply(&opened("Milk"));
        assert_eq!(stocks(&follow), [1.0, 7.0]);
        follow.apply(&opened("Bread"));
        assert_eq!(stocks(&follow), [0.0; 0]);
        assert_eq!(follow.shown(), 0);
    }

    #[test]
    fn what_is_followed_has_a_name_of_its_own() {
        let mut follow = Follow::default();
        follow.apply(&opened("Milk"));
        let hours = [("Field", "h"), ("Lb(Milk)", "h"), ("Milk", "h")];
        let hours = hours.map(|(name, unit)| (Cow::from(name), unit));
        assert_eq!(follow.all(Of::Hours), hours);
        assert_eq!(follow.place(Of::Hours, "Milk"), Some((2, "h")));
        assert_eq!(follow.all(Of::Caused), [(Cow::from("CO2"), "")]);
        assert_eq!(follow.left_out(Of::Hours), None);
    }

    #[test]
    fn of_many_the_first_are_followed() {
        let mut follow = Follow::default();
        let Reply::Opened { mut economy, .. } = opened("Milk") else {
            panic!("an economy");
        };
        economy.labour = (0..100_000).map(|kind| format!("Lb({kind})")).collect();
        follow.apply(&Reply::Revised { run: 1, economy });
        assert_eq!(follow.all(Of::Hours).len(), MOST);
        assert_eq!(follow.left_out(Of::Hours), Some(MOST));
        assert_eq!(follow.place(Of::Hours, "11"), Some((11, "h")));
        assert_eq!(follow.place(Of::Hours, "12"), None);
    }

    #[test]
    fn amounts_have_beside_them_what_they_are_compared_with() {
        let mut follow = Follow::default();
        follow.apply(&opened("Milk"));
        follow.apply(&days(0, &[1.0, 2.0]));
        assert!(follow.most(Of::Output, 0, 1).is_nan(), "nobody has asked");
        let mut ask = |trace, profile: Option<&str>, values: &[f64]| {
            follow.traces().choose(Some(trace));
            let (id, _) = follow.traces().due(2).expect("a question");
            let line = Line {
                of: crate::worker::look::Named {
                    name: "Milk".to_owned(),
                    unit: "l".to_owned(),
                },
                profile: profile.map(str::to_owned),
                values: values.to_vec(),
            };
            let told = Days {
                of: trace,
                from: 0,
                lines: vec![line],
                of_lines: 3,
            };
            let sight = crate::worker::look::Sight::Trace(Box::new(told));
            let what = postcard::to_allocvec(&sight).expect("memory");
            assert!(follow.apply(&Reply::Sight { id, what }));
            follow.clone()
        };
        let follow = ask(Trace::InFull, None, &[7.0, f64::NAN]);
        assert_eq!(follow.amount(Of::Output, 0, 1), 1.0);
        assert_eq!(follow.most(Of::Output, 0, 0), 7.0);
        assert!(follow.most(Of::Output, 0, 1).is_nan(), "never in full");
        assert!(follow.most(Of::Hours, 0, 0).is_nan(), "another trace");
        let follow = ask(Trace::Served, Some("Town"), &[0.5, 0.25]);
        assert_eq!(follow.place(Of::Served, "Milk for Town"), Some((0, "%")));
        assert_eq!(follow.amount(Of::Served, 0, 1), 25.0);
        assert_eq!(follow.left_out(Of::Served), Some(1));
        let follow = ask(Trace::OnTheWay, None, &[0.0, 0.0]);
        assert!(!follow.is_seen(Of::OnTheWay, 0));
        let follow = ask(Trace::InFull, None, &[0.0, 0.0]);
        assert!(follow.is_seen(Of::Output, 0));
    }

    #[test]
    fn the_plan_of_a_morning_reaches_beyond_what_happened() {
        let mut follow = Follow::default();
        follow.apply(&opened("Milk"));
        follow.apply(&days(0, &[1.0, 2.0, 3.0]));
        assert_eq!((follow.reach(), follow.last_day()), (3, 9));
        let plan = |days: usize| Morning {
            day: 2,
            shares: vec![0.5; days],
            ..Morning::default()
        };
        follow.lay(Some(Arc::new(plan(4))));
        assert_eq!(follow.reach(), 6);
        // Beyond the day with full provision only somewhat, unless more has happened.
        let full = |day| Morning {
            full: Some(day),
            ..plan(200)
        };
        follow.lay(Some(Arc::new(full(41))));
        assert_eq!((follow.ahead(), follow.reach()), (44, 46));
        follow.lay(Some(Arc::new(full(2))));
        assert_eq!((follow.ahead(), follow.reach()), (1, 3));
        follow.lay(Some(Arc::new(plan(0))));
        assert_eq!(follow.reach(), 3);
        follow.lay(None);
        assert_eq!((follow.reach(), follow.planned()), (3, None));
    }
}
