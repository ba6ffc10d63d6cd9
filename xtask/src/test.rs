//! `cargo xtask test`: every check, or the named ones.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use crate::browser;
use crate::cmd::Cmd;
use crate::install;
use crate::look;
use crate::machine::Machine;
use crate::need::Need;
use crate::step::{CAPABILITIES, Step};

/// Options of `cargo xtask test`.
#[derive(clap::Args)]
pub struct Options {
    /// Run only these
    steps: Vec<Step>,
    /// Print what would be installed and run, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Passed on to the last named step, after `--`
    #[arg(last = true)]
    args: Vec<String>,
}

/// Runs the steps until one fails.
pub fn run(options: &Options) -> Result<()> {
    let steps = if options.steps.is_empty() {
        Step::value_variants()
    } else {
        &options.steps
    };
    ensure!(
        options.args.is_empty() || !options.steps.is_empty(),
        "arguments after -- belong to one step: name it"
    );
    let machine = look::machine()?;
    if options.dry_run {
        return dry_run(&machine, steps);
    }
    let started = Instant::now();
    let machine = install::ensure(machine, &needs(steps))?;
    let mut times = vec![("installing".to_owned(), started.elapsed())];
    for (index, &step) in steps.iter().enumerate() {
        println!("\n== {} ({} of {})", step.name(), index + 1, steps.len());
        let begun = Instant::now();
        let last = index + 1 == steps.len();
        let args: &[String] = if last { &options.args } else { &[] };
        if let Err(error) = run_step(step, &machine, args) {
            bail!(
                "step {name} failed: {error:#}\nto repeat just this step: cargo xtask test {name}",
                name = step.name()
            );
        }
        times.push((step.name(), begun.elapsed()));
    }
    println!("\n{}", table(&times));
    Ok(())
}

/// What all steps together need.
pub fn needs(steps: &[Step]) -> Vec<Need> {
    let mut needs: Vec<Need> = steps.iter().flat_map(|step| step.needs()).collect();
    needs.sort();
    needs.dedup();
    needs
}

fn dry_run(machine: &Machine, steps: &[Step]) -> Result<()> {
    install::print(&install::plan(machine, &needs(steps))?, "Would install:");
    println!("Would run:");
    for step in steps {
        for command in step.commands(machine) {
            println!("  {:<12} {command}", step.name());
        }
    }
    Ok(())
}

fn run_step(step: Step, machine: &Machine, args: &[String]) -> Result<()> {
    match step {
        Step::Wasm => {
            let browser = machine.browser.as_ref().context("no browser")?;
            browser::write_capabilities(&machine.repo.join(CAPABILITIES), &browser.chrome)?;
        }
        Step::Browser => ensure!(
            machine.repo.join("dist/index.html").is_file(),
            "there is no site in dist/ yet: cargo xtask test site browser"
        ),
        _ => {}
    }
    let mut commands = step.commands(machine);
    if let Some(last) = commands.pop() {
        commands.push(last.args(args.iter().cloned()));
    }
    commands.iter().try_for_each(Cmd::run)
}

fn table(times: &[(String, Duration)]) -> String {
    let total = times.iter().map(|(_, time)| *time).sum();
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        format!(
            "{name:<12} {:>2} min {:>4.1} s\n",
            (seconds / 60.0).floor(),
            seconds % 60.0
        )
    };
    let rows: String = times.iter().map(|(name, time)| row(name, *time)).collect();
    format!("{rows}{}All is well.", row("together", total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ends_with_the_sum() {
        let times = [
            ("clippy".to_owned(), Duration::from_millis(61_500)),
            ("site".to_owned(), Duration::from_secs(2)),
        ];
        assert_eq!(
            table(&times),
            "clippy        1 min  1.5 s\nsite          0 min  2.0 s\ntogether      1 min  3.5 s\nAll is well."
        );
    }
}
