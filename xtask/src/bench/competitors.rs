//! Who is measured, and on what. A competitor is a command that gets a case, solves it, and prints a line
//! `result <name> <seconds> <file with x>` for each of its ways; a new one is a new entry in [`COMPETITORS`].

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::FOLDER;
use crate::cmd::{Cmd, cmd, program_at};

/// The native program (examples/scaling.rs).
pub const SCALING: &str = "target/release/examples/scaling";

/// The families, by the names that every program takes.
const FAMILIES: [&str; 3] = ["published", "full", "entangled"];

/// Everyone who takes a turn on each case.
pub const COMPETITORS: &[Competitor] = &[
    Competitor::Native { members: 1 },
    Competitor::Native { members: 2 },
    Competitor::Tab { workers: 1 },
    Competitor::Tab { workers: 2 },
    Competitor::SciPy,
];

/// What they run on.
pub struct Tools {
    /// A Python with SciPy.
    pub python: PathBuf,
    /// A browser, once there is one.
    pub chrome: Option<PathBuf>,
}

/// Who solves.
pub enum Competitor {
    /// Our solver natively, with as many threads.
    Native { members: u32 },
    /// Our solver in a tab of the site, with as many workers (benches/scaling.js). It comes after the native one with as many
    /// threads, whose x it has to the bit.
    Tab { workers: u32 },
    /// All that SciPy offers (benches/scaling.py).
    SciPy,
}

impl Competitor {
    /// What it runs for a case.
    pub fn command(&self, case: &Case, tools: &Tools) -> Cmd {
        let folder = case.folder().to_string_lossy().into_owned();
        match self {
            Self::Native { members } => program_at(Path::new(SCALING))
                .arg("solve")
                .args(case.words())
                .arg(folder)
                .arg(members.to_string()),
            Self::Tab { workers } => {
                let command = cmd("node benches/scaling.js")
                    .args(case.words())
                    .arg(workers.to_string())
                    .arg(format!("{folder}/olin-{workers}.f64"));
                match &tools.chrome {
                    Some(chrome) => command.env("CHROME", chrome.to_string_lossy()),
                    None => command,
                }
            }
            Self::SciPy => program_at(&tools.python)
                .arg("benches/scaling.py")
                .arg(folder)
                .arg(case.family),
        }
    }
}

/// A table to solve.
pub struct Case {
    pub family: &'static str,
    /// Industrial goods, final goods, needs per good.
    pub point: [u32; 3],
}

impl Case {
    /// Where the table is written.
    pub fn folder(&self) -> PathBuf {
        Path::new(FOLDER).join(self.words().join("-"))
    }

    /// Writes the table for everyone.
    pub fn write(&self) -> Cmd {
        let folder = self.folder().to_string_lossy().into_owned();
        program_at(Path::new(SCALING))
            .arg("write")
            .args(self.words())
            .arg(folder)
    }

    fn words(&self) -> Vec<String> {
        let numbers = self.point.iter().map(ToString::to_string);
        [self.family.to_owned()]
            .into_iter()
            .chain(numbers)
            .collect()
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [industrial, finals, needs] = self.point;
        write!(f, "{} ({industrial}, {finals}, {needs})", self.family)
    }
}

/// The cases: of one point or the corners of Fig 2, of one family or all.
pub fn cases(point: Option<&str>, family: Option<&str>) -> Result<Vec<Case>> {
    let points = match point {
        None => corners(),
        Some(text) => {
            let numbers: Result<Vec<u32>, _> = text.split(',').map(str::parse).collect();
            match numbers.as_deref() {
                Ok(&[industrial, finals, needs]) => vec![[industrial, finals, needs]],
                _ => {
                    bail!("{text} is no point: three numbers are expected, such as 50000,5000,2000")
                }
            }
        }
    };
    let families: Vec<&'static str> = FAMILIES
        .into_iter()
        .filter(|known| family.is_none_or(|family| family == *known))
        .collect();
    if families.is_empty() {
        bail!(
            "there is no such family, one of {} is expected",
            FAMILIES.join(", ")
        );
    }
    let of = |family| points.iter().map(move |&point| Case { family, point });
    Ok(families.into_iter().flat_map(of).collect())
}

fn corners() -> Vec<[u32; 3]> {
    let mut corners = Vec::new();
    for industrial in [500, 50_000] {
        for finals in [50, 5000] {
            for needs in [500, 2000] {
                corners.push([industrial, finals, needs]);
            }
        }
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_and_families_unless_one_is_asked_for() {
        let all = cases(None, None).expect("cases");
        assert_eq!(all.len(), 8 * 3);
        assert!(
            all.iter()
                .any(|case| case.to_string() == "full (50000, 5000, 2000)")
        );
        let one = cases(Some("500,50,1000"), Some("entangled")).expect("a case");
        assert_eq!(one.len(), 1);
        let tools = Tools {
            python: "python".into(),
            chrome: Some("chromium".into()),
        };
        let command = |of: Competitor| of.command(&one[0], &tools).to_string();
        assert_eq!(
            command(Competitor::Native { members: 2 }),
            "target/release/examples/scaling solve entangled 500 50 1000 target/bench/entangled-500-50-1000 2"
        );
        assert_eq!(
            command(Competitor::Tab { workers: 1 }),
            "CHROME=chromium node benches/scaling.js entangled 500 50 1000 1 target/bench/entangled-500-50-1000/olin-1.f64"
        );
        assert!(cases(Some("500,50"), None).is_err() && cases(None, Some("full?")).is_err());
    }
}
