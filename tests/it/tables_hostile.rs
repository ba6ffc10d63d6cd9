//! Files that want to hurt: whatever the bytes, reading ends, within bounded work, and with words that can be shown.

use olin::tables::NamedFile;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::files::shipped;
use crate::guarded::read_guarded;
use crate::tables::file;

/// Pieces of text that files are made of, and some that break them.
fn fragments() -> impl Strategy<Value = String> {
    let known = [
        ",",
        ",",
        ",",
        ";",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        " ",
        "\u{feff}",
        "\u{202e}",
        "\0",
        "é",
        "Type",
        "Milk",
        "Churn",
        "Lb(A)",
        "Name",
        "Population",
        "unit",
        "good",
        "input",
        "capacity",
        "output",
        "amount",
        "name",
        "stock",
        "bound",
        "keeping",
        "gestation",
        "loss",
        "weight",
        "day",
        "what",
        "of",
        "value",
        "units",
        "flow",
        "consumed",
        "none",
        "investment",
        "hours",
        "coefficient",
        "0",
        "1",
        "-1",
        "0.5",
        "1e309",
        "1,5",
        "NaN",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(A),1,0\n",
        "name,stock,bound,keeping,gestation,loss\n",
        "unit,good,input,capacity,output,amount\n",
        "day,what,name,of,value\n",
        "Name,Population,Milk\n",
    ];
    select(known.to_vec()).prop_map(str::to_owned)
}

/// A change of a file: cut a piece out, put it in elsewhere, or put other bytes in its place.
#[derive(Clone, Debug)]
enum Edit {
    Cut(Index, usize),
    Copy(Index, usize, Index),
    Write(Index, String),
    Byte(Index, u8),
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), 1_usize..40).prop_map(|(at, length)| Edit::Cut(at, length)),
        (any::<Index>(), 1_usize..200, any::<Index>())
            .prop_map(|(at, length, to)| Edit::Copy(at, length, to)),
        (any::<Index>(), fragments()).prop_map(|(at, text)| Edit::Write(at, text)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Byte(at, byte)),
    ]
}

