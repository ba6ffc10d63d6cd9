//! The power series of Eq 3: x(0) = d, x(k+1) = R(x(k)) + d.
//!
//! R does not fall, so the x(k) rise; they stay below every solution, so they rise to the least one if there is one, and
//! without bound if there is none. Rounding keeps this order (rounded sums and products do not fall either), so the
//! iteration comes to rest in finitely many passes or grows beyond every number.

use super::productive;
use super::{Method, Settings, Solution, Status};
use crate::economy::Economy;
use crate::pace::Pace;

/// After so many passes, and again at twice as many each time, an iteration that has not come to rest is asked whether it
/// ever can. Most economies rest before; asking costs some passes itself.
const FIRST_DOUBT: usize = 64;

/// Iterates from `x`, which must not lie above the answer, until nothing moves.
pub(super) async fn solve(
    economy: &Economy,
    demand: &[f64],
    mut x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    let work = economy.goods_table().filled() + economy.units().len() + x.len();
    let mut next = vec![0.0; x.len()];
    let mut doubt = FIRST_DOUBT;
    for passes in 1..=settings.max_passes {
        economy.goods_used(&x, &mut next);
        let mut rests = true;
        for i in 0..x.len() {
            next[i] += demand[i];
            rests &= (next[i] - x[i]).abs() <= settings.tolerance * next[i].abs();
        }
        std::mem::swap(&mut x, &mut next);
        if rests {
            return ended(x, passes, Status::Solved);
        }
        pace.work(work).await;
        if passes == doubt {
            doubt *= 2;
            if let Some(certificate) = productive::refute(economy, &next, &x, pace).await {
                return ended(x, passes, Status::NotProductive(Box::new(certificate)));
            }
        }
    }
    let passes = settings.max_passes;
    ended(x, passes, Status::IterationLimit)
}

fn ended(x: Vec<f64>, passes: usize, status: Status) -> Solution {
    Solution {
        x,
        status,
        method: Method::FixedPoint,
        passes,
        residual: f64::NAN,
    }
}
