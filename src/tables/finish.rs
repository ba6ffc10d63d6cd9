//! What holds between files, and the economy in the end.

use super::Import;
use super::counts;
use super::draft::{Answered, Draft, named};
use super::fault::{Faults, Place, listed, quoted};
use super::scope::{Scope, apart};
use super::sheet::Kind;
use crate::economy::{Cells, Coefficients, Economy, EconomyError, Input, Keeping, Parts};
use crate::pace::Pace;
use crate::words::{Language, Plural, words};

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
                let expected = words().files_table_number_or_units(&input, &good);
                (
                    words().files_table_neither(),
                    expected,
                    words().files_table_zero_if_none(),
                )
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
    let file = &draft.table;
    let goods = counts::goods(draft.goods.len());
    let labour = counts::labour(draft.labour.len());
    let cells = counts::cells(rows * draft.goods.len());
    let sentence = if in_table == 0 {
        words().files_table_answered_none(file, &goods, &labour, &cells)
    } else {
        let in_table = in_table.to_string();
        words().files_table_answered_some(file, &goods, &labour, &cells, &in_table)
    };
    draft.report.read.insert(0, sentence);
    contradictions(draft, pace).await;
    silent_units(draft);
    let assumed = &mut draft.report.assumed;
    if draft.profiles.as_ref().is_none_or(Vec::is_empty) {
        assumed.push(words().files_profile_none().to_owned());
    }
    if !draft.has_stocks {
        assumed.push(words().files_stock_no_list().to_owned());
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
    let names = |input, good: u32| {
        let (input, good) = (draft.input_name(input), &draft.goods[good as usize].name);
        (quoted(input), quoted(good))
    };
    let constants = constants.iter().map(|&(input, good, amount)| {
        let (input, good) = names(input, good);
        words().files_table_cell_with_number(&input, &good, &amount.to_string())
    });
    let zeros = zeros.iter().map(|&(input, good, _)| {
        let (input, good) = names(input, good);
        words().files_table_cell(&input, &good)
    });
    let (constants, zeros) = (listed(constants), listed(zeros));
    let assumed = &mut draft.report.assumed;
    if !constants.is_empty() {
        assumed.push(words().files_table_number_and_units(&constants));
    }
    if !zeros.is_empty() {
        assumed.push(words().files_table_zero_and_units(&zeros));
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
        let good = quoted(&draft.goods[good as usize].name);
        let input = quoted(draft.input_name(input));
        sentences.push(match words().plural(silent.len() as u64) {
            Plural::One => words().files_unit_silent_one(&good, &names, &input),
            Plural::Other => words().files_unit_silent_other(&good, &names, &input),
        });
    }
    draft.report.assumed.extend(sentences);
    if more > 0 {
        draft.report.assumed.push(counts::counted(
            more,
            Language::files_unit_silent_more_one,
            Language::files_unit_silent_more_other,
        ));
    }
}

/// The most sentences of one sort.
const MOST_SENTENCES: usize = 20;
