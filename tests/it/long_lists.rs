//! Windows on the long lists of a day: what the worker tells row by row is what a plain computation over all rows gives.

use olin::economy::{Economy, Input};
use olin::pace::Pace;
use olin::plan::{self, BoundOn, Record};
use olin::scale::economy::parts;
use olin::scale::family::{Family, Point, Table};
use olin::scale::recipe::Recipe;
use olin::worker::kit::Kit;
use olin::worker::lines::{Ask, By, Detail, Lines, List, Rows};
use olin::worker::look::{Look, Sight};
use olin::worker::protocol::{Ending, PolicyStep, Reply, Request, Today, Upload};
use olin::worker::session::Session;

use crate::economies::investing;

const TABLE: Table = Table {
    point: Point {
        industrial: 250,
        finals: 50,
        needs: 40,
    },
    family: Family::Entangled,
    seed: 7,
};
const RECIPE: Recipe = Recipe {
    table: TABLE,
    curved: 20,
};

/// The economy and its first two days, apart from any session.
fn days() -> (Economy, Vec<Record>) {
    let parts = Pace::finish(async |pace| parts(&TABLE, 20, &pace).await).expect("curves");
    let economy = Economy::new(parts).expect("an economy");
    let morning = plan::State::first(economy.clone(), None);
    (
        economy,
        plan::run(&investing(0.5), morning, 2).expect("two days"),
    )
}

fn replies(session: &mut Session, budget: u64) -> Vec<Reply> {
    let mut replies = Vec::new();
    while session.busy() {
        replies.extend(session.work(budget));
    }
    replies
}

fn plan_to(session: &mut Session, run: u32, to: u32) {
    session.receive(Request::Plan {
        run,
        policy: vec![PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.5,
        }],
        chance: Vec::new(),
        to,
        show: to,
    });
}

/// A session with two days planned, and what the second is told as.
fn session() -> (Session, Today) {
    let mut session = Session::new(Kit::FULL);
    session.receive(Request::Open {
        run: 1,
        name: "made".to_owned(),
        files: vec![Upload {
            name: "made.json".to_owned(),
            bytes: RECIPE.written().into_bytes(),
        }],
    });
    plan_to(&mut session, 2, 1);
    let today = replies(&mut session, 100_000)
        .into_iter()
        .find_map(|reply| match reply {
            Reply::Today { today, .. } => Some(*today),
            _ => None,
        });
    (session, today.expect("a day"))
}

fn look(session: &mut Session, what: &Look) -> Sight {
    let what = postcard::to_allocvec(what).expect("a question can be written");
    session.receive(Request::Look { id: 7, what });
    match replies(session, 10_000).pop() {
        Some(Reply::Sight { id: 7, what }) => postcard::from_bytes(&what).expect("an answer"),
        other => panic!("{other:?}"),
    }
}

fn ask(list: List, search: &str, by: By, falling: bool, rows: (u32, u32)) -> Ask {
    Ask {
        list,
        day: 1,
        search: search.to_owned(),
        by,
        falling,
        rows,
    }
}

fn lines(session: &mut Session, ask: Ask) -> Lines {
    match look(session, &Look::Lines(ask)) {
        Sight::Lines(lines) => *lines,
        other => panic!("{other:?}"),
    }
}

/// The whole of a list, window by window.
fn all(session: &mut Session, list: List, search: &str, by: By, falling: bool) -> Vec<Rows> {
    let mut windows = Vec::new();
    let mut from = 0;
    loop {
        let window = lines(session, ask(list, search, by, falling, (from, from + 390)));
        let found = window.found;
        assert_eq!(window.from, from.min(found));
        windows.push(window.rows);
        from += 390;
        if from >= found {
            return windows;
        }
    }
}

/// Places sorted by a key, equals in their order.
fn sorted(count: usize, falling: bool, key: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| {
        let rising = key(a).total_cmp(&key(b));
        if falling { rising.reverse() } else { rising }
    });
    places
}

fn names_of_orders(windows: Vec<Rows>) -> Vec<String> {
    let rows = windows.into_iter().flat_map(|rows| match rows {
        Rows::Orders(orders) => orders,
        other => panic!("{other:?}"),
    });
    rows.map(|order| order.good).collect()
}

