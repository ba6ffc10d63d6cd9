//! Whether a solution that was found without a proof is the least one.

use super::prepared::Prepared;
use super::slopes::Slopes;
use crate::pace::Pace;

/// Tries to prove that `x`, a solution, is the least one, given that no solution lies below `low` anywhere.
///
/// The least solution lies between `low` and x. Let U be the largest slopes between the two. If U v < v for some v > 0,
/// then R contracts in the norm weighted by v, so there is only one solution between them, and it is x. Such a v is
/// looked for by v <- U v + w, which tends to (I - U)^-1 w when the spectral radius of U is below one.
pub(super) async fn is_least(problem: &Prepared, low: &[f64], x: &[f64], pace: &Pace) -> bool {
    /// Further than this from one, U is worth no more passes: the methods with a proof are then as quick.
    const PASSES: usize = 100;
    /// Room for the rounding of a sum over a row.
    const BELOW: f64 = 1.0 - 1e-12;
    if !x
        .iter()
        .zip(low)
        .all(|(x, low)| x.is_finite() && *x >= low * BELOW)
    {
        return false;
    }
    let u = Slopes::largest_within(&problem.economy, low, x);
    // x itself is the natural first guess: U x = x - d in a linear economy. Goods that nobody needs get a little.
    let little = 1e-9 * x.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let weight: Vec<f64> = x.iter().map(|x| x.max(little)).collect();
    let (mut v, mut image) = (weight.clone(), vec![0.0; x.len()]);
    for _ in 0..PASSES {
        u.times(&v, &mut image, pace).await;
        if v.iter().zip(&image).all(|(v, image)| *image < BELOW * v) {
            return true;
        }
        for i in 0..v.len() {
            v[i] = image[i] + weight[i];
        }
    }
    false
}
