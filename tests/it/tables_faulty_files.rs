//! Faulty files, each with what is said about it beside it: `tests/data/faulty/<kind>-<what is wrong>.<ending>` and the
//! same name with `.txt`. A file takes the place of the file of its kind in a small economy without a fault.

use std::fs;
use std::path::{Path, PathBuf};

use olin::pace::{Pace, Task};
use olin::tables::{Import, ImportError, MOST_UNPACKED, NamedFile, packed, read_files};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::files::shipped;
use crate::tables_faults::dairy;

fn opened(files: Vec<NamedFile>) -> Result<Import, Vec<ImportError>> {
    Pace::finish(async |pace| read_files("test", files, &pace).await)
}

fn told(faults: &[ImportError]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faulty")
}

#[test]
fn what_is_said_of_each() {
    let entries = fs::read_dir(folder()).expect("faulty files");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "txt"));
    paths.sort();
    assert!(paths.len() >= 40, "{} faulty files", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let expected = fs::read_to_string(format!("{}.txt", path.display())).expect("what is said");
        let (kind, _) = name.split_once('-').expect("a kind");
        let mut files = dairy();
        if matches!(kind, "saved" | "zip") {
            files.clear();
        }
        files.retain(|file| file.name != format!("{kind}.csv"));
        let bytes = fs::read(&path).expect("a readable file");
        files.push(NamedFile {
            name: name.clone(),
            bytes,
        });
        match opened(files) {
            Ok(_) => wrong.push(format!("{name}: no fault")),
            Err(faults) => {
                let found = told(&faults);
                if found != expected {
                    wrong.push(format!("{name} says\n{found}and not\n{expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A megabyte of zeros packs to a thousandth of it; what comes out of a zip is bounded all the same.
#[test]
fn a_zip_bomb() {
    let name = "bomb.csv".to_owned();
    let bomb = NamedFile {
        name,
        bytes: vec![b'0'; MOST_UNPACKED + 1],
    };
    let bytes = Pace::finish(async |pace| packed(&[bomb], &pace).await);
    assert!(bytes.len() < MOST_UNPACKED / 500, "{} bytes", bytes.len());
    let faults = opened(vec![NamedFile {
        name: "bomb.zip".to_owned(),
        bytes,
    }])
    .expect_err("a bomb");
    assert_eq!(
        told(&faults),
        "bomb.zip: found files that unpack to more than 64 MB together, expected at most 64 MB. Unpack it first, and open \
         what belongs to one economy.\n"
    );
}

/// A zip with folders, hidden files and what else file managers put in.
#[test]
fn a_zip_as_file_managers_make_them() {
    let mut files = dairy();
    for file in &mut files {
        file.name = format!("my economy/{}", file.name);
    }
    for name in ["__MACOSX/my economy/._table.csv", "my economy/.DS_Store"] {
        files.push(NamedFile {
            name: name.to_owned(),
            bytes: vec![0, 5, 22],
        });
    }
    let bytes = Pace::finish(async |pace| packed(&files, &pace).await);
    let import = opened(vec![NamedFile {
        name: "my economy.zip".to_owned(),
        bytes,
    }])
    .expect("an economy");
    let expected = opened(dairy()).expect("an economy");
    assert_eq!(import.economy, expected.economy);
}

/// What has no name in a zip is called by its place, so that a report can say which file it means.
#[test]
fn a_file_without_a_name_in_a_zip() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz/zip");
    for (name, words) in [
        (
            "nameless",
            "entry 2 of my.zip, line 1: found the header \"no table\"",
        ),
        ("blank-name", "entry 1 of my.zip, line 1: found the header"),
        (
            "nameless-damaged",
            "my.zip: found \"entry 1 of my.zip\", which is damaged",
        ),
    ] {
        let bytes = fs::read(path.join(name)).expect("a zip");
        let (name, name_of) = ("my.zip".to_owned(), name);
        let faults = opened(vec![NamedFile { name, bytes }]).expect_err(name_of);
        assert!(
            told(&faults).contains(words),
            "{name_of}: {}",
            told(&faults)
        );
    }
}

/// A library quotes what it does not know as it stands in the file.
#[test]
fn what_a_library_quotes_is_made_visible_and_short() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz/saved");
    for (name, words) in [
        ("delete-in-a-variant", "unknown variant `popu\\u{7f}lation`"),
        (
            "turned-in-a-variant",
            "unknown variant `popu\\u{202e}noital\\u{85}`",
        ),
        (
            "place-in-a-variant",
            "unknown variant `a at line 3 column 4`, expected",
        ),
        ("long-variant", "\\u{7f}…"),
    ] {
        let bytes = fs::read(path.join(name)).expect("a saved economy");
        let (name, name_of) = ("my.json".to_owned(), name);
        let faults = told(&opened(vec![NamedFile { name, bytes }]).expect_err(name_of));
        assert!(faults.contains(words), "{name_of}: {faults}");
        assert!(faults.chars().count() < 1_200, "{name_of}: {faults}");
    }
}

#[test]
fn a_saved_economy_is_opened_alone() {
    let mut files = dairy();
    files.push(NamedFile {
        name: "saved.json".to_owned(),
        bytes: b" {}".to_vec(),
    });
    assert_eq!(
        told(&opened(files).expect_err("two economies")),
        "saved.json: found a saved economy together with other files, expected one saved economy, or the files of one. Open \
         it alone.\n"
    );
}

/// What was saved by version 1 of the format, as it was then.
#[test]
fn the_first_version_still_opens() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/saved/version-1.json");
    let bytes = fs::read(path).expect("a saved economy");
    let import = opened(vec![NamedFile {
        name: "version-1.json".to_owned(),
        bytes,
    }])
    .unwrap_or_else(|faults| panic!("{}", told(&faults)));
    let valley = opened(shipped("valley")).expect("a shipped economy");
    let mut parts = import.economy.parts();
    assert_eq!(
        std::mem::replace(&mut parts.name, "test".to_owned()),
        "valley"
    );
    assert!(parts == valley.economy.parts());
    assert_eq!(import.changes, valley.changes);
    assert_eq!(import.report, valley.report);
    let saved = import.saved.expect("what else was saved");
    assert_eq!((saved.day, saved.noise, saved.loss), (12, None, None));
    assert_eq!(import.policy.len(), 2);
}

#[test]
fn a_probability_beyond_1_is_named() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/saved/version-1.json");
    let text = fs::read_to_string(path).expect("a saved economy");
    let with = |more: &str| {
        let bytes = text
            .replacen("\"day\"", &format!("{more}\n\"day\""), 1)
            .into_bytes();
        let name = "economy.json".to_owned();
        opened(vec![NamedFile { name, bytes }])
    };
    let saved = with("\"noise\":0.25,\"loss\":null,")
        .expect("good shares")
        .saved;
    let saved = saved.expect("what else was saved");
    assert_eq!((saved.noise, saved.loss), (Some(0.25), None));
    for (field, found) in [("noise", "1.5"), ("loss", "-0.5")] {
        let faults = with(&format!("\"{field}\":{found},")).expect_err("no share");
        let told = told(&faults);
        assert!(
            told.contains(&format!(
                "found {found} in \"{field}\", expected a share from 0 to 1"
            )),
            "{told}"
        );
    }
}

/// Opens files piece by piece and checks what holds for all of them, whatever the bytes.
fn open_guarded(name: &str, bytes: Vec<u8>) {
    let size = bytes.len() as u64;
    let file = NamedFile {
        name: name.to_owned(),
        bytes,
    };
    let mut task = Task::new(async move |pace| read_files("test", vec![file], &pace).await);
    let most = (400 * size + 20_000_000) / 20_000;
    let result = (0..most).find_map(|_| task.advance(&mut 20_000));
    if let Err(faults) = result.expect("reading ends") {
        assert!(!faults.is_empty());
        for fault in faults {
            let text = fault.to_string();
            assert!(
                text.chars().count() <= 1200 && !text.contains(char::is_control),
                "{text:?}"
            );
            assert!(!fault.found.is_empty() && !fault.expected.is_empty());
        }
    }
}

/// A good saved file or zip.
fn good(zip: bool) -> Vec<u8> {
    if zip {
        return Pace::finish(async |pace| packed(&dairy(), &pace).await);
    }
    let import = opened(dairy()).expect("an economy");
    let text = Pace::finish(async |pace| olin::tables::write_saved(&import, &pace).await);
    text.into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn saved_files_and_zips_gone_wrong(
        zip in any::<bool>(),
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of(any::<Index>()),
        piece in proptest::sample::select(vec!["", "[", "{", "\"", "null", "-1", "1e999", "99999999999", ",", "}]"]),
    ) {
        let mut bytes = good(zip);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        for (place, byte) in changes {
            if bytes.is_empty() {
                break;
            }
            let place = place.index(bytes.len());
            if zip {
                bytes[place] = byte;
            } else {
                bytes.splice(place..place, piece.bytes());
            }
        }
        open_guarded("file", bytes);
    }
}
