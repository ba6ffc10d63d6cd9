//! What is to be kept of the economy that is open. Pure: the page tells what is open, and this says what to do about it.

use std::sync::Arc;

use super::record::{Kept, Of, short};
use crate::annex::chance::words::strikes;
use crate::annex::state::Work;
use crate::ui::shelf::shipped;
use crate::worker::protocol::{Chance, PolicyStep, Today};

/// What is open, as the page tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Its id: of an economy that ships, or of the user's files.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Investment over time.
    pub policy: Vec<PolicyStep>,
    /// The shown day.
    pub day: u32,
    /// Losses by chance, where they are not those that came with it.
    pub chance: Option<Chance>,
    /// Id of the view that is looked at.
    pub view: String,
    /// What was done at the desk.
    pub work: Work,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Nothing was done to it yet.
    Nothing,
    /// What was done to it has been taken back: there is nothing to be kept any more.
    Forget(f64),
    /// To be kept.
    Keep(Kept),
}

/// The time from an economy's opening until another is opened.
#[derive(Clone, Debug, Default)]
pub struct Session {
    key: f64,
    /// Whether it was there before, under the same key, and is not yet what it was then.
    is_restoring: bool,
    is_restored: bool,
    /// The day and the investment of its first plan.
    first: Option<(u32, f64)>,
    /// The losses by chance that it was opened under, once that is known.
    chance: Option<Option<Chance>>,
    is_kept: bool,
}

impl Session {
    /// An economy is opened, and kept under this key; `is_restored` when something is kept there already.
    pub fn new(key: f64, is_restored: bool) -> Self {
        Self {
            key,
            is_restoring: is_restored,
            is_restored,
            first: None,
            chance: None,
            is_kept: is_restored,
        }
    }

    /// The key.
    pub fn key(&self) -> f64 {
        self.key
    }

    /// A day has been shown.
    pub fn shows(&mut self, today: &Today) {
        self.first.get_or_insert((today.day, today.investment));
    }

    /// A run has ended, so that what was restored is as it was or cannot be.
    pub fn rests(&mut self) {
        self.is_restoring = false;
    }

