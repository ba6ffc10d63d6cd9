//! Newton's method on x - R(x) - d = 0, each step a sparse linear system.

use super::krylov;
use super::prepared::Prepared;
use super::slopes::Slopes;
use super::{Settings, imbalance};
use crate::pace::Pace;

/// The most steps; far from kinks the number of right digits doubles with each.
const STEPS: usize = 60;

/// Steps from `x` until a step changes nothing; the outputs found and the passes it took, or `None` when it does not
/// settle. Whether what it found is the least solution is for the caller to see.
pub(super) async fn solve(
    problem: &Prepared,
    demand: &[f64],
    mut x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Option<(Vec<f64>, usize)> {
    let mut passes = 0;
    let mut gap = vec![0.0; x.len()];
    let mut best = f64::INFINITY;
    for _ in 0..STEPS {
        imbalance(&problem.economy, &x, demand, &mut gap, pace).await;
        let size = krylov::norm(&gap);
        let scale = krylov::norm(&x).max(f64::MIN_POSITIVE);
        passes += 1;
        // Done when the imbalance is rounding: it no longer shrinks from a size that is small already.
        if size <= settings.tolerance * scale || (size >= 0.5 * best && size <= 1e-13 * scale) {
            return Some((x, passes));
        }
        best = best.min(size);
        let slopes = Slopes::at(&problem.economy, &x);
        gap.iter_mut().for_each(|gap| *gap = -*gap);
        let times = async |v: &[f64], product: &mut [f64]| slopes.times(v, product, pace).await;
        let (step, products) = krylov::bicgstab(times, &gap, 1e-12, 500).await?;
        passes += products;
        // No clamping at zero: more imports than uses must show as a negative output.
        x.iter_mut().zip(&step).for_each(|(x, step)| *x += step);
    }
    None
}
