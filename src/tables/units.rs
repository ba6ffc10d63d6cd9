//! Production units: what each needs to make how much, an answer per row.

use std::collections::BTreeMap;

use super::cells::{Cell, Row};
use super::counts;
use super::draft::{Draft, named};
use super::fault::{Faults, Place, quoted};
use super::names::{new_name, suggestion};
use super::number::{Range, number, number_or};
use super::scope::{Scope, Shipped};
use super::sheet::{Sheet, columns};
use crate::economy::{Answer, Curve, Input, Interpolation, Unit};
use crate::order;
use crate::pace::Pace;
use crate::words::{Language, words};

/// The most production units.
pub(super) const MOST_UNITS: usize = 20_000;

/// The most answers of a unit for one input.
const MOST_ANSWERS: usize = 100_000;

/// How needs run between two answers, as the column `between` says it.
pub(super) const STRAIGHT: (&str, Interpolation) = ("straight", Interpolation::Straight);
/// The other way.
pub(super) const SMOOTH: (&str, Interpolation) = ("smooth", Interpolation::MonotoneCubic);

/// A unit whose answers are being collected.
struct Maker {
    name: String,
    good: usize,
    capacity: Option<f64>,
    /// Where it was first named.
    line: u32,
    needs: BTreeMap<Input, Vec<Asked>>,
}

/// An answer and its line.
#[derive(Clone, Copy)]
struct Asked {
    answer: Answer,
    between: Interpolation,
    line: u32,
}

/// Places of the columns.
struct Columns {
    unit: usize,
    good: usize,
    input: usize,
    capacity: Option<usize>,
    output: usize,
    amount: usize,
    between: Option<usize>,
}

/// Reads `unit,good,input,capacity,output,amount`. Units of a good stack in the order of the file.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    let mut extra = Vec::new();
    let titles = [
        "unit", "good", "input", "capacity", "output", "amount", "between",
    ];
    let needed = ["unit", "good", "input", "output", "amount"];
    let found = columns(&sheet.header, titles, &needed, faults, |cell| {
        extra.push(quoted(&cell.text));
    });
    let Some(
        [
            Some(unit),
            Some(good),
            Some(input),
            capacity,
            Some(output),
            Some(amount),
            between,
        ],
    ) = found
    else {
        return;
    };
    let places = Columns {
        unit,
        good,
        input,
        capacity,
        output,
        amount,
        between,
    };
    let file = faults.file().to_owned();
    if capacity.is_none() && faults.full() {
        let sentence = words().files_unit_no_capacity_column(&file);
        draft.report.assumed.push(sentence);
    }
    draft.ignore_columns(faults, &extra);
    let (mut makers, mut by_name, mut answers) = (Vec::new(), BTreeMap::new(), 0);
    while let Some(row) = sheet.next(faults, pace).await {
        if row.fits(sheet.width, faults) {
            read_answer(&row, &places, draft, &mut makers, &mut by_name, faults);
            answers += 1;
        }
        if makers.len() > MOST_UNITS {
            faults.add(Place::Line(row.line), || {
                let most = counts::units(MOST_UNITS);
                (
                    words().files_unit_another(),
                    words().files_at_most(&most),
                    "",
                )
            });
            return;
        }
    }
    for maker in makers {
        let mut unit = Unit {
            name: maker.name,
            good: maker.good,
            capacity: maker.capacity,
            needs: Vec::new(),
        };
        for (input, asked) in maker.needs {
            let work = asked.len();
            if let Some(curve) = curve(asked, &unit, input, amount, draft, faults) {
                unit.needs.push((input, curve));
            }
            pace.work(20 * work).await;
        }
        draft.units.push(unit);
    }
    if !faults.full() {
        return;
    }
    let made = order::set(draft.units.iter().map(|unit| unit.good));
    let goods = named(made.iter().map(|&good| &draft.goods[good].name));
    let sentence = words().files_unit_read(
        &file,
        &counts::units(draft.units.len()),
        &counts::answers(answers),
        &goods,
    );
    draft.report.read.push(sentence);
}

