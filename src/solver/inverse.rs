//! The Leontief inverse: what it takes of every good to deliver one unit of each, directly and through everything else.

use super::slopes::Slopes;
use crate::economy::Economy;
use crate::pace::Pace;

/// (I - A*)^-1 by rows, n x n: entry (i, j) is how much of good i is made in all to deliver one unit of good j. A* = F(x)
/// holds the coefficients at the outputs x, a solution of the balance. Takes n² numbers of room and n³ work.
///
/// `None` where some good leaves nothing of itself, so that the inverse does not exist or is not positive (Hawkins-Simon).
pub async fn leontief_inverse(economy: &Economy, x: &[f64], pace: &Pace) -> Option<Vec<f64>> {
    /// As near to one as doubles can tell.
    const NOTHING_LEFT: f64 = 1e-14;
    let n = economy.goods().len();
    let mut m = vec![0.0; n * n];
    for good in 0..n {
        m[good * n + good] = 1.0;
    }
    for (row, column, coefficient) in Slopes::coefficients(economy, x).cells() {
        m[row * n + column] -= coefficient;
    }
    // Gauss and Jordan in place. In a productive economy every pivot is positive, and none has to be looked for.
    let mut pivot_row = vec![0.0; n];
    for k in 0..n {
        let pivot = m[k * n + k];
        if pivot <= NOTHING_LEFT || !pivot.is_finite() {
            return None;
        }
        m[k * n + k] = 1.0;
        for j in 0..n {
            m[k * n + j] /= pivot;
            pivot_row[j] = m[k * n + j];
        }
        for i in (0..n).filter(|&i| i != k) {
            let row = &mut m[i * n..(i + 1) * n];
            let factor = row[k];
            if factor != 0.0 {
                row[k] = 0.0;
                for j in 0..n {
                    row[j] -= factor * pivot_row[j];
                }
                pace.work(n).await;
            }
        }
    }
    Some(m)
}
