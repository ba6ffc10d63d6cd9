//! How far x is from balance, recomputed apart from the solvers' own books.

use crate::economy::{Economy, Input};

/// max_i |x_i - R_i(x) - d_i| / (x_i + R_i(x) + |d_i|), where 0/0 counts as 0.
///
/// It goes through the raw cells one by one and asks every unit again, sharing no sum with a solver, so that a mistake in
/// a solver's product shows.
#[must_use]
pub fn residual(economy: &Economy, x: &[f64], demand: &[f64]) -> f64 {
    let mut used = vec![0.0; x.len()];
    for (input, good, coefficient) in economy.goods_table().cells() {
        used[input] += coefficient * x[good];
    }
    for stack in economy.stacks() {
        for (unit, q) in stack.dispatch(economy.units(), x[stack.good]) {
            for (input, curve) in &economy.units()[unit].needs {
                if let Input::Good(row) = *input {
                    used[row] += curve.at(q);
                }
            }
        }
    }
    let relative = |i: usize| {
        let size = x[i].abs() + used[i] + demand[i].abs();
        if size == 0.0 {
            0.0
        } else {
            (x[i] - used[i] - demand[i]).abs() / size
        }
    };
    // Not f64::max, which would pass over a NaN: a broken x must not look solved.
    (0..x.len())
        .map(relative)
        .fold(0.0, |worst, next| if next <= worst { worst } else { next })
}
