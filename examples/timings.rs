//! Times of the engine beside the data they were measured on, for benches/compare_scipy.py:
//! `cargo run --release --example timings -- <file for the data>`.

#[path = "../tests/it/economies.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod economies;
#[path = "../tests/it/random.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod random;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use economies::{investing, village};
use olin::economy::{Economy, Input, Interpolation};
use olin::plan::{BoundOn, State, bounds, run};
use random::{Shape, economy};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("expected a file for the data")?;
    let village = State::first(village(), None);
    let seconds = best_of(20, || {
        run(&investing(0.51), village.clone(), 382).map(|days| days.len())
    });
    println!("village_382_days {seconds}");
    let thousand = economy(Shape {
        seed: 1000,
        goods: 1000,
        linear: false,
        triangular: false,
    });
    let first = State::first(thousand.clone(), None);
    let seconds = best_of(10, || {
        run(&investing(0.55), first.clone(), 1).map(|days| days.len())
    });
    println!("thousand_goods_day {seconds}");
    let record = &run(&investing(0.55), first, 1)?[0];
    println!("thousand_goods_scale {}", record.plan.scale);
    fs::write(path, data(&thousand, &record.plan.solution.x)?)?;
    Ok(())
}

/// The quickest of some runs in seconds: what else the machine does can only slow one down.
fn best_of<T>(times: u32, mut task: impl FnMut() -> T) -> f64 {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(task());
        start.elapsed().as_secs_f64()
    };
    (0..times).map(time).fold(f64::INFINITY, f64::min)
}

/// An economy line by line: demand, cells, units, needs, bounds, and the engine's x.
fn data(economy: &Economy, x: &[f64]) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for (good, (demand, x)) in economy.full_demand().iter().zip(x).enumerate() {
        writeln!(text, "good {good} {demand} {x}")?;
    }
    for (row, column, amount) in economy.goods_table().cells() {
        writeln!(text, "cell {row} {column} {amount}")?;
    }
    for (row, column, amount) in economy.labour_table().cells() {
        writeln!(text, "labour {row} {column} {amount}")?;
    }
    for (place, unit) in economy.units().iter().enumerate() {
        writeln!(
            text,
            "unit {place} {} {}",
            unit.good,
            unit.capacity.unwrap_or(f64::INFINITY)
        )?;
        for (input, curve) in &unit.needs {
            let (kind, row) = match input {
                Input::Good(row) => ("good", row),
                Input::Labour(row) => ("labour", row),
                Input::Externality(_) => continue,
            };
            let cubic = curve.interpolation() == Interpolation::MonotoneCubic;
            write!(text, "need {place} {kind} {row} {}", u8::from(cubic))?;
            for answer in curve.answers() {
                write!(text, " {} {}", answer.output, answer.amount)?;
            }
            text.push('\n');
        }
    }
    let stocks: Vec<f64> = economy.goods().iter().map(|good| good.stock).collect();
    for bound in bounds(economy, &stocks) {
        match bound.on {
            BoundOn::Stock(good) | BoundOn::Number(good) | BoundOn::Capacity(good) => {
                writeln!(text, "bound good {good} {}", bound.limit)?;
            }
            BoundOn::Hours(kind) => writeln!(text, "bound hours {kind} {}", bound.limit)?,
            BoundOn::Productivity(_) => {}
        }
    }
    Ok(text)
}
