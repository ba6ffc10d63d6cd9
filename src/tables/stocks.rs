//! Stocks: what is there on the morning of day 0, what a day does to it, and what bounds a day.

use std::collections::BTreeMap;

use super::cells::{Cell, Row};
use super::counts;
use super::draft::{Draft, named};
use super::fault::{Faults, quoted};
use super::names::{new_name, suggestion};
use super::number::{Range, number, number_or};
use super::scope::Scope;
use super::sheet::{Sheet, columns};
use crate::economy::{Good, Input, Keeping};
use crate::pace::Pace;
use crate::words::{Language, words};

/// Places of the columns.
struct Columns {
    name: usize,
    stock: Option<usize>,
    bound: Option<usize>,
    keeping: Option<usize>,
    gestation: Option<usize>,
    loss: Option<usize>,
    unit: Option<usize>,
}

/// What had to be assumed, by name.
#[derive(Default)]
struct Gaps {
    stock: Vec<String>,
    keeping: Vec<String>,
    unbound: Vec<String>,
    hours: Vec<String>,
    labour_extras: Vec<String>,
}

/// Reads `name,stock,bound,keeping,gestation,loss,unit`: a good per row, or a kind of labour with its hours as stock.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    draft.has_stocks = true;
    let mut extra = Vec::new();
    let titles = [
        "name",
        "stock",
        "bound",
        "keeping",
        "gestation",
        "loss",
        "unit",
    ];
    let found = columns(&sheet.header, titles, &["name"], faults, |cell| {
        extra.push(quoted(&cell.text));
    });
    let Some([Some(name), stock, bound, keeping, gestation, loss, unit]) = found else {
        return;
    };
    let places = Columns {
        name,
        stock,
        bound,
        keeping,
        gestation,
        loss,
        unit,
    };
    let file = faults.file().to_owned();
    draft.ignore_columns(faults, &extra);
    let (mut lines, mut gaps) = (BTreeMap::new(), Gaps::default());
    while let Some(row) = sheet.next(faults, pace).await {
        let name = row.at(places.name);
        let Some(input) = draft.names.stocked(&name, faults) else {
            continue;
        };
        if let Some(before) = lines.insert(input, row.line) {
            faults.add(&name, || {
                let hint = words().files_name_line_has_it(&before.to_string());
                (
                    words().files_name_another_row(&quoted(&name.text)),
                    words().files_name_name_once(),
                    hint,
                )
            });
        }
        if !row.fits_loosely(sheet.width, faults) {
            continue;
        }
        match input {
            Input::Good(good) => {
                read_good(&row, &places, &mut draft.goods[good], &mut gaps, faults);
            }
            Input::Labour(kind) => match row.filled(places.stock) {
                Some(hours) => draft.labour[kind].hours = number(hours, Range::NotNegative, faults),
                None => gaps.hours.push(draft.labour[kind].name.clone()),
            },
            Input::Externality(_) => {}
        }
        if matches!(input, Input::Labour(_)) {
            let others = [places.bound, places.keeping, places.gestation, places.loss];
            if others.iter().any(|&column| row.filled(column).is_some()) {
                gaps.labour_extras.push(name.text.into_owned());
            }
        }
    }
    if faults.full() {
        report(&file, &places, &lines, gaps, draft);
    }
}

fn read_good(
    row: &Row<'_>,
    places: &Columns,
    good: &mut Good,
    gaps: &mut Gaps,
    faults: &mut Faults<impl Scope>,
) {
    good.keeping = match row.filled(places.keeping) {
        Some(cell) => keeping(cell, faults).unwrap_or_default(),
        None => {
            gaps.keeping.push(good.name.clone());
            Keeping::default()
        }
    };
    let is_flow = good.keeping == Keeping::Flow;
    match row.filled(places.stock) {
        Some(cell) => {
            good.stock = number(cell, Range::NotNegative, faults).unwrap_or_default();
            if is_flow && good.stock > 0.0 {
                good.stock = 0.0;
                faults.add(cell, || {
                    let found = words().files_stock_of_flow(&quoted(&cell.text));
                    (
                        found,
                        words().files_table_zero_or_nothing(),
                        words().files_stock_flow_has_none(),
                    )
                });
            }
        }
        None if is_flow => {}
        None => gaps.stock.push(good.name.clone()),
    }
    (good.stock_bound, good.bound) = match row.filled(places.bound) {
        Some(cell) => bound(cell, good, gaps, faults),
        None if places.bound.is_none() => (!is_flow, None),
        None => (
            matches!(good.keeping, Keeping::Consumed | Keeping::Depleting),
            None,
        ),
    };
    if let Some(cell) = row.filled(places.gestation) {
        good.gestation = number(cell, Range::Days, faults).unwrap_or_default() as u32;
    }
    if let Some(cell) = row.filled(places.loss) {
        good.loss = number(cell, Range::Share, faults).unwrap_or_default();
    }
    if let Some(cell) = row.filled(places.unit) {
        good.unit = new_name(cell, Language::files_name_physical_unit, faults).unwrap_or_default();
    }
}

