//! The commands of this repository: `cargo xtask serve`, `test`, `dist` and `bench`.

mod bench;
mod browser;
mod cmd;
mod dist;
mod install;
mod look;
mod machine;
mod need;
mod port;
mod serve;
mod step;
mod test;
mod versions;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of this repository. Each installs what it misses, says so first, and is quick the second time.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page, serve it on this machine and rebuild it when a file changes
    Serve(serve::Options),
    /// Run every check, or only the named ones
    Test(test::Options),
    /// Write the static site to dist/
    Dist(dist::Options),
    /// Measure the tables of Fig 2 beside SciPy
    Bench(bench::Options),
    /// Tell the address once the server is up: what `serve` starts beside it
    #[command(hide = true)]
    Announce(serve::Announce),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Announce(options) => serve::announce(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // In one line: the backtrace of a failed command is nobody's business.
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
