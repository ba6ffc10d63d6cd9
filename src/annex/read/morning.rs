//! The plan of a chosen morning beside what happened: what is asked of the worker, and what is said of the answer.
//!
//! It stays as it is while the plan runs on. When days are planned otherwise it is asked for once more.

use std::sync::Arc;

use crate::ui::number::{percent, whole};
use crate::ui::state::FULL;
use crate::words::words;
use crate::worker::look::{Look, Morning, Sight};
use crate::worker::protocol::{DayRow, Reply};

/// So many days ahead are planned at least: the paper's village takes 382.
pub const AHEAD: u32 = 400;

/// Numbers of questions from here on are not the desk's, which counts from 1.
const FIRST: u32 = 1 << 31;

/// The morning that is looked at.
#[derive(Clone, Debug, Default)]
pub struct Mornings {
    /// Its day.
    wanted: Option<u32>,
    /// The question on its way: its number, and how many days it asks for.
    asked: Option<(u32, u32)>,
    questions: u32,
    plan: Option<Arc<Morning>>,
    /// How many days the answer was to have; none when it has to be asked for again.
    has: Option<u32>,
    /// Whether a day of the economy takes so long that no more of them are planned than there are to compare with.
    is_slow: bool,
}

impl Mornings {
    /// The day of the morning that is looked at.
    pub fn wanted(&self) -> Option<u32> {
        self.wanted
    }

    /// Its plan, once it is there.
    pub fn plan(&self) -> Option<&Arc<Morning>> {
        self.plan.as_ref()
    }

    /// Looks at the plan of a day's morning; gives back the number of a question that is of no more use.
    pub fn choose(&mut self, day: u32) -> Option<u32> {
        let dropped = self.leave();
        self.wanted = Some(day);
        dropped
    }

    /// Looks at no plan any more; gives back the number of a question that is of no more use.
    pub fn leave(&mut self) -> Option<u32> {
        (self.wanted, self.plan, self.has) = (None, None, None);
        self.asked.take().map(|(id, _)| id)
    }

    /// What there is to ask, where so many days are `planned` and the last that can be is `last`. To be asked after every
    /// change.
    pub fn due(&mut self, planned: usize, last: u32) -> Option<(u32, Look)> {
        let day = self.wanted.filter(|&day| (day as usize) < planned)?;
        if self.asked.is_some() {
            return None;
        }
        let behind = (planned as u32).saturating_sub(day);
        if self.has.is_some_and(|has| behind <= has) {
            return None;
        }
        // Somewhat more than there is to compare with, so that it need not be asked for with every day.
        let most = last.saturating_sub(day).saturating_add(1);
        let ahead = if self.is_slow { 0 } else { AHEAD };
        let days = behind.saturating_add(ahead).min(most);
        self.questions = self.questions.wrapping_add(1) % FIRST;
        let id = FIRST + self.questions;
        self.asked = Some((id, days));
        Some((id, Look::Morning { day, days }))
    }

    /// Takes in what the worker says, when so many days were `planned` before; whether the plan changed.
    pub fn apply(&mut self, reply: &Reply, planned: usize) -> bool {
        match reply {
            Reply::Sight { id, what } => {
                let Some((_, days)) = self.asked.take_if(|asked| asked.0 == *id) else {
                    return false;
                };
                // An empty answer was cut short: it is asked for again.
                match postcard::from_bytes(what) {
                    Ok(Sight::Morning(morning)) => {
                        let early = (morning.shares.len() as u32) < days;
                        // A plan that ends early has no more days however often it is asked for.
                        self.has = Some(if early { u32::MAX } else { days });
                        self.plan = Some(Arc::from(morning));
                        return true;
                    }
                    Ok(_) => {
                        self.leave();
                        return true;
                    }
                    Err(_) => {}
                }
            }
            // What was known on the morning, or what is invested after it, is not what it was.
            Reply::Days { from, .. } if (*from as usize) < planned => self.has = None,
            Reply::Revised { economy, .. } => {
                (self.has, self.is_slow) = (None, economy.horizon == 1);
            }
            Reply::Opened { economy, .. } => self.is_slow = economy.horizon == 1,
            // The days have been taken back to before it.
            Reply::Ended { .. } if self.wanted.is_some_and(|day| day as usize >= planned) => {
                self.has = None;
                return self.plan.take().is_some();
            }
            // Another worker knows nothing of what was asked of the one before.
            Reply::Hello { .. } => (self.asked, self.has) = (None, None),
            _ => {}
        }
        false
    }
}