/// One row: an answer of a unit that is new or known.
fn read_answer(
    row: &Row<'_>,
    places: &Columns,
    draft: &Draft,
    makers: &mut Vec<Maker>,
    by_name: &mut BTreeMap<String, usize>,
    faults: &mut Faults<impl Scope>,
) {
    let cell = |column: usize| &row.cells[column];
    let name = new_name(
        cell(places.unit),
        Language::files_name_production_unit,
        faults,
    );
    let good = draft.names.good(cell(places.good), faults);
    let capacity = row.filled(places.capacity).map(|cell| {
        number_or(
            cell,
            Range::Positive,
            Language::files_number_positive_or_no_limit,
            faults,
        )
    });
    let needs = if faults.full() && needs_nothing(row, places) {
        None
    } else {
        let output = output(cell(places.output), faults);
        let amount = number(cell(places.amount), Range::NotNegative, faults);
        Some((
            draft.names.input(cell(places.input), faults),
            output,
            amount,
        ))
    };
    let between = row.filled(places.between);
    let between = between.map_or(Some(Interpolation::Straight), |cell| {
        between_of(cell, faults)
    });
    // A capacity that cannot be read is at fault already.
    let (Some(name), Some(good), false) = (name, good, capacity == Some(None)) else {
        return;
    };
    let capacity = capacity.flatten();
    let place = *by_name.entry(name).or_insert_with_key(|name| {
        makers.push(Maker {
            name: name.clone(),
            good,
            capacity,
            line: row.line,
            needs: BTreeMap::new(),
        });
        makers.len() - 1
    });
    let maker = &mut makers[place];
    if maker.good != good {
        faults.add(cell(places.good), || {
            let (unit, made) = (quoted(&maker.name), quoted(&draft.goods[maker.good].name));
            let expected = words().files_unit_makes(&made, &unit, &maker.line.to_string());
            (
                quoted(&draft.goods[good].name),
                expected,
                words().files_unit_one_good(),
            )
        });
    }
    if maker.capacity != capacity {
        let place = places
            .capacity
            .map_or(Place::Line(row.line), |column| cell(column).into());
        faults.add(place, || {
            let (name, line) = (quoted(&maker.name), maker.line.to_string());
            let found = match capacity {
                Some(capacity) => words().files_unit_capacity(&capacity.to_string(), &name),
                None => words().files_unit_no_capacity(&name),
            };
            let expected = match maker.capacity {
                Some(capacity) => words().files_unit_capacity_as(&capacity.to_string(), &line),
                None => words().files_unit_no_capacity_as(&line),
            };
            (found, expected, words().files_unit_same_capacity())
        });
    }
    let Some((Some(input), Some(output), Some(amount))) = needs else {
        return;
    };
    let Some(between) = between else {
        return;
    };
    let answers = maker.needs.entry(input).or_default();
    if answers.len() == MOST_ANSWERS {
        faults.add(cell(places.unit), || {
            let most = counts::answers(MOST_ANSWERS);
            (
                words().files_unit_another_answer(),
                words().files_unit_most_answers(&most),
                "",
            )
        });
    } else {
        answers.push(Asked {
            answer: Answer { output, amount },
            between,
            line: row.line,
        });
    }
}

/// Whether a row only says that there is such a unit.
fn needs_nothing(row: &Row<'_>, places: &Columns) -> bool {
    [places.input, places.output, places.amount]
        .iter()
        .all(|&column| row.filled(Some(column)).is_none())
}

/// How a need runs between two answers.
fn between_of(cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<Interpolation> {
    let known = [STRAIGHT, SMOOTH]
        .into_iter()
        .find(|(name, _)| cell.text.eq_ignore_ascii_case(name));
    if known.is_none() {
        faults.add(cell, || {
            let names = [STRAIGHT.0, SMOOTH.0];
            let hint = suggestion(&cell.text, names.into_iter());
            (quoted(&cell.text), words().files_unit_between(), hint)
        });
    }
    known.map(|(_, between)| between)
}

fn output(cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<f64> {
    let mut numbers = Faults::<Shipped>::of("");
    if number(cell, Range::NotNegative, &mut numbers) == Some(0.0) {
        faults.add(cell, || {
            (
                words().files_unit_making_none(),
                words().files_number_positive(),
                words().files_unit_leave_out(),
            )
        });
        return None;
    }
    number(cell, Range::Positive, faults)
}

/// The curve through the answers; a fault for every two that contradict each other.
fn curve(
    mut asked: Vec<Asked>,
    unit: &Unit,
    input: Input,
    amount_column: usize,
    draft: &Draft,
    faults: &mut Faults<impl Scope>,
) -> Option<Curve> {
    let before = faults.count();
    order::sort_by(&mut asked, |a, b| {
        a.answer.output.total_cmp(&b.answer.output)
    });
    let mut asked_so_far = asked.iter().copied();
    let mut low = asked_so_far.next()?;
    for high in asked_so_far {
        let place = Place::Cell(high.line, amount_column as u32 + 1);
        let (name, need) = (quoted(&unit.name), quoted(draft.input_name(input)));
        let (good, output) = (&draft.goods[unit.good].name, high.answer.output);
        if low.answer.output == high.answer.output {
            faults.add(place, || {
                let found = words().files_unit_same_answer(
                    &name,
                    &need,
                    &output.to_string(),
                    &quoted(good),
                );
                let hint = words().files_unit_remove_one(&low.line.to_string());
                (found, words().files_unit_one_answer(), hint)
            });
        } else if high.answer.amount < low.answer.amount {
            faults.add(place, || {
                let found = words().files_unit_falls(
                    &high.answer.amount.to_string(),
                    &need,
                    &output.to_string(),
                    &quoted(good),
                    &name,
                );
                let expected = words().files_unit_at_least(
                    &low.answer.amount.to_string(),
                    &low.answer.output.to_string(),
                    &low.line.to_string(),
                );
                (found, expected, words().files_unit_not_less())
            });
            continue;
        }
        low = high;
    }
    if faults.count() > before {
        return None;
    }
    let (line, between) = asked.first().map(|asked| (asked.line, asked.between))?;
    if let Some(other) = asked.iter().find(|asked| asked.between != between) {
        faults.add(Place::Line(other.line), || {
            let found = words().files_unit_other_way(&quoted(&unit.name));
            let expected = words().files_unit_way_of_line(&line.to_string());
            (found, expected, words().files_unit_same_way())
        });
        return None;
    }
    let answers = asked.into_iter().map(|asked| asked.answer).collect();
    match Curve::new(answers, between) {
        Ok(curve) => Some(curve),
        Err(error) => {
            faults.add(Place::Cell(line, amount_column as u32 + 1), || {
                let found =
                    words().files_unit_answers_do_not_fit(&quoted(&unit.name), &error.to_string());
                (found, words().files_unit_fitting_answers(), "")
            });
            None
        }
    }
}
