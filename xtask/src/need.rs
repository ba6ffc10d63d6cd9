//! The things a command may need on the machine.

use crate::machine::Machine;

/// One thing to have. The order is the order of installing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    CCompiler,
    Rustfmt,
    Clippy,
    WasmTarget,
    /// From package.json: Playwright and what it drives.
    NpmPackages,
    WasmOpt,
    Browser,
    WasmBindgen,
    Trunk,
}

impl Need {
    /// Whether the machine has it already.
    pub fn met(self, machine: &Machine) -> bool {
        match self {
            Self::CCompiler => machine.c_compiler,
            Self::Rustfmt => machine.rustfmt,
            Self::Clippy => machine.clippy,
            Self::WasmTarget => machine.wasm_target,
            Self::NpmPackages => machine.npm_packages,
            Self::WasmOpt => machine.wasm_opt.is_some(),
            Self::Browser => machine.browser.is_some(),
            Self::WasmBindgen => machine.wasm_bindgen.is_some(),
            Self::Trunk => machine.trunk.is_some(),
        }
    }
}
