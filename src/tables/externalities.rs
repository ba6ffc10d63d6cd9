//! Externalities: what making goods causes and nobody asks for.

use super::counts;
use super::draft::{Draft, named};
use super::fault::{Faults, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::profiles::good_columns;
use super::scope::Scope;
use super::sheet::{Kind, MOST_GOODS, Sheet};
use super::table::read_cell;
use crate::economy::{Externality, Input};
use crate::pace::Pace;
use crate::words::{Language, words};

/// Reads `name,weight,<goods...>`: an externality per row, with what a unit of each good causes.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    let file = faults.file().to_owned();
    let (weight_column, columns) = good_columns(&sheet.header, "weight", draft, faults);
    let mut without_weight = Vec::new();
    while let Some(row) = sheet.next(faults, pace).await {
        if !row.fits(sheet.width, faults) {
            continue;
        }
        let cell = &row.cells[0];
        let name = new_name(cell, Language::files_name_externality, faults);
        if let Some(name) = &name
            && draft.names.get_input(name).is_some()
        {
            faults.add(cell, || {
                let expected = words().files_externality_new_name();
                (quoted(name), expected, "")
            });
            continue;
        }
        if draft.externalities.len() == MOST_GOODS {
            faults.add(cell, || {
                let most = counts::externalities(MOST_GOODS);
                (
                    words().files_externality_another(),
                    words().files_at_most(&most),
                    "",
                )
            });
            return;
        }
        let weight = match row.filled(weight_column) {
            Some(cell) => number(cell, Range::Any, faults),
            None => {
                without_weight.push(cell.text.to_string());
                Some(1.0)
            }
        };
        let input = Input::Externality(draft.externalities.len());
        let name = name.unwrap_or_default();
        draft.names.add_input(&name, input);
        draft.externalities.push(Externality {
            name,
            weight: weight.unwrap_or_default(),
        });
        for &(column, good) in &columns {
            let cell = &row.cells[column];
            read_cell(cell, Some(input), good, Kind::Externalities, draft, faults);
        }
    }
    draft.without_externalities = missing(&columns, draft.goods.len());
    if !faults.full() {
        return;
    }
    if !without_weight.is_empty() {
        let names = named(without_weight.iter());
        let sentence = words().files_externality_no_weight(&file, &names);
        draft.report.assumed.push(sentence);
    }
    if !draft.without_externalities.is_empty() && !draft.externalities.is_empty() {
        let goods = named(
            draft
                .without_externalities
                .iter()
                .map(|&good| &draft.goods[good].name),
        );
        draft
            .report
            .assumed
            .push(words().files_externality_no_column(&file, &goods));
    }
    let count = counts::externalities(draft.externalities.len());
    draft.report.read.push(words().files_found(&file, &count));
}

/// The goods that have no column.
pub(super) fn missing(columns: &[(usize, usize)], goods: usize) -> Vec<usize> {
    let mut there = vec![false; goods];
    for &(_, good) in columns {
        there[good] = true;
    }
    (0..goods).filter(|&good| !there[good]).collect()
}
