//! Which units make which good, in which order, and for which cells they answer.

use super::parts::Rows;
use super::{Input, Parts, Stack, Unit};
use crate::order;

/// The place of the stack of a good that has none.
pub(super) const NO_STACK: u32 = u32::MAX;

/// Constants by their cells: (row, good, amount).
type Overruled = Vec<(Input, usize, f64)>;

/// The stacks of an economy, and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stacking {
    /// One per good that has units, in the order in which the goods first occur.
    pub(super) stacks: Vec<Stack>,
    /// Per good the place of its stack, [`NO_STACK`] where it has none.
    pub(super) places: Vec<u32>,
    /// Inputs that at least one unit of the stack answers for, stack by stack, in rising order.
    pub(super) inputs: Vec<Vec<Input>>,
    /// Whether every stack needs its inputs in proportion to its output.
    pub(super) linear: bool,
    /// Constants of cells for which units answer, where they are not zero.
    pub(super) overruled: Overruled,
}

impl Stacking {
    pub(super) fn of(parts: &Parts) -> Self {
        let (stacks, places) = stack_up(&parts.units, parts.goods.len());
        let inputs: Vec<Vec<Input>> = stacks
            .iter()
            .map(|stack| inputs_of(stack, &parts.units))
            .collect();
        let overruled = overruled(parts, &stacks, &inputs);
        let linear = stacks
            .iter()
            .all(|stack| is_proportional(stack, &parts.units));
        Self {
            stacks,
            places,
            inputs,
            linear,
            overruled,
        }
    }

    /// The cells that are overruled, emptied, for each kind of rows: (row, good, 0), by rising row and good.
    pub(super) fn emptied(&self) -> [Vec<(usize, usize, f64)>; 3] {
        let mut emptied = [const { Vec::new() }; 3];
        // They rise, and so do those of each kind.
        for &(input, good, _) in &self.overruled {
            let (rows, row) = Rows::of(input);
            emptied[rows as usize].push((row, good, 0.0));
        }
        emptied
    }
}

/// Groups units by the good they make, with the place of each good's group.
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

/// The constants of cells for which units answer, that are not zero, by rising input and good.
fn overruled(parts: &Parts, stacks: &[Stack], inputs: &[Vec<Input>]) -> Overruled {
    let cells = stacks.iter().zip(inputs);
    let cells = cells.flat_map(|(stack, inputs)| inputs.iter().map(|&input| (input, stack.good)));
    let mut overruled = Vec::new();
    for (input, good) in order::set(cells) {
        let (rows, row) = Rows::of(input);
        let amount = rows.table(parts).at(row, good);
        if amount != 0.0 {
            overruled.push((input, good, amount));
        }
    }
    overruled
}
