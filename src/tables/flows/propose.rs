//! A role for every column and row, guessed from titles and sums, with the reason for each. People decide.

use super::join::{FlowTable, Heading};
use super::mapping::{ColumnRole, Kind, Mapping, Rest, RowRole};
use super::sums::{Lines, totals};
use super::words;
use crate::order;
use crate::pace::Pace;
use crate::tables::fault::quoted;
use crate::words::words;

/// A role, and why it was guessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess<R> {
    /// The role.
    pub role: R,
    /// Why, in a few words.
    pub reason: String,
}

/// Guesses for a whole table.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What the cells hold.
    pub kind: Guess<Kind>,
    /// A role per column.
    pub columns: Vec<Guess<ColumnRole>>,
    /// A role per row.
    pub rows: Vec<Guess<RowRole>>,
}

impl Proposal {
    /// The roles alone, with what nobody has decided: that rows which do not balance are reported, and that all is money.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        Mapping {
            kind: self.kind.role,
            columns: self.columns.iter().map(|guess| guess.role).collect(),
            rows: self.rows.iter().map(|guess| guess.role).collect(),
            rest: Rest::default(),
            unit: words().files_flows_money().to_owned(),
        }
    }
}

fn guess<R>(role: R, reason: impl Into<String>) -> Guess<R> {
    Guess {
        role,
        reason: reason.into(),
    }
}

/// Proposes roles: what is titled like a row is an industry, then titles are understood, then sums are looked for.
pub async fn propose(table: &FlowTable, pace: &Pace) -> Proposal {
    let (industry_columns, industry_rows, by) = industries(table);
    let is_industry = |places: &[usize], count: usize| {
        let mut is = vec![false; count];
        places.iter().for_each(|&place| is[place] = true);
        is
    };
    let (width, height) = (table.columns.len(), table.rows.len());
    let industry_column = is_industry(&industry_columns, width);
    let industry_row = is_industry(&industry_rows, height);
    let said_column: Vec<_> = (table.columns.iter().zip(&industry_column))
        .map(|(heading, &industry)| {
            if industry {
                None
            } else {
                words::column(&heading.name)
            }
        })
        .collect();
    let said_row: Vec<_> = (table.rows.iter().zip(&industry_row))
        .map(|(heading, &industry)| {
            if industry {
                None
            } else {
                words::row(&heading.name)
            }
        })
        .collect();

    let all_rows: Vec<usize> = (0..height).collect();
    let all_columns: Vec<usize> = (0..width).collect();
    let column_lines = Lines {
        count: width,
        places: if industry_rows.is_empty() {
            &all_rows
        } else {
            &industry_rows
        },
        at: &|column, row| table.cells[row][column],
    };
    let row_lines = Lines {
        count: height,
        places: if industry_columns.is_empty() {
            &all_columns
        } else {
            &industry_columns
        },
        at: &|row, column| table.cells[row][column],
    };
    let skip = |said: Option<bool>| said == Some(true);
    let skip_columns: Vec<bool> = (said_column.iter())
        .map(|said| {
            skip(said.map(|(role, _)| matches!(role, ColumnRole::Output | ColumnRole::LeftOut)))
        })
        .collect();
    let skip_rows: Vec<bool> = (said_row.iter())
        .map(|said| skip(said.map(|(role, _)| matches!(role, RowRole::Output | RowRole::LeftOut))))
        .collect();
    let column_totals = totals(&column_lines, &skip_columns, pace).await;
    let row_totals = totals(&row_lines, &skip_rows, pace).await;

    // An industry is a subtotal only where both its column and its row are.
    let mut subtotal_column = vec![false; width];
    let mut subtotal_row = vec![false; height];
    for (&column, &row) in industry_columns.iter().zip(&industry_rows) {
        let both = column_totals[column].is_some() && row_totals[row].is_some();
        (subtotal_column[column], subtotal_row[row]) = (both, both);
    }
    let has_output = said_column
        .iter()
        .flatten()
        .any(|(role, _)| *role == ColumnRole::Output)
        || said_row
            .iter()
            .flatten()
            .any(|(role, _)| *role == RowRole::Output);
    let last_industry = industry_columns.iter().copied().max();
    let run = |headings: &[Heading], (first, last): (usize, usize)| {
        let names = [first, last].map(|place| quoted(&headings[place].name));
        words().files_reason_sum(&names[0], &names[1])
    };
    let mut columns = Vec::with_capacity(width);
    for (column, heading) in table.columns.iter().enumerate() {
        columns.push(match (column_totals[column], said_column[column]) {
            (Some(total), _) if subtotal_column[column] => {
                guess(ColumnRole::LeftOut, run(&table.columns, total))
            }
            _ if industry_column[column] => guess(ColumnRole::Industry, by),
            (_, Some((role @ (ColumnRole::Output | ColumnRole::LeftOut), reason))) => {
                guess(role, reason)
            }
            (Some(total), _) => {
                let covers = last_industry.is_some_and(|last| total.0 == 0 && total.1 > last);
                let role = if covers && !has_output {
                    ColumnRole::Output
                } else {
                    ColumnRole::LeftOut
                };
                guess(role, run(&table.columns, total))
            }
            (None, Some((role, reason))) => {
                let sum: f64 = industry_rows
                    .iter()
                    .map(|&row| table.cells[row][column])
                    .sum();
                if words::is_imports(&heading.name) && sum > 0.0 {
                    guess(
                        ColumnRole::Imports,
                        words().files_reason_imports_without_minus(),
                    )
                } else {
                    guess(role, reason)
                }
            }
            (None, None) => guess(
                ColumnRole::External,
                words().files_reason_taken_as_external(),
            ),
        });
    }
    let rows = (0..height).map(|row| match (row_totals[row], said_row[row]) {
        (Some(total), _) if subtotal_row[row] => guess(RowRole::LeftOut, run(&table.rows, total)),
        _ if industry_row[row] => guess(RowRole::Industry, by),
        (_, Some((role, reason))) => guess(role, reason),
        (Some(total), None) => guess(RowRole::LeftOut, run(&table.rows, total)),
        (None, None) => guess(RowRole::LeftOut, words().files_reason_unknown()),
    });
    let rows = rows.collect();
    Proposal {
        kind: kind(table, &industry_columns, &industry_rows, has_output),
        columns,
        rows,
    }
}

