//! How far x is from balance, recomputed apart from the solvers' own books.

use crate::economy::{Economy, Input};
use crate::pace::Pace;

/// max_i |x_i - R_i(x) - d_i| / (x_i + R_i(x) + |d_i|), where 0/0 counts as 0.
///
/// It goes through the raw cells one by one and asks every unit again, sharing no sum with a solver, so that a mistake in
/// a solver's product shows.
#[must_use]
pub fn residual(economy: &Economy, x: &[f64], demand: &[f64]) -> f64 {
    Pace::finish(async |pace| recomputed(economy, x, demand, &pace).await)
}

/// As [`residual`], with pauses.
pub async fn recomputed(economy: &Economy, x: &[f64], demand: &[f64], pace: &Pace) -> f64 {
    let mut used = vec![0.0; x.len()];
    for (input, sum) in used.iter_mut().enumerate() {
        let cells = economy.goods_table().row(input);
        *sum = cells.fold(0.0, |sum, (good, coefficient)| sum + coefficient * x[good]);
        pace.work(1 + 2 * economy.goods_table().row_filled(input))
            .await;
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
    (0..x.len()).map(relative).fold(0.0, |worst: f64, next| {
        if worst.is_nan() || next <= worst {
            worst
        } else {
            next
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economy::{Coefficients, Good, Parts};

    #[test]
    fn a_broken_output_shows_wherever_it_stands() {
        // A sound output after a broken one once hid it, and a plan of infinitely much looked solved.
        let economy = Economy::new(Parts {
            name: "Two".to_owned(),
            goods: vec![Good::named("Wheat"), Good::named("Iron")],
            labour: Vec::new(),
            externalities: Vec::new(),
            profiles: Vec::new(),
            goods_table: Coefficients::new(2, 2, [(0, 0, 0.5), (1, 1, 0.5)]),
            labour_table: Coefficients::new(0, 2, []),
            externality_table: Coefficients::new(0, 2, []),
            units: Vec::new(),
        })
        .expect("two goods");
        assert_eq!(residual(&economy, &[2.0, 4.0], &[1.0, 2.0]), 0.0);
        // |3 - 1.5 - 1| / (3 + 1.5 + 1) by hand.
        assert_eq!(residual(&economy, &[3.0, 4.0], &[1.0, 2.0]), 0.5 / 5.5);
        for broken in [f64::INFINITY, f64::NAN] {
            assert!(residual(&economy, &[broken, 4.0], &[1.0, 2.0]).is_nan());
            assert!(residual(&economy, &[2.0, broken], &[1.0, 2.0]).is_nan());
        }
    }
}
