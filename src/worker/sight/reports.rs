//! What is reported while the plan runs.

use super::Scene;
use crate::economy::{Change, DatedChange, Economy};
use crate::order;
use crate::worker::edit::{Edit, What};
use crate::worker::look::Reports;

/// What is reported, by day.
pub(super) fn reports(scene: &Scene) -> Reports {
    let mut all: Vec<&DatedChange> = scene.scenario.changes().iter().collect();
    order::sort_by_key(&mut all, |dated| dated.day);
    let edit = |dated: &&DatedChange| Edit {
        day: Some(dated.day),
        what: what(scene.economy(), &dated.change),
    };
    let mut days: Vec<u32> = all.iter().map(|dated| dated.day).collect();
    days.dedup();
    days.truncate(Reports::MOST_DAYS);
    let first: Vec<Edit> = all.iter().take(Reports::MOST).map(edit).collect();
    Reports {
        others: (all.len() - first.len()) as u32,
        first,
        days,
    }
}

/// A change with names.
fn what(economy: &Economy, change: &Change) -> What {
    let good = |place: usize| economy.goods()[place].name.clone();
    let profile = |place: usize| economy.profiles()[place].name.clone();
    match change {
        Change::Population {
            profile: of,
            citizens,
        } => What::Population {
            profile: profile(*of),
            citizens: *citizens,
        },
        Change::Allotment {
            profile: of,
            good: what,
            amount,
        } => What::Allotment {
            profile: profile(*of),
            good: good(*what),
            amount: *amount,
        },
        Change::Coefficient {
            input,
            good: of,
            amount,
        } => What::Coefficient {
            input: economy.input_name(*input).to_owned(),
            good: good(*of),
            amount: *amount,
        },
        Change::Answers { unit, input, curve } => {
            let answers = curve.answers().iter();
            What::Answers {
                unit: economy.units()[*unit].name.clone(),
                input: economy.input_name(*input).to_owned(),
                answers: answers
                    .map(|answer| (answer.output, answer.amount))
                    .collect(),
            }
        }
        Change::Delivery { good: of, amount } => What::Delivery {
            good: good(*of),
            amount: *amount,
        },
        Change::Hours { labour, hours } => What::Hours {
            labour: economy.labour()[*labour].name.clone(),
            hours: Some(*hours),
        },
        Change::Investment { good: of, share } => What::Investment {
            good: of.map(good),
            share: *share,
        },
    }
}
