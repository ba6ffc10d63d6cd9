//! The steps of `cargo xtask test`, in order: the quick ones first.

use clap::ValueEnum;

use crate::cmd::{Cmd, cmd};
use crate::dist;
use crate::machine::Machine;
use crate::need::Need;

/// One step, by the name it is repeated with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Formatting
    Format,
    /// Clippy over everything native; a warning is an error
    Clippy,
    /// Tests of the engine and of this program, natively
    Native,
    /// The examples in the documentation
    Doctest,
    /// Clippy over the page and the worker
    ClippyWasm,
    /// Components in a browser, without the site (tests/web.rs)
    Wasm,
    /// The documentation; a warning is an error
    Docs,
    /// The release site, as `cargo xtask dist` writes it
    Site,
    /// Playwright against the release site (tests/browser)
    Browser,
}

/// Where the browser's description lies for wasm-bindgen's test runner.
pub const CAPABILITIES: &str = "target/xtask/webdriver.json";

const WASM: &str = "--target wasm32-unknown-unknown";

impl Step {
    /// The name on the command line.
    pub fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What it needs on the machine.
    pub fn needs(self) -> Vec<Need> {
        match self {
            Self::Format => vec![Need::Rustfmt],
            Self::Clippy => vec![Need::Clippy],
            Self::Native | Self::Doctest => vec![],
            Self::ClippyWasm => vec![Need::Clippy, Need::WasmTarget],
            Self::Wasm => vec![Need::WasmTarget, Need::WasmBindgen, Need::Browser],
            Self::Docs => vec![Need::WasmTarget],
            Self::Site => dist::NEEDS.to_vec(),
            Self::Browser => vec![Need::NpmPackages, Need::Browser],
        }
    }

    /// What it runs.
    pub fn commands(self, machine: &Machine) -> Vec<Cmd> {
        let docs = |words: &str| {
            cmd(&format!("cargo doc --locked --no-deps {words}")).env("RUSTDOCFLAGS", "-D warnings")
        };
        match self {
            Self::Format => vec![cmd("cargo fmt --all --check")],
            Self::Clippy => {
                vec![cmd(
                    "cargo clippy --locked --workspace --all-targets -- -D warnings",
                )]
            }
            Self::Native => {
                vec![cmd(
                    "cargo test --locked --workspace --lib --bins --tests --examples",
                )]
            }
            Self::Doctest => vec![cmd("cargo test --locked --package olin --doc")],
            Self::ClippyWasm => vec![cmd(&format!(
                "cargo clippy --locked --package olin --features web --lib --bins --test web --test bits_web {WASM} -- -D warnings"
            ))],
            Self::Wasm => vec![wasm(machine)],
            Self::Docs => vec![
                docs("--package olin --lib"),
                docs(&format!("--package olin --lib --features web {WASM}")),
            ],
            Self::Site => dist::commands(machine),
            Self::Browser => vec![playwright(machine)],
        }
    }
}

fn wasm(machine: &Machine) -> Cmd {
    let command = cmd(&format!(
        "cargo test --locked --package olin --features web --test web --test bits_web {WASM}"
    ))
    .env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    )
    .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
    .path(machine.path());
    match &machine.browser {
        Some(browser) => command
            .env("CHROMEDRIVER", browser.chromedriver.to_string_lossy())
            .env(
                "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                machine.repo.join(CAPABILITIES).to_string_lossy(),
            ),
        None => command,
    }
}

fn playwright(machine: &Machine) -> Cmd {
    let command = cmd("node node_modules/@playwright/test/cli.js test --config tests/browser");
    match &machine.browser {
        Some(browser) => command.env("CHROME", browser.chrome.to_string_lossy()),
        None => command,
    }
}
