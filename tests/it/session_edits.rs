//! The worker with edits in force: the laws of a document, and questions about what is open.

use olin::pace::Pace;
use olin::plan::State;
use olin::plan::{FULL_PROVISION, Noise, Scenario, days_to_full_provision, footprints, run};
use olin::worker::edit::{Edit, What};
use olin::worker::kit::Kit;
use olin::worker::look::{Cell, Column, Forecast, Look, Morning, Row, Sight};
use olin::worker::protocol::{
    Chance, DayRow, Document, Ending, PolicyStep, Reply, Request, Upload,
};
use olin::worker::session::Session;

use crate::economies::investing;
use crate::files::{import, uploads};

fn all_replies(session: &mut Session) -> Vec<Reply> {
    let mut replies = Vec::new();
    while session.busy() {
        replies.extend(session.work(100_000));
    }
    replies
}

/// The full worker with an economy open.
pub fn opened(economy: &str) -> Session {
    let mut session = Session::new(Kit::FULL);
    session.receive(Request::Open {
        run: 1,
        name: economy.to_owned(),
        files: uploads(economy),
    });
    let replies = all_replies(&mut session);
    assert!(
        matches!(replies.as_slice(), [Reply::Opened { .. }]),
        "{replies:?}"
    );
    session
}

pub fn revise(session: &mut Session, edits: &[Edit]) -> Vec<Reply> {
    let edits = postcard::to_allocvec(edits).expect("edits can be written");
    session.receive(Request::Revise { run: 2, edits });
    all_replies(session)
}

pub fn plan(session: &mut Session, to: u32) -> Vec<Reply> {
    session.receive(Request::Plan {
        run: 3,
        policy: vec![PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.55,
        }],
        chance: Vec::new(),
        to,
        show: to,
    });
    all_replies(session)
}

/// The days 0 to `to` as the plan's CSV.
fn csv(session: &mut Session, to: u32) -> String {
    plan(session, to);
    session.receive(Request::Write {
        run: 4,
        what: Document::Plan,
    });
    match all_replies(session).pop() {
        Some(Reply::File { bytes, .. }) => String::from_utf8(bytes).expect("text"),
        other => panic!("{other:?}"),
    }
}

pub fn look(session: &mut Session, what: &Look) -> Sight {
    let what = postcard::to_allocvec(what).expect("a question can be written");
    session.receive(Request::Look { id: 7, what });
    match all_replies(session).pop() {
        Some(Reply::Sight { id: 7, what }) => postcard::from_bytes(&what).expect("an answer"),
        other => panic!("{other:?}"),
    }
}

pub fn allotment(day: Option<u32>, profile: &str, good: &str, amount: f64) -> Edit {
    let (profile, good) = (profile.to_owned(), good.to_owned());
    Edit {
        day,
        what: What::Allotment {
            profile,
            good,
            amount,
        },
    }
}

fn stock(good: &str, amount: f64) -> Edit {
    let good = good.to_owned();
    Edit {
        day: None,
        what: What::Stock { good, amount },
    }
}

/// Lists of edits of the village that can be in force.
fn lists() -> [Vec<Edit>; 5] {
    let less = allotment(None, "Prof 1", "Butter", 0.1);
    let later = allotment(Some(20), "Prof 0", "Milk", 2.5);
    [
        vec![],
        vec![less.clone()],
        vec![less.clone(), later.clone()],
        vec![later.clone(), stock("Milk", 3.0)],
        vec![later, less.clone(), less, stock("Milk", 3.0)],
    ]
}

#[test]
fn a_list_means_the_same_whatever_was_in_force_before() {
    let fresh = lists().map(|list| {
        let mut session = opened("village");
        let replies = revise(&mut session, &list);
        (replies, csv(&mut session, 40))
    });
    let mut session = opened("village");
    for from in 0..fresh.len() {
        for to in 0..fresh.len() {
            revise(&mut session, &lists()[from]);
            plan(&mut session, 30);
            let replies = revise(&mut session, &lists()[to]);
            assert_eq!(
                (replies, csv(&mut session, 40)),
                fresh[to],
                "{from} to {to}"
            );
        }
    }
}

#[test]
fn undo_gives_the_same_days_to_the_bit() {
    let mut session = opened("valley");
    let before = csv(&mut session, 130);
    let grain = stock("Grain", 1.0);
    revise(&mut session, std::slice::from_ref(&grain));
    assert_ne!(csv(&mut session, 130), before);
    revise(&mut session, &[]);
    assert_eq!(csv(&mut session, 130), before);
}

