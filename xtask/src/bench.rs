//! `cargo xtask bench`: our solves beside SciPy's on the very same tables of Fig 2, in one run on one machine.

mod competitors;
mod measured;
mod table;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::cmd::{Cmd, cmd, program_at};
use crate::dist;
use crate::install;
use crate::look;
use crate::need::Need;
use competitors::{COMPETITORS, Case, SCALING, Tools};
use measured::{Measured, results};

/// Where tables and solutions are written while it runs; up to 900 MB at a time.
const FOLDER: &str = "target/bench";
/// Where the table of ratios goes.
const REPORT: &str = "benches/scaling.md";

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub struct Options {
    /// Only this point, as industrial,final,needs; otherwise the corners of Fig 2
    #[arg(long)]
    point: Option<String>,
    /// Only this family: published, full or entangled
    #[arg(long)]
    family: Option<String>,
    /// How often everyone takes turns; the best time of each counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Print what would be installed and run, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// Measures and writes the table of ratios.
pub fn run(options: &Options) -> Result<()> {
    let machine = look::machine()?;
    let mut needs = [&dist::NEEDS[..], &[Need::NpmPackages, Need::Browser]].concat();
    needs.sort();
    needs.dedup();
    let mut tools = Tools {
        python: machine.tools.join("scipy/bin/python"),
        chrome: None,
    };
    let peer = scipy(&machine.tools.join("scipy"), &tools.python);
    let build = cmd("cargo build --release --locked --example scaling");
    let cases = competitors::cases(options.point.as_deref(), options.family.as_deref())?;
    if options.dry_run {
        install::print(&install::plan(&machine, &needs)?, "Would install:");
        println!("Would run:");
        let site = dist::commands(&machine);
        let setup = peer.iter().chain([&build]).chain(&site);
        setup.for_each(|command| println!("  {command}"));
        for case in &cases {
            println!("  {}", case.write());
            let turns = COMPETITORS.iter().map(|of| of.command(case, &tools));
            turns.for_each(|command| println!("  {command}"));
        }
        return Ok(());
    }
    let machine = install::ensure(machine, &needs)?;
    tools.chrome = machine
        .browser
        .as_ref()
        .map(|browser| browser.chrome.clone());
    if !tools.python.exists() {
        println!(
            "Installing NumPy and SciPy into {}.",
            machine.tools.display()
        );
        peer.iter().try_for_each(Cmd::run)?;
    }
    build.run()?;
    dist::commands(&machine).iter().try_for_each(Cmd::run)?;
    let memory = results(&program_at(Path::new(SCALING)).arg("bandwidth"))?;
    let memory = memory.first().context("no bandwidth was measured")?;
    let mut report = table::Report::new(1e9 / memory.seconds);
    for case in &cases {
        println!("{case}");
        case.write().run()?;
        let measured = take_turns(case, &tools, options.rounds)?;
        println!("{}", report.add(case, &measured)?);
        fs::remove_dir_all(case.folder())?;
    }
    let text = report.text();
    fs::write(REPORT, &text).with_context(|| format!("writing {REPORT}"))?;
    println!("\n{text}\nWritten to {REPORT}.");
    Ok(())
}

/// Everyone's turn, as often as asked, so that a busy minute of the machine hits all alike.
fn take_turns(case: &Case, tools: &Tools, rounds: usize) -> Result<Vec<Measured>> {
    let mut best: Vec<Measured> = Vec::new();
    for _ in 0..rounds.max(1) {
        for competitor in COMPETITORS {
            for result in results(&competitor.command(case, tools))? {
                match best.iter_mut().find(|known| known.name == result.name) {
                    Some(known) => known.seconds = known.seconds.min(result.seconds),
                    None => best.push(result),
                }
            }
        }
    }
    Ok(best)
}

/// How the peer is installed, into a folder of its own.
fn scipy(folder: &Path, python: &Path) -> [Cmd; 2] {
    [
        cmd("python3 -m venv").arg(folder.to_string_lossy()),
        program_at(python).args(
            "-m pip --quiet install numpy scipy"
                .split(' ')
                .map(str::to_owned),
        ),
    ]
}
