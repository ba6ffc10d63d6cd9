//! An [`Economy`]: the table of goods, labour, externalities and profiles, with its invariants.

use std::sync::Arc;

use super::invariants::{
    EconomyError, check_keeping, check_labour, check_names, check_numbers, check_profiles,
    check_shapes,
};
use super::{Coefficients, Externality, Good, Input, Labour, Profile, Stack, Unit};
use crate::order;

/// The largest absolute value an input number may have. Products of a few of them, summed over a table,
/// stay far from overflow; a physical quantity beyond it is a typing error.
pub const LARGEST: f64 = 1e60;

/// The place of the stack of a good that has none.
const NO_STACK: u32 = u32::MAX;

/// What an [`Economy`] is made from, before its invariants have been looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// Its name, for people.
    pub name: String,
    /// The goods, in the order of rows and columns.
    pub goods: Vec<Good>,
    /// Kinds of labour, in the order of their rows.
    pub labour: Vec<Labour>,
    /// Externalities, in the order of their rows.
    pub externalities: Vec<Externality>,
    /// Consumption profiles.
    pub profiles: Vec<Profile>,
    /// Goods x goods: constant cells, >= 0.
    pub goods_table: Coefficients,
    /// Labour x goods: hours per unit made, >= 0.
    pub labour_table: Coefficients,
    /// Externalities x goods: amount caused per unit made; negative where making the good takes some away.
    pub externality_table: Coefficients,
    /// Production units, in stacking order.
    pub units: Vec<Unit>,
}

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
    stacks: Vec<Stack>,
    /// Per good the place of its stack in `stacks`, [`NO_STACK`] where it has none.
    stack_places: Vec<u32>,
    /// Inputs that at least one unit of the stack answers for, stack by stack, in rising order.
    stack_inputs: Vec<Vec<Input>>,
    linear: bool,
    overruled: Vec<(Input, usize, f64)>,
}

impl Economy {
    /// Checks all invariants and makes the economy.
    ///
    /// # Errors
    /// The first [`EconomyError`] found, which names the value at fault.
    pub fn new(mut parts: Parts) -> Result<Self, EconomyError> {
        check_names(&parts)?;
        check_shapes(&parts)?;
        check_numbers(&parts)?;
        for good in &mut parts.goods {
            check_keeping(good)?;
        }
        let (stacks, stack_places) = stack_up(&parts.units, parts.goods.len());
        let stack_inputs: Vec<Vec<Input>> = stacks
            .iter()
            .map(|stack| inputs_of(stack, &parts.units))
            .collect();
        let overruled = drop_overruled(&mut parts, &stacks, &stack_inputs);
        let linear = stacks
            .iter()
            .all(|stack| is_proportional(stack, &parts.units));
        if !linear && let Some(good) = parts.goods.iter().find(|good| good.external_demand < 0.0) {
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
                stacks,
                stack_places,
                stack_inputs,
                linear,
                overruled,
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
        &self.shared.stacks
    }

    /// The stack of units that make `good`, if it has any.
    #[must_use]
    pub fn stack(&self, good: usize) -> Option<&Stack> {
        let place = self.stack_place(good)?;
        Some(&self.shared.stacks[place])
    }

    /// The place of that stack in [`Economy::stacks`].
    #[must_use]
    pub fn stack_place(&self, good: usize) -> Option<usize> {
        let place = self.shared.stack_places[good];
        (place != NO_STACK).then_some(place as usize)
    }

    /// The inputs that at least one unit of a stack answers for, in rising order; the stack by its place in
    /// [`Economy::stacks`].
    #[must_use]
    pub fn stack_inputs(&self, place: usize) -> &[Input] {
        &self.shared.stack_inputs[place]
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
        &self.shared.overruled
    }

    /// Whether r(q) = a q in every cell, so that x(s) = s x(1) and one solve answers for every scale.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        self.shared.linear
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
        self.shared.stack_inputs[place]
            .binary_search(&input)
            .is_ok()
            .then(|| &self.shared.stacks[place])
    }

