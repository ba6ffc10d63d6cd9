//! Looks at the machine we are on.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::browser;
use crate::cmd::{cmd, program_at};
use crate::machine::{Machine, System};
use crate::versions;

/// Describes this machine as it is now.
pub fn machine() -> Result<Machine> {
    let repo = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask lies in the clone")?
        .to_owned();
    let tools = tools_folder()?;
    let system = system();
    let wasm_bindgen_version = versions::wasm_bindgen(&repo)?;
    let mut machine = Machine {
        system,
        root: cmd("id -u").output().as_deref() == Some("0"),
        display: has_display(system),
        rustup: all("rustup").next().is_some(),
        wasm_target: has_wasm_target(),
        rustfmt: cmd("cargo fmt --version").output().is_some(),
        clippy: cmd("cargo clippy --version").output().is_some(),
        c_compiler: system == System::Windows
            || env::var_os("CC").is_some()
            || ["cc", "gcc", "clang"]
                .iter()
                .any(|name| all(name).next().is_some()),
        binstall: all("cargo-binstall").next().is_some(),
        node: cmd("node --version")
            .output()
            .and_then(|text| node_major(&text)),
        npm: all("npm").next().is_some(),
        npm_packages: npm_packages_are_current(&repo),
        trunk: None,
        wasm_bindgen: None,
        wasm_opt: None,
        browser: None,
        repo,
        tools,
        wasm_bindgen_version,
    };

    let bin = |home: PathBuf| home.join("bin");
    machine.trunk = find("trunk", &bin(machine.trunk_home()), |text| {
        text == format!("trunk {}", versions::TRUNK)
    });
    machine.wasm_bindgen = find("wasm-bindgen", &bin(machine.wasm_bindgen_home()), |text| {
        text == format!("wasm-bindgen {}", machine.wasm_bindgen_version)
    })
    .filter(|folder| {
        folder
            .join(executable("wasm-bindgen-test-runner"))
            .is_file()
    });
    machine.wasm_opt = find(
        "wasm-opt",
        &machine.repo.join("node_modules/.bin"),
        |text| text.split_whitespace().nth(2) == Some(versions::BINARYEN),
    );
    machine.browser = browser::look(&machine);
    Ok(machine)
}

/// The files of this name on PATH, in its order.
pub fn all(name: &str) -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let file = executable(name);
    env::split_paths(&path)
        .map(move |folder| folder.join(&file))
        .filter(|path| path.is_file())
        .collect::<Vec<_>>()
        .into_iter()
}

/// The first file of this name in the folders.
pub fn first_in(folders: &[PathBuf], name: &str) -> Option<PathBuf> {
    let file = executable(name);
    folders
        .iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// The name of a program's file.
pub fn executable(name: &str) -> String {
    match name {
        "npm" | "npx" | "wasm-opt" if cfg!(windows) => format!("{name}.cmd"),
        _ => format!("{name}{}", env::consts::EXE_SUFFIX),
    }
}

/// The copy of package-lock.json that is left beside the packages installed from it.
pub fn npm_stamp(repo: &Path) -> PathBuf {
    repo.join("node_modules/.installed-from.json")
}

/// The folder with a program whose `--version` is accepted, on PATH or else in `own`.
fn find(name: &str, own: &Path, accepted: impl Fn(&str) -> bool) -> Option<PathBuf> {
    let own = own.join(executable(name));
    all(name)
        .chain(own.is_file().then_some(own))
        .find(|program| {
            // Trunk stops at NO_COLOR=1 instead of obeying it.
            let version = program_at(program)
                .arg("--version")
                .without("NO_COLOR")
                .output();
            version.is_some_and(|text| accepted(&text))
        })
        .and_then(|program| program.parent().map(Path::to_owned))
}

fn system() -> System {
    match env::consts::OS {
        "macos" => System::Mac,
        "windows" => System::Windows,
        _ => linux(&std::fs::read_to_string("/etc/os-release").unwrap_or_default()),
    }
}

fn linux(os_release: &str) -> System {
    let ids: Vec<&str> = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .collect();
    if ids.contains(&"ubuntu") {
        System::Ubuntu
    } else if ids.contains(&"debian") {
        System::Debian
    } else {
        System::OtherLinux
    }
}

fn has_display(system: System) -> bool {
    match system {
        System::Mac | System::Windows => true,
        _ => ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some()),
    }
}

fn has_wasm_target() -> bool {
    cmd("rustc --print target-libdir --target wasm32-unknown-unknown")
        .output()
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

fn node_major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn npm_packages_are_current(repo: &Path) -> bool {
    let read = |path: PathBuf| std::fs::read(path).ok();
    let wanted = read(repo.join("package-lock.json"));
    wanted.is_some() && wanted == read(npm_stamp(repo))
}

/// `$OLIN_TOOLS`, else a folder `olin/tools` in the user's cache folder.
fn tools_folder() -> Result<PathBuf> {
    let folder = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(tools) = folder("OLIN_TOOLS") {
        return std::path::absolute(tools).context("OLIN_TOOLS");
    }
    let cache = match env::consts::OS {
        "windows" => folder("LOCALAPPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Caches")),
        _ => folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache"))),
    };
    Ok(cache
        .context("no home folder: set OLIN_TOOLS to the folder where tools may be installed")?
        .join("olin/tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_told_apart_by_their_ids() {
        let check = |text, expected| assert_eq!(linux(text), expected, "{text}");
        check("NAME=\"Debian GNU/Linux\"\nID=debian\n", System::Debian);
        check("ID=ubuntu\nID_LIKE=debian\n", System::Ubuntu);
        check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", System::Ubuntu);
        check("ID=raspbian\nID_LIKE=debian\n", System::Debian);
        check("ID=fedora\n", System::OtherLinux);
        check("", System::OtherLinux);
    }

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("no node"), None);
    }
}
