//! The table of ratios, as Markdown.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::competitors::Case;
use super::measured::{Measured, difference};
use crate::cmd::cmd;

/// Bytes of a cell as our solver holds it.
const CELL: f64 = 6.0;
/// What x may differ from SciPy's, relative to the largest entry.
const ALIKE: f64 = 1e-8;

/// What has been measured.
pub struct Report {
    /// Bytes that the memory gives in a second.
    bandwidth: f64,
    rows: String,
}

impl Report {
    pub fn new(bandwidth: f64) -> Self {
        Self {
            bandwidth,
            rows: String::new(),
        }
    }

    /// Adds a case; fails where a solution is not SciPy's. The row in words.
    pub fn add(&mut self, case: &Case, measured: &[Measured]) -> Result<String> {
        let of_scipy = measured.iter().filter(|one| one.name.starts_with("scipy-"));
        let scipy = of_scipy
            .min_by(|a, b| a.seconds.total_cmp(&b.seconds))
            .context("SciPy has solved nothing")?;
        let expected = scipy.x.as_ref().context("SciPy has written no x")?;
        let ours = measured.iter().filter(|one| one.name.starts_with("olin-"));
        let mut cells = String::new();
        let mut worst = 0.0_f64;
        let reading = CELL * cells_of(case) / self.bandwidth;
        for one in ours {
            let x = one.x.as_ref().context("a solution without x")?;
            let off = difference(x, expected)?;
            if off.is_nan() || off > ALIKE {
                bail!(
                    "{case}: x of {} differs from {}'s by {off:e}",
                    one.name,
                    scipy.name
                );
            }
            worst = worst.max(off);
            let _ = write!(
                cells,
                " {}: {:.4} s, {:.1} x, {:.1} reads;",
                one.name,
                one.seconds,
                scipy.seconds / one.seconds,
                one.seconds / reading
            );
        }
        let cells = cells.trim_end_matches(';');
        let _ = writeln!(
            self.rows,
            "| {case} | {} {:.4} s | {reading:.4} s |{cells} | {worst:.0e} |",
            scipy.name, scipy.seconds
        );
        Ok(format!("  {} {:.4} s;{cells}", scipy.name, scipy.seconds))
    }

    /// All of it.
    pub fn text(&self) -> String {
        let date = cmd("date +%F").output().unwrap_or_default();
        format!(
            "# Fig 2 beside SciPy\n\nWritten by `cargo xtask bench` on {date}, on {}, which reads {:.1} GB of memory in a \
             second. Times are the best of several turns, without making the table and without the check of the residual. \
             `olin-2` has two threads. \"x\" is how many times faster than the fastest way of SciPy; \"reads\" is the time \
             over that of reading the table once.\n\n\
             | table (industrial, final, needs) | SciPy's fastest | reading once | ours | x differs by |\n\
             | --- | --- | --- | --- | --- |\n{}",
            machine(),
            self.bandwidth / 1e9,
            self.rows
        )
    }
}

/// Cells of the table, as its generator makes them: as many needs as asked, or as goods are left.
fn cells_of(case: &Case) -> f64 {
    let [industrial, finals, needs] = case.point.map(f64::from);
    let goods = industrial + finals;
    let full = needs.min(goods);
    if case.family == "entangled" {
        goods * full
    } else {
        (goods - full) * full + 0.5 * full * (full + 1.0)
    }
}

fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("a processor unknown", |line| {
        line.trim_start_matches(['\t', ' ', ':'])
    });
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{model} with {cores} cores")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_the_largest_point() {
        let of = |family| {
            cells_of(&Case {
                family,
                point: [50_000, 5000, 2000],
            })
        };
        // By hand: 53,000 full rows and 2000 that have ever fewer goods left; all rows full.
        assert_eq!(of("full"), 53_000.0 * 2000.0 + 2_001_000.0);
        assert_eq!(of("entangled"), 110e6);
    }
}