fn apply(edit: &Edit, bytes: &mut Vec<u8>) {
    let size = bytes.len();
    if size == 0 {
        return;
    }
    match edit {
        Edit::Cut(at, length) => {
            let at = at.index(size);
            bytes.drain(at..size.min(at + length));
        }
        Edit::Copy(at, length, to) => {
            let (at, to) = (at.index(size), to.index(size));
            let piece = bytes[at..size.min(at + length)].to_vec();
            bytes.splice(to..to, piece);
        }
        Edit::Write(at, text) => {
            let at = at.index(size);
            bytes.splice(at..at, text.bytes());
        }
        Edit::Byte(at, byte) => bytes[at.index(size)] = *byte,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(files in vec(vec(any::<u8>(), 0..600), 0..4)) {
        let named = files.into_iter().map(|bytes| NamedFile { name: "x.csv".to_owned(), bytes });
        let _ = read_guarded(named.collect());
    }

    #[test]
    fn any_text(files in vec(vec(fragments(), 0..60), 1..6)) {
        let named = files.into_iter().map(|text| file("x.csv", &text.concat()));
        let _ = read_guarded(named.collect());
    }

    #[test]
    fn good_files_gone_wrong(
        economy in select(vec!["valley", "village-published"]),
        changes in vec((any::<Index>(), edits()), 1..8),
    ) {
        let mut files = shipped(economy);
        for (which, edit) in &changes {
            let which = which.index(files.len());
            apply(edit, &mut files[which].bytes);
        }
        if let Ok(import) = read_guarded(files) {
            // What is read is sound: its parts make an economy of the same parts again.
            let parts = import.economy.parts();
            let again = olin::economy::Economy::new(parts.clone()).unwrap();
            prop_assert_eq!(again.parts(), parts);
        }
    }
}

/// The first fault of files that have one.
fn first_fault(files: Vec<NamedFile>) -> String {
    read_guarded(files).unwrap_err()[0].to_string()
}

#[test]
fn large_files_of_nothing() {
    let huge = 1_000_000;
    let x = "x".repeat(60);
    let unknown = format!("x.csv, line 1: found the header \"{x}…\"");
    assert!(first_fault(vec![file("x.csv", &"x".repeat(huge))]).starts_with(&unknown));
    assert_eq!(
        first_fault(vec![file("x.csv", &",".repeat(huge))]),
        "x.csv: found empty rows only, expected a header and rows below it"
    );
    assert_eq!(
        first_fault(vec![file("x.csv", &format!("a{}b", ",".repeat(huge)))]),
        "x.csv, line 1: found 1,000,001 columns, expected at most 5,000 goods"
    );
    assert_eq!(
        first_fault(vec![file("x.csv", &"\n".repeat(huge))]),
        "x.csv: found an empty file, expected a header and rows below it"
    );
    assert!(first_fault(vec![file("x.csv", &"\"".repeat(huge))]).contains("the header"));
    assert!(first_fault(vec![file("x.csv", &"\"".repeat(huge + 1))]).contains("never closed"));
    let table = "Type,Milk\nMilk,0\n";
    let long_number = format!("Type,Milk\nMilk,{}\n", "9".repeat(huge));
    assert!(
        first_fault(vec![file("x.csv", &long_number)])
            .ends_with("Write the number with fewer digits.")
    );
    let profiles = format!("Name,Population,Milk\n{},1,1\n", "y".repeat(huge));
    assert!(
        first_fault(vec![file("t.csv", table), file("p.csv", &profiles)])
            .ends_with("expected a name of at most 200 characters")
    );
    // A cell that is blank at first and very long is not blank.
    let spaces = format!("Type,Milk\nMilk,{}1 2\n", " ".repeat(huge));
    assert!(first_fault(vec![file("x.csv", &spaces)]).contains("line 2, column B: found \"  "));
    let quotes = format!("Type,Milk\nMilk,\"{}\"\n", "\"\"".repeat(huge));
    assert!(
        first_fault(vec![file("x.csv", &quotes)]).contains("line 2, column B: found \"\"\"\"\"")
    );
    let surplus = format!("{table}Lb(x),1{}z\n", ",".repeat(huge));
    assert!(
        first_fault(vec![file("x.csv", &surplus)]).contains("\"z\" in a row of 1,000,002 cells")
    );
}

#[test]
fn too_many_of_a_kind() {
    let goods: String = (0..5001).map(|good| format!(",g{good}")).collect();
    assert_eq!(
        first_fault(vec![file("t.csv", &format!("Type{goods}\n"))]),
        "t.csv, line 1: found 5,001 goods, expected at most 5,000 goods"
    );
    let goods: String = (0..4000).map(|good| format!(",g{good}")).collect();
    let profiles: String = (0..1300).map(|profile| format!("p{profile},1\n")).collect();
    let files = vec![
        file("t.csv", &format!("Type{goods}\ng0,1\n")),
        file("p.csv", &format!("Name,Population\n{profiles}")),
    ];
    let faults = read_guarded(files).unwrap_err();
    let last = faults.last().unwrap().to_string();
    assert_eq!(
        last,
        "p.csv, line 1252, column A: found another profile, expected at most 1,250 profiles with that many goods"
    );
    let mut units = "unit,good,input,capacity,output,amount\n".to_owned();
    for unit in 0..20_001 {
        units.push_str(&format!("u{unit},Milk,Milk,,1,0\n"));
    }
    assert_eq!(
        first_fault(vec![
            file("t.csv", "Type,Milk\nMilk,0\n"),
            file("u.csv", &units)
        ]),
        "u.csv, line 20002: found another production unit, expected at most 20,000 production units"
    );
}
