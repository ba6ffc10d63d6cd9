//! Laws of the balance and of egalitarianism that hold in every productive economy, tried on made-up ones.

use olin::economy::{Coefficients, Economy, Input, Parts, Unit};
use olin::pace::{Pace, Task};
use olin::plan::{State, fulfilment, run};
use olin::solver::{Prepared, Status};
use proptest::prelude::*;

use crate::cases::{
    any_shape, changed, config, first_morning, largest, linear_shape, near, prepared, solved,
};
use crate::economies::investing;
use crate::random::{self, Dice};
use crate::shadow;

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn a_productive_economy_is_solved_and_in_balance(shape in any_shape()) {
        let problem = prepared(shape);
        let demand = problem.economy.full_demand();
        let solution = solved(&problem, demand);
        prop_assert_eq!(&solution.status, &Status::Solved);
        let residual = shadow::residual(&problem.economy, &solution.x, demand);
        prop_assert!(residual <= 1e-10, "residual {}", residual);
        // What the solver says of itself is not better than what is so.
        prop_assert!(near(solution.residual, residual, 1.0, 1e-13));
    }

    #[test]
    fn a_linear_economy_gives_what_elimination_gives(shape in linear_shape()) {
        let problem = prepared(shape);
        let demand = problem.economy.full_demand();
        let x = solved(&problem, demand).x;
        let expected = shadow::leontief(&shadow::dense(&problem.economy), demand);
        for (a, b) in x.iter().zip(&expected) {
            prop_assert!(near(*a, *b, 1e-11, largest(&expected)), "{:?} instead of {:?}", x, expected);
        }
    }

    #[test]
    fn pauses_change_nothing(shape in any_shape(), share in 1..2_000_u64) {
        let made = random::parts(shape);
        let economy = Economy::new(made.clone()).expect("sound parts");
        let mut task = Task::new(async move |pace: Pace| {
            Prepared::of(Economy::of(made, &pace).await.expect("sound parts"), &pace).await
        });
        let paused = loop {
            if let Some(prepared) = task.advance(&mut share.clone()) {
                break prepared;
            }
        };
        prop_assert_eq!(&paused, &Prepared::new(economy));
    }

    #[test]
    fn more_demand_takes_no_less_of_anything(shape in any_shape(), more in any::<u64>()) {
        let problem = prepared(shape);
        let demand = problem.economy.full_demand();
        let mut dice = Dice::new(more);
        let larger: Vec<f64> = demand
            .iter()
            .map(|d| if dice.one_in(2) { d + dice.between(0.0, 10.0) } else { *d })
            .collect();
        let (x, y) = (solved(&problem, demand).x, solved(&problem, &larger).x);
        for i in 0..x.len() {
            prop_assert!(x[i] <= y[i] * (1.0 + 1e-12), "good {}: {} then {}", i, x[i], y[i]);
            prop_assert!(y[i] - x[i] >= (larger[i] - demand[i]) * (1.0 - 1e-9) - 1e-9 * y[i]);
        }
    }

    #[test]
    fn in_a_linear_economy_answers_add_up(shape in linear_shape(), factor in 0.01..100.0_f64) {
        let problem = prepared(shape);
        let one: Vec<f64> = problem.economy.full_demand().to_vec();
        let other: Vec<f64> = one.iter().rev().map(|d| factor * d).collect();
        let both: Vec<f64> = one.iter().zip(&other).map(|(a, b)| a + b).collect();
        let (x, y, z) = (solved(&problem, &one).x, solved(&problem, &other).x, solved(&problem, &both).x);
        for i in 0..x.len() {
            prop_assert!(near(x[i] + y[i], z[i], 1e-11, largest(&z)));
        }
    }

    #[test]
    fn the_order_of_goods_does_not_matter(shape in any_shape(), order in any::<u64>()) {
        let problem = prepared(shape);
        let to = Dice::new(order).order(shape.goods);
        let shuffled = Prepared::new(
            Economy::new(permuted(problem.economy.parts(), &to)).expect("the same economy"),
        );
        let x = solved(&problem, problem.economy.full_demand()).x;
        let y = solved(&shuffled, shuffled.economy.full_demand()).x;
        for good in 0..shape.goods {
            prop_assert!(near(x[good], y[to[good]], 1e-11, largest(&x)), "good {}", good);
        }
    }

    #[test]
    fn on_an_exact_plan_everyone_gets_the_scale(shape in any_shape()) {
        let economy = prepared(shape).economy;
        let record = &run(&investing(0.6), State::first(economy.clone(), None), 1).expect("no changes")[0];
        let (s, x) = (record.plan.scale, &record.plan.solution.x);
        let uses = shadow::used(&economy, x).goods;
        let matrix = fulfilment(&economy, x, s);
        let targets = economy.profiles().iter().flat_map(|p| p.allotment.iter().map(|c| c * p.population));
        prop_assert_eq!(matrix.len(), targets.filter(|target| *target > 0.0).count());
        let mut rounding = 0.0_f64;
        for target in &matrix {
            let promised = economy.profiles()[target.profile].allotment[target.good]
                * economy.profiles()[target.profile].population;
            let row = x[target.good] + uses[target.good];
            prop_assert!(target.as_planned);
            prop_assert!(near(target.share * promised, s * promised, 1e-11, row), "{:?} at {}", target, s);
            rounding = rounding.max(1e-11 * row / promised);
        }
        let worst = record.egalitarianism.expect("someone is promised something");
        prop_assert!((worst - s).abs() <= rounding);
    }

    #[test]
    fn a_shortfall_is_borne_by_the_profile_whose_row_it_is(shape in any_shape(), part in 0.0..1.0_f64) {
        // By the formula of Eq 5, written out: take away a part of one good after the plan.
        let problem = prepared(shape);
        let economy = &problem.economy;
        let mut x = solved(&problem, economy.full_demand()).x;
        let good = (0..x.len()).find(|&i| economy.profiles()[0].allotment[i] > 0.0).expect("a target");
        let uses = shadow::used(economy, &x).goods;
        let surplus = x[good] - uses[good];
        let own_row = economy.coefficient(Input::Good(good), good, x[good]) == 0.0;
        prop_assume!(own_row && economy.profiles()[0].population > 1e-3);
        x[good] -= part * surplus;
        let others: f64 = economy.profiles()[1..].iter().map(|p| p.allotment[good] * p.population).sum();
        let promised = economy.profiles()[0].allotment[good] * economy.profiles()[0].population;
        let expected = ((1.0 - part) * surplus - economy.goods()[good].external_demand - others) / promised;
        let matrix = fulfilment(economy, &x, 1.0);
        let found = matrix.iter().find(|t| t.good == good && t.profile == 0).expect("a target");
        prop_assert!(near(found.share * promised, expected * promised, 1e-10, x[good] + uses[good] + surplus));
    }

    #[test]
    fn twice_the_people_with_twice_the_means_fare_the_same(shape in linear_shape(), factor in 0.01..100.0_f64) {
        let problem = prepared(shape);
        let larger = Prepared::new(changed(&problem.economy, |parts| {
            parts.profiles.iter_mut().for_each(|profile| profile.population *= factor);
            for good in &mut parts.goods {
                good.stock *= factor;
                good.external_demand *= factor;
                good.bound = good.bound.map(|bound| factor * bound);
            }
            parts.labour.iter_mut().for_each(|kind| kind.hours = kind.hours.map(|hours| factor * hours));
        }));
        let (s, t) = (first_morning(&problem).1.scale, first_morning(&larger).1.scale);
        prop_assert!(near(s, t, 1e-11, s), "{} and {}", s, t);
    }
}

/// The same economy with good i in place to[i].
fn permuted(mut parts: Parts, to: &[usize]) -> Parts {
    let goods = parts.goods.len();
    let mut from = vec![0; goods];
    (0..goods).for_each(|i| from[to[i]] = i);
    let columns = |table: &Coefficients| -> Vec<(usize, usize, f64)> {
        table
            .cells()
            .map(|(row, column, a)| (row, to[column], a))
            .collect()
    };
    let both = columns(&parts.goods_table)
        .into_iter()
        .map(|(row, column, a)| (to[row], column, a));
    parts.goods_table = Coefficients::new(goods, goods, both);
    parts.labour_table = Coefficients::new(2, goods, columns(&parts.labour_table));
    parts.externality_table = Coefficients::new(2, goods, columns(&parts.externality_table));
    parts.goods = from.iter().map(|&i| parts.goods[i].clone()).collect();
    for profile in &mut parts.profiles {
        profile.allotment = from.iter().map(|&i| profile.allotment[i]).collect();
    }
    for Unit { good, needs, .. } in &mut parts.units {
        *good = to[*good];
        for (input, _) in needs {
            if let Input::Good(row) = input {
                *row = to[*row];
            }
        }
    }
    parts
}
