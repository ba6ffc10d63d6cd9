//! An [`Economy`]: the table of goods, labour, externalities and profiles, with its invariants.

use std::sync::Arc;

use super::invariants::{
    EconomyError, check_coefficient, check_keeping, check_labour, check_lists, check_lists_at,
    check_profiles, check_row,
};
use super::parts::Rows;
use super::stacking::{NO_STACK, Stacking};
use super::{Coefficients, Externality, Good, Input, Labour, Parts, Profile, Stack, Unit};
use crate::pace::Pace;

/// The largest absolute value an input number may have. Products of a few of them, summed over a table,
/// stay far from overflow; a physical quantity beyond it is a typing error.
pub const LARGEST: f64 = 1e60;

/// An economy in physical units: what it takes to make a unit of each good, who is promised what, and what bounds a day.
///
/// Invariants, held by [`Economy::new`]:
/// - names are not empty, and no two goods, labour kinds, externalities, profiles or units share one;
/// - every number is finite and at most [`LARGEST`] in size; stocks, bounds, hours, populations, allotments,
///   capacities and coefficients (but those of externalities) are not negative; a capacity is positive; a loss is in 0..=1;
/// - every table has a row per input and a column per good, every allotment an entry per good;
/// - consumed and depleting goods are bound by their stock; a flow has no stock and is not bound by one;
/// - a cell has a constant or units, not both: where a unit of good j answers for an input, the constant
///   of that cell is dropped (see [`Economy::overruled`]);
/// - negative external demand goes with linear tables only, because the least solution is no longer found from below.
///
/// Cloning is cheap: the tables and units are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Economy {
    shared: Arc<Shared>,
    goods: Arc<Vec<Good>>,
    labour: Arc<Vec<Labour>>,
    profiles: Arc<Vec<Profile>>,
    /// d(1): what profiles and external demand ask for at full scale, per good.
    full_demand: Arc<Vec<f64>>,
}

/// The part of an economy that seldom changes.
#[derive(Clone, Debug, PartialEq)]
struct Shared {
    name: String,
    externalities: Vec<Externality>,
    goods_table: Coefficients,
    labour_table: Coefficients,
    externality_table: Coefficients,
    units: Vec<Unit>,
    stacking: Stacking,
}

impl Economy {
    /// Checks all invariants and makes the economy.
    ///
    /// # Errors
    /// The first [`EconomyError`] found, which names the value at fault.
    pub fn new(parts: Parts) -> Result<Self, EconomyError> {
        check_lists(&parts)?;
        for rows in Rows::ALL {
            for row in 0..rows.table(&parts).rows() {
                check_row(&parts, rows, row)?;
            }
        }
        Self::restacked(parts)
    }

    /// As [`Economy::new`], with pauses.
    ///
    /// # Errors
    /// As [`Economy::new`].
    pub async fn of(mut parts: Parts, pace: &Pace) -> Result<Self, EconomyError> {
        check_lists_at(&parts, pace).await?;
        for rows in Rows::ALL {
            for row in 0..rows.table(&parts).rows() {
                check_row(&parts, rows, row)?;
                pace.work(8 + 4 * rows.table(&parts).row_filled(row)).await;
            }
        }
        let stacking = Stacking::of(&parts);
        for (rows, cells) in Rows::ALL.into_iter().zip(&stacking.emptied()) {
            if !cells.is_empty() {
                *rows.table_mut(&mut parts) = rows.table(&parts).with_cells_at(cells, pace).await;
            }
        }
        // What follows adds up what every profile is promised of every good.
        pace.work(parts.goods.len() * (1 + parts.profiles.len()))
            .await;
        Self::stacked(parts, stacking)
    }

    /// The economy of parts whose numbers have been looked at.
    fn restacked(mut parts: Parts) -> Result<Self, EconomyError> {
        let stacking = Stacking::of(&parts);
        for (rows, cells) in Rows::ALL.into_iter().zip(&stacking.emptied()) {
            if !cells.is_empty() {
                *rows.table_mut(&mut parts) = rows.table(&parts).with_cells(cells);
            }
        }
        Self::stacked(parts, stacking)
    }

