//! The native side of `cargo xtask bench`: writes a table of Fig 2 for other programs, solves it, measures the memory.
//!
//! ```text
//! cargo run --release --example scaling -- write <family> <industrial> <final> <needs> <folder>
//! cargo run --release --example scaling -- solve <family> <industrial> <final> <needs> <folder> <members>
//! cargo run --release --example scaling -- bandwidth
//! ```
//!
//! The folder gets the table by rows in little-endian arrays without a header, starts.i32, columns.i32 and values.f32, with
//! demand.f64; and x of each solution as a .f64 file. What is measured goes to standard output, a line each:
//! `result <name> <seconds> <file with x>`.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use olin::pace::Pace;
use olin::scale::economy::coefficients;
use olin::scale::family::{Family, Point, Table};
use olin::scale::generator::demand;

#[path = "kit/pool.rs"]
mod pool;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["write", family, industrial, finals, needs, folder] => {
            write(table(family, industrial, finals, needs)?, Path::new(folder))
        }
        ["solve", family, industrial, finals, needs, folder, members] => {
            let table = table(family, industrial, finals, needs)?;
            solve(table, Path::new(folder), members.parse()?)
        }
        ["bandwidth"] => {
            bandwidth();
            Ok(())
        }
        _ => Err("expected write, solve or bandwidth with their arguments".into()),
    }
}

fn table(
    family: &str,
    industrial: &str,
    finals: &str,
    needs: &str,
) -> Result<Table, Box<dyn Error>> {
    let family = Family::ALL.into_iter().find(|known| known.name() == family);
    let table = Table {
        family: family.ok_or("a family that is not known")?,
        point: Point {
            industrial: industrial.parse()?,
            finals: finals.parse()?,
            needs: needs.parse()?,
        },
        seed: 1,
    };
    table.fault().map_or(Ok(table), |fault| Err(fault.into()))
}

fn write(table: Table, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let (cells, demand) = Pace::finish(async |pace| {
        (
            coefficients(&table, &pace).await,
            demand(&table, &pace).await,
        )
    });
    let room = 4 * cells.filled();
    let (mut columns, mut values) = (Vec::with_capacity(room), Vec::with_capacity(room));
    let mut starts = 0_i32.to_le_bytes().to_vec();
    for row in 0..cells.rows() {
        for (column, amount) in cells.row(row) {
            columns.extend(i32::try_from(column)?.to_le_bytes());
            values.extend((amount as f32).to_le_bytes());
        }
        starts.extend(i32::try_from(columns.len() / 4)?.to_le_bytes());
    }
    fs::write(folder.join("starts.i32"), starts)?;
    fs::write(folder.join("columns.i32"), columns)?;
    fs::write(folder.join("values.f32"), values)?;
    fs::write(folder.join("demand.f64"), bytes(&demand))?;
    Ok(())
}

fn solve(table: Table, folder: &Path, members: u32) -> Result<(), Box<dyn Error>> {
    let outcome = pool::Pool::new(members).solve(table)?;
    if !outcome.settled {
        return Err(format!("a residual of {}", outcome.residual).into());
    }
    let file = folder.join(format!("olin-{members}.f64"));
    fs::write(&file, bytes(&outcome.x))?;
    println!(
        "result olin-{members} {} {}",
        outcome.solving,
        file.display()
    );
    println!("result making-{members} {} -", outcome.making);
    println!("result checking-{members} {} -", outcome.checking);
    Ok(())
}

fn bytes(numbers: &[f64]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// Seconds to read a gigabyte once, one after the other: the best of ten.
fn bandwidth() {
    let numbers = vec![1_u64; 1_000_000_000 / 8];
    let mut best = f64::INFINITY;
    for _ in 0..10 {
        let began = Instant::now();
        black_box(
            black_box(&numbers)
                .iter()
                .fold(0_u64, |sum, &number| sum.wrapping_add(number)),
        );
        best = best.min(began.elapsed().as_secs_f64());
    }
    println!("result bandwidth {best} -");
}
