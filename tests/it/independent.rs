//! Small cases worked by hand, and tables from textbooks with the figures that are printed there. The list with all sources
//! is in docs/checks.md.

use olin::economy::{
    Answer, Change, Coefficients, Curve, DatedChange, Economy, Externality, Good, Input,
    Interpolation, Keeping, Parts, Profile,
};
use olin::plan::{
    Noise, Policy, Preference, Record, Scenario, State, Step, days_to_full_provision, fulfilment,
    run, weighted_externalities,
};
use olin::solver::{Prepared, Status};

use crate::cases::{near, solved};
use crate::economies::{investing, plain};
use crate::files::import;

fn table<const N: usize>(a: [[f64; N]; N]) -> Prepared {
    let names = (0..N).map(|i| Good::named(&format!("Good {i}"))).collect();
    let cells = (0..N).flat_map(|i| (0..N).map(move |j| (i, j, a[i][j])));
    let economy = Economy::new(Parts {
        goods_table: Coefficients::new(N, N, cells),
        ..plain(names)
    });
    Prepared::new(economy.expect("a table"))
}

/// Solves and compares to the digits that are printed: within `digits`.
fn check<const N: usize>(a: [[f64; N]; N], demand: [f64; N], expected: [f64; N], digits: f64) {
    let solution = solved(&table(a), &demand);
    assert_eq!(solution.status, Status::Solved);
    for (x, printed) in solution.x.iter().zip(expected) {
        assert!(
            (x - printed).abs() <= digits,
            "{:?} instead of {expected:?}",
            solution.x
        );
    }
}

#[test]
fn leontiefs_wheat_and_cloth() {
    // 55 bushels and 30 yards for households take 100 and 50, and 80 + 180 man-years.
    let a = [[0.25, 0.40], [0.14, 0.12]];
    check(a, [55.0, 30.0], [100.0, 50.0], 1e-12);
}

#[test]
fn miller_and_blairs_two_sectors() {
    check(
        [[0.15, 0.25], [0.20, 0.05]],
        [600.0, 1500.0],
        [1247.52, 1841.58],
        0.005,
    );
    // The Leontief inverse, column by column.
    check(
        [[0.15, 0.25], [0.20, 0.05]],
        [1.0, 0.0],
        [1.2541, 0.2640],
        5e-5,
    );
    check(
        [[0.15, 0.25], [0.20, 0.05]],
        [0.0, 1.0],
        [0.3300, 1.1221],
        5e-5,
    );
}

#[test]
fn chiangs_three_industries() {
    let a = [[0.2, 0.3, 0.2], [0.4, 0.1, 0.2], [0.1, 0.3, 0.2]];
    check(a, [10.0, 5.0, 6.0], [24.84, 20.68, 18.36], 0.005);
}

#[test]
fn lays_three_sectors() {
    let a = [[0.5, 0.4, 0.2], [0.2, 0.3, 0.1], [0.1, 0.1, 0.3]];
    check(a, [50.0, 30.0, 20.0], [226.0, 119.0, 78.0], 0.5);
}

#[test]
fn strangs_table_of_radius_nine_tenths() {
    // (I - A)^-1 is ((41, 25, 27), (33, 36, 24), (34, 23, 36)) / 9.3.
    let a = [[0.2, 0.3, 0.4], [0.4, 0.4, 0.1], [0.5, 0.1, 0.3]];
    check(a, [9.3, 0.0, 0.0], [41.0, 33.0, 34.0], 1e-10);
    check(a, [0.0, 9.3, 0.0], [25.0, 36.0, 23.0], 1e-10);
    check(a, [0.0, 0.0, 9.3], [27.0, 24.0, 36.0], 1e-10);
}

#[test]
fn strangs_table_that_cannot_produce() {
    // A = ((0, 4), (1, 0)): making one of either takes four of itself.
    let Status::NotProductive(certificate) =
        solved(&table([[0.0, 4.0], [1.0, 0.0]]), &[1.0, 1.0]).status
    else {
        panic!("a radius of 2")
    };
    assert_eq!((certificate.group, certificate.own_use), (vec![0, 1], 4.0));
}

#[test]
fn sraffas_wheat_and_iron() {
    // With a surplus: 280 quarters and 12 tons make 575 quarters, 120 and 8 make 20 tons; 175 quarters are left.
    check(
        [[280.0 / 575.0, 6.0], [12.0 / 575.0, 0.4]],
        [175.0, 0.0],
        [575.0, 20.0],
        1e-10,
    );
    // For subsistence: 280 and 12 make 400 quarters, 120 and 8 make 20 tons. Nothing is left, so nothing can be asked for.
    let status = solved(&table([[0.7, 6.0], [0.03, 0.4]]), &[1.0, 0.0]).status;
    let Status::NotProductive(certificate) = status else {
        panic!("{status:?}")
    };
    assert!(near(certificate.own_use, 1.0, 1e-12, 1.0));
    assert_eq!(certificate.group, [0, 1]);
}

