//! Productive or not: never wrong either way, against elimination and power iteration of the tests' own; and every
//! certificate can be checked against the table.

use olin::economy::{
    Answer, Coefficients, Curve, Economy, Good, Input, Interpolation, Parts, Profile, Unit,
};
use olin::plan::{BoundOn, State, csv, run};
use olin::solver::{Certificate, Method, Prepared, Status};
use proptest::prelude::*;

use crate::cases::{changed, config, near, scaled, solved, solved_by};
use crate::economies::investing;
use crate::random::Dice;
use crate::shadow::{dense, least_pivot, leontief, radius};

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn entangled_economies_by_their_spectral_radius(
        seed in any::<u64>(), goods in 1..=15_usize, target in prop_oneof![0.5..0.999, 1.001..2.0_f64],
    ) {
        let mut dice = Dice::new(seed);
        let mut a: Vec<Vec<f64>> =
            (0..goods).map(|_| (0..goods).map(|_| dice.between(0.01, 1.0)).collect()).collect();
        let found = radius(&a);
        a.iter_mut().flatten().for_each(|a| *a *= target / found);
        let problem = Prepared::new(constant_cells(&a));
        for method in Method::ALL {
            let solution = solved_by(method, &problem, &vec![1.0; goods]);
            match &solution.status {
                Status::Solved => prop_assert!(target < 1.0, "{:?}", method),
                Status::NotProductive(certificate) => {
                    prop_assert!(target > 1.0, "{:?}", method);
                    is_true(certificate, &a)?;
                }
                other => prop_assert!(false, "{:?} of radius {}: {:?}", method, target, other),
            }
        }
    }

    #[test]
    fn loosely_tied_economies_by_elimination(seed in any::<u64>(), goods in 1..=30_usize) {
        // One to three needs per good, of any size: some groups eat themselves up, others do not.
        let mut dice = Dice::new(seed);
        let mut a = vec![vec![0.0; goods]; goods];
        for column in 0..goods {
            for _ in 0..1 + dice.below(3) {
                a[dice.below(goods)][column] = dice.between(0.0, 0.9);
            }
        }
        let pivot = least_pivot(&a);
        prop_assume!(pivot.abs() > 1e-6);
        let problem = Prepared::new(constant_cells(&a));
        // Demand for everything, so that it reaches every group.
        let demand = vec![1.0; goods];
        for method in [Method::Auto, Method::FixedPoint, Method::Newton] {
            let solution = solved_by(method, &problem, &demand);
            match &solution.status {
                Status::Solved => {
                    prop_assert!(pivot > 0.0);
                    let expected = leontief(&a, &demand);
                    let near = solution.x.iter().zip(&expected).all(|(a, b)| near(*a, *b, 1e-8, *b));
                    prop_assert!(near, "{:?} instead of {:?}", solution.x, expected);
                }
                Status::NotProductive(certificate) => {
                    prop_assert!(pivot < 0.0);
                    is_true(certificate, &a)?;
                }
                // Powers alone may not get there in time where there is next to nothing left.
                Status::IterationLimit if method == Method::FixedPoint && pivot > 0.0 && pivot < 0.01 => {}
                other => prop_assert!(false, "{:?}, pivot {}: {:?}", method, pivot, other),
            }
        }
    }

    #[test]
    fn long_rings_by_the_product_of_their_links(seed in any::<u64>(), goods in 2..=120_usize, product in
        prop_oneof![0.1..0.99, 1.01..3.0_f64]
    ) {
        // Good k needs only good k + 1, the last the first: the own use of every good is the product of all links.
        let mut dice = Dice::new(seed);
        let mut links: Vec<f64> = (0..goods).map(|_| dice.between(0.5, 2.0)).collect();
        let found: f64 = links.iter().product();
        links[0] *= product / found;
        let mut a = vec![vec![0.0; goods]; goods];
        (0..goods).for_each(|k| a[(k + 1) % goods][k] = links[k]);
        let problem = Prepared::new(constant_cells(&a));
        let solution = solved(&problem, &vec![1.0; goods]);
        match &solution.status {
            Status::Solved => prop_assert!(product < 1.0),
            Status::NotProductive(certificate) => {
                prop_assert!(product > 1.0);
                prop_assert_eq!(certificate.group.len(), goods);
                prop_assert!(near(certificate.own_use, product, 1e-9, product));
            }
            other => prop_assert!(false, "product {} of {} links: {:?}", product, goods, other),
        }
    }
}

