//! An open economy and its days: what edits, policies and losses by chance leave of them, and what is to be planned next.

use std::any::Any;
use std::rc::Rc;

use crate::economy::{Change, DatedChange, EconomyError};
use crate::pace::Task;
use crate::plan::{self, Noise, Policy, Record, Scenario, State};
use crate::scale::recipe::Recipe;
use crate::tables::{Import, Report, Saved};
use crate::worker::kit::{Material, Read};
use crate::worker::protocol::{Chance, Today};
use crate::worker::revise::Revised;
use crate::worker::sight::Scene;
use crate::worker::view::{self, Shape};

/// An open economy and its days.
#[derive(Debug)]
pub(super) struct Open {
    /// What was opened, before any edit.
    pub(super) opened: Rc<Revised>,
    pub(super) first: State,
    pub(super) scenario: Rc<Scenario>,
    /// The losses by chance in it, where they are not those that were opened.
    pub(super) chance: Option<Chance>,
    pub(super) records: Vec<Rc<Record>>,
    /// The day to tell in detail.
    pub(super) show: usize,
    /// How many of the records the page has been told.
    pub(super) told: usize,
    pub(super) shape: Shape,
    /// How it was read, which is saved with it.
    pub(super) report: Report,
    /// What a saved file held besides.
    pub(super) saved: Option<Saved>,
    /// What it was made from, where that was a few numbers.
    pub(super) recipe: Option<Recipe>,
    /// Whether edits are in force.
    pub(super) is_edited: bool,
    /// What was worked out for questions about long lists.
    pub(super) shelf: Rc<dyn Any>,
    /// The day that was told in detail last, and as what: it need not be worked out again.
    pub(super) explained: Option<(Rc<Record>, Today)>,
    /// Units of work that the last day took.
    pub(super) day_took: u64,
}

/// Products with the whole table that the first day takes, about: as many as a table of 55,000 goods that need each other.
const FIRST_DAY: u64 = 100;

/// Losses by chance as the plan takes them: `None` where nothing is ever lost, whatever the seed.
fn noise(chance: Chance) -> Result<Option<Noise>, f64> {
    let shares = [chance.noise, chance.loss];
    if let Some(odd) = shares
        .into_iter()
        .find(|share| !(0.0..=1.0).contains(share))
    {
        return Err(odd);
    }
    let noise = Noise {
        probability: chance.noise,
        loss: chance.loss,
        seed: chance.seed,
    };
    Ok((chance.noise > 0.0 && chance.loss > 0.0).then_some(noise))
}

impl Open {
    pub(super) fn new(read: Read, shape: Shape, shelf: Rc<dyn Any>) -> Self {
        let Read { import, recipe } = read;
        let opened = Revised {
            economy: import.economy,
            changes: import.changes,
        };
        // Nothing is planned before the first policy comes.
        let scenario = Scenario::new(Policy::default(), opened.changes.clone());
        Self {
            report: import.report,
            saved: import.saved,
            first: State::first(opened.economy.clone(), None),
            opened: Rc::new(opened),
            scenario: Rc::new(scenario),
            chance: None,
            records: Vec::new(),
            show: 0,
            told: 0,
            shape,
            recipe,
            is_edited: false,
            shelf,
            explained: None,
            day_took: 0,
        }
    }

    /// Takes the economy with other edits in force; days from the first on which it differs are forgotten.
    pub(super) fn take(&mut self, revised: Revised) {
        let scenario = self.scenario.with_changes(revised.changes);
        if revised.economy != self.first.economy {
            self.records.clear();
            (self.explained, self.day_took) = (None, 0);
            self.shape = Shape::of(&revised.economy);
            self.first = State::first(revised.economy, self.scenario.noise);
        } else if let Some(day) = scenario.first_other_report(&self.scenario) {
            self.records.truncate(day as usize);
        }
        self.scenario = Rc::new(scenario);
    }

