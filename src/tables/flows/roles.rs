//! Columns and rows by their roles, each industry's column with its row.

use std::collections::BTreeMap;

use super::join::FlowTable;
use super::mapping::{ColumnRole, Mapping, RowRole};
use super::words;
use crate::order;
use crate::tables::MOST_GOODS;
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::words::words;

/// Columns and rows by their roles.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    /// (column, row) of each industry.
    pub(super) industries: Vec<(usize, usize)>,
    /// (column, citizens)
    pub(super) profiles: Vec<(usize, f64)>,
    /// (column, 1 or -1)
    pub(super) external: Vec<(usize, f64)>,
    pub(super) output_column: Option<usize>,
    pub(super) output_row: Option<usize>,
    pub(super) labour: Vec<usize>,
    pub(super) externalities: Vec<usize>,
    /// Whether industries were paired by their places, because their titles differ.
    pub(super) by_place: bool,
}

/// The mapping by roles; a fault for everything that makes no sense.
pub(super) fn roles(mapping: &Mapping, table: &FlowTable, faults: &mut FullFaults) -> Roles {
    let mut roles = Roles::default();
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for (column, role) in mapping.columns.iter().enumerate() {
        let heading = &table.columns[column];
        match *role {
            ColumnRole::Industry => columns.push(column),
            ColumnRole::Profile(citizens) if citizens > 0.0 && citizens.is_finite() => {
                roles.profiles.push((column, citizens));
            }
            ColumnRole::Profile(citizens) => faults.add(Place::Column(heading.place), || {
                (
                    words().files_role_no_citizens(&citizens.to_string(), &quoted(&heading.name)),
                    words().files_number_positive(),
                    "",
                )
            }),
            ColumnRole::External => roles.external.push((column, 1.0)),
            ColumnRole::Imports => roles.external.push((column, -1.0)),
            ColumnRole::Output if roles.output_column.is_none() => {
                roles.output_column = Some(column);
            }
            ColumnRole::Output => faults.add(Place::Column(heading.place), || {
                (
                    words().files_role_another_output_column(&quoted(&heading.name)),
                    words().files_role_one(),
                    words().files_role_leave_out(),
                )
            }),
            ColumnRole::LeftOut => {}
        }
    }
    for (row, role) in mapping.rows.iter().enumerate() {
        let heading = &table.rows[row];
        match role {
            RowRole::Industry => rows.push(row),
            RowRole::Output if roles.output_row.is_none() => roles.output_row = Some(row),
            RowRole::Output => faults.add(Place::Line(heading.place), || {
                (
                    words().files_role_another_output_row(&quoted(&heading.name)),
                    words().files_role_one(),
                    words().files_role_leave_out(),
                )
            }),
            RowRole::Labour => roles.labour.push(row),
            RowRole::Externality => roles.externalities.push(row),
            RowRole::LeftOut => {}
        }
    }
    if columns.is_empty() {
        faults.add(Place::File, || {
            (
                words().files_role_no_industry(),
                words().files_role_industries(),
                words().files_role_say_industries(),
            )
        });
    } else if columns.len() > MOST_GOODS {
        faults.add(Place::File, || {
            let most = counts::industries(MOST_GOODS);
            let hint = words().files_role_take_together();
            (
                counts::industries(columns.len()),
                words().files_at_most(&most),
                hint,
            )
        });
    } else {
        pair(&columns, &rows, table, &mut roles, faults);
    }
    roles
}

/// Finds the row of every industry: the one of the same title, or else the one in the same place.
fn pair(
    columns: &[usize],
    rows: &[usize],
    table: &FlowTable,
    roles: &mut Roles,
    faults: &mut FullFaults,
) {
    let keyed = rows
        .iter()
        .map(|&row| (words::key(&table.rows[row].name), row));
    let mut by_key: BTreeMap<String, usize> = order::map(keyed);
    let mut lone = Vec::new();
    for &column in columns {
        match by_key.remove(&words::key(&table.columns[column].name)) {
            Some(row) => roles.industries.push((column, row)),
            None => lone.push(column),
        }
    }
    if lone.is_empty() && roles.industries.len() == rows.len() {
        return;
    }
    if roles.industries.is_empty() && rows.len() == columns.len() {
        roles
            .industries
            .extend(columns.iter().copied().zip(rows.iter().copied()));
        roles.by_place = true;
        return;
    }
    for column in lone {
        let heading = &table.columns[column];
        faults.add(Place::Column(heading.place), || {
            (
                words().files_role_without_row(&quoted(&heading.name)),
                words().files_role_row_of_same_title(),
                words().files_role_say_row(),
            )
        });
    }
    let mut paired = order::set(roles.industries.iter().map(|industry| industry.1));
    for &row in rows {
        if paired.insert(row) {
            let heading = &table.rows[row];
            faults.add(Place::Line(heading.place), || {
                (
                    words().files_role_without_column(&quoted(&heading.name)),
                    words().files_role_column_of_same_title(),
                    words().files_role_say_column(),
                )
            });
        }
    }
}