/// Checks a certificate against the table: its goods need each other, and by elimination one unit of the good uses up
/// m_gg + m_gr (I - M_rr)^-1 m_rg >= 1 of itself.
fn is_true(certificate: &Certificate, a: &[Vec<f64>]) -> Result<(), TestCaseError> {
    let Certificate {
        group,
        good,
        own_use,
    } = certificate;
    prop_assert!(group.contains(good));
    for &from in group {
        let mut reached = vec![from];
        let mut next = 0;
        while next < reached.len() {
            let needs = group
                .iter()
                .copied()
                .filter(|&row| a[row][reached[next]] > 0.0);
            let new: Vec<usize> = needs.filter(|row| !reached.contains(row)).collect();
            reached.extend(new);
            next += 1;
        }
        prop_assert_eq!(
            reached.len(),
            group.len(),
            "{} does not need all of {:?}",
            from,
            group
        );
    }
    let rest: Vec<usize> = group
        .iter()
        .copied()
        .filter(|other| other != good)
        .collect();
    let inner: Vec<Vec<f64>> = rest
        .iter()
        .map(|&i| rest.iter().map(|&j| a[i][j]).collect())
        .collect();
    let into: Vec<f64> = rest.iter().map(|&i| a[i][*good]).collect();
    let made = leontief(&inner, &into);
    let back: f64 = rest
        .iter()
        .zip(&made)
        .map(|(&j, made)| a[*good][j] * made)
        .sum();
    let expected = a[*good][*good] + back;
    prop_assert!(
        least_pivot(&inner) > 0.0,
        "the rest of the group makes no sense of the sum"
    );
    prop_assert!(
        near(*own_use, expected, 1e-8, expected),
        "{} instead of {}",
        own_use,
        expected
    );
    prop_assert!(*own_use >= 1.0 - 1e-9);
    Ok(())
}

fn constant_cells(a: &[Vec<f64>]) -> Economy {
    let goods = a.len();
    let cells = (0..goods).flat_map(|i| (0..goods).map(move |j| (i, j, a[i][j])));
    let economy = Economy::new(Parts {
        goods: (0..goods)
            .map(|i| Good::named(&format!("Good {i}")))
            .collect(),
        goods_table: Coefficients::new(goods, goods, cells),
        ..empty(goods)
    })
    .expect("a table of constants");
    assert_eq!(dense(&economy), a);
    economy
}

fn empty(goods: usize) -> Parts {
    Parts {
        name: "Table".to_owned(),
        goods: Vec::new(),
        labour: Vec::new(),
        externalities: Vec::new(),
        profiles: Vec::new(),
        goods_table: Coefficients::new(goods, goods, []),
        labour_table: Coefficients::new(0, goods, []),
        externality_table: Coefficients::new(0, goods, []),
        units: Vec::new(),
    }
}

/// x = d + x²/10, sampled at every hundredth up to 20, with a profile that is promised `demand`.
fn square(demand: f64) -> Economy {
    let answers = (1..=2000).map(|k| f64::from(k) / 100.0);
    let answers = answers.map(|q| Answer {
        output: q,
        amount: q * q / 10.0,
    });
    let curve = Curve::new(answers.collect(), Interpolation::Straight).expect("rising");
    Economy::new(Parts {
        goods: vec![Good {
            stock: 1e6,
            ..Good::named("Corn")
        }],
        profiles: vec![Profile {
            name: "All".to_owned(),
            population: demand,
            allotment: vec![1.0],
        }],
        units: vec![Unit {
            name: "Farm".to_owned(),
            good: 0,
            capacity: None,
            needs: vec![(Input::Good(0), curve)],
        }],
        ..empty(1)
    })
    .expect("one good")
}

