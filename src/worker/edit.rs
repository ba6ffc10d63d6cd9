//! What a user changed of an economy, as a document: a list of [`Edit`]s. To undo is to make the list shorter, to redo is to
//! make it longer again; what is opened stays as it is.
//!
//! Plain data, with names as they are at that place of the list, so that the page needs nothing of the engine.

use crate::words::words;
use serde::{Deserialize, Serialize};

/// The most edits of a list; at a few dozen bytes each they are sent and kept as one piece.
pub const MOST_EDITS: usize = 100_000;

/// One thing that a user changed, and from when on it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The morning from which it holds; `None` for from the start, as if the files had said so.
    pub day: Option<u32>,
    /// What is changed.
    pub what: What,
}

/// What an edit can change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// How many citizens have a profile.
    Population {
        /// The profile.
        profile: String,
        /// Citizens, not below zero.
        citizens: f64,
    },
    /// What a profile allots to one citizen per day.
    Allotment {
        /// The profile.
        profile: String,
        /// The good.
        good: String,
        /// Units of the good per citizen, not below zero.
        amount: f64,
    },
    /// A constant cell of the table.
    Coefficient {
        /// The row: a good, a kind of labour or an externality.
        input: String,
        /// The column.
        good: String,
        /// Units of the input per unit of the good.
        amount: f64,
    },
    /// What a production unit answers for one input.
    Answers {
        /// The unit.
        unit: String,
        /// The input.
        input: String,
        /// Pairs (output, amount of the input needed for it), in any order; none when the unit needs none of the input.
        answers: Vec<(f64, f64)>,
    },
    /// The most a production unit can make in a day.
    Capacity {
        /// The unit.
        unit: String,
        /// Units of the good, above zero; `None` for no limit.
        most: Option<f64>,
    },
    /// The place of a unit among those that make the same good: the first is filled before the next.
    Place {
        /// The unit.
        unit: String,
        /// Its place, from 0.
        place: u32,
    },
    /// The stock on the first morning.
    Stock {
        /// The good.
        good: String,
        /// Units of the good, not below zero.
        amount: f64,
    },
    /// Something brought to a stock, or with a negative amount taken from it, on the morning of the edit's day.
    Delivery {
        /// The good.
        good: String,
        /// Units of the good.
        amount: f64,
    },
    /// Whether the stock of a good bounds its output.
    ByStock {
        /// The good.
        good: String,
        /// Whether no more of it can be made in a day than is in stock. Always so for consumed and depleting goods.
        is_bound: bool,
    },
    /// A fixed bound on the output of a good.
    Most {
        /// The good.
        good: String,
        /// The most that can be made in a day; `None` for no such limit.
        most: Option<f64>,
    },
    /// What a day does to the stock of a good.
    Keeping {
        /// The good.
        good: String,
        /// The keeping's name in files: `consumed`, `accumulating`, `constant`, `flow`, `depleting`.
        keeping: String,
    },
    /// Days until what is added to a stock can be used.
    Gestation {
        /// The good.
        good: String,
        /// Days; 0 for the evening of the same day.
        days: u32,
    },
    /// Share of a stock that perishes each day.
    Loss {
        /// The good.
        good: String,
        /// The share, 0..=1.
        share: f64,
    },
    /// Hours available of a kind of labour.
    Hours {
        /// The labour kind.
        labour: String,
        /// Hours per day, not below zero; `None` for as many as are needed.
        hours: Option<f64>,
    },
    /// Weight of an externality in the sum of all.
    Weight {
        /// The externality.
        externality: String,
        /// Its weight.
        weight: f64,
    },
    /// The physical unit a good is counted in.
    Measure {
        /// The good.
        good: String,
        /// The unit; may be empty.
        unit: String,
    },
    /// The share of output invested.
    Investment {
        /// For this good, or for all.
        good: Option<String>,
        /// The share, 0..=1.
        share: f64,
    },
    /// Something new, with nothing known about it but its name.
    Add {
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
    },
    /// A new production unit, last in the stack of its good; it answers for nothing yet.
    AddUnit {
        /// Its name.
        unit: String,
        /// The good it makes.
        good: String,
    },
    /// Another name for the same thing.
    Rename {
        /// What it is.
        kind: Kind,
        /// Its name so far.
        name: String,
        /// Its name from now on.
        to: String,
    },
    /// Something goes, and with it all that refers to it: with a good its row, its column and the units that make it.
    Remove {
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
    },
}

/// The lists of an economy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Goods, rows and columns of the table.
    Good,
    /// Kinds of labour, rows of the table.
    Labour,
    /// Externalities, rows of the table.
    Externality,
    /// Consumption profiles.
    Profile,
    /// Production units.
    Unit,
}

impl Kind {
    /// A new one of this name, in words.
    fn new_one(self, name: &str) -> String {
        match self {
            Self::Good => words().value_new_good(name),
            Self::Labour => words().value_new_labour(name),
            Self::Externality => words().value_new_externality(name),
            Self::Profile => words().value_new_profile(name),
            Self::Unit => words().value_new_unit(name),
        }
    }

    /// That there is none of this name.
    pub(super) fn none_called(self, name: &str) -> String {
        match self {
            Self::Good => words().edit_no_good_called(name),
            Self::Labour => words().edit_no_labour_called(name),
            Self::Externality => words().edit_no_externality_called(name),
            Self::Profile => words().edit_no_profile_called(name),
            Self::Unit => words().edit_no_unit_called(name),
        }
    }

