//! The scale of a day: every bound holds at s, some bound breaks just above it, and it never takes long to find.

use olin::economy::{Answer, Curve, Keeping};
use olin::pace::Pace;
use olin::plan::{Bound, BoundOn, Scaled, State, Warm, bounds, explain, largest_scale, run};
use olin::solver::{Prepared, Settings, Solution, Status};
use proptest::prelude::*;

use crate::cases::{
    any_shape, changed, config, first_morning, linear_shape, near, nonlinear_shape, prepared,
    solved,
};
use crate::economies::{investing, village};
use crate::random::{Dice, Shape};
use crate::shadow;

/// The most solves that finding a scale may take.
const MOST_SOLVES: usize = 60;

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn at_the_scale_all_bounds_hold_and_just_above_it_one_breaks(shape in any_shape()) {
        let problem = prepared(shape);
        let (limits, found) = first_morning(&problem);
        is_the_largest(&problem, &limits, &found)?;
    }

    #[test]
    fn a_linear_scale_is_the_least_quotient(shape in linear_shape()) {
        let problem = prepared(shape);
        let economy = &problem.economy;
        let (limits, found) = first_morning(&problem);
        let full = shadow::leontief(&shadow::dense(economy), economy.full_demand());
        let quotients = limits.iter().map(|bound| {
            let used = use_of(&problem, bound, &full);
            if used > 0.0 { bound.limit / used } else { f64::INFINITY }
        });
        let expected = quotients.fold(1.0, f64::min);
        prop_assert!(near(found.scale, expected, 1e-11, expected), "{} instead of {}", found.scale, expected);
        prop_assert_eq!(found.solves, 0);
    }

    #[test]
    fn a_warm_start_changes_nothing_but_the_work(shape in nonlinear_shape(), share in 0.0..1.0_f64) {
        let problem = prepared(shape);
        let (limits, cold) = first_morning(&problem);
        let demand: Vec<f64> = problem.economy.full_demand().iter().map(|d| share * d).collect();
        let (x, full) = (solved(&problem, &demand).x, solved(&problem, problem.economy.full_demand()));
        let (warm, settings) = (Some(Warm { scale: share, x: &x }), Settings::default());
        let found = Pace::finish(async |pace| largest_scale(&problem, &limits, &full, warm, &settings, &pace).await);
        prop_assert!(near(found.scale, cold.scale, 1e-11, cold.scale), "{} and {}", found.scale, cold.scale);
        is_the_largest(&problem, &limits, &found)?;
    }

    #[test]
    fn where_all_bounds_are_reached_at_once_none_is_passed_by_a_bit(shape in any_shape(), share in 0.01..0.99_f64) {
        // Every good has just enough stock for one and the same scale, up to rounding.
        let problem = prepared(shape);
        let demand: Vec<f64> = problem.economy.full_demand().iter().map(|d| share * d).collect();
        let x = solved(&problem, &demand).x;
        let tied = Prepared::new(changed(&problem.economy, |parts| {
            parts.labour.iter_mut().for_each(|kind| kind.hours = None);
            parts.units.iter_mut().for_each(|unit| unit.capacity = unit.capacity.map(|capacity| 1e3 * capacity));
            for (good, x) in parts.goods.iter_mut().zip(&x) {
                (good.keeping, good.stock_bound) = (Keeping::Consumed, true);
                (good.stock, good.bound) = (*x, None);
            }
        }));
        let (limits, found) = first_morning(&tied);
        for bound in limits {
            let used = use_of(&tied, &bound, &found.solution.x);
            prop_assert!(used <= bound.limit, "{:?} uses {}", bound, used);
        }
    }

    #[test]
    fn scarcer_stocks_never_raise_the_scale(shape in any_shape(), draw in any::<u64>()) {
        let problem = prepared(shape);
        let mut dice = Dice::new(draw);
        let scarcer = Prepared::new(changed(&problem.economy, |parts| {
            for good in &mut parts.goods {
                good.stock *= dice.between(0.1, 1.0);
            }
        }));
        let (before, after) = (first_morning(&problem).1.scale, first_morning(&scarcer).1.scale);
        prop_assert!(after <= before * (1.0 + 1e-11), "{} then {}", before, after);
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_same_where_requirements_outgrow_output(shape in nonlinear_shape(), steeper in 2.0..8.0_f64) {
        // Steeper than what is sure to have a solution; stocks large, so that productivity itself comes to bind.
        let problem = Prepared::new(changed(&prepared(shape).economy, |parts| {
            for unit in &mut parts.units {
                unit.capacity = unit.capacity.map(|capacity| 10.0 * capacity);
                for (_, curve) in &mut unit.needs {
                    let answers = curve.answers().iter().map(|a| Answer { amount: steeper * a.amount, ..*a });
                    *curve = Curve::new(answers.collect(), curve.interpolation()).expect("still rising");
                }
            }
            for good in &mut parts.goods {
                good.bound = good.bound.map(|bound| 1e6 * bound);
                if good.keeping != Keeping::Flow {
                    good.stock *= 1e6;
                }
            }
            parts.labour.iter_mut().for_each(|kind| kind.hours = None);
        }));
        let (limits, found) = first_morning(&problem);
        is_the_largest(&problem, &limits, &found)?;
    }
}

