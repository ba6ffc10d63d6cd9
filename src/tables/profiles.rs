//! Profiles: who is allotted what.

use std::collections::BTreeMap;

use super::cells::Row;
use super::draft::{Draft, MOST_ALLOTMENTS, named};
use super::externalities::missing;
use super::fault::{Faults, Place, counted, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::scope::{Scope, apart};
use super::sheet::Sheet;
use super::transposed::{self, is_transposed};
use crate::economy::Profile;
use crate::pace::Pace;

/// The most profiles.
const MOST_PROFILES: usize = 20_000;

/// Reads `Name,Population,<goods...>`: a profile per row, with what one citizen gets per day of each good.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    if faults.full() {
        if draft.profiles.is_some() {
            faults.add(Place::File, || {
                let found = format!(
                    "a list of profiles, besides those in {}",
                    quoted(&draft.table)
                );
                (
                    found,
                    "profiles in one place",
                    "Take them out of one of the two.",
                )
            });
            return;
        }
        if apart(is_transposed(sheet, draft, faults, pace)).await {
            return apart(transposed::read(sheet, draft, faults, pace)).await;
        }
    }
    let file = faults.file().to_owned();
    let (population_column, columns) = good_columns(&sheet.header, "population", draft, faults);
    let most = MOST_PROFILES.min(MOST_ALLOTMENTS / draft.goods.len().max(1));
    let (mut profiles, mut lines) = (Vec::new(), BTreeMap::new());
    let (mut blank, mut without_population) = (0, Vec::new());
    while let Some(row) = sheet.next(faults, pace).await {
        let Some(name) = new_name(&row.cells[0], "a profile", faults) else {
            continue;
        };
        if let Some(before) = lines.insert(name.clone(), row.line) {
            faults.add(&row.cells[0], || {
                let hint = format!("Line {before} has it too.");
                (
                    format!("another profile {}", quoted(&name)),
                    "each profile once",
                    hint,
                )
            });
        }
        if !row.fits(sheet.width, faults) {
            continue;
        }
        if profiles.len() == most {
            faults.add(&row.cells[0], || {
                let most = counted(most, "profile", "profiles");
                (
                    "another profile",
                    format!("at most {most} with that many goods"),
                    "",
                )
            });
            return;
        }
        let mut profile = Profile {
            name,
            population: 1.0,
            allotment: vec![0.0; draft.goods.len()],
        };
        match row.filled(population_column) {
            Some(cell) => {
                profile.population = number(cell, Range::NotNegative, faults).unwrap_or_default();
            }
            None => without_population.push(profile.name.clone()),
        }
        for &(column, good) in &columns {
            match row.filled(Some(column)) {
                Some(cell) => {
                    profile.allotment[good] =
                        number(cell, Range::NotNegative, faults).unwrap_or_default();
                }
                None => blank += 1,
            }
        }
        profiles.push(profile);
        pace.work(draft.goods.len()).await;
    }
    if !faults.full() {
        keep(profiles, draft);
        return;
    }
    let has_profiles = !profiles.is_empty();
    add(&file, profiles, &without_population, draft);
    if has_profiles {
        let missing = missing(&columns, draft.goods.len());
        report_gaps(&file, "column", &missing, blank, draft);
    }
}

/// Reports goods without a row or column, and empty cells.
pub(super) fn report_gaps(
    file: &str,
    of_a_good: &str,
    missing: &[usize],
    blank: usize,
    draft: &mut Draft,
) {
    if !missing.is_empty() {
        let goods = named(missing.iter().map(|&good| &draft.goods[good].name));
        draft.report.assumed.push(format!(
            "{file} has no {of_a_good} for {goods}: nobody is allotted any of it."
        ));
    }
    if blank > 0 {
        let cells = counted(blank, "empty cell", "empty cells");
        let sentence = format!("{file} has {cells}: nothing is allotted there.");
        draft.report.assumed.push(sentence);
    }
}

/// Keeps the profiles of a file, and says so.
pub(super) fn add(
    file: &str,
    profiles: Vec<Profile>,
    without_population: &[String],
    draft: &mut Draft,
) {
    if !without_population.is_empty() {
        let names = named(without_population.iter());
        draft.report.assumed.push(format!(
            "{file} gives no population for {names}: it is taken as 1 citizen."
        ));
        draft.report.uncounted.extend_from_slice(without_population);
    }
    let citizens: f64 = profiles.iter().map(|profile| profile.population).sum();
    let count = counted(profiles.len(), "profile", "profiles");
    let citizens = if citizens.trunc() == citizens && citizens < 1e9 {
        counted(citizens as usize, "citizen", "citizens")
    } else {
        format!("{citizens} citizens")
    };
    let sentence = format!("{file}: {count}, {citizens} in all.");
    draft.report.read.push(sentence);
    keep(profiles, draft);
}

fn keep(profiles: Vec<Profile>, draft: &mut Draft) {
    for (place, profile) in profiles.iter().enumerate() {
        draft.names.add_profile(&profile.name, place);
    }
    draft.profiles = Some(profiles);
}

/// The columns after the name: the one titled `other`, if there is one, and (column, good) for every good.
pub(super) fn good_columns(
    header: &Row<'_>,
    other: &str,
    draft: &Draft,
    faults: &mut Faults<impl Scope>,
) -> (Option<usize>, Vec<(usize, usize)>) {
    let (mut other_column, mut columns, mut seen) = (None, Vec::new(), BTreeMap::new());
    for (column, cell) in header.cells.iter().enumerate().skip(1) {
        let is_other =
            cell.text.eq_ignore_ascii_case(other) && draft.names.get_input(&cell.text).is_none();
        if !is_other {
            let Some(good) = draft.names.good(cell, faults) else {
                continue;
            };
            columns.push((column, good));
        } else if other_column.is_none() {
            other_column = Some(column);
        }
        if seen.insert(&cell.text, column).is_some() {
            faults.add(cell, || {
                (
                    format!("another column {}", quoted(&cell.text)),
                    "each column once",
                    "",
                )
            });
        }
    }
    (other_column, columns)
}
