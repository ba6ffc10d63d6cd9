//! Which version of each tool is used.

use std::path::Path;

use anyhow::{Context, Result};

/// The newest Trunk that compiles with the Rust this repository asks for.
pub const TRUNK: &str = "0.21.14";

/// The release of binaryen whose `wasm-opt` is used; package.json installs it.
pub const BINARYEN: &str = "132";

/// Fetches a matched pair of Chrome and chromedriver where there is no package manager for it.
pub const PUPPETEER_BROWSERS: &str = "2.13.2";

/// The oldest Node.js that the packages of package.json support.
pub const NODE: u32 = 20;

/// The version of wasm-bindgen in Cargo.lock, which its command line tool has to equal.
pub fn wasm_bindgen(repo: &Path) -> Result<String> {
    let path = repo.join("Cargo.lock");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    locked("wasm-bindgen", &text).with_context(|| format!("looking into {}", path.display()))
}

fn locked(name: &str, lock: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("not a lock file")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("no package {name} in the lock file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";

    #[test]
    fn the_version_is_read_from_the_lock_file() {
        assert_eq!(locked("wasm-bindgen", LOCK).unwrap(), "0.2.1");
        let error = locked("leptos", LOCK).unwrap_err().to_string();
        assert_eq!(error, "no package leptos in the lock file");
    }

    #[test]
    fn package_json_installs_the_binaryen_we_look_for() {
        let package = include_str!("../../package.json");
        assert!(package.contains(&format!("\"binaryen\": \"{BINARYEN}.")));
    }
}
