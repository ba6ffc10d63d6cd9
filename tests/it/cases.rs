//! How the laws are tried: on how many made-up economies, and which.

use olin::economy::Economy;
use olin::pace::Pace;
use olin::plan::{Bound, Scaled, bounds, largest_scale};
use olin::solver::{Method, Prepared, Settings, Solution, solve, solve_by};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::random::{self, Shape};

/// `cases` of them, the same in every run, so that a green build stays green. `PROPTEST_RNG_SEED` tries others.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let seed = std::env::var("PROPTEST_RNG_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed.unwrap_or(0x0117)),
        ..ProptestConfig::default()
    }
}

/// Economies of every kind: linear and not, triangular and entangled.
pub(crate) fn any_shape() -> impl Strategy<Value = Shape> {
    (any::<u64>(), 1..=12_usize, any::<bool>(), any::<bool>()).prop_map(
        |(seed, goods, linear, triangular)| Shape {
            seed,
            goods,
            linear,
            triangular,
        },
    )
}

/// Linear economies only.
pub(crate) fn linear_shape() -> impl Strategy<Value = Shape> {
    any_shape().prop_map(|shape| Shape {
        linear: true,
        ..shape
    })
}

/// Economies with units only; nearly all of them are not linear.
pub(crate) fn nonlinear_shape() -> impl Strategy<Value = Shape> {
    any_shape().prop_map(|shape| Shape {
        linear: false,
        ..shape
    })
}

/// A made-up economy, ready to be solved.
pub(crate) fn prepared(shape: Shape) -> Prepared {
    Prepared::new(random::economy(shape))
}

/// A solve by a method, with the default settings.
pub(crate) fn solved_by(method: Method, problem: &Prepared, demand: &[f64]) -> Solution {
    let settings = Settings::default();
    Pace::finish(async |pace| solve_by(method, problem, demand, None, &settings, &pace).await)
}

/// A solve with the default settings.
pub(crate) fn solved(problem: &Prepared, demand: &[f64]) -> Solution {
    let settings = Settings::default();
    Pace::finish(async |pace| solve(problem, demand, None, &settings, &pace).await)
}

/// The scale of a day with these limits.
pub(crate) fn scaled(problem: &Prepared, limits: &[Bound]) -> Scaled {
    let full = solved(problem, problem.economy.full_demand());
    let settings = Settings::default();
    Pace::finish(async |pace| largest_scale(problem, limits, &full, None, &settings, &pace).await)
}

/// The bounds of the first morning, and the scale under them.
pub(crate) fn first_morning(problem: &Prepared) -> (Vec<Bound>, Scaled) {
    let stocks: Vec<f64> = problem
        .economy
        .goods()
        .iter()
        .map(|good| good.stock)
        .collect();
    let limits = bounds(&problem.economy, &stocks);
    let found = scaled(problem, &limits);
    (limits, found)
}

/// The economy with all of `parts` changed as told.
pub(crate) fn changed(
    economy: &Economy,
    change: impl FnOnce(&mut olin::economy::Parts),
) -> Economy {
    let mut parts = economy.parts();
    change(&mut parts);
    Economy::new(parts).expect("still an economy")
}

/// The largest of some numbers, at least 0.
pub(crate) fn largest(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Whether a is b up to `share` of `size`.
pub(crate) fn near(a: f64, b: f64, share: f64, size: f64) -> bool {
    (a - b).abs() <= share * size
}
