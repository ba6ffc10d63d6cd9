//! Economies that are made in the worker from a few numbers, planned like any other and kept as those numbers.

use olin::economy::Economy;
use olin::pace::Pace;
use olin::plan::{self, csv};
use olin::scale::economy::parts;
use olin::scale::family::{Family, Point, Table};
use olin::scale::recipe::Recipe;
use olin::worker::edit::{Edit, What};
use olin::worker::kit::Kit;
use olin::worker::look::{Look, Sight};
use olin::worker::protocol::{
    Chance, Document, EconomyView, Ending, Fault, PolicyStep, Reply, Request, Today, Upload,
};
use olin::worker::session::Session;

use crate::economies::investing;
use crate::files::uploads;

const RECIPE: Recipe = Recipe {
    table: Table {
        point: Point {
            industrial: 1050,
            finals: 50,
            needs: 20,
        },
        family: Family::Full,
        seed: 3,
    },
    curved: 30,
};

fn open(session: &mut Session, run: u32, text: &str) {
    session.receive(Request::Open {
        run,
        name: "made".to_owned(),
        files: vec![Upload {
            name: "made.json".to_owned(),
            bytes: text.as_bytes().to_vec(),
        }],
    });
}

fn plan(session: &mut Session, run: u32, policy: Vec<PolicyStep>, to: u32) {
    session.receive(Request::Plan {
        run,
        policy,
        chance: Vec::new(),
        to,
        show: to,
    });
}

fn constant(investment: f64) -> Vec<PolicyStep> {
    vec![PolicyStep {
        from_day: 0,
        good: None,
        investment,
    }]
}

fn replies(session: &mut Session) -> Vec<Reply> {
    let mut replies = Vec::new();
    while session.busy() {
        replies.extend(session.work(200_000));
    }
    replies
}

fn faults(text: &str) -> Vec<Fault> {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, text);
    match replies(&mut session).pop() {
        Some(Reply::Refused { run: 1, faults }) => faults,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_made_is_planned_like_the_same_economy_made_elsewhere() {
    let parts = Pace::finish(async |pace| parts(&RECIPE.table, 30, &pace).await).expect("curves");
    let economy = Economy::new(parts).expect("an economy");
    let morning = plan::State::first(economy.clone(), None);
    let days = plan::run(&investing(0.5), morning, 3).expect("three days");
    let expected: String = std::iter::once(csv::header(&economy))
        .chain(days.iter().map(csv::row))
        .collect();

    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &RECIPE.written());
    plan(&mut session, 2, constant(0.5), 2);
    session.receive(Request::Write {
        run: 3,
        what: Document::Plan,
    });
    let Some(Reply::File { bytes, .. }) = replies(&mut session).pop() else {
        panic!("a file")
    };
    assert!(String::from_utf8(bytes).expect("text") == expected);
}

#[test]
fn replies_carry_what_is_on_screen_however_many_goods_there_are() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &RECIPE.written());
    plan(&mut session, 2, constant(0.5), 0);
    let replies = replies(&mut session);
    let size = postcard::to_allocvec(&replies).expect("bytes").len();
    assert!(size < 100_000, "{size} bytes");
    let economy = replies.iter().find_map(|reply| match reply {
        Reply::Opened { economy, .. } => Some(economy),
        _ => None,
    });
    let economy = economy.expect("an economy");
    assert_eq!(
        (economy.goods.len(), economy.of_goods),
        (EconomyView::MOST_GOODS, 1100)
    );
    let today = replies.iter().find_map(|reply| match reply {
        Reply::Today { today, .. } => Some(today),
        _ => None,
    });
    let today = today.expect("a day");
    assert_eq!(today.orders.len(), Today::FIRST_ORDERS);
    assert_eq!(today.bounds.len(), Today::MOST_BOUNDS);
    assert_eq!(today.fulfilment.len(), Today::MOST_TARGETS);
}