    /// What to do about what is open now.
    pub fn deed(&mut self, open: Open, now: f64) -> Deed {
        if self.is_restoring {
            // What is kept says more.
            return Deed::Nothing;
        }
        let striking = open.chance.filter(|&chance| strikes(chance));
        let chance = *self.chance.get_or_insert(striking);
        let ships = shipped(&open.id).is_some();
        let is_as_opened = ships
            && open.work.is_nothing()
            && striking == chance
            && self.first.is_none_or(|(day, investment)| {
                open.day == day
                    && matches!(&open.policy[..], [only] if only.investment == investment)
            });
        if is_as_opened && !self.is_restored {
            return match std::mem::take(&mut self.is_kept) {
                true => Deed::Forget(self.key),
                false => Deed::Nothing,
            };
        }
        self.is_kept = true;
        let (id, policy) = (open.id, open.policy);
        let of = match ships {
            true => Of::Shipped { id, policy },
            false => Of::Opened { policy },
        };
        Deed::Keep(Kept {
            key: self.key,
            at: now,
            name: short(&open.name),
            day: open.day,
            // Files may come with losses that somebody wants to be without.
            chance: if ships { striking } else { open.chance },
            of,
            view: open.view,
            work: Arc::new(open.work),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annex::state::{Baseline, Hold};
    use crate::ui::shelf::YOURS;
    use crate::ui::state::for_all;
    use crate::worker::edit::{Edit, What};
    use crate::worker::look::Forecast;

    fn today(day: u32, investment: f64) -> Today {
        Today {
            day,
            egalitarianism: None,
            scale: 1.0,
            investment,
            equal: true,
            worst: None,
            bounds: Vec::new(),
            held_back: false,
            with_ten_percent: None,
            takers: Vec::new(),
            other_takers: (0.0, 0),
            is_invested_in: false,
            certificate: None,
            orders: Vec::new(),
            labour: Vec::new(),
            profiles: Vec::new(),
            fulfilment: Vec::new(),
            residual: 0.0,
            iterations: 1,
        }
    }

    fn village(day: u32, investment: f64) -> Open {
        Open {
            id: "village".to_owned(),
            name: "Village (Table 1)".to_owned(),
            policy: vec![for_all(0, investment)],
            day,
            chance: None,
            view: "plan".to_owned(),
            work: Work::default(),
        }
    }

    #[test]
    fn looking_leaves_no_trace() {
        let mut session = Session::new(7.0, false);
        assert_eq!(session.deed(village(0, 0.51), 1.0), Deed::Nothing);
        // A link may begin on any day.
        session.shows(&today(250, 0.51));
        assert_eq!(session.deed(village(250, 0.51), 1.0), Deed::Nothing);
    }

    #[test]
    fn steps_are_kept_and_forgotten_when_they_are_taken_back() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        session.shows(&today(50, 0.51));
        let Deed::Keep(kept) = session.deed(village(50, 0.51), 9.0) else {
            panic!("fifty days are worth keeping");
        };
        assert_eq!((kept.key, kept.at, kept.day), (7.0, 9.0, 50));
        assert!(matches!(kept.of, Of::Shipped { id, .. } if id == "village"));
        assert_eq!(session.deed(village(0, 0.51), 10.0), Deed::Forget(7.0));
        assert_eq!(session.deed(village(0, 0.51), 11.0), Deed::Nothing);
        assert!(matches!(session.deed(village(0, 0.6), 12.0), Deed::Keep(_)));
    }

    #[test]
    fn losses_by_chance_are_kept() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        // A link may bring some.
        let with = |seed| Open {
            chance: Some(Chance {
                noise: 0.1,
                seed,
                ..Chance::default()
            }),
            ..village(0, 0.51)
        };
        assert_eq!(session.deed(with(7), 1.0), Deed::Nothing);
        let Deed::Keep(kept) = session.deed(with(8), 2.0) else {
            panic!("another seed is worth keeping");
        };
        assert_eq!(kept.chance, with(8).chance);
        assert_eq!(session.deed(with(7), 3.0), Deed::Forget(7.0));
    }

    fn edited() -> Work {
        let what = What::Weight {
            externality: "Noise".to_owned(),
            weight: 2.0,
        };
        Work {
            edits: vec![Edit { day: None, what }],
            hold: Some(Hold::Start),
            baseline: None,
            waiting: Vec::new(),
        }
    }

    fn keeps(deed: Deed) -> Kept {
        match deed {
            Deed::Keep(kept) => kept,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn edits_are_kept_beside_what_was_edited() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        let open = Open {
            work: edited(),
            view: "units".to_owned(),
            ..village(0, 0.51)
        };
        let kept = keeps(session.deed(open.clone(), 1.0));
        assert!(matches!(&kept.of, Of::Shipped { id, .. } if id == "village"));
        assert_eq!((&*kept.work, &*kept.view), (&edited(), "units"));
        assert_eq!(kept.called(), "Village (Table 1), edited");
        // Taken back it is as it was opened; from when on edits would hold makes no difference, but a baseline with them does.
        let back = |baseline: &[Edit]| {
            let edits = baseline.to_vec();
            let baseline = Baseline {
                edits,
                forecast: Forecast::default(),
            };
            Open {
                work: Work {
                    edits: Vec::new(),
                    baseline: Some(Arc::new(baseline)),
                    ..edited()
                },
                ..open.clone()
            }
        };
        keeps(session.deed(back(&edited().edits), 2.0));
        assert_eq!(session.deed(back(&[]), 3.0), Deed::Forget(7.0));
        // And so does what waits for a decision.
        let mut waits = back(&[]);
        waits.work.waiting = vec![vec![edited().edits[0].what.clone()]];
        keeps(session.deed(waits, 4.0));
    }

    #[test]
    fn files_are_kept_with_the_chance_that_was_chosen() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        let calm = Chance::default();
        let open = Open {
            id: YOURS.to_owned(),
            chance: Some(calm),
            ..village(0, 0.51)
        };
        let kept = keeps(session.deed(open, 1.0));
        assert!(matches!(kept.of, Of::Opened { .. }));
        assert_eq!(kept.chance, Some(calm));
        // What ships comes without losses, so that those of no effect are not worth keeping.
        let open = Open {
            chance: Some(calm),
            work: edited(),
            ..village(0, 0.51)
        };
        assert_eq!(keeps(session.deed(open, 2.0)).chance, None);
    }

    #[test]
    fn what_was_restored_stays_kept() {
        let mut session = Session::new(7.0, true);
        // On its way to where it was it is not kept as it is.
        assert_eq!(session.deed(village(3, 0.51), 1.0), Deed::Nothing);
        session.shows(&today(50, 0.51));
        session.rests();
        assert_eq!(keeps(session.deed(village(50, 0.51), 1.0)).key, 7.0);
    }
}