#[test]
fn orders_are_told_window_by_window_in_any_order() {
    let (economy, days) = days();
    let (mut session, _) = session();
    let record = &days[1];
    let (x, full) = (&record.plan.solution.x, &record.targets.full.x);
    let stocks = &days[0].evening.stocks;
    let goods = economy.goods();
    let window = lines(
        &mut session,
        ask(List::Orders, "", By::Place, false, (100, 140)),
    );
    assert_eq!((window.of, window.found, window.from), (300, 300, 100));
    let Rows::Orders(orders) = &window.rows else {
        panic!("{window:?}")
    };
    assert_eq!(orders.len(), 40);
    for (place, order) in (100..).zip(orders) {
        assert_eq!(order.good, goods[place].name);
        assert_eq!((order.today, order.in_full), (x[place], Some(full[place])));
        assert_eq!(order.stock, Some(stocks[place]));
        let made: f64 = order.makers.iter().map(|maker| maker.output).sum();
        let expected = if economy.stack(place).is_some() {
            x[place]
        } else {
            0.0
        };
        assert!((made - expected).abs() <= 1e-12 * x[place]);
    }
    for falling in [false, true] {
        for (by, order) in [
            (By::Amount, sorted(300, falling, |good| x[good])),
            (By::Stock, sorted(300, falling, |good| stocks[good])),
            (By::Share, sorted(300, falling, |good| x[good] / full[good])),
            // Final goods before industrial ones, each kind by number: as in the table.
            (By::Name, sorted(300, falling, |good| good as f64)),
            (By::Place, sorted(300, falling, |good| good as f64)),
        ] {
            let expected: Vec<String> =
                order.iter().map(|&good| goods[good].name.clone()).collect();
            let told = names_of_orders(all(&mut session, List::Orders, "", by, falling));
            assert!(told == expected, "{by:?} {falling}");
        }
    }
}

#[test]
fn a_search_finds_every_name_with_all_words_in_any_case() {
    let (economy, days) = days();
    let (mut session, _) = session();
    let x = &days[1].plan.solution.x;
    let mut expected: Vec<usize> = (0..300)
        .filter(|&good| economy.goods()[good].name.to_lowercase().contains("12"))
        .collect();
    assert_eq!(expected.len(), 13, "12, 112, 120 to 129, 212");
    expected.sort_by(|&a, &b| x[b].total_cmp(&x[a]));
    let expected: Vec<String> = expected
        .into_iter()
        .map(|good| economy.goods()[good].name.clone())
        .collect();
    let told = all(&mut session, List::Orders, " GOOD 12 ", By::Amount, true);
    assert_eq!(names_of_orders(told), expected);
    let none = lines(
        &mut session,
        ask(List::Orders, "13 milk", By::Name, false, (0, 50)),
    );
    assert_eq!(
        (none.found, none.of, none.rows),
        (0, 300, Rows::Orders(Vec::new()))
    );
}

#[test]
fn bounds_begin_with_the_one_that_binds() {
    let (economy, days) = days();
    let (mut session, today) = session();
    let record = &days[1];
    let limits = plan::bounds(&economy, &days[0].evening.stocks);
    let uses = plan::uses(&economy, &limits, &record.plan.solution.x);
    let mut order = sorted(limits.len(), true, |place| {
        plan::ratio(uses[place], limits[place].limit)
    });
    order.sort_by_key(|&place| Some(&limits[place].on) != record.plan.binding.as_ref());
    let bounds = |windows: Vec<Rows>| -> Vec<(String, f64, f64)> {
        let rows = windows.into_iter().flat_map(|rows| match rows {
            Rows::Bounds(bounds) => bounds,
            other => panic!("{other:?}"),
        });
        rows.map(|bound| (bound.of, bound.used, bound.limit))
            .collect()
    };
    let named = |places: &[usize]| -> Vec<(String, f64, f64)> {
        let bound = |&place: &usize| {
            let on: &BoundOn = &limits[place].on;
            (on.of(&economy), uses[place], limits[place].limit)
        };
        places.iter().map(bound).collect()
    };
    let told = bounds(all(&mut session, List::Bounds, "", By::Place, false));
    // A stock for each good, and the hours of two kinds of labour.
    assert_eq!(told.len(), 302);
    assert_eq!(told, named(&order));
    // What is told with the day is the beginning of that.
    assert_eq!(today.bounds.len(), Today::MOST_BOUNDS);
    let first: Vec<(String, f64, f64)> = today
        .bounds
        .into_iter()
        .map(|bound| (bound.of, bound.used, bound.limit))
        .collect();
    assert_eq!(first, told[..Today::MOST_BOUNDS]);
    let by_limit = |falling| {
        let mut places = order.clone();
        places.sort_by(|&a, &b| {
            let rising = limits[a].limit.total_cmp(&limits[b].limit);
            if falling { rising.reverse() } else { rising }
        });
        named(&places)
    };
    for falling in [false, true] {
        let told = bounds(all(&mut session, List::Bounds, "", By::Amount, falling));
        assert_eq!(told, by_limit(falling));
    }
    let labour = bounds(all(&mut session, List::Bounds, "lb(", By::Name, false));
    assert_eq!(labour.len(), 2);
    assert_eq!(
        (labour[0].0.as_str(), labour[1].0.as_str()),
        ("Lb(0)", "Lb(1)")
    );
}

