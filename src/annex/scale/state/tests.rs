//! What the Scale view makes of what the pool tells.

use super::*;
use crate::scale::family::{Family, Point};
use crate::scale::protocol::Outcome;

fn table(industrial: u32) -> Table {
    Table {
        point: Point {
            industrial,
            finals: 50,
            needs: 500,
        },
        family: Family::Full,
        seed: 1,
    }
}

fn solved(run: RunId, table: Table, solving: f64) -> Tell {
    Tell::Solved {
        run,
        place: 0,
        outcome: Box::new(Outcome {
            table,
            members: 2,
            cells: table.cells(),
            bytes: 6 * table.cells(),
            making: 1.0,
            solving,
            checking: 0.1,
            method: Method::Substitution,
            settled: true,
            products: 1,
            residual: 1e-16,
            x: vec![1.0, 2.0],
        }),
    }
}

fn progress(run: RunId, place: u32, stage: Stage, share: f64) -> Tell {
    Tell::Progress {
        run,
        place,
        stage,
        share,
    }
}

fn begun(state: &mut State, tables: Vec<Table>) -> RunId {
    match state.begin(tables, 2, 1 << 30) {
        Ask::Run { run, .. } => run,
        Ask::Stop => panic!("a run begins with a run"),
    }
}

#[test]
fn a_run_goes_from_beginning_to_end() {
    let mut state = State::default();
    let run = begun(&mut state, vec![table(500), table(1000)]);
    let mut last = 0.0;
    for tell in [
        progress(run, 0, Stage::Making, 0.5),
        progress(run, 0, Stage::Solving, 0.0),
        progress(run, 0, Stage::Checking, 0.0),
        progress(run, 1, Stage::Making, 0.0),
        progress(run, 1, Stage::Checking, 0.0),
    ] {
        assert_eq!(state.apply(tell), None);
        let share = state.run().expect("a run").share();
        assert!(share > last && share < 1.0, "{share} after {last}");
        last = share;
    }
    let words = state.run().expect("a run").words();
    assert_eq!(
        words,
        "Table 2 of 2. Checking: 1,000 industrial and 50 final goods, 500 needs each"
    );
    state.apply(solved(run, table(500), 0.002));
    state.apply(solved(run, table(1000), 0.004));
    let how = Ending::Done;
    let news = state.apply(Tell::Ended { run, how });
    assert_eq!(news, Some(News::Over("2 tables solved.".to_owned())));
    assert_eq!(state.run(), None);
    assert_eq!(state.results().len(), 2);
}

#[test]
fn what_belongs_to_an_earlier_run_changes_nothing() {
    let mut state = State::default();
    let old = begun(&mut state, vec![table(500)]);
    state.give_up();
    let before = state.clone();
    for tell in [
        progress(old, 0, Stage::Solving, 0.0),
        solved(old, table(500), 0.1),
        Tell::Ended {
            run: old,
            how: Ending::Done,
        },
    ] {
        assert_eq!(state.apply(tell), None);
        assert_eq!(state, before);
    }
}

#[test]
fn the_same_table_run_again_takes_its_old_place() {
    let mut state = State::default();
    for solving in [0.3, 0.2] {
        let run = begun(&mut state, vec![table(500)]);
        state.apply(solved(run, table(500), solving));
    }
    assert_eq!(state.results().len(), 1);
    assert_eq!(state.results()[0].solving, 0.2);
    // From the paper's table: 500 industrial, 50 final goods, 500 needs.
    assert_eq!(state.results()[0].published(), Some(0.00559));
}

#[test]
fn seconds_read_well() {
    for (given, expected) in [
        (0.0124, "12.4 ms"),
        (5.69, "5.69 s"),
        (0.25, "0.25 s"),
        (0.000_45, "0.45 ms"),
    ] {
        assert_eq!(seconds(given).replace('\u{a0}', " "), expected);
    }
}

#[test]
fn the_digest_is_fnv_1a() {
    // Of nothing it is the offset basis; of a single byte 0 that times the prime. Eight bytes 0 are eight such steps.
    assert_eq!(digest(&[]), 0xcbf2_9ce4_8422_2325);
    let eight = (0..8).fold(0xcbf2_9ce4_8422_2325_u64, |sum, _| {
        sum.wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(digest(&[0.0]), eight);
    assert_ne!(digest(&[1.0, 2.0]), digest(&[2.0, 1.0]));
    assert_ne!(digest(&[0.0]), digest(&[-0.0]));
}
