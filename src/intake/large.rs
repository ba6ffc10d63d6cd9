//! What comes of a sparse table: its solution in a few words, as a file, or the table as an economy.

use super::balance::{Balance, Found};
use super::line::Line;
use super::protocol::{Fault, Solved, Sparse, Stage, Tell};
use super::reading::Large;
use crate::field;
use crate::pace::Pace;
use crate::tables::{self, Import, Report, sparse};
use crate::words::words;

/// The most goods and entries of a sparse table that is opened as an economy.
const MOST_GOODS: usize = tables::MOST_GOODS;
const MOST_ENTRIES: usize = 1_000_000;

/// Goods that are named with what is made of them.
const NAMED: usize = 10;

/// Bytes of a piece of a file.
const PIECE: usize = 1 << 20;

/// What is in it.
pub(super) fn view(large: &Large, seconds: f64) -> Sparse {
    Sparse {
        goods: large.table.rows() as u64,
        entries: large.table.filled() as u64,
        demand: large.demand.iter().sum(),
        log: large.log.clone(),
        opens: large.table.rows() <= MOST_GOODS && large.table.filled() <= MOST_ENTRIES,
        seconds,
    }
}

/// Solves its balance.
pub(super) async fn solve(line: &Line, large: &Large, pace: &Pace) -> (Solved, Vec<f64>) {
    let began = line.seconds();
    line.progress(Stage::Solving, None);
    let balance = Balance {
        table: &large.table,
        demand: &large.demand,
    };
    let mut found = balance
        .solved(|_| line.progress(Stage::Solving, None), pace)
        .await;
    let seconds = line.seconds() - began;
    let trouble = trouble(large, &mut found);
    let mut most: Vec<(usize, f64)> = Vec::new();
    for (good, &x) in found.x.iter().enumerate() {
        if most.len() < NAMED || most.last().is_some_and(|last| x > last.1) {
            let place = most.partition_point(|other| other.1 >= x);
            most.insert(place, (good, x));
            most.truncate(NAMED);
        }
        pace.work(4).await;
    }
    let most = most.into_iter().map(|(good, x)| (large.good(good), x));
    let solved = Solved {
        method: found.method.to_owned(),
        trouble,
        products: u32::try_from(found.products).unwrap_or(u32::MAX),
        residual: found.residual,
        most: most.collect(),
        sum: found.x.iter().sum(),
        seconds,
    };
    (solved, found.x)
}

/// What is wrong with what was found; rounding below zero is taken as zero.
fn trouble(large: &Large, found: &mut Found) -> Option<String> {
    if !found.is_solved() {
        return Some(words().files_intake_no_solution().to_owned());
    }
    let rounding = 1e-9 * found.x.iter().copied().fold(0.0, f64::max);
    if let Some(good) = found.x.iter().position(|&x| x < -rounding) {
        let name = large.good(good);
        return Some(if large.demand.iter().any(|&demand| demand < 0.0) {
            words().files_intake_imported(&name)
        } else {
            words().files_intake_not_productive(&name)
        });
    }
    found.x.iter_mut().for_each(|x| *x = x.max(0.0));
    None
}

/// Writes the solution, piece by piece.
pub(super) async fn write(line: &Line, large: &Large, x: &[f64], pace: &Pace) {
    let run = line.run();
    let mut text = "good,amount\n".to_owned();
    for (good, &x_i) in x.iter().enumerate() {
        field::text(&mut text, &large.good(good));
        text.push(',');
        field::number(&mut text, x_i);
        text.push('\n');
        pace.work(100).await;
        if text.len() >= PIECE {
            line.progress(Stage::Writing, Some((good + 1) as f64 / x.len() as f64));
            let bytes = std::mem::take(&mut text).into_bytes();
            let last = false;
            line.tell(Tell::Piece { run, bytes, last });
        }
    }
    let (bytes, last) = (text.into_bytes(), true);
    line.tell(Tell::Piece { run, bytes, last });
}

/// The table with its demand as a saved file.
pub(super) async fn economy(large: &Large, pace: &Pace) -> Result<Vec<u8>, Vec<Fault>> {
    let sparse = sparse::Sparse {
        table: large.table.clone(),
        names: None,
        log: Vec::new(),
    };
    let economy = sparse::economy(&large.name, sparse, large.names.clone(), &large.demand);
    let economy = economy.map_err(|error| {
        let expected = words().files_set_computable();
        vec![Fault::of_file(
            &large.name,
            &error.to_string(),
            expected,
            "",
        )]
    })?;
    let assumed = vec![
        words().files_intake_demand_is_external().to_owned(),
        words().files_intake_whole_demand().to_owned(),
    ];
    let import = Import {
        economy,
        changes: Vec::new(),
        policy: Vec::new(),
        saved: None,
        report: Report {
            read: large.log.clone(),
            assumed,
            ..Report::default()
        },
    };
    Ok(tables::write_saved(&import, pace).await.into_bytes())
}
