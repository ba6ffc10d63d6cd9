//! Profiles: who is allotted what.

use std::collections::BTreeMap;

use super::cells::Row;
use super::counts;
use super::draft::{Draft, MOST_ALLOTMENTS, named};
use super::externalities::missing;
use super::fault::{Faults, Place, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::scope::{Scope, apart};
use super::sheet::Sheet;
use super::transposed::{self, is_transposed};
use crate::economy::Profile;
use crate::pace::Pace;
use crate::words::{Language, words};

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
                let found = words().files_profile_besides(&quoted(&draft.table));
                (
                    found,
                    words().files_profile_one_place(),
                    words().files_profile_take_out(),
                )
            });
            return;
        }
        let is_read = apart(async {
            let transposed = is_transposed(sheet, draft, faults, pace).await;
            if transposed {
                transposed::read(sheet, draft, faults, pace).await;
            }
            transposed
        });
        if is_read.await {
            return;
        }
    }
    let file = faults.file().to_owned();
    let (population_column, columns) = good_columns(&sheet.header, "population", draft, faults);
    let most = MOST_PROFILES.min(MOST_ALLOTMENTS / draft.goods.len().max(1));
    let (mut profiles, mut lines) = (Vec::new(), BTreeMap::new());
    let (mut blank, mut without_population) = (0, Vec::new());
    while let Some(row) = sheet.next(faults, pace).await {
        let Some(name) = new_name(&row.cells[0], Language::files_name_profile, faults) else {
            continue;
        };
        if let Some(before) = lines.insert(name.clone(), row.line) {
            faults.add(&row.cells[0], || {
                let hint = words().files_name_line_has_it(&before.to_string());
                (
                    words().files_name_another_profile(&quoted(&name)),
                    words().files_name_profile_once(),
                    hint,
                )
            });
        }
        if !row.fits(sheet.width, faults) {
            continue;
        }
        if profiles.len() == most {
            faults.add(&row.cells[0], || {
                let most = counts::profiles(most);
                (
                    words().files_profile_another(),
                    words().files_profile_most(&most),
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
        report_gaps(
            &file,
            Language::files_profile_no_column,
            &missing,
            blank,
            draft,
        );
    }
}

/// Reports goods without a row or column, which `lacks` says, and empty cells.
pub(super) fn report_gaps(
    file: &str,
    lacks: fn(Language, &str, &str) -> String,
    missing: &[usize],
    blank: usize,
    draft: &mut Draft,
) {
    if !missing.is_empty() {
        let goods = named(missing.iter().map(|&good| &draft.goods[good].name));
        draft.report.assumed.push(lacks(words(), file, &goods));
    }
    if blank > 0 {
        let cells = counts::empty_cells(blank);
        let sentence = words().files_profile_empty_cells(file, &cells);
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
        draft
            .report
            .assumed
            .push(words().files_profile_no_population(file, &names));
        draft.report.uncounted.extend_from_slice(without_population);
    }
    let citizens: f64 = profiles.iter().map(|profile| profile.population).sum();
    let count = counts::profiles(profiles.len());
    let citizens = if citizens.trunc() == citizens && citizens < 1e9 {
        counts::citizens(citizens as usize)
    } else {
        words().files_count_citizens_other(&citizens.to_string())
    };
    let sentence = words().files_profile_read(file, &count, &citizens);
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
                    words().files_name_another_column(&quoted(&cell.text)),
                    words().files_name_column_once(),
                    "",
                )
            });
        }
    }
    (other_column, columns)
}
