//! From roles to an economy: A = Z diag(output)^-1, profiles, external demand, and what is odd about the table.

use super::balance::{self, Year, final_demand};
use super::findings::{amount, describe, unbalanced, unused_outputs};
use super::join::FlowTable;
use super::mapping::{Kind, Mapping, Rest};
use super::roles::{Roles, roles};
use super::write::{self, Written};
use crate::pace::Pace;
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::tables::{ImportError, NamedFile};
use crate::words::words;

/// What a table of flows became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The economy as a set of files: table, profiles, stocks, and externalities where there are any.
    pub files: Vec<NamedFile>,
    /// Every step that was taken, in sentences.
    pub log: Vec<String>,
    /// What is odd about the table, in sentences with the size of it.
    pub findings: Vec<String>,
    /// Whether a plan that is held back by nothing makes what the table says was made.
    pub own_year: bool,
}

/// Makes the economy that a mapping says a table is.
///
/// # Errors
/// What the mapping does not say or says twice, and numbers that no economy can have.
///
/// # Panics
/// When the mapping has not one role per column and per row.
pub async fn apply(
    mapping: &Mapping,
    table: &FlowTable,
    pace: &Pace,
) -> Result<Applied, Vec<ImportError>> {
    assert_eq!(
        mapping.columns.len(),
        table.columns.len(),
        "a role per column"
    );
    assert_eq!(mapping.rows.len(), table.rows.len(), "a role per row");
    let file = table
        .rows
        .first()
        .map_or(words().files_all_files(), |row| &row.file);
    let mut faults = FullFaults::of(file);
    let roles = roles(mapping, table, &mut faults);
    if faults.count() > 0 {
        return Err(faults.into_list());
    }
    pace.work(table.rows.len() * table.columns.len()).await;
    let year = balance::year(table, &roles, mapping.kind);
    for (&(column, _), &output) in roles.industries.iter().zip(year.output.iter().flatten()) {
        if output < 0.0 {
            faults.add(Place::Column(table.columns[column].place), || {
                (
                    words().files_flows_output_below_zero(&amount(output)),
                    words().files_flows_output_range(),
                    words().files_flows_leave_industry_out(),
                )
            });
        }
    }
    if faults.count() > 0 {
        return Err(faults.into_list());
    }
    let (mut log, mut findings) = (table.log.clone(), Vec::new());
    describe(mapping, table, &roles, &year, &mut log, &mut findings);
    let mut written = written(mapping, table, &roles, &year, &mut findings, pace).await;
    unused_outputs(table, &roles, &year, &mut findings);
    let balanced = unbalanced(
        mapping,
        table,
        &roles,
        &year,
        &mut written,
        &mut log,
        &mut findings,
    );
    Ok(Applied {
        files: write::files(&written, pace).await,
        log,
        findings,
        own_year: year.output.is_some() && (balanced || mapping.rest == Rest::External),
    })
}

/// The economy. Flows below zero cannot be needs: what a good gives back counts as external demand, and is reported.
async fn written(
    mapping: &Mapping,
    table: &FlowTable,
    roles: &Roles,
    year: &Year,
    findings: &mut Vec<String>,
    pace: &Pace,
) -> Written {
    let name = |&(column, _): &(usize, usize)| table.columns[column].name.clone();
    let unit = |&(column, row): &(usize, usize)| {
        let said = [&table.rows[row].unit, &table.columns[column].unit];
        let said = said.into_iter().find(|unit| !unit.is_empty());
        said.unwrap_or(&mapping.unit).clone()
    };
    let per_unit = |number: f64, place: usize| match (mapping.kind, &year.output) {
        (Kind::Coefficients, _) => number,
        (Kind::Flows, Some(output)) if output[place] > 0.0 => number / output[place],
        (Kind::Flows, _) => 0.0,
    };
    let (mut returned, mut unconsumed) = (Below::default(), Below::default());
    let mut written = Written {
        goods: roles.industries.iter().map(name).collect(),
        units: roles.industries.iter().map(unit).collect(),
        ..Written::default()
    };
    for &(_, row) in &roles.industries {
        let mut cells = vec![0.0; roles.industries.len()];
        let mut external = final_demand(table, roles, row);
        for &(column, _) in &roles.profiles {
            external -= table.cells[row][column].max(0.0);
            unconsumed.see(table.cells[row][column], &table.rows[row].name);
        }
        if roles
            .profiles
            .iter()
            .all(|&(column, _)| table.cells[row][column] >= 0.0)
        {
            // Without a roundabout, so that no rounding of it stays where there is no external demand.
            external = roles
                .external
                .iter()
                .map(|&(column, sign)| sign * table.cells[row][column])
                .sum();
        }
        for (place, &(column, _)) in roles.industries.iter().enumerate() {
            let number = table.cells[row][column];
            returned.see(number, &table.rows[row].name);
            if number >= 0.0 {
                cells[place] = per_unit(number, place);
                continue;
            }
            external += match (mapping.kind, &year.output) {
                (Kind::Coefficients, Some(output)) => number * output[place],
                (Kind::Coefficients, None) => 0.0,
                (Kind::Flows, _) => number,
            };
        }
        pace.work(cells.len()).await;
        written.table.push(cells);
        written.external.push(external);
    }
    for (rows, list) in [
        (&roles.labour, &mut written.labour),
        (&roles.externalities, &mut written.externalities),
    ] {
        for &row in rows {
            let numbers = roles.industries.iter().enumerate();
            let numbers =
                numbers.map(|(place, &(column, _))| per_unit(table.cells[row][column], place));
            list.push((table.rows[row].name.clone(), numbers.collect()));
        }
    }
    for (name, hours) in &mut written.labour {
        let mut below = Below::default();
        for hours in hours.iter_mut().filter(|hours| **hours < 0.0) {
            below.see(*hours, name);
            *hours = 0.0;
        }
        if below.count > 0 {
            findings.push(words().files_flows_labour_below_zero(&below.words()));
        }
    }
    for &(column, citizens) in &roles.profiles {
        let rows = roles.industries.iter();
        let allotment: Vec<f64> = rows
            .map(|&(_, row)| table.cells[row][column].max(0.0) / citizens)
            .collect();
        if allotment.iter().any(|&amount| amount > 0.0) {
            written
                .profiles
                .push((table.columns[column].name.clone(), citizens, allotment));
        } else {
            findings
                .push(words().files_flows_consumes_nothing(&quoted(&table.columns[column].name)));
        }
    }
    if returned.count > 0 {
        let cells = returned.words();
        findings.push(if year.output.is_some() {
            words().files_flows_below_zero_external(&cells)
        } else {
            words().files_flows_below_zero_left_out(&cells)
        });
    }
    if unconsumed.count > 0 {
        findings.push(words().files_flows_consumption_below_zero(&unconsumed.words()));
    }
    written
}

/// Numbers below zero: how many, how much in all, and where the largest is.
#[derive(Default)]
struct Below {
    count: usize,
    sum: f64,
    largest: f64,
    name: String,
}

impl Below {
    fn see(&mut self, number: f64, name: &str) {
        if number >= 0.0 {
            return;
        }
        self.count += 1;
        self.sum += number;
        if number < self.largest {
            self.largest = number;
            name.clone_into(&mut self.name);
        }
    }

    fn words(&self) -> String {
        words().files_flows_below_zero(
            &counts::cells(self.count),
            &amount(self.sum),
            &amount(self.largest),
            &quoted(&self.name),
        )
    }
}
