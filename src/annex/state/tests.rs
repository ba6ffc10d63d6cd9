//! Tests of what the desk's views know: the worker is played by hand.

use super::*;
use crate::worker::lines::{Ask, By, Rows};
use crate::worker::look::Sight;
use crate::worker::protocol::{
    BoundKind, BoundUse, EconomyView, Ending, Reply, Report, Target, Today,
};

fn population(citizens: f64) -> What {
    What::Population {
        profile: "Prof 0".to_owned(),
        citizens,
    }
}

fn citizens(edits: &[Edit]) -> Vec<f64> {
    let of = |edit: &Edit| match edit.what {
        What::Population { citizens, .. } => citizens,
        _ => f64::NAN,
    };
    edits.iter().map(of).collect()
}

fn revised() -> Reply {
    let economy = EconomyView {
        name: String::new(),
        goods: Vec::new(),
        of_goods: 0,
        labour: Vec::new(),
        externalities: Vec::new(),
        watched: Vec::new(),
        last_day: 9,
        horizon: 400,
        reports: 0,
    };
    Reply::Revised { run: 1, economy }
}

fn ended() -> Reply {
    let how = Ending::Done;
    Reply::Ended { run: 2, how }
}

fn shown(state: &mut State, day: u32) {
    state.apply(&Reply::Today {
        run: 2,
        today: Box::new(today(day)),
    });
}

fn today(day: u32) -> Today {
    Today {
        day,
        egalitarianism: None,
        scale: 0.0,
        investment: 0.5,
        equal: true,
        worst: None,
        bounds: Vec::new(),
        held_back: false,
        with_ten_percent: None,
        takers: Vec::new(),
        other_takers: (0.0, 0),
        is_invested_in: false,
        certificate: None,
        orders: Vec::new(),
        labour: Vec::new(),
        profiles: Vec::new(),
        fulfilment: Vec::new(),
        residual: 0.0,
        iterations: 0,
    }
}

/// The worker's answer to a question about the days to come.
fn forecast(id: u32, days: u32) -> Reply {
    let forecast = Forecast {
        days,
        ..Forecast::default()
    };
    let what = postcard::to_allocvec(&Sight::Forecast(forecast)).expect("an answer");
    Reply::Sight { id, what }
}

const AHEAD: Look = Look::Forecast { days: 400 };

fn lists(state: &mut State) -> Vec<f64> {
    match state.due() {
        Some(Out::Revise(list)) => citizens(&list),
        other => panic!("{other:?}"),
    }
}

