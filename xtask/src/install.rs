//! Installs what is missing: first a plan, which is a pure function of the machine, then the doing.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::cmd::{Cmd, cmd};
use crate::look;
use crate::machine::{Machine, System};
use crate::need::Need;
use crate::versions;

/// One thing to install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Install {
    pub need: Need,
    pub what: String,
    pub why: &'static str,
    pub how_long: &'static str,
    /// Each way is a row of commands; the next is tried where one fails.
    pub ways: Vec<Vec<Cmd>>,
}

/// What has to be installed, in order; what only a person can install is the error.
pub fn plan(machine: &Machine, needs: &[Need]) -> Result<Vec<Install>> {
    let unmet = |need: &Need| !need.met(machine);
    let missing: BTreeSet<Need> = needs
        .iter()
        .copied()
        .filter(unmet)
        .flat_map(|need| match need {
            Need::WasmOpt => vec![Need::NpmPackages],
            Need::Trunk | Need::WasmBindgen if !machine.c_compiler => vec![Need::CCompiler],
            _ => vec![need],
        })
        .collect();
    let (mut installs, mut by_hand) = (Vec::new(), BTreeSet::new());
    for need in missing {
        match install(machine, need) {
            Ok(install) => installs.push(install),
            Err(problem) => {
                by_hand.insert(format!("\n- {problem}"));
            }
        }
    }
    if !by_hand.is_empty() {
        bail!(
            "this has to be installed by hand first:{}",
            String::from_iter(by_hand)
        );
    }
    Ok(installs)
}

/// Installs what is missing and describes the machine afterwards.
pub fn ensure(machine: Machine, needs: &[Need]) -> Result<Machine> {
    let installs = plan(&machine, needs)?;
    if installs.is_empty() {
        return Ok(machine);
    }
    print(&installs, "Installing, once:");
    for install in &installs {
        println!("\n== {} ({})", install.what, install.how_long);
        carry_out(install)?;
        if install.need == Need::NpmPackages {
            fs::copy(
                machine.repo.join("package-lock.json"),
                look::npm_stamp(&machine.repo),
            )
            .context("noting which packages are installed")?;
        }
    }
    println!();
    let machine = look::machine()?;
    if let Some(install) = plan(&machine, needs)?.first() {
        bail!(
            "{} was installed but cannot be found or started",
            install.what
        );
    }
    Ok(machine)
}

/// Prints what is going to be installed and why.
pub fn print(installs: &[Install], title: &str) {
    println!("{title}");
    for install in installs {
        println!("  {}: {} ({})", install.what, install.why, install.how_long);
        for (index, way) in install.ways.iter().enumerate() {
            for command in way {
                println!(
                    "      {}{command}",
                    if index == 0 {
                        ""
                    } else {
                        "or, if that fails: "
                    }
                );
            }
        }
    }
}

fn carry_out(install: &Install) -> Result<()> {
    let run = |way: &Vec<Cmd>| way.iter().try_for_each(Cmd::run);
    let (last, first) = install.ways.split_last().context("no way to install it")?;
    for way in first {
        match run(way) {
            Ok(()) => return Ok(()),
            Err(error) => println!("{error:#}; trying another way"),
        }
    }
    run(last).with_context(|| format!("installing {}", install.what))
}

