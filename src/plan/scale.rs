//! The scale of the plan: the largest share s of all targets whose output x(s) respects every bound.

use super::bounds::{Bound, BoundOn, ratio, uses};
use crate::economy::Economy;
use crate::pace::Pace;
use crate::solver::{Prepared, Settings, Solution, Status, critical_group, solve};

/// What the planner found for a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    /// s in 0..=1.
    pub scale: f64,
    /// x(s), with how its solve ended.
    pub solution: Solution,
    /// The bound that holds s back; `None` when s = 1.
    pub binding: Option<BoundOn>,
    /// Solves it took.
    pub solves: usize,
}

/// A scale with its solution for the same economy, such as yesterday's.
#[derive(Clone, Copy, Debug)]
pub struct Warm<'a> {
    /// The scale.
    pub scale: f64,
    /// x(scale).
    pub x: &'a [f64],
}

/// The bracket around s is drawn together to this share of s: as near as rounding in a solve lets it mean something.
const BRACKET: f64 = 1e-14;
/// A binding bound that is used up to this share is used up.
const USED_UP: f64 = 1e-12;
/// A scale below this is 0: no bound that a person can write leaves so little.
const NOTHING: f64 = 1e-18;
/// Guesses by secants before the bracket is halved instead. Most days need four.
const GUESSES: usize = 12;
/// The most solves. Should all guesses fail, 6 halvings find the exponent of s and 40 more draw the bracket to 1e-12.
const MOST_SOLVES: usize = 60;

/// The largest s in [0, 1] whose x(s) respects `bounds`. `full` is the solution at s = 1, which does not depend on them;
/// solves for scales above that of `warm` begin from it.
///
/// In a linear economy x(s) = s x(1), so s is exact. Otherwise it lies in a bracket of 1e-12 relative or less, on the side that
/// respects the bounds; x(s) does not fall, so a bracket always holds.
pub async fn largest_scale(
    problem: &Prepared,
    bounds: &[Bound],
    full: &Solution,
    warm: Option<Warm<'_>>,
    settings: &Settings,
    pace: &Pace,
) -> Scaled {
    let economy = &problem.economy;
    let found = match &full.status {
        Status::Solved => {
            let at_full = Probe::of(economy, bounds, 1.0, full.clone());
            match (at_full.over(), economy.is_linear()) {
                (None, _) => Scaled {
                    scale: 1.0,
                    solution: at_full.solution,
                    binding: None,
                    solves: 0,
                },
                (Some(_), true) => shrink(bounds, &at_full),
                (Some(_), false) => bracket(problem, bounds, at_full, warm, settings, pace).await,
            }
        }
        Status::NotProductive(certificate) if economy.is_linear() => {
            let binding = Some(BoundOn::Productivity(certificate.group.clone()));
            Scaled {
                scale: 0.0,
                solution: nothing(economy, full),
                binding,
                solves: 0,
            }
        }
        Status::NotProductive(_) | Status::IterationLimit if !economy.is_linear() => {
            let at_full = Probe::of(economy, bounds, 1.0, full.clone());
            bracket(problem, bounds, at_full, warm, settings, pace).await
        }
        // Nothing can be said; the status goes with the plan.
        _ => Scaled {
            scale: 0.0,
            solution: full.clone(),
            binding: None,
            solves: 0,
        },
    };
    respect(found, bounds)
}

/// A scale that was tried.
struct Probe {
    scale: f64,
    solution: Solution,
    /// use/limit per bound; empty when there is no solution at this scale.
    ratios: Vec<f64>,
}

impl Probe {
    fn of(economy: &Economy, bounds: &[Bound], scale: f64, solution: Solution) -> Self {
        let ratios = match solution.status {
            Status::Solved => {
                let used = uses(economy, bounds, &solution.x);
                bounds
                    .iter()
                    .zip(used)
                    .map(|(bound, used)| ratio(used, bound.limit))
                    .collect()
            }
            _ => Vec::new(),
        };
        Self {
            scale,
            solution,
            ratios,
        }
    }

    /// The bound that is most exceeded, if one is.
    fn over(&self) -> Option<usize> {
        let mut worst: Option<usize> = None;
        for (place, &ratio) in self.ratios.iter().enumerate() {
            if ratio > worst.map_or(1.0, |worst| self.ratios[worst]) {
                worst = Some(place);
            }
        }
        worst
    }

    fn is_feasible(&self) -> bool {
        self.solution.status == Status::Solved && self.over().is_none()
    }
}

/// The exact scale of a linear economy: s = min_b limit_b / use_b(1).
fn shrink(bounds: &[Bound], full: &Probe) -> Scaled {
    let worst = full.over().map(|place| (place, 1.0 / full.ratios[place]));
    let (binding, scale) = worst.map_or((None, 1.0), |(place, scale)| {
        (Some(bounds[place].on.clone()), scale)
    });
    let x = full.solution.x.iter().map(|x| scale * x).collect();
    Scaled {
        scale,
        solution: Solution {
            x,
            ..full.solution.clone()
        },
        binding,
        solves: 0,
    }
}

