//! What was done with a table, and what is odd about it, in plain sentences with sizes.

use super::balance::Year;
use super::join::FlowTable;
use super::mapping::{ColumnRole, Kind, Mapping, Rest, RowRole};
use super::roles::Roles;
use super::write::Written;
use crate::order;
use crate::tables::counts::{self, grouped};
use crate::tables::decimal;
use crate::tables::fault::{listed, quoted};
use crate::words::{Plural, words};

/// How far a row may be from balance, relative to its size, before it is reported.
const IN_BALANCE: f64 = 1e-6;

/// What was taken for what.
pub(super) fn describe(
    mapping: &Mapping,
    table: &FlowTable,
    roles: &Roles,
    year: &Year,
    log: &mut Vec<String>,
    findings: &mut Vec<String>,
) {
    let column_names = |places: &mut dyn Iterator<Item = usize>| {
        let names: Vec<String> = places
            .map(|column| quoted(&table.columns[column].name))
            .collect();
        listed(names.into_iter())
    };
    let row_names =
        |places: &[usize]| listed(places.iter().map(|&row| quoted(&table.rows[row].name)));
    let count = counts::industries(roles.industries.len());
    log.push(match mapping.kind {
        Kind::Flows => (year.source)(words(), &count),
        Kind::Coefficients => words().files_flows_coefficients(&count),
    });
    if roles.by_place {
        let (column, row) = roles.industries[0];
        findings.push(words().files_flows_paired(
            &quoted(&table.columns[column].name),
            &quoted(&table.rows[row].name),
        ));
    }
    if !roles.profiles.is_empty() {
        let names = column_names(&mut roles.profiles.iter().map(|profile| profile.0));
        log.push(words().files_flows_profiles(&names));
        if roles.profiles.iter().all(|profile| profile.1 == 1.0) {
            log.push(words().files_flows_population_of_one().to_owned());
        }
    }
    if !roles.external.is_empty() {
        let names = column_names(&mut roles.external.iter().map(|external| external.0));
        log.push(words().files_flows_external(&names));
    }
    let taken_away: Vec<usize> = roles
        .external
        .iter()
        .filter(|external| external.1 < 0.0)
        .map(|external| external.0)
        .collect();
    if !taken_away.is_empty() {
        let names = column_names(&mut taken_away.into_iter());
        log.push(words().files_flows_imports(&names));
    }
    if !roles.labour.is_empty() {
        log.push(words().files_flows_labour(&row_names(&roles.labour)));
    }
    if !roles.externalities.is_empty() {
        log.push(words().files_flows_externalities(&row_names(&roles.externalities)));
    }
    let left_columns =
        (0..table.columns.len()).filter(|&column| mapping.columns[column] == ColumnRole::LeftOut);
    let left_columns: Vec<usize> = left_columns.collect();
    let left_rows: Vec<usize> = (0..table.rows.len())
        .filter(|&row| mapping.rows[row] == RowRole::LeftOut)
        .collect();
    if !left_columns.is_empty() {
        log.push(
            words().files_flows_columns_left_out(&column_names(&mut left_columns.into_iter())),
        );
    }
    if !left_rows.is_empty() {
        log.push(words().files_flows_rows_left_out(&row_names(&left_rows)));
    }
    log.push(words().files_flows_unbound().to_owned());
}

/// Industries without output that are used, or use something.
pub(super) fn unused_outputs(
    table: &FlowTable,
    roles: &Roles,
    year: &Year,
    findings: &mut Vec<String>,
) {
    let Some(output) = &year.output else {
        return;
    };
    let (mut used, mut using) = (Vec::new(), Vec::new());
    for (place, &(column, row)) in roles.industries.iter().enumerate() {
        if output[place] > 0.0 {
            continue;
        }
        let name = quoted(&table.columns[column].name);
        let flows = roles
            .industries
            .iter()
            .map(|&(column, _)| table.cells[row][column].abs());
        let last = roles
            .profiles
            .iter()
            .map(|profile| profile.0)
            .chain(roles.external.iter().map(|external| external.0));
        let last = last.map(|column| table.cells[row][column].abs());
        let use_of_it: f64 = flows.chain(last).sum();
        let inputs: f64 = roles
            .industries
            .iter()
            .map(|&(_, row)| table.cells[row][column].abs())
            .sum();
        if use_of_it > 0.0 {
            used.push(words().files_flows_name_and_amount(&name, &amount(use_of_it)));
        }
        if inputs > 0.0 {
            using.push(words().files_flows_name_and_amount(&name, &amount(inputs)));
        }
    }
    if !used.is_empty() {
        findings.push(words().files_flows_used_not_made(&listed(used.into_iter())));
    }
    if !using.is_empty() {
        findings.push(words().files_flows_using_not_making(&listed(using.into_iter())));
    }
}

/// Rows whose output is not what is used of it; whether there are none.
pub(super) fn unbalanced(
    mapping: &Mapping,
    table: &FlowTable,
    roles: &Roles,
    year: &Year,
    written: &mut Written,
    log: &mut Vec<String>,
    findings: &mut Vec<String>,
) -> bool {
    let mut odd: Vec<(usize, f64, f64)> = (year.rest.iter().enumerate())
        .filter(|(_, (rest, size))| rest.abs() > IN_BALANCE * size)
        .map(|(place, &(rest, size))| (place, rest, size))
        .collect();
    let count = grouped(odd.len());
    let gross: f64 = odd.iter().map(|(_, rest, _)| rest.abs()).sum();
    let balanced = odd.is_empty();
    if odd.is_empty() {
        if roles.output_row.or(roles.output_column).is_some() {
            log.push(words().files_flows_balanced().to_owned());
        }
    } else {
        order::sort_by(&mut odd, |a, b| b.1.abs().total_cmp(&a.1.abs()));
        let names = odd.iter().map(|&(place, rest, size)| {
            let name = quoted(&table.rows[roles.industries[place].1].name);
            let percent = amount(100.0 * rest.abs() / size);
            if rest > 0.0 {
                words().files_flows_more_made(&name, &amount(rest), &percent)
            } else {
                words().files_flows_more_used(&name, &amount(-rest), &percent)
            }
        });
        let names = listed(names.collect::<Vec<_>>().into_iter());
        findings.push(match words().plural(odd.len() as u64) {
            Plural::One => words().files_flows_unbalanced_one(&count, &amount(gross), &names),
            Plural::Other => words().files_flows_unbalanced_other(&count, &amount(gross), &names),
        });
    }
    if mapping.rest == Rest::External {
        for (place, rest, _) in odd {
            written.external[place] += rest;
        }
        // What goes into an industry that makes nothing has no coefficient, and would be missing from the year.
        let idle = (0..roles.industries.len()).filter(|&place| {
            year.output
                .as_ref()
                .is_some_and(|output| output[place] == 0.0)
        });
        for place in idle {
            for (external, &(_, row)) in written.external.iter_mut().zip(&roles.industries) {
                *external += table.cells[row][roles.industries[place].0].max(0.0);
            }
        }
        log.push(words().files_flows_rest_is_external().to_owned());
    }
    balanced
}

/// A number with six digits that count.
pub(super) fn amount(number: f64) -> String {
    format!("{}", decimal::read(&format!("{number:.5e}")))
}