#[test]
fn making_tells_how_far_it_is_and_can_be_stopped() {
    let mut session = Session::new(Kit::FULL);
    session.receive(Request::Open {
        run: 1,
        name: "village".to_owned(),
        files: uploads("village"),
    });
    replies(&mut session);
    open(&mut session, 2, &RECIPE.written());
    let mut parts = Vec::new();
    for _ in 0..10 {
        for reply in session.work(50_000) {
            match reply {
                Reply::Progress {
                    run: 2,
                    done: 0,
                    of: 1,
                    part,
                } => parts.push(part),
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(parts.len() > 5 && parts.is_sorted());
    assert!(parts.iter().all(|part| (0.0..1.0).contains(part)));
    session.receive(Request::Stop);
    let how = Ending::Stopped;
    assert_eq!(replies(&mut session), [Reply::Ended { run: 2, how }]);
    // What was open still is.
    plan(&mut session, 3, constant(0.51), 3);
    assert!(matches!(
        replies(&mut session).last(),
        Some(Reply::Ended {
            run: 3,
            how: Ending::Done
        })
    ));
}

#[test]
fn a_day_under_way_tells_how_far_it_is() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &RECIPE.written());
    replies(&mut session);
    plan(&mut session, 2, constant(0.5), 1);
    let mut told: Vec<(u32, f64)> = Vec::new();
    while session.busy() {
        for reply in session.work(20_000) {
            if let Reply::Progress {
                run: 2,
                done,
                of: 2,
                part,
            } = reply
            {
                told.push((done, part));
            }
        }
    }
    assert!(told.len() > 10);
    let whole: Vec<f64> = told
        .iter()
        .map(|&(done, part)| f64::from(done) + part)
        .collect();
    assert!(whole.is_sorted(), "{whole:?}");
    assert!(told.iter().any(|&(done, part)| done == 1 && part > 0.5));
}

#[test]
fn it_is_kept_as_its_few_numbers_with_policy_and_day() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &RECIPE.written());
    let mut policy = constant(0.5);
    policy.push(PolicyStep {
        from_day: 1,
        good: Some(4),
        investment: 0.75,
    });
    let chance = Chance {
        noise: 0.25,
        loss: 0.125,
        seed: 9,
    };
    session.receive(Request::Plan {
        run: 2,
        policy: policy.clone(),
        chance: chance.bytes(),
        to: 2,
        show: 2,
    });
    replies(&mut session);
    let saved = |session: &mut Session| {
        let what = postcard::to_allocvec(&Look::Saved).expect("a question");
        session.receive(Request::Look { id: 1, what });
        match replies(session).pop() {
            Some(Reply::Sight { what, .. }) => match postcard::from_bytes(&what) {
                Ok(Sight::Saved(kept)) => kept.map(|kept| kept.0),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    };
    let kept = saved(&mut session).expect("few numbers");
    assert!(kept.len() < 350, "{} bytes", kept.len());
    let head = br#"{"format":"olin-economy","version":2,"made":{"#;
    assert!(kept.starts_with(head), "{}", String::from_utf8_lossy(&kept));
    session.receive(Request::Write {
        run: 3,
        what: Document::Economy,
    });
    match replies(&mut session).pop() {
        Some(Reply::File { bytes, .. }) => assert_eq!(bytes, kept),
        other => panic!("{other:?}"),
    }
    // An edit is kept beside it and makes it no longer.
    let profile = "Profile 1".to_owned();
    let what = What::Population {
        profile,
        citizens: 9.0,
    };
    let edits = postcard::to_allocvec(&[Edit { day: None, what }]).expect("a list");
    session.receive(Request::Revise { run: 4, edits });
    match replies(&mut session).pop() {
        Some(Reply::Revised { .. }) => {}
        other => panic!("{other:?}"),
    }
    session.receive(Request::Plan {
        run: 5,
        policy: policy.clone(),
        chance: chance.bytes(),
        to: 2,
        show: 2,
    });
    replies(&mut session);
    assert_eq!(saved(&mut session).as_ref(), Some(&kept));
    let mut again = Session::new(Kit::FULL);
    open(&mut again, 1, &String::from_utf8(kept).expect("text"));
    match replies(&mut again).pop() {
        Some(Reply::Opened {
            policy: of,
            day,
            economy,
            ..
        }) => {
            assert_eq!((of, day, economy.of_goods), (policy, Some(2), 1100));
        }
        other => panic!("{other:?}"),
    }
    let what = postcard::to_allocvec(&Look::Chance).expect("a question");
    again.receive(Request::Look { id: 2, what });
    match replies(&mut again).pop() {
        Some(Reply::Sight { what, .. }) => {
            let told: Sight = postcard::from_bytes(&what).expect("an answer");
            assert_eq!(told, Sight::Chance(chance.bytes()));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_later_version_wrote_is_kept_and_written_again() {
    let numbers = r#""industrial":5,"finals":5,"needs":2,"family":"full","seed":1,"curved":0"#;
    // Numbers as text would not survive being read as numbers: 0.10 and an integer of 21 digits.
    let extra = r#""mood":{"of":[0.10,123456789012345678901]}"#;
    let head = r#""format":"olin-economy","version":2"#;
    let later = format!(r#"{{{head},"made":{{{numbers},"hue":"<b>"}},{extra}}}"#);
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &later);
    plan(&mut session, 2, constant(0.5), 1);
    session.receive(Request::Write {
        run: 3,
        what: Document::Economy,
    });
    let Some(Reply::File { bytes, .. }) = replies(&mut session).pop() else {
        panic!("a file")
    };
    let written = String::from_utf8(bytes).expect("text");
    assert!(
        written.contains(r#""curved":0,"hue":"<b>"}"#) && written.contains(extra),
        "{written}"
    );
    assert!(written.contains(r#""day":1"#), "{written}");
}

#[test]
fn what_cannot_be_made_is_refused_with_its_reason() {
    let of = |text: &str| {
        let faults = faults(text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        format!("{}, {}", faults[0].found, faults[0].expected)
    };
    let made = |fields: &str| of(&format!(r#"{{"made":{{{fields}}}}}"#));
    let family = r#""family":"full","seed":1"#;
    // 1.1 billion cells of 6 bytes, 88 MB of promises, 53 MB of vectors and 17 MB of program.
    let beyond = Recipe {
        table: Table {
            point: Point {
                industrial: 50_000,
                finals: 5000,
                needs: 20_000,
            },
            family: Family::Entangled,
            seed: 1,
        },
        curved: 200,
    };
    let why = of(&beyond.written());
    assert!(
        why.contains("takes about 6758 MB") && why.contains("at most 4228 MB"),
        "{why}"
    );
    let why = made(&format!(
        r#""industrial":5,"finals":5,"needs":2,"curved":11,{family}"#
    ));
    assert!(why.contains("11 of 10 goods"), "{why}");
    let why = made(&format!(
        r#""industrial":0,"finals":0,"needs":2,"curved":0,{family}"#
    ));
    assert!(why.contains("0 goods"), "{why}");
    let why = made(&format!(
        r#""industrial":4294967295,"finals":4294967295,"needs":1,"curved":0,{family}"#
    ));
    assert!(why.contains("8589934590 goods"), "{why}");
    let why = made(r#""industrial":5,"finals":5,"needs":2,"curved":0,"family":"rich","seed":1"#);
    assert!(why.contains("not known"), "{why}");
    let why = made(&format!(
        r#""industrial":-5,"finals":5,"needs":2,"curved":0,{family}"#
    ));
    assert!(why.contains("numbers of a made economy"), "{why}");
    let few = format!(r#""industrial":5,"finals":5,"needs":2,"curved":0,{family}"#);
    let with = |rest: &str| of(&format!(r#"{{"made":{{{few}}},{rest}}}"#));
    let why = with(r#""policy":[{"from_day":0,"good":null,"investment":1.5}]"#);
    assert!(why.contains("investment of 1.5"), "{why}");
    let why = with(r#""policy":[{"from_day":0,"good":10,"investment":0.5}]"#);
    assert!(why.contains("investment"), "{why}");
    let why = with(r#""noise":2"#);
    assert!(why.contains("losses by chance of 2"), "{why}");
    let why = with(r#""format":"other""#);
    assert!(why.contains("other JSON"), "{why}");
    let why = with(r#""format":"olin-economy","version":3"#);
    assert_eq!(why, "version 3 of a saved economy, at most version 2");
}

#[test]
fn the_smallest_economies_are_made_too() {
    for (industrial, finals, curved) in [(0, 1, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)] {
        let recipe = Recipe {
            table: Table {
                point: Point {
                    industrial,
                    finals,
                    needs: 1,
                },
                family: Family::Full,
                seed: 1,
            },
            curved,
        };
        let mut session = Session::new(Kit::FULL);
        open(&mut session, 1, &recipe.written());
        plan(&mut session, 2, constant(0.5), 1);
        assert!(matches!(
            replies(&mut session).last(),
            Some(Reply::Ended {
                run: 2,
                how: Ending::Done
            })
        ));
    }
}

#[test]
fn a_stop_within_a_day_is_over_at_once_with_the_last_day_as_it_was() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, 1, &RECIPE.written());
    plan(&mut session, 2, constant(0.5), 1);
    let today = |replies: &[Reply], of: u32| {
        replies.iter().find_map(|reply| match reply {
            Reply::Today { run, today } if *run == of => Some(today.clone()),
            _ => None,
        })
    };
    let told = today(&replies(&mut session), 2).expect("a day");
    plan(&mut session, 3, constant(0.5), 2);
    session.work(10_000);
    session.receive(Request::Stop);
    let stopped = session.work(1);
    assert_eq!(today(&stopped, 3), Some(told));
    let how = Ending::Stopped;
    assert_eq!(stopped.last(), Some(&Reply::Ended { run: 3, how }));
    assert!(!session.busy());
}