#[test]
fn days_before_the_first_difference_are_kept() {
    let first_new_day = |replies: &[Reply]| {
        replies.iter().find_map(|reply| match reply {
            Reply::Days { from, .. } => Some(*from),
            _ => None,
        })
    };
    let mut session = opened("village");
    plan(&mut session, 50);
    revise(&mut session, &[allotment(Some(20), "Prof 0", "Milk", 2.5)]);
    assert_eq!(first_new_day(&plan(&mut session, 50)), Some(20));
    // A second one, later, leaves the first.
    let both = [
        allotment(Some(20), "Prof 0", "Milk", 2.5),
        allotment(Some(30), "Prof 0", "Milk", 2.0),
    ];
    revise(&mut session, &both);
    assert_eq!(first_new_day(&plan(&mut session, 50)), Some(30));
    // An edit from the start leaves no day.
    revise(&mut session, &[stock("Milk", 3.0)]);
    assert_eq!(first_new_day(&plan(&mut session, 50)), Some(0));
}

#[test]
fn what_is_refused_leaves_the_last_good_state() {
    let mut session = opened("village");
    let good = [allotment(None, "Prof 1", "Butter", 0.1)];
    revise(&mut session, &good);
    let before = csv(&mut session, 30);
    let bad = [good[0].clone(), allotment(None, "Prof 1", "Butter", -0.1)];
    let replies = revise(&mut session, &bad);
    let expected =
        "the allotment of Butter to Prof 1: found -0.1, expected a number not below zero";
    assert!(
        matches!(replies.as_slice(), [Reply::Unrevised { run: 2, edit: 1, why }] if why == expected),
        "{replies:?}"
    );
    assert_eq!(csv(&mut session, 30), before);
    // Bytes that are no list of edits.
    session.receive(Request::Revise {
        run: 2,
        edits: vec![255; 9],
    });
    let replies = all_replies(&mut session);
    assert!(
        matches!(replies.as_slice(), [Reply::Unrevised { edit: 0, .. }]),
        "{replies:?}"
    );
}

#[test]
fn edits_end_the_run_under_way() {
    let mut session = opened("village");
    session.receive(Request::Plan {
        run: 3,
        policy: vec![PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.51,
        }],
        chance: Vec::new(),
        to: 20_000,
        show: 0,
    });
    session.work(5_000);
    let replies = revise(&mut session, &[stock("Milk", 3.0)]);
    let stopped = Reply::Ended {
        run: 3,
        how: Ending::Stopped,
    };
    assert!(replies.contains(&stopped), "{replies:?}");
    assert!(
        matches!(replies.last(), Some(Reply::Revised { run: 2, .. })),
        "{replies:?}"
    );
}

#[test]
fn the_lean_worker_has_no_answer() {
    let mut session = Session::new(Kit::LEAN);
    session.receive(Request::Look {
        id: 4,
        what: Vec::new(),
    });
    let empty = Reply::Sight {
        id: 4,
        what: Vec::new(),
    };
    assert_eq!(all_replies(&mut session), [empty]);
}

