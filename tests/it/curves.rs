//! Laws of requirement curves and of stacks of units, which every proof about the balance leans on.

use olin::economy::{Answer, Curve, Economy, Input, Interpolation, Stack};
use proptest::prelude::*;

use crate::cases::{config, near};
use crate::random::{self, Dice, Shape};
use crate::shadow;

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_curve_is_where_the_answers_say_and_never_falls(seed in any::<u64>(), cubic in any::<bool>()) {
        let curve = curve(seed, cubic);
        let end = curve.answers()[curve.answers().len() - 1].output;
        for answer in curve.answers() {
            prop_assert!(near(curve.at(answer.output), answer.amount, 1e-15, answer.amount));
            prop_assert!(!curve.extrapolates(answer.output));
        }
        prop_assert!(curve.extrapolates(end * 1.0001));
        let (mut last, mut dice) = (0.0, Dice::new(seed));
        let mut outputs: Vec<f64> = (0..40).map(|_| dice.between(0.0, 1.5 * end)).collect();
        outputs.sort_by(f64::total_cmp);
        for q in outputs {
            let amount = curve.at(q);
            prop_assert!(amount >= last, "{} at {}, {} before", amount, q, last);
            prop_assert!(near(amount, shadow::amount(&curve, q), 1e-13, amount.max(1.0)));
            prop_assert!(near(curve.coefficient(q) * q, amount, 1e-15, amount));
            last = amount;
        }
        prop_assert_eq!((curve.at(0.0), curve.at(-1.0)), (0.0, 0.0));
    }

    #[test]
    fn slopes_are_those_of_the_curve_and_keep_their_bounds(seed in any::<u64>(), cubic in any::<bool>()) {
        let curve = curve(seed, cubic);
        let end = 1.3 * curve.answers()[curve.answers().len() - 1].output;
        let mut dice = Dice::new(seed);
        for _ in 0..20 {
            let (a, b) = (dice.between(0.0, end), dice.between(0.0, end));
            let (low, high) = (a.min(b), a.max(b));
            let q = dice.between(low, high);
            let slope = curve.slope(q);
            let step = 1e-6 * end;
            let kink = curve.answers().iter().any(|a| (a.output - q).abs() <= 2.0 * step);
            if !kink && q > step {
                let rise = (curve.at(q + step) - curve.at(q - step)) / (2.0 * step);
                prop_assert!(near(slope, rise, 1e-4, 1.0), "slope {} at {}, rise {}", slope, q, rise);
            }
            prop_assert!(slope <= curve.largest_slope(low, high) * (1.0 + 1e-12));
            prop_assert!(slope >= curve.least_slope(low) * (1.0 - 1e-12));
            // A chord cannot leave the bounds either.
            let run = high - low;
            prop_assert!(curve.at(high) - curve.at(low) <= curve.largest_slope(low, high) * run * (1.0 + 1e-9) + 1e-12);
            prop_assert!(curve.at(high) - curve.at(low) >= curve.least_slope(low) * run * (1.0 - 1e-9) - 1e-12);
        }
    }

    #[test]
    fn stacks_keep_the_bounds_of_their_slopes(seed in any::<u64>()) {
        let economy = random::economy(Shape { seed, goods: 6, linear: false, triangular: false });
        let mut dice = Dice::new(seed);
        for (row, stack) in economy.unit_cells() {
            let (input, units) = (Input::Good(row), economy.units());
            let need = |q| stack.requirement(units, input, q);
            for _ in 0..10 {
                let (low, run) = (dice.between(0.0, 300.0), dice.between(0.0, 100.0));
                let high = low + run;
                let rise = need(high) - need(low);
                let rounding = 1e-12 * need(high) + 1e-12;
                prop_assert!(rise <= stack.largest_slope(units, input, low, high) * run + rounding);
                prop_assert!(rise >= stack.least_slope(units, input, low) * run - rounding);
                let slope = stack.slope(units, input, low);
                prop_assert!(slope <= stack.largest_slope(units, input, low, high) * (1.0 + 1e-12));
                prop_assert!(slope >= stack.least_slope(units, input, low) * (1.0 - 1e-12));
                let orders: f64 = stack.dispatch(units, high).map(|(_, q)| q).sum();
                prop_assert!(near(orders, high, 1e-14, high));
            }
        }
    }
}

/// A curve of one to eight answers, some of them as flat as can be.
fn curve(seed: u64, cubic: bool) -> Curve {
    let mut dice = Dice::new(seed);
    let (mut output, mut amount) = (0.0, 0.0);
    let answers = (0..1 + dice.below(8)).map(|_| {
        let width = dice.between(0.5, 30.0);
        output += width;
        if !dice.one_in(4) {
            amount += width * dice.between(0.0, 3.0);
        }
        Answer { output, amount }
    });
    let interpolation = if cubic {
        Interpolation::MonotoneCubic
    } else {
        Interpolation::Straight
    };
    Curve::new(answers.collect(), interpolation).expect("answers that rise")
}

#[test]
fn the_slope_at_a_full_unit_is_that_of_the_next() {
    // The village: 0.002 Milk per churn in the first unit, 0.01 sqrt(1) = 0.01 for the first churn of the second, and
    // (0.01 sqrt(2) - 0.01) for the next.
    let village: Economy = crate::economies::village();
    let stack: &Stack = village.stack(1).expect("coopers");
    let slope = |q| stack.slope(village.units(), Input::Good(0), q);
    let expected = [
        (0.0, 0.002),
        (499.5, 0.002),
        (500.0, 0.01),
        (501.0, 0.01 * (2.0_f64.sqrt() - 1.0)),
    ];
    for (q, expected) in expected {
        assert!(near(slope(q), expected, 1e-12, 1.0), "{q}: {}", slope(q));
    }
}