#[test]
fn imports_beyond_use_name_the_good() {
    // 3 of good 1 come in, 0.2 · 10 = 2 are used.
    let problem = table([[0.0, 0.0], [0.2, 0.0]]);
    assert_eq!(
        solved(&problem, &[10.0, -3.0]).status,
        Status::ImportsExceedUse { good: 1 }
    );
    let enough = solved(&problem, &[10.0, -2.0]);
    assert_eq!((enough.status, enough.x), (Status::Solved, vec![10.0, 0.0]));
}

#[test]
fn the_village_as_published() {
    let village = import("village-published").economy;
    for (share, days) in [(0.51, 382), (0.52, 193), (0.55, 80), (0.60, 43)] {
        let first = State::first(village.clone(), None);
        let records = run(&investing(share), first, 400).expect("no changes");
        assert_eq!(
            days_to_full_provision(&records),
            Some(days),
            "investing {share}"
        );
        let day_0 = records[0].egalitarianism.expect("there are profiles");
        assert!((day_0 - 0.0005384887).abs() <= 0.5e-10, "{day_0}");
    }
}

#[test]
fn straight_curves_stack_by_hand() {
    // As in a village of three units: 0.002 q up to 500, then 0.01 sqrt(q) sampled at 0 and 400, then none.
    let curve = |output, amount| {
        Curve::new(vec![Answer { output, amount }], Interpolation::Straight).expect("a curve")
    };
    let unit = |name: &str, capacity, curve| olin::economy::Unit {
        name: name.to_owned(),
        good: 1,
        capacity,
        needs: vec![(Input::Good(0), curve)],
    };
    let economy = Economy::new(Parts {
        units: vec![
            unit("First", Some(500.0), curve(500.0, 1.0)),
            unit("Second", Some(400.0), curve(400.0, 0.2)),
            unit("Third", None, curve(100.0, 0.3)),
        ],
        ..plain(vec![Good::named("Milk"), Good::named("Churn")])
    })
    .expect("two goods");
    let need = |q| economy.requirement(Input::Good(0), 1, q);
    // 0.5, 1 + 0.1, 1 + 0.2 + 0.15, and past the last answer 1 + 0.2 + 0.9.
    for (q, expected) in [(250.0, 0.5), (700.0, 1.1), (950.0, 1.35), (1200.0, 2.1)] {
        assert!(near(need(q), expected, 1e-14, 1.0), "{q}: {}", need(q));
    }
    let stack = economy.stack(1).expect("three units");
    assert!(!economy.units()[2].extrapolates(100.0) && economy.units()[2].extrapolates(101.0));
    let orders: Vec<(usize, f64)> = stack.dispatch(economy.units(), 950.0).collect();
    assert_eq!(orders, [(0, 500.0), (1, 400.0), (2, 50.0)]);
}

/// One good that needs nothing, of which 10 a day are promised.
fn corn(change: impl FnOnce(&mut Good)) -> Economy {
    let mut corn = Good {
        stock: 4.0,
        ..Good::named("Corn")
    };
    change(&mut corn);
    Economy::new(Parts {
        externalities: vec![Externality {
            name: "Dust".to_owned(),
            weight: 2.0,
        }],
        externality_table: Coefficients::new(1, 1, [(0, 0, 0.01)]),
        profiles: vec![Profile {
            name: "All".to_owned(),
            population: 5.0,
            allotment: vec![2.0],
        }],
        ..plain(vec![corn])
    })
    .expect("one good")
}

fn evenings(economy: &Economy, scenario: &Scenario, days: u32) -> Vec<f64> {
    let records = run(
        scenario,
        State::first(economy.clone(), scenario.noise),
        days,
    );
    let records = records.expect("sound changes");
    records
        .iter()
        .map(|record| record.evening.stocks[0])
        .collect()
}

fn expect(found: &[f64], expected: &[f64]) {
    let alike = found
        .iter()
        .zip(expected)
        .all(|(a, b)| near(*a, *b, 1e-14, 10.0));
    assert!(
        found.len() == expected.len() && alike,
        "{found:?} instead of {expected:?}"
    );
}

#[test]
fn stocks_of_every_keeping_by_hand() {
    let after =
        |keeping, days| evenings(&corn(|good| good.keeping = keeping), &investing(0.75), days);
    // Consumed: all 4 are made, a quarter is taken out and three quarters come in, so 1.5 times as much: 4, 6, 9; then 10
    // are made of 13.5, and 5 more than that is there.
    expect(&after(Keeping::Consumed, 4), &[6.0, 9.0, 13.5, 18.5]);
    expect(&after(Keeping::Accumulating, 3), &[8.0, 16.0, 26.0]);
    expect(&after(Keeping::Constant, 2), &[4.0, 4.0]);
    expect(&after(Keeping::Depleting, 2), &[0.0, 0.0]);
}

