//! What a machine has, as plain data, so that plans can be made and tested for machines we are not on.

use std::path::PathBuf;

use crate::versions;

/// Everything the plans depend on.
#[derive(Debug, Clone)]
pub struct Machine {
    pub system: System,
    pub root: bool,
    /// There is a screen to open a browser on.
    pub display: bool,
    /// The top of the clone.
    pub repo: PathBuf,
    /// Where tools are installed: per user and outside the clone, so that a second clone finds them.
    pub tools: PathBuf,
    /// The version of wasm-bindgen in Cargo.lock.
    pub wasm_bindgen_version: String,

    pub rustup: bool,
    pub wasm_target: bool,
    pub rustfmt: bool,
    pub clippy: bool,
    pub c_compiler: bool,
    pub binstall: bool,
    /// Major version of Node.js.
    pub node: Option<u32>,
    pub npm: bool,
    /// `node_modules` is what package-lock.json says.
    pub npm_packages: bool,
    /// The folder with a Trunk of the right version.
    pub trunk: Option<PathBuf>,
    /// The folder with wasm-bindgen and its test runner of the right version.
    pub wasm_bindgen: Option<PathBuf>,
    /// The folder with a wasm-opt of the right version.
    pub wasm_opt: Option<PathBuf>,
    pub browser: Option<Browser>,
}

/// The systems that differ in how a browser is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Has packages of Chromium and its driver.
    Debian,
    /// Its packages of Chromium are doors to snap, which no container has.
    Ubuntu,
    OtherLinux,
    Mac,
    Windows,
}

/// A browser and the driver of the same version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    pub chrome: PathBuf,
    pub chromedriver: PathBuf,
}

impl Machine {
    /// Where one version of one tool is installed.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// Where our Trunk is installed.
    pub fn trunk_home(&self) -> PathBuf {
        self.tool("trunk", versions::TRUNK)
    }

    /// Where our wasm-bindgen is installed.
    pub fn wasm_bindgen_home(&self) -> PathBuf {
        self.tool("wasm-bindgen-cli", &self.wasm_bindgen_version)
    }

    /// Where our pair of Chrome and chromedriver is installed.
    pub fn browser_home(&self) -> PathBuf {
        self.tools.join("chrome")
    }

    /// The folders of the tools, to be searched before PATH.
    pub fn path(&self) -> Vec<PathBuf> {
        [&self.trunk, &self.wasm_bindgen, &self.wasm_opt]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }
}
