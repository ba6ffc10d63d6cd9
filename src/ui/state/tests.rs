//! Tests of what the page knows: a worker is played by hand, reply by reply.

use super::*;
use crate::ui::shelf::YOURS;
use crate::worker::protocol::{Ending, PIECE, PROTOCOL, Reply, Request, Upload};

fn source(name: &str) -> Source {
    let file = Upload {
        name: "table.csv".to_owned(),
        bytes: name.as_bytes().to_vec(),
    };
    Source {
        id: name.to_owned(),
        name: name.to_owned(),
        files: Arc::new(vec![file]),
    }
}

fn economy(name: &str) -> EconomyView {
    EconomyView {
        name: name.to_owned(),
        goods: Vec::new(),
        of_goods: 0,
        labour: Vec::new(),
        externalities: Vec::new(),
        watched: Vec::new(),
        last_day: 1000,
        horizon: 400,
        reports: 0,
    }
}

fn row(egalitarianism: f64) -> DayRow {
    DayRow {
        egalitarianism: Some(egalitarianism),
        scale: egalitarianism,
        binding: "stock:Milk".to_owned(),
        output: Vec::new(),
        stock: Vec::new(),
        labour: Vec::new(),
        externality: Vec::new(),
        lost: false,
    }
}

fn today(day: u32) -> Box<Today> {
    Box::new(Today {
        day,
        egalitarianism: Some(0.1),
        scale: 0.1,
        investment: 0.51,
        takers: Vec::new(),
        other_takers: (0.0, 0),
        is_invested_in: false,
        certificate: None,
        equal: true,
        worst: None,
        bounds: Vec::new(),
        held_back: true,
        with_ten_percent: None,
        orders: Vec::new(),
        labour: Vec::new(),
        profiles: Vec::new(),
        fulfilment: Vec::new(),
        residual: 0.0,
        iterations: 1,
    })
}

/// The run of the request that is due now.
fn sent(state: &mut State) -> (Request, RunId) {
    let request = state.due().expect("a request is due");
    let run = match &request {
        Request::Open { run, .. }
        | Request::Plan { run, .. }
        | Request::Revise { run, .. }
        | Request::Write { run, .. } => *run,
        Request::Ahead { .. } | Request::Look { .. } => 0,
        Request::Stop => state.run().expect("a run to stop").id,
    };
    (request, run)
}

/// The worker that the page has started says hello.
fn hello(state: &mut State) {
    state.apply(Reply::Hello {
        protocol: PROTOCOL,
        full: state.full(),
    });
}

/// The page with the full worker, as it is once something has needed it.
fn with_full_worker() -> State {
    State {
        full: true,
        ..State::default()
    }
}

/// Answers everything that is due as a worker would, with this share on every day.
fn serve(state: &mut State, share: f64) {
    while let Some(request) = state.due() {
        match request {
            Request::Open { run, name, .. } => {
                state.apply(Reply::Opened {
                    run,
                    economy: economy(&name),
                    report: Report::default(),
                    policy: Vec::new(),
                    day: None,
                });
            }
            Request::Plan { run, to, show, .. } => {
                let from = state.rows().len().min(to as usize + 1);
                let rows = vec![row(share); to as usize + 1 - from];
                state.apply(Reply::Days {
                    run,
                    from: from as u32,
                    rows,
                });
                state.apply(Reply::Today {
                    run,
                    today: today(show.min(to)),
                });
                state.apply(Reply::Ended {
                    run,
                    how: Ending::Done,
                });
            }
            Request::Write { run, .. } => {
                let (name, media_type) = ("plan.csv".to_owned(), "text/csv".to_owned());
                state.apply(Reply::File {
                    run,
                    name,
                    media_type,
                    bytes: Vec::new(),
                });
            }
            Request::Revise { run, .. } => {
                let economy = economy("Revised");
                state.apply(Reply::Revised { run, economy });
            }
            Request::Ahead { .. } | Request::Look { .. } | Request::Stop => {}
        }
    }
}

/// A page with an economy open and the days 0 to `day` planned.
fn at_day(day: u32) -> State {
    begun_at_day(State::default(), day)
}

fn begun_at_day(mut state: State, day: u32) -> State {
    hello(&mut state);
    state.open(source("Village"), Course::at(0.51, day));
    serve(&mut state, 0.5);
    state
}

