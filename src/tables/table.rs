//! The table: what is needed to make a unit of each good.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cell, Row};
use super::counts;
use super::draft::{Draft, Hole, MOST_HOLES, is_function};
use super::fault::{Faults, Place, quoted};
use super::layout::Extras;
use super::names::{meant, new_name};
use super::number::{Range, number_or};
use super::scope::{Scope, apart};
use super::sheet::{Kind, MOST_GOODS, Sheet};
use crate::economy::{Good, Input, Labour};
use crate::pace::Pace;
use crate::words::{Language, Text, words};

/// Reads the table: goods in the columns, goods and labour in the rows.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    draft.table = faults.file().to_owned();
    let mut extras = if faults.full() {
        apart(Extras::of(sheet, faults, pace)).await
    } else {
        None
    };
    let Some(mut rowless) = read_goods(&sheet.header, draft, faults) else {
        draft.names.partial = true;
        return;
    };
    draft.names.partial = faults.count() > 0;
    let mut lines = BTreeMap::new();
    let mut rows = 0;
    while let Some(mut row) = sheet.next(faults, pace).await {
        rows += 1;
        if faults.full()
            && let Some(extras) = &mut extras
            && extras.take_profile(&row, faults)
        {
            continue;
        }
        let input = row_input(&row, draft, &mut rowless, faults);
        if draft.labour.len() > MOST_GOODS {
            faults.add(&row.cells[0], || {
                let expected = counts::labour(MOST_GOODS);
                (
                    words().files_table_another_labour(),
                    words().files_at_most(&expected),
                    "",
                )
            });
            break;
        }
        if let Some(input) = input
            && let Some(before) = lines.insert(input, row.line)
        {
            faults.add(&row.cells[0], || {
                let found = words().files_name_another_row(&quoted(&row.cells[0].text));
                (
                    found,
                    words().files_name_row_once(),
                    words().files_name_line_has_it(&before.to_string()),
                )
            });
        }
        if !row.fits(sheet.width, faults) {
            continue;
        }
        if faults.full()
            && let Some(extras) = &mut extras
        {
            extras.take(&mut row, input, draft, faults);
        }
        for (good, cell) in row.cells[1..].iter().enumerate() {
            read_cell(cell, input, good, Kind::Table, draft, faults);
        }
    }
    if rows == 0 || sheet.rows.open_quote {
        draft.names.partial = true;
    }
    if rows == 0 && !sheet.rows.open_quote {
        faults.add(Place::Line(sheet.header.line), || {
            (
                words().files_table_no_row(),
                words().files_table_needs_rows(),
                "",
            )
        });
    } else if !sheet.rows.open_quote {
        for good in rowless {
            let cell = &sheet.header.cells[good + 1];
            faults.add(cell, || {
                let found = words().files_table_column_without_row(&quoted(&cell.text));
                (
                    found,
                    words().files_table_row_per_good(),
                    words().files_table_add_row(),
                )
            });
        }
    }
    if faults.full()
        && let Some(extras) = extras
    {
        extras.finish(draft, faults);
    }
}

/// A number, or a cell that units answer for.
pub(super) fn read_cell(
    cell: &Cell<'_>,
    input: Option<Input>,
    good: usize,
    kind: Kind,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
) {
    if is_function(cell) {
        if draft.holes.len() == MOST_HOLES {
            faults.add(cell, || {
                let most = counts::cells(MOST_HOLES);
                (
                    words().files_table_another_empty_cell(),
                    words().files_table_most_empty_cells(&most),
                    words().files_table_write_zero(),
                )
            });
        } else if let Some(input) = input {
            let hole = Hole {
                kind,
                line: cell.line,
                column: cell.column,
            };
            draft.holes.insert((input, good as u32), hole);
        }
        return;
    }
    let (range, expected): (_, Text) = match kind {
        Kind::Externalities => (Range::Any, Language::files_number_any_or_units),
        _ => (
            Range::NotNegative,
            Language::files_number_not_negative_or_units,
        ),
    };
    let amount = number_or(cell, range, expected, faults);
    if let (Some(input), Some(amount)) = (input, amount) {
        draft.add_cell(input, good, amount);
    }
}

/// The goods, from the header, and the places of those that need a row; `None` when nothing below can be understood.
fn read_goods(
    header: &Row<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
) -> Option<BTreeSet<usize>> {
    let goods = &header.cells[1..];
    if goods.is_empty() {
        faults.add(Place::Line(header.line), || {
            let expected = words().files_table_names_of_goods();
            (
                words().files_table_no_good(),
                expected,
                words().files_header_separators(),
            )
        });
        return None;
    }
    if goods.len() > MOST_GOODS {
        faults.add(Place::Line(header.line), || {
            let expected = words().files_at_most(&counts::goods(MOST_GOODS));
            (counts::goods(goods.len()), expected, "")
        });
        return None;
    }
    let mut rowless = BTreeSet::new();
    for (good, cell) in goods.iter().enumerate() {
        let name = new_name(cell, Language::files_name_good, faults).unwrap_or_default();
        draft.goods.push(Good::named(&name));
        if name.is_empty() {
            continue;
        }
        if name.starts_with("Lb(") {
            faults.add(cell, || {
                (
                    quoted(&name),
                    words().files_name_good(),
                    words().files_table_labour_in_row(),
                )
            });
        } else if draft.names.get_input(&name).is_some() {
            faults.add(cell, || {
                (
                    words().files_name_another_column(&quoted(&name)),
                    words().files_name_good_once(),
                    "",
                )
            });
        } else {
            draft.names.add_input(&name, Input::Good(good));
            rowless.insert(good);
        }
    }
    Some(rowless)
}

/// What a row is about: a good of the header, which has its row then, or a kind of labour, which is new.
fn row_input(
    row: &Row<'_>,
    draft: &mut Draft,
    rowless: &mut BTreeSet<usize>,
    faults: &mut Faults<impl Scope>,
) -> Option<Input> {
    let cell = &row.cells[0];
    let known = draft.names.get_input(&cell.text);
    if let Some(Input::Good(good)) = known {
        rowless.remove(&good);
    }
    if known.is_some() {
        return known;
    }
    if cell.text.starts_with("Lb(") && cell.text.ends_with(')') {
        let Some(name) = new_name(cell, Language::files_name_labour, faults) else {
            draft.names.partial = true;
            return None;
        };
        let input = Input::Labour(draft.labour.len());
        draft.names.add_input(&name, input);
        draft.labour.push(Labour { name, hours: None });
        return Some(input);
    }
    draft.names.partial = true;
    if !faults.has_room() {
        return None;
    }
    let goods = draft.goods.iter().map(|good| good.name.as_str());
    let meant = meant(&cell.text, goods);
    if let Some(Input::Good(good)) = meant.and_then(|name| draft.names.get_input(name)) {
        rowless.remove(&good);
    }
    faults.add(cell, || {
        let found = match &*cell.text {
            "" => words().files_table_unnamed_row().to_owned(),
            name => words().files_table_row(&quoted(name)),
        };
        let hint = match meant {
            Some(name) => words().files_name_meant(&quoted(name)),
            None if cell.text.to_ascii_lowercase().starts_with("lb") => {
                words().files_table_write_labour().to_owned()
            }
            None => words().files_table_column_as_well().to_owned(),
        };
        (found, words().files_table_good_or_labour(), hint)
    });
    None
}
