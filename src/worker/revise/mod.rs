//! From what was opened and a list of edits to the economy that a user means.
//!
//! | file | what it does |
//! | --- | --- |
//! | `draft` | the lists and tables while edits are applied: what is where, what goes when something goes |
//! | `settle` | one edit |
//!
//! Pure: the same economy and the same list give the same economy, to the bit. So undo is a shorter list, and after a crash
//! a list is all that is needed.

mod draft;
mod settle;

use std::fmt;

use super::edit::{Edit, MOST_EDITS};
use crate::economy::{DatedChange, Economy};
use crate::pace::Pace;
use crate::words::words;
use draft::Draft;

/// An economy with edits in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Revised {
    /// The economy on the morning of day 0.
    pub economy: Economy,
    /// What changes later: first what was opened, then what was edited, so that of two on a day the edit counts.
    pub changes: Vec<DatedChange>,
}

/// Why a list of edits cannot be in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The place in the list of the edit at fault.
    pub edit: usize,
    /// What it was to change, and what is wrong with it.
    pub why: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.why)
    }
}

impl std::error::Error for Refusal {}

/// The economy that was opened with all `edits` in force, and no others.
///
/// # Errors
/// [`Refusal`] with an edit that cannot be, taken together with those before it, while those before it can.
pub async fn revised(
    economy: &Economy,
    changes: &[DatedChange],
    edits: &[Edit],
    pace: &Pace,
) -> Result<Revised, Refusal> {
    let mut refusal = match attempt(economy, changes, edits, pace).await {
        Ok(revised) => return Ok(revised),
        Err(refusal) => refusal,
    };
    // What holds between edits is looked at once all are settled, so an edit before the one named may be at fault, too. In
    // a list that grew edit by edit none is, and the first attempt shows that; other lists are halved.
    let (mut holds, mut attempted) = (0, refusal.edit);
    while holds < refusal.edit {
        match attempt(economy, changes, &edits[..attempted], pace).await {
            Ok(_) => holds = attempted,
            Err(earlier) => {
                holds = if earlier.edit < holds { 0 } else { holds };
                refusal = earlier;
            }
        }
        attempted = (holds + refusal.edit).div_ceil(2);
    }
    Err(refusal)
}

/// The economy with all edits in force, or an edit that cannot be with the others there.
async fn attempt(
    economy: &Economy,
    changes: &[DatedChange],
    edits: &[Edit],
    pace: &Pace,
) -> Result<Revised, Refusal> {
    if edits.len() > MOST_EDITS {
        let why = words().edit_list_has_more_than(&MOST_EDITS.to_string());
        return Err(Refusal {
            edit: MOST_EDITS,
            why,
        });
    }
    let mut draft = Draft::of(economy, changes);
    for (place, edit) in edits.iter().enumerate() {
        let refused = |why: String| Refusal {
            edit: place,
            why: format!("{}: {why}", edit.what.in_words()),
        };
        if edit.day.is_some() && !edit.what.can_be_dated() {
            let why = words().edit_cannot_reported_while_plan();
            return Err(refused(why.to_owned()));
        }
        settle::settle(&mut draft, place, edit, pace)
            .await
            .map_err(refused)?;
        pace.work(draft.goods.len() + draft.units.len()).await;
    }
    let last = edits.len().saturating_sub(1);
    // Each edit has been looked at when it was settled. What is left holds between edits, so the last is named.
    let blame = |edit: usize, why: String| {
        let words = edits
            .get(edit)
            .map_or_else(String::new, |edit| edit.what.in_words());
        Refusal {
            edit,
            why: format!("{words}: {why}"),
        }
    };
    let (economy, changes) = draft
        .finish(pace)
        .await
        .map_err(|error| blame(last, error.to_string()))?;
    check_dated(&economy, &changes, pace)
        .await
        .map_err(|(edit, why)| blame(edit.unwrap_or(last), why))?;
    let changes = changes.into_iter().map(|(_, change)| change).collect();
    Ok(Revised { economy, changes })
}

/// What reports while the plan runs, in the order of their days: (place of the edit, if it is one, and the change).
type Dated = Vec<(Option<usize>, DatedChange)>;

/// Makes all dated changes on the economy that they will meet.
async fn check_dated(
    economy: &Economy,
    changes: &Dated,
    pace: &Pace,
) -> Result<(), (Option<usize>, String)> {
    let mut order: Vec<&(Option<usize>, DatedChange)> = changes.iter().collect();
    crate::order::sort_by_key(&mut order, |(_, dated)| dated.day);
    let mut economy = economy.clone();
    for (edit, dated) in order {
        economy = economy
            .changed(&dated.change, pace)
            .await
            .map_err(|error| {
                (
                    *edit,
                    words().edit_on_day(&dated.day.to_string(), &error.to_string()),
                )
            })?;
        pace.work(economy.goods().len()).await;
    }
    Ok(())
}