#[test]
fn nothing_is_sent_before_the_worker_says_hello() {
    let mut state = State::default();
    state.open(source("Village"), Course::at(0.51, 0));
    assert_eq!(state.due(), None);
    hello(&mut state);
    assert!(matches!(sent(&mut state).0, Request::Open { .. }));
    assert_eq!(state.due(), None, "the plan waits until the files are read");
}

#[test]
fn losses_by_chance_go_with_every_plan_until_another_economy_is_opened() {
    let sent_with = |state: &mut State| match sent(state).0 {
        Request::Plan { chance, to, .. } => (chance, to),
        other => panic!("{other:?}"),
    };
    let mut state = at_day(9);
    state.set(&[CHANCE, 1, 2, 3]);
    assert_eq!(sent_with(&mut state), (vec![1, 2, 3], 9));
    // A new worker is told of them, too.
    state.died();
    hello(&mut state);
    let opened = |run| Reply::Opened {
        run,
        economy: economy("Village"),
        report: Report::default(),
        policy: Vec::new(),
        day: None,
    };
    let (_, run) = sent(&mut state);
    state.apply(opened(run));
    assert_eq!(sent_with(&mut state), (vec![1, 2, 3], 9));
    // Another economy has its own.
    state.open(source("Village"), Course::at(0.51, 2));
    assert_eq!(state.chance(), [1, 2, 3], "what is open stays as it is");
    let (_, run) = sent(&mut state);
    state.apply(opened(run));
    assert_eq!(sent_with(&mut state), (Vec::new(), 2));
}

#[test]
fn a_question_that_is_of_no_more_use_is_not_sent_or_stopped() {
    let away = |state: &mut State, id: u32| {
        let mut bytes = vec![LOOK_AWAY];
        bytes.extend(id.to_le_bytes());
        state.set(&bytes);
    };
    let mut state = begun_at_day(with_full_worker(), 3);
    state.look(7, vec![1]);
    away(&mut state, 7);
    assert_eq!(state.due(), None);
    // The worker is at it.
    state.look(8, vec![1]);
    assert!(matches!(state.due(), Some(Request::Look { id: 8, .. })));
    away(&mut state, 8);
    assert_eq!(state.due(), Some(Request::Stop));
    assert_eq!(state.due(), None);
    // A plan has overtaken it, which is not to be stopped.
    state.look(9, vec![1]);
    assert!(matches!(state.due(), Some(Request::Look { id: 9, .. })));
    state.show(20);
    assert!(matches!(state.due(), Some(Request::Plan { .. })));
    away(&mut state, 9);
    assert_eq!(state.due(), None);
}

#[test]
fn settings_that_nobody_can_have_meant_change_nothing() {
    let mut state = at_day(3);
    for bytes in [&[][..], &[SPEED], &[SPEED, 1, 2], &[9, 9]] {
        state.set(bytes);
        assert_eq!((state.stride().speed(), state.due()), (20.0, None));
    }
    let mut bytes = vec![SPEED];
    bytes.extend(5.0_f64.to_le_bytes());
    state.set(&bytes);
    assert_eq!(state.stride().speed(), 5.0);
}

#[test]
fn run_ends_on_the_first_day_with_full_provision_however_long_its_strides_are() {
    // Ran to where the worker has full provision from day 5 on, in one stride of many days.
    let mut state = at_day(3);
    state.go_at(f64::INFINITY);
    state.play();
    let mut beats = 0;
    loop {
        let beat = state.beat();
        if beat == Beat::End {
            break;
        }
        assert_eq!(beat, Beat::Go);
        beats += 1;
        let share = if state.wanted() >= 5 { 1.0 } else { 0.5 };
        // Days 4 and 5 come in the second stride, 6 to 9 in the third.
        serve(&mut state, share);
        assert!(beats < 9);
    }
    assert_eq!(state.first_full(), Some(5));
    assert_eq!((state.shown(), state.asked_for()), (5, 5));
    serve(&mut state, 1.0);
    // From there it runs on until somebody ends it.
    state.play();
    assert_eq!(state.beat(), Beat::Go);
    assert_eq!(
        state.beat(),
        Beat::Wait,
        "the days before are not there yet"
    );
}

