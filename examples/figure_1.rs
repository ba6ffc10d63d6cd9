//! Fig 1 of the paper from the engine: `cargo run --release --example figure_1 -- [folder for the files]`.
//!
//! Three production units make churns from Milk and Butter with churns. What they need in all to make q, and the
//! coefficients r(q)/q that this puts into the table, go to figure_1.csv and figure_1.svg.

#[path = "kit/files.rs"]
mod files;
#[path = "kit/svg.rs"]
mod svg;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use olin::economy::{Economy, Input};
use svg::{Line, Panel};

/// Good numbers in the village: Milk, Butter churn, Butter.
const MILK: usize = 0;
const CHURN: usize = 1;
const BUTTER: usize = 2;

/// What the description of the model gives, to ten digits: q, Milk for churns, churns for Butter.
const GIVEN: [(f64, f64, f64); 6] = [
    (500.0, 1.0, 1.5),
    (501.0, 1.01, 1.505),
    (750.0, 1.158113883, 2.75),
    (1000.0, 1.223606798, 4.0),
    (1500.0, 1.473606798, 4.5),
    (1999.0, 2.221607798, 4.999),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/figures"), PathBuf::from);
    let village =
        files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/village"))?.economy;
    println!("    q   Milk for churns  given here   churns for Butter  given here");
    for (q, milk, churns) in GIVEN {
        let (first, second) = needs(&village, q);
        println!("{q:>5}   {first:<15.9}  {milk:<11}  {second:<17.9}  {churns}");
    }
    let whole: Vec<f64> = (1..2000).map(f64::from).collect();
    let mut table =
        "output,milk_for_churns,churns_for_butter,milk_per_churn,churns_per_butter\n".to_owned();
    for &q in &whole {
        let (milk, churns) = needs(&village, q);
        writeln!(table, "{q},{milk},{churns},{},{}", milk / q, churns / q)?;
    }
    let line = |style, name: &str, value: &dyn Fn(f64) -> f64| Line {
        name: name.to_owned(),
        style,
        faint: false,
        points: whole.iter().map(|&q| (q, value(q))).collect(),
    };
    let panels = [
        Panel {
            title: "(a) What it takes in all".to_owned(),
            x: ("output q per day", 2000.0),
            y: ("r(q), units of the input", 5.0),
            lines: vec![
                line(0, "Milk, for churns", &|q| needs(&village, q).0),
                line(1, "churns, for Butter", &|q| needs(&village, q).1),
            ],
        },
        Panel {
            title: "(b) The coefficient in the table".to_owned(),
            x: ("output q per day", 2000.0),
            y: ("f(q) = r(q)/q, per unit made", 0.005),
            lines: vec![
                line(0, "Milk per churn", &|q| needs(&village, q).0 / q),
                line(1, "churns per Butter", &|q| needs(&village, q).1 / q),
            ],
        },
    ];
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("figure_1.csv"), table)?;
    fs::write(folder.join("figure_1.svg"), svg::svg(&panels))?;
    println!("figure_1.csv and figure_1.svg are in {}", folder.display());
    Ok(())
}

/// Milk to make q churns, and churns to make q Butter.
fn needs(village: &Economy, q: f64) -> (f64, f64) {
    let milk = village.requirement(Input::Good(MILK), CHURN, q);
    let churns = village.requirement(Input::Good(CHURN), BUTTER, q);
    (milk, churns)
}
