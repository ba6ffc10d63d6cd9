//! An economy made ready for solving: what every solve of it needs to know and none should work out again.

use super::structure::components;
use crate::economy::{Economy, Input, Stack};

/// An economy with its structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// The economy.
    pub economy: Economy,
    /// All goods, each after those it is needed for as far as that is possible: in a triangular economy the outputs can
    /// be worked out one after the other in this order.
    pub(super) order: Vec<usize>,
    /// a_ii per good, for the constant cells on the diagonal.
    diagonal: Vec<f64>,
    /// Whether no group of goods need each other, so that one sweep in `order` is the answer.
    triangular: bool,
    /// Per good, places in the economy's list of the stacks whose units need it.
    needed_by: Vec<Vec<usize>>,
}

impl Prepared {
    /// Finds the structure of an economy.
    #[must_use]
    pub fn new(economy: Economy) -> Self {
        let goods = economy.goods().len();
        let table = economy.goods_table();
        let mut uses: Vec<Vec<usize>> = (0..goods)
            .map(|row| {
                table
                    .row(row)
                    .map(|(column, _)| column)
                    .filter(|&column| column != row)
                    .collect()
            })
            .collect();
        let place = |good: usize| economy.stacks().iter().position(|stack| stack.good == good);
        let mut needed_by = vec![Vec::new(); goods];
        for (row, stack) in economy.unit_cells() {
            uses[row].push(stack.good);
            needed_by[row].extend(place(stack.good));
        }
        let groups = components(goods, &uses);
        // A unit cell on the diagonal needs more than one sweep, because it is no constant to divide by.
        let own_unit_cell = economy.unit_cells().any(|(row, stack)| row == stack.good);
        let triangular = groups.len() == goods && !own_unit_cell;
        let diagonal = (0..goods).map(|good| table.at(good, good)).collect();
        Self {
            order: groups.into_iter().flatten().collect(),
            diagonal,
            triangular,
            needed_by,
            economy,
        }
    }

    /// Units of work of one pass over the table.
    pub(super) fn work(&self) -> usize {
        self.economy.goods_table().filled() + 8 * self.economy.units().len() + self.order.len()
    }

    /// Whether the goods can be ordered so that none needs a later one.
    #[must_use]
    pub fn is_triangular(&self) -> bool {
        self.triangular
    }

    /// The output of `good` that covers its demand and what all others use of it at output x. Where its constant use
    /// of itself is below one that is solved for, too.
    pub(super) fn output_for(&self, good: usize, demand: f64, x: &[f64]) -> f64 {
        let own = self.diagonal[good];
        let constants = self
            .economy
            .goods_table()
            .row(good)
            .filter(|&(column, _)| column != good);
        let constants: f64 = constants.map(|(column, amount)| amount * x[column]).sum();
        let stacks = self.needed_by[good]
            .iter()
            .map(|&place| &self.economy.stacks()[place]);
        let by_units = |stack: &Stack| {
            stack.requirement(self.economy.units(), Input::Good(good), x[stack.good])
        };
        let used = constants + stacks.map(by_units).sum::<f64>() + demand;
        if own < 1.0 {
            used / (1.0 - own)
        } else {
            used + own * x[good]
        }
    }
}
