//! Profiles: who is allotted what.

use std::collections::BTreeMap;

use super::cells::Row;
use super::draft::{Draft, named};
use super::externalities::missing;
use super::fault::{Faults, counted, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::scope::Scope;
use super::sheet::Sheet;
use crate::economy::Profile;
use crate::pace::Pace;

/// The most profiles.
const MOST_PROFILES: usize = 20_000;

/// The most allotments, profiles times goods.
const MOST_ALLOTMENTS: usize = 5_000_000;

/// Reads `Name,Population,<goods...>`: a profile per row, with what one citizen gets per day of each good.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
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
        if !row.fits(sheet.header.cells.len(), faults) {
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
        draft.names.add_profile(&profile.name, profiles.len());
        profiles.push(profile);
        pace.work(draft.goods.len()).await;
    }
    if !faults.full() {
        draft.profiles = Some(profiles);
        return;
    }
    let assumed = &mut draft.report.assumed;
    if !without_population.is_empty() {
        let names = named(without_population.iter());
        assumed.push(format!(
            "{file} gives no population for {names}: it is taken as 1 citizen."
        ));
    }
    let missing = missing(&columns, draft.goods.len());
    if !missing.is_empty() && !profiles.is_empty() {
        let goods = named(missing.iter().map(|&good| &draft.goods[good].name));
        assumed.push(format!(
            "{file} has no column for {goods}: nobody is allotted any of it."
        ));
    }
    if blank > 0 {
        let cells = counted(blank, "empty cell", "empty cells");
        assumed.push(format!("{file} has {cells}: nothing is allotted there."));
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