fn forecast(session: &mut Session, days: u32) -> Forecast {
    match look(session, &Look::Forecast { days }) {
        Sight::Forecast(forecast) => forecast,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_forecast_is_the_plan_that_would_follow() {
    let mut session = opened("village");
    plan(&mut session, 10);
    let told = forecast(&mut session, 100);
    // The paper's run at 0.55.
    assert_eq!((told.days, told.full_after), (100, Some(81)));
    let days = run(
        &investing(0.55),
        State::first(import("village").economy, None),
        100,
    )
    .expect("days");
    assert_eq!(days_to_full_provision(&days), Some(81));
    let shares: Vec<f64> = days.iter().filter_map(|day| day.egalitarianism).collect();
    assert_eq!(told.egalitarianism, shares);
    assert!(told.egalitarianism[80] > FULL_PROVISION);
    let hours: f64 = days.iter().map(|day| day.labour[0]).sum();
    assert!((told.hours[0].amount - hours / 1300.0 / 100.0).abs() < 1e-15);
    assert_eq!(told.stocks[0].amount, days[99].evening.stocks[0]);
    assert_eq!(told.worst, None);
    assert_eq!(told.binding, "stock:Milk");
    // Looking leaves the days as they are.
    let rows: Vec<DayRow> = plan(&mut session, 11)
        .into_iter()
        .filter_map(|reply| match reply {
            Reply::Days { from, rows, .. } if !rows.is_empty() => {
                assert_eq!(from, 11);
                Some(rows)
            }
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(rows.len(), 1);
}

#[test]
fn what_a_citizens_day_costs() {
    // Footprints of the valley's profiles at s = 1; see the list of checks.
    let mut session = opened("valley");
    let Sight::Profiles(told) = look(&mut session, &Look::Profiles { day: 0 }) else {
        panic!("no profiles")
    };
    assert_eq!(told.profiles.len(), 3);
    assert_eq!(told.footprints.len(), 5);
    let scenario = investing(0.0);
    let record = run(&scenario, State::first(import("valley").economy, None), 1).expect("a day");
    let costs = Pace::finish(async |pace| footprints(&record[0], &pace).await).expect("footprints");
    for (told, cost) in told.footprints.iter().zip(&costs) {
        assert_eq!(told.per_citizen, cost.per_citizen);
    }
}

#[test]
fn a_window_of_the_table() {
    let mut session = opened("village");
    let whole = Look::Table {
        day: 0,
        rows: (0, 99),
        columns: (0, 99),
    };
    let Sight::Table(table) = look(&mut session, &whole) else {
        panic!("no table")
    };
    // Three goods, three kinds of labour, the citizens; three goods, two profiles, nine properties.
    assert_eq!((table.size, table.from), ((7, 14), (0, 0)));
    let at = |row: usize, column: usize| &table.cells[row * 14 + column];
    assert!(matches!(&table.rows[4], Row::Labour(name) if name == "Lb(Butter churn)"));
    assert!(matches!(&table.columns[3], Column::Profile(name) if name == "Prof 0"));
    assert_eq!(*at(0, 2), Cell::Number(2.0));
    assert_eq!(*at(4, 1), Cell::Number(0.012));
    assert_eq!(*at(2, 4), Cell::Number(0.2));
    assert_eq!(*at(6, 3), Cell::Number(800.0));
    assert_eq!(*at(6, 0), Cell::Outside);
    assert_eq!(*at(0, 5), Cell::Number(2.0));
    assert_eq!(*at(1, 8), Cell::Keeping("accumulating".to_owned()));
    assert_eq!(*at(3, 12), Cell::Number(100_000.0));
    // Fig 1: making 500 churns takes 1 of milk.
    let Cell::Units(_, points) = at(0, 1) else {
        panic!("{:?}", at(0, 1))
    };
    assert_eq!(points[0], 0.0);
    assert!(
        points.windows(2).all(|pair| pair[0] <= pair[1]),
        "{points:?}"
    );
    // A smaller window is a part of the whole, and nothing lies beyond it.
    let part = Look::Table {
        day: 0,
        rows: (3, 5),
        columns: (1, 4),
    };
    let Sight::Table(part) = look(&mut session, &part) else {
        panic!("no table")
    };
    assert_eq!(part.from, (3, 1));
    assert_eq!(part.cells[..3], table.cells[3 * 14 + 1..3 * 14 + 4]);
    let beyond = Look::Table {
        day: 0,
        rows: (90, 95),
        columns: (0, 3),
    };
    let Sight::Table(beyond) = look(&mut session, &beyond) else {
        panic!("no table")
    };
    assert!(beyond.cells.is_empty() && beyond.rows.is_empty());
}

#[test]
fn units_and_their_curves() {
    let mut session = opened("village");
    plan(&mut session, 81);
    let Sight::Units(stacks) = look(&mut session, &Look::Units { day: 81 }) else {
        panic!("no units")
    };
    assert_eq!(stacks.len(), 2);
    let butter = stacks
        .iter()
        .find(|stack| stack.good.name == "Butter")
        .expect("butter");
    // Full targets take 180 of butter, and the first unit can make 500.
    assert!((butter.units[0].today - 180.0).abs() < 1e-6 && butter.units[1].today == 0.0);
    let look_at = Look::Curve {
        unit: butter.units[1].name.clone(),
        input: "Butter churn".to_owned(),
        day: 81,
    };
    let Sight::Curve(curve) = look(&mut session, &look_at) else {
        panic!("no curve")
    };
    assert_eq!(curve.capacity, Some(500.0));
    // The second unit takes 0.005 a unit, however much it makes.
    for &(q, r, f) in &curve.points {
        assert!(
            (r - 0.005 * q).abs() < 1e-9 && (f - 0.005).abs() < 1e-12,
            "{q} {r} {f}"
        );
    }
    let nobody = Look::Curve {
        unit: "Nobody".to_owned(),
        input: "Milk".to_owned(),
        day: 0,
    };
    assert_eq!(look(&mut session, &nobody), Sight::Nothing);
}

#[test]
fn what_a_unit_needs_as_far_as_it_is_known() {
    let mut session = opened("village");
    let needs = |unit: &str| Look::Needs {
        unit: unit.to_owned(),
        inputs: ["Milk", "Lb(Butter churn)", "Butter", "Steam"]
            .map(str::to_owned)
            .to_vec(),
        outputs: vec![1.0, 100.0, 500.0, 1000.0],
        day: 0,
    };
    let Sight::Needs(told) = look(&mut session, &needs("Churn workshop 1")) else {
        panic!("nothing told")
    };
    assert_eq!(told.unit, "Churn workshop 1");
    assert_eq!(told.outputs, [1.0, 100.0, 500.0, 1000.0]);
    let [milk, labour, butter, steam] = &told.inputs[..] else {
        panic!("{:?}", told.inputs)
    };
    // 500 take 1, as the unit said; on the straight line through that lie the others.
    assert_eq!((milk.input.unit.as_str(), milk.amounts[2]), ("l", 1.0));
    let line = milk.amounts.iter().zip(&told.outputs);
    assert!(
        line.into_iter()
            .all(|(amount, q)| (amount - q / 500.0).abs() < 1e-12),
        "{milk:?}"
    );
    // The table has a constant for the hours.
    assert_eq!((labour.input.unit.as_str(), labour.amounts[1]), ("h", 1.2));
    assert!(butter.is_row && butter.amounts.is_empty());
    assert!(!steam.is_row && steam.amounts.is_empty() && steam.input.name == "Steam");
    assert_eq!(look(&mut session, &needs("Nobody")), Sight::Nothing);
}

/// Two profiles of which the files do not say how many citizens they have, and what becomes of that.
#[test]
fn citizens_that_files_do_not_count() {
    let file = |name: &str, text: &str| Upload {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let open = |session: &mut Session, files: Vec<Upload>| {
        session.receive(Request::Open {
            run: 1,
            name: "Dairy".to_owned(),
            files,
        });
        let replies = all_replies(session);
        assert!(
            matches!(replies.as_slice(), [Reply::Opened { .. }]),
            "{replies:?}"
        );
    };
    let counted = |session: &mut Session| match look(session, &Look::Uncounted) {
        Sight::Uncounted(profiles) => profiles,
        other => panic!("{other:?}"),
    };
    let citizens = |profile: &str, citizens: f64| Edit {
        day: None,
        what: What::Population {
            profile: profile.to_owned(),
            citizens,
        },
    };
    let mut session = Session::new(Kit::FULL);
    let table = || file("table.csv", "Type,Milk\nMilk,0.1\n");
    let profiles = "Name,Population,Milk\nTown,,2\nHills,30,1\nCoast,,1\n";
    open(&mut session, vec![table(), file("profiles.csv", profiles)]);
    let is = |told: Vec<(String, f64)>, expected: &[(&str, f64)]| {
        let told: Vec<(&str, f64)> = told.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(told, expected);
    };
    is(counted(&mut session), &[("Town", 1.0), ("Coast", 1.0)]);
    revise(&mut session, &[citizens("Town", 500.0)]);
    is(counted(&mut session), &[("Town", 500.0), ("Coast", 1.0)]);

    // Saved and opened again, only who is still not counted is asked about.
    plan(&mut session, 0);
    session.receive(Request::Write {
        run: 4,
        what: Document::Economy,
    });
    let replies = all_replies(&mut session);
    let [Reply::File { bytes, .. }, ..] = replies.as_slice() else {
        panic!("{replies:?}");
    };
    let saved = Upload {
        name: "economy.json".to_owned(),
        bytes: bytes.clone(),
    };
    open(&mut session, vec![saved]);
    is(counted(&mut session), &[("Coast", 1.0)]);

    // Where everyone is counted there is nothing to ask.
    let profiles = "Name,Population,Milk\nTown,1,2\n";
    open(&mut session, vec![table(), file("profiles.csv", profiles)]);
    is(counted(&mut session), &[]);
}

#[test]
fn what_is_kept_and_the_list_are_the_economy_as_it_was_left() {
    let edits = [
        allotment(None, "Town", "Care", 0.2),
        stock("Grain", 1.0),
        allotment(Some(20), "Town", "Care", 0.1),
    ];
    let saved = |session: &mut Session| match look(session, &Look::Saved) {
        Sight::Saved(Some(kept)) => kept.0,
        other => panic!("{other:?}"),
    };
    let mut session = opened("valley");
    plan(&mut session, 0);
    let before = saved(&mut session);
    revise(&mut session, &edits);
    plan(&mut session, 0);
    // It is the same file whatever has been edited since.
    assert_eq!(saved(&mut session), before);
    let mut again = Session::new(Kit::FULL);
    again.receive(Request::Open {
        run: 1,
        name: "Valley".to_owned(),
        files: vec![Upload {
            name: "Valley".to_owned(),
            bytes: before,
        }],
    });
    all_replies(&mut again);
    let unedited = csv(&mut again, 60);
    revise(&mut again, &edits);
    let left = csv(&mut session, 60);
    assert_ne!(unedited, left);
    assert_eq!(csv(&mut again, 60), left);
}

fn morning(session: &mut Session, day: u32, days: u32) -> Option<Morning> {
    match look(session, &Look::Morning { day, days }) {
        Sight::Morning(morning) => Some(*morning),
        Sight::Nothing => None,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_plan_of_the_first_morning_is_what_comes_where_nothing_happens() {
    let mut session = opened("village");
    let rows = plan(&mut session, 120)
        .into_iter()
        .filter_map(|reply| match reply {
            Reply::Days { rows, .. } => Some(rows),
            _ => None,
        })
        .flatten();
    let came: Vec<f64> = rows.filter_map(|row: DayRow| row.egalitarianism).collect();
    let expected = morning(&mut session, 0, 121).expect("a plan");
    assert_eq!(expected.shares, came);
    // As the paper has it: 81 days with 0.55 invested.
    assert_eq!(expected.full, Some(80));
}

#[test]
fn the_plan_of_a_morning_knows_no_losses_and_no_later_reports_and_leaves_no_trace() {
    let noise = Some(Noise {
        probability: 0.1,
        loss: 0.2,
        seed: 7,
    });
    let chance = Chance {
        noise: 0.1,
        loss: 0.2,
        seed: 7,
    };
    for (economy, day) in [("village", 20), ("valley", 110)] {
        let mut session = opened(economy);
        session.receive(Request::Plan {
            run: 3,
            policy: vec![PolicyStep {
                from_day: 0,
                good: None,
                investment: 0.55,
            }],
            chance: chance.bytes(),
            to: 130,
            show: 130,
        });
        all_replies(&mut session);
        let before = document(&mut session);

        // The world that came, and from its evening before on the world that the planner knew of.
        let import = import(economy);
        let policy = investing(0.55).policy().clone();
        let mut world = Scenario::new(policy.clone(), import.changes.clone());
        world.noise = noise;
        let first = State::first(import.economy.clone(), noise);
        let came = run(&world, first, day).expect("days");
        let known = import.changes.iter().filter(|change| change.day <= day);
        let known = Scenario::new(policy, known.cloned().collect());
        let evening = came.last().expect("a day").evening.clone();
        let records = run(&known, evening, 60).expect("days");

        let told = morning(&mut session, day, 60).expect("a plan");
        assert_eq!(told.day, day);
        let shares: Vec<f64> = records
            .iter()
            .filter_map(|record| record.egalitarianism)
            .collect();
        assert_eq!(told.shares, shares, "{economy}");
        for (good, stocks) in told.stocks.iter().enumerate() {
            let expected: Vec<f64> = records
                .iter()
                .map(|record| record.evening.stocks[good])
                .collect();
            assert_eq!(*stocks, expected, "{economy}, good {good}");
        }
        assert!(records.iter().all(|record| !record.lost));
        assert_eq!(
            told.full,
            days_to_full_provision(&records).map(|days| day + days as u32 - 1)
        );
        assert_eq!(document(&mut session), before, "no trace");
        assert_eq!(morning(&mut session, 132, 5), None, "it has not come");
        assert!(morning(&mut session, 131, 5).is_some());
    }
}

/// The plan as CSV.
fn document(session: &mut Session) -> Vec<u8> {
    session.receive(Request::Write {
        run: 4,
        what: Document::Plan,
    });
    match all_replies(session).pop() {
        Some(Reply::File { bytes, .. }) => bytes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_can_be_stopped() {
    let mut session = opened("valley");
    plan(&mut session, 30);
    let ask = |session: &mut Session, id| {
        let what = Look::Morning { day: 3, days: 5000 };
        let what = postcard::to_allocvec(&what).expect("a question can be written");
        session.receive(Request::Look { id, what });
    };
    ask(&mut session, 7);
    assert_eq!(session.work(2_000), [], "it takes many pieces");
    assert!(session.busy());
    session.receive(Request::Stop);
    let what = Vec::new();
    assert_eq!(all_replies(&mut session), [Reply::Sight { id: 7, what }]);
    // What is on screen is as it was.
    let again = plan(&mut session, 30);
    assert!(matches!(&again[0], Reply::Days { from: 31, rows, .. } if rows.is_empty()));
}
