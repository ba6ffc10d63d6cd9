//! How the plan of a day is computed, told on the economy's own numbers: the power series pass by pass, and the formulas of
//! one good with their values.
//!
//! Nothing is taken from the solver's books: the series is computed once more, as the paper writes it, and what it comes to is
//! compared with the plan.

use super::{Scene, good};
use crate::economy::{Economy, Input, Keeping};
use crate::order;
use crate::pace::Pace;
use crate::plan::{self, Bound, Record, State};
use crate::solver::{Status, residual_at};
use crate::worker::look::{Change, Detail, Promised, Series, Term, Working};
use crate::worker::takers::terms;

/// The most passes. A table whose goods use up 99 % of themselves takes 2300.
const MOST_PASSES: usize = 5_000;

/// A pass that moves no output by more than this share ends the series.
const REST: f64 = 1e-14;

pub(super) async fn working(
    scene: &Scene,
    day: u32,
    from: u32,
    of: &str,
    pace: &Pace,
) -> Option<Working> {
    let record = scene.record(day)?;
    let economy = record.economy();
    let goods = economy.goods().len();
    let last = goods.checked_sub(1)?;
    let from = (from as usize).min(last);
    let shown = from..(from + Working::MOST_ROWS).min(goods);
    let scale = record.plan.scale;
    let demand: Vec<f64> = economy.full_demand().iter().map(|d| scale * d).collect();
    let place = economy.goods().iter().position(|good| good.name == of);

    let mut rows: Vec<Series> = shown
        .clone()
        .map(|place| Series {
            good: good(economy, place),
            steps: vec![demand[place]],
            later: 0.0,
            output: 0.0,
        })
        .collect();
    let mut residuals = vec![residual_at(economy, &demand, &demand, pace).await];
    let (mut x, mut next) = (demand.clone(), vec![0.0; goods]);
    let (mut passes, mut rests) = (0, false);
    while passes < MOST_PASSES && !rests {
        economy.goods_used_at(&x, &mut next, pace).await;
        for (next, d) in next.iter_mut().zip(&demand) {
            *next += d;
        }
        if !next.iter().all(|x| x.is_finite()) {
            break;
        }
        rests = x
            .iter()
            .zip(&next)
            .all(|(x, next)| (next - x).abs() <= REST * next.abs());
        std::mem::swap(&mut x, &mut next);
        passes += 1;
        if residuals.len() < Working::MOST_PASSES {
            residuals.push(residual_at(economy, &x, &demand, pace).await);
            for (row, place) in rows.iter_mut().zip(shown.clone()) {
                row.steps.push(x[place] - next[place]);
            }
        } else {
            for (row, place) in rows.iter_mut().zip(shown.clone()) {
                row.later += x[place] - next[place];
            }
        }
        pace.work(economy.goods_table().filled() + goods).await;
    }
    for (row, place) in rows.iter_mut().zip(shown) {
        row.output = x[place];
    }
    let planned = &record.plan.solution.x;
    let differences = x.iter().zip(planned).map(|(series, plan)| {
        let size = series.abs().max(plan.abs());
        if size > 0.0 {
            (series - plan).abs() / size
        } else {
            0.0
        }
    });
    pace.work(2 * economy.goods_table().filled()).await;
    let morning = morning(scene, record.day(), pace).await;
    Some(Working {
        day: record.day(),
        scale,
        goods: goods as u32,
        from: from as u32,
        rows,
        residuals,
        passes: passes as u32,
        rests,
        residual: residual_at(economy, &x, &demand, pace).await,
        difference: differences.fold(0.0, f64::max),
        is_linear: economy.is_linear(),
        detail: detail(scene, record, &morning, place.unwrap_or(0), pace).await,
        binding: binding(record, &morning),
        externalities: economy
            .externalities()
            .iter()
            .map(|externality| externality.name.clone())
            .zip(record.externalities.iter().copied())
            .collect(),
    })
}

/// The morning of a day, after what its dated changes bring and take.
async fn morning(scene: &Scene, day: u32, pace: &Pace) -> State {
    let before = match day.checked_sub(1) {
        Some(yesterday) => match scene.of.days.get(yesterday as usize) {
            Some(record) => record.evening.clone(),
            None => scene.first.clone(),
        },
        None => scene.first.clone(),
    };
    // The changes were made when the day was planned, so they can be made.
    let changed = before.clone().with_changes(scene.scenario.changes(), pace);
    changed.await.unwrap_or(before)
}

