//! The balance: given an economy and a demand d, the least x >= 0 with x = R(x) + d (Eq 2 and 3).
//!
//! | file | what it holds |
//! | --- | --- |
//! | `settings` | which method, how exact, how long |
//! | `solution` | x and how the solve ended |
//! | `prepared` | an economy with its structure, which all solves of it share |
//! | `monotone` | the power series and Gauss-Seidel, the methods with a proof |
//! | `newton`, `anderson`, `levenberg_marquardt` | methods without one |
//! | `least` | the proof, after the fact, that what they found is the least solution |
//! | `krylov` | linear systems |
//! | `slopes` | R'(x) and bounds of it |
//! | `structure` | groups of goods that need each other (strongly connected components) |
//! | `productive` | Hawkins-Simon: whether such a group makes more of itself than it uses up, and the certificate |
//! | `elimination` | the same decided by elimination, where bounds of the spectral radius are slow to close |
//! | `embodied` | what went into a unit of each good: v (I - A)^-1 |
//! | `inverse` | the Leontief inverse (I - A)^-1 as a whole |
//! | `residual` | how far x is from balance, recomputed from the raw table |

mod anderson;
mod elimination;
mod embodied;
mod inverse;
mod krylov;
mod least;
mod levenberg_marquardt;
mod monotone;
mod newton;
mod prepared;
mod productive;
mod residual;
mod settings;
mod slopes;
mod solution;
mod structure;

pub use embodied::embodied;
pub use inverse::leontief_inverse;
pub use krylov::bicgstab;
pub use prepared::Prepared;
pub use productive::{Certificate, critical_group};
use residual::recomputed;
pub use residual::{recomputed as residual_at, residual};
pub use settings::{Method, Settings};
pub use solution::{Solution, Status};

use crate::economy::Economy;
use crate::pace::Pace;

/// Solves x = R(x) + `demand` for the least non-negative x, by what suits the economy's structure. What that was stands in
/// [`Solution::method`].
///
/// `demand` has an entry per good, in units of the good per day. `start` may be the solution for a demand that is
/// nowhere larger: the iteration then begins there (a start that is not below the answer gives a wrong answer). How it
/// ended stands in [`Solution::status`].
///
/// # Panics
/// When `demand` or `start` has not one entry per good.
pub async fn solve(
    problem: &Prepared,
    demand: &[f64],
    start: Option<&[f64]>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    let start = beginning(problem, demand, start);
    let solution = auto(problem, demand, start, settings, pace).await;
    checked(problem, demand, solution, pace).await
}

/// As [`solve`], by a method of the caller's choice. Apart from it, so that a program that leaves the choice to [`solve`] does
/// not carry all of them.
///
/// # Panics
/// As [`solve`].
pub async fn solve_by(
    method: Method,
    problem: &Prepared,
    demand: &[f64],
    start: Option<&[f64]>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    let start = beginning(problem, demand, start);
    let low = start.clone();
    let found = match method {
        Method::Auto => return solve(problem, demand, Some(&start), settings, pace).await,
        Method::FixedPoint => {
            let solution = monotone::fixed_point(problem, demand, start, settings, pace).await;
            return checked(problem, demand, solution, pace).await;
        }
        Method::GaussSeidel => {
            let solution = monotone::gauss_seidel(problem, demand, start, settings, pace).await;
            return checked(problem, demand, solution, pace).await;
        }
        Method::Newton => newton::solve(problem, demand, start, settings, pace).await,
        Method::Anderson => anderson::solve(problem, demand, start, settings, pace).await,
        Method::LevenbergMarquardt => {
            levenberg_marquardt::solve(problem, demand, start, settings, pace).await
        }
    };
    let solution = proved(problem, demand, low, method, found, settings, pace).await;
    checked(problem, demand, solution, pace).await
}

/// Where an iteration begins.
fn beginning(problem: &Prepared, demand: &[f64], start: Option<&[f64]>) -> Vec<f64> {
    let goods = problem.economy.goods().len();
    assert_eq!(demand.len(), goods, "a demand per good");
    let start = start.unwrap_or(demand).to_vec();
    assert_eq!(start.len(), goods, "a start per good");
    start
}

