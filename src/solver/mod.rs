//! The balance: given an economy and a demand d, the least x >= 0 with x = R(x) + d (Eq 2 and 3).
//!
//! | file | what it holds |
//! | --- | --- |
//! | `settings` | which method, how exact, how long |
//! | `solution` | x and how the solve ended |
//! | `fixed_point` | the paper's power series x = d + R(d) + ..., the method with a proof |
//! | `structure` | groups of goods that need each other (strongly connected components) |
//! | `productive` | Hawkins-Simon: whether such a group makes more of itself than it uses up, and the certificate |
//! | `residual` | how far x is from balance, recomputed from the raw table |

mod fixed_point;
mod productive;
mod residual;
mod settings;
mod solution;
mod structure;

pub use productive::Certificate;
pub use residual::residual;
pub use settings::{Method, Settings};
pub use solution::{Solution, Status};

use crate::economy::Economy;
use crate::pace::Pace;

/// Solves x = R(x) + `demand` for the least non-negative x.
///
/// `demand` has an entry per good, in units of the good per day. `start` may be the solution for a demand that is
/// nowhere larger: the iteration then begins there (a start that is not below the answer gives a wrong answer).
/// How it ended stands in [`Solution::status`].
///
/// # Panics
/// When `demand` or `start` has not one entry per good.
pub async fn solve(
    economy: &Economy,
    demand: &[f64],
    start: Option<&[f64]>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    let goods = economy.goods().len();
    assert_eq!(demand.len(), goods, "a demand per good");
    let start = start.unwrap_or(demand);
    assert_eq!(start.len(), goods, "a start per good");
    let mut solution = match settings.method {
        Method::FixedPoint => {
            fixed_point::solve(economy, demand, start.to_vec(), settings, pace).await
        }
    };
    if solution.status == Status::Solved {
        forbid_negative(&mut solution);
    }
    solution.residual = residual(economy, &solution.x, demand);
    if solution.status == Status::Solved && !(solution.residual <= Solution::SOLVED) {
        solution.status = Status::IterationLimit;
    }
    solution
}

/// Imports (negative demand) may bring an output below zero: up to 1e-9 of the largest entry that is rounding and counts
/// as zero, beyond that more is imported than is used.
fn forbid_negative(solution: &mut Solution) {
    let rounding = 1e-9 * solution.x.iter().copied().fold(0.0, f64::max);
    if let Some(good) = solution.x.iter().position(|&x| x < -rounding) {
        solution.status = Status::ImportsExceedUse { good };
        return;
    }
    for x in &mut solution.x {
        *x = x.max(0.0);
    }
}