async fn detail(
    scene: &Scene,
    record: &Record,
    morning: &State,
    place: usize,
    pace: &Pace,
) -> Detail {
    let economy = record.economy();
    let x = &record.plan.solution.x;
    let data = &economy.goods()[place];
    let (uses, other_uses) = uses(economy, place, x);
    let shares = plan::fulfilment_at(economy, x, record.plan.scale, pace).await;
    let mut targets: Vec<Promised> = shares
        .iter()
        .filter(|target| target.good == place)
        .map(|target| {
            let profile = &economy.profiles()[target.profile];
            Promised {
                profile: profile.name.clone(),
                allotment: profile.allotment[place],
                citizens: profile.population,
                fulfilment: target.share,
            }
        })
        .collect();
    order::sort_by(&mut targets, |a, b| {
        (b.allotment * b.citizens).total_cmp(&(a.allotment * a.citizens))
    });
    let others = targets.get(Working::MOST_TERMS..).unwrap_or_default();
    let other_targets = others.iter().map(|of| of.allotment * of.citizens).sum();
    targets.truncate(Working::MOST_TERMS);
    Detail {
        good: good(economy, place),
        output: x[place],
        demand: (economy.full_demand()[place], data.external_demand),
        targets,
        other_targets,
        uses,
        other_uses,
        stock: (data.keeping != Keeping::Flow).then(|| change(scene, record, morning, place)),
    }
}

/// The terms of R_i(x), the largest first, and what is left out of them.
fn uses(economy: &Economy, place: usize, x: &[f64]) -> (Vec<Term>, (f64, u32)) {
    let input = Input::Good(place);
    let terms = terms(economy, input, x);
    let others = terms.get(Working::MOST_TERMS..).unwrap_or_default();
    let left_out = (others.iter().map(|of| of.1).sum(), others.len() as u32);
    let told = terms.iter().take(Working::MOST_TERMS);
    let told = told.map(|&(good, amount)| Term {
        made: economy.goods()[good].name.clone(),
        coefficient: economy.coefficient(input, good, x[good]),
        output: x[good],
        amount,
        by_units: economy.cell_stack(input, good).is_some(),
    });
    (told.collect(), left_out)
}

/// What the day does to the stock of a good. What comes in is worked out from what is known before and after.
fn change(scene: &Scene, record: &Record, morning: &State, place: usize) -> Change {
    let data = &record.economy().goods()[place];
    let invested = scene.scenario.investment().share(record.day(), place);
    let solved = record.plan.solution.status == Status::Solved;
    let x = if solved {
        record.plan.solution.x[place]
    } else {
        0.0
    };
    let before = morning.stocks[place];
    let (taken, back) = match data.keeping {
        Keeping::Consumed => ((1.0 - invested) * x, invested * x),
        Keeping::Accumulating => (0.0, x),
        Keeping::Depleting => (x, 0.0),
        Keeping::Constant | Keeping::Flow => (0.0, 0.0),
    };
    let arrives = |arrival: &&plan::Arrival| arrival.good == place && arrival.day == record.day();
    let earlier: f64 = morning
        .on_the_way
        .iter()
        .filter(arrives)
        .map(|arrival| arrival.amount)
        .sum();
    let (today, sent) = if data.gestation == 0 {
        (back, 0.0)
    } else {
        (0.0, back)
    };
    let added = earlier + today;
    let full = before - taken + added;
    let perished = data.loss * full;
    let evening = record.evening.stocks[place];
    let is_at_risk = matches!(data.keeping, Keeping::Consumed | Keeping::Accumulating);
    let lost = match &scene.scenario.noise {
        Some(noise) if record.lost && is_at_risk => noise.loss * (full - perished),
        _ => 0.0,
    };
    Change {
        keeping: data.keeping.name().to_owned(),
        morning: before,
        taken,
        added,
        sent,
        perished,
        lost,
        evening,
        invested,
    }
}

/// What holds the day's plan back.
fn binding(record: &Record, morning: &State) -> Option<(String, f64, Option<f64>, f64)> {
    let economy = record.economy();
    let on = record.plan.binding.as_ref()?;
    let limits = plan::bounds(economy, &morning.stocks);
    let bound = limits.iter().find(|bound| bound.on == *on)?;
    let of = |x: &[f64]| plan::uses(economy, std::slice::from_ref::<Bound>(bound), x)[0];
    let full = &record.targets.full;
    Some((
        plan::csv::binding(record),
        of(&record.plan.solution.x),
        (full.status == Status::Solved).then(|| of(&full.x)),
        bound.limit,
    ))
}
