//! `cargo xtask serve`: the page on this machine, rebuilt when a file changes.

use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::cmd::{Cmd, cmd};
use crate::dist;
use crate::install;
use crate::look;
use crate::machine::{Machine, System};
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
    let command = serve(&machine, options, port);
    let mut server = command.start()?;
    println!("Building the page; its address follows.");
    loop {
        if let Some(status) = server.try_wait()? {
            bail!("`{command}` ended ({status})");
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            break;
        }
        thread::sleep(Duration::from_millis(200));
    }
    let address = format!("http://127.0.0.1:{port}/");
    println!("\nOlin is at {address} (stop with Ctrl-C)");
    if machine.display && !options.no_open {
        // A browser that does not open is no reason to stop: the address is printed.
        let _ = open(machine.system).arg(address).start();
    }
    let status = server.wait()?;
    if !status.success() {
        bail!("`{command}` ended ({status})");
    }
    Ok(())
}

fn serve(machine: &Machine, options: &Options, port: u16) -> Cmd {
    let mut command = dist::trunk(machine, "serve").args([
        "--address".to_owned(),
        "127.0.0.1".to_owned(),
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

fn open(system: System) -> Cmd {
    match system {
        System::Mac => cmd("open"),
        System::Windows => cmd("explorer"),
        System::Debian | System::Ubuntu | System::OtherLinux => cmd("xdg-open"),
    }
}
