//! The worker's side of the protocol, driven as the browser drives it but without one.

use olin::plan::{Noise, State, csv, run};
use olin::worker::kit::Kit;
use olin::worker::look::{Look, Sight};
use olin::worker::protocol::{
    BoundKind, Chance, DayRow, Document, Ending, PROTOCOL, PolicyStep, Reply, Request, Today,
    Upload,
};
use olin::worker::session::Session;

use crate::economies::investing;
use crate::files::{import, uploads};

/// Works in pieces of `budget` units until nothing is left to do.
fn all_replies(session: &mut Session, budget: u64) -> Vec<Reply> {
    let mut replies = Vec::new();
    while session.busy() {
        replies.extend(session.work(budget));
    }
    replies
}

fn open(session: &mut Session, economy: &str) {
    session.receive(Request::Open {
        run: 1,
        name: economy.to_owned(),
        files: uploads(economy),
    });
    let replies = all_replies(session, 1_000_000);
    assert!(
        matches!(replies.as_slice(), [Reply::Opened { run: 1, .. }]),
        "{replies:?}"
    );
}

fn constant(investment: f64) -> Vec<PolicyStep> {
    vec![PolicyStep {
        from_day: 0,
        good: None,
        investment,
    }]
}

fn plan(run: u32, policy: Vec<PolicyStep>, to: u32) -> Request {
    plan_under(run, policy, None, to)
}

fn plan_under(run: u32, policy: Vec<PolicyStep>, chance: Option<Chance>, to: u32) -> Request {
    Request::Plan {
        run,
        policy,
        chance: chance.map(Chance::bytes).unwrap_or_default(),
        to,
        show: to,
    }
}

/// What a page would have after these replies: rows by day, the last day in detail, how the run ended.
#[derive(Default)]
struct Page {
    rows: Vec<DayRow>,
    today: Option<Today>,
    ended: Option<Ending>,
}

impl Page {
    fn hear(&mut self, replies: Vec<Reply>, run: u32) {
        for reply in replies {
            match reply {
                Reply::Days {
                    run: of,
                    from,
                    rows,
                } if of == run => {
                    self.rows.truncate(from as usize);
                    assert_eq!(self.rows.len(), from as usize, "no day is left out");
                    self.rows.extend(rows);
                }
                Reply::Today { run: of, today } if of == run => self.today = Some(*today),
                Reply::Ended { run: of, how } if of == run => self.ended = Some(how),
                _ => {}
            }
        }
    }

    fn days_to_full_provision(&self) -> Option<usize> {
        let full = self
            .rows
            .iter()
            .position(|row| row.egalitarianism.is_some_and(|share| share > 0.999));
        full.map(|day| day + 1)
    }
}

#[test]
fn a_year_of_the_village_in_pieces_of_any_size() {
    let mut years = Vec::new();
    for budget in [50, 4_000, 10_000_000] {
        let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
        open(&mut session, "village");
        session.receive(plan(2, constant(0.51), 400));
        page.hear(all_replies(&mut session, budget), 2);
        assert_eq!(page.ended, Some(Ending::Done));
        assert_eq!(
            (page.rows.len(), page.days_to_full_provision()),
            (401, Some(382))
        );
        years.push(page.rows);
    }
    assert!(
        years.windows(2).all(|pair| pair[0] == pair[1]),
        "the size of the pieces changes nothing, to the bit"
    );
}

/// Everything a worker with this kit says about an economy and thirty days of it.
fn story(kit: Kit, economy: &str) -> Vec<Reply> {
    let mut session = Session::new(kit);
    session.receive(Request::Open {
        run: 1,
        name: economy.to_owned(),
        files: uploads(economy),
    });
    session.receive(plan(2, constant(0.53), 30));
    session.receive(Request::Write {
        run: 3,
        what: Document::Plan,
    });
    all_replies(&mut session, 1_000_000)
}

