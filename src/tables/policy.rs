//! A policy: which share of output is invested from which day on.

use super::counts;
use super::draft::Draft;
use super::fault::Faults;
use super::number::{Range, number};
use super::profiles::good_columns;
use super::scope::Scope;
use super::sheet::Sheet;
use crate::economy::{Change, DatedChange};
use crate::order;
use crate::pace::Pace;
use crate::words::words;

/// Reads `from_day,investment` with, if wanted, a column for each good that has a share of its own: a step per row. An
/// empty cell changes nothing on that day.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    let file = faults.file().to_owned();
    let (general, goods) = good_columns(&sheet.header, "investment", draft, faults);
    let general = general.map(|column| (column, None));
    let goods = goods.into_iter().map(|(column, good)| (column, Some(good)));
    let columns: Vec<(usize, Option<usize>)> = general.into_iter().chain(goods).collect();
    while let Some(row) = sheet.next(faults, pace).await {
        if !row.fits(sheet.width, faults) {
            continue;
        }
        let Some(day) = number(&row.cells[0], Range::Days, faults) else {
            continue;
        };
        for &(column, good) in &columns {
            let Some(cell) = row.filled(Some(column)) else {
                continue;
            };
            if let Some(share) = number(cell, Range::Share, faults) {
                draft.policy.push(DatedChange {
                    day: day as u32,
                    change: Change::Investment { good, share },
                });
            }
        }
    }
    // Stable, so that of two rows for a day the later one counts.
    order::sort_by_key(&mut draft.policy, |step| step.day);
    let steps = counts::steps(draft.policy.len());
    let sentence = words().files_policy_read(&file, &steps);
    draft.report.read.push(sentence);
}