    /// That one of them has no name.
    pub(super) fn has_no_name(self) -> &'static str {
        match self {
            Self::Good => words().edit_good_has_no_name(),
            Self::Labour => words().edit_labour_has_no_name(),
            Self::Externality => words().edit_externality_has_no_name(),
            Self::Profile => words().edit_profile_has_no_name(),
            Self::Unit => words().edit_unit_has_no_name(),
        }
    }
}

impl What {
    /// Whether it can be reported while the plan runs, so that it may hold from a day on. Everything else is how the
    /// economy is, from the start.
    #[must_use]
    pub fn can_be_dated(&self) -> bool {
        match self {
            Self::Population { .. }
            | Self::Allotment { .. }
            | Self::Coefficient { .. }
            | Self::Delivery { .. }
            | Self::Investment { .. } => true,
            Self::Answers { answers, .. } => !answers.is_empty(),
            Self::Hours { hours, .. } => hours.is_some(),
            _ => false,
        }
    }

    /// What it changes, in a few words: "the allotment of Butter to Prof 1".
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Population { profile, .. } => words().value_population(profile),
            Self::Allotment { profile, good, .. } => words().value_allotment(good, profile),
            Self::Coefficient { input, good, .. } => words().value_coefficient(input, good),
            Self::Answers { unit, input, .. } => words().value_what_answers(unit, input),
            Self::Capacity { unit, .. } => words().value_capacity(unit),
            Self::Place { unit, .. } => words().value_place(unit),
            Self::Stock { good, .. } => words().value_stock(good),
            Self::Delivery { good, .. } => words().value_delivery(good),
            Self::ByStock { good, .. } => words().value_whether_stock_bounds(good),
            Self::Most { good, .. } => words().value_most_day(good),
            Self::Keeping { good, .. } => words().value_keeping(good),
            Self::Gestation { good, .. } => words().value_gestation(good),
            Self::Loss { good, .. } => words().value_daily_loss(good),
            Self::Hours { labour, .. } => words().value_hours(labour),
            Self::Weight { externality, .. } => words().value_weight(externality),
            Self::Measure { good, .. } => words().value_unit_counted(good),
            Self::Investment {
                good: Some(good), ..
            } => words().value_investment_of(good),
            Self::Investment { good: None, .. } => words().value_investment().to_owned(),
            Self::Add { kind, name } => kind.new_one(name),
            Self::AddUnit { unit, .. } => words().value_new_unit(unit),
            Self::Rename { name, to, .. } => words().value_name_now(name, to),
            Self::Remove { name, .. } => words().value_removal(name),
        }
    }

    /// Whether it changes what there is, or what it is called.
    #[must_use]
    pub fn changes_lists(&self) -> bool {
        matches!(
            self,
            Self::Add { .. } | Self::AddUnit { .. } | Self::Rename { .. } | Self::Remove { .. }
        )
    }

    /// Whether both set the same value, so that of two in a row only the later matters.
    #[must_use]
    pub fn sets_the_same_as(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.sets().is_some_and(|value| other.sets() == Some(value))
    }

    /// The names that tell what is set from others of its kind. `None` where there is no value: what is reported twice
    /// happened twice, and lists and their order change step by step.
    fn sets(&self) -> Option<(&str, &str)> {
        match self {
            Self::Population { profile, .. } => Some((profile, "")),
            Self::Allotment { profile, good, .. } => Some((profile, good)),
            Self::Coefficient { input, good, .. } => Some((input, good)),
            Self::Answers { unit, input, .. } => Some((unit, input)),
            Self::Capacity { unit, .. } => Some((unit, "")),
            Self::Stock { good, .. }
            | Self::ByStock { good, .. }
            | Self::Most { good, .. }
            | Self::Keeping { good, .. }
            | Self::Gestation { good, .. }
            | Self::Loss { good, .. }
            | Self::Measure { good, .. } => Some((good, "")),
            Self::Hours { labour, .. } => Some((labour, "")),
            Self::Weight { externality, .. } => Some((externality, "")),
            // No good has an empty name.
            Self::Investment { good, .. } => Some((good.as_deref().unwrap_or(""), "")),
            Self::Delivery { .. }
            | Self::Place { .. }
            | Self::Add { .. }
            | Self::AddUnit { .. }
            | Self::Rename { .. }
            | Self::Remove { .. } => None,
        }
    }
}

/// The list with `edit` at its end. Where the last edit set the same value from the same day, it is replaced: a slider
/// that is drawn along leaves one edit, not hundreds.
#[must_use]
pub fn with_edit(mut edits: Vec<Edit>, edit: Edit) -> Vec<Edit> {
    let replaces = |last: &Edit| last.day == edit.day && last.what.sets_the_same_as(&edit.what);
    if edits.last().is_some_and(replaces) {
        edits.pop();
    }
    edits.push(edit);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn population(citizens: f64) -> Edit {
        Edit {
            day: None,
            what: What::Population {
                profile: "Prof 0".to_owned(),
                citizens,
            },
        }
    }

    #[test]
    fn a_slider_leaves_one_edit() {
        let drawn = (1..50).fold(Vec::new(), |edits, step| {
            with_edit(edits, population(f64::from(step)))
        });
        assert_eq!(drawn, [population(49.0)]);
        let dated = Edit {
            day: Some(3),
            ..population(1.0)
        };
        assert_eq!(with_edit(drawn, dated).len(), 2);
    }

    #[test]
    fn what_adds_up_is_kept_apart() {
        let delivery = Edit {
            day: Some(1),
            what: What::Delivery {
                good: "Milk".to_owned(),
                amount: 5.0,
            },
        };
        assert_eq!(with_edit(vec![delivery.clone()], delivery).len(), 2);
    }
}
