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

/// Our ways of solving, by the names that competitors print and the heads of their columns.
const OURS: [(&str, &str); 4] = [
    ("tab-1", "tab, 1 worker"),
    ("tab-2", "tab, 2 workers"),
    ("olin-1", "native, 1 thread"),
    ("olin-2", "native, 2 threads"),
];

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
        let reading = CELL * cells_of(case) / self.bandwidth;
        let (mut cells, mut words, mut worst) = (String::new(), String::new(), 0.0_f64);
        for (name, _) in OURS {
            let one = named(measured, name)?;
            let x = one.x.as_ref().context("a solution without x")?;
            let off = difference(x, expected)?;
            if off.is_nan() || off > ALIKE {
                bail!(
                    "{case}: x of {name} differs from {}'s by {off:e}",
                    scipy.name
                );
            }
            worst = worst.max(off);
            let took = format!(
                "{} s, {:.1} x, {:.1} reads",
                short(one.seconds),
                scipy.seconds / one.seconds,
                one.seconds / reading
            );
            let _ = write!(cells, " {took} |");
            let _ = write!(words, "; {name} {took}");
        }
        let (tab, native) = ("tab-making-1", "making-1");
        let (tab, native) = (
            named(measured, tab)?.seconds,
            named(measured, native)?.seconds,
        );
        let (theirs, name) = (short(scipy.seconds), &scipy.name["scipy-".len()..]);
        let _ = writeln!(
            self.rows,
            "| {case} | {theirs} s ({name}) | {} s |{cells} {} s, {:.1} of native | {worst:.0e} |",
            short(reading),
            short(tab),
            tab / native
        );
        Ok(format!(
            "  scipy {name} {theirs} s{words}; made in {tab:.2} s, {:.1} of native",
            tab / native
        ))
    }

    /// All of it.
    pub fn text(&self) -> String {
        let date = cmd("date +%F").output().unwrap_or_default();
        let (heads, rules): (Vec<&str>, Vec<&str>) =
            OURS.map(|(_, head)| (head, "---")).into_iter().unzip();
        format!(
            "# Fig 2 beside SciPy\n\nWritten by `cargo xtask bench` on {date}, on {}, which reads {:.1} GB of memory in a \
             second. Times are the best of several turns, without making the table and without the check of the residual. \
             \"x\" is how many times faster that is than the fastest way of SciPy; \"reads\" is the time over that of reading \
             the table once. The last columns say how long a tab with one worker takes to make the table, and how far our \
             solutions are from SciPy's, relative to the largest entry.\n\n\
             | table (industrial, final, needs) | SciPy's fastest | reading once | {} | made in | x differs by |\n\
             | --- | --- | --- | {} | --- | --- |\n{}",
            machine(),
            self.bandwidth / 1e9,
            heads.join(" | "),
            rules.join(" | "),
            self.rows
        )
    }
}

fn named<'a>(measured: &'a [Measured], name: &str) -> Result<&'a Measured> {
    let found = measured.iter().find(|one| one.name == name);
    found.with_context(|| format!("nobody measured {name}"))
}

/// Seconds with three digits.
fn short(seconds: f64) -> String {
    let steps = [10.0, 1.0, 0.1, 0.01, 0.001];
    let step = steps.into_iter().position(|least| seconds >= least);
    format!("{seconds:.0$}", step.unwrap_or(steps.len()) + 1)
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
    fn times_have_three_digits() {
        let shown = [0.000_123_4, 0.0934, 1.684, 43.21].map(short);
        assert_eq!(shown, ["0.000123", "0.0934", "1.68", "43.2"]);
    }

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
