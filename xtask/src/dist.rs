//! `cargo xtask dist`: the static site.

use anyhow::Result;

use crate::cmd::{Cmd, cmd};
use crate::install;
use crate::look;
use crate::machine::Machine;
use crate::need::Need;

/// Options of `cargo xtask dist`.
#[derive(clap::Args)]
pub struct Options {
    /// Print what would be installed and run, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What the release site needs.
pub const NEEDS: [Need; 4] = [
    Need::WasmTarget,
    Need::WasmOpt,
    Need::WasmBindgen,
    Need::Trunk,
];

/// Builds the site into dist/.
pub fn run(options: &Options) -> Result<()> {
    let machine = look::machine()?;
    if options.dry_run {
        install::print(&install::plan(&machine, &NEEDS)?, "Would install:");
        println!("Would run:");
        for command in commands(&machine) {
            println!("  {command}");
        }
        return Ok(());
    }
    let machine = install::ensure(machine, &NEEDS)?;
    commands(&machine).iter().try_for_each(Cmd::run)?;
    println!("The site is in {}", machine.repo.join("dist").display());
    Ok(())
}

/// The commands that build the release site.
pub fn commands(machine: &Machine) -> Vec<Cmd> {
    let build = trunk(machine, "build")
        .arg("--release")
        .arg("--dist")
        .arg("dist");
    vec![fetch(), build]
}

/// Crates are downloaded before, because Trunk is told to stay offline.
pub fn fetch() -> Cmd {
    cmd("cargo fetch --quiet --locked")
}

/// Trunk without its habits: downloading tools, asking for its newest version, stopping at `NO_COLOR=1`.
pub fn trunk(machine: &Machine, what: &str) -> Cmd {
    cmd("trunk")
        .arg(what)
        .args(["--skip-version-check", "--offline", "--locked"].map(str::to_owned))
        .without("NO_COLOR")
        .path(machine.path())
}