#[test]
fn files_that_come_ahead_in_pieces_are_those_of_the_request() {
    let files = uploads("valley");
    let mut whole = Session::new(Kit::FULL);
    open(&mut whole, "valley");
    let mut session = Session::new(Kit::FULL);
    // What was sent of other files, and then given up, does no harm.
    session.receive(Request::Ahead {
        file: 0,
        at: 0,
        of: 9,
        bytes: b"other".to_vec(),
    });
    for (file, upload) in files.iter().enumerate() {
        for (piece, bytes) in upload.bytes.chunks(100).enumerate() {
            session.receive(Request::Ahead {
                file: file as u32,
                at: 100 * piece as u32,
                of: upload.bytes.len() as u32,
                bytes: bytes.to_vec(),
            });
        }
    }
    let empty = files.into_iter().map(|file| Upload {
        bytes: Vec::new(),
        ..file
    });
    session.receive(Request::Open {
        run: 1,
        name: "valley".to_owned(),
        files: empty.collect(),
    });
    let replies = all_replies(&mut session, 10_000);
    assert!(
        matches!(replies.as_slice(), [Reply::Opened { run: 1, .. }]),
        "{replies:?}"
    );
    let saved = [session, whole].map(|mut session| {
        session.receive(plan(2, constant(0.53), 3));
        all_replies(&mut session, 1_000_000);
        document(&mut session, Document::Economy).1
    });
    assert!(saved[0] == saved[1], "the same economy and the same days");
}

#[test]
fn the_lean_and_the_full_worker_make_the_same_of_what_ships() {
    for economy in ["village", "village-published", "valley"] {
        let mut stories = [Kit::LEAN, Kit::FULL].map(|kit| story(kit, economy));
        // The lean one has no words, and what ships is not reported on.
        for replies in &mut stories {
            let opened = replies.iter_mut().find_map(|reply| match reply {
                Reply::Opened { report, .. } => Some(std::mem::take(report)),
                _ => None,
            });
            assert!(opened.is_some(), "{replies:?}");
            assert!(replies.len() > 4, "{replies:?}");
        }
        assert_eq!(stories[0], stories[1], "{economy}");
    }
}

#[test]
fn the_lean_worker_refuses_what_the_full_one_refuses() {
    let mut files = uploads("village");
    files[0].bytes.extend(b"\nRoad,1\n");
    let faults = [Kit::LEAN, Kit::FULL].map(|kit| {
        let mut session = Session::new(kit);
        session.receive(Request::Open {
            run: 1,
            name: "Village".to_owned(),
            files: files.clone(),
        });
        match all_replies(&mut session, 1_000_000).as_slice() {
            [Reply::Refused { run: 1, faults }] => faults.clone(),
            replies => panic!("{replies:?}"),
        }
    });
    assert!(faults[0].iter().all(|fault| fault.found.is_empty()));
    assert!(faults[1].iter().all(|fault| !fault.found.is_empty()));
    assert!(!faults[0].is_empty() && !faults[1].is_empty());
}

#[test]
fn the_days_are_those_of_the_engine() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "village");
    session.receive(plan(2, constant(0.6), 50));
    session.receive(Request::Write {
        run: 2,
        what: Document::Plan,
    });
    let file = all_replies(&mut session, 100_000)
        .into_iter()
        .find_map(|reply| match reply {
            Reply::File { bytes, .. } => String::from_utf8(bytes).ok(),
            _ => None,
        });
    let economy = import("village").economy;
    let records =
        run(&investing(0.6), State::first(economy.clone(), None), 51).expect("no changes");
    let expected: String = std::iter::once(csv::header(&economy))
        .chain(records.iter().map(csv::row))
        .collect();
    assert_eq!(file, Some(expected));
}

#[test]
fn stepping_there_and_back() {
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "village");
    for (run, to) in [(2, 0), (3, 1), (4, 11), (5, 5), (6, 0)] {
        session.receive(plan(run, constant(0.51), to));
        page.hear(all_replies(&mut session, 1_000_000), run);
        assert_eq!(page.rows.len(), to as usize + 1);
        assert_eq!(page.today.as_ref().map(|today| today.day), Some(to));
    }
}

#[test]
fn another_policy_from_a_day_on_keeps_the_days_before() {
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "village");
    session.receive(plan(2, constant(0.51), 100));
    page.hear(all_replies(&mut session, 1_000_000), 2);
    let before = page.rows.clone();
    let stepped = vec![
        PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.51,
        },
        PolicyStep {
            from_day: 40,
            good: None,
            investment: 0.6,
        },
    ];
    session.receive(plan(3, stepped, 100));
    page.hear(all_replies(&mut session, 1_000_000), 3);
    assert_eq!(page.rows[..40], before[..40]);
    // The plan of day 40 is made from the same stocks; what is put back that evening differs.
    assert_eq!(page.rows[40].scale, before[40].scale);
    assert!(page.rows[40].stock[0] > before[40].stock[0]);
    assert!(page.rows[41].scale > before[41].scale);
    assert_eq!(page.today.map(|today| today.investment), Some(0.6));
}

