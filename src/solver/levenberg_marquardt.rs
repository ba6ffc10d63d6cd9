//! Levenberg-Marquardt on the paper's mean squared error E(x) = (1/n) Σ_i (x_i - R_i(x) - d_i)².
//!
//! Its gradient is (2/n) (I - R'(x))^T (x - R(x) - d); each step solves (J^T J + λ I) δ = -J^T g with J = I - R'(x) by
//! conjugate gradients, so that only products with J and its transpose are needed.

use super::prepared::Prepared;
use super::slopes::Slopes;
use super::{Settings, imbalance, krylov};
use crate::pace::Pace;

/// The most steps.
const STEPS: usize = 300;

/// Steps from `x` until the error is rounding; the outputs found and the passes, or `None` when it does not settle.
/// Whether what it found is the least solution is for the caller to see.
pub(super) async fn solve(
    problem: &Prepared,
    demand: &[f64],
    mut x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Option<(Vec<f64>, usize)> {
    let n = x.len();
    let economy = &problem.economy;
    let (mut gap, mut downhill) = (vec![0.0; n], vec![0.0; n]);
    let mut tried_gap = vec![0.0; n];
    let mut damping = 1e-3;
    let mut passes = 1;
    imbalance(economy, &x, demand, &mut gap, pace).await;
    for _ in 0..STEPS {
        let (error, scale) = (krylov::norm(&gap), krylov::norm(&x).max(f64::MIN_POSITIVE));
        if error <= settings.tolerance * scale {
            return Some((x, passes));
        }
        let slopes = Slopes::at(economy, &x);
        gradient(&slopes, &gap, &mut downhill, pace).await;
        downhill.iter_mut().for_each(|g| *g = -*g);
        let (step, products) = damped_step(&slopes, &downhill, damping, pace).await;
        let tried: Vec<f64> = x.iter().zip(&step).map(|(x, step)| x + step).collect();
        imbalance(economy, &tried, demand, &mut tried_gap, pace).await;
        passes += products + 1;
        if krylov::norm(&tried_gap) < error {
            x = tried;
            std::mem::swap(&mut gap, &mut tried_gap);
            damping *= 0.1;
        } else if error <= 1e-13 * scale {
            return Some((x, passes));
        } else {
            damping *= 10.0;
            if damping > 1e12 {
                return None;
            }
        }
    }
    None
}

/// J^T g, the gradient of n E / 2, into `gradient`.
async fn gradient(slopes: &Slopes<'_>, gap: &[f64], gradient: &mut [f64], pace: &Pace) {
    slopes.transposed_times(gap, gradient, pace).await;
    gradient
        .iter_mut()
        .zip(gap)
        .for_each(|(gradient, gap)| *gradient = gap - *gradient);
}

/// (J^T J + damping I)^-1 b by conjugate gradients, and the products it took.
async fn damped_step(
    slopes: &Slopes<'_>,
    b: &[f64],
    damping: f64,
    pace: &Pace,
) -> (Vec<f64>, usize) {
    const MOST: usize = 400;
    let n = b.len();
    let goal = 1e-13 * krylov::norm(b);
    let (mut step, mut rest, mut direction) = (vec![0.0; n], b.to_vec(), b.to_vec());
    let (mut forth, mut image) = (vec![0.0; n], vec![0.0; n]);
    let mut size = krylov::dot(&rest, &rest);
    let mut products = 0;
    while size.sqrt() > goal && products < MOST {
        slopes.times(&direction, &mut forth, pace).await;
        forth
            .iter_mut()
            .zip(&direction)
            .for_each(|(f, d)| *f = d - *f);
        gradient(slopes, &forth, &mut image, pace).await;
        image
            .iter_mut()
            .zip(&direction)
            .for_each(|(i, d)| *i += damping * d);
        products += 2;
        let alpha = size / krylov::dot(&direction, &image);
        if !alpha.is_finite() {
            break;
        }
        for i in 0..n {
            step[i] += alpha * direction[i];
            rest[i] -= alpha * image[i];
        }
        let next = krylov::dot(&rest, &rest);
        for i in 0..n {
            direction[i] = rest[i] + next / size * direction[i];
        }
        size = next;
    }
    (step, products)
}