    /// The cells of goods that units answer for, as (row, stack).
    pub fn unit_cells(&self) -> impl Iterator<Item = (usize, &Stack)> {
        let shared = &self.shared;
        shared
            .stacks
            .iter()
            .zip(&shared.stack_inputs)
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
        for (row, slot) in used.iter_mut().enumerate() {
            *slot = self.shared.goods_table.row_times(row, x);
        }
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
        for stack in &self.shared.stacks {
            for (unit, q) in stack.dispatch(&self.shared.units, x[stack.good]) {
                for (input, curve) in &self.shared.units[unit].needs {
                    each(*input, curve.at(q));
                }
            }
        }
    }
}

/// Groups units by the good they make, in the order in which the goods first occur; with the place of each good's group.
fn stack_up(units: &[Unit], goods: usize) -> (Vec<Stack>, Vec<u32>) {
    let mut stacks: Vec<Stack> = Vec::new();
    let mut places = vec![NO_STACK; goods];
    for (place, unit) in units.iter().enumerate() {
        let good = unit.good;
        if places[good] == NO_STACK {
            places[good] = stacks.len() as u32;
            let units = Vec::new();
            stacks.push(Stack { good, units });
        }
        stacks[places[good] as usize].units.push(place);
    }
    (stacks, places)
}

/// The inputs that a unit of the stack answers for, each once.
fn inputs_of(stack: &Stack, units: &[Unit]) -> Vec<Input> {
    let needs = stack.units.iter().flat_map(|&unit| &units[unit].needs);
    order::set(needs.map(|(input, _)| *input))
        .into_iter()
        .collect()
}

/// Whether the needs of the whole stack are proportional to its output: the units all have the same
/// straight curves, or there is only one.
fn is_proportional(stack: &Stack, units: &[Unit]) -> bool {
    let first = &units[stack.units[0]];
    let straight = first.needs.iter().all(|(_, curve)| curve.is_proportional());
    let alike = |unit: &Unit| {
        unit.needs.len() == first.needs.len()
            && first.needs.iter().all(|(input, curve)| {
                unit.need(*input).is_some_and(|other| {
                    other.is_proportional() && other.slope(0.0) == curve.slope(0.0)
                })
            })
    };
    straight && stack.units[1..].iter().all(|&unit| alike(&units[unit]))
}

/// Empties the constant cells for which units answer, and lists those that were not zero.
fn drop_overruled(
    parts: &mut Parts,
    stacks: &[Stack],
    stack_inputs: &[Vec<Input>],
) -> Vec<(Input, usize, f64)> {
    let cells = stacks.iter().zip(stack_inputs);
    let cells = cells.flat_map(|(stack, inputs)| inputs.iter().map(|&input| (input, stack.good)));
    let answered = order::set(cells);
    let mut overruled = Vec::new();
    // In three lists of cells to empty, by rising place because the set rises.
    let mut emptied = [const { Vec::new() }; 3];
    for (input, good) in answered {
        let (kind, table, row) = match input {
            Input::Good(row) => (0, &parts.goods_table, row),
            Input::Labour(row) => (1, &parts.labour_table, row),
            Input::Externality(row) => (2, &parts.externality_table, row),
        };
        let amount = table.at(row, good);
        if amount != 0.0 {
            overruled.push((input, good, amount));
            emptied[kind].push((row, good, 0.0));
        }
    }
    let tables = [
        &mut parts.goods_table,
        &mut parts.labour_table,
        &mut parts.externality_table,
    ];
    for (table, cells) in tables.into_iter().zip(emptied) {
        if !cells.is_empty() {
            *table = table.with_cells(&cells);
        }
    }
    overruled
}

/// Σ_p c_ip N_p + b_i per good.
fn full_demand(goods: &[Good], profiles: &[Profile]) -> Vec<f64> {
    let of_profiles = |good: usize| {
        profiles
            .iter()
            .map(|profile| profile.target(good))
            .sum::<f64>()
    };
    goods
        .iter()
        .enumerate()
        .map(|(place, good)| of_profiles(place) + good.external_demand)
        .collect()
}