/// The solution with its residual, recomputed from the raw table, and solved only if that is small.
async fn checked(
    problem: &Prepared,
    demand: &[f64],
    mut solution: Solution,
    pace: &Pace,
) -> Solution {
    if solution.status == Status::Solved {
        forbid_negative(&mut solution);
    }
    solution.residual = recomputed(&problem.economy, &solution.x, demand, pace).await;
    let in_balance = solution.residual <= Solution::SOLVED;
    if solution.status == Status::Solved && !in_balance {
        solution.status = Status::IterationLimit;
    }
    solution
}

/// Sweeps first: they are the answer in a triangular economy and soon in a loosely entangled one. What has not come to
/// rest then goes on from there with Newton's method.
async fn auto(
    problem: &Prepared,
    demand: &[f64],
    start: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    const SWEEPS: usize = 48;
    let first = Settings {
        max_passes: SWEEPS.min(settings.max_passes),
        ..settings.clone()
    };
    let swept = monotone::gauss_seidel(problem, demand, start, &first, pace).await;
    if swept.status != Status::IterationLimit || settings.max_passes <= SWEEPS {
        return swept;
    }
    let found = newton::solve(problem, demand, swept.x.clone(), settings, pace).await;
    let (low, method) = (swept.x, Method::Newton);
    let mut solution = proved(problem, demand, low, method, found, settings, pace).await;
    solution.passes += swept.passes;
    solution
}

/// What a method without a proof of its own has `found`, with the passes that took, if it is proved to be the least solution;
/// otherwise sweeps take over from `low`, which lies below the answer.
async fn proved(
    problem: &Prepared,
    demand: &[f64],
    mut low: Vec<f64>,
    method: Method,
    found: Option<(Vec<f64>, usize)>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    /// Sweeps that draw the lower bound nearer when the first one leaves room for a second solution.
    const SWEEPS: usize = 32;
    let mut passes = 0;
    if let Some((x, taken)) = found {
        passes = taken;
        for _ in 0..2 {
            if least::is_least(problem, &low, &x, pace).await
                && let Some((x, taken)) = settled(problem, demand, &x, settings, pace).await
            {
                let (status, residual) = (Status::Solved, f64::NAN);
                return Solution {
                    x,
                    status,
                    method,
                    gave_way: None,
                    passes: passes + taken,
                    residual,
                };
            }
            let few = Settings {
                max_passes: SWEEPS,
                ..settings.clone()
            };
            let swept = monotone::gauss_seidel(problem, demand, low, &few, pace).await;
            passes += swept.passes;
            low = swept.x;
        }
    }
    let swept = monotone::gauss_seidel(problem, demand, low, settings, pace).await;
    Solution {
        gave_way: Some(method),
        passes: passes + swept.passes,
        ..swept
    }
}

/// `x`, a solution as a sum of squares sees it, with every good in balance, the small ones too: where the residual is not
/// good enough yet, a few sweeps go on from x. They draw near, because R contracts around a solution that was proved to be
/// the least. With the passes that took; `None` when they were not enough.
async fn settled(
    problem: &Prepared,
    demand: &[f64],
    x: &[f64],
    settings: &Settings,
    pace: &Pace,
) -> Option<(Vec<f64>, usize)> {
    /// Fewer than an iteration has before it is asked whether it can come to rest.
    const SWEEPS: usize = 32;
    const IN_BALANCE: f64 = 0.01 * Solution::SOLVED;
    if recomputed(&problem.economy, x, demand, pace).await <= IN_BALANCE {
        return Some((x.to_vec(), 0));
    }
    let few = Settings {
        max_passes: SWEEPS,
        ..settings.clone()
    };
    let swept = monotone::gauss_seidel(problem, demand, x.to_vec(), &few, pace).await;
    let off = recomputed(&problem.economy, &swept.x, demand, pace).await;
    (off <= IN_BALANCE).then_some((swept.x, swept.passes))
}

/// x - R(x) - d, into `gap`.
async fn imbalance(economy: &Economy, x: &[f64], demand: &[f64], gap: &mut [f64], pace: &Pace) {
    economy.goods_used_at(x, gap, pace).await;
    for i in 0..x.len() {
        gap[i] = x[i] - gap[i] - demand[i];
    }
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
