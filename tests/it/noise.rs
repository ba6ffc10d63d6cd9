//! The village under losses by chance (Fig 3b), against the growth that can be worked out by hand.

use olin::economy::Economy;
use olin::pace::Pace;
use olin::plan::{Chance, FULL_PROVISION, Noise, State, step_day};

use crate::economies::{investing, village};

/// The paper's program: each day, with probability 0.1, a fifth of the stocks is lost.
const PROBABILITY: f64 = 0.1;
const LOSS: f64 = 0.2;
const SEEDS: u64 = 400;

/// Milk in stock after `days`, and the day on which everyone was first provided for in full, when the run ends.
fn under_noise(village: &Economy, share: f64, seed: u64, days: u32) -> (f64, Option<u32>) {
    let noise = Some(Noise {
        probability: PROBABILITY,
        loss: LOSS,
        seed,
    });
    let mut scenario = investing(share);
    scenario.noise = noise;
    let mut morning = State::first(village.clone(), noise);
    for day in 0..days {
        let record = Pace::finish(async |pace| step_day(&scenario, morning, &pace).await);
        let record = record.expect("no changes");
        if record
            .egalitarianism
            .is_some_and(|share| share > FULL_PROVISION)
        {
            return (record.evening.stocks[0], Some(day));
        }
        morning = record.evening;
    }
    (morning.stocks[0], None)
}

#[test]
fn milk_grows_as_the_formula_says() {
    // While Milk binds its stock doubles by the share invested, and a loss leaves 0.8 of it: the mean log growth of a day is
    // ln(2 inv) + p ln(1 - loss).
    const DAYS: u32 = 30;
    let village = village();
    for share in [0.51, 0.52, 0.55, 0.60] {
        let growth: Vec<f64> = (0..SEEDS)
            .map(|seed| {
                let (milk, full) = under_noise(&village, share, seed, DAYS);
                assert_eq!(full, None, "Milk binds for {DAYS} days");
                libm::log(milk / 2.0) / f64::from(DAYS)
            })
            .collect();
        let runs = SEEDS as f64;
        let mean = growth.iter().sum::<f64>() / runs;
        let spread: f64 = growth
            .iter()
            .map(|growth| (growth - mean) * (growth - mean))
            .sum();
        let error = (spread / (runs - 1.0) / runs).sqrt();
        let expected = libm::log(2.0 * share) + PROBABILITY * libm::log(1.0 - LOSS);
        assert!(
            (mean - expected).abs() <= 3.0 * error,
            "investing {share}: {mean} ± {error} instead of {expected}"
        );
        // The spread itself is that of a coin: ln(0.8) sqrt(p (1 - p) / days) for a run, within a fifth.
        let coin =
            -libm::log(1.0 - LOSS) * (PROBABILITY * (1.0 - PROBABILITY) / f64::from(DAYS)).sqrt();
        let ratio = error * runs.sqrt() / coin;
        assert!(
            (0.8..1.2).contains(&ratio),
            "a spread of {ratio} times a coin's"
        );
    }
}

// The village survives above 0.5 · 0.8^(-0.1) = 0.5113.

#[test]
fn with_51_percent_no_run_gets_there() {
    let village = village();
    for seed in 0..SEEDS {
        assert_eq!(
            under_noise(&village, 0.51, seed, 1000).1,
            None,
            "seed {seed}"
        );
    }
}

#[test]
fn with_52_percent_every_run_gets_there() {
    let village = village();
    for seed in 0..SEEDS {
        assert!(
            under_noise(&village, 0.52, seed, 1000).1.is_some(),
            "seed {seed}"
        );
    }
}

#[test]
fn one_number_is_drawn_per_day_and_compared_with_the_probability() {
    // Never and always, whatever the number is; and half of the days within four standard errors.
    let days = |probability: f64| {
        let mut chance = Chance::new(7);
        (0..10_000).filter(|_| chance.strikes(probability)).count()
    };
    assert_eq!((days(0.0), days(1.0)), (0, 10_000));
    assert!(days(0.5).abs_diff(5000) <= 200, "{}", days(0.5));
}
