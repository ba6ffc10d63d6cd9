//! Files in: the economies that ship, faulty files with their messages, and files that want to hurt.

use olin::economy::{Economy, Input, Keeping};
use olin::pace::Pace;
use olin::tables::{Import, ImportError, NamedFile, read_set};

const KINDS: [&str; 6] = ["table", "profiles", "units", "stocks", "externalities", "changes"];

fn shipped(economy: &str) -> Vec<NamedFile> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public").join(economy);
    let files = KINDS.iter().filter_map(|kind| {
        let name = format!("{kind}.csv");
        let bytes = std::fs::read(folder.join(&name)).ok()?;
        Some(NamedFile { name, bytes })
    });
    files.collect()
}

fn read(files: &[NamedFile]) -> Result<Import, Vec<ImportError>> {
    Pace::finish(|pace| async move { read_set("test", files, &pace).await })
}

#[test]
fn the_village() {
    let import = read(&shipped("village")).unwrap();
    println!("{:#?}", import.report);
    let import = read(&shipped("village-published")).unwrap();
    println!("{:#?}", import.report);
    let import = read(&shipped("valley")).unwrap();
    println!("{:#?}", import.report);
}
