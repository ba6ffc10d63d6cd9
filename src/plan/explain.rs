//! What holds a plan back, for people.

use super::bounds::{BoundOn, bounds, ratio, uses};
use super::day::Record;
use super::scale::largest_scale;
use crate::order;
use crate::pace::Pace;
use crate::solver::{Settings, Status};

/// A bound and how much of it a day's plan uses.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundUse {
    /// What is bound.
    pub on: BoundOn,
    /// How much of it the plan uses, in units of the good or in hours.
    pub used: f64,
    /// How much of it there is.
    pub limit: f64,
}

/// What holds a day's plan back.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Every bound of the morning, that with the largest use/limit first; the binding one before all others.
    pub uses: Vec<BoundUse>,
    /// s if the binding bound were 10 % larger; `None` when nothing binds, or productivity does.
    pub with_ten_percent: Option<f64>,
}

/// Explains a day: `stocks` are those of its morning, after the deliveries of the day.
pub async fn explain(
    record: &Record,
    stocks: &[f64],
    settings: &Settings,
    pace: &Pace,
) -> Explanation {
    let economy = record.economy();
    let mut limits = bounds(economy, stocks);
    let x = &record.plan.solution.x;
    let used = if record.plan.solution.status == Status::Solved {
        uses(economy, &limits, x)
    } else {
        Vec::new()
    };
    let mut sorted: Vec<BoundUse> = limits
        .iter()
        .zip(used)
        .map(|(bound, used)| BoundUse {
            on: bound.on.clone(),
            used,
            limit: bound.limit,
        })
        .collect();
    order::sort_by(&mut sorted, |a, b| {
        ratio(b.used, b.limit).total_cmp(&ratio(a.used, a.limit))
    });
    let binding = record.plan.binding.as_ref();
    order::sort_by_key(&mut sorted, |bound| Some(&bound.on) != binding);
    let with_ten_percent =
        match binding.and_then(|on| limits.iter_mut().find(|bound| bound.on == *on)) {
            Some(bound) => {
                bound.limit *= 1.1;
                Some(
                    largest_scale(
                        &record.targets.problem,
                        &limits,
                        &record.targets.full,
                        Some(record.plan.as_warm()),
                        settings,
                        pace,
                    )
                    .await
                    .scale,
                )
            }
            None => None,
        };
    Explanation {
        uses: sorted,
        with_ten_percent,
    }
}