#[test]
fn opening_plans_up_to_the_day_asked_for() {
    let state = at_day(7);
    assert_eq!(state.rows().len(), 8);
    assert_eq!(state.today().map(|today| today.day), Some(7));
    assert_eq!(
        state.policy(),
        [PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.51
        }]
    );
    assert!(!state.busy());
}

#[test]
fn replies_of_an_earlier_run_are_dropped() {
    let mut state = at_day(0);
    state.show(5);
    let (_, late) = sent(&mut state);
    state.show(2);
    let (_, run) = sent(&mut state);
    let (changes, _) = state.apply(Reply::Days {
        run: late,
        from: 1,
        rows: vec![row(0.9); 5],
    });
    assert_eq!(changes, Changes::default());
    state.apply(Reply::Days {
        run,
        from: 1,
        rows: vec![row(0.1); 2],
    });
    state.apply(Reply::Ended {
        run: late,
        how: Ending::Done,
    });
    assert_eq!(state.rows().len(), 3);
    assert!(state.busy());
}

#[test]
fn looking_back_leaves_the_days_that_are_planned() {
    let mut state = at_day(9);
    state.show(4);
    let (request, _) = sent(&mut state);
    assert!(matches!(request, Request::Plan { to: 9, show: 4, .. }));
    serve(&mut state, 0.5);
    assert_eq!((state.shown(), state.last_planned()), (4, 9));
    state.show(12);
    assert_eq!((state.wanted(), state.shown()), (12, 9), "not there yet");
    serve(&mut state, 0.5);
    assert_eq!((state.shown(), state.last_planned()), (12, 12));
}

#[test]
fn another_investment_replans_the_days_from_the_shown_one_on() {
    let mut state = at_day(9);
    state.show(4);
    serve(&mut state, 0.5);
    state.invest(0.6);
    let (request, _) = sent(&mut state);
    let Request::Plan {
        policy, to, show, ..
    } = request
    else {
        panic!("a plan is due")
    };
    assert_eq!((policy[1].from_day, to, show), (4, 9, 4));
    assert_eq!(state.investment_on(3), 0.51);
}

#[test]
fn investment_changes_from_the_shown_day_on() {
    let mut state = at_day(9);
    state.invest(0.6);
    state.invest(0.55);
    assert_eq!(
        state.policy(),
        [
            PolicyStep {
                from_day: 0,
                good: None,
                investment: 0.51
            },
            PolicyStep {
                from_day: 9,
                good: None,
                investment: 0.55
            }
        ]
    );
    assert_eq!(
        (state.investment_on(8), state.investment_on(9)),
        (0.51, 0.55)
    );
    state.invest(0.51);
    assert_eq!(
        state.policy().len(),
        1,
        "a step back to what holds before it is no step"
    );
    assert!(matches!(sent(&mut state).0, Request::Plan { to: 9, .. }));

    state.invest(0.7);
    state.reset();
    assert_eq!(
        state.policy(),
        [PolicyStep {
            from_day: 0,
            good: None,
            investment: 0.7
        }]
    );
    assert_eq!(state.asked_for(), 0);
}

#[test]
fn the_first_full_day_follows_the_rows() {
    let mut state = at_day(3);
    assert_eq!(state.first_full(), None);
    state.show(6);
    serve(&mut state, 1.0);
    assert_eq!(state.first_full(), Some(4));
    assert!(state.full_until(6));
    state.show(7);
    serve(&mut state, 0.2);
    assert!(!state.full_until(7));
    state.show(3);
    serve(&mut state, 0.5);
    assert_eq!((state.first_full(), state.is_past_full()), (Some(4), false));
    state.reset();
    serve(&mut state, 0.5);
    assert_eq!(state.first_full(), None);
}

#[test]
fn refused_files_leave_the_economy_and_the_run_going() {
    let mut state = begun_at_day(with_full_worker(), 1);
    state.show(50);
    sent(&mut state);
    state.open(source("Broken"), Course::at(0.51, 0));
    let (_, run) = sent(&mut state);
    let (_, outcome) = state.apply(Reply::Refused {
        run,
        faults: Vec::new(),
    });
    assert_eq!(outcome, Some(Outcome::Refused(Vec::new())));
    assert_eq!(state.source().map(|s| s.name.as_str()), Some("Village"));
    assert!(matches!(sent(&mut state).0, Request::Plan { to: 50, .. }));
}

