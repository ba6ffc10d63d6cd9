//! Finds a browser and the driver that fits it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cmd::program_at;
use crate::look;
use crate::machine::{Browser, Machine, System};

/// The first browser and driver of one major version: from the environment, from PATH, from where
/// the system keeps applications, from our own folder.
pub fn look(machine: &Machine) -> Option<Browser> {
    let chromes = candidates(
        "CHROME",
        &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
        ],
    )
    .into_iter()
    .chain(applications(machine.system))
    .chain(installed(&machine.browser_home(), "chrome"))
    .filter_map(|path| Some((major(&path)?, path)));
    let drivers: Vec<(u32, PathBuf)> = candidates("CHROMEDRIVER", &["chromedriver"])
        .into_iter()
        .chain(installed(&machine.browser_home(), "chromedriver"))
        .filter_map(|path| Some((major(&path)?, path)))
        .collect();
    chromes.into_iter().find_map(|(version, chrome)| {
        let (_, chromedriver) = drivers.iter().find(|(other, _)| *other == version)?;
        Some(Browser {
            chrome,
            chromedriver: chromedriver.clone(),
        })
    })
}

/// Writes the file that tells wasm-bindgen's test runner which browser to start.
pub fn write_capabilities(path: &Path, chrome: &Path) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let chrome = chrome
        .to_string_lossy()
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    let text = format!(
        r#"{{ "goog:chromeOptions": {{ "binary": "{chrome}", "args": ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] }} }}"#
    );
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

fn candidates(variable: &str, names: &[&str]) -> Vec<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let found = names.iter().flat_map(|name| look::all(name));
    named.into_iter().chain(found).collect()
}

fn applications(system: System) -> Vec<PathBuf> {
    if system != System::Mac {
        return Vec::new();
    }
    ["Google Chrome", "Chromium"]
        .iter()
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")))
        .filter(|path| path.is_file())
        .collect()
}

/// The programs that the installer left in our folder, newest version first.
fn installed(home: &Path, kind: &str) -> Vec<PathBuf> {
    let inner = match (kind, std::env::consts::OS) {
        ("chrome", "macos") => {
            "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing".to_owned()
        }
        _ => look::executable(kind),
    };
    // kind/platform-version/kind-platform/program
    let mut found: Vec<PathBuf> = folders(&home.join(kind))
        .iter()
        .flat_map(|version| folders(version))
        .map(|platform| platform.join(&inner))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.reverse();
    found
}

fn folders(path: &Path) -> Vec<PathBuf> {
    fs::read_dir(path)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect()
}

fn major(program: &Path) -> Option<u32> {
    major_in(&program_at(program).arg("--version").output()?)
}

fn major_in(version: &str) -> Option<u32> {
    version
        .split_whitespace()
        .find(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))
        .and_then(|word| word.split('.').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_browsers_print_them() {
        let check = |text, expected| assert_eq!(major_in(text), expected, "{text}");
        check(
            "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)",
            Some(156),
        );
        check(
            "ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})",
            Some(156),
        );
        check("Google Chrome for Testing 155.0.1.2", Some(155));
        check("command not found", None);
    }
}
