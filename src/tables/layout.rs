//! A table with more columns than goods: profiles and their population, as in Table 1 of the paper; labour and external
//! demand, as the paper's program writes them. These columns are taken out, and what is left is a plain table.

use std::collections::BTreeMap;

use super::cells::{Cell, Row};
use super::counts;
use super::draft::{Draft, MOST_ALLOTMENTS};
use super::fault::{Faults, Place, quoted};
use super::names::new_name;
use super::number::{Range, number};
use super::profiles;
use super::scope::Scope;
use super::sheet::Sheet;
use crate::economy::{Input, Profile};
use crate::pace::Pace;
use crate::words::{Language, words};

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Good,
    Labour,
    Profile(usize),
    Population,
    Output,
}

/// The columns that are no goods, and what they hold.
#[derive(Debug)]
pub(super) struct Extras {
    /// Per column, the first one (names of rows) apart.
    roles: Vec<Role>,
    profiles: Vec<Profile>,
    /// Profiles by the name of their row.
    places: BTreeMap<String, usize>,
    without_population: Vec<String>,
}

/// What is known of a row before it is read.
struct Look {
    has_population: bool,
    is_blank: bool,
}

impl Extras {
    /// Takes the columns that are no goods out of the header; `None` when all are goods.
    pub(super) async fn of(
        sheet: &mut Sheet<'_>,
        faults: &mut Faults<impl Scope>,
        pace: &Pace,
    ) -> Option<Self> {
        let titled = |title: &str| {
            let mut columns = sheet.header.cells.iter().skip(1);
            columns
                .rposition(|cell| cell.text.eq_ignore_ascii_case(title))
                .map(|place| place + 1)
        };
        let (population, output) = (titled("population"), titled("output"));
        let mut columns = sheet.header.cells.iter().skip(1);
        let has_labour = columns.any(|cell| is_labour(&cell.text));
        if population.is_none() && output.is_none() && !has_labour {
            return None;
        }
        let rows = look_ahead(sheet, population, faults, pace).await;
        let header = &sheet.header.cells;
        // A good may be called like that: it has a row then, and the column that has none stands last.
        let free = |column: &usize| {
            let title = &header[*column].text;
            let same = header.iter().skip(1).filter(|cell| cell.text == *title);
            !rows.contains_key(&**title) || same.count() > 1
        };
        let (population, output) = (population.filter(free), output.filter(free));
        let mut extras = Self {
            roles: Vec::new(),
            profiles: Vec::new(),
            places: BTreeMap::new(),
            without_population: Vec::new(),
        };
        for (column, cell) in header.iter().enumerate().skip(1) {
            let is_profile = population.is_some()
                && rows
                    .get(&*cell.text)
                    .is_some_and(|row| row.has_population || row.is_blank);
            let role = if Some(column) == population {
                Role::Population
            } else if Some(column) == output {
                Role::Output
            } else if is_labour(&cell.text) && rows.contains_key(&*cell.text) {
                Role::Labour
            } else if is_profile {
                extras.add_profile(cell, faults)
            } else {
                Role::Good
            };
            extras.roles.push(role);
        }
        let roles = &extras.roles;
        if roles.iter().all(|role| *role == Role::Good) {
            return None;
        }
        let mut column = 0;
        sheet.header.cells.retain(|_| {
            column += 1;
            column == 1 || roles[column - 2] == Role::Good
        });
        let goods = sheet.header.cells.len() - 1;
        if goods.saturating_mul(extras.profiles.len()) > MOST_ALLOTMENTS {
            faults.add(Place::Line(sheet.header.line), || {
                let profiles = counts::profiles(extras.profiles.len());
                let most = counts::profiles(MOST_ALLOTMENTS / goods.max(1));
                (profiles, words().files_profile_most(&most), "")
            });
            return None;
        }
        for profile in &mut extras.profiles {
            profile.allotment = vec![0.0; goods];
        }
        Some(extras)
    }

    fn add_profile(&mut self, cell: &Cell<'_>, faults: &mut Faults<impl Scope>) -> Role {
        let place = self.profiles.len();
        let name = new_name(cell, Language::files_name_profile, faults).unwrap_or_default();
        if self.places.insert(name.clone(), place).is_some() {
            faults.add(cell, || {
                let found = words().files_name_another_column(&quoted(&name));
                (found, words().files_name_profile_once(), "")
            });
        }
        self.profiles.push(Profile {
            name,
            population: 1.0,
            allotment: Vec::new(),
        });
        Role::Profile(place)
    }