#[test]
fn a_stopped_run_keeps_what_is_there() {
    let mut state = at_day(0);
    state.show(100);
    let (_, run) = sent(&mut state);
    state.apply(Reply::Days {
        run,
        from: 1,
        rows: vec![row(0.1); 20],
    });
    state.stop();
    assert_eq!(state.due(), Some(Request::Stop));
    state.apply(Reply::Today {
        run,
        today: today(20),
    });
    state.apply(Reply::Ended {
        run,
        how: Ending::Stopped,
    });
    assert_eq!((state.asked_for(), state.busy()), (20, false));
    assert_eq!(state.due(), None);
}

#[test]
fn a_new_worker_is_given_everything_again() {
    let mut state = at_day(9);
    state.invest(0.6);
    state.show(400);
    let (_, run) = sent(&mut state);
    state.apply(Reply::Days {
        run,
        from: 9,
        rows: vec![row(0.1); 100],
    });
    assert_eq!(state.died(), Aftermath::Respawn);
    assert_eq!(state.rows().len(), 109, "what is on screen stays");
    assert_eq!(state.due(), None);

    hello(&mut state);
    let (request, run) = sent(&mut state);
    assert_eq!(
        request,
        Request::Open {
            run,
            name: "Village".to_owned(),
            files: source("Village").files.to_vec()
        }
    );
    state.apply(Reply::Opened {
        run,
        economy: economy("Village"),
        report: Report::default(),
        policy: Vec::new(),
        day: None,
    });
    assert_eq!(state.rows().len(), 109);
    let (request, _) = sent(&mut state);
    let Request::Plan {
        run, policy, to, ..
    } = request
    else {
        panic!("a plan is due")
    };
    assert_eq!((policy.len(), to), (2, 400));
    state.apply(Reply::Days {
        run,
        from: 0,
        rows: Vec::new(),
    });
    state.apply(Reply::Days {
        run,
        from: 0,
        rows: vec![row(0.1); 60],
    });
    assert_eq!(
        state.rows().len(),
        109,
        "also while they are planned once more"
    );
    state.apply(Reply::Days {
        run,
        from: 60,
        rows: vec![row(0.1); 341],
    });
    assert_eq!(state.rows().len(), 401);
}

#[test]
fn workers_that_die_without_progress_are_not_replaced_for_ever() {
    let mut state = at_day(0);
    state.show(400);
    let mut die_at = |days: u32| {
        hello(&mut state);
        while let Some(request) = state.due() {
            match request {
                Request::Open { run, name, .. } => {
                    state.apply(Reply::Opened {
                        run,
                        economy: economy(&name),
                        report: Report::default(),
                        policy: Vec::new(),
                        day: None,
                    });
                }
                Request::Plan { run, .. } => {
                    state.apply(Reply::Days {
                        run,
                        from: 0,
                        rows: vec![row(0.1); days as usize],
                    });
                }
                Request::Write { .. }
                | Request::Revise { .. }
                | Request::Ahead { .. }
                | Request::Look { .. }
                | Request::Stop => {}
            }
        }
        state.died()
    };
    assert_eq!(die_at(50), Aftermath::Respawn);
    assert_eq!(die_at(50), Aftermath::Respawn);
    assert_eq!(
        die_at(90),
        Aftermath::Respawn,
        "forty days farther is progress"
    );
    assert_eq!(die_at(90), Aftermath::Respawn);
    assert_eq!(die_at(30), Aftermath::GiveUp);
    assert_eq!(
        die_at(30),
        Aftermath::Respawn,
        "whoever tries again begins a new count"
    );
}

#[test]
fn files_that_kill_workers_are_left_out() {
    let mut state = at_day(3);
    state.open(source("Poison"), Course::at(0.51, 0));
    for expected in [
        Aftermath::Respawn,
        Aftermath::Respawn,
        Aftermath::RespawnWithout("Poison".to_owned()),
    ] {
        hello(&mut state);
        while let Some(request) = state.due() {
            if let Request::Open { run, name, .. } = request
                && name == "Village"
            {
                state.apply(Reply::Opened {
                    run,
                    economy: economy(&name),
                    report: Report::default(),
                    policy: Vec::new(),
                    day: None,
                });
            }
        }
        assert_eq!(state.died(), expected);
    }
    hello(&mut state);
    serve(&mut state, 0.5);
    assert_eq!(state.source().map(|s| s.name.as_str()), Some("Village"));
    assert_eq!(state.rows().len(), 4);
}

