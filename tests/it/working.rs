//! How a day is computed: the series pass by pass, and the formulas with their values, as the worker tells them.

use olin::worker::kit::Kit;
use olin::worker::look::{Look, Sight, Working};
use olin::worker::protocol::{PolicyStep, Reply, Request, Upload};
use olin::worker::session::Session;

use crate::files::uploads;

fn replies(session: &mut Session) -> Vec<Reply> {
    let mut replies = Vec::new();
    while session.busy() {
        replies.extend(session.work(100_000));
    }
    replies
}

/// The full worker with these files open and days 0 to `to` planned.
fn planned(files: Vec<Upload>, to: u32) -> Session {
    let mut session = Session::new(Kit::FULL);
    let name = "An economy".to_owned();
    session.receive(Request::Open {
        run: 1,
        name,
        files,
    });
    let opened = replies(&mut session);
    assert!(matches!(opened[..], [Reply::Opened { .. }]), "{opened:?}");
    let policy = vec![PolicyStep {
        from_day: 0,
        good: None,
        investment: 0.53,
    }];
    session.receive(Request::Plan {
        run: 2,
        policy,
        chance: Vec::new(),
        to,
        show: to,
    });
    replies(&mut session);
    session
}

fn working(session: &mut Session, day: u32, from: u32, good: &str) -> Working {
    let good = good.to_owned();
    match look(session, &Look::Working { day, from, good }) {
        Sight::Working(working) => *working,
        other => panic!("{other:?}"),
    }
}

fn look(session: &mut Session, what: &Look) -> Sight {
    let what = postcard::to_allocvec(what).expect("a question can be written");
    session.receive(Request::Look { id: 7, what });
    match replies(session).pop() {
        Some(Reply::Sight { id: 7, what }) => postcard::from_bytes(&what).expect("an answer"),
        other => panic!("{other:?}"),
    }
}

