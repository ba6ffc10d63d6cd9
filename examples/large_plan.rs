//! Days of a large economy natively: `cargo run --release --example large_plan -- [full or entangled] [days]`.
//!
//! 55,000 goods with 2000 needs each, 200 profiles, two kinds of labour, 200 goods made by two production units each. Prints
//! what making it and each day take, and the longest piece in which a day cannot be stopped.

use std::error::Error;
use std::rc::Rc;
use std::time::Instant;

use olin::economy::Economy;
use olin::pace::{Pace, Task};
use olin::plan::{Policy, Record, Scenario, State, step_day};
use olin::scale::economy::parts;
use olin::scale::family::{Family, Point, Table};

/// Goods made by production units.
const CURVED: usize = 200;
/// Units of work of a piece, some 10 ms.
const PIECE: u64 = 10_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let family = arguments.next().unwrap_or_else(|| "full".to_owned());
    let family = Family::ALL.into_iter().find(|known| known.name() == family);
    let days: u32 = arguments.next().map_or(Ok(2), |days| days.parse())?;
    let table = Table {
        family: family.ok_or("expected full or entangled")?,
        point: Point::LARGEST,
        seed: 1,
    };
    let began = Instant::now();
    let parts = Pace::finish(async |pace| parts(&table, CURVED, &pace).await)?;
    println!("made in {:.2} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    let economy = Economy::new(parts)?;
    println!("checked in {:.2} s", began.elapsed().as_secs_f64());
    let scenario = Rc::new(Scenario::new(
        Policy::constant(0.6).map_err(|share| format!("{share} is no share"))?,
        Vec::new(),
    ));
    let mut morning = State::first(economy, None);
    for day in 0..days {
        let began = Instant::now();
        let (record, longest) = planned(&scenario, morning)?;
        println!(
            "day {day} in {:.2} s, longest piece {longest:.2} s: scale {:.6}, residual {:.1e}, {} passes, {:?}",
            began.elapsed().as_secs_f64(),
            record.plan.scale,
            record.plan.solution.residual,
            record.plan.solution.passes,
            record.plan.binding,
        );
        morning = record.evening;
    }
    Ok(())
}

/// A day planned in pieces, and how long the longest took.
fn planned(scenario: &Rc<Scenario>, morning: State) -> Result<(Record, f64), Box<dyn Error>> {
    let scenario = Rc::clone(scenario);
    let mut task = Task::new(async move |pace| step_day(&scenario, morning, &pace).await);
    let mut longest = 0.0_f64;
    loop {
        let began = Instant::now();
        let ended = task.advance(&mut PIECE.clone());
        longest = longest.max(began.elapsed().as_secs_f64());
        if let Some(record) = ended {
            return Ok((record?, longest));
        }
    }
}