fn asked(state: &mut State) -> u32 {
    match state.due() {
        Some(Out::Look(id, _)) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn undo_is_a_shorter_list_and_redo_a_longer_one() {
    let mut state = State::default();
    assert!(!state.can_undo() && !state.can_redo());
    state.edit(population(1.0), None);
    state.edit(population(2.0), None);
    assert_eq!(citizens(state.edits()), [1.0, 2.0]);
    state.undo();
    assert_eq!(citizens(state.edits()), [1.0]);
    state.redo();
    assert_eq!(citizens(state.edits()), [1.0, 2.0]);
    state.undo();
    state.undo();
    state.undo();
    assert_eq!(citizens(state.edits()), [0.0; 0]);
    // Another edit ends what could be done again.
    state.edit(population(3.0), None);
    assert!(!state.can_redo());
    assert_eq!(citizens(state.edits()), [3.0]);
}

#[test]
fn a_slider_drawn_along_is_one_step() {
    let mut state = State::default();
    for step in 1..30 {
        state.edit(population(f64::from(step)), Some(7));
    }
    assert_eq!(citizens(state.edits()), [29.0]);
    state.edit(population(40.0), Some(8));
    assert_eq!(citizens(state.edits()), [29.0, 40.0]);
    state.undo();
    state.undo();
    assert!(state.edits().is_empty() && !state.can_undo());
}

#[test]
fn one_list_at_a_time_and_every_result_is_seen() {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    let first = asked(&mut state);
    assert_eq!(state.due(), None);
    // A slider moves while the question is open: the answer is awaited.
    state.edit(population(1.0), Some(1));
    assert_eq!(state.due(), None);
    state.apply(&forecast(first, 10));
    assert_eq!(lists(&mut state), [1.0]);
    // It moves on while the list is on its way: the last place is what counts.
    state.edit(population(2.0), Some(1));
    state.edit(population(3.0), Some(1));
    assert_eq!(state.due(), None);
    state.apply(&revised());
    assert_eq!(lists(&mut state), [3.0]);
    state.apply(&revised());
    let second = asked(&mut state);
    state.apply(&forecast(second, 20));
    assert_eq!(state.due(), None);
    assert_eq!(state.forecast().map(|forecast| forecast.days), Some(20));
    // The first is what all else is compared with, and of the edits made meanwhile there is none in it.
    let baseline = state.baseline().expect("a baseline");
    assert_eq!((&baseline.edits[..], baseline.forecast.days), (&[][..], 10));
}

#[test]
fn late_and_empty_answers_change_nothing() {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    let late = asked(&mut state);
    state.apply(&ended());
    let id = asked(&mut state);
    state.apply(&forecast(late, 10));
    assert_eq!(state.forecast(), None);
    state.apply(&Reply::Sight {
        id,
        what: Vec::new(),
    });
    assert_eq!(state.forecast(), None);
    let again = asked(&mut state);
    assert!(again != id);
}

#[test]
fn what_is_refused_is_taken_back_and_said() {
    let mut state = State::default();
    state.edit(population(1.0), None);
    lists(&mut state);
    state.apply(&revised());
    state.edit(population(-1.0), None);
    lists(&mut state);
    let why = "found -1, expected a number not below zero".to_owned();
    state.apply(&Reply::Unrevised {
        run: 3,
        edit: 1,
        why: why.clone(),
    });
    let what = Some(population(-1.0));
    assert_eq!(state.faults(), [Fault { what, why }]);
    assert_eq!(citizens(state.edits()), [1.0]);
    assert!(!state.can_redo() && state.can_undo());
    assert_eq!(state.due(), None);
    // The next edit ends the complaint.
    state.edit(population(2.0), None);
    assert_eq!(state.faults(), []);
}

#[test]
fn from_when_on_is_asked_once() {
    let mut state = State::default();
    shown(&mut state, 0);
    state.edit(population(1.0), None);
    assert_eq!(state.edits()[0].day, None);
    assert_eq!(waiting(&state), []);
    shown(&mut state, 12);
    state.edit(population(2.0), None);
    assert_eq!(state.edits().len(), 1);
    assert_eq!(waiting(&state), [population(2.0)]);
    state.decide(Hold::Shown);
    assert_eq!(state.edits()[1].day, Some(12));
    // It is remembered, and can be changed.
    shown(&mut state, 20);
    state.edit(population(3.0), None);
    assert_eq!(state.edits()[2].day, Some(20));
    state.decide(Hold::Start);
    state.edit(population(4.0), None);
    assert_eq!(state.edits()[3].day, None);
    // What cannot be dated holds from the start.
    state.decide(Hold::Shown);
    let (unit, most) = ("Cooper 1".to_owned(), None);
    state.edit(What::Capacity { unit, most }, None);
    assert_eq!(state.edits()[4].day, None);
    // A dated edit can be taken out of the list, and that can be undone.
    state.take_out(1);
    assert_eq!(state.edits().len(), 4);
    state.undo();
    assert_eq!(state.edits().len(), 5);
}

/// What waits, in the order in which it was done.
fn waiting(state: &State) -> Vec<What> {
    state.waiting().cloned().collect()
}

fn hours(hours: f64) -> What {
    What::Hours {
        labour: "Lb(Milk)".to_owned(),
        hours: Some(hours),
    }
}

#[test]
fn what_waits_goes_on_waiting_while_more_is_changed() {
    let mut state = State::default();
    state.edit(population(1.0), None);
    shown(&mut state, 12);
    state.edit(population(2.0), None);
    state.edit(hours(7.0), None);
    assert_eq!(waiting(&state), [population(2.0), hours(7.0)]);
    // Of two that set the same the later holds, and it is one change.
    state.edit_all(vec![hours(8.0), population(3.0)], None);
    assert_eq!(state.underway(&population(0.0)), Some(&population(3.0)));
    assert_eq!(state.count_waiting(), 2);
    // Each act is undone, done again, and put in force for itself.
    state.undo();
    assert_eq!(waiting(&state), [population(2.0), hours(7.0)]);
    state.undo();
    assert_eq!(waiting(&state), [population(2.0)]);
    state.redo();
    state.redo();
    state.redo();
    assert_eq!(waiting(&state).len(), 4);
    state.decide(Hold::Shown);
    assert_eq!(waiting(&state), []);
    assert_eq!(state.edits().len(), 5);
    state.undo();
    assert_eq!(state.edits().len(), 3);
    state.undo();
    state.undo();
    assert_eq!(citizens(state.edits()), [1.0]);
}

#[test]
fn a_slider_drawn_along_waits_as_one_act() {
    let mut state = State::default();
    shown(&mut state, 12);
    for step in 1..30 {
        state.edit(population(f64::from(step)), Some(7));
    }
    state.edit(population(40.0), Some(8));
    assert_eq!(waiting(&state), [population(29.0), population(40.0)]);
    // What is set back to what it is waits no more.
    state.edit_or_leave(population(5.0), Some(8), true);
    assert_eq!(waiting(&state), []);
    // Where nothing waits it may be on its way to something else.
    state.decide(Hold::Start);
    state.edit_or_leave(population(5.0), Some(9), true);
    assert_eq!(citizens(state.edits()), [5.0]);
}

#[test]
fn what_waits_is_dropped_act_by_act_and_had_again() {
    let mut state = State::default();
    state.edit(population(1.0), None);
    shown(&mut state, 12);
    state.edit(population(2.0), None);
    state.edit(hours(7.0), None);
    state.drop_waiting();
    assert_eq!(waiting(&state), []);
    assert!(state.can_redo());
    state.undo();
    assert!(state.edits().is_empty());
    // First what was taken back last.
    state.redo();
    assert_eq!(
        (citizens(state.edits()), state.waiting().count()),
        (vec![1.0], 0)
    );
    state.redo();
    state.redo();
    assert_eq!(waiting(&state), [population(2.0), hours(7.0)]);
    assert!(!state.can_redo());
    state.redo();
    assert_eq!(waiting(&state).len(), 2);
    // Something else ends what could be had again.
    state.drop_waiting();
    state.edit(population(9.0), None);
    assert!(!state.can_redo());
    // A step without a change is none.
    state.drop_waiting();
    state.edit_all(Vec::new(), None);
    assert!(state.can_redo());
}

#[test]
fn what_is_done_later_is_not_replaced_by_what_waits() {
    let mut state = State::default();
    shown(&mut state, 12);
    let capacity = |most| What::Capacity {
        unit: "Cooper 1".to_owned(),
        most: Some(most),
    };
    state.edit_all(vec![hours(7.0), capacity(5.0)], None);
    // It cannot be dated, and waits for nothing.
    state.edit(capacity(6.0), None);
    assert_eq!(waiting(&state), [hours(7.0)]);
    // On the first day there is nothing to decide.
    shown(&mut state, 0);
    assert_eq!(waiting(&state), []);
    let whats: Vec<&What> = state.edits().iter().map(|edit| &edit.what).collect();
    assert_eq!(whats, [&capacity(6.0), &hours(7.0)]);
    assert_eq!((state.edits()[1].day, state.hold()), (None, None));
}

#[test]
fn what_is_refused_takes_nothing_else_with_it() {
    let mut state = State::default();
    shown(&mut state, 12);
    state.edit(population(1.0), None);
    state.edit_all(vec![hours(1.0), population(-2.0)], None);
    state.edit(population(-3.0), None);
    state.edit(hours(4.0), None);
    state.decide(Hold::Start);
    let refuse = |edit| Reply::Unrevised {
        run: 1,
        edit,
        why: format!("edit {edit}"),
    };
    assert!(matches!(state.due(), Some(Out::Revise(list)) if list.len() == 5));
    state.apply(&refuse(2));
    // What was done together goes together.
    assert!(matches!(state.due(), Some(Out::Revise(list)) if list.len() == 3));
    state.apply(&refuse(1));
    assert!(matches!(state.due(), Some(Out::Revise(list)) if list.len() == 2));
    state.apply(&revised());
    let whats = |state: &State| -> Vec<What> {
        let edits = state.edits().iter();
        edits.map(|edit| edit.what.clone()).collect()
    };
    assert_eq!(whats(&state), [population(1.0), hours(4.0)]);
    // Each of them is said.
    let said: Vec<_> = state
        .faults()
        .iter()
        .map(|fault| fault.what.clone())
        .collect();
    assert_eq!(said, [Some(population(-2.0)), Some(population(-3.0))]);
    state.undo();
    assert_eq!(whats(&state), [population(1.0)]);
    assert_eq!(state.faults(), []);
    assert!(state.can_undo() && state.can_redo());
}

#[test]
fn of_a_slider_that_is_refused_the_last_good_place_stays() {
    let mut state = State::default();
    state.edit(population(1.0), Some(1));
    lists(&mut state);
    state.apply(&revised());
    state.edit(population(-1.0), Some(1));
    lists(&mut state);
    state.apply(&Reply::Unrevised {
        run: 1,
        edit: 0,
        why: "no".to_owned(),
    });
    assert_eq!(citizens(state.edits()), [1.0]);
    assert_eq!(state.due(), None);
    state.undo();
    assert!(state.edits().is_empty() && !state.can_undo());
}

#[test]
fn back_to_the_baseline_and_on() {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    let id = asked(&mut state);
    state.apply(&forecast(id, 10));
    assert!(state.is_at_baseline());
    state.edit(population(1.0), None);
    assert!(!state.is_at_baseline());
    // What becomes of that is not known yet.
    assert!(!state.can_be_baseline());
    state.back_to_baseline();
    assert!(state.is_at_baseline() && state.edits().is_empty());
    state.undo();
    assert_eq!(citizens(state.edits()), [1.0]);
    lists(&mut state);
    state.apply(&revised());
    let id = asked(&mut state);
    assert!(!state.can_be_baseline());
    state.apply(&forecast(id, 30));
    assert!(state.can_be_baseline());
    state.keep_as_baseline();
    assert!(state.is_at_baseline() && !state.can_be_baseline());
    assert_eq!(
        state.baseline().map(|baseline| baseline.forecast.days),
        Some(30)
    );
}

#[test]
fn what_becomes_of_edits_can_be_followed() {
    let mut state = State::default();
    let whats = [population(1.0), population(2.0)];
    assert_eq!(state.fate(0, &whats), Fate::Gone);
    state.edit_all(whats.to_vec(), None);
    assert_eq!(state.fate(0, &whats), Fate::Underway);
    lists(&mut state);
    state.apply(&revised());
    assert_eq!(state.fate(0, &whats), Fate::InForce);
    assert_eq!(state.fate(0, &whats[..1]), Fate::Gone);
    state.undo();
    assert_eq!(state.fate(0, &whats), Fate::Gone);
    lists(&mut state);
    state.apply(&revised());
    // On a later day they wait, and may be dropped.
    shown(&mut state, 3);
    state.edit_all(whats.to_vec(), None);
    assert_eq!(state.fate(0, &whats), Fate::Undecided);
    state.drop_waiting();
    assert_eq!(state.fate(0, &whats), Fate::Gone);
    state.edit_all(whats.to_vec(), None);
    state.decide(Hold::Shown);
    assert_eq!(state.fate(0, &whats), Fate::Underway);
    lists(&mut state);
    state.apply(&Reply::Unrevised {
        run: 1,
        edit: 1,
        why: "no".to_owned(),
    });
    assert_eq!(state.fate(0, &whats), Fate::Gone);
    assert_eq!(state.faults()[0].what.clone(), Some(population(2.0)));
    state.drop_faults();
    assert_eq!(state.faults(), []);
    // Others that were made after them change nothing about them; the same ones made before are not they.
    state.edit_all(whats.to_vec(), None);
    state.edit(population(3.0), None);
    assert_eq!(state.fate(0, &whats), Fate::Underway);
    let since = state.edits().len();
    assert_eq!(state.fate(since, &whats), Fate::Gone);
    lists(&mut state);
    state.apply(&revised());
    assert_eq!(state.fate(0, &whats), Fate::InForce);
    state.edit(population(4.0), None);
    assert_eq!(state.fate(0, &whats), Fate::InForce);
}

#[test]
fn another_economy_begins_without_edits() {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    let id = asked(&mut state);
    state.apply(&forecast(id, 10));
    state.edit(population(1.0), None);
    state.opened(false, None);
    assert!(state.edits().is_empty() && !state.can_undo());
    assert_eq!((state.forecast(), state.baseline()), (None, None));
    assert!(asked(&mut state) != id);
}

fn opened(of_goods: u32, horizon: u32) -> Reply {
    let Reply::Revised { economy, .. } = revised() else {
        panic!("an economy")
    };
    Reply::Opened {
        run: 1,
        economy: EconomyView {
            of_goods,
            horizon,
            ..economy
        },
        report: Report::default(),
        policy: Vec::new(),
        day: None,
    }
}

fn orders(from: u32) -> Look {
    Look::Lines(Ask {
        list: List::Orders,
        day: 0,
        search: String::new(),
        by: By::Place,
        falling: false,
        rows: (from, from + 100),
    })
}

/// The worker's answer to a question about orders.
fn window(id: u32, look: &Look) -> Reply {
    let Look::Lines(ask) = look.clone() else {
        panic!("orders")
    };
    let lines = Lines {
        of: 1000,
        found: 1000,
        from: ask.rows.0,
        rows: Rows::Orders(Vec::new()),
        ask,
    };
    let what = postcard::to_allocvec(&Sight::Lines(Box::new(lines))).expect("an answer");
    Reply::Sight { id, what }
}

fn from(state: &State) -> Option<u32> {
    state.lines(List::Orders).map(|lines| lines.from)
}

#[test]
fn of_a_list_one_window_is_on_its_way_and_the_last_one_wanted_comes() {
    let mut state = State::default();
    state.list_at(List::Orders, vec![orders(0)]);
    let first = asked(&mut state);
    // Scrolled on and on: nothing is asked before the answer has come, and then only what is wanted by then.
    state.list_at(List::Orders, vec![orders(100)]);
    state.list_at(List::Orders, vec![orders(200)]);
    assert_eq!(state.due(), None);
    state.apply(&window(first, &orders(0)));
    assert_eq!(from(&state), Some(0));
    let second = asked(&mut state);
    state.apply(&window(second, &orders(200)));
    assert_eq!((from(&state), state.due()), (Some(200), None));
    // Scrolled back: what was told there is gone, so it is asked for again.
    state.list_at(List::Orders, vec![orders(0)]);
    let third = asked(&mut state);
    state.apply(&window(third, &orders(0)));
    assert_eq!((from(&state), state.due()), (Some(0), None));
}

#[test]
fn lists_and_views_do_not_wait_for_each_other() {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    state.list_at(List::Orders, vec![orders(0)]);
    let Some(Out::Look(slow, look)) = state.due() else {
        panic!("a question")
    };
    assert_eq!(look, AHEAD);
    let quick = asked(&mut state);
    state.apply(&window(quick, &orders(0)));
    assert_eq!(from(&state), Some(0));
    state.list_at(List::Orders, vec![orders(300)]);
    let next = asked(&mut state);
    state.apply(&window(next, &orders(300)));
    assert_eq!(from(&state), Some(300));
    state.apply(&forecast(slow, 400));
    assert_eq!(state.due(), None);
}

#[test]
fn lists_are_long_where_the_day_does_not_tell_all_of_them() {
    let mut state = State::default();
    state.apply(&opened(3, 400));
    shown(&mut state, 7);
    let long = |state: &State| List::ALL.map(|list| state.is_long(list));
    // Three goods, of which the day told no order.
    assert_eq!(long(&state), [true, false, false]);
    let bound = BoundUse {
        kind: BoundKind::Stock,
        of: String::new(),
        unit: String::new(),
        used: 0.0,
        limit: 0.0,
    };
    let target = Target {
        profile: String::new(),
        good: String::new(),
        unit: String::new(),
        fulfilment: 0.0,
        promised: 0.0,
    };
    state.apply(&opened(0, 400));
    let full = Today {
        bounds: vec![bound; Today::MOST_BOUNDS],
        fulfilment: vec![target; Today::MOST_TARGETS],
        ..today(7)
    };
    let today = Box::new(full);
    state.apply(&Reply::Today { run: 2, today });
    assert_eq!(long(&state), [false, true, true]);
    state.opened(true, None);
    assert_eq!(long(&state), [false; 3]);
}

#[test]
fn where_a_day_takes_long_the_days_ahead_end_with_the_shown_one() {
    let mut state = State::default();
    assert_eq!(state.days_ahead(), 400);
    state.apply(&opened(9, 1));
    assert_eq!(state.days_ahead(), 1);
    shown(&mut state, 7);
    assert_eq!(state.days_ahead(), 8);
    state.apply(&opened(9, 400));
    assert_eq!(state.days_ahead(), 400);
}

#[test]
fn what_cannot_be_dated_is_said_to_hold_from_the_start() {
    let mut state = State::default();
    let stock = |amount| What::Stock {
        good: "Milk".to_owned(),
        amount,
    };
    state.edit(stock(1.0), None);
    assert_eq!(state.undated(), None, "on the first day there is no other");
    shown(&mut state, 5);
    state.edit(stock(2.0), None);
    assert_eq!(state.undated(), Some(&stock(2.0)), "nobody has been asked");
    state.decide(Hold::Start);
    assert_eq!(state.undated(), None, "nobody wants anything dated");
    state.decide(Hold::Shown);
    assert_eq!(state.undated(), Some(&stock(2.0)));
    state.edit(population(7.0), None);
    assert_eq!(state.undated(), None);
    assert_eq!(state.edits().last().and_then(|edit| edit.day), Some(5));
    // Among others in one step.
    state.edit_all(vec![stock(3.0), population(8.0)], None);
    assert_eq!(state.undated(), Some(&stock(3.0)));
    state.undo();
    assert_eq!(state.undated(), None);
}

#[test]
fn dated_edits_are_told_by_day_and_which_of_them_are_replaced() {
    let mut state = State::default();
    let mut on = |day, citizens| {
        shown(&mut state, day);
        state.edit(population(citizens), None);
        state.decide(Hold::Shown);
    };
    on(9, 1.0);
    on(9, 2.0);
    on(5, 3.0);
    let told = |state: &State| {
        let dated = state.dated().into_iter();
        dated
            .map(|(place, edit, is_replaced)| (place, edit.day, is_replaced))
            .collect::<Vec<_>>()
    };
    let days = [Some(5), Some(9), Some(9)];
    assert_eq!(
        told(&state),
        [(2, days[0], false), (0, days[1], true), (1, days[2], false)]
    );
    // Whatever is called so after a change of the lists may be another.
    state.edit(
        What::Add {
            kind: crate::worker::edit::Kind::Profile,
            name: "Prof 9".to_owned(),
        },
        None,
    );
    shown(&mut state, 9);
    state.edit(population(4.0), None);
    assert!(
        told(&state)
            .iter()
            .all(|&(place, _, is_replaced)| is_replaced == (place == 0))
    );
}

/// What was done; what it was compared with as its edits and the days that were foreseen.
fn work(edits: &[Edit], baseline: Option<(&[Edit], u32)>) -> Work {
    let baseline = baseline.map(|(edits, days)| {
        Arc::new(Baseline {
            edits: edits.to_vec(),
            forecast: Forecast {
                days,
                ..Forecast::default()
            },
        })
    });
    Work {
        edits: edits.to_vec(),
        hold: Some(Hold::Shown),
        baseline,
        waiting: Vec::new(),
    }
}

/// So many edits, the first of one citizen, the next of two.
fn some_edits(count: u32) -> Vec<Edit> {
    let edit = |n| Edit {
        day: (n > 1).then_some(50),
        what: population(f64::from(n)),
    };
    (1..=count).map(edit).collect()
}

/// A state in which this is on its way to being done again, to an economy of which days take little.
fn restoring(work: Work) -> State {
    let mut state = State::default();
    state.look_at(vec![AHEAD]);
    state.await_opening(7.0, work);
    state.opened(false, Some(7.0));
    state
}

#[test]
fn what_was_done_is_done_again_and_can_be_undone_step_by_step() {
    let edits = some_edits(3);
    let mut state = restoring(work(&edits, None));
    // Before anything else is asked, so that no day is planned without.
    assert_eq!(lists(&mut state), [1.0, 2.0, 3.0]);
    assert_eq!(state.work(), None, "it may be refused");
    state.apply(&opened(9, 400));
    state.apply(&revised());
    assert_eq!(state.work(), Some(work(&edits, None)));
    assert_eq!(state.hold(), Some(Hold::Shown));
    assert!(!state.can_redo());
    for left in (0..3).rev() {
        state.undo();
        assert_eq!(state.edits(), &edits[..left]);
    }
    assert!(!state.can_undo());
    state.redo();
    assert_eq!(state.edits(), &edits[..1]);
}

#[test]
fn what_waited_waits_again() {
    let was = Work {
        hold: None,
        waiting: vec![vec![population(2.0), hours(7.0)], vec![population(3.0)]],
        ..work(&some_edits(1), None)
    };
    let mut state = restoring(was.clone());
    lists(&mut state);
    state.apply(&opened(9, 400));
    state.apply(&revised());
    shown(&mut state, 50);
    assert_eq!(state.work(), Some(was));
    state.undo();
    assert_eq!(waiting(&state), [population(2.0), hours(7.0)]);
}

#[test]
fn of_a_long_list_the_last_steps_can_be_undone() {
    for (count, left) in [(199, 0), (450, 251), (100_000, 99_999)] {
        let mut state = restoring(work(&some_edits(count), None));
        while state.can_undo() {
            state.undo();
        }
        assert_eq!(state.edits().len(), left, "of {count}");
    }
}

#[test]
fn what_was_done_to_one_economy_is_not_done_to_another() {
    let mut state = State::default();
    state.await_opening(7.0, work(&some_edits(2), None));
    // While it is fetched something else is opened, anew or restored before.
    state.opened(false, None);
    state.opened(true, Some(6.0));
    assert!(state.edits().is_empty());
    state.opened(false, Some(7.0));
    assert_eq!(state.edits().len(), 2);
    // Only once.
    state.opened(false, Some(7.0));
    assert!(state.edits().is_empty());
}

#[test]
fn what_cannot_be_done_again_is_said_and_the_rest_is_done() {
    let edits = some_edits(3);
    let mut state = restoring(work(&edits, None));
    let refused = |state: &mut State, edit, why: &str| {
        let why = why.to_owned();
        state.apply(&Reply::Unrevised { run: 3, edit, why });
    };
    lists(&mut state);
    refused(&mut state, 1, "there is no such profile");
    assert_eq!(state.faults(), [], "no field is at fault");
    let why = state.take_unrestored();
    assert_eq!(why.as_deref(), Some("there is no such profile"));
    assert_eq!(state.take_unrestored(), None);
    assert_eq!(lists(&mut state), [1.0]);
    refused(&mut state, 0, "nor is there another");
    assert!(state.edits().is_empty() && !state.can_undo() && !state.can_redo());
    assert_eq!(state.work(), Some(work(&[], None)));
    // A later refusal is one of an edit.
    state.edit(population(-1.0), None);
    assert_eq!(waiting(&state), []);
    lists(&mut state);
    refused(&mut state, 0, "found -1");
    assert!(!state.faults().is_empty());
}

#[test]
fn what_is_restored_is_compared_with_what_it_was_compared_with() {
    let edits = some_edits(2);
    let was = work(&edits, Some((&edits[..1], 10)));
    let mut state = restoring(was.clone());
    assert_eq!(lists(&mut state), [1.0, 2.0]);
    state.apply(&opened(9, 400));
    state.apply(&revised());
    // It is there before anything is planned, and stays as it was whatever is foreseen now.
    let days = |state: &State| state.baseline().map(|baseline| baseline.forecast.days);
    assert_eq!((days(&state), state.forecast()), (Some(10), None));
    let now = asked(&mut state);
    state.apply(&forecast(now, 30));
    assert_eq!((days(&state), state.due()), (Some(10), None));
    // It is kept so once more.
    assert_eq!(state.work(), Some(was));
    state.back_to_baseline();
    assert_eq!(citizens(state.edits()), [1.0]);
    assert!(state.is_at_baseline());
}

#[test]
fn nobody_goes_back_to_what_was_refused() {
    let edits = some_edits(3);
    for (kept, stays) in [(1, true), (2, false)] {
        let mut state = restoring(work(&edits, Some((&edits[..kept], 10))));
        lists(&mut state);
        state.apply(&Reply::Unrevised {
            run: 3,
            edit: 1,
            why: "there is no such profile".to_owned(),
        });
        assert_eq!(state.baseline().is_some(), stays);
    }
}

#[test]
fn of_what_is_under_way_a_field_shows_what_holds_on_the_shown_day() {
    // From the start one citizen, from day 50 on two; and last, from the start again, three.
    let mut edits = some_edits(2);
    edits.push(Edit {
        day: None,
        what: population(3.0),
    });
    let mut state = restoring(work(&edits, None));
    let citizens = |state: &State| match state.underway(&population(0.0)) {
        Some(What::Population { citizens, .. }) => Some(*citizens),
        _ => None,
    };
    shown(&mut state, 49);
    assert_eq!(citizens(&state), Some(3.0));
    shown(&mut state, 50);
    assert_eq!(citizens(&state), Some(2.0));
}

#[test]
fn what_is_reported_is_asked_where_something_is() {
    let with = |reports| {
        let Reply::Revised { economy, run } = revised() else {
            panic!("an economy")
        };
        let economy = EconomyView { reports, ..economy };
        Reply::Revised { economy, run }
    };
    let mut state = State::default();
    state.follow_reports();
    state.apply(&with(0));
    assert_eq!(state.due(), None);
    state.apply(&with(2));
    let Some(Out::Look(id, Look::Reports)) = state.due() else {
        panic!("a question")
    };
    let reports = Reports {
        first: some_edits(2),
        others: 0,
        days: vec![3, 4],
    };
    let what = postcard::to_allocvec(&Sight::Reports(reports)).expect("an answer");
    state.apply(&Reply::Sight { id, what });
    assert!(state.reports().is_some());
    // A new worker, which has not been told the edits yet.
    state.apply(&opened(0, 400));
    assert!(state.reports().is_some());
    state.apply(&with(2));
    assert!(state.reports().is_some());
    // All of it has been taken back.
    state.apply(&with(0));
    assert_eq!(state.reports(), None);
    assert_eq!(state.due(), None);
}