/// What there is to be seen: when everyone was to have everything, when they had, and what was expected of the shown day.
pub fn told(plan: &Morning, rows: &[DayRow], shown: u32) -> String {
    let day = whole(plan.day);
    let last = rows.len().saturating_sub(1) as u32;
    let is_full = |row: &DayRow| row.egalitarianism.is_some_and(|share| share > FULL);
    let since = rows.iter().skip(plan.day as usize).position(is_full);
    let came = since.map(|ahead| plan.day.saturating_add(ahead as u32));
    let (words, days) = (words(), whole(plan.shares.len() as u64));
    let expected = match (plan.full.map(whole), came.map(whole)) {
        (Some(full), Some(came)) if full == came => words.reading_came_as_expected(&day, &full),
        (Some(full), Some(came)) => words.reading_came_otherwise(&day, &full, &came),
        (Some(full), None) => words.reading_has_not_come(&day, &full, &whole(last)),
        (None, Some(came)) => words.reading_came_unexpected(&day, &days, &came),
        (None, None) => words.reading_neither(&day, &days, &whole(last)),
    };
    let of_shown = shown.checked_sub(plan.day).and_then(|ahead| {
        let planned = plan.shares.get(ahead as usize)?;
        let row = rows.get(shown as usize)?;
        Some((*planned, row.egalitarianism.unwrap_or(row.scale)))
    });
    let Some((planned, got)) = of_shown else {
        return expected;
    };
    let (shown, planned, got) = (whole(shown), percent(planned), percent(got));
    let compared = if planned == got {
        words.reading_day_as_expected(&shown, &planned)
    } else {
        words.reading_day_otherwise(&shown, &planned, &got)
    };
    format!("{expected} {compared}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(shares: &[f64]) -> Vec<DayRow> {
        let row = |&share: &f64| DayRow {
            egalitarianism: Some(share),
            scale: share,
            binding: "none".to_owned(),
            output: Vec::new(),
            stock: Vec::new(),
            labour: Vec::new(),
            externality: Vec::new(),
            lost: false,
        };
        shares.iter().map(row).collect()
    }

    fn plan(day: u32, shares: &[f64], full: Option<u32>) -> Morning {
        Morning {
            day,
            shares: shares.to_vec(),
            stocks: Vec::new(),
            full,
        }
    }

    fn answer(id: u32, days: usize) -> Reply {
        let plan = plan(3, &vec![0.5; days], None);
        let what = postcard::to_allocvec(&Sight::Morning(Box::new(plan))).expect("memory");
        Reply::Sight { id, what }
    }

    fn days(from: u32) -> Reply {
        Reply::Days {
            run: 1,
            from,
            rows: Vec::new(),
        }
    }

    /// A morning whose plan is there.
    fn seen() -> Mornings {
        let mut mornings = Mornings::default();
        assert_eq!(mornings.due(50, 36_524), None);
        assert_eq!(mornings.choose(3), None);
        let (id, look) = mornings.due(50, 36_524).expect("a question");
        assert!(id >= FIRST);
        assert_eq!(look, Look::Morning { day: 3, days: 447 });
        assert_eq!(mornings.due(50, 36_524), None, "one question at a time");
        assert!(mornings.apply(&answer(id, 447), 50));
        assert_eq!(mornings.due(50, 36_524), None);
        mornings
    }

    #[test]
    fn a_plan_is_asked_for_once_and_again_when_days_are_planned_otherwise() {
        let mut mornings = seen();
        // The plan runs on: nothing has changed.
        assert!(!mornings.apply(&days(50), 50));
        assert_eq!(mornings.due(51, 36_524), None);
        // Day 20 is planned anew.
        mornings.apply(&days(20), 51);
        assert!(
            mornings.plan().is_some(),
            "the one before stays on screen meanwhile"
        );
        let (id, _) = mornings.due(51, 36_524).expect("a question");
        assert!(mornings.apply(&answer(id, 448), 51));
        // More has happened than was planned then.
        let (_, look) = mornings.due(600, 36_524).expect("a question");
        assert_eq!(look, Look::Morning { day: 3, days: 997 });
    }

    #[test]
    fn what_was_cut_short_or_asked_of_another_worker_is_asked_again() {
        let mut mornings = Mornings::default();
        mornings.choose(3);
        let (id, _) = mornings.due(50, 36_524).expect("a question");
        let what = Vec::new();
        mornings.apply(&Reply::Sight { id, what }, 50);
        let (again, _) = mornings.due(50, 36_524).expect("the question again");
        assert_ne!(again, id);
        mornings.apply(
            &Reply::Hello {
                protocol: 1,
                full: true,
            },
            50,
        );
        assert!(mornings.due(50, 36_524).is_some());
        assert!(
            !mornings.apply(&answer(again, 447), 50),
            "of the worker before"
        );
    }

    #[test]
    fn days_taken_back_to_before_it_take_it_along_until_they_come_again() {
        let mut mornings = seen();
        let ended = Reply::Ended {
            run: 1,
            how: crate::worker::protocol::Ending::Done,
        };
        assert!(!mornings.apply(&ended, 4));
        assert!(mornings.plan().is_some());
        assert!(mornings.apply(&ended, 3));
        assert_eq!((mornings.plan(), mornings.wanted()), (None, Some(3)));
        assert_eq!(mornings.due(3, 36_524), None);
        assert!(mornings.due(4, 36_524).is_some());
    }

    #[test]
    fn a_plan_that_ends_early_is_not_asked_for_again_and_again() {
        let mut mornings = Mornings::default();
        mornings.choose(3);
        let (id, _) = mornings.due(50, 36_524).expect("a question");
        mornings.apply(&answer(id, 7), 50);
        assert_eq!(mornings.due(5_000, 36_524), None);
        // No more days are asked for than can be planned.
        mornings.choose(3);
        let (_, look) = mornings.due(9, 10).expect("a question");
        assert_eq!(look, Look::Morning { day: 3, days: 8 });
    }

    #[test]
    fn who_looks_away_hears_no_more_of_it() {
        let mut mornings = seen();
        mornings.choose(9);
        assert_eq!(mornings.plan(), None);
        let (id, _) = mornings.due(50, 36_524).expect("a question");
        assert_eq!(mornings.leave(), Some(id));
        assert!(!mornings.apply(&answer(id, 441), 50));
        assert_eq!((mornings.plan(), mornings.wanted()), (None, None));
        // A morning that has not come waits for it.
        mornings.choose(60);
        assert_eq!(mornings.due(60, 36_524), None);
        assert!(mornings.due(61, 36_524).is_some());
    }

    #[test]
    fn what_was_expected_and_what_came_in_words() {
        let said = |plan: &Morning, happened: &[f64], shown| {
            told(plan, &rows(happened), shown).replace('\u{a0}', " ")
        };
        let expected = plan(1, &[0.2, 0.5, 1.0, 1.0], Some(3));
        assert_eq!(
            said(&expected, &[0.1, 0.2, 0.3, 0.4, 1.0], 3),
            "On the morning of day 1 the plan expected full provision on day 3; it came on day 4. \
             For day 3 it expected 100 %; it is 40 %."
        );
        assert_eq!(
            said(&expected, &[0.1, 0.2, 0.5, 1.0], 2),
            "On the morning of day 1 the plan expected full provision on day 3, and so it came. \
             For day 2 it expected 50 %, as it is."
        );
        // A day before that morning has no place in its plan.
        assert_eq!(
            said(&expected, &[0.1, 0.2], 0),
            "On the morning of day 1 the plan expected full provision on day 3; by day 1 it has not come."
        );
        let never = plan(0, &[0.2, 0.2], None);
        assert_eq!(
            said(&never, &[0.2, 0.2], 9),
            "On the morning of day 0 the plan expected no full provision within its 2 days; by day 1 it has not come."
        );
        assert_eq!(
            said(&never, &[0.2, 1.0], 9),
            "On the morning of day 0 the plan expected no full provision within its 2 days; it came on day 1."
        );
    }
}