/// Holds what the planner found against the bounds, with uses worked out by the tests' own model.
fn is_the_largest(
    problem: &Prepared,
    limits: &[Bound],
    found: &Scaled,
) -> Result<(), TestCaseError> {
    prop_assert!(found.solves <= MOST_SOLVES, "{} solves", found.solves);
    prop_assert!((0.0..=1.0).contains(&found.scale));
    prop_assert_eq!(&found.solution.status, &Status::Solved);
    prop_assert_eq!(found.binding.is_none(), found.scale == 1.0);
    let at = |scale: f64| -> Solution {
        let demand: Vec<f64> = problem
            .economy
            .full_demand()
            .iter()
            .map(|d| scale * d)
            .collect();
        solved(problem, &demand)
    };
    let demand: Vec<f64> = problem
        .economy
        .full_demand()
        .iter()
        .map(|d| found.scale * d)
        .collect();
    let residual = shadow::residual(&problem.economy, &found.solution.x, &demand);
    prop_assert!(residual <= 1e-10, "residual {}", residual);
    for bound in limits {
        let used = use_of(problem, bound, &found.solution.x);
        let hours = matches!(bound.on, BoundOn::Hours(_));
        // Goods hold to the bit, or a stock could become negative; hours to rounding.
        let allowed = if hours {
            bound.limit * (1.0 + 1e-12)
        } else {
            bound.limit
        };
        prop_assert!(used <= allowed, "{:?} uses {}", bound, used);
    }
    if found.scale < 1.0 {
        let above = at((found.scale * (1.0 + 1e-9)).max(1e-15));
        let breaks = |bound: &&Bound| use_of(problem, bound, &above.x) > bound.limit;
        let broken: Vec<&BoundOn> = limits
            .iter()
            .filter(breaks)
            .map(|bound| &bound.on)
            .collect();
        match &found.binding {
            Some(BoundOn::Productivity(group)) => {
                prop_assert!(!group.is_empty());
                prop_assert!(
                    above.status != Status::Solved,
                    "solved above a scale of {}",
                    found.scale
                );
            }
            Some(on) => prop_assert!(
                broken.contains(&on) || above.status != Status::Solved,
                "{:?} of {:?}",
                on,
                broken
            ),
            None => prop_assert!(false, "nothing binds at {}", found.scale),
        }
    }
    Ok(())
}

/// Use of a bound at x.
fn use_of(problem: &Prepared, bound: &Bound, x: &[f64]) -> f64 {
    match bound.on {
        BoundOn::Stock(good) | BoundOn::Number(good) | BoundOn::Capacity(good) => x[good],
        BoundOn::Hours(kind) => shadow::used(&problem.economy, x).labour[kind],
        BoundOn::Productivity(_) => unreachable!("no bound of a morning"),
    }
}

#[test]
fn a_scale_is_typically_found_in_under_ten_solves() {
    let shapes = (0..300).map(|seed| Shape {
        seed,
        goods: 1 + seed as usize % 12,
        linear: false,
        triangular: seed % 2 == 0,
    });
    let mut solves: Vec<usize> = shapes
        .map(|shape| first_morning(&prepared(shape)).1.solves)
        .filter(|&solves| solves > 0)
        .collect();
    solves.sort_unstable();
    assert!(
        solves.len() > 100,
        "only {} economies had something to look for",
        solves.len()
    );
    let median = solves[solves.len() / 2];
    assert!(median < 10, "typically {median} solves");
}

#[test]
fn the_bounds_of_a_morning_by_hand() {
    // The village on day 0: three stocks, then three kinds of hours; its last units have no limit.
    let written: Vec<String> = bounds(&village(), &[2.0, 5.0, 100_000.0])
        .iter()
        .map(|bound| format!("{} {}", bound.on.written(&village()), bound.limit))
        .collect();
    let expected = [
        "stock:Milk 2",
        "stock:Butter churn 5",
        "stock:Butter 100000",
        "hours:Lb(Milk) 100000",
        "hours:Lb(Butter churn) 700000",
        "hours:Lb(Butter) 700000",
    ];
    assert_eq!(written, expected);
}

#[test]
fn ten_percent_more_milk_is_ten_percent_more_for_everyone() {
    // In unit 1 the village is linear: s is Milk / 3763.764845..., so 10 % more Milk is 10 % more of everything.
    let records = run(&investing(0.6), State::first(village(), None), 1).expect("no changes");
    let explanation = Pace::finish(async |pace| {
        explain(
            &records[0],
            &[2.0, 5.0, 100_000.0],
            &Settings::default(),
            &pace,
        )
        .await
    });
    let more = explanation.with_ten_percent.expect("milk binds");
    assert!(near(more, 2.2 / 3763.764845, 1e-9, more), "{more}");
    assert_eq!(explanation.uses[0].on, BoundOn::Stock(0));
    assert!(near(explanation.uses[0].used, 2.0, 1e-15, 2.0));
    // Churns come next of what is left: 0.54 s of 5 churns, and hours and Butter of which there is more than enough.
    assert_eq!(explanation.uses[1].on, BoundOn::Stock(1));
    assert_eq!(explanation.uses.len(), 6);
}
