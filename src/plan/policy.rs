//! Investment over time: which share of output goes back to stock.

use crate::economy::{Change, DatedChange};
use crate::order;

/// From a day on, invest this share of output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The first day for which it holds.
    pub from_day: u32,
    /// For this good only, or for all.
    pub good: Option<usize>,
    /// The share, 0..=1.
    pub share: f64,
}

/// An investment policy: a share per day and, if wanted, per good.
///
/// Invariants: the steps are by rising day, and every share is in 0..=1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    steps: Vec<Step>,
}

impl Policy {
    /// The same share for every good and day.
    ///
    /// # Errors
    /// The share, when it is not in 0..=1.
    pub fn constant(share: f64) -> Result<Self, f64> {
        Self::new(vec![Step {
            from_day: 0,
            good: None,
            share,
        }])
    }

    /// A policy from its steps, in any order; of two for the same day and good the later in the list counts.
    ///
    /// # Errors
    /// The first share that is not in 0..=1.
    pub fn new(mut steps: Vec<Step>) -> Result<Self, f64> {
        if let Some(step) = steps.iter().find(|step| !(0.0..=1.0).contains(&step.share)) {
            return Err(step.share);
        }
        order::sort_by_key(&mut steps, |step| step.from_day);
        Ok(Self { steps })
    }

    /// Its steps, by rising day.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share of `good` invested on `day`: that of the last step for it so far. A step for all goods replaces
    /// earlier ones for single goods. Before the first step nothing is invested.
    #[must_use]
    pub fn share(&self, day: u32, good: usize) -> f64 {
        let begun = self.steps.iter().take_while(|step| step.from_day <= day);
        begun
            .filter(|step| step.good.is_none_or(|only| only == good))
            .last()
            .map_or(0.0, |step| step.share)
    }

    /// The share invested on `day` of goods without a share of their own.
    #[must_use]
    pub fn general_share(&self, day: u32) -> f64 {
        let begun = self.steps.iter().take_while(|step| step.from_day <= day);
        begun
            .filter(|step| step.good.is_none())
            .last()
            .map_or(0.0, |step| step.share)
    }

    /// The first day on which the two policies invest another share of some of the economy's `goods`.
    #[must_use]
    pub fn first_difference(&self, other: &Self, goods: usize) -> Option<u32> {
        let steps = self.steps.iter().chain(&other.steps);
        let days = order::set(steps.map(|step| step.from_day));
        days.into_iter()
            .find(|&day| (0..goods).any(|good| self.share(day, good) != other.share(day, good)))
    }

    /// The policy with the dated changes of investment in it. A step of the policy counts more than a change of the same
    /// day: it is what the user says now.
    #[must_use]
    pub fn with_changes(&self, changes: &[DatedChange]) -> Self {
        let dated = changes.iter().filter_map(|change| match change.change {
            Change::Investment { good, share } => Some(Step {
                from_day: change.day,
                good,
                share,
            }),
            _ => None,
        });
        let mut steps: Vec<Step> = dated.chain(self.steps.iter().copied()).collect();
        order::sort_by_key(&mut steps, |step| step.from_day);
        Self { steps }
    }
}
