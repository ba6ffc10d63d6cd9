//! A command as data: printed so that it can be copied into a shell, compared in tests, and run.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A program, its arguments, and how its environment differs from ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cmd {
    program: String,
    args: Vec<String>,
    /// `None` takes the variable away.
    env: BTreeMap<String, Option<String>>,
    /// Folders searched before those of PATH. Not printed: they would drown the rest.
    path: Vec<PathBuf>,
}

/// A command from its words as one would type them; no word may contain a space.
pub fn cmd(words: &str) -> Cmd {
    let mut words = words.split_whitespace().map(str::to_owned);
    Cmd {
        program: words.next().unwrap_or_default(),
        args: words.collect(),
        env: BTreeMap::new(),
        path: Vec::new(),
    }
}

/// A command from the path of its program, which may contain spaces.
pub fn program_at(path: &Path) -> Cmd {
    Cmd {
        program: path.to_string_lossy().into_owned(),
        ..cmd("")
    }
}

impl Cmd {
    /// Adds one argument, which may contain spaces.
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds several arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = String>) -> Self {
        self.args.extend(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.insert(name.to_owned(), Some(value.into()));
        self
    }

    /// Takes an environment variable away.
    pub fn without(mut self, name: &str) -> Self {
        self.env.insert(name.to_owned(), None);
        self
    }

    /// Searches these folders before those of PATH.
    pub fn path(mut self, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        self.path.extend(folders);
        self
    }

    /// Runs to the end; an exit code other than 0 is an error.
    pub fn run(&self) -> Result<()> {
        let status = self
            .start()?
            .wait()
            .with_context(|| format!("waiting for `{self}`"))?;
        if !status.success() {
            bail!("`{self}` failed ({status})");
        }
        Ok(())
    }

    /// Starts without waiting.
    pub fn start(&self) -> Result<Child> {
        self.command()
            .spawn()
            .with_context(|| format!("starting `{self}`"))
    }

    /// Goes on as this program, so that whoever stops us stops it.
    #[cfg(unix)]
    pub fn become_it(&self) -> Result<()> {
        use std::os::unix::process::CommandExt;
        Err(self.command().exec()).with_context(|| format!("starting `{self}`"))
    }

    /// The nearest thing where a program cannot be replaced.
    #[cfg(not(unix))]
    pub fn become_it(&self) -> Result<()> {
        self.run()
    }

    /// What it prints, or nothing if it is missing or fails.
    pub fn output(&self) -> Option<String> {
        let output = self.command().output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// What it prints; its complaints go where ours go, and an exit code other than 0 is an error.
    pub fn printed(&self) -> Result<String> {
        let output = self.command().stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("starting `{self}`"))?;
        if !output.status.success() {
            bail!("`{self}` failed ({})", output.status);
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self
            .path
            .iter()
            .cloned()
            .chain(std::env::split_paths(&path));
        let path: OsString = std::env::join_paths(folders).unwrap_or(path.clone());

        // A program is looked up in our PATH, not in the one given to the child.
        let program = crate::look::first_in(&self.path, &self.program)
            .map_or_else(|| OsString::from(&self.program), PathBuf::into_os_string);
        let mut command = Command::new(program);
        command.args(&self.args).env("PATH", path);
        for (name, value) in &self.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
}

impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.env.values().any(Option::is_none) {
            write!(f, "env ")?;
        }
        for (name, _) in self.env.iter().filter(|(_, value)| value.is_none()) {
            write!(f, "-u {name} ")?;
        }
        for (name, value) in &self.env {
            if let Some(value) = value {
                write!(f, "{name}={} ", quoted(value))?;
            }
        }
        write!(f, "{}", quoted(&self.program))?;
        for arg in &self.args {
            write!(f, " {}", quoted(arg))?;
        }
        Ok(())
    }
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+%{}".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_prints_as_one_would_type_it() {
        let command = cmd("trunk build")
            .arg("--dist")
            .arg("a folder")
            .env("A", "1")
            .without("NO_COLOR");
        assert_eq!(
            command.to_string(),
            "env -u NO_COLOR A=1 trunk build --dist 'a folder'"
        );
    }

    #[test]
    fn a_failing_command_names_itself() {
        let error = cmd("cargo --no-such-option").run().unwrap_err().to_string();
        assert!(
            error.starts_with("`cargo --no-such-option` failed"),
            "{error}"
        );
    }
}
