//! The plan of an economy as CSV: `cargo run --release --example plan_csv -- <folder> <investment> <last day>`, and where chance
//! takes a share of the stocks `<probability> <share> <seed>`.
//!
//! The folder holds the files of an economy (table.csv, profiles.csv, stocks.csv, ...), as in public/village. The output is
//! what the page's "Download plan (CSV)" gives for the days 0 to the last, to the byte.

#[path = "kit/files.rs"]
mod files;

use std::error::Error;
use std::path::Path;

use olin::plan::{Noise, Policy, Scenario, State, csv, run};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, investment, last_day, chance @ ..] = arguments.as_slice() else {
        return Err("expected at least three arguments: <folder> <investment> <last day>".into());
    };
    let noise = match chance {
        [] => None,
        [probability, loss, seed] => Some(Noise {
            probability: probability.parse()?,
            loss: loss.parse()?,
            seed: seed.parse()?,
        }),
        _ => return Err("expected <probability> <share> <seed> after the last day".into()),
    };
    let import = files::read(Path::new(folder))?;
    let share: f64 = investment.parse()?;
    let policy = Policy::constant(share).map_err(|found| {
        format!("the investment is {found}, a share between 0 and 1 is expected")
    })?;
    let last_day: u32 = last_day.parse()?;
    let mut scenario = Scenario::new(policy, import.changes);
    scenario.noise = noise;
    print!("{}", csv::header(&import.economy));
    for record in run(&scenario, State::first(import.economy, noise), last_day + 1)? {
        print!("{}", csv::row(&record));
    }
    Ok(())
}
