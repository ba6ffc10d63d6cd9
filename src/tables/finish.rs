//! What holds between files, and the economy in the end.

use super::Import;
use super::draft::{Answered, Draft, named};
use super::fault::{Faults, Place, counted, listed, quoted};
use super::scope::{Scope, apart};
use super::sheet::Kind;
use crate::economy::{Cells, Coefficients, Economy, EconomyError, Input, Keeping, Parts};
use crate::pace::Pace;

/// Every cell that is left to units needs one that answers; a fault for each of `kind` that has none.
pub(super) fn check_holes(
    draft: &Draft,
    answered: &Answered,
    kind: Kind,
    faults: &mut Faults<impl Scope>,
) {
    for ((input, good), hole) in &draft.holes {
        if hole.kind == kind && !answered.contains_key(&(*input, *good)) {
            faults.add(Place::Cell(hole.line, hole.column), || {
                let (input, good) = (
                    quoted(draft.input_name(*input)),
                    quoted(&draft.goods[*good as usize].name),
                );
                let expected = format!(
                    "a number, or production units that say how much {input} they need to make {good}"
                );
                ("no number and no production unit", expected, "Write 0 if none is needed.")
            });
        }
    }
}

/// The economy of a draft without faults.
pub(super) async fn economy<S: Scope>(
    name: &str,
    mut draft: Draft,
    pace: &Pace,
) -> Result<Import, EconomyError> {
    if S::FULL {
        apart(report(&mut draft, pace)).await;
    }
    if !draft.has_stocks {
        for good in &mut draft.goods {
            (good.keeping, good.stock_bound) = (Keeping::Constant, false);
        }
    }
    let goods = draft.goods.len();
    let tables = [
        (goods, draft.goods_cells),
        (draft.labour.len(), draft.labour_cells),
        (draft.externalities.len(), draft.externality_cells),
    ];
    let parts = |[goods_table, labour_table, externality_table]: [Coefficients; 3]| Parts {
        name: name.to_owned(),
        goods_table,
        labour_table,
        externality_table,
        goods: draft.goods,
        labour: draft.labour,
        externalities: draft.externalities,
        profiles: draft.profiles.unwrap_or_default(),
        units: draft.units,
    };
    let economy = if S::FULL {
        apart(async {
            // Rows and columns have each a name of their own, so no cell comes twice.
            let [(a, of_goods), (b, of_labour), (c, of_externalities)] = tables;
            let tables = [
                Coefficients::of(a, goods, &of_goods, pace).await.0,
                Coefficients::of(b, goods, &of_labour, pace).await.0,
                Coefficients::of(c, goods, &of_externalities, pace).await.0,
            ];
            Economy::of(parts(tables), pace).await
        })
        .await?
    } else {
        let table = |(rows, cells): (usize, Cells)| {
            let cells = cells.blocks().flatten();
            let placed =
                |&(row, good, amount): &(u32, u32, f64)| (row as usize, good as usize, amount);
            Coefficients::new(rows, goods, cells.map(placed))
        };
        Economy::new(parts(tables.map(table)))?
    };
    Ok(Import {
        economy,
        changes: draft.changes,
        policy: draft.policy,
        saved: None,
        report: draft.report,
    })
}

/// What the files say together: the size of the table, what contradicts, what is missing.
async fn report(draft: &mut Draft, pace: &Pace) {
    let rows = draft.goods.len() + draft.labour.len();
    let in_table = draft
        .holes
        .values()
        .filter(|hole| hole.kind == Kind::Table)
        .count();
    let sentence = format!(
        "{}: {} and {}; {}, {} answered by production units.",
        draft.table,
        counted(draft.goods.len(), "good", "goods"),
        counted(draft.labour.len(), "kind of labour", "kinds of labour"),
        counted(rows * draft.goods.len(), "cell", "cells"),
        if in_table == 0 {
            "none".to_owned()
        } else {
            format!("{in_table} of them")
        },
    );
    draft.report.read.insert(0, sentence);
    contradictions(draft, pace).await;
    silent_units(draft);
    let assumed = &mut draft.report.assumed;
    if draft.profiles.as_ref().is_none_or(Vec::is_empty) {
        assumed.push(
            "There are no profiles: nobody is promised anything, so there is nothing to plan for."
                .to_owned(),
        );
    }
    if !draft.has_stocks {
        assumed.push(
            "There is no list of stocks: nothing is bound by stock, stocks stay as they are, and there are as many \
             hours of labour as are needed."
                .to_owned(),
        );
    }
}

/// Cells with both a constant and units.
async fn contradictions(draft: &mut Draft, pace: &Pace) {
    let (mut constants, mut zeros) = (Vec::new(), Vec::new());
    let answered = draft.answered();
    let amounts = draft.constants_of(answered.keys().copied(), pace).await;
    for ((input, good), amount) in amounts {
        let unsaid = matches!(input, Input::Externality(_))
            && draft.without_externalities.contains(&(good as usize));
        if draft.holes.contains_key(&(input, good)) || unsaid {
            continue;
        }
        let list = if amount == 0.0 {
            &mut zeros
        } else {
            &mut constants
        };
        list.push((input, good, amount));
    }
    let cell = |input, good: u32| {
        let (input, good) = (draft.input_name(input), &draft.goods[good as usize].name);
        format!("{} in {}", quoted(input), quoted(good))
    };
    let constants = (constants.iter())
        .map(|&(input, good, amount)| format!("{} ({amount})", cell(input, good)));
    let zeros = zeros.iter().map(|&(input, good, _)| cell(input, good));
    for (what, cells) in [("a number", listed(constants)), ("0", listed(zeros))] {
        if !cells.is_empty() {
            draft.report.assumed.push(format!(
                "Production units answer where a table has {what}, and the units count: {cells}."
            ));
        }
    }
}

/// Units that say nothing about an input for which another unit of their good answers.
fn silent_units(draft: &mut Draft) {
    let mut makers = vec![Vec::new(); draft.goods.len()];
    for (place, unit) in draft.units.iter().enumerate() {
        makers[unit.good].push(place);
    }
    let mut sentences = Vec::new();
    let mut more = 0;
    for ((input, good), answering) in draft.answered() {
        let all = &makers[good as usize];
        if answering.len() == all.len() {
            continue;
        }
        if sentences.len() == MOST_SENTENCES {
            more += 1;
            continue;
        }
        let silent = all
            .iter()
            .filter(|place| answering.binary_search(place).is_err());
        let silent: Vec<&String> = silent.map(|&place| &draft.units[place].name).collect();
        let names = named(silent.iter());
        let give = if silent.len() == 1 { "gives" } else { "give" };
        sentences.push(format!(
            "Of the units that make {}, {names} {give} no answer for {}: none of it is needed there.",
            quoted(&draft.goods[good as usize].name),
            quoted(draft.input_name(input)),
        ));
    }
    draft.report.assumed.extend(sentences);
    if more > 0 {
        let inputs = counted(more, "more input", "more inputs");
        draft
            .report
            .assumed
            .push(format!("So it is with {inputs}."));
    }
}

/// The most sentences of one sort.
const MOST_SENTENCES: usize = 20;
