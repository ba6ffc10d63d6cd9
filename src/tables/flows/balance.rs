//! What every industry makes, and how much of that nobody is said to use.

use super::join::FlowTable;
use super::mapping::Kind;
use super::roles::Roles;
use crate::words::Language;

/// Says of so many industries where their output is from.
type Source = fn(Language, &str) -> String;

/// The table's own year.
#[derive(Clone, Debug)]
pub(super) struct Year {
    /// What each industry makes; of a table of coefficients without output nothing is known.
    pub(super) output: Option<Vec<f64>>,
    /// Where that is from.
    pub(super) source: Source,
    /// Per industry what its output is more than all use of it, with the sum of the sizes of both.
    pub(super) rest: Vec<(f64, f64)>,
}

/// Final demand for an industry's good, all of it.
pub(super) fn final_demand(table: &FlowTable, roles: &Roles, row: usize) -> f64 {
    let cells = &table.cells[row];
    let profiles: f64 = roles
        .profiles
        .iter()
        .map(|&(column, _)| cells[column])
        .sum();
    let external: f64 = roles
        .external
        .iter()
        .map(|&(column, sign)| sign * cells[column])
        .sum();
    profiles + external
}

/// The year that the table tells of.
pub(super) fn year(table: &FlowTable, roles: &Roles, kind: Kind) -> Year {
    let (said, source): (_, Source) = match (roles.output_row, roles.output_column) {
        (Some(row), _) => {
            let outputs = roles
                .industries
                .iter()
                .map(|&(column, _)| table.cells[row][column]);
            (
                Some(outputs.collect::<Vec<f64>>()),
                Language::files_flows_output_from_row,
            )
        }
        (None, Some(column)) => {
            let outputs = roles
                .industries
                .iter()
                .map(|&(_, row)| table.cells[row][column]);
            (
                Some(outputs.collect()),
                Language::files_flows_output_from_column,
            )
        }
        (None, None) => (None, Language::files_flows_output_from_sums),
    };
    // z_ij of the industry in place j
    let flow = |row: usize, place: usize, column: usize| match (kind, &said) {
        (Kind::Flows, _) => table.cells[row][column],
        (Kind::Coefficients, Some(output)) => table.cells[row][column] * output[place],
        (Kind::Coefficients, None) => 0.0,
    };
    let used: Vec<(f64, f64)> = (roles.industries.iter())
        .map(|&(_, row)| {
            let columns = roles.industries.iter().enumerate();
            let flows = columns.map(|(place, &(column, _))| flow(row, place, column));
            let last = final_demand(table, roles, row);
            flows.fold((last, last.abs()), |(sum, size), flow| {
                (sum + flow, size + flow.abs())
            })
        })
        .collect();
    match (said, kind) {
        (Some(output), _) => {
            let rest = output
                .iter()
                .zip(&used)
                .map(|(&x, &(used, size))| (x - used, x.abs().max(size)));
            Year {
                rest: rest.collect(),
                output: Some(output),
                source,
            }
        }
        (None, Kind::Flows) => Year {
            output: Some(used.iter().map(|used| used.0).collect()),
            source,
            rest: vec![(0.0, 0.0); used.len()],
        },
        (None, Kind::Coefficients) => Year {
            output: None,
            source,
            rest: vec![(0.0, 0.0); used.len()],
        },
    }
}