#[test]
fn the_lesser_of_two_solutions() {
    // x = 1 + x²/10 has 5 - sqrt(15) = 1.12701665 and 5 + sqrt(15). On the chord from 1.12 to 1.13, whose slope is 0.225,
    // x = (1 + 0.12544 - 0.225 · 1.12) / (1 - 0.225) = 0.87344 / 0.775.
    let problem = Prepared::new(square(1.0));
    for method in Method::ALL {
        let solution = solved_by(method, &problem, &[1.0]);
        assert_eq!(solution.status, Status::Solved);
        assert!(
            near(solution.x[0], 0.87344 / 0.775, 1e-12, 1.0),
            "{}",
            solution.x[0]
        );
        assert!(near(solution.x[0], 5.0 - 15.0_f64.sqrt(), 3e-6, 1.0));
    }
}

#[test]
fn beyond_the_fold_there_is_no_solution() {
    // x - x²/10 is at most 2.5, at x = 5.
    let problem = Prepared::new(square(1.0));
    for method in Method::ALL {
        let below = solved_by(method, &problem, &[2.49]);
        assert_eq!(below.status, Status::Solved, "{method:?}");
        // On chords, whose room is a little less: x = 5 - sqrt(0.1) without them.
        assert!(
            near(below.x[0], 5.0 - 0.1_f64.sqrt(), 1e-4, 1.0),
            "{}",
            below.x[0]
        );
        let beyond = solved_by(method, &problem, &[2.51]);
        assert!(
            matches!(beyond.status, Status::NotProductive(_)),
            "{method:?} {:?}",
            beyond.status
        );
    }
}

#[test]
fn productivity_binds_where_the_fold_is() {
    // Promised 4 where 2.5 is the most there can be: 2.5 / 4.
    let records = run(&investing(0.5), State::first(square(4.0), None), 1).expect("no changes");
    let plan = &records[0].plan;
    assert_eq!(csv::binding(&records[0]), "productivity:Corn");
    assert!(near(plan.scale, 0.625, 1e-10, 1.0), "{}", plan.scale);
    assert_eq!(plan.binding, Some(BoundOn::Productivity(vec![0])));
    assert_eq!(plan.solution.status, Status::Solved);
}

#[test]
fn a_group_that_demand_does_not_reach_does_no_harm() {
    // Goods 1 and 2 eat themselves up (0.9 · 1.2 = 1.08 each), but only good 0 is wanted, which needs none of them.
    // It comes to rest so slowly that every method is asked on the way whether it ever can.
    let a = vec![
        vec![0.95, 0.2, 0.0],
        vec![0.0, 0.0, 0.9],
        vec![0.0, 1.2, 0.0],
    ];
    let problem = Prepared::new(constant_cells(&a));
    for method in Method::ALL {
        let fine = solved_by(method, &problem, &[3.0, 0.0, 0.0]);
        assert_eq!(fine.status, Status::Solved, "{method:?}");
        assert!(
            near(fine.x[0], 60.0, 1e-12, 60.0) && fine.x[1..] == [0.0, 0.0],
            "{:?}",
            fine.x
        );
        let reached = solved_by(method, &problem, &[3.0, 0.0, 1.0]);
        let Status::NotProductive(certificate) = reached.status else {
            panic!("{method:?}: {:?}", reached.status)
        };
        assert_eq!(certificate.group, [1, 2]);
        assert!(near(certificate.own_use, 1.08, 1e-12, 1.0));
        assert_eq!(
            certificate.in_words(&problem.economy),
            "making 1 Good 1 uses up 1.08 Good 1, directly and through Good 2"
        );
    }
}

#[test]
fn a_plan_without_a_solution_is_a_scale_of_zero() {
    let wanted = changed(&constant_cells(&[vec![1.25]]), |parts| {
        parts.goods[0].external_demand = 1.0;
    });
    let problem = Prepared::new(wanted);
    let found = scaled(&problem, &[]);
    assert_eq!(
        (found.scale, found.binding),
        (0.0, Some(BoundOn::Productivity(vec![0])))
    );
    assert_eq!(found.solution.x, [0.0]);
}