    fn stacked(mut parts: Parts, stacking: Stacking) -> Result<Self, EconomyError> {
        for good in &mut parts.goods {
            check_keeping(good)?;
        }
        let imported = |good: &&Good| good.external_demand < 0.0;
        if !stacking.linear
            && let Some(good) = parts.goods.iter().find(imported)
        {
            return Err(EconomyError::ImportsNeedLinear {
                good: good.name.clone(),
                amount: good.external_demand,
            });
        }
        let full_demand = full_demand(&parts.goods, &parts.profiles);
        Ok(Self {
            goods: Arc::new(parts.goods),
            labour: Arc::new(parts.labour),
            profiles: Arc::new(parts.profiles),
            full_demand: Arc::new(full_demand),
            shared: Arc::new(Shared {
                name: parts.name,
                externalities: parts.externalities,
                goods_table: parts.goods_table,
                labour_table: parts.labour_table,
                externality_table: parts.externality_table,
                units: parts.units,
                stacking,
            }),
        })
    }

    /// The parts again, to change something and make another economy.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts {
            name: self.shared.name.clone(),
            goods: self.goods.to_vec(),
            labour: self.labour.to_vec(),
            externalities: self.shared.externalities.clone(),
            profiles: self.profiles.to_vec(),
            goods_table: self.shared.goods_table.clone(),
            labour_table: self.shared.labour_table.clone(),
            externality_table: self.shared.externality_table.clone(),
            units: self.shared.units.clone(),
        }
    }

    /// Its name, for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// The goods, in the order of rows and columns.
    #[must_use]
    pub fn goods(&self) -> &[Good] {
        &self.goods
    }

    /// Kinds of labour, in the order of their rows.
    #[must_use]
    pub fn labour(&self) -> &[Labour] {
        &self.labour
    }

    /// Externalities, in the order of their rows.
    #[must_use]
    pub fn externalities(&self) -> &[Externality] {
        &self.shared.externalities
    }

    /// Consumption profiles.
    #[must_use]
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Production units, in stacking order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.shared.units
    }

    /// The stacks of units, one per good that has units.
    #[must_use]
    pub fn stacks(&self) -> &[Stack] {
        &self.shared.stacking.stacks
    }

    /// The stack of units that make `good`, if it has any.
    #[must_use]
    pub fn stack(&self, good: usize) -> Option<&Stack> {
        let place = self.stack_place(good)?;
        Some(&self.shared.stacking.stacks[place])
    }

    /// The place of that stack in [`Economy::stacks`].
    #[must_use]
    pub fn stack_place(&self, good: usize) -> Option<usize> {
        let place = self.shared.stacking.places[good];
        (place != NO_STACK).then_some(place as usize)
    }

    /// The inputs that at least one unit of a stack answers for, in rising order; the stack by its place in
    /// [`Economy::stacks`].
    #[must_use]
    pub fn stack_inputs(&self, place: usize) -> &[Input] {
        &self.shared.stacking.inputs[place]
    }

    /// Constant cells for one kind of input.
    #[must_use]
    pub fn goods_table(&self) -> &Coefficients {
        &self.shared.goods_table
    }

    /// Hours of each labour kind per unit of each good, where constant.
    #[must_use]
    pub fn labour_table(&self) -> &Coefficients {
        &self.shared.labour_table
    }

    /// Externalities caused per unit of each good, where constant.
    #[must_use]
    pub fn externality_table(&self) -> &Coefficients {
        &self.shared.externality_table
    }

    /// Constants that were dropped because units answer for the same cell: (input, good, constant). Zeros are not listed.
    #[must_use]
    pub fn overruled(&self) -> &[(Input, usize, f64)] {
        &self.shared.stacking.overruled
    }

    /// Whether r(q) = a q in every cell, so that x(s) = s x(1) and one solve answers for every scale.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        self.shared.stacking.linear
    }

    /// The name of an input.
    #[must_use]
    pub fn input_name(&self, input: Input) -> &str {
        match input {
            Input::Good(good) => &self.goods[good].name,
            Input::Labour(kind) => &self.labour[kind].name,
            Input::Externality(kind) => &self.shared.externalities[kind].name,
        }
    }

    /// d_i(1) = Σ_p c_ip N_p + b_i: final demand at full scale, per good. At scale s it is s times that.
    #[must_use]
    pub fn full_demand(&self) -> &[f64] {
        &self.full_demand
    }

    /// r_ij(q): how much of `input` is used up to make `q` of `good` in a day.
    #[must_use]
    pub fn requirement(&self, input: Input, good: usize, q: f64) -> f64 {
        match self.cell_stack(input, good) {
            Some(stack) => stack.requirement(&self.shared.units, input, q),
            None => self.constant(input, good) * q,
        }
    }

    /// f_ij(q) = r_ij(q)/q, the coefficient in a cell when q is made; f_ij(0) is the slope of r_ij at 0.
    #[must_use]
    pub fn coefficient(&self, input: Input, good: usize, q: f64) -> f64 {
        match self.cell_stack(input, good) {
            Some(stack) if q > 0.0 => stack.requirement(&self.shared.units, input, q) / q,
            Some(stack) => stack.slope(&self.shared.units, input, 0.0),
            None => self.constant(input, good),
        }
    }

    /// The constant in the cell of `input` and `good`; 0 where units answer.
    #[must_use]
    pub fn constant(&self, input: Input, good: usize) -> f64 {
        match input {
            Input::Good(row) => self.shared.goods_table.at(row, good),
            Input::Labour(row) => self.shared.labour_table.at(row, good),
            Input::Externality(row) => self.shared.externality_table.at(row, good),
        }
    }

    /// The stack of units that answers for the cell of `input` and `good`, if the cell is one of units.
    #[must_use]
    pub fn cell_stack(&self, input: Input, good: usize) -> Option<&Stack> {
        let place = self.stack_place(good)?;
        self.shared.stacking.inputs[place]
            .binary_search(&input)
            .is_ok()
            .then(|| &self.shared.stacking.stacks[place])
    }

    /// The cells of goods that units answer for, as (row, stack).
    pub fn unit_cells(&self) -> impl Iterator<Item = (usize, &Stack)> {
        let shared = &self.shared;
        shared
            .stacking
            .stacks
            .iter()
            .zip(&shared.stacking.inputs)
            .flat_map(|(stack, inputs)| {
                let rows = inputs.iter().filter_map(|input| match input {
                    Input::Good(row) => Some(*row),
                    Input::Labour(_) | Input::Externality(_) => None,
                });
                rows.map(move |row| (row, stack))
            })
    }

    /// R_i(x) = Σ_j r_ij(x_j) for every good i, into `used` (both with an entry per good).
    pub fn goods_used(&self, x: &[f64], used: &mut [f64]) {
        Pace::finish(async |pace| self.goods_used_at(x, used, &pace).await);
    }

    /// As [`Economy::goods_used`], with pauses.
    pub async fn goods_used_at(&self, x: &[f64], used: &mut [f64], pace: &Pace) {
        self.shared.goods_table.times(x, used, pace).await;
        pace.work(8 * self.shared.units.len()).await;
        self.each_unit_need(x, |input, amount| {
            if let Input::Good(row) = input {
                used[row] += amount;
            }
        });
    }

    /// l_k(x) = Σ_j l_kj(x_j): hours used of every labour kind.
    #[must_use]
    pub fn labour_used(&self, x: &[f64]) -> Vec<f64> {
        let mut used: Vec<f64> = (0..self.labour.len())
            .map(|row| self.shared.labour_table.row_times(row, x))
            .collect();
        self.each_unit_need(x, |input, amount| {
            if let Input::Labour(row) = input {
                used[row] += amount;
            }
        });
        used
    }

    /// e_k(x) = Σ_j e_kj(x_j): amount caused of every externality (the inner sum of Eq 6).
    #[must_use]
    pub fn externalities_caused(&self, x: &[f64]) -> Vec<f64> {
        let rows = 0..self.shared.externalities.len();
        let mut caused: Vec<f64> = rows
            .map(|row| self.shared.externality_table.row_times(row, x))
            .collect();
        self.each_unit_need(x, |input, amount| {
            if let Input::Externality(row) = input {
                caused[row] += amount;
            }
        });
        caused
    }

    /// The economy with a constant set in a cell; everything else is shared with this one.
    ///
    /// # Errors
    /// [`EconomyError`] when units answer for the cell, or the amount is out of its range.
    pub async fn with_constant(
        &self,
        input: Input,
        good: usize,
        amount: f64,
        pace: &Pace,
    ) -> Result<Self, EconomyError> {
        let names = || {
            (
                self.input_name(input).to_owned(),
                self.goods[good].name.clone(),
            )
        };
        if self.cell_stack(input, good).is_some() {
            let (input, good) = names();
            return Err(EconomyError::CellOfUnits { input, good });
        }
        check_coefficient(input, amount, names)?;
        let mut shared = (*self.shared).clone();
        let (table, row) = match input {
            Input::Good(row) => (&mut shared.goods_table, row),
            Input::Labour(row) => (&mut shared.labour_table, row),
            Input::Externality(row) => (&mut shared.externality_table, row),
        };
        *table = table.with_cells_at(&[(row, good, amount)], pace).await;
        Ok(Self {
            shared: Arc::new(shared),
            ..self.clone()
        })
    }

    /// The economy with other needs of its units; the tables are shared with this one.
    ///
    /// # Errors
    /// [`EconomyError`] when a unit breaks an invariant.
    pub(super) fn with_units(&self, units: Vec<Unit>) -> Result<Self, EconomyError> {
        let parts = Parts {
            units,
            ..self.parts()
        };
        check_lists(&parts)?;
        Self::restacked(parts)
    }

    /// The economy with other profiles; the tables are shared with this one.
    ///
    /// # Errors
    /// [`EconomyError`] when a profile breaks an invariant.
    pub fn with_profiles(&self, profiles: Vec<Profile>) -> Result<Self, EconomyError> {
        check_profiles(&profiles, self.goods.len())?;
        let full_demand = Arc::new(full_demand(&self.goods, &profiles));
        Ok(Self {
            profiles: Arc::new(profiles),
            full_demand,
            ..self.clone()
        })
    }

    /// The economy with other hours of labour; everything else is shared with this one.
    ///
    /// # Errors
    /// [`EconomyError`] when a number of hours is negative or not finite.
    pub fn with_labour(&self, labour: Vec<Labour>) -> Result<Self, EconomyError> {
        check_labour(&labour)?;
        Ok(Self {
            labour: Arc::new(labour),
            ..self.clone()
        })
    }

    /// Calls `each` with every (input, amount) that a unit needs at output x.
    fn each_unit_need(&self, x: &[f64], mut each: impl FnMut(Input, f64)) {
        for stack in &self.shared.stacking.stacks {
            for (unit, q) in stack.dispatch(&self.shared.units, x[stack.good]) {
                for (input, curve) in &self.shared.units[unit].needs {
                    each(*input, curve.at(q));
                }
            }
        }
    }
}

/// Σ_p c_ip N_p + b_i per good. Profile by profile, because goods lie beside each other in memory.
fn full_demand(goods: &[Good], profiles: &[Profile]) -> Vec<f64> {
    let mut demand = vec![0.0; goods.len()];
    for profile in profiles {
        for (good, sum) in demand.iter_mut().enumerate() {
            *sum += profile.target(good);
        }
    }
    for (sum, good) in demand.iter_mut().zip(goods) {
        *sum += good.external_demand;
    }
    demand
}