#[test]
fn targets_are_those_of_the_fulfilment_matrix() {
    let (economy, days) = days();
    let (mut session, today) = session();
    let record = &days[1];
    let scale = record.plan.scale;
    let matrix = plan::fulfilment(&economy, &record.plan.solution.x, scale);
    // 50 final goods, and 200 profiles that are all promised some of each.
    assert_eq!(
        (matrix.len(), today.fulfilment.len()),
        (10_000, Today::MOST_TARGETS)
    );
    let target = |place: usize| {
        let of = &matrix[place];
        let profile = &economy.profiles()[of.profile];
        let share = if of.as_planned { scale } else { of.share };
        (
            economy.goods()[of.good].name.clone(),
            profile.name.clone(),
            profile.target(of.good),
            share,
        )
    };
    let told = |session: &mut Session, search: &str, by, falling| -> Vec<_> {
        let rows = all(session, List::Targets, search, by, falling);
        let rows = rows.into_iter().flat_map(|rows| match rows {
            Rows::Targets(targets) => targets,
            other => panic!("{other:?}"),
        });
        rows.map(|row| (row.good, row.profile, row.promised, row.fulfilment))
            .collect()
    };
    for falling in [false, true] {
        for (by, order) in [
            (By::Place, sorted(10_000, falling, |place| place as f64)),
            (
                By::Name,
                sorted(10_000, falling, |place| matrix[place].good as f64),
            ),
            (
                By::Profile,
                sorted(10_000, falling, |place| matrix[place].profile as f64),
            ),
            (By::Amount, sorted(10_000, falling, |place| target(place).2)),
            (By::Share, sorted(10_000, falling, |place| target(place).3)),
        ] {
            let expected: Vec<_> = order.into_iter().map(target).collect();
            assert!(
                told(&mut session, "", by, falling) == expected,
                "{by:?} {falling}"
            );
        }
    }
    let has = |place: usize, word: &str| {
        let (good, profile, ..) = target(place);
        good.to_lowercase().contains(word) || profile.to_lowercase().contains(word)
    };
    let expected: Vec<_> = (0..10_000)
        .filter(|&place| has(place, "good") && has(place, "49") && has(place, "profile"))
        .map(target)
        .collect();
    // Of good 49 all 200 profiles, of the 49 others the profiles 49 and 149.
    assert_eq!(expected.len(), 200 + 49 * 2);
    assert!(told(&mut session, "49 Profile good", By::Place, false) == expected);
}

#[test]
fn an_order_in_detail_has_all_that_it_uses_up() {
    let (economy, days) = days();
    let (mut session, _) = session();
    let x = &days[1].plan.solution.x;
    // The first of the goods that units make, and one that has only constants.
    for good in [0, 1, 299] {
        let name = economy.goods()[good].name.clone();
        let what = Look::Order { day: 1, good: name };
        let Sight::Order(detail) = look(&mut session, &what) else {
            panic!("an order")
        };
        let Detail { order, inputs } = *detail;
        let rows = (0..300).map(Input::Good).chain((0..2).map(Input::Labour));
        let expected: Vec<(&str, f64)> = rows
            .map(|input| {
                (
                    economy.input_name(input),
                    economy.requirement(input, good, x[good]),
                )
            })
            .filter(|&(_, amount)| amount > 0.0)
            .collect();
        assert_eq!((order.today, inputs as usize), (x[good], expected.len()));
        let uses = order
            .uses
            .iter()
            .map(|use_| (use_.of.as_str(), use_.amount));
        assert_eq!(uses.collect::<Vec<_>>(), expected[..expected.len().min(40)]);
    }
    let nothing = Look::Order {
        day: 1,
        good: "Milk".to_owned(),
    };
    assert_eq!(look(&mut session, &nothing), Sight::Nothing);
}

#[test]
fn a_question_is_answered_while_a_long_run_goes_on() {
    let (mut session, _) = session();
    plan_to(&mut session, 3, 60);
    session.work(1_000);
    let first = ask(List::Orders, "", By::Amount, true, (0, 10));
    let what = postcard::to_allocvec(&Look::Lines(first)).expect("a question");
    session.receive(Request::Look { id: 9, what });
    let (mut answered, mut ended) = (None, None);
    for piece in 0.. {
        if !session.busy() {
            break;
        }
        for reply in session.work(20_000) {
            match reply {
                Reply::Sight { id: 9, what } if !what.is_empty() => answered = Some(piece),
                Reply::Ended { run: 3, how } => ended = Some((piece, how)),
                _ => {}
            }
        }
    }
    let (end, how) = ended.expect("an end");
    assert_eq!(how, Ending::Done);
    assert!(answered.expect("an answer") < end / 2);
}
