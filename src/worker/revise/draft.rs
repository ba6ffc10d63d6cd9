//! The lists and tables of an economy while edits are applied to it.

use std::collections::BTreeMap;

use super::Dated;
use crate::economy::{
    Builder, Change, Coefficients, DatedChange, Economy, EconomyError, Externality, Good, Input,
    Labour, Parts, Profile, Unit,
};
use crate::pace::Pace;
use crate::words::words;
use crate::worker::edit::Kind;

/// An economy that is being edited. Places in `changes` and `units` always fit the lists as they are now.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) goods: Vec<Good>,
    pub(super) labour: Vec<Labour>,
    pub(super) externalities: Vec<Externality>,
    pub(super) profiles: Vec<Profile>,
    pub(super) units: Vec<Unit>,
    pub(super) changes: Dated,
    name: String,
    tables: Tables,
    /// Constants that were set since the tables were last written.
    cells: BTreeMap<(Input, usize), f64>,
}

/// The constant cells: rows of goods, of labour, of externalities.
#[derive(Debug)]
struct Tables {
    goods: Coefficients,
    labour: Coefficients,
    externalities: Coefficients,
}

impl Draft {
    pub(super) fn of(economy: &Economy, changes: &[DatedChange]) -> Self {
        let parts = economy.parts();
        Self {
            goods: parts.goods,
            labour: parts.labour,
            externalities: parts.externalities,
            profiles: parts.profiles,
            units: parts.units,
            changes: changes
                .iter()
                .map(|change| (None, change.clone()))
                .collect(),
            name: parts.name,
            tables: Tables {
                goods: parts.goods_table,
                labour: parts.labour_table,
                externalities: parts.externality_table,
            },
            cells: BTreeMap::new(),
        }
    }

    pub(super) async fn finish(mut self, pace: &Pace) -> Result<(Economy, Dated), EconomyError> {
        self.write_cells(pace).await;
        let parts = Parts {
            name: self.name,
            goods: self.goods,
            labour: self.labour,
            externalities: self.externalities,
            profiles: self.profiles,
            goods_table: self.tables.goods,
            labour_table: self.tables.labour,
            externality_table: self.tables.externalities,
            units: self.units,
        };
        let economy = Economy::of(parts, pace).await?;
        Ok((economy, self.changes))
    }

    pub(super) fn set_cell(&mut self, input: Input, good: usize, amount: f64) {
        self.cells.insert((input, good), amount);
    }

