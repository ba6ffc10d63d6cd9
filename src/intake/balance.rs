//! x = A x + d of a sparse table, on the one copy of it that there is: by substitution where no good is needed for one
//! before it (or none for one after it), by a Krylov method otherwise, and by sweeps where that does not settle.

use crate::economy::Coefficients;
use crate::pace::Pace;
use crate::solver::{Solution, bicgstab};
use crate::words::words;

/// BiCGSTAB ends at this share of the demand, in the Euclidean norm; what it leaves of each good is swept out.
const TOLERANCE: f64 = 1e-12;
/// The most products of BiCGSTAB.
const MOST_PRODUCTS: usize = 400;
/// Sweeps after it, which draw near quickly.
const FEW_SWEEPS: usize = 40;
/// The most sweeps without it. A productive economy takes some dozen, unless making a unit uses up nearly one.
const MOST_SWEEPS: usize = 2_000;

/// The balance of a table.
#[derive(Clone, Copy, Debug)]
pub struct Balance<'a> {
    /// A: what a unit of the column's good needs of the row's.
    pub table: &'a Coefficients,
    /// d, below zero where more is imported than asked for.
    pub demand: &'a [f64],
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Output of each good.
    pub x: Vec<f64>,
    /// How, in words.
    pub method: &'static str,
    /// Products with the whole table that took.
    pub products: usize,
    /// The residual, recomputed from the table.
    pub residual: f64,
}

impl Found {
    /// Whether every good is in balance.
    #[must_use]
    pub fn is_solved(&self) -> bool {
        self.residual <= Solution::SOLVED
    }
}

impl Balance<'_> {
    /// Solves it; `progress` hears how many products have been taken.
    pub async fn solved(self, progress: impl Fn(usize), pace: &Pace) -> Found {
        if let Some(falling) = self.triangle(pace).await {
            let mut x = vec![0.0; self.demand.len()];
            self.sweep(&mut x, falling, pace).await;
            let residual = self.residual(&x, pace).await;
            return Found {
                x,
                method: words().files_intake_substitution(),
                products: 1,
                residual,
            };
        }
        let taken = std::cell::Cell::new(0);
        let times = async |v: &[f64], image: &mut [f64]| {
            for (row, image) in image.iter_mut().enumerate() {
                *image = self.table.row_times(row, v);
                pace.work(self.table.row_filled(row) + 4).await;
            }
            taken.set(taken.get() + 1);
            progress(taken.get());
        };
        if let Some((x, products)) = bicgstab(times, self.demand, TOLERANCE, MOST_PRODUCTS).await {
            let mut found = Found {
                x,
                method: "BiCGSTAB",
                products,
                residual: f64::INFINITY,
            };
            self.swept(&mut found, FEW_SWEEPS, &progress, pace).await;
            if found.is_solved() {
                return found;
            }
        }
        // From below, so that what they come to rest at is the least solution.
        let mut found = Found {
            x: self.demand.to_vec(),
            method: "Gauss-Seidel",
            products: taken.get(),
            residual: f64::INFINITY,
        };
        self.swept(&mut found, MOST_SWEEPS, &progress, pace).await;
        found
    }

    /// Whether one sweep solves it, and then whether it has to begin at the last good.
    async fn triangle(self, pace: &Pace) -> Option<bool> {
        let (mut upper, mut lower) = (true, true);
        for row in 0..self.demand.len() {
            let cells = self.table.row_filled(row);
            if cells > 0 {
                upper &= self.table.column(row, 0) >= Some(row);
                lower &= self.table.column(row, cells - 1) <= Some(row);
            }
            pace.work(8).await;
            if !upper && !lower {
                return None;
            }
        }
        Some(upper)
    }

    /// A sweep of Gauss-Seidel: each good's output from those of the others as they are by now.
    async fn sweep(self, x: &mut [f64], falling: bool, pace: &Pace) {
        let goods = x.len();
        for step in 0..goods {
            let good = if falling { goods - 1 - step } else { step };
            let own = self.table.at(good, good);
            let others = self.table.row_times(good, x) - own * x[good];
            x[good] = (others + self.demand[good]) / (1.0 - own);
            pace.work(self.table.row_filled(good) + 20).await;
        }
    }

    /// Sweeps to and fro until every good is in balance, it grows beyond all bounds, or there were `most`.
    async fn swept(self, found: &mut Found, most: usize, progress: &impl Fn(usize), pace: &Pace) {
        for sweep in 0..most {
            found.residual = self.residual(&found.x, pace).await;
            let grows = found.x.iter().any(|x| !x.is_finite() || x.abs() > 1e100);
            if found.residual <= 0.01 * Solution::SOLVED || grows {
                return;
            }
            self.sweep(&mut found.x, sweep % 2 == 0, pace).await;
            found.products += 2;
            progress(found.products);
        }
        found.residual = self.residual(&found.x, pace).await;
    }

    /// max_i |x_i - (A x)_i - d_i| / (x_i + (A x)_i + |d_i|), cell by cell and not by the solver's products.
    pub async fn residual(self, x: &[f64], pace: &Pace) -> f64 {
        let mut worst: f64 = 0.0;
        for (good, (&x_i, &d_i)) in x.iter().zip(self.demand).enumerate() {
            let used: f64 = self.table.row(good).map(|(column, a)| a * x[column]).sum();
            let size = x_i.abs() + used.abs() + d_i.abs();
            let gap = (x_i - used - d_i).abs();
            pace.work(2 * self.table.row_filled(good) + 4).await;
            if !gap.is_finite() {
                return f64::INFINITY;
            }
            if size > 0.0 {
                worst = worst.max(gap / size);
            }
        }
        worst
    }
}
