//! Plans for machines we are not on.

use std::path::PathBuf;

use super::*;
use crate::machine::Browser;
use crate::step::Step;
use crate::test;
use clap::ValueEnum;

/// Debian, root, with rustup's default Rust, a C compiler and Node: nothing else.
fn bare() -> Machine {
    Machine {
        system: System::Debian,
        root: true,
        display: false,
        repo: PathBuf::from("/olin"),
        tools: PathBuf::from("/home/me/.cache/olin/tools"),
        wasm_bindgen_version: "0.2.1".to_owned(),
        rustup: true,
        wasm_target: false,
        rustfmt: true,
        clippy: true,
        c_compiler: true,
        binstall: false,
        node: Some(22),
        npm: true,
        npm_packages: false,
        trunk: None,
        wasm_bindgen: None,
        wasm_opt: None,
        browser: None,
    }
}

fn complete() -> Machine {
    Machine {
        wasm_target: true,
        npm_packages: true,
        trunk: Some(PathBuf::from("/usr/bin")),
        wasm_bindgen: Some(PathBuf::from("/usr/bin")),
        wasm_opt: Some(PathBuf::from("/usr/bin")),
        browser: Some(Browser {
            chrome: PathBuf::from("/usr/bin/chromium"),
            chromedriver: PathBuf::from("/usr/bin/chromedriver"),
        }),
        ..bare()
    }
}

/// Compares the commands for `cargo xtask test`, in order.
fn check(machine: &Machine, expected: &[&str]) {
    let installs = plan(machine, &test::needs(Step::value_variants())).unwrap();
    let commands = installs.iter().flat_map(|install| &install.ways).flatten();
    assert_eq!(commands.map(Cmd::to_string).collect::<Vec<_>>(), expected);
}

fn refused(machine: &Machine) -> String {
    plan(machine, &test::needs(Step::value_variants()))
        .unwrap_err()
        .to_string()
}

const NPM_CI: &str = "npm ci --ignore-scripts --no-audit --no-fund --prefix /olin";
const WASM_BINDGEN: &str = "cargo install --locked --root /home/me/.cache/olin/tools/wasm-bindgen-cli-0.2.1 wasm-bindgen-cli@0.2.1";
const TRUNK: &str = "CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --locked --root /home/me/.cache/olin/tools/trunk-0.21.14 trunk@0.21.14";
const CHROME: &str = "npx --yes @puppeteer/browsers@2.13.2 install chrome@stable --path /home/me/.cache/olin/tools/chrome";
const CHROMEDRIVER: &str = "npx --yes @puppeteer/browsers@2.13.2 install chromedriver@stable --path /home/me/.cache/olin/tools/chrome";

#[test]
fn root_on_a_bare_debian_installs_everything() {
    check(
        &bare(),
        &[
            "rustup target add wasm32-unknown-unknown",
            NPM_CI,
            "DEBIAN_FRONTEND=noninteractive apt-get update",
            "DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium chromium-driver",
            WASM_BINDGEN,
            TRUNK,
        ],
    );
}

#[test]
fn a_complete_machine_installs_nothing() {
    check(&complete(), &[]);
}

#[test]
fn an_ordinary_user_gets_a_browser_without_the_package_manager() {
    for system in [
        System::OtherLinux,
        System::Mac,
        System::Debian,
        System::Ubuntu,
    ] {
        let user = Machine {
            system,
            root: false,
            browser: None,
            ..complete()
        };
        check(&user, &[CHROME, CHROMEDRIVER]);
    }
}

#[test]
fn root_on_ubuntu_adds_the_libraries_of_chrome() {
    let root = Machine {
        system: System::Ubuntu,
        browser: None,
        ..complete()
    };
    let libraries = "DEBIAN_FRONTEND=noninteractive npx playwright install-deps chromium";
    check(&root, &[libraries, CHROME, CHROMEDRIVER]);
}

#[test]
fn a_prebuilt_tool_is_tried_before_compiling_it() {
    let machine = Machine {
        binstall: true,
        trunk: None,
        ..complete()
    };
    check(
        &machine,
        &[
            "cargo binstall --no-confirm --disable-strategies compile --root /home/me/.cache/olin/tools/trunk-0.21.14 trunk@0.21.14",
            TRUNK,
        ],
    );
}

#[test]
fn only_what_a_command_needs_is_installed() {
    let installs = plan(&bare(), &[Need::WasmTarget]).unwrap();
    assert_eq!(installs.len(), 1);
    assert_eq!(installs[0].need, Need::WasmTarget);
}

#[test]
fn a_missing_wasm_opt_comes_with_the_npm_packages() {
    check(
        &Machine {
            wasm_opt: None,
            ..complete()
        },
        &[NPM_CI],
    );
}

#[test]
fn what_only_a_person_can_install_is_said_in_one_go() {
    let error = refused(&Machine {
        node: None,
        npm: false,
        c_compiler: false,
        rustup: false,
        ..bare()
    });
    assert_eq!(
        error,
        "this has to be installed by hand first:\n\
         - Node.js 20 or newer, with npm: https://nodejs.org\n\
         - a C compiler, which links every Rust program: apt-get install build-essential\n\
         - rustup, for `rustup target add wasm32-unknown-unknown`: https://rustup.rs"
    );
}

#[test]
fn an_old_node_is_named_with_its_version() {
    let error = refused(&Machine {
        node: Some(18),
        ..bare()
    });
    assert!(
        error.contains("Node.js 20 or newer instead of 18"),
        "{error}"
    );
}
