//! Dated changes: what units and citizens report while the plan runs.

use super::cells::{Cell, Row};
use super::counts;
use super::draft::{Answered, Draft};
use super::fault::{Faults, quoted};
use super::names::suggestion;
use super::number::{Range, number};
use super::scope::Scope;
use super::sheet::{Sheet, columns};
use crate::economy::{Change, DatedChange, Input, Keeping};
use crate::order;
use crate::pace::Pace;
use crate::words::words;

/// What can change, as the file says it.
const WHAT: [&str; 6] = [
    "population",
    "allotment",
    "coefficient",
    "delivery",
    "hours",
    "investment",
];

/// Reads `day,what,name,of,value`: a change per row, which takes effect on the morning of its day.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    let mut extra = Vec::new();
    let titles = ["day", "what", "name", "of", "value"];
    let found = columns(&sheet.header, titles, &titles, faults, |cell| {
        extra.push(quoted(&cell.text));
    });
    let Some([Some(day), Some(what), Some(name), Some(of), Some(value)]) = found else {
        return;
    };
    let file = faults.file().to_owned();
    draft.ignore_columns(faults, &extra);
    let answered = draft.answered();
    while let Some(row) = sheet.next(faults, pace).await {
        if !row.fits(sheet.width, faults) {
            continue;
        }
        let day = number(&row.cells[day], Range::Days, faults);
        let change = change(&row, [what, name, of, value], draft, &answered, faults);
        if let (Some(day), Some(change)) = (day, change) {
            let day = day as u32;
            draft.changes.push(DatedChange { day, change });
        }
    }
    // Stable, so that changes of the same day stay in the order of the file.
    order::sort_by_key(&mut draft.changes, |change| change.day);
    if !faults.full() {
        return;
    }
    let count = counts::changes(draft.changes.len());
    let sentence = match (draft.changes.first(), draft.changes.last()) {
        (Some(first), Some(last)) => {
            words().files_change_read(&file, &count, &first.day.to_string(), &last.day.to_string())
        }
        _ => words().files_found(&file, &count),
    };
    draft.report.read.push(sentence);
}

fn change(
    row: &Row<'_>,
    [what, name, of, value]: [usize; 4],
    draft: &Draft,
    answered: &Answered,
    faults: &mut Faults<impl Scope>,
) -> Option<Change> {
    let (what, name, of, value) = (
        &row.cells[what],
        &row.cells[name],
        &row.cells[of],
        &row.cells[value],
    );
    let names = &draft.names;
    let kind = what.text.to_ascii_lowercase();
    if !["allotment", "coefficient"].contains(&&*kind)
        && WHAT.contains(&&*kind)
        && !of.text.is_empty()
    {
        faults.add(of, || {
            let expected = words().files_change_no_of(&kind);
            (quoted(&of.text), expected, "")
        });
    }
    match &*kind {
        "population" => {
            let profile = names.profile(name, faults);
            let citizens = number(value, Range::NotNegative, faults)?;
            Some(Change::Population {
                profile: profile?,
                citizens,
            })
        }
        "allotment" => {
            let (profile, good) = (names.profile(name, faults), names.good(of, faults));
            let amount = number(value, Range::NotNegative, faults)?;
            Some(Change::Allotment {
                profile: profile?,
                good: good?,
                amount,
            })
        }
        "coefficient" => {
            let (input, good) = (names.input(name, faults), names.good(of, faults));
            let range = match input {
                Some(Input::Externality(_)) => Range::Any,
                _ => Range::NotNegative,
            };
            let amount = number(value, range, faults);
            let (input, good) = (input?, good?);
            if answered.contains_key(&(input, good as u32)) {
                faults.add(name, || {
                    let cell =
                        words().files_change_coefficient(&quoted(&name.text), &quoted(&of.text));
                    (
                        cell,
                        words().files_change_constant_cell(),
                        words().files_change_units_answer(),
                    )
                });
                return None;
            }
            Some(Change::Coefficient {
                input,
                good,
                amount: amount?,
            })
        }
        "delivery" => {
            let good = names.good(name, faults);
            let amount = number(value, Range::Any, faults)?;
            if draft.goods[good?].keeping == Keeping::Flow {
                faults.add(name, || {
                    (
                        words().files_change_delivery(&quoted(&name.text)),
                        words().files_change_good_with_stock(),
                        words().files_change_is_flow(),
                    )
                });
                return None;
            }
            Some(Change::Delivery {
                good: good?,
                amount,
            })
        }
        "hours" => {
            let labour = names.labour(name, faults);
            let hours = number(value, Range::NotNegative, faults)?;
            Some(Change::Hours {
                labour: labour?,
                hours,
            })
        }
        "investment" => {
            let good = (!name.text.is_empty()).then(|| names.good(name, faults));
            let share = number(value, Range::Share, faults)?;
            // The inner `None` is a name at fault.
            let good = match good {
                Some(found) => Some(found?),
                None => None,
            };
            Some(Change::Investment { good, share })
        }
        _ => {
            unknown(what, faults);
            None
        }
    }
}

fn unknown(what: &Cell<'_>, faults: &mut Faults<impl Scope>) {
    faults.add(what, || {
        let expected = words().files_header_one_of(&WHAT.join(", "));
        (
            quoted(&what.text),
            expected,
            suggestion(&what.text, WHAT.into_iter()),
        )
    });
}