fn keeping(cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<Keeping> {
    let known = Keeping::named(&cell.text.to_ascii_lowercase());
    if known.is_none() {
        faults.add(cell, || {
            let names = Keeping::ALL.map(Keeping::name);
            let expected = words().files_header_one_of(&names.join(", "));
            (
                quoted(&cell.text),
                expected,
                suggestion(&cell.text, names.into_iter()),
            )
        });
    }
    known
}

/// Whether the stock bounds a day, and which number does.
fn bound(
    cell: &Cell<'_>,
    good: &Good,
    gaps: &mut Gaps,
    faults: &mut Faults<impl Scope>,
) -> (bool, Option<f64>) {
    let taken_from = matches!(good.keeping, Keeping::Consumed | Keeping::Depleting);
    if cell.text.eq_ignore_ascii_case("stock") {
        if good.keeping == Keeping::Flow {
            faults.add(cell, || {
                (
                    words().files_stock_flow_bound(),
                    words().files_stock_none_or_number(),
                    words().files_stock_flow_not_bound(),
                )
            });
        }
        return (good.keeping != Keeping::Flow, None);
    }
    if cell.text.eq_ignore_ascii_case("none") {
        if taken_from {
            gaps.unbound.push(good.name.clone());
        }
        return (taken_from, None);
    }
    if let (true, Some(number_cell)) = (faults.full(), after_stock_and(cell)) {
        if good.keeping == Keeping::Flow {
            return bound(
                &Cell {
                    text: "stock".into(),
                    ..cell.clone()
                },
                good,
                gaps,
                faults,
            );
        }
        return (true, number(&number_cell, Range::NotNegative, faults));
    }
    (
        taken_from,
        number_or(
            cell,
            Range::NotNegative,
            Language::files_number_or_stock_or_none,
            faults,
        ),
    )
}

/// The number in `stock and 40`, which is both bounds.
fn after_stock_and<'a>(cell: &Cell<'a>) -> Option<Cell<'a>> {
    let (word, number) = cell.text.split_once(" and ")?;
    word.eq_ignore_ascii_case("stock").then(|| Cell {
        text: number.trim().to_owned().into(),
        ..cell.clone()
    })
}

fn report(
    file: &str,
    places: &Columns,
    lines: &BTreeMap<Input, u32>,
    gaps: Gaps,
    draft: &mut Draft,
) {
    let unlisted_goods =
        (0..draft.goods.len()).filter(|&good| !lines.contains_key(&Input::Good(good)));
    let unlisted_goods: Vec<String> = unlisted_goods
        .map(|good| draft.goods[good].name.clone())
        .collect();
    let unlisted_labour =
        (0..draft.labour.len()).filter(|&kind| !lines.contains_key(&Input::Labour(kind)));
    let without_hours: Vec<String> = unlisted_labour
        .map(|kind| draft.labour[kind].name.clone())
        .chain(gaps.hours)
        .collect();
    let assumed = &mut draft.report.assumed;
    let mut lacks = |column: Option<usize>, sentence: fn(Language, &str) -> String| {
        if column.is_none() {
            assumed.push(sentence(words(), file));
        }
    };
    lacks(places.stock, Language::files_stock_no_column_stock);
    lacks(places.bound, Language::files_stock_no_column_bound);
    lacks(places.keeping, Language::files_stock_no_column_keeping);
    lacks(places.gestation, Language::files_stock_no_column_gestation);
    lacks(places.loss, Language::files_stock_no_column_loss);
    let mut say =
        |names: Vec<String>, there: bool, sentence: fn(Language, &str, &str) -> String| {
            if there && !names.is_empty() {
                assumed.push(sentence(words(), file, &named(names.iter())));
            }
        };
    let (has_stock, has_keeping) = (places.stock.is_some(), places.keeping.is_some());
    say(unlisted_goods, true, Language::files_stock_no_row);
    say(gaps.stock, has_stock, Language::files_stock_no_stock);
    say(gaps.keeping, has_keeping, Language::files_stock_no_keeping);
    say(gaps.unbound, true, Language::files_stock_bound_all_the_same);
    say(without_hours, has_stock, Language::files_stock_no_hours);
    if !gaps.labour_extras.is_empty() {
        let names = named(gaps.labour_extras.iter());
        draft
            .report
            .ignored
            .push(words().files_stock_only_hours(file, &names));
    }
    let goods = lines
        .keys()
        .filter(|input| matches!(input, Input::Good(_)))
        .count();
    draft.report.read.push(words().files_stock_read(
        file,
        &counts::goods(goods),
        &counts::labour(lines.len() - goods),
    ));
}