fn file(name: &str, text: &str) -> Upload {
    Upload {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

#[test]
fn the_round_by_round_effects_of_miller_and_blair() {
    let mut session = planned(
        vec![
            file("table.csv", "Type,One,Two\nOne,0.15,0.25\nTwo,0.2,0.05\n"),
            file("profiles.csv", "Name,Population,One,Two\nAll,1,600,1500\n"),
            file(
                "stocks.csv",
                "name,stock,bound,keeping,gestation,loss\nOne,0,none,flow,0,0\nTwo,0,none,flow,0,0\n",
            ),
        ],
        0,
    );
    let told = working(&mut session, 0, 0, "Two");
    assert!(told.is_linear && told.rests && told.scale == 1.0);
    // A f, A² f, A³ f by hand.
    let rounds = [
        [600.0, 465.0, 118.5, 43.4625],
        [1500.0, 195.0, 102.75, 28.8375],
    ];
    for (row, rounds) in told.rows.iter().zip(rounds) {
        for (step, round) in row.steps.iter().zip(rounds) {
            assert!((step - round).abs() < 1e-9, "{:?}", row.steps);
        }
    }
    // The book's outputs.
    assert!((told.rows[0].output - 1247.52).abs() < 0.005);
    assert!((told.rows[1].output - 1841.58).abs() < 0.005);
    // By hand: |600 - 465 - 600| / (600 + 465 + 600) of One, which is more than 195 / 3195 of Two.
    assert!((told.residuals[0] - 465.0 / 1665.0).abs() < 1e-12);
    // Two is used for One (0.2 of 1247.52) and for itself (0.05 of 1841.58).
    let uses: Vec<(&str, f64)> = told
        .detail
        .uses
        .iter()
        .map(|term| (term.made.as_str(), term.coefficient))
        .collect();
    assert_eq!(uses, [("One", 0.2), ("Two", 0.05)]);
    assert_eq!(told.detail.stock, None);
}

/// What must hold of every day and good.
fn check(session: &mut Session, day: u32, goods: &[&str]) {
    for good in goods {
        let told = working(session, day, 0, good);
        assert!(
            told.rests && told.residual <= 1e-10 && told.difference <= 1e-9,
            "{told:?}"
        );
        for row in &told.rows {
            let sum = row.steps.iter().sum::<f64>() + row.later;
            assert!(
                (sum - row.output).abs() <= 1e-9 * row.output,
                "day {day}: {row:?}"
            );
            let rises = |step: &f64| *step >= -1e-12 * row.output;
            assert!(row.steps.iter().all(rises), "{row:?}");
        }
        // Residuals fall: every pass is nearer than the one before.
        assert!(
            told.residuals
                .windows(2)
                .all(|pair| pair[1] <= pair[0] + 1e-15),
            "{told:?}"
        );
        let detail = &told.detail;
        assert_eq!(detail.good.name, *good);
        let used: f64 = detail.uses.iter().map(|term| term.amount).sum();
        let balance = used + detail.other_uses.0 + told.scale * detail.demand.0 - detail.output;
        assert!(
            balance.abs() <= 1e-9 * detail.output.max(1e-3),
            "{detail:?}"
        );
        for term in &detail.uses {
            let product = term.coefficient * term.output;
            assert!(
                (product - term.amount).abs() <= 1e-12 * term.amount,
                "{term:?}"
            );
        }
        let promised: f64 = detail
            .targets
            .iter()
            .map(|of| of.allotment * of.citizens)
            .sum();
        let all = promised + detail.other_targets + detail.demand.1;
        assert!((all - detail.demand.0).abs() <= 1e-9 * all.max(1.0));
        assert!(
            detail
                .targets
                .iter()
                .all(|of| (of.fulfilment - told.scale).abs() < 1e-6)
        );
        if let Some(stock) = &detail.stock {
            let evening = stock.morning - stock.taken + stock.added - stock.perished - stock.lost;
            assert!(
                (evening - stock.evening).abs() <= 1e-9 * stock.morning.max(1.0),
                "day {day}: {stock:?}"
            );
        }
        if let Some((name, used, full, limit)) = &told.binding {
            assert!((used - limit).abs() <= 1e-6 * limit, "day {day}: {name}");
            assert!(full.is_none_or(|full| full >= *limit));
        }
    }
}

#[test]
fn the_valley_day_by_day() {
    let mut session = planned(uploads("valley"), 215);
    let goods = ["Grain", "Flour", "Bread", "Timber", "Plough", "Ore", "Care"];
    for day in (0..=215)
        .step_by(13)
        .chain([1, 94, 120, 170, 208, 209, 214])
    {
        check(&mut session, day, &goods);
    }
    let told = working(&mut session, 94, 0, "Timber");
    assert_eq!(
        told.binding.as_ref().map(|of| of.0.as_str()),
        Some("hours:Lb(Works)")
    );
    // 22 hours of it, as its file says.
    assert_eq!(told.binding.map(|of| of.3), Some(22.0));
    let names: Vec<&str> = told.externalities.iter().map(|of| of.0.as_str()).collect();
    assert_eq!(names, ["CO2", "Smoke"]);
    assert!(!told.is_linear);
}

#[test]
fn the_village_in_full() {
    let mut session = planned(uploads("village"), 150);
    check(&mut session, 150, &["Milk", "Butter churn", "Butter"]);
    let told = working(&mut session, 150, 0, "Milk");
    assert_eq!((told.scale, told.binding), (1.0, None));
    // By hand: 3 a day for each of 800 citizens and 2 for each of 500; 2 for each of 180 of butter.
    assert_eq!(told.detail.demand, (3400.0, 0.0));
    assert_eq!(
        (
            told.detail.uses[0].made.as_str(),
            told.detail.uses[0].coefficient
        ),
        ("Butter", 2.0)
    );
    assert!((told.detail.uses[0].amount - 360.0).abs() < 1e-9);
    let stock = told.detail.stock.expect("a stock of milk");
    assert_eq!((stock.keeping.as_str(), stock.invested), ("consumed", 0.53));
    // S' = S + (2 inv - 1) x.
    let grown = stock.morning + 0.06 * told.detail.output;
    assert!((stock.evening - grown).abs() < 1e-9 * grown);
}

#[test]
fn what_is_not_there_does_no_harm() {
    let mut session = planned(uploads("village"), 3);
    // Beyond the days planned the last of them is told; beyond the goods the last; of no good the first.
    let told = working(&mut session, 99, 77, "Nothing of the kind");
    assert_eq!((told.day, told.from, told.rows.len()), (3, 2, 1));
    assert_eq!(told.detail.good.name, "Milk");
    let mut unplanned = Session::new(Kit::FULL);
    unplanned.receive(Request::Open {
        run: 1,
        name: "Village".to_owned(),
        files: uploads("village"),
    });
    replies(&mut unplanned);
    let good = String::new();
    let what = Look::Working {
        day: 0,
        from: 0,
        good,
    };
    assert_eq!(look(&mut unplanned, &what), Sight::Nothing);
}

#[test]
fn what_is_kept_opens_again() {
    let mut session = planned(uploads("valley"), 30);
    let Sight::Saved(Some(kept)) = look(&mut session, &Look::Saved) else {
        panic!("nothing is saved")
    };
    let mut again = planned(
        vec![file(
            "economy.json",
            std::str::from_utf8(&kept.0).expect("text"),
        )],
        30,
    );
    assert_eq!(
        working(&mut again, 30, 0, "Grain"),
        working(&mut session, 30, 0, "Grain")
    );
}

#[test]
fn what_is_large_is_not_kept() {
    let names: Vec<String> = (0..460).map(|k| format!("G{k}")).collect();
    let row = |name: &String| format!("{name}{}\n", ",0.001".repeat(names.len()));
    let rows: String = names.iter().map(row).collect();
    let table = format!("Type,{}\n{rows}", names.join(","));
    let mut session = Session::new(Kit::FULL);
    session.receive(Request::Open {
        run: 1,
        name: "Large".to_owned(),
        files: vec![file("table.csv", &table)],
    });
    replies(&mut session);
    assert_eq!(look(&mut session, &Look::Saved), Sight::Saved(None));
}