    /// The names in use in the lists that share them with `kind`.
    pub(super) fn names(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Good | Kind::Labour | Kind::Externality => {
                let goods = self.goods.iter().map(|good| good.name.as_str());
                let labour = self.labour.iter().map(|labour| labour.name.as_str());
                let others = self.externalities.iter().map(|other| other.name.as_str());
                goods.chain(labour).chain(others).collect()
            }
            Kind::Profile => self
                .profiles
                .iter()
                .map(|profile| profile.name.as_str())
                .collect(),
            Kind::Unit => self.units.iter().map(|unit| unit.name.as_str()).collect(),
        }
    }

    /// Where something of a kind is called so.
    pub(super) fn place(&self, kind: Kind, name: &str) -> Result<usize, String> {
        let found = match kind {
            Kind::Good => self.goods.iter().position(|good| good.name == name),
            Kind::Labour => self.labour.iter().position(|labour| labour.name == name),
            Kind::Externality => self
                .externalities
                .iter()
                .position(|other| other.name == name),
            Kind::Profile => self
                .profiles
                .iter()
                .position(|profile| profile.name == name),
            Kind::Unit => self.units.iter().position(|unit| unit.name == name),
        };
        found.ok_or_else(|| kind.none_called(name))
    }

    /// The row that is called so.
    pub(super) fn input(&self, name: &str) -> Result<Input, String> {
        self.place(Kind::Good, name)
            .map(Input::Good)
            .or_else(|_| self.place(Kind::Labour, name).map(Input::Labour))
            .or_else(|_| self.place(Kind::Externality, name).map(Input::Externality))
            .map_err(|_| words().edit_there_no_row_called(name))
    }

    /// Whether a unit answers for a cell, so that it has no constant.
    pub(super) fn answered(&self, input: Input, good: usize) -> bool {
        self.units
            .iter()
            .any(|unit| unit.good == good && unit.need(input).is_some())
    }

    pub(super) async fn add(&mut self, kind: Kind, name: &str, pace: &Pace) {
        match kind {
            Kind::Good => {
                // Nobody makes it from anything, and nothing is in stock: it must not bind, or it would bring all to rest.
                let good = Good {
                    keeping: crate::economy::Keeping::Constant,
                    stock_bound: false,
                    ..Good::named(name)
                };
                self.goods.push(good);
                for profile in &mut self.profiles {
                    profile.allotment.push(0.0);
                }
            }
            Kind::Labour => self.labour.push(Labour {
                name: name.to_owned(),
                hours: None,
            }),
            Kind::Externality => self.externalities.push(Externality {
                name: name.to_owned(),
                weight: 1.0,
            }),
            Kind::Profile => self.profiles.push(Profile {
                name: name.to_owned(),
                population: 0.0,
                allotment: vec![0.0; self.goods.len()],
            }),
            // Units come with their good: see `What::AddUnit`.
            Kind::Unit => return,
        }
        self.resize(None, pace).await;
    }

    pub(super) fn rename(&mut self, kind: Kind, place: usize, name: &str) {
        let slot = match kind {
            Kind::Good => &mut self.goods[place].name,
            Kind::Labour => &mut self.labour[place].name,
            Kind::Externality => &mut self.externalities[place].name,
            Kind::Profile => &mut self.profiles[place].name,
            Kind::Unit => &mut self.units[place].name,
        };
        name.clone_into(slot);
    }

    pub(super) async fn remove(&mut self, kind: Kind, place: usize, pace: &Pace) {
        match kind {
            Kind::Good => {
                for unit in (0..self.units.len()).rev() {
                    if self.units[unit].good == place {
                        self.remove_unit(unit);
                    }
                }
                self.goods.remove(place);
                for profile in &mut self.profiles {
                    profile.allotment.remove(place);
                }
                for unit in &mut self.units {
                    unit.good = without(unit.good, place).unwrap_or(unit.good);
                }
                self.drop_row(Input::Good(place), pace).await;
            }
            Kind::Labour => {
                self.labour.remove(place);
                self.drop_row(Input::Labour(place), pace).await;
            }
            Kind::Externality => {
                self.externalities.remove(place);
                self.drop_row(Input::Externality(place), pace).await;
            }
            Kind::Profile => {
                self.profiles.remove(place);
                self.move_changes(|change| match change {
                    Change::Population { profile, .. } | Change::Allotment { profile, .. } => {
                        moved(profile, place)
                    }
                    _ => true,
                });
            }
            Kind::Unit => self.remove_unit(place),
        }
    }

    fn remove_unit(&mut self, place: usize) {
        self.units.remove(place);
        self.move_changes(|change| match change {
            Change::Answers { unit, .. } => moved(unit, place),
            _ => true,
        });
    }

    /// Puts a unit at a place among those that make the same good; the others keep their order.
    pub(super) fn restack(&mut self, unit: usize, place: usize) {
        let good = self.units[unit].good;
        let slots: Vec<usize> = (0..self.units.len())
            .filter(|&other| self.units[other].good == good)
            .collect();
        let mut order = slots.clone();
        order.retain(|&other| other != unit);
        order.insert(place.min(order.len()), unit);
        let before = self.units.clone();
        for (&slot, &from) in slots.iter().zip(&order) {
            self.units[slot] = before[from].clone();
        }
        self.move_changes(|change| {
            if let Change::Answers { unit, .. } = change {
                let at = order.iter().position(|from| from == unit);
                *unit = at.map_or(*unit, |at| slots[at]);
            }
            true
        });
    }

    /// Takes a row out of the table, out of what units answer, and out of what changes later.
    async fn drop_row(&mut self, row: Input, pace: &Pace) {
        for unit in &mut self.units {
            unit.needs.retain_mut(|(input, _)| input_moved(input, row));
        }
        self.move_changes(|change| {
            let goes_with_good = |good: &mut usize| match row {
                Input::Good(place) => moved(good, place),
                _ => true,
            };
            match change {
                Change::Allotment { good, .. } | Change::Delivery { good, .. } => {
                    goes_with_good(good)
                }
                Change::Coefficient { input, good, .. } => {
                    input_moved(input, row) && goes_with_good(good)
                }
                Change::Answers { input, .. } => input_moved(input, row),
                Change::Investment {
                    good: Some(good), ..
                } => goes_with_good(good),
                Change::Hours { labour, .. } => match row {
                    Input::Labour(place) => moved(labour, place),
                    _ => true,
                },
                Change::Population { .. } | Change::Investment { good: None, .. } => true,
            }
        });
        self.resize(Some(row), pace).await;
    }

    /// Keeps the changes for which `keep`, which may also move their places, says so.
    fn move_changes(&mut self, mut keep: impl FnMut(&mut Change) -> bool) {
        self.changes
            .retain_mut(|(_, dated)| keep(&mut dated.change));
    }

    /// Fits the tables to the lists, when a row has been taken `out` of them or some were added at the end.
    async fn resize(&mut self, out: Option<Input>, pace: &Pace) {
        self.write_cells(pace).await;
        let goods = self.goods.len();
        let tables = [
            (
                &mut self.tables.goods,
                Input::Good as fn(usize) -> Input,
                goods,
            ),
            (&mut self.tables.labour, Input::Labour, self.labour.len()),
            (
                &mut self.tables.externalities,
                Input::Externality,
                self.externalities.len(),
            ),
        ];
        let stays = |mut input: Input| {
            let stays = out.is_none_or(|out| input_moved(&mut input, out));
            stays.then_some(input.place())
        };
        for (table, kind, rows) in tables {
            let mut fit = Builder::new(rows, goods, table.filled());
            for row in (0..table.rows()).filter(|&row| stays(kind(row)).is_some()) {
                fit.begin_row();
                for (column, amount) in table.row(row) {
                    if let Some(column) = stays(Input::Good(column)) {
                        fit.push_filled(column, amount);
                    }
                }
                pace.work(8 + 4 * table.row_filled(row)).await;
            }
            *table = fit.finish();
        }
    }

    /// Writes the constants that were set into the tables.
    async fn write_cells(&mut self, pace: &Pace) {
        let cells = std::mem::take(&mut self.cells);
        let tables = [
            (&mut self.tables.goods, Input::Good as fn(usize) -> Input),
            (&mut self.tables.labour, Input::Labour),
            (&mut self.tables.externalities, Input::Externality),
        ];
        for (table, kind) in tables {
            let set: Vec<(usize, usize, f64)> = cells
                .iter()
                .filter(|((input, _), _)| *input == kind(input.place()))
                .map(|(&(input, good), &amount)| (input.place(), good, amount))
                .collect();
            if !set.is_empty() {
                *table = table.with_cells_at(&set, pace).await;
            }
        }
    }
}

/// Where a place is after `removed` is gone; `None` for that one itself.
fn without(place: usize, removed: usize) -> Option<usize> {
    match place.cmp(&removed) {
        std::cmp::Ordering::Less => Some(place),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(place - 1),
    }
}

/// Moves a place to where it is after `removed` is gone; false for that one itself.
fn moved(place: &mut usize, removed: usize) -> bool {
    let to = without(*place, removed);
    *place = to.unwrap_or(*place);
    to.is_some()
}

/// Moves a row to where it is after the row `out` is gone; false for that one itself.
fn input_moved(input: &mut Input, out: Input) -> bool {
    match (input, out) {
        (Input::Good(row), Input::Good(out))
        | (Input::Labour(row), Input::Labour(out))
        | (Input::Externality(row), Input::Externality(out)) => moved(row, out),
        _ => true,
    }
}
