//! National tables: a proposal for people to look at, what roles make of the table, and the economy they make.

use super::protocol::{Fault, Line, Mapping, National, Told};
use crate::economy::Economy;
use crate::pace::Pace;
use crate::tables::flows::{self, Applied, ColumnRole, FlowTable, Guess, Heading};
use crate::tables::{self, ImportError, Saved};
use crate::words::words;

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
    let column = |((heading, guess), sum): ((&Heading, Guess<ColumnRole>), f64)| {
        let letters = ImportError {
            column: Some(heading.place),
            ..ImportError::of_file("", "", "", "")
        };
        let letters = letters.column_letters();
        let place = if several {
            words().files_intake_column_of(&letters, &heading.file)
        } else {
            words().files_fault_column(&letters)
        };
        line(heading, place, sum, guess)
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
                let number = heading.place.to_string();
                let place = if several {
                    words().files_intake_line_of(&number, &heading.file)
                } else {
                    words().files_fault_line_one(&number)
                };
                line(heading, place, sum, guess)
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
        words().files_intake_units_of_table().to_owned()
    } else if mapping.unit == words().files_flows_money() {
        words().files_intake_in_money().to_owned()
    } else {
        words().files_intake_in_money_called(&mapping.unit)
    }];
    let counted_once = (mapping.columns.iter())
        .any(|role| matches!(role, ColumnRole::Profile(citizens) if *citizens == 1.0));
    if counted_once {
        plan.push(words().files_intake_one_citizen().to_owned());
    }
    plan.push(if applied.own_year {
        words().files_intake_own_year().to_owned()
    } else {
        words().files_intake_what_is_used().to_owned()
    });
    let told = Told {
        plan,
        findings: applied.findings,
        log: applied.log,
    };
    (told, applied.files)
}