#[test]
fn a_run_that_is_stopped_keeps_what_it_has_and_can_go_on() {
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "village");
    session.receive(plan(2, constant(0.51), 20_000));
    for _ in 0..5 {
        page.hear(session.work(5_000), 2);
    }
    assert!(
        !page.rows.is_empty() && page.ended.is_none(),
        "it is under way"
    );
    session.receive(Request::Stop);
    page.hear(all_replies(&mut session, 5_000), 2);
    assert_eq!(page.ended, Some(Ending::Stopped));
    let reached = page.rows.len();
    assert!(reached < 20_000);
    assert_eq!(
        page.today.as_ref().map(|today| today.day as usize + 1),
        Some(reached)
    );
    session.receive(plan(3, constant(0.51), reached as u32));
    page.hear(all_replies(&mut session, 5_000), 3);
    assert_eq!(page.rows.len(), reached + 1);
}

#[test]
fn progress_is_told_with_every_piece_of_a_run() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "village");
    session.receive(plan(2, constant(0.51), 20_000));
    let mut last = 0;
    for _ in 0..5 {
        let replies = session.work(20_000);
        let done = replies.iter().find_map(|reply| match reply {
            Reply::Progress {
                run: 2,
                done,
                of: 20_001,
                ..
            } => Some(*done),
            _ => None,
        });
        assert!(
            done.is_some_and(|done| done >= last),
            "{done:?} after {last}"
        );
        last = done.unwrap_or(0);
    }
    assert!(last > 0);
}

