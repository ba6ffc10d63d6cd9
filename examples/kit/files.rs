//! The files of an economy from a folder, read as the page reads them.

use std::error::Error;
use std::fs;
use std::path::Path;

use olin::pace::Pace;
use olin::tables::{Import, NamedFile, read_set};

/// The economy in `folder`; an error lists every fault of its files.
pub fn read(folder: &Path) -> Result<Import, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let bytes = fs::read(&path)?;
            files.push(NamedFile { name, bytes });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let name = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Pace::finish(async |pace| read_set(&name, &files, &pace).await).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        lines.join("\n").into()
    })
}