/// The industries: columns, their rows in the same order, and how they were recognised.
fn industries(table: &FlowTable) -> (Vec<usize>, Vec<usize>, &'static str) {
    let is_one = |name: &str| {
        !words::is_oecd_demand(name)
            && !words::is_total(name)
            && words::column(name).is_none_or(|(role, _)| role != ColumnRole::Output)
    };
    let rows = table.rows.iter().enumerate();
    let rows = order::map(rows.map(|(row, heading)| (words::key(&heading.name), row)));
    let (mut columns, mut matching) = (Vec::new(), Vec::new());
    for (column, heading) in table.columns.iter().enumerate() {
        if let (true, Some(&row)) = (is_one(&heading.name), rows.get(&words::key(&heading.name))) {
            columns.push(column);
            matching.push(row);
        }
    }
    if !columns.is_empty() {
        return (columns, matching, words().files_reason_same_title());
    }
    // Titles that differ between columns and rows: as many of both before anything else begins.
    let known = |heading: &Heading| words::column(&heading.name).is_some();
    let width = table
        .columns
        .iter()
        .position(known)
        .unwrap_or(table.columns.len());
    let known = |heading: &Heading| words::row(&heading.name).is_some();
    let height = table
        .rows
        .iter()
        .position(known)
        .unwrap_or(table.rows.len());
    let count = if width == height { width } else { 0 };
    let places: Vec<usize> = (0..count).collect();
    (places.clone(), places, words().files_reason_stands_there())
}

/// Whether cells are flows or coefficients.
fn kind(table: &FlowTable, columns: &[usize], rows: &[usize], has_output: bool) -> Guess<Kind> {
    let file = columns
        .first()
        .map_or("", |&column| &table.columns[column].file);
    let stem = file.split('.').next().unwrap_or(file);
    if stem.eq_ignore_ascii_case("a") || file.to_lowercase().contains("coefficient") {
        return guess(Kind::Coefficients, words().files_reason_file_coefficients());
    }
    let column_sum =
        |&column: &usize| -> f64 { rows.iter().map(|&row| table.cells[row][column].abs()).sum() };
    if !has_output && !columns.is_empty() && columns.iter().all(|column| column_sum(column) < 1.0) {
        return guess(Kind::Coefficients, words().files_reason_sums_below_one());
    }
    guess(Kind::Flows, words().files_reason_usually_flows())
}
