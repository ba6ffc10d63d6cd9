//! Production units: what each needs to make how much, an answer per row.

use std::collections::BTreeMap;

use super::cells::{Cell, Row};
use super::draft::{Draft, named};
use super::fault::{Faults, Place, counted, quoted};
use super::names::{new_name, suggestion};
use super::number::{Range, number, number_or};
use super::scope::{Scope, Shipped};
use super::sheet::{Sheet, columns};
use crate::economy::{Answer, Curve, Input, Interpolation, Unit};
use crate::order;
use crate::pace::Pace;

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
        let sentence = format!("{file} has no column capacity: no unit has a limit.");
        draft.report.assumed.push(sentence);
    }
    draft.ignore_columns(&file, &extra);
    let (mut makers, mut by_name, mut answers) = (Vec::new(), BTreeMap::new(), 0);
    while let Some(row) = sheet.next(faults, pace).await {
        if row.fits(sheet.width, faults) {
            read_answer(&row, &places, draft, &mut makers, &mut by_name, faults);
            answers += 1;
        }
        if makers.len() > MOST_UNITS {
            faults.add(Place::Line(row.line), || {
                let most = counted(MOST_UNITS, "production unit", "production units");
                ("another production unit", format!("at most {most}"), "")
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
    let sentence = format!(
        "{file}: {} with {}, making {goods}.",
        counted(draft.units.len(), "production unit", "production units"),
        counted(answers, "answer", "answers"),
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
    let name = new_name(cell(places.unit), "a production unit", faults);
    let good = draft.names.good(cell(places.good), faults);
    let capacity = row
        .filled(places.capacity)
        .map(|cell| number_or(cell, Range::Positive, ", or nothing for no limit", faults));
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
            let expected = format!("{made}, which {unit} makes in line {}", maker.line);
            (
                quoted(&draft.goods[good].name),
                expected,
                "A unit makes one good; give another unit its own name.",
            )
        });
    }
    if maker.capacity != capacity {
        let place = places
            .capacity
            .map_or(Place::Line(row.line), |column| cell(column).into());
        faults.add(place, || {
            let found = format!("{} of {}", in_words(capacity), quoted(&maker.name));
            let expected = format!("{}, as in line {}", in_words(maker.capacity), maker.line);
            (
                found,
                expected,
                "All rows of a unit have the same capacity.",
            )
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
            let most = counted(MOST_ANSWERS, "answer", "answers");
            (
                "another answer",
                format!("at most {most} of a unit for one input"),
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
            (quoted(&cell.text), "straight, smooth or nothing", hint)
        });
    }
    known.map(|(_, between)| between)
}

fn output(cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Option<f64> {
    let mut numbers = Faults::<Shipped>::of("");
    if number(cell, Range::NotNegative, &mut numbers) == Some(0.0) {
        faults.add(cell, || {
            let hint = "Leave this answer out: every need begins at zero, and fixed overheads are not part of the \
                        model.";
            ("an answer for making 0", Range::Positive.words(), hint)
        });
        return None;
    }
    number(cell, Range::Positive, faults)
}

fn in_words(capacity: Option<f64>) -> String {
    capacity.map_or("no capacity".to_owned(), |capacity| {
        format!("the capacity {capacity}")
    })
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
        let making = |output: f64| format!("{output} of {}", quoted(&draft.goods[unit.good].name));
        let (name, need) = (quoted(&unit.name), quoted(draft.input_name(input)));
        if low.answer.output == high.answer.output {
            faults.add(place, || {
                let found = format!(
                    "another answer of {name} about {need}, for {}",
                    making(high.answer.output)
                );
                let hint = format!("Line {} has one too. Remove one of them.", low.line);
                (found, "one answer for each output", hint)
            });
        } else if high.answer.amount < low.answer.amount {
            faults.add(place, || {
                let found = format!(
                    "{} of {need} to make {} at {name}",
                    high.answer.amount,
                    making(high.answer.output)
                );
                let expected = format!(
                    "at least {}, which it needs to make {} (line {})",
                    low.answer.amount, low.answer.output, low.line
                );
                (found, expected, "Making more cannot take less.")
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
            let found = format!("another way between the answers of {}", quoted(&unit.name));
            let expected = format!("the one of line {line}");
            (
                found,
                expected,
                "All answers about one input have the same word in the column between.",
            )
        });
        return None;
    }
    let answers = asked.into_iter().map(|asked| asked.answer).collect();
    match Curve::new(answers, between) {
        Ok(curve) => Some(curve),
        Err(error) => {
            faults.add(Place::Cell(line, amount_column as u32 + 1), || {
                let found = format!("answers of {} that do not fit: {error}", quoted(&unit.name));
                (found, "needs that do not fall and do not jump", "")
            });
            None
        }
    }
}