    /// Whether a row is that of a profile; what it says is kept then.
    pub(super) fn take_profile(&mut self, row: &Row<'_>, faults: &mut Faults<impl Scope>) -> bool {
        let Some(&place) = self.places.get(&*row.cells[0].text) else {
            return false;
        };
        let profile = &mut self.profiles[place];
        let mut population = None;
        for (cell, role) in row.cells[1..].iter().zip(&self.roles) {
            if *role == Role::Population {
                population = Some(cell).filter(|cell| !cell.text.is_empty());
            } else if !says_nothing(cell) {
                faults.add(cell, || {
                    let found = words().files_table_in_profile_row(&quoted(&cell.text));
                    (
                        found,
                        words().files_table_population_only(),
                        words().files_table_allotted_in_column(),
                    )
                });
            }
        }
        match population {
            Some(cell) => {
                profile.population = number(cell, Range::NotNegative, faults).unwrap_or_default();
            }
            None => self.without_population.push(profile.name.clone()),
        }
        true
    }

    /// Takes the cells that are not about goods out of a row and keeps what they say. The row is as wide as the header was.
    pub(super) fn take(
        &mut self,
        row: &mut Row<'_>,
        input: Option<Input>,
        draft: &mut Draft,
        faults: &mut Faults<impl Scope>,
    ) {
        let mut column = 0;
        row.cells.retain(|cell| {
            column += 1;
            let role = if column == 1 {
                Role::Good
            } else {
                self.roles[column - 2]
            };
            match (role, input) {
                (Role::Good, _) => return true,
                (Role::Profile(place), Some(Input::Good(good))) if !cell.text.is_empty() => {
                    self.profiles[place].allotment[good] =
                        number(cell, Range::NotNegative, faults).unwrap_or_default();
                }
                (Role::Output, Some(Input::Good(good))) if !cell.text.is_empty() => {
                    draft.goods[good].external_demand =
                        number(cell, Range::Any, faults).unwrap_or_default();
                }
                // A row at fault already.
                (_, None) => {}
                _ if says_nothing(cell) => {}
                (role, Some(_)) => faults.add(cell, || {
                    let hint = match role {
                        Role::Labour => words().files_table_labour_takes_nothing(),
                        Role::Population => words().files_table_population_in_row(),
                        _ => words().files_table_no_hours_asked(),
                    };
                    (
                        quoted(&cell.text),
                        words().files_table_zero_or_nothing(),
                        hint,
                    )
                }),
            }
            false
        });
    }

    /// Hands over the profiles, and says what was read.
    pub(super) fn finish(self, draft: &mut Draft, faults: &Faults<impl Scope>) {
        let file = faults.file().to_owned();
        let labour = self.roles.iter().filter(|role| **role == Role::Labour);
        let labour = labour.count();
        if labour > 0 {
            let columns = counts::columns(labour);
            let sentence = words().files_table_labour_columns(&file, &columns);
            draft.report.ignored.push(sentence);
        }
        if self.roles.contains(&Role::Output) {
            let asked = draft
                .goods
                .iter()
                .filter(|good| good.external_demand != 0.0);
            let goods = counts::goods(asked.count());
            let sentence = words().files_table_external_demand(&file, &goods);
            draft.report.read.push(sentence);
        }
        if !self.profiles.is_empty() {
            profiles::add(&file, self.profiles, &self.without_population, draft);
        }
    }
}

/// The rows below the header by name.
async fn look_ahead(
    sheet: &Sheet<'_>,
    population: Option<usize>,
    faults: &Faults<impl Scope>,
    pace: &Pace,
) -> BTreeMap<String, Look> {
    let (mut rows, mut silent) = (sheet.rows.clone(), faults.silent());
    let mut looks = BTreeMap::new();
    while let Some(row) = rows.next(sheet.width, &mut silent, pace).await {
        let mut others = row.cells.iter().enumerate().skip(1);
        let look = Look {
            has_population: row.filled(population).is_some(),
            is_blank: others
                .all(|(column, cell)| cell.text.is_empty() || Some(column) == population),
        };
        looks.insert(row.cells[0].text.to_string(), look);
    }
    looks
}

fn is_labour(title: &str) -> bool {
    title.starts_with("Lb(")
}

/// Whether a cell is empty or zero.
fn says_nothing(cell: &Cell<'_>) -> bool {
    cell.text.is_empty() || cell.text.trim_matches(['0', '.', ',']).is_empty()
}
