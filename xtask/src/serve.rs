//! `cargo xtask serve`: the page on this machine, rebuilt when a file changes.

use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cmd::{Cmd, cmd, program_at};
use crate::dist;
use crate::install;
use crate::look;
use crate::machine::Machine;
use crate::need::Need;
use crate::port;

/// Options of `cargo xtask serve`.
#[derive(clap::Args)]
pub struct Options {
    /// Serve the optimised site, which takes longer to build
    #[arg(long)]
    release: bool,
    /// The port; another one where it is taken
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Print what would be installed and run, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// Builds and serves until stopped.
pub fn run(options: &Options) -> Result<()> {
    let machine = look::machine()?;
    let mut needs = dist::NEEDS.to_vec();
    needs.retain(|need| options.release || *need != Need::WasmOpt);
    let port = port::free(options.port)?;
    if options.dry_run {
        install::print(&install::plan(&machine, &needs)?, "Would install:");
        println!(
            "Would run:\n  {}\n  {}",
            dist::fetch(),
            serve(&machine, options, port)
        );
        return Ok(());
    }
    let machine = install::ensure(machine, &needs)?;
    if port != options.port {
        println!("Port {} is taken, so it will be {port}.", options.port);
    }
    dist::fetch().run()?;
    println!("Building the page; its address follows.");
    let own = std::env::current_exe().context("finding this program")?;
    let mut announce = program_at(&own).arg("announce").arg(port.to_string());
    if machine.display && !options.no_open {
        announce = announce.arg("--open");
    }
    announce.start()?;
    serve(&machine, options, port).become_it()
}

/// Options of the helper that tells the address.
#[derive(clap::Args)]
pub struct Announce {
    port: u16,
    #[arg(long)]
    open: bool,
}

/// Waits for the server, which is our parent, then tells its address and opens a browser.
pub fn announce(options: &Announce) -> Result<()> {
    let server = parent();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, options.port)).is_err() {
        if parent() != server {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
    let address = format!("http://127.0.0.1:{}/", options.port);
    println!("\nOlin is at {address} (stop with Ctrl-C)");
    if options.open {
        // A browser that does not open is no reason to fail: the address is printed.
        let _ = open().arg(address).start();
    }
    Ok(())
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

fn serve(machine: &Machine, options: &Options, port: u16) -> Cmd {
    let mut command = dist::trunk(machine, "serve").args([
        "--address".to_owned(),
        "127.0.0.1".to_owned(),
        // without it the names of the machine are listed beside the one address that matters
        "--disable-address-lookup".to_owned(),
        "--port".to_owned(),
        port.to_string(),
        "--dist".to_owned(),
        // dist/ is left to `cargo xtask dist`
        "target/serve".to_owned(),
    ]);
    if options.release {
        command = command.arg("--release");
    }
    command
}

fn open() -> Cmd {
    match std::env::consts::OS {
        "macos" => cmd("open"),
        "windows" => cmd("explorer"),
        _ => cmd("xdg-open"),
    }
}
