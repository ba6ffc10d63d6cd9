//! An [`Economy`]: the table of goods, labour, externalities and profiles, with its invariants.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::{Coefficients, Curve, Externality, Good, Input, Keeping, Labour, Profile, Stack, Unit};

/// The largest absolute value an input number may have. Products of a few of them, summed over a table,
/// stay far from overflow; a physical quantity beyond it is a typing error.
pub const LARGEST: f64 = 1e60;

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
    /// Inputs that at least one unit of the stack answers for, stack by stack.
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
        let stacks = stack_up(&parts.units);
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
        self.shared.stacks.iter().find(|stack| stack.good == good)
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
        let place = self
            .shared
            .stacks
            .iter()
            .position(|stack| stack.good == good)?;
        self.shared.stack_inputs[place]
            .contains(&input)
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

/// Groups units by the good they make, in the order in which the goods first occur.
fn stack_up(units: &[Unit]) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        match stacks.iter_mut().find(|stack| stack.good == unit.good) {
            Some(stack) => stack.units.push(place),
            None => stacks.push(Stack {
                good: unit.good,
                units: vec![place],
            }),
        }
    }
    stacks
}

/// The inputs that a unit of the stack answers for, each once.
fn inputs_of(stack: &Stack, units: &[Unit]) -> Vec<Input> {
    let inputs: BTreeSet<Input> = stack
        .units
        .iter()
        .flat_map(|&unit| units[unit].needs.iter().map(|(input, _)| *input))
        .collect();
    inputs.into_iter().collect()
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
    let answered: BTreeSet<(Input, usize)> = stacks
        .iter()
        .zip(stack_inputs)
        .flat_map(|(stack, inputs)| inputs.iter().map(|&input| (input, stack.good)))
        .collect();
    let mut overruled = Vec::new();
    let mut keep_constants = |table: &mut Coefficients, input: fn(usize) -> Input| {
        let dropped: Vec<_> = table
            .cells()
            .filter(|&(row, good, _)| answered.contains(&(input(row), good)))
            .collect();
        if dropped.is_empty() {
            return;
        }
        let emptied = dropped.iter().map(|&(row, good, _)| (row, good, 0.0));
        *table = Coefficients::new(table.rows(), table.columns(), table.cells().chain(emptied));
        overruled.extend(
            dropped
                .into_iter()
                .map(|(row, good, amount)| (input(row), good, amount)),
        );
    };
    keep_constants(&mut parts.goods_table, Input::Good);
    keep_constants(&mut parts.labour_table, Input::Labour);
    keep_constants(&mut parts.externality_table, Input::Externality);
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

fn check_names(parts: &Parts) -> Result<(), EconomyError> {
    // Goods, labour and externalities share one list, because units and changes refer to all three by name.
    let goods = parts.goods.iter().map(|good| ("row", good.name.as_str()));
    let labour = parts
        .labour
        .iter()
        .map(|labour| ("row", labour.name.as_str()));
    let externalities = parts
        .externalities
        .iter()
        .map(|externality| ("row", externality.name.as_str()));
    let profiles = parts
        .profiles
        .iter()
        .map(|profile| ("profile", profile.name.as_str()));
    let units = parts.units.iter().map(|unit| ("unit", unit.name.as_str()));
    let mut seen = BTreeSet::new();
    for (kind, name) in goods
        .chain(labour)
        .chain(externalities)
        .chain(profiles)
        .chain(units)
    {
        if name.trim().is_empty() {
            return Err(EconomyError::NoName { kind });
        }
        if !seen.insert((kind, name)) {
            return Err(EconomyError::NameTwice {
                kind,
                name: name.to_owned(),
            });
        }
    }
    Ok(())
}

fn check_shapes(parts: &Parts) -> Result<(), EconomyError> {
    let goods = parts.goods.len();
    if goods == 0 {
        return Err(EconomyError::NoGoods);
    }
    let tables = [
        ("goods", &parts.goods_table, goods),
        ("labour", &parts.labour_table, parts.labour.len()),
        (
            "externalities",
            &parts.externality_table,
            parts.externalities.len(),
        ),
    ];
    for (table, coefficients, rows) in tables {
        let found = (coefficients.rows(), coefficients.columns());
        if found != (rows, goods) {
            return Err(EconomyError::Shape {
                table,
                found,
                expected: (rows, goods),
            });
        }
    }
    let exists = |input: Input| match input {
        Input::Good(row) => row < goods,
        Input::Labour(row) => row < parts.labour.len(),
        Input::Externality(row) => row < parts.externalities.len(),
    };
    for unit in &parts.units {
        if unit.good >= goods || !unit.needs.iter().all(|(input, _)| exists(*input)) {
            return Err(EconomyError::NoSuchRow {
                unit: unit.name.clone(),
            });
        }
        let inputs: BTreeSet<Input> = unit.needs.iter().map(|(input, _)| *input).collect();
        if inputs.len() < unit.needs.len() {
            return Err(EconomyError::InputTwice {
                unit: unit.name.clone(),
            });
        }
    }
    Ok(())
}

fn check_numbers(parts: &Parts) -> Result<(), EconomyError> {
    for good in &parts.goods {
        not_negative(good.stock, || format!("stock of {}", good.name))?;
        not_negative(good.bound.unwrap_or(0.0), || {
            format!("bound of {}", good.name)
        })?;
        sized(good.external_demand, || {
            format!("external demand for {}", good.name)
        })?;
        if !(0.0..=1.0).contains(&good.loss) {
            let what = format!("daily loss of {}", good.name);
            return Err(EconomyError::Number {
                what,
                found: good.loss,
                expected: "a share between 0 and 1",
            });
        }
    }
    check_labour(&parts.labour)?;
    check_profiles(&parts.profiles, parts.goods.len())?;
    for externality in &parts.externalities {
        sized(externality.weight, || {
            format!("weight of {}", externality.name)
        })?;
    }
    for (row, column, amount) in parts.goods_table.cells() {
        not_negative(amount, || {
            format!(
                "coefficient of {} in {}",
                parts.goods[row].name, parts.goods[column].name
            )
        })?;
    }
    for (row, column, amount) in parts.labour_table.cells() {
        not_negative(amount, || {
            format!(
                "coefficient of {} in {}",
                parts.labour[row].name, parts.goods[column].name
            )
        })?;
    }
    for (row, column, amount) in parts.externality_table.cells() {
        let what = || {
            format!(
                "coefficient of {} in {}",
                parts.externalities[row].name, parts.goods[column].name
            )
        };
        sized(amount, what)?;
    }
    for unit in &parts.units {
        if let Some(capacity) = unit.capacity {
            let what = || format!("capacity of {}", unit.name);
            not_negative(capacity, what)?;
            if capacity == 0.0 {
                return Err(EconomyError::Number {
                    what: what(),
                    found: capacity,
                    expected: "a number above zero",
                });
            }
        }
        for (_, curve) in &unit.needs {
            check_curve(unit, curve)?;
        }
    }
    Ok(())
}

/// A curve's own constructor knows no largest number, so it is looked at here.
fn check_curve(unit: &Unit, curve: &Curve) -> Result<(), EconomyError> {
    for answer in curve.answers() {
        not_negative(answer.output, || {
            format!("output in an answer of {}", unit.name)
        })?;
        not_negative(answer.amount, || {
            format!("amount in an answer of {}", unit.name)
        })?;
    }
    Ok(())
}

fn check_labour(labour: &[Labour]) -> Result<(), EconomyError> {
    labour.iter().try_for_each(|kind| {
        not_negative(kind.hours.unwrap_or(0.0), || {
            format!("hours of {}", kind.name)
        })
    })
}

fn check_profiles(profiles: &[Profile], goods: usize) -> Result<(), EconomyError> {
    for profile in profiles {
        not_negative(profile.population, || {
            format!("population of {}", profile.name)
        })?;
        if profile.allotment.len() != goods {
            return Err(EconomyError::Allotments {
                profile: profile.name.clone(),
                found: profile.allotment.len(),
                goods,
            });
        }
        for (good, &amount) in profile.allotment.iter().enumerate() {
            not_negative(amount, || {
                format!("allotment of good number {} to {}", good + 1, profile.name)
            })?;
        }
    }
    Ok(())
}

fn check_keeping(good: &mut Good) -> Result<(), EconomyError> {
    match good.keeping {
        // A stock that is taken from must bound what is taken, or it could become negative.
        Keeping::Consumed | Keeping::Depleting => good.stock_bound = true,
        Keeping::Flow if good.stock_bound || good.stock > 0.0 => {
            return Err(EconomyError::FlowWithStock {
                good: good.name.clone(),
            });
        }
        Keeping::Flow | Keeping::Accumulating | Keeping::Constant => {}
    }
    Ok(())
}

fn not_negative(value: f64, what: impl Fn() -> String) -> Result<(), EconomyError> {
    sized(value, &what)?;
    if value < 0.0 {
        return Err(EconomyError::Number {
            what: what(),
            found: value,
            expected: "a number not below zero",
        });
    }
    Ok(())
}

fn sized(value: f64, what: impl Fn() -> String) -> Result<(), EconomyError> {
    if value.is_finite() && value.abs() <= LARGEST {
        return Ok(());
    }
    Err(EconomyError::Number {
        what: what(),
        found: value,
        expected: "a number of at most 1e60 in size",
    })
}

/// Why parts do not make an [`Economy`].
#[derive(Clone, Debug, PartialEq)]
pub enum EconomyError {
    /// There is no good.
    NoGoods,
    /// A name is empty.
    NoName {
        /// What has no name.
        kind: &'static str,
    },
    /// Two things of a kind share a name.
    NameTwice {
        /// What they are.
        kind: &'static str,
        /// The name they share.
        name: String,
    },
    /// A table is not as large as the lists of its rows and columns.
    Shape {
        /// Which table.
        table: &'static str,
        /// Its rows and columns.
        found: (usize, usize),
        /// The rows and columns it should have.
        expected: (usize, usize),
    },
    /// A unit refers to a good or a row that does not exist.
    NoSuchRow {
        /// The unit.
        unit: String,
    },
    /// A unit has two curves for the same input.
    InputTwice {
        /// The unit.
        unit: String,
    },
    /// A profile does not have one allotment per good.
    Allotments {
        /// The profile.
        profile: String,
        /// How many allotments it has.
        found: usize,
        /// How many goods there are.
        goods: usize,
    },
    /// A number is out of its range.
    Number {
        /// Which number.
        what: String,
        /// Its value.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// A flow is said to have a stock, or to be bound by one.
    FlowWithStock {
        /// The good.
        good: String,
    },
    /// A coefficient is set in a cell for which units answer.
    CellOfUnits {
        /// The row.
        input: String,
        /// The column.
        good: String,
    },
    /// Negative external demand in an economy that is not linear.
    ImportsNeedLinear {
        /// The good.
        good: String,
        /// Its external demand.
        amount: f64,
    },
}

impl fmt::Display for EconomyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGoods => write!(f, "the economy has no good, at least one is expected"),
            Self::NoName { kind } => write!(f, "a {kind} has no name"),
            Self::NameTwice { kind, name } => write!(
                f,
                "the {kind} \"{name}\" is there twice, each name may be used once"
            ),
            Self::Shape {
                table,
                found,
                expected,
            } => write!(
                f,
                "the table of {table} has {} rows and {} columns, {} and {} are expected",
                found.0, found.1, expected.0, expected.1
            ),
            Self::NoSuchRow { unit } => write!(
                f,
                "unit \"{unit}\" refers to a good or row that does not exist"
            ),
            Self::InputTwice { unit } => {
                write!(f, "unit \"{unit}\" has two curves for the same input")
            }
            Self::Allotments {
                profile,
                found,
                goods,
            } => {
                write!(
                    f,
                    "profile \"{profile}\" has {found} allotments, one for each of the {goods} goods is expected"
                )
            }
            Self::Number {
                what,
                found,
                expected,
            } => write!(f, "the {what} is {found}, {expected} is expected"),
            Self::FlowWithStock { good } => {
                write!(
                    f,
                    "\"{good}\" is a flow, made and used on the same day, so it can have no stock and no stock bound"
                )
            }
            Self::CellOfUnits { input, good } => {
                write!(
                    f,
                    "production units answer how much {input} it takes to make {good}, so there is no coefficient to set"
                )
            }
            Self::ImportsNeedLinear { good, amount } => write!(
                f,
                "the external demand for \"{good}\" is {amount}, but in an economy with production units whose needs \
                 are not proportional it may not be negative"
            ),
        }
    }
}

impl std::error::Error for EconomyError {}
