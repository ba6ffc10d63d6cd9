//! What is to be kept of the economy that is open. Pure: the page tells what is open, and this says what to do about it.

use super::record::{Kept, Of, short};
use crate::ui::shelf::{YOURS, shipped};
use crate::words::{around, words};
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
    /// Whether edits are in force.
    pub is_edited: bool,
    /// Losses by chance, where there are any.
    pub chance: Option<Chance>,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Nothing was done to it yet.
    Nothing,
    /// What was done to it has been taken back: there is nothing to be kept any more.
    Forget(f64),
    /// To be kept. Where it is kept as a file, the worker has to write that first.
    Keep(Kept),
}

/// The time from an economy's opening until another is opened.
#[derive(Clone, Debug, Default)]
pub struct Session {
    key: f64,
    /// What was there before, under the same key.
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

    /// What to do about what is open now.
    pub fn deed(&mut self, open: &Open, now: f64) -> Deed {
        let chance = *self.chance.get_or_insert(open.chance);
        let is_as_opened = open.id != YOURS
            && !open.is_edited
            && open.chance == chance
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
        let can_be_fetched = !open.is_edited && shipped(&open.id).is_some();
        let (of, name) = if can_be_fetched {
            let (id, policy) = (open.id.clone(), open.policy.clone());
            (Of::Shipped { id, policy }, open.name.clone())
        } else {
            (Of::File, edited(&open.name, open.is_edited))
        };
        Deed::Keep(Kept {
            key: self.key,
            at: now,
            name: short(&name),
            day: open.day,
            of,
            chance: open.chance,
        })
    }
}

/// The name of something that may have been edited.
fn edited(name: &str, is_edited: bool) -> String {
    let (before, after) = around(|name| words().keep_edited(name));
    if is_edited && !(name.starts_with(&before) && name.ends_with(&after)) {
        words().keep_edited(name)
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::state::for_all;

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
            is_edited: false,
            chance: None,
        }
    }

    #[test]
    fn looking_leaves_no_trace() {
        let mut session = Session::new(7.0, false);
        assert_eq!(session.deed(&village(0, 0.51), 1.0), Deed::Nothing);
        // A link may begin on any day.
        session.shows(&today(250, 0.51));
        assert_eq!(session.deed(&village(250, 0.51), 1.0), Deed::Nothing);
    }

    #[test]
    fn steps_are_kept_and_forgotten_when_they_are_taken_back() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        session.shows(&today(50, 0.51));
        let Deed::Keep(kept) = session.deed(&village(50, 0.51), 9.0) else {
            panic!("fifty days are worth keeping");
        };
        assert_eq!((kept.key, kept.at, kept.day), (7.0, 9.0, 50));
        assert!(matches!(kept.of, Of::Shipped { id, .. } if id == "village"));
        assert_eq!(session.deed(&village(0, 0.51), 10.0), Deed::Forget(7.0));
        assert_eq!(session.deed(&village(0, 0.51), 11.0), Deed::Nothing);
        assert!(matches!(
            session.deed(&village(0, 0.6), 12.0),
            Deed::Keep(_)
        ));
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
        assert_eq!(session.deed(&with(7), 1.0), Deed::Nothing);
        let Deed::Keep(kept) = session.deed(&with(8), 2.0) else {
            panic!("another seed is worth keeping");
        };
        assert_eq!(kept.chance, with(8).chance);
        assert_eq!(session.deed(&with(7), 3.0), Deed::Forget(7.0));
    }

    #[test]
    fn edits_and_files_are_kept_as_a_file() {
        let mut session = Session::new(7.0, false);
        session.shows(&today(0, 0.51));
        let open = Open {
            is_edited: true,
            ..village(0, 0.51)
        };
        let name = |deed| match deed {
            Deed::Keep(Kept {
                of: Of::File, name, ..
            }) => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(name(session.deed(&open, 1.0)), "Village (Table 1), edited");
        let yours = Open {
            id: YOURS.to_owned(),
            name: "Village (Table 1), edited".to_owned(),
            ..village(0, 0.51)
        };
        assert_eq!(name(session.deed(&yours, 1.0)), "Village (Table 1), edited");
        let again = Open {
            is_edited: true,
            ..yours
        };
        assert_eq!(name(session.deed(&again, 1.0)), "Village (Table 1), edited");
    }

    #[test]
    fn what_was_restored_stays_kept() {
        let mut session = Session::new(7.0, true);
        session.shows(&today(50, 0.51));
        assert!(
            matches!(session.deed(&village(50, 0.51), 1.0), Deed::Keep(kept) if kept.key == 7.0)
        );
    }
}
