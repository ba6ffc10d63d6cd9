//! The plan of an economy as CSV: `cargo run --release --example plan_csv -- <folder> <investment> <last day>`.
//!
//! The folder holds the files of an economy (table.csv, profiles.csv, stocks.csv, ...), as in public/village. The output is
//! what the page's "Download plan (CSV)" gives for the days 0 to the last, to the byte.

#[path = "kit/files.rs"]
mod files;

use std::error::Error;
use std::path::Path;

use olin::plan::{Policy, Scenario, State, csv, run};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, investment, last_day] = arguments.as_slice() else {
        return Err("expected three arguments: <folder> <investment> <last day>".into());
    };
    let import = files::read(Path::new(folder))?;
    let share: f64 = investment.parse()?;
    let policy = Policy::constant(share).map_err(|found| {
        format!("the investment is {found}, a share between 0 and 1 is expected")
    })?;
    let last_day: u32 = last_day.parse()?;
    let scenario = Scenario::new(policy, import.changes);
    print!("{}", csv::header(&import.economy));
    for record in run(&scenario, State::first(import.economy, None), last_day + 1)? {
        print!("{}", csv::row(&record));
    }
    Ok(())
}