#[test]
fn a_new_run_ends_the_one_under_way() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "village");
    session.receive(plan(2, constant(0.51), 20_000));
    session.work(5_000);
    session.receive(plan(3, constant(0.51), 3));
    let replies = all_replies(&mut session, 5_000);
    let ends: Vec<_> = replies
        .iter()
        .filter_map(|reply| match reply {
            Reply::Ended { run, how } => Some((*run, how.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(ends, [(2, Ending::Stopped), (3, Ending::Done)]);
}

#[test]
fn a_faulty_set_leaves_the_open_economy_as_it_is() {
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "village");
    let mut files = uploads("village");
    for file in files.iter_mut().filter(|file| file.name == "table.csv") {
        let text = String::from_utf8_lossy(&file.bytes).replacen("0.001", "o.oo1", 1);
        file.bytes = text.into_bytes();
    }
    session.receive(Request::Open {
        run: 2,
        name: "Mine".to_owned(),
        files,
    });
    match all_replies(&mut session, 1_000_000).as_slice() {
        [Reply::Refused { run: 2, faults }] => {
            assert_eq!(faults.len(), 1);
            assert_eq!(
                (
                    faults[0].file.as_str(),
                    faults[0].line,
                    faults[0].column.as_str()
                ),
                ("table.csv", Some(2), "B")
            );
            assert!(faults[0].found.contains("o.oo1"), "{}", faults[0].found);
        }
        other => panic!("{other:?}"),
    }
    session.receive(plan(3, constant(0.51), 1));
    page.hear(all_replies(&mut session, 1_000_000), 3);
    assert_eq!((page.rows.len(), page.ended), (2, Some(Ending::Done)));
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut session = Session::new(Kit::FULL);
    let impossible = |session: &mut Session, request| {
        session.receive(request);
        match all_replies(session, 1_000_000).pop() {
            Some(Reply::Ended {
                how: Ending::Impossible(why),
                ..
            }) => why,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        impossible(&mut session, plan(1, constant(0.5), 1)),
        "no economy is open"
    );
    assert_eq!(
        impossible(
            &mut session,
            Request::Write {
                run: 1,
                what: Document::Plan
            }
        ),
        "no economy is open"
    );
    open(&mut session, "village");
    let share = impossible(&mut session, plan(2, constant(1.5), 1));
    assert_eq!(share, "1.5 is not a share between 0 and 1");
    let nan = impossible(&mut session, plan(2, constant(f64::NAN), 1));
    assert_eq!(nan, "NaN is not a share between 0 and 1");
    let far = impossible(&mut session, plan(3, constant(0.5), u32::MAX));
    assert!(far.starts_with("day 4294967295 is too far away"), "{far}");
}

#[test]
fn the_valley_on_its_first_day() {
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "valley");
    session.receive(plan(2, constant(0.53), 0));
    page.hear(all_replies(&mut session, 1_000_000), 2);
    let today = page.today.expect("a planned day");
    assert!((today.scale - 0.0488010277565).abs() < 1e-12 && today.held_back && today.equal);
    assert_eq!(
        (&today.bounds[0].kind, today.bounds[0].of.as_str()),
        (&BoundKind::Stock, "Grain")
    );
    assert_eq!((today.bounds[0].used, today.bounds[0].limit), (60.0, 60.0));
    // With 66 instead of 60 of Grain, Timber would be the next to bind: day 1 shows the scale at which it does.
    let more = today.with_ten_percent.expect("a binding bound");
    assert!(
        more > today.scale && more <= 1.1 * today.scale * 1.001,
        "{more}"
    );
    let bread = today
        .orders
        .iter()
        .find(|order| order.good == "Bread")
        .expect("an order for Bread");
    assert!((bread.in_full.expect("it can be made") - 963.9294522).abs() < 1e-6);
    assert_eq!(bread.makers.len(), 1);
    assert!(
        bread
            .uses
            .iter()
            .any(|used| used.of == "Timber" && used.by_units)
    );
    assert_eq!(bread.stock, None, "bread is a flow");
}

#[test]
fn profiles_are_told_as_they_are_on_the_day() {
    // Told from the economy that was opened, Town had 900 citizens beside shares that 1000 got.
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    open(&mut session, "valley");
    for (run, day, town) in [(2, 39, 900.0), (3, 40, 1000.0)] {
        session.receive(plan(run, constant(0.53), day));
        page.hear(all_replies(&mut session, 1_000_000), run);
        let today = page.today.take().expect("the day in detail");
        assert_eq!(today.day, day);
        let of_town = today.profiles.iter().find(|of| of.name == "Town");
        assert_eq!(of_town.map(|of| of.population), Some(town));
    }
}

#[test]
fn goods_that_eat_themselves_are_named() {
    let table = "Type,Milk,Churn\nMilk,0.5,1.2\nChurn,0.5,0\n";
    let profiles = "Name,Population,Milk,Churn\nAll,10,1,0\n";
    let file = |name: &str, text: &str| Upload {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let files = vec![file("table.csv", table), file("profiles.csv", profiles)];
    let (mut session, mut page) = (Session::new(Kit::FULL), Page::default());
    session.receive(Request::Open {
        run: 1,
        name: "Eaters".to_owned(),
        files,
    });
    all_replies(&mut session, 1_000_000);
    session.receive(plan(2, constant(0.5), 0));
    page.hear(all_replies(&mut session, 1_000_000), 2);
    let today = page.today.expect("an answer, not a failure");
    // By hand: one Milk uses 0.5 Milk and 0.5 churns, and those 0.5 * 1.2 = 0.6 Milk.
    let certificate = today.certificate.expect("a certificate");
    assert_eq!(
        certificate,
        "making 1 Milk uses up 1.10 Milk, directly and through Churn"
    );
    assert_eq!(
        (today.scale, page.rows[0].binding.as_str()),
        (0.0, "productivity:Milk+Churn")
    );
    assert_eq!(
        (page.ended, &today.bounds[0].kind),
        (Some(Ending::Done), &BoundKind::Productivity)
    );
}

#[test]
fn messages_survive_the_border() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "valley");
    session.receive(plan(2, constant(0.53), 5));
    let mut replies = all_replies(&mut session, 1_000_000);
    replies.push(Reply::Hello {
        protocol: PROTOCOL,
        full: false,
    });
    for reply in replies {
        let bytes = postcard::to_allocvec(&reply).expect("a reply can be written");
        assert_eq!(postcard::from_bytes::<Reply>(&bytes).as_ref(), Ok(&reply));
    }
    let request = Request::Open {
        run: 7,
        name: "Valley".to_owned(),
        files: uploads("valley"),
    };
    let bytes = postcard::to_allocvec(&request).expect("a request can be written");
    assert_eq!(postcard::from_bytes::<Request>(&bytes), Ok(request));
}

/// The file that a request for a document gives.
fn document(session: &mut Session, what: Document) -> (String, Vec<u8>) {
    session.receive(Request::Write { run: 9, what });
    let file = all_replies(session, 1_000_000)
        .into_iter()
        .find_map(|reply| match reply {
            Reply::File {
                run: 9,
                name,
                bytes,
                ..
            } => Some((name, bytes)),
            _ => None,
        });
    file.unwrap_or_else(|| panic!("no {what:?}"))
}

/// Opens one file and plans as it says; gives back the policy, the day and the rows.
fn reopened(name: &str, bytes: Vec<u8>) -> (Session, Vec<PolicyStep>, u32, Vec<DayRow>) {
    let (session, (policy, _, day), rows) = reopened_under(name, bytes);
    (session, policy, day, rows)
}

/// What a file says of how the days go: the policy, losses by chance, the day.
type Says = (Vec<PolicyStep>, Chance, u32);

fn reopened_under(name: &str, bytes: Vec<u8>) -> (Session, Says, Vec<DayRow>) {
    let mut session = Session::new(Kit::FULL);
    session.receive(Request::Open {
        run: 1,
        name: "Your files".to_owned(),
        files: vec![Upload {
            name: name.to_owned(),
            bytes,
        }],
    });
    let replies = all_replies(&mut session, 1_000_000);
    let [Reply::Opened { policy, day, .. }] = replies.as_slice() else {
        panic!("{replies:?}");
    };
    let (policy, day) = (policy.clone(), day.unwrap_or(60));
    let mut page = Page::default();
    session.receive(plan(2, policy.clone(), day));
    page.hear(all_replies(&mut session, 1_000_000), 2);
    let chance = chance_of(&mut session);
    (session, (policy, chance, day), page.rows)
}

/// The losses by chance in force.
fn chance_of(session: &mut Session) -> Chance {
    let what = postcard::to_allocvec(&Look::Chance).expect("a question");
    session.receive(Request::Look { id: 9, what });
    match all_replies(session, 1_000_000).pop() {
        Some(Reply::Sight { id: 9, what }) => match postcard::from_bytes(&what) {
            Ok(Sight::Chance(bytes)) => Chance::read(&bytes).expect("losses"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The paper's program, with this seed.
fn losses(seed: u64) -> Chance {
    Chance {
        noise: 0.1,
        loss: 0.2,
        seed,
    }
}

#[test]
fn losses_by_chance_are_those_of_the_engine() {
    for (kit, economy) in [(Kit::LEAN, "village"), (Kit::FULL, "valley")] {
        let noise = Some(Noise {
            probability: 0.1,
            loss: 0.2,
            seed: 7,
        });
        let import = import(economy);
        let mut scenario =
            olin::plan::Scenario::new(investing(0.55).policy().clone(), import.changes.clone());
        scenario.noise = noise;
        let first = State::first(import.economy.clone(), noise);
        let records = run(&scenario, first, 101).expect("days");
        let rows: String = records.iter().map(csv::row).collect();
        let expected = csv::header(&import.economy) + &rows;
        let struck: Vec<bool> = records.iter().map(|record| record.lost).collect();
        // Seed 7 strikes sometimes, as one in ten days does.
        assert!((1..30).contains(&struck.iter().filter(|lost| **lost).count()));

        let mut session = Session::new(kit);
        open(&mut session, economy);
        let mut page = Page::default();
        session.receive(plan_under(2, constant(0.55), Some(losses(7)), 100));
        page.hear(all_replies(&mut session, 1_000), 2);
        let lost: Vec<bool> = page.rows.iter().map(|row| row.lost).collect();
        assert_eq!(lost, struck, "{economy}");
        let text = document(&mut session, Document::Plan).1;
        assert_eq!(String::from_utf8(text).expect("text"), expected);

        // Another seed has other losses; the same one again the same, to the bit.
        session.receive(plan_under(3, constant(0.55), Some(losses(8)), 100));
        let mut other = Page::default();
        other.hear(all_replies(&mut session, 1_000), 3);
        assert_ne!(other.rows, page.rows);
        session.receive(plan_under(4, constant(0.55), Some(losses(7)), 100));
        other.hear(all_replies(&mut session, 1_000), 4);
        assert_eq!(other.rows, page.rows, "{economy}");
    }
}

#[test]
fn without_losses_a_seed_plans_nothing_again() {
    let mut session = Session::new(Kit::LEAN);
    open(&mut session, "village");
    session.receive(plan(2, constant(0.51), 50));
    all_replies(&mut session, 1_000_000);
    for chance in [
        Chance {
            seed: 9,
            ..Chance::default()
        },
        Chance {
            noise: 0.5,
            loss: 0.0,
            seed: 9,
        },
    ] {
        session.receive(plan_under(3, constant(0.51), Some(chance), 50));
        let replies = all_replies(&mut session, 1_000_000);
        assert!(
            matches!(&replies[0], Reply::Days { from: 51, rows, .. } if rows.is_empty()),
            "{replies:?}"
        );
    }
    for bad in [
        Chance {
            noise: 1.5,
            ..losses(1)
        },
        Chance {
            loss: f64::NAN,
            ..losses(1)
        },
    ] {
        session.receive(plan_under(4, constant(0.51), Some(bad), 50));
        let replies = all_replies(&mut session, 1_000_000);
        assert!(
            matches!(&replies[..], [Reply::Ended { how: Ending::Impossible(why), .. }] if why.contains("is not a share")),
            "{replies:?}"
        );
    }
}

#[test]
fn a_saved_plan_under_losses_goes_on_where_it_was_left() {
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "village");
    let mut page = Page::default();
    session.receive(plan_under(2, constant(0.55), Some(losses(u64::MAX)), 80));
    page.hear(all_replies(&mut session, 1_000_000), 2);
    assert!(page.rows.iter().any(|row| row.lost));
    let (name, json) = document(&mut session, Document::Economy);
    let (mut again, (_, chance, day), rows) = reopened_under(&name, json.clone());
    assert_eq!((chance, day), (losses(u64::MAX), 80));
    assert!(rows == page.rows, "the same plan, to the bit");
    assert_eq!(document(&mut again, Document::Economy).1, json);
    // Other losses, and those of the file again.
    again.receive(plan_under(5, constant(0.55), Some(losses(3)), 80));
    all_replies(&mut again, 1_000_000);
    assert_eq!(chance_of(&mut again), losses(3));
    again.receive(plan(6, constant(0.55), 80));
    all_replies(&mut again, 1_000_000);
    assert_eq!(chance_of(&mut again), losses(u64::MAX));
    // Edits leave the losses as they are.
    let edits = postcard::to_allocvec(&Vec::<olin::worker::edit::Edit>::new()).expect("a list");
    again.receive(Request::Revise { run: 3, edits });
    again.receive(plan_under(4, constant(0.55), Some(losses(u64::MAX)), 80));
    let mut edited = Page {
        rows,
        ..Page::default()
    };
    edited.hear(all_replies(&mut again, 1_000_000), 4);
    assert!(edited.rows == page.rows);
}

#[test]
fn what_was_saved_before_there_were_losses_is_planned_without() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/saved/version-1.json"
    );
    let bytes = std::fs::read(path).expect("a saved economy");
    let (_, (_, chance, _), rows) = reopened_under("version-1.json", bytes);
    assert_eq!(chance, Chance::default());
    assert!(rows.iter().all(|row| !row.lost));
}

#[test]
fn a_saved_plan_goes_on_where_it_was_left() {
    for economy in ["village", "valley"] {
        let mut session = Session::new(Kit::FULL);
        open(&mut session, economy);
        let step = |from_day, good, investment| PolicyStep {
            from_day,
            good,
            investment,
        };
        let policy = vec![
            step(0, None, 0.53),
            step(20, Some(0), 0.9),
            step(40, None, 0.6),
        ];
        let mut page = Page::default();
        session.receive(plan(2, policy.clone(), 60));
        page.hear(all_replies(&mut session, 1_000_000), 2);
        assert_eq!(page.rows.len(), 61);

        let (name, json) = document(&mut session, Document::Economy);
        assert_eq!(name, "economy.json");
        let (mut again, its_policy, day, rows) = reopened(&name, json.clone());
        assert_eq!((its_policy, day), (policy.clone(), 60));
        assert_eq!(rows, page.rows, "the same plan");
        assert_eq!(
            document(&mut again, Document::Economy).1,
            json,
            "saved again it is the same"
        );

        let (name, zip) = document(&mut session, Document::Tables);
        assert_eq!(name, "economy.zip");
        let (_, its_policy, _, rows) = reopened(&name, zip);
        assert_eq!(its_policy, policy);
        assert_eq!(rows, page.rows, "the same plan from the zip");
    }
}

#[test]
fn documents_are_refused_in_words() {
    let mut session = Session::new(Kit::LEAN);
    let refused = |session: &mut Session, what| {
        session.receive(Request::Write { run: 3, what });
        match all_replies(session, 1_000_000).as_slice() {
            [
                Reply::Ended {
                    run: 3,
                    how: Ending::Impossible(why),
                },
            ] => why.clone(),
            replies => panic!("{replies:?}"),
        }
    };
    assert_eq!(
        refused(&mut session, Document::Economy),
        "no economy is open"
    );
    open(&mut session, "village");
    assert_eq!(
        refused(&mut session, Document::Economy),
        "this worker writes nothing but the plan"
    );
    let mut session = Session::new(Kit::FULL);
    open(&mut session, "village");
    assert_eq!(refused(&mut session, Document::Orders), "no day is planned");
}