#[test]
fn the_csv_waits_for_the_run_and_outlives_a_worker() {
    let mut state = at_day(3);
    state.show(30);
    let (_, run) = sent(&mut state);
    state.want(Document::Plan);
    assert_eq!(state.due(), None);
    state.apply(Reply::Days {
        run,
        from: 4,
        rows: vec![row(0.1); 27],
    });
    state.apply(Reply::Ended {
        run,
        how: Ending::Done,
    });
    assert!(matches!(sent(&mut state).0, Request::Write { .. }));
    state.died();
    hello(&mut state);
    serve(&mut state, 0.5);
    assert_eq!(state.due(), None);
    assert!(!state.busy());
}

#[test]
fn another_version_is_not_worked_with() {
    let mut state = State::default();
    state.open(source("Village"), Course::at(0.51, 0));
    let (_, outcome) = state.apply(Reply::Hello {
        protocol: PROTOCOL + 1,
        full: false,
    });
    assert_eq!(outcome, Some(Outcome::OtherVersion));
    assert_eq!(state.due(), None);
}

#[test]
fn a_users_files_are_for_the_full_worker_and_the_swap_loses_nothing() {
    let mut state = at_day(7);
    state.invest(0.6);
    serve(&mut state, 0.6);
    let policy = state.policy().to_vec();
    assert!(!state.outgrows_worker(), "the lean worker does");

    state.open(source(YOURS), Course::at(0.51, None));
    assert!(state.outgrows_worker());
    assert!(!state.outgrows_worker(), "one swap is enough");
    assert!(state.full());
    assert_eq!(state.due(), None, "the full worker has not said hello");
    assert_eq!(state.rows().len(), 8, "the days stay on screen");

    hello(&mut state);
    let (request, run) = sent(&mut state);
    assert!(matches!(&request, Request::Open { name, .. } if name == "Village"));
    state.apply(Reply::Opened {
        run,
        economy: economy("Village"),
        report: Report::default(),
        policy: Vec::new(),
        day: None,
    });
    let (request, run) = sent(&mut state);
    assert!(matches!(&request, Request::Open { name, .. } if name == YOURS));
    let (_, outcome) = state.apply(Reply::Refused {
        run,
        faults: Vec::new(),
    });
    assert_eq!(outcome, Some(Outcome::Refused(Vec::new())));
    // What was open is planned again, to the same day under the same policy.
    let (request, _) = sent(&mut state);
    assert!(
        matches!(&request, Request::Plan { policy: sent, to: 7, .. } if *sent == policy),
        "{request:?}"
    );
}

#[test]
fn what_the_lean_worker_refuses_the_full_one_is_asked_about() {
    let mut state = State::default();
    hello(&mut state);
    state.open(source("Village"), Course::at(0.51, 3));
    let (_, run) = sent(&mut state);
    let faults = || {
        vec![Fault {
            file: "table.csv".to_owned(),
            line: None,
            column: String::new(),
            found: String::new(),
            expected: String::new(),
            hint: String::new(),
        }]
    };
    let (_, outcome) = state.apply(Reply::Refused {
        run,
        faults: faults(),
    });
    assert_eq!(outcome, None, "it has no words");
    assert!(state.outgrows_worker());
    hello(&mut state);
    let (_, run) = sent(&mut state);
    let (_, outcome) = state.apply(Reply::Refused {
        run,
        faults: faults(),
    });
    assert_eq!(outcome, Some(Outcome::Refused(faults())));
    assert_eq!(state.due(), None);
}

#[test]
fn a_worker_of_the_wrong_kind_is_not_worked_with() {
    let mut state = with_full_worker();
    let (_, outcome) = state.apply(Reply::Hello {
        protocol: PROTOCOL,
        full: false,
    });
    assert_eq!(outcome, Some(Outcome::OtherVersion));
}

