//! The valley: stacked units, hours, capacities, gestation, perishing, ore that runs out, two externalities and dated
//! changes, against 260 days computed by an independent program (tests/data/valley/expected.csv).

use olin::pace::Pace;
use olin::plan::{Policy, Record, Scenario, State, csv, days_to_full_provision, run};
use olin::solver::{Prepared, Settings, Status, solve};

use crate::files::import;

fn days(count: u32) -> Vec<Record> {
    let import = import("valley");
    let scenario = Scenario::new(Policy::constant(0.53).expect("a share"), import.changes);
    run(&scenario, State::first(import.economy, None), count).expect("changes that can be made")
}

#[test]
fn two_hundred_and_sixty_days_in_every_column() {
    let expected = include_str!("../data/valley/expected.csv");
    let mut expected = expected.lines();
    let records = days(260);
    let header = csv::header(records[0].economy());
    assert_eq!(expected.next(), Some(header.trim_end()));
    for (record, line) in records.iter().zip(expected.by_ref()) {
        let row = csv::row(record);
        for ((column, found), expected) in header
            .split(',')
            .zip(row.trim_end().split(','))
            .zip(line.split(','))
        {
            match (found.parse::<f64>(), expected.parse::<f64>()) {
                (Ok(a), Ok(b)) => {
                    let allowed = if b.abs() < 0.001 {
                        1e-12
                    } else {
                        1e-9 * b.abs()
                    };
                    assert!(
                        (a - b).abs() <= allowed,
                        "day {}, {column}: {a} instead of {b}",
                        record.day()
                    );
                }
                _ => assert_eq!(found, expected, "day {}, {column}", record.day()),
            }
        }
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn landmarks() {
    let records = days(260);
    assert_eq!(days_to_full_provision(&records), Some(171));
    // Day, what holds the plan back, and the scale as the model's description gives it.
    let landmarks = [
        (0, "stock:Grain", 0.0488010277565),
        (94, "hours:Lb(Works)", 0.628579356451),
        (120, "bound:Care", 0.916666666667),
        (209, "stock:Ore", 0.0445163469609),
    ];
    for (day, binding, scale) in landmarks {
        let record = &records[day];
        assert_eq!(csv::binding(record), binding, "day {day}");
        assert!(
            (record.plan.scale - scale).abs() <= 1e-12,
            "day {day}: {}",
            record.plan.scale
        );
    }
    assert!((1..94).all(|day| csv::binding(&records[day]) == "stock:Timber"));
    assert!(
        records[210..].iter().all(|record| record.plan.scale == 0.0),
        "the ore is gone"
    );
}

#[test]
fn full_targets_on_day_0() {
    let problem = Prepared::new(import("valley").economy);
    let economy = &problem.economy;
    let solution = Pace::finish(async |pace| {
        solve(
            &problem,
            economy.full_demand(),
            None,
            &Settings::default(),
            &pace,
        )
        .await
    });
    assert_eq!(solution.status, Status::Solved);
    let nearly = |found: &[f64], expected: &[f64]| {
        found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(a, b)| (a / b - 1.0).abs() <= 5e-10)
    };
    let x = [
        1229.353596,
        896.1435618,
        963.9294522,
        406.9391874,
        0.2702734728,
        0.8108204184,
        345.0,
    ];
    assert!(nearly(&solution.x, &x), "{:?}", solution.x);
    let labour = economy.labour_used(&solution.x);
    assert!(
        nearly(&labour, &[69.43574287, 35.79608562, 277.8333333]),
        "{labour:?}"
    );
    let caused = economy.externalities_caused(&solution.x);
    assert!(nearly(&caused, &[420.4594764, 86.37276155]), "{caused:?}");
}
