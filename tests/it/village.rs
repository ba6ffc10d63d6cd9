//! The village of the paper, with the numbers of its Table 1, Fig 1 and Fig 3(a).

use olin::economy::{Change, DatedChange, Input};
use olin::pace::Pace;
use olin::plan::{State, days_to_full_provision, run};
use olin::solver::{Prepared, Settings, Solution, Status, solve};

use crate::economies::{investing, village};

/// Whether a, written with so many significant digits, reads as b.
fn close(a: f64, b: f64, digits: usize) -> bool {
    format!("{a:.*e}", digits - 1) == format!("{b:.*e}", digits - 1)
}

#[test]
fn the_stacked_curves_of_fig_1() {
    let village = village();
    // q, Milk per churns, churns per Butter: worked out by hand from the three units.
    let expected = [
        (500.0, 1.0, 1.5),
        (501.0, 1.01, 1.505),
        (750.0, 1.158113883, 2.75),
        (1000.0, 1.223606798, 4.0),
        (1500.0, 1.473606798, 4.5),
        (1999.0, 2.221607798, 4.999),
    ];
    for (q, milk, churns) in expected {
        let first = village.requirement(Input::Good(0), 1, q);
        let second = village.requirement(Input::Good(1), 2, q);
        assert!(
            close(first, milk, 10) && close(second, churns, 10),
            "{q}: {first} {second}"
        );
    }
}

#[test]
fn full_targets() {
    let village = Prepared::new(village());
    let settings = Settings::default();
    let solution: Solution = Pace::finish(async |pace| {
        solve(
            &village,
            village.economy.full_demand(),
            None,
            &settings,
            &pace,
        )
        .await
    });
    assert_eq!(solution.status, Status::Solved);
    assert!(solution.residual <= 1e-15, "{}", solution.residual);
    assert!(close(solution.x[0], 3763.764845, 10), "{}", solution.x[0]);
    assert!(
        close(solution.x[1], 0.54, 12) && solution.x[2] == 180.0,
        "{:?}",
        solution.x
    );
    let labour = village.economy.labour_used(&solution.x);
    assert!(
        close(labour[0], 3.763764845, 10)
            && close(labour[1], 0.00648, 12)
            && close(labour[2], 0.18, 12)
    );
}

#[test]
fn days_to_full_provision_of_fig_3() {
    for (share, days) in [(0.51, 382), (0.52, 194), (0.55, 81), (0.60, 43)] {
        let records =
            run(&investing(share), State::first(village(), None), 400).expect("no changes");
        assert_eq!(
            days_to_full_provision(&records),
            Some(days),
            "investing {share}"
        );
        let first = records[0].egalitarianism.expect("there are profiles");
        assert!(close(first, 0.000531382826, 9), "{first}");
        assert!(
            records
                .iter()
                .all(|record| record.plan.solution.residual <= 1e-12)
        );
    }
}

#[test]
fn a_change_from_today_on_keeps_what_happened() {
    let scenario = investing(0.51);
    let records = run(&scenario, State::first(village(), None), 101).expect("no changes");
    let change = Change::Population {
        profile: 0,
        citizens: 1600.0,
    };
    let changed = scenario.reporting([DatedChange { day: 100, change }]);
    let again =
        run(&changed, State::first(village(), None), 101).expect("a change that can be made");
    assert_eq!(records[..100], again[..100]);
    // By hand: full targets take 3763.764845 Milk and 800 * (3 + 0.1 * 2) / 0.999 more, but for churns.
    let (before, after) = (records[100].plan.scale, again[100].plan.scale);
    let expected = 3763.764845 / (3763.764845 + 800.0 * 3.2 / 0.999);
    assert!(
        (after / before / expected - 1.0).abs() < 1e-5,
        "{before} {after}"
    );
    // The plan made on the morning of day 100 for the days after knows of the change, that of day 99 did not.
    let expects = |day: u32| {
        run(
            &changed.as_expected_on(day),
            again[day as usize - 1].evening.clone(),
            3,
        )
    };
    let (knows, knew_not) = (expects(100).expect("days"), expects(99).expect("days"));
    assert_eq!(knows[0].plan.scale, after);
    assert_eq!(knew_not[1].plan.scale, before);
}