    /// The losses by chance in force. What was saved before there were any was planned without.
    pub(super) fn chance(&self) -> Chance {
        self.chance.unwrap_or_else(|| {
            let usual = Chance::default();
            let saved = self.saved.as_ref();
            Chance {
                noise: saved.and_then(|saved| saved.noise).unwrap_or(usual.noise),
                loss: saved.and_then(|saved| saved.loss).unwrap_or(usual.loss),
                seed: saved.and_then(|saved| saved.seed).unwrap_or(usual.seed),
            }
        })
    }

    pub(super) fn scene(&self) -> Scene {
        Scene {
            first: self.first.clone(),
            scenario: Rc::clone(&self.scenario),
            of: self.material(),
            opened: Rc::clone(&self.opened),
            uncounted: self.report.uncounted.clone(),
            chance: self.chance(),
            shelf: Rc::clone(&self.shelf),
        }
    }

    /// What documents are written from.
    pub(super) fn material(&self) -> Material {
        let steps = self.scenario.policy().steps().iter();
        let policy = steps.map(|step| DatedChange {
            day: step.from_day,
            change: Change::Investment {
                good: step.good,
                share: step.share,
            },
        });
        let saved = self.saved.clone().unwrap_or_default();
        let chance = self.chance();
        let shown = self.show.min(self.records.len().saturating_sub(1));
        Material {
            import: Import {
                economy: self.first.economy.clone(),
                changes: self.scenario.changes().to_vec(),
                policy: policy.collect(),
                saved: Some(Saved {
                    day: shown as u32,
                    noise: Some(chance.noise),
                    loss: Some(chance.loss),
                    seed: Some(chance.seed),
                    ..saved
                }),
                report: self.report.clone(),
            },
            recipe: self.recipe,
            is_edited: self.is_edited,
            days: self.records.clone(),
            shown,
        }
    }

    /// Takes another policy and other losses by chance; days from the first on which they differ are forgotten.
    ///
    /// # Errors
    /// What is no share between 0 and 1.
    pub(super) fn follow(&mut self, policy: Policy, chance: &[u8]) -> Result<(), f64> {
        self.chance = Chance::read(chance);
        let noise = noise(self.chance())?;
        let mut scenario = self.scenario.with_policy(policy);
        if noise != scenario.noise {
            self.records.clear();
            self.first = State::first(self.first.economy.clone(), noise);
            scenario.noise = noise;
        }
        let goods = self.first.economy.goods().len();
        if let Some(day) = scenario
            .investment()
            .first_difference(self.scenario.investment(), goods)
        {
            self.records.truncate(day as usize);
        }
        self.scenario = Rc::new(scenario);
        Ok(())
    }

    /// The morning of the day after the first `days`.
    pub(super) fn morning(&self, days: usize) -> State {
        days.checked_sub(1).map_or_else(
            || self.first.clone(),
            |last| self.records[last].evening.clone(),
        )
    }

    pub(super) fn plan_day(&self) -> Task<Result<Record, EconomyError>> {
        let (scenario, morning) = (Rc::clone(&self.scenario), self.morning(self.records.len()));
        let task = Task::new(async move |pace| plan::step_day(&scenario, morning, &pace).await);
        // A day takes about as long as the one before.
        match self.day_took {
            0 => task.expecting(FIRST_DAY * self.first.economy.goods_table().filled() as u64),
            took => task.expecting(took),
        }
    }

    /// The shown record, if any day is planned.
    pub(super) fn shown(&self) -> Option<(usize, &Rc<Record>)> {
        let day = self.show.min(self.records.len().checked_sub(1)?);
        Some((day, &self.records[day]))
    }

    /// The shown day, if it is the one that was told last.
    pub(super) fn told_before(&self) -> Option<&Today> {
        let (record, today) = self.explained.as_ref()?;
        Rc::ptr_eq(record, self.shown()?.1).then_some(today)
    }

    pub(super) fn explain_shown(&self) -> Option<Task<Today>> {
        let (day, record) = self.shown()?;
        let record = Rc::clone(record);
        let (scenario, morning) = (Rc::clone(&self.scenario), self.morning(day));
        Some(Task::new(async move |pace| {
            view::today(&scenario, morning, &record, &pace).await
        }))
    }
}
