//! Profiles with a column each and a row for every good.

use std::collections::BTreeMap;

use super::cells::Row;
use super::counts;
use super::draft::{Draft, MOST_ALLOTMENTS};
use super::fault::{Faults, Place, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::profiles;
use super::scope::Scope;
use super::sheet::Sheet;
use crate::economy::Profile;
use crate::pace::Pace;
use crate::words::{Language, words};

/// How many rows are looked at to tell which way round a file is.
const LOOKED_AT: usize = 20;

/// Whether the rows of a list of profiles are goods: no column is one, and a row is.
pub(super) async fn is_transposed(
    sheet: &Sheet<'_>,
    draft: &Draft,
    faults: &Faults<impl Scope>,
    pace: &Pace,
) -> bool {
    let is_good = |name: &str| draft.names.get_input(name).is_some();
    let mut columns = sheet.header.cells.iter().skip(1);
    if columns.any(|cell| is_good(&cell.text) || is_population(&cell.text)) {
        return false;
    }
    let (mut rows, mut silent) = (sheet.rows.clone(), faults.silent());
    for _ in 0..LOOKED_AT {
        let Some(row) = rows.next(1, &mut silent, pace).await else {
            break;
        };
        if is_good(&row.cells[0].text) {
            return true;
        }
    }
    false
}

/// Reads `Name,<profiles...>`: a row with the populations, and one for each good with what a citizen of each profile gets.
pub(super) async fn read(
    sheet: &mut Sheet<'_>,
    draft: &mut Draft,
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) {
    let file = faults.file().to_owned();
    let goods = draft.goods.len();
    let Some(mut profiles) = profiles_of(&sheet.header, goods, faults) else {
        return;
    };
    let (mut lines, mut blank) = (BTreeMap::new(), 0);
    let mut populations = vec![None; profiles.len()];
    while let Some(row) = sheet.next(faults, pace).await {
        let name = &row.cells[0];
        let good = if is_population(&name.text) && draft.names.get_input(&name.text).is_none() {
            None
        } else {
            match draft.names.good(name, faults) {
                Some(good) => Some(good),
                None => continue,
            }
        };
        if let Some(before) = lines.insert(good, row.line) {
            faults.add(name, || {
                let found = words().files_name_another_row(&quoted(&name.text));
                (
                    found,
                    words().files_name_row_once(),
                    words().files_name_line_has_it(&before.to_string()),
                )
            });
        }
        if !row.fits(sheet.width, faults) {
            continue;
        }
        for (place, cell) in row.cells[1..].iter().enumerate() {
            if cell.text.is_empty() {
                blank += usize::from(good.is_some());
                continue;
            }
            let amount = number(cell, Range::NotNegative, faults).unwrap_or_default();
            match good {
                Some(good) => profiles[place].allotment[good] = amount,
                None => populations[place] = Some(amount),
            }
        }
        pace.work(profiles.len()).await;
    }
    let mut without_population = Vec::new();
    for (profile, population) in profiles.iter_mut().zip(populations) {
        match population {
            Some(citizens) => profile.population = citizens,
            None => without_population.push(profile.name.clone()),
        }
    }
    let missing = (0..goods).filter(|&good| !lines.contains_key(&Some(good)));
    let missing: Vec<usize> = missing.collect();
    profiles::add(&file, profiles, &without_population, draft);
    profiles::report_gaps(
        &file,
        Language::files_profile_no_row,
        &missing,
        blank,
        draft,
    );
}

fn is_population(title: &str) -> bool {
    title.eq_ignore_ascii_case("population")
}

/// The profiles of a header; `None` when there are too many.
fn profiles_of(
    header: &Row<'_>,
    goods: usize,
    faults: &mut Faults<impl Scope>,
) -> Option<Vec<Profile>> {
    let cells = &header.cells[1..];
    let most = MOST_ALLOTMENTS / goods.max(1);
    if cells.len() > most {
        faults.add(Place::Line(header.line), || {
            let most = counts::profiles(most);
            let found = counts::profiles(cells.len());
            (found, words().files_profile_most(&most), "")
        });
        return None;
    }
    let mut seen = BTreeMap::new();
    let mut profiles = Vec::new();
    for cell in cells {
        let name = new_name(cell, Language::files_name_profile, faults).unwrap_or_default();
        if seen.insert(name.clone(), cell.column).is_some() && !name.is_empty() {
            faults.add(cell, || {
                let found = words().files_name_another_profile(&quoted(&name));
                (found, words().files_name_profile_once(), "")
            });
        }
        profiles.push(Profile {
            name,
            population: 1.0,
            allotment: vec![0.0; goods],
        });
    }
    Some(profiles)
}
