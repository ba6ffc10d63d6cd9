//! The methods with a proof: the power series of Eq 3, x(0) = d, x(k+1) = R(x(k)) + d, and its Gauss-Seidel form.
//!
//! R does not fall, so the x(k) rise; they stay below every solution, so they rise to the least one if there is one, and
//! without bound if there is none. Rounding keeps this order (rounded sums and products do not fall either), so the
//! iteration comes to rest in finitely many passes or grows beyond every number. A Gauss-Seidel sweep uses each new output
//! at once and so rises faster, but never above a solution either.

use super::prepared::Prepared;
use super::productive;
use super::{Method, Settings, Solution, Status};
use crate::pace::Pace;

/// After so many passes, and again at twice as many each time, an iteration that has not come to rest is asked whether it
/// ever can. Most economies rest before; asking costs some passes itself.
const FIRST_DOUBT: usize = 64;

/// The power series, from `x`, which must not lie above the answer.
pub(super) async fn fixed_point(
    problem: &Prepared,
    demand: &[f64],
    x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    iterate(problem, demand, Method::FixedPoint, x, settings, pace).await
}

/// Gauss-Seidel sweeps in the order of the economy's structure, from `x`, which must not lie above the answer. Where no
/// good needs one that comes after it, one sweep is the answer.
pub(super) async fn gauss_seidel(
    problem: &Prepared,
    demand: &[f64],
    x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    iterate(problem, demand, Method::GaussSeidel, x, settings, pace).await
}

/// Repeats the passes of `method` until nothing moves, they run out, or it is proved that it never will.
async fn iterate(
    problem: &Prepared,
    demand: &[f64],
    method: Method,
    mut x: Vec<f64>,
    settings: &Settings,
    pace: &Pace,
) -> Solution {
    let mut next = vec![0.0; x.len()];
    let mut doubt = FIRST_DOUBT;
    let is_answer = method == Method::GaussSeidel && problem.takes_one_sweep();
    let ended = |x, passes, status| Solution {
        x,
        status,
        method,
        gave_way: None,
        passes,
        residual: f64::NAN,
    };
    for passes in 1..=settings.max_passes {
        if method == Method::FixedPoint {
            problem.economy.goods_used_at(&x, &mut next, pace).await;
            for (next, demand) in next.iter_mut().zip(demand) {
                *next += demand;
            }
        } else {
            next.copy_from_slice(&x);
            for &good in &problem.order {
                problem.make_enough(good, demand[good], &mut next);
                pace.work(problem.row_work(good)).await;
            }
        }
        let beyond_numbers = !next.iter().all(|x| x.is_finite());
        let rests = || {
            let mut steps = x.iter().zip(&next);
            steps.all(|(x, next)| (next - x).abs() <= settings.tolerance * next.abs())
        };
        // A second sweep over a triangular economy would compute the same numbers from the same numbers.
        let rests = !beyond_numbers && (is_answer || rests());
        std::mem::swap(&mut x, &mut next);
        if rests {
            return ended(x, passes, Status::Solved);
        }
        if passes == doubt || beyond_numbers {
            doubt *= 2;
            if let Some(certificate) = productive::refute(&problem.economy, &next, &x, pace).await {
                return ended(x, passes, Status::NotProductive(Box::new(certificate)));
            }
        }
        if beyond_numbers {
            return ended(x, passes, Status::IterationLimit);
        }
    }
    ended(x, settings.max_passes, Status::IterationLimit)
}
