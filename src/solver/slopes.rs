//! Tables of slopes: how much more of each good one more unit of output would use up. R'(x), and bounds of it.

use crate::economy::{Coefficients, Economy, Input, Stack};
use crate::pace::Pace;

/// A goods x goods table of slopes >= 0: the constant cells of an economy, which are shared, and a slope for each cell of
/// units.
#[derive(Clone, Debug)]
pub(super) struct Slopes<'a> {
    constants: &'a Coefficients,
    /// (row, column, slope), in the order of the economy's unit cells.
    units: Vec<(usize, usize, f64)>,
}

impl<'a> Slopes<'a> {
    /// R'(x): slopes at x, from the right where a curve has a kink.
    pub(super) fn at(economy: &'a Economy, x: &[f64]) -> Self {
        Self::new(economy, |stack, input| {
            stack.slope(economy.units(), input, x[stack.good])
        })
    }

    /// For each cell the least slope anywhere from x on.
    pub(super) fn least_from(economy: &'a Economy, x: &[f64]) -> Self {
        Self::new(economy, |stack, input| {
            stack.least_slope(economy.units(), input, x[stack.good])
        })
    }

    /// For each cell the largest slope anywhere from `low` to `high`.
    pub(super) fn largest_within(economy: &'a Economy, low: &[f64], high: &[f64]) -> Self {
        Self::new(economy, |stack, input| {
            stack.largest_slope(economy.units(), input, low[stack.good], high[stack.good])
        })
    }

    /// F(x), the coefficients at x; not slopes, but a table of the same shape.
    pub(super) fn coefficients(economy: &'a Economy, x: &[f64]) -> Self {
        Self::new(economy, |stack, input| {
            economy.coefficient(input, stack.good, x[stack.good])
        })
    }

    fn new(economy: &'a Economy, slope: impl Fn(&Stack, Input) -> f64) -> Self {
        let cells = economy.unit_cells();
        let units = cells
            .map(|(row, stack)| (row, stack.good, slope(stack, Input::Good(row))))
            .collect();
        Self {
            constants: economy.goods_table(),
            units,
        }
    }

    /// All cells that are not zero: (row, column, slope).
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        self.constants.cells().chain(self.units.iter().copied())
    }

    /// Number of goods.
    pub(super) fn goods(&self) -> usize {
        self.constants.rows()
    }

    /// M v, into `product`.
    pub(super) async fn times(&self, v: &[f64], product: &mut [f64], pace: &Pace) {
        self.constants.times(v, product, pace).await;
        pace.work(self.units.len()).await;
        for &(row, column, slope) in &self.units {
            product[row] += slope * v[column];
        }
    }

    /// v M, into `product`.
    pub(super) async fn transposed_times(&self, v: &[f64], product: &mut [f64], pace: &Pace) {
        product.fill(0.0);
        for (row, &weight) in v.iter().enumerate() {
            if weight != 0.0 {
                self.constants
                    .row(row)
                    .for_each(|(column, amount)| product[column] += amount * weight);
                pace.work(1 + 2 * self.constants.row_filled(row)).await;
            }
        }
        pace.work(self.units.len()).await;
        for &(row, column, slope) in &self.units {
            product[column] += slope * v[row];
        }
    }

    /// The table by rows of (column, slope), without zeros.
    pub(super) async fn rows(&self, pace: &Pace) -> Vec<Vec<(usize, f64)>> {
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::with_capacity(self.goods());
        for row in 0..self.goods() {
            rows.push(self.constants.row(row).collect());
            pace.work(8 + 8 * rows[row].len()).await;
        }
        for &(row, column, slope) in self.units.iter().filter(|cell| cell.2 > 0.0) {
            rows[row].push((column, slope));
        }
        rows
    }
}
