//! National tables: a proposal for people to look at, what roles make of the table, and the economy they make.

use super::protocol::{Fault, Line, Mapping, National, Told};
use crate::economy::Economy;
use crate::pace::Pace;
use crate::tables::flows::{self, Applied, ColumnRole, FlowTable, Guess, Heading};
use crate::tables::{self, ImportError, Saved};

/// The table as people see it, with a role proposed for every column and row.
pub(super) async fn proposed(table: &FlowTable, file: &str, pace: &Pace) -> National {
    let proposal = flows::propose(table, pace).await;
    let (rows, columns) = (table.rows(), table.columns());
    let mut column_sums = vec![0.0; columns.len()];
    let mut row_sums = vec![0.0; rows.len()];
    for (row, of_row) in row_sums.iter_mut().enumerate() {
        for (column, of_column) in column_sums.iter_mut().enumerate() {
            let number = table.at(row, column);
            *of_row += number;
            *of_column += number;
        }
        pace.work(columns.len()).await;
    }
    // The files of a table may be several; then a place is one of a file.
    let several = columns
        .iter()
        .chain(rows)
        .any(|heading| heading.file != file);
    let place = |heading: &Heading, words: String| {
        if several {
            format!("{words} of {}", heading.file)
        } else {
            words
        }
    };
    let column = |((heading, guess), sum): ((&Heading, Guess<ColumnRole>), f64)| {
        let letters = ImportError {
            column: Some(heading.place),
            ..ImportError::of_file("", "", "", "")
        };
        let words = format!("column {}", letters.column_letters());
        line(heading, place(heading, words), sum, guess)
    };
    National {
        file: file.to_owned(),
        layout: table.layout().name().to_owned(),
        kind: (proposal.kind.role, proposal.kind.reason),
        columns: columns
            .iter()
            .zip(proposal.columns)
            .zip(column_sums)
            .map(column)
            .collect(),
        rows: (rows.iter().zip(proposal.rows).zip(row_sums))
            .map(|((heading, guess), sum)| {
                let words = format!("line {}", heading.place);
                line(heading, place(heading, words), sum, guess)
            })
            .collect(),
    }
}

fn line<R>(heading: &Heading, place: String, sum: f64, guess: Guess<R>) -> Line<R> {
    Line {
        name: heading.name.clone(),
        place,
        sum,
        role: guess.role,
        reason: guess.reason,
    }
}

/// What roles make of a table.
pub(super) async fn tried(
    mapping: &Mapping,
    table: &FlowTable,
    pace: &Pace,
) -> Result<Told, Vec<Fault>> {
    let applied = flows::apply(mapping, table, pace).await?;
    Ok(told(mapping, table, applied).0)
}

/// The economy that roles make of a table, as a saved file with a log of every step.
pub(super) async fn economy(
    name: &str,
    mapping: &Mapping,
    table: &FlowTable,
    pace: &Pace,
) -> Result<Vec<u8>, Vec<Fault>> {
    let applied = flows::apply(mapping, table, pace).await?;
    let (told, files) = told(mapping, table, applied);
    let mut import = tables::read_set(name, &files, pace).await?;
    drop(files);
    import.report = tables::Report {
        read: told.log,
        assumed: told.plan.into_iter().chain(told.findings).collect(),
        uncounted: uncounted(mapping, &import.economy),
        ..tables::Report::default()
    };
    import.saved = Some(Saved::default());
    Ok(tables::write_saved(&import, pace).await.into_bytes())
}

/// Profiles that count as one citizen, because nobody has said how many they are.
fn uncounted(mapping: &Mapping, economy: &Economy) -> Vec<String> {
    let counted_once =
        |role: &ColumnRole| matches!(role, ColumnRole::Profile(citizens) if *citizens == 1.0);
    if !mapping.columns.iter().any(counted_once) {
        return Vec::new();
    }
    let profiles = economy.profiles().iter();
    let ones = profiles.filter(|profile| profile.population == 1.0);
    ones.map(|profile| profile.name.clone()).collect()
}

fn told(mapping: &Mapping, table: &FlowTable, applied: Applied) -> (Told, Vec<tables::NamedFile>) {
    let said = table
        .rows()
        .iter()
        .chain(table.columns())
        .any(|heading| !heading.unit.is_empty());
    let mut plan = vec![if said {
        "Amounts are in the units that the table says. Where that is money, the plan is in money and not in natura.".to_owned()
    } else {
        let unit = &mapping.unit;
        let called = if unit == "money" {
            String::new()
        } else {
            format!(" (\"{unit}\")")
        };
        format!(
            "In money{called}: such a table counts what was paid, so its plan is in money, too, and not in litres, hours or kilograms."
        )
    }];
    let counted_once = (mapping.columns.iter())
        .any(|role| matches!(role, ColumnRole::Profile(citizens) if *citizens == 1.0));
    if counted_once {
        plan.push("Where no population is given it is 1: a profile is one citizen who consumes what all of them did in the year.".to_owned());
    }
    plan.push(if applied.own_year {
        "Nothing is bound by stock or by hours, so the first plan is the table's own year: it makes what the table says was made.".to_owned()
    } else {
        "Nothing is bound by stock or by hours, so the first plan makes whatever is used. That is not quite what the table says was made, because not every row balances.".to_owned()
    });
    let told = Told {
        plan,
        findings: applied.findings,
        log: applied.log,
    };
    (told, applied.files)
}