/// What falls due, one request after the other, in a word each.
fn story(state: &mut State) -> Vec<&'static str> {
    let mut words = Vec::new();
    while let Some(request) = state.due() {
        let (word, reply) = match request {
            Request::Open { run, name, .. } => {
                let (economy, report) = (economy(&name), Report::default());
                let opened = Reply::Opened {
                    run,
                    economy,
                    report,
                    policy: Vec::new(),
                    day: None,
                };
                ("open", Some(opened))
            }
            Request::Revise { run, .. } => {
                let economy = economy("Village");
                ("revise", Some(Reply::Revised { run, economy }))
            }
            Request::Plan { run, .. } => {
                let how = Ending::Done;
                ("plan", Some(Reply::Ended { run, how }))
            }
            Request::Ahead { .. } => ("ahead", None),
            Request::Look { .. } => ("look", None),
            Request::Write { .. } => ("write", None),
            Request::Stop => ("stop", None),
        };
        words.push(word);
        if let Some(reply) = reply {
            state.apply(reply);
        }
    }
    words
}

#[test]
fn edits_go_before_the_plan_and_questions_after_it() {
    let mut state = begun_at_day(with_full_worker(), 3);
    state.look(1, vec![9]);
    state.revise(vec![7]);
    assert_eq!(story(&mut state), ["revise", "plan", "look"]);
    assert_eq!(state.edits(), [7]);
}

#[test]
fn the_first_question_brings_the_full_worker() {
    let mut state = at_day(3);
    assert!(!state.outgrows_worker());
    state.look(1, vec![9]);
    assert!(state.outgrows_worker() && state.full());
    hello(&mut state);
    assert_eq!(story(&mut state), ["open", "plan", "look"]);
}

#[test]
fn a_new_worker_is_given_the_edits_again() {
    let mut state = begun_at_day(with_full_worker(), 3);
    state.revise(vec![7]);
    story(&mut state);
    assert_eq!(state.died(), Aftermath::Respawn);
    hello(&mut state);
    assert_eq!(story(&mut state), ["open", "revise", "plan"]);
}

#[test]
fn refused_edits_are_those_before_again() {
    let mut state = begun_at_day(with_full_worker(), 3);
    state.revise(vec![7]);
    story(&mut state);
    state.revise(vec![7, 8]);
    let (_, run) = sent(&mut state);
    let why = "the capacity of Cooper 1: found 0".to_owned();
    state.apply(Reply::Unrevised { run, edit: 1, why });
    assert_eq!(state.edits(), [7]);
    assert_eq!(story(&mut state), ["plan"]);
}

#[test]
fn other_files_begin_without_edits() {
    let mut state = begun_at_day(with_full_worker(), 3);
    state.revise(vec![7]);
    story(&mut state);
    state.open(source("Valley"), Course::at(0.53, 0));
    assert_eq!(story(&mut state), ["open", "plan"]);
    assert_eq!(state.edits(), [0; 0]);
}

#[test]
fn edits_on_top_of_edits_do_not_wait_for_those_before() {
    let mut state = begun_at_day(with_full_worker(), 3);
    state.revise(vec![7]);
    let (_, first) = sent(&mut state);
    assert_eq!(state.due(), None);
    state.revise(vec![8]);
    let (request, second) = sent(&mut state);
    assert!(matches!(request, Request::Revise { edits, .. } if edits == [8]));
    // The answer to the first is late.
    state.apply(Reply::Revised {
        run: first,
        economy: economy("Late"),
    });
    assert!(state.run().is_some_and(|run| run.id == second));
}

#[test]
fn a_policy_and_a_day_that_come_with_files_are_taken_along() {
    let step = |from_day, good, investment| PolicyStep {
        from_day,
        good,
        investment,
    };
    let opened_with = |policy: Vec<PolicyStep>, day| {
        let mut state = begun_at_day(with_full_worker(), 3);
        state.open(source(YOURS), Course::at(0.51, None));
        let (_, run) = sent(&mut state);
        state.apply(Reply::Opened {
            run,
            economy: economy(YOURS),
            report: Report::default(),
            policy,
            day,
        });
        match sent(&mut state).0 {
            Request::Plan { policy, to, .. } => (policy, to),
            request => panic!("{request:?}"),
        }
    };
    assert_eq!(
        opened_with(Vec::new(), None),
        (vec![step(0, None, 0.51)], 0)
    );
    let own = vec![step(0, None, 0.6), step(7, Some(2), 0.9)];
    assert_eq!(opened_with(own.clone(), Some(40)), (own, 40));
    // Before its first step the investment of the page holds.
    assert_eq!(
        opened_with(vec![step(7, None, 0.9)], Some(5000)),
        (vec![step(0, None, 0.51), step(7, None, 0.9)], 1000)
    );
}

