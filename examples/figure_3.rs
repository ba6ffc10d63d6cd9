//! Fig 3 of the paper from the engine: `cargo run --release --example figure_3 -- [folder for the files]`.
//!
//! Egalitarianism in the village day by day, for four shares of output invested: (a) as planned, (b) in a world where every
//! day, with probability 0.1, a fifth of the stocks is lost. The days go to figure_3a.csv and figure_3b.csv, the picture to
//! figure_3.svg.

#[path = "kit/files.rs"]
mod files;
#[path = "kit/svg.rs"]
mod svg;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use olin::economy::Economy;
use olin::plan::{Noise, Policy, Record, Scenario, State, days_to_full_provision, run};
use svg::{Line, Panel};

/// Shares invested, and the days to full provision: of the village as its table is printed (by this project's description
/// of the model), and of the run behind the published curve.
const INVESTMENTS: [(f64, usize, usize); 4] = [
    (0.51, 382, 382),
    (0.52, 194, 193),
    (0.55, 81, 80),
    (0.60, 43, 43),
];
/// Worlds with noise per investment.
const SEEDS: u64 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/figures"), PathBuf::from);
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let village = files::read(&public.join("village"))?.economy;
    let published = files::read(&public.join("village-published"))?.economy;
    println!("            Table 1 as printed          as published");
    println!("investment  days here  expected  EG(0)  days here  expected  EG(0)");
    for (share, printed_days, published_days) in INVESTMENTS {
        print!("{share:<10}");
        for (economy, expected) in [(&village, printed_days), (&published, published_days)] {
            let records = days(economy, share, None, 400)?;
            let found =
                days_to_full_provision(&records).map_or("none".to_owned(), |days| days.to_string());
            let first = records[0].egalitarianism.unwrap_or(f64::NAN);
            print!("  {found:>9}  {expected:>8}  {first:.13}");
        }
        println!();
    }
    let mut noisy_days = Vec::new();
    for (style, (share, ..)) in INVESTMENTS.into_iter().enumerate() {
        for seed in 0..SEEDS {
            let noise = Noise {
                probability: 0.1,
                loss: 0.2,
                seed,
            };
            let records = days(&village, share, Some(noise), 1000)?;
            noisy_days.push((
                share,
                seed,
                line(style, share, true, &records),
                days_to_full_provision(&records),
            ));
        }
    }
    let mut planned = Vec::new();
    for (style, (share, ..)) in INVESTMENTS.into_iter().enumerate() {
        planned.push((
            share,
            line(style, share, false, &days(&village, share, None, 400)?),
        ));
    }
    for (share, ..) in INVESTMENTS {
        let full = noisy_days
            .iter()
            .filter(|run| run.0 == share)
            .map(|run| run.3);
        let full: Vec<String> = full
            .map(|days| days.map_or("never".to_owned(), |days| days.to_string()))
            .collect();
        println!(
            "investing {share} with losses: full provision after {} days",
            full.join(", ")
        );
    }
    fs::create_dir_all(&folder)?;
    let mut table = "investment,day,egalitarianism\n".to_owned();
    for (share, line) in &planned {
        for (day, value) in &line.points {
            writeln!(table, "{share},{day},{value}")?;
        }
    }
    fs::write(folder.join("figure_3a.csv"), table)?;
    let mut table = "investment,seed,day,egalitarianism\n".to_owned();
    for (share, seed, line, _) in &noisy_days {
        for (day, value) in &line.points {
            writeln!(table, "{share},{seed},{day},{value}")?;
        }
    }
    fs::write(folder.join("figure_3b.csv"), table)?;
    let panels = [
        Panel {
            title: "(a) As planned, by share invested".to_owned(),
            x: ("day", 400.0),
            y: ("egalitarianism", 1.0),
            lines: planned.into_iter().map(|(_, line)| line).collect(),
        },
        Panel {
            title: format!("(b) The same with losses by chance, {SEEDS} runs each"),
            x: ("day", 1000.0),
            y: ("egalitarianism", 1.0),
            lines: noisy_days.into_iter().map(|(_, _, line, _)| line).collect(),
        },
    ];
    fs::write(folder.join("figure_3.svg"), svg::svg(&panels))?;
    println!(
        "figure_3a.csv, figure_3b.csv and figure_3.svg are in {}",
        folder.display()
    );
    Ok(())
}

fn days(
    economy: &Economy,
    share: f64,
    noise: Option<Noise>,
    count: u32,
) -> Result<Vec<Record>, Box<dyn Error>> {
    let policy = Policy::constant(share).map_err(|found| format!("{found} is no share"))?;
    let mut scenario = Scenario::new(policy, Vec::new());
    scenario.noise = noise;
    Ok(run(&scenario, State::first(economy.clone(), noise), count)?)
}

fn line(style: usize, share: f64, faint: bool, records: &[Record]) -> Line {
    let point = |record: &Record| {
        (
            f64::from(record.day()),
            record.egalitarianism.unwrap_or(f64::NAN),
        )
    };
    Line {
        name: format!("{share:.2}"),
        style,
        faint,
        points: records.iter().map(point).collect(),
    }
}