#[test]
fn gestation_and_loss_by_hand() {
    // Added after two days, and a tenth perishes. Day 0: 4 made, 4 on the way, 3.6 left. Day 1: 3.6 made, 3.24 left.
    // Day 2: 3.24 made; 3.24 + 4 come to 7.24, of which 6.516 keep. Day 3: 6.516 + 3.6 = 10.116, 9.1044 keep.
    let economy = corn(|good| {
        good.keeping = Keeping::Accumulating;
        good.stock_bound = true;
        good.gestation = 2;
        good.loss = 0.1;
    });
    expect(
        &evenings(&economy, &investing(0.5), 4),
        &[3.6, 3.24, 6.516, 9.1044],
    );
}

#[test]
fn a_loss_every_day_by_hand() {
    // 2 inv = 1.5, and a fifth is lost: 1.2 times as much a day.
    let mut scenario = investing(0.75);
    scenario.noise = Some(Noise {
        probability: 1.0,
        loss: 0.2,
        seed: 9,
    });
    expect(&evenings(&corn(|_| {}), &scenario, 3), &[4.8, 5.76, 6.912]);
}

#[test]
fn deliveries_and_steps_by_hand() {
    // Day 0 at 0.5: 4 stay 4. On day 1 come 2 more: 6. On day 2 the share is 1: all of 6 comes in, 12. On day 3 ten go, and
    // 2 are left, which double to 4. On day 4 a hundred go: nothing is left.
    let delivery = |day, amount| DatedChange {
        day,
        change: Change::Delivery { good: 0, amount },
    };
    let steps = vec![
        Step {
            from_day: 0,
            good: None,
            share: 0.5,
        },
        Step {
            from_day: 2,
            good: Some(0),
            share: 1.0,
        },
    ];
    let changes = vec![delivery(1, 2.0), delivery(3, -10.0), delivery(4, -100.0)];
    let scenario = Scenario::new(Policy::new(steps).expect("shares"), changes);
    expect(
        &evenings(&corn(|_| {}), &scenario, 5),
        &[4.0, 6.0, 12.0, 4.0, 0.0],
    );
}

#[test]
fn rewards_by_hand() {
    // At 0.75: s is 0.4, 0.6, 0.9; dust 0.04, 0.06, 0.09 at weight 2. With w = 0.5 the rewards are s - dust.
    let records = run(&investing(0.75), State::first(corn(|_| {}), None), 3).expect("no changes");
    let preference = Preference {
        aversion: 0.5,
        discount: 0.5,
    };
    let rewards: Vec<f64> = records
        .iter()
        .map(|record| preference.reward(record))
        .collect();
    expect(&rewards, &[0.36, 0.54, 0.81]);
    expect(
        &[preference.discounted_return(&records)],
        &[0.36 + 0.27 + 0.2025],
    );
    expect(
        &records
            .iter()
            .map(weighted_externalities)
            .collect::<Vec<_>>(),
        &[0.08, 0.12, 0.18],
    );
    expect(
        &records
            .iter()
            .map(|record: &Record| record.evening.caused[0])
            .collect::<Vec<_>>(),
        &[0.04, 0.1, 0.19],
    );
    assert_eq!(
        Preference::default(),
        Preference {
            aversion: 0.0,
            discount: 0.99
        }
    );
}

#[test]
fn unequal_shares_by_hand() {
    // 30 loaves are promised to ten workers, 20 to ten elders; 2 flour go into each loaf; 44 loaves and 88 flour are made.
    // At scale 0.8 the elders' row holds 44 - 0.8 · 30 = 20 of their 20; the workers' 44 - 0.8 · 20 = 28 of their 30.
    let profile = |name: &str, loaves| Profile {
        name: name.to_owned(),
        population: 10.0,
        allotment: vec![0.0, loaves],
    };
    let economy = Economy::new(Parts {
        goods_table: Coefficients::new(2, 2, [(0, 1, 2.0)]),
        profiles: vec![profile("Workers", 3.0), profile("Elders", 2.0)],
        ..plain(vec![Good::named("Flour"), Good::named("Bread")])
    })
    .expect("two goods");
    let matrix = fulfilment(&economy, &[88.0, 44.0], 0.8);
    let shares: Vec<f64> = matrix.iter().map(|target| target.share).collect();
    expect(&shares, &[28.0 / 30.0, 1.0]);
    assert!(
        matrix
            .iter()
            .all(|target| target.good == 1 && !target.as_planned)
    );
    let worst = olin::plan::egalitarianism(&matrix);
    assert_eq!(worst, Some(shares[0]));
}
