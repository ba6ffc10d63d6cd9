//! Answers that NumPy and SciPy computed, recorded in tests/data/independent/answers.csv by the script
//! tests/independent/reference.py.

use olin::economy::{
    Answer, Coefficients, Curve, Economy, Externality, Good, Input, Interpolation, Keeping, Labour,
    Unit,
};
use olin::pace::Pace;
use olin::plan::{Chance, State, csv, footprints, run};
use olin::solver::{Method, Prepared, Status};

use crate::cases::{near, solved, solved_by};
use crate::economies::{investing, plain};

/// The recorded values of a case: (key, value).
fn recorded(case: &str) -> Vec<(&'static str, f64)> {
    let lines = include_str!("../data/independent/answers.csv").lines();
    let fields = lines.map(|line| line.split(',').collect::<Vec<_>>());
    let values: Vec<_> = fields
        .filter(|fields| fields[0] == case)
        .map(|fields| (fields[1], fields[2].parse().expect("a number")))
        .collect();
    assert!(!values.is_empty(), "no case {case}");
    values
}

fn values(case: &str) -> Vec<f64> {
    recorded(case).into_iter().map(|(_, value)| value).collect()
}

fn curve(answers: &[(f64, f64)], interpolation: Interpolation) -> Curve {
    let answers = answers
        .iter()
        .map(|&(output, amount)| Answer { output, amount });
    Curve::new(answers.collect(), interpolation).expect("answers that rise")
}

fn unit(
    name: &str,
    good: usize,
    capacity: Option<f64>,
    row: usize,
    answers: &[(f64, f64)],
) -> Unit {
    Unit {
        name: name.to_owned(),
        good,
        capacity,
        needs: vec![(Input::Good(row), curve(answers, Interpolation::Straight))],
    }
}

/// Goods of which there is plenty.
fn plenty(names: &[&str]) -> Vec<Good> {
    let good = |name: &&str| Good {
        keeping: Keeping::Constant,
        stock_bound: false,
        ..Good::named(name)
    };
    names.iter().map(good).collect()
}

#[test]
fn the_monotone_cubic() {
    let answers = [
        (10.0, 2.0),
        (25.0, 9.0),
        (30.0, 9.5),
        (60.0, 30.0),
        (100.0, 31.0),
    ];
    let cubic = curve(&answers, Interpolation::MonotoneCubic);
    for case in ["pchip", "hermite"] {
        for (q, amount) in recorded(case) {
            let found = cubic.at(q.parse().expect("an output"));
            assert!(
                near(found, amount, 1e-14, amount),
                "{case} at {q}: {found} instead of {amount}"
            );
        }
    }
    for (q, slope) in recorded("pchip slope") {
        let found = cubic.slope(q.parse().expect("an output"));
        assert!(
            near(found, slope, 1e-13, slope),
            "slope at {q}: {found} instead of {slope}"
        );
    }
}

#[test]
fn two_goods_by_straight_curves() {
    let economy = Economy::new(olin::economy::Parts {
        units: vec![
            unit(
                "Smithy",
                1,
                None,
                0,
                &[(5.0, 2.0), (10.0, 6.0), (20.0, 16.0)],
            ),
            unit(
                "Bakery",
                0,
                None,
                1,
                &[(10.0, 3.0), (30.0, 5.0), (80.0, 6.0)],
            ),
        ],
        ..plain(plenty(&["Bread", "Iron"]))
    });
    let problem = Prepared::new(economy.expect("two goods"));
    for method in Method::ALL {
        let x = solved_by(method, &problem, &[20.0, 4.0]).x;
        for (a, b) in x.iter().zip(values("two straight")) {
            assert!(near(*a, b, 1e-12, b), "{method:?}: {a} instead of {b}");
        }
    }
}

/// Grain, flour and tools. Two mills grind as they can and a third as it must; the smaller of two forges goes first.
fn three_stacked() -> Economy {
    let mut goods = plenty(&["Grain", "Flour", "Tools"]);
    for (good, demand) in goods.iter_mut().zip([30.0, 60.0, 3.0]) {
        good.external_demand = demand;
    }
    goods[2].bound = Some(12.0);
    // Half of what the script's mills need, because its balance halves it.
    Economy::new(olin::economy::Parts {
        labour: vec![Labour {
            name: "Hours".to_owned(),
            hours: None,
        }],
        externalities: vec![Externality {
            name: "Smoke".to_owned(),
            weight: 1.0,
        }],
        goods_table: Coefficients::new(
            3,
            3,
            [(0, 0, 0.05), (0, 1, 1.2), (1, 2, 0.1), (2, 0, 0.01)],
        ),
        labour_table: Coefficients::new(1, 3, [(0, 0, 0.2), (0, 2, 1.0)]),
        externality_table: Coefficients::new(1, 3, [(0, 0, -0.1), (0, 1, 0.3)]),
        units: vec![
            unit("Water mill", 1, Some(40.0), 2, &[(40.0, 4.0)]),
            unit("Wind mill", 1, Some(30.0), 2, &[(10.0, 1.5), (30.0, 6.0)]),
            unit("Hand mills", 1, None, 2, &[(50.0, 15.0)]),
            unit("Small forge", 2, Some(5.0), 2, &[(5.0, 1.0)]),
            unit("Large forge", 2, None, 2, &[(5.0, 2.0), (10.0, 6.0)]),
        ],
        ..plain(goods)
    })
    .expect("three goods")
}

