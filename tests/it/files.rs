//! The economies that ship with the site, read as the page reads them.

use std::fs;
use std::path::Path;

use olin::pace::Pace;
use olin::tables::{Import, NamedFile, read_set};
use olin::worker::protocol::Upload;

/// The files of an economy below `public/`.
pub(crate) fn shipped(name: &str) -> Vec<NamedFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("public")
        .join(name);
    let entries = fs::read_dir(&folder).expect("a shipped economy");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut files: Vec<NamedFile> = paths
        .map(|path| NamedFile {
            name: path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned(),
            bytes: fs::read(&path).expect("a readable file"),
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The economy below `public/`.
pub(crate) fn import(name: &str) -> Import {
    let files = shipped(name);
    Pace::finish(async |pace| read_set(name, &files, &pace).await)
        .expect("a shipped economy can be read")
}

/// The files of an economy as the page sends them.
pub(crate) fn uploads(name: &str) -> Vec<Upload> {
    shipped(name)
        .into_iter()
        .map(|file| Upload {
            name: file.name,
            bytes: file.bytes,
        })
        .collect()
}