#[test]
fn what_is_restored_goes_on_as_it_was_left_whatever_its_files_say() {
    let step = |from_day, investment| for_all(from_day, investment);
    let mut state = begun_at_day(with_full_worker(), 3);
    let left = Course {
        policy: vec![step(0, 0.51), step(9, 0.6)],
        day: Some(40),
        chance: vec![1, 2, 3],
    };
    state.open(source(YOURS), left.clone());
    let (_, run) = sent(&mut state);
    state.apply(Reply::Opened {
        run,
        economy: economy(YOURS),
        report: Report::default(),
        policy: vec![step(0, 0.9)],
        day: Some(7),
    });
    match sent(&mut state).0 {
        Request::Plan {
            policy,
            chance,
            to,
            show,
            ..
        } => assert_eq!(
            (policy, chance, to, show),
            (left.policy, left.chance, 40, 40)
        ),
        request => panic!("{request:?}"),
    }
}

#[test]
fn documents_beyond_the_plan_are_for_the_full_worker() {
    let mut state = at_day(7);
    state.want(Document::Plan);
    assert!(!state.outgrows_worker());
    let (request, run) = sent(&mut state);
    assert_eq!(
        request,
        Request::Write {
            run,
            what: Document::Plan
        }
    );
    serve_file(&mut state, run);
    state.want(Document::Economy);
    assert!(state.outgrows_worker());
    hello(&mut state);
    // First everything that was there, then the document.
    assert!(matches!(sent(&mut state).0, Request::Open { .. }));
    let run = state.run().expect("a run").id;
    state.apply(Reply::Opened {
        run,
        economy: economy("Village"),
        report: Report::default(),
        policy: Vec::new(),
        day: None,
    });
    let (request, run) = sent(&mut state);
    assert!(matches!(request, Request::Plan { to: 7, .. }));
    state.apply(Reply::Ended {
        run,
        how: Ending::Done,
    });
    let (request, run) = sent(&mut state);
    assert_eq!(
        request,
        Request::Write {
            run,
            what: Document::Economy
        }
    );
    let (_, outcome) = state.apply(Reply::Ended {
        run,
        how: Ending::Impossible("it is too large".to_owned()),
    });
    assert_eq!(
        outcome,
        Some(Outcome::Unwritten("it is too large".to_owned()))
    );
    assert_eq!(state.due(), None, "it is not asked for again");
}

fn serve_file(state: &mut State, run: RunId) {
    state.apply(Reply::File {
        run,
        name: "plan.csv".to_owned(),
        media_type: "text/csv".to_owned(),
        bytes: Vec::new(),
    });
}

#[test]
fn large_files_go_ahead_in_pieces() {
    let mut state = State::default();
    hello(&mut state);
    let sizes = [PIECE + 3, 0, 5];
    let files: Vec<Upload> = (sizes.iter().enumerate())
        .map(|(place, &size)| Upload {
            name: format!("{place}.csv"),
            bytes: (0..size).map(|byte| byte as u8).collect(),
        })
        .collect();
    let source = Source {
        files: Arc::new(files.clone()),
        ..source("village")
    };
    state.open(source, Course::at(0.5, 0));
    let mut pieces = Vec::new();
    let opened = loop {
        match state.due() {
            Some(Request::Ahead {
                file,
                at,
                of,
                bytes,
            }) => pieces.push((file, at as usize, of as usize, bytes)),
            Some(Request::Open { files, .. }) => break files,
            other => panic!("{other:?}"),
        }
    };
    let places: Vec<_> = pieces
        .iter()
        .map(|piece| (piece.0, piece.1, piece.2, piece.3.len()))
        .collect();
    assert_eq!(
        places,
        [
            (0, 0, PIECE + 3, PIECE),
            (0, PIECE, PIECE + 3, 3),
            (1, 0, 0, 0),
            (2, 0, 5, 5)
        ]
    );
    for (place, file) in files.iter().enumerate() {
        let sent: Vec<u8> = (pieces.iter().filter(|piece| piece.0 as usize == place))
            .flat_map(|piece| piece.3.iter().copied())
            .collect();
        assert!(sent == file.bytes, "file {place}");
    }
    assert!(opened.iter().all(|file| file.bytes.is_empty()));
    assert_eq!(opened.len(), 3);
}