#[test]
fn three_goods_by_stacked_units() {
    let problem = Prepared::new(three_stacked());
    let x = solved(&problem, &[30.0, 60.0, 3.0]).x;
    let expected = values("three stacked");
    for (a, b) in x.iter().zip(&expected[..3]) {
        assert!(near(*a, *b, 1e-11, *b), "{a} instead of {b}");
    }
    let records = run(&investing(0.5), State::first(three_stacked(), None), 1).expect("no changes");
    assert_eq!(csv::binding(&records[0]), "bound:Tools");
    let scale = records[0].plan.scale;
    assert!(
        near(scale, expected[3], 1e-12, 1.0),
        "{scale} instead of {}",
        expected[3]
    );
    let found = Pace::finish(async |pace| footprints(&records[0], &pace).await).expect("solved");
    for (footprint, case) in found.iter().zip(["footprint hours", "footprint smoke"]) {
        for (a, b) in footprint.per_unit.iter().zip(values(case)) {
            assert!(near(*a, b, 1e-10, b.abs()), "{case}: {a} instead of {b}");
        }
    }
}

/// The table of the script: (3 i + 5 j + 1) mod 7, over 40, times `factor`.
fn six(factor: f64) -> Economy {
    let cell = |i: usize, j: usize| factor * ((3 * i + 5 * j + 1) % 7) as f64 / 40.0;
    let cells = (0..6).flat_map(|i| (0..6).map(move |j| (i, j, cell(i, j))));
    Economy::new(olin::economy::Parts {
        goods_table: Coefficients::new(6, 6, cells),
        ..plain(plenty(&["A", "B", "C", "D", "E", "F"]))
    })
    .expect("six goods")
}

#[test]
fn six_goods_of_which_two_are_imported() {
    let problem = Prepared::new(six(1.0));
    for method in Method::ALL {
        let x = solved_by(method, &problem, &[10.0, -2.0, 5.0, 0.0, -1.0, 8.0]).x;
        for (a, b) in x.iter().zip(&values("imports")[..6]) {
            assert!(near(*a, *b, 1e-10, 12.0), "{method:?}: {a} instead of {b}");
        }
    }
}

#[test]
fn six_goods_just_beyond_what_they_can_bear() {
    let radius = values("imports")[6];
    let own_use = values("own use");
    let below = Prepared::new(six(0.99 / radius));
    assert_eq!(solved(&below, &[1.0; 6]).status, Status::Solved);
    let Status::NotProductive(certificate) =
        solved(&Prepared::new(six(1.01 / radius)), &[1.0; 6]).status
    else {
        panic!("a radius of 1.01")
    };
    assert_eq!(certificate.group, [0, 1, 2, 3, 4, 5]);
    let expected = own_use[certificate.good];
    assert!(
        near(certificate.own_use, expected, 1e-10, 1.0),
        "{} instead of {expected}",
        certificate.own_use
    );
}

#[test]
fn two_squares_that_touch() {
    // Sampled every thousandth, so that the chords lie within 3e-8 of the squares.
    let squares = |over: f64| -> Vec<(f64, f64)> {
        (1..=20_000)
            .map(|k| f64::from(k) / 1000.0)
            .map(|q| (q, q * q / over))
            .collect()
    };
    let mut goods = plenty(&["Ships", "Sails"]);
    goods[0].external_demand = 6.0;
    goods[1].external_demand = 4.0;
    let economy = Economy::new(olin::economy::Parts {
        units: vec![
            unit("Weavers", 1, None, 0, &squares(20.0)),
            unit("Wharf", 0, None, 1, &squares(10.0)),
        ],
        ..plain(goods)
    })
    .expect("two goods");
    let problem = Prepared::new(economy.clone());
    let x = solved(&problem, &[1.5, 1.0]).x;
    let expected = values("touching squares");
    for (a, b) in x.iter().zip(&expected[1..]) {
        assert!(near(*a, *b, 1e-6, 1.0), "{a} instead of {b}");
    }
    // Promised four times that: productivity binds where the curves touch.
    let records = run(&investing(0.5), State::first(economy, None), 1).expect("no changes");
    assert_eq!(csv::binding(&records[0]), "productivity:Ships+Sails");
    let scale = 4.0 * records[0].plan.scale;
    assert!(
        near(scale, expected[0], 1e-6, 1.0),
        "{scale} instead of {}",
        expected[0]
    );
}

#[test]
fn the_days_of_a_seed() {
    for seed in [0, 1, 20_210_909] {
        let mut chance = Chance::new(seed);
        let days: Vec<f64> = (0..200)
            .filter(|_| chance.strikes(0.1))
            .map(f64::from)
            .collect();
        assert_eq!(days, values(&format!("losses of {seed}")));
    }
}
