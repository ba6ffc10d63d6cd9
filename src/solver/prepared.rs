//! An economy made ready for solving: what every solve of it needs to know and none should work out again.

use super::structure::components;
use crate::economy::{Economy, Input, Stack};
use crate::pace::Pace;

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
        Pace::finish(async |pace| Self::of(economy, &pace).await)
    }

    /// As [`Prepared::new`], with pauses.
    pub async fn of(economy: Economy, pace: &Pace) -> Self {
        let goods = economy.goods().len();
        let mut needed_by = vec![Vec::new(); goods];
        for (row, stack) in economy.unit_cells() {
            needed_by[row].extend(economy.stack_place(stack.good));
        }
        let mut order: Vec<usize> = (0..goods).rev().collect();
        // As the paper's generator makes tables: no good is needed for one before it.
        let mut triangular = is_triangular(&economy, &order, pace).await;
        if !triangular {
            order = by_groups(&economy, &needed_by, pace).await;
            triangular = is_triangular(&economy, &order, pace).await;
        }
        let table = economy.goods_table();
        let diagonal = (0..goods).map(|good| table.at(good, good)).collect();
        Self {
            order,
            diagonal,
            triangular,
            needed_by,
            economy,
        }
    }

    /// Units of work of [`Prepared::make_enough`] for one good.
    pub(super) fn row_work(&self, good: usize) -> usize {
        1 + self.economy.goods_table().row_filled(good) + 8 * self.needed_by[good].len()
    }

    /// Whether the goods can be ordered so that none needs a later one.
    #[must_use]
    pub fn is_triangular(&self) -> bool {
        self.triangular
    }

    /// Whether one sweep in that order is the answer: no good needs a later one, and none uses up all that is made of it.
    pub(super) fn takes_one_sweep(&self) -> bool {
        self.triangular && self.diagonal.iter().all(|&own| own < 1.0)
    }

    /// Sets x of `good` to the output that covers its demand and what all others use of it at output x. Where its constant use
    /// of itself is below one that is solved for, too.
    pub(super) fn make_enough(&self, good: usize, demand: f64, x: &mut [f64]) {
        let own = self.diagonal[good];
        let stacks = self.needed_by[good]
            .iter()
            .map(|&place| &self.economy.stacks()[place]);
        let by_units = |stack: &Stack| {
            stack.requirement(self.economy.units(), Input::Good(good), x[stack.good])
        };
        let by_units: f64 = stacks.map(by_units).sum();
        // Without its own output, which the sum over the row would count as well.
        let before = std::mem::take(&mut x[good]);
        let constants = self.economy.goods_table().row_times(good, x);
        let used = constants + by_units + demand;
        x[good] = if own < 1.0 {
            used / (1.0 - own)
        } else {
            used + own * before
        };
    }
}

/// All goods, group by group of those that need each other, each group after those it is needed for. Needs no copy of the
/// table.
async fn by_groups(economy: &Economy, needed_by: &[Vec<usize>], pace: &Pace) -> Vec<usize> {
    let (goods, table) = (economy.goods().len(), economy.goods_table());
    let constants: Vec<usize> = (0..goods).map(|good| table.row_filled(good)).collect();
    let by_units = |good: usize, k: usize| {
        needed_by[good]
            .get(k)
            .map(|&place| economy.stacks()[place].good)
    };
    let needing = |good: usize, k: usize| {
        table
            .column(good, k)
            .or_else(|| by_units(good, k - constants[good]))
    };
    components(goods, needing, pace).await.concat()
}

/// Whether each good is needed only for itself, by a constant, and for goods that come before it in `order`.
async fn is_triangular(economy: &Economy, order: &[usize], pace: &Pace) -> bool {
    let mut place = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(at, &good)| place[good] = at);
    let mut cells = economy.unit_cells();
    if !cells.all(|(row, stack)| place[stack.good] < place[row]) {
        return false;
    }
    let table = economy.goods_table();
    for row in 0..order.len() {
        if !table
            .row(row)
            .all(|(column, _)| place[column] <= place[row])
        {
            return false;
        }
        pace.work(1 + 2 * table.row_filled(row)).await;
    }
    true
}
