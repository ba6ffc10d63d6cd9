//! Anderson mixing (J. ACM 12, 1965): the fixed point sped up by the best combination of its last passes.

use super::prepared::Prepared;
use super::{Settings, imbalance, krylov};
use crate::pace::Pace;

/// Passes that are combined.
const MEMORY: usize = 6;

/// Mixes from `x` until the imbalance is rounding; the outputs found and the passes, or `None` when it does not settle.
/// Whether what it found is the least solution is for the caller to see.
pub(super) async fn solve(
    problem: &Prepared,
    demand: &[f64],
    mut x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Option<(Vec<f64>, usize)> {
    const PASSES: usize = 1000;
    let mut gap = vec![0.0; x.len()];
    // Differences of successive outputs and of their imbalances, oldest first.
    let mut history: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    let mut last: Option<(Vec<f64>, Vec<f64>)> = None;
    let mut best = f64::INFINITY;
    for passes in 1..=PASSES {
        imbalance(&problem.economy, &x, demand, &mut gap, pace).await;
        gap.iter_mut().for_each(|gap| *gap = -*gap);
        let (size, scale) = (krylov::norm(&gap), krylov::norm(&x).max(f64::MIN_POSITIVE));
        if !size.is_finite() {
            return None;
        }
        if size <= settings.tolerance * scale || (size >= 0.5 * best && size <= 1e-13 * scale) {
            return Some((x, passes));
        }
        best = best.min(size);
        if let Some((old_x, old_gap)) = last.replace((x.clone(), gap.clone())) {
            history.push((minus(&x, &old_x), minus(&gap, &old_gap)));
            if history.len() > MEMORY {
                history.remove(0);
            }
        }
        let weights = best_weights(&history, &gap);
        for i in 0..x.len() {
            let mixed: f64 = history
                .iter()
                .zip(&weights)
                .map(|((dx, dg), weight)| weight * (dx[i] + dg[i]))
                .sum();
            x[i] += gap[i] - mixed;
        }
        pace.work(4 * MEMORY * x.len()).await;
    }
    None
}

fn minus(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The weights w for which |gap - Σ w_k dg_k| is least, by modified Gram-Schmidt; differences that add nothing new get 0.
fn best_weights(history: &[(Vec<f64>, Vec<f64>)], gap: &[f64]) -> Vec<f64> {
    let mut rest = gap.to_vec();
    // Orthogonal directions, and for each difference its shares of them.
    let mut directions: Vec<Vec<f64>> = Vec::new();
    let mut shares: Vec<Vec<f64>> = Vec::new();
    let mut along: Vec<f64> = Vec::new();
    for (_, difference) in history {
        let mut direction = difference.clone();
        let mut share = Vec::new();
        for earlier in &directions {
            let size = krylov::dot(earlier, earlier);
            let part = if size > 0.0 {
                krylov::dot(earlier, &direction) / size
            } else {
                0.0
            };
            direction
                .iter_mut()
                .zip(earlier)
                .for_each(|(d, e)| *d -= part * e);
            share.push(part);
        }
        let size = krylov::dot(&direction, &direction);
        if size <= 1e-28 * krylov::dot(difference, difference) {
            direction.fill(0.0);
        }
        let part = if size > 0.0 {
            krylov::dot(&direction, &rest) / size
        } else {
            0.0
        };
        rest.iter_mut()
            .zip(&direction)
            .for_each(|(r, d)| *r -= part * d);
        along.push(part);
        directions.push(direction);
        shares.push(share);
    }
    // Back from orthogonal directions to differences.
    let mut weights = along;
    for k in (0..weights.len()).rev() {
        for earlier in 0..k {
            weights[earlier] -= shares[k][earlier] * weights[k];
        }
    }
    weights
}
