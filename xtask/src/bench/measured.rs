//! What a competitor prints: a line `result <name> <seconds> <file with x>`, `-` where there is no x.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cmd::Cmd;

/// A way of solving with its time.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub name: String,
    pub seconds: f64,
    /// Where its x is, as f64 in little-endian order.
    pub x: Option<PathBuf>,
}

/// Runs a competitor; what else it prints is passed over.
pub fn results(command: &Cmd) -> Result<Vec<Measured>> {
    let printed = command.printed()?;
    let lines = printed.lines().filter(|line| line.starts_with("result "));
    let found: Result<Vec<Measured>> = lines.map(read).collect();
    let found = found?;
    if found.is_empty() {
        bail!("`{command}` measured nothing");
    }
    Ok(found)
}

fn read(line: &str) -> Result<Measured> {
    let mut words = line.splitn(4, ' ').skip(1);
    let (Some(name), Some(seconds), Some(x)) = (words.next(), words.next(), words.next()) else {
        bail!("\"{line}\" is not a result");
    };
    Ok(Measured {
        name: name.to_owned(),
        seconds: seconds
            .parse()
            .with_context(|| format!("the time in \"{line}\""))?,
        x: (x != "-").then(|| PathBuf::from(x)),
    })
}

/// The largest difference of two solutions, relative to the largest entry of the second.
pub fn difference(x: &Path, of: &Path) -> Result<f64> {
    let (x, of) = (numbers(x)?, numbers(of)?);
    if x.len() != of.len() {
        bail!("solutions with {} and {} entries", x.len(), of.len());
    }
    let largest = of.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    let differences = x.iter().zip(&of).map(|(x, of)| (x - of).abs());
    // A NaN must not look small.
    let worst = differences.fold(
        0.0_f64,
        |worst, next| if next <= worst { worst } else { next },
    );
    Ok(worst / largest)
}

fn numbers(path: &Path) -> Result<Vec<f64>> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let (eights, _) = bytes.as_chunks::<8>();
    Ok(eights
        .iter()
        .map(|&eight| f64::from_le_bytes(eight))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_read_from_its_line() {
        let found = read("result scipy-gmres 1.25 target/a folder/x.f64").expect("a result");
        assert_eq!((found.name.as_str(), found.seconds), ("scipy-gmres", 1.25));
        assert_eq!(found.x, Some(PathBuf::from("target/a folder/x.f64")));
        assert_eq!(read("result bandwidth 0.1 -").expect("a result").x, None);
        assert!(read("result scipy-gmres soon -").is_err() && read("result").is_err());
    }
}
