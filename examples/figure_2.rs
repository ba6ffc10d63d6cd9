//! The scaling experiment of the paper (Fig 2) natively, with a pool of threads: seconds as CSV.
//!
//! ```text
//! cargo run --release --example figure_2 -- [--point 50000,5000,2000] [--family full] [--members 2] [--repeat 3]
//! ```
//!
//! Without a point it goes through the whole grid, without a family through all three.

use std::error::Error;

use olin::scale::family::{Family, Point, Table};
use olin::scale::memory::{Memory, megabytes};
use olin::scale::published;

#[path = "kit/pool.rs"]
mod pool;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut points, mut families) = (Point::grid().collect::<Vec<_>>(), Family::ALL.to_vec());
    let (mut members, mut repeat) = (1, 1);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or("each option needs a value")?;
        match name.as_str() {
            "--point" => points = vec![point(&value)?],
            "--family" => {
                families.retain(|family| family.name() == value);
            }
            "--members" => members = value.parse()?,
            "--repeat" => repeat = value.parse()?,
            _ => return Err(format!("{name} is no option of this example").into()),
        }
    }
    println!(
        "family,industrial,final,needs,members,cells,MB expected,MB,making,solving,checking,method,products,residual,published"
    );
    let pool = pool::Pool::new(members);
    for family in families {
        for &point in &points {
            for _ in 0..repeat {
                let table = Table {
                    point,
                    family,
                    seed: 1,
                };
                let outcome = pool.solve(table)?;
                println!(
                    "{},{},{},{},{members},{},{},{},{:.4},{:.5},{:.4},{},{},{:.1e},{}",
                    family.name(),
                    point.industrial,
                    point.finals,
                    point.needs,
                    outcome.cells,
                    megabytes(Memory::of(&table, members).made),
                    megabytes(outcome.bytes),
                    outcome.making,
                    outcome.solving,
                    outcome.checking,
                    outcome.method.name(),
                    outcome.products,
                    outcome.residual,
                    published::seconds(point).map_or(String::new(), |seconds| seconds.to_string())
                );
            }
        }
    }
    Ok(())
}

fn point(text: &str) -> Result<Point, Box<dyn Error>> {
    let numbers: Vec<u32> = text.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let [industrial, finals, needs] = numbers[..] else {
        return Err("a point is industrial,final,needs".into());
    };
    Ok(Point {
        industrial,
        finals,
        needs,
    })
}