fn install(machine: &Machine, need: Need) -> Result<Install> {
    let (what, why, how_long, ways) = match need {
        Need::CCompiler => {
            bail!(
                "a C compiler, which links every Rust program: {}",
                c_compiler(machine.system)
            )
        }
        Need::Rustfmt => (
            "rustfmt".to_owned(),
            "checks the formatting",
            "seconds",
            rustup(machine, "component add rustfmt")?,
        ),
        Need::Clippy => (
            "clippy".to_owned(),
            "checks the code",
            "seconds",
            rustup(machine, "component add clippy")?,
        ),
        Need::WasmTarget => (
            "Rust's wasm target".to_owned(),
            "the page and the worker are compiled to it",
            "seconds",
            rustup(machine, "target add wasm32-unknown-unknown")?,
        ),
        Need::NpmPackages | Need::WasmOpt => (
            "the packages of package-lock.json".to_owned(),
            "wasm-opt makes the site small, Playwright tests it",
            "under a minute",
            vec![vec![
                npm(
                    machine,
                    "npm ci --ignore-scripts --no-audit --no-fund --prefix",
                )?
                .arg(machine.repo.to_string_lossy()),
            ]],
        ),
        Need::Browser => (
            "a browser and its driver".to_owned(),
            "the page is tested in it, without a window",
            "1 to 3 minutes",
            browser(machine)?,
        ),
        Need::WasmBindgen => (
            format!("wasm-bindgen-cli {}", machine.wasm_bindgen_version),
            "joins wasm and JavaScript, in the version of Cargo.lock",
            "2 to 6 minutes where it has to be compiled",
            cargo(machine, "wasm-bindgen-cli", &machine.wasm_bindgen_version),
        ),
        Need::Trunk => (
            format!("Trunk {}", versions::TRUNK),
            "builds and serves the page",
            "3 to 8 minutes where it has to be compiled",
            cargo(machine, "trunk", versions::TRUNK),
        ),
    };
    Ok(Install {
        need,
        what,
        why,
        how_long,
        ways,
    })
}

fn c_compiler(system: System) -> &'static str {
    match system {
        System::Debian | System::Ubuntu => "apt-get install build-essential",
        System::Mac => "xcode-select --install",
        System::OtherLinux | System::Windows => "gcc or clang, from your system's packages",
    }
}

fn rustup(machine: &Machine, what: &str) -> Result<Vec<Vec<Cmd>>> {
    if !machine.rustup {
        bail!("rustup, for `rustup {what}`: https://rustup.rs");
    }
    Ok(vec![vec![cmd(&format!("rustup {what}"))]])
}

fn npm(machine: &Machine, words: &str) -> Result<Cmd> {
    match machine.node {
        Some(major) if major >= versions::NODE && machine.npm => Ok(cmd(words)),
        Some(major) if major < versions::NODE => bail!(
            "Node.js {} or newer instead of {major}, with npm: https://nodejs.org",
            versions::NODE
        ),
        Some(_) => bail!("npm, which belongs to Node.js: https://nodejs.org"),
        None => bail!(
            "Node.js {} or newer, with npm: https://nodejs.org",
            versions::NODE
        ),
    }
}

/// A program of a Rust package, prebuilt where cargo-binstall finds it, compiled where not.
fn cargo(machine: &Machine, name: &str, version: &str) -> Vec<Vec<Cmd>> {
    let command = |words: &str| {
        cmd(words)
            .arg("--root")
            .arg(machine.tool(name, version).to_string_lossy())
            .arg(format!("{name}@{version}"))
    };
    let prebuilt = command("cargo binstall --no-confirm --disable-strategies compile");
    let mut compiled = command("cargo install --locked");
    if name == "trunk" {
        // Its own settings optimise a program that only starts others, at twice the time.
        compiled = compiled
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    }
    if machine.binstall {
        vec![vec![prebuilt], vec![compiled]]
    } else {
        vec![vec![compiled]]
    }
}

/// Debian's own packages as root, else a matched pair in our folder. Never sudo.
fn browser(machine: &Machine) -> Result<Vec<Vec<Cmd>>> {
    let apt = |words: &str| cmd(words).env("DEBIAN_FRONTEND", "noninteractive");
    if machine.root && machine.system == System::Debian {
        return Ok(vec![vec![
            apt("apt-get update"),
            apt("apt-get install --yes --no-install-recommends chromium chromium-driver"),
        ]]);
    }
    let words = format!(
        "npx --yes @puppeteer/browsers@{}",
        versions::PUPPETEER_BROWSERS
    );
    let pair = |what: &str| -> Result<Cmd> {
        let folder = machine.browser_home();
        Ok(npm(machine, &words)?
            .arg("install")
            .arg(what)
            .arg("--path")
            .arg(folder.to_string_lossy()))
    };
    let mut way = vec![pair("chrome@stable")?, pair("chromedriver@stable")?];
    if machine.root && machine.system == System::Ubuntu {
        // The libraries that Chrome needs; its packages there only lead to snap.
        way.insert(0, apt("npx playwright install-deps chromium"));
    }
    Ok(vec![way])
}

#[cfg(test)]
mod tests;