/// Draws a bracket around s together, beginning with 0, where nothing is used, and 1, which is too much.
async fn bracket(
    problem: &Prepared,
    bounds: &[Bound],
    full: Probe,
    warm: Option<Warm<'_>>,
    settings: &Settings,
    pace: &Pace,
) -> Scaled {
    /// A start must not lie above the solution, and a plan's outputs may have been set to their bounds by a hair.
    const BELOW: f64 = 1.0 - 1e-11;
    let economy = &problem.economy;
    let warm = warm.map(|warm| {
        (
            warm.scale,
            warm.x.iter().map(|x| BELOW * x).collect::<Vec<f64>>(),
        )
    });
    let mut low = Probe::of(economy, bounds, 0.0, nothing(economy, &full.solution));
    let mut high = full;
    let mut passes = 0;
    let mut solves = 0;
    // The two scales tried last, for secants; they may lie on the same side.
    let mut last = (low.as_point(), high.as_point());
    while high.scale - low.scale > BRACKET * high.scale
        && high.scale > NOTHING
        && solves < MOST_SOLVES
    {
        let guess = if solves < GUESSES {
            secant(&last.0, &last.1, low.scale, high.scale)
        } else {
            None
        };
        let scale = guess.unwrap_or_else(|| middle(low.scale, high.scale));
        let demand: Vec<f64> = economy
            .full_demand()
            .iter()
            .map(|demand| scale * demand)
            .collect();
        // The solution of every smaller scale lies below x(scale), so the iteration may begin at the largest at hand.
        let start = match &warm {
            Some((at, x)) if *at > low.scale && *at <= scale => x,
            _ => &low.solution.x,
        };
        let solution = solve(problem, &demand, Some(start), settings, pace).await;
        passes += solution.passes;
        solves += 1;
        let probe = Probe::of(economy, bounds, scale, solution);
        last = (last.1, probe.as_point());
        if probe.is_feasible() {
            low = probe;
        } else {
            high = probe;
        }
    }
    let binding = match (&high.solution.status, high.over()) {
        (_, Some(place)) => Some(bounds[place].on.clone()),
        (Status::NotProductive(certificate), None) => {
            Some(BoundOn::Productivity(certificate.group.clone()))
        }
        // Close to where solutions end an iteration creeps, and its passes run out before it can be refuted.
        (_, None) if high.solution.status != Status::Solved => Some(BoundOn::Productivity(
            critical_group(economy, &high.solution.x, pace).await,
        )),
        (_, None) => None,
    };
    low.solution.passes = passes;
    Scaled {
        scale: low.scale,
        solution: low.solution,
        binding,
        solves,
    }
}

impl Probe {
    /// The scale and its ratios without the solution.
    fn as_point(&self) -> (f64, Vec<f64>) {
        (self.scale, self.ratios.clone())
    }
}

/// Where the first bound is reached if every use goes on straight through two scales tried, nudged over it by a third of
/// the bracket that is wanted, so that the far end of the bracket comes near too; `None` when that says nothing new.
fn secant(one: &(f64, Vec<f64>), two: &(f64, Vec<f64>), low: f64, high: f64) -> Option<f64> {
    let run = two.0 - one.0;
    let crossings = one.1.iter().zip(&two.1).filter_map(|(&first, &second)| {
        let rise = second - first;
        let crossing = two.0 + (1.0 - second) * run / rise;
        (crossing.is_finite() && rise * run > 0.0).then_some(crossing)
    });
    let crossing = crossings.fold(f64::INFINITY, f64::min);
    let nudge = BRACKET / 3.0 * crossing;
    let nudged = if high - crossing > crossing - low {
        crossing + nudge
    } else {
        crossing - nudge
    };
    (nudged > low && nudged < high).then_some(nudged)
}

/// The middle of the bracket: of the exponents as long as its ends differ much, of the numbers after that.
fn middle(low: f64, high: f64) -> f64 {
    let floor = low.max(NOTHING);
    if high > 4.0 * floor {
        floor.sqrt() * high.sqrt()
    } else {
        0.5 * (low + high)
    }
}

/// x = 0: what scale 0 needs.
fn nothing(economy: &Economy, like: &Solution) -> Solution {
    Solution {
        x: vec![0.0; economy.goods().len()],
        status: Status::Solved,
        method: like.method,
        gave_way: None,
        passes: like.passes,
        residual: 0.0,
    }
}

/// Sets right the last bits: rounding may carry an output over its bound, and then a stock could become negative; or it may
/// leave a crumb of the binding bound, and then a resource that is gone would go on to be planned with.
fn respect(mut found: Scaled, bounds: &[Bound]) -> Scaled {
    for bound in bounds {
        if let BoundOn::Stock(good) | BoundOn::Number(good) | BoundOn::Capacity(good) = bound.on {
            let x = &mut found.solution.x[good];
            let crumb =
                found.binding.as_ref() == Some(&bound.on) && *x >= (1.0 - USED_UP) * bound.limit;
            if crumb || *x > bound.limit {
                *x = bound.limit;
            }
        }
    }
    found
}
