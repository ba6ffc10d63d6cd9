//! What is embodied in a unit of each good, directly and through everything that went into it.

use super::slopes::Slopes;
use crate::economy::Economy;
use crate::pace::Pace;

/// v (I - A*)^-1: with v_j the amount of something used or caused per unit made of good j, the amount embodied in a unit
/// of each good. A* = F(x) holds the coefficients at the outputs x, a solution of the balance.
///
/// `None` when the sum v + v A* + v A*² + ... does not come to rest, which it does for every solution that demand reaches.
pub async fn embodied(economy: &Economy, x: &[f64], v: &[f64], pace: &Pace) -> Option<Vec<f64>> {
    let coefficients = Slopes::coefficients(economy, x);
    let part = |sign: f64| -> Vec<f64> { v.iter().map(|v| (sign * v).max(0.0)).collect() };
    let mut y = summed(&coefficients, &part(1.0), pace).await?;
    // What takes something away is added up apart: a sum in which terms cancel might never come to rest.
    if v.iter().any(|&v| v < 0.0) {
        let taken = summed(&coefficients, &part(-1.0), pace).await?;
        y.iter_mut().zip(&taken).for_each(|(y, taken)| *y -= taken);
    }
    Some(y)
}

/// The sum v + v A + v A² + ... for v >= 0, whose terms only add up.
async fn summed(coefficients: &Slopes<'_>, v: &[f64], pace: &Pace) -> Option<Vec<f64>> {
    const PASSES: usize = 100_000;
    let (mut y, mut next) = (v.to_vec(), vec![0.0; v.len()]);
    for _ in 0..PASSES {
        coefficients.transposed_times(&y, &mut next, pace).await;
        let mut rests = true;
        for i in 0..v.len() {
            next[i] += v[i];
            rests &= (next[i] - y[i]).abs() <= 1e-15 * next[i].abs();
        }
        std::mem::swap(&mut y, &mut next);
        if rests {
            return Some(y);
        }
        if !y.iter().all(|y| y.is_finite()) {
            return None;
        }
    }
    None
}
