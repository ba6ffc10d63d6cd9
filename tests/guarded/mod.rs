//! What holds for every reader, whatever the bytes: reading ends, within bounded work, and with words that can be shown.
//! The fuzzer (fuzz/) calls these with bytes of its own making, tests/it/fuzz.rs with those that taught it something.

use olin::economy::Input;
use olin::pace::{Pace, Task};
use olin::tables::{
    Import, ImportError, MOST_FAULTS, MOST_UNPACKED, NamedFile, flows, read_files, read_set, sparse,
};

/// Units of work in a piece.
const PIECE: u64 = 20_000;

/// A reader by the name of its target, with the check that takes bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("set", set),
    ("table", table),
    ("externalities", externalities),
    ("profiles", profiles),
    ("units", units),
    ("stocks", stocks),
    ("changes", changes),
    ("policy", policy),
    ("decimal", decimal),
    ("flows", national),
    ("sparse", large),
    ("lists", lists),
    ("saved", saved),
    ("zip", zip),
];

/// Separates the files of a set in the bytes of a target: the sign for that in ASCII.
const NEXT_FILE: u8 = 0x1e;

/// An economy that uses every kind of file.
const DAIRY: [(&str, &str); 7] = [
    (
        "table",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,0\n",
    ),
    ("externalities", "name,weight,Milk,Churn\nCO2,1,0.1,units\n"),
    ("profiles", "Name,Population,Milk,Churn\nTown,100,2,0\n"),
    (
        "units",
        "unit,good,input,capacity,output,amount\nShop,Churn,Milk,10,5,1\nShop,Churn,CO2,10,10,3\n",
    ),
    (
        "stocks",
        "name,stock,bound,keeping,gestation,loss,unit\nMilk,50,stock,consumed,1,0.1,l\n",
    ),
    (
        "changes",
        "day,what,name,of,value\n3,population,Town,,90\n4,delivery,Milk,,2\n",
    ),
    ("policy", "from_day,investment,Milk\n0,0.5,\n9,,0.6\n"),
];

/// Reads files piece by piece, and checks what holds for all of them.
pub fn read_guarded(files: Vec<NamedFile>) -> Result<Import, Vec<ImportError>> {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let files_given = files.len();
    let task = Task::new(async move |pace| read_set("test", &files, &pace).await);
    let result = ended(task, bytes);
    if let Err(faults) = &result {
        check_faults(faults, files_given);
    }
    result
}

/// What a task gives. It fails when that takes out of all proportion to the bytes: each may be looked at a few times
/// and what it says be looked up, and the allotments take some work each.
fn ended<T>(mut task: Task<T>, bytes: usize) -> T {
    let most = (100 * bytes as u64 + 10_000_000) / PIECE;
    let result = (0..most).find_map(|_| task.advance(&mut { PIECE }));
    result.unwrap_or_else(|| panic!("{bytes} bytes take more than {most} pieces"))
}

fn check_faults(faults: &[ImportError], files: usize) {
    assert!(!faults.is_empty());
    assert!(faults.len() <= (files + 1) * (MOST_FAULTS + 1));
    for fault in faults {
        let text = fault.to_string();
        assert!(text.chars().count() <= 1200, "{text}");
        assert!(!text.contains(char::is_control), "{text:?}");
        assert!(!fault.file.is_empty() && !fault.found.is_empty() && !fault.expected.is_empty());
        assert!(fault.line != Some(0) && fault.column != Some(0));
    }
}

/// The files that some bytes stand for.
fn parts(bytes: &[u8]) -> Vec<NamedFile> {
    let parts = bytes.split(|&byte| byte == NEXT_FILE).take(20).enumerate();
    let files = parts.map(|(place, part)| NamedFile {
        name: format!("{place}.csv"),
        bytes: part.to_vec(),
    });
    files.collect()
}

/// A saved economy.
fn saved(bytes: &[u8]) {
    // Zips have a target of their own.
    if bytes.starts_with(b"PK") {
        return;
    }
    let file = NamedFile {
        name: "economy.json".to_owned(),
        bytes: bytes.to_vec(),
    };
    let task = Task::new(async move |pace| read_files("test", vec![file], &pace).await);
    if let Err(faults) = ended(task, bytes.len()) {
        check_faults(&faults, 1);
    }
}

/// A zip, whatever is in it.
fn zip(bytes: &[u8]) {
    let file = NamedFile {
        name: "economy.zip".to_owned(),
        bytes: bytes.to_vec(),
    };
    // It may hold more than its own bytes stand for, though not more than this.
    let most = bytes.len() + MOST_UNPACKED;
    let task = Task::new(async move |pace| read_files("test", vec![file], &pace).await);
    if let Err(faults) = ended(task, most) {
        check_faults(&faults, 1_000);
    }
}

/// Any files, which together may make an economy.
fn set(bytes: &[u8]) {
    // What comes out of it is of no interest here, only that it does.
    let _ = read_guarded(parts(bytes));
}

/// Any files of flows, through the guessed mapping.
fn national(bytes: &[u8]) {
    let files = parts(bytes);
    let count = files.len();
    let task = Task::new(async move |pace| {
        let table = flows::read(&files, &pace).await?;
        drop(files);
        let mapping = flows::propose(&table, &pace).await.mapping();
        let applied = flows::apply(&mapping, &table, &pace).await?;
        let lines = applied.log.iter().chain(&applied.findings);
        lines.for_each(|line| assert!(!line.contains(char::is_control), "{line:?}"));
        Ok::<_, Vec<ImportError>>(())
    });
    if let Err(faults) = ended(task, bytes.len()) {
        check_faults(&faults, count);
    }
}

/// A sparse table, cut into slices as long as the first byte says.
fn large(bytes: &[u8]) {
    let Some((&cut, bytes)) = bytes.split_first() else {
        return;
    };
    let mut reader = match sparse::Reader::open("a.mtx", bytes.len() as u64, bytes) {
        Ok(reader) => reader,
        Err(faults) => return check_faults(&faults, 1),
    };
    let mut passes = 0;
    loop {
        passes += 1;
        assert!(passes <= 2, "a third pass");
        let mut slices = bytes.chunks(usize::from(cut) + 1);
        while slices.next().is_some_and(|slice| reader.push(slice)) {}
        if reader.end_of_file() == sparse::Pass::Done {
            break;
        }
    }
    let task = Task::new(async move |pace| reader.finish(&pace).await);
    match ended(task, bytes.len()) {
        Ok(sparse) => assert_eq!(sparse.table.rows(), sparse.table.columns()),
        Err(faults) => check_faults(&faults, 1),
    }
}

/// Names and a demand for a table of three goods.
fn lists(bytes: &[u8]) {
    let file = NamedFile {
        name: "list.txt".to_owned(),
        bytes: bytes.to_vec(),
    };
    let task = Task::new(async move |pace| {
        let names = sparse::names(&file, 3, &pace).await;
        let named = ["A", "B", "C"].map(str::to_owned);
        let by_name = sparse::demand(&file, Some(&named), 3, &pace).await;
        let by_number = sparse::demand(&file, None, 3, &pace).await;
        [names.err(), by_name.err(), by_number.err()]
    });
    let faults = ended(task, bytes.len());
    faults
        .iter()
        .flatten()
        .for_each(|faults| check_faults(faults, 1));
}

/// The economy above with other bytes for one of its files.
fn dairy_with(kind: &str, bytes: &[u8]) {
    let files = DAIRY.iter().map(|&(name, text)| NamedFile {
        name: format!("{name}.csv"),
        bytes: if name == kind {
            bytes.to_vec()
        } else {
            text.into()
        },
    });
    let _ = read_guarded(files.collect());
}

fn table(bytes: &[u8]) {
    dairy_with("table", bytes);
}

fn externalities(bytes: &[u8]) {
    dairy_with("externalities", bytes);
}

fn profiles(bytes: &[u8]) {
    dairy_with("profiles", bytes);
}

fn units(bytes: &[u8]) {
    dairy_with("units", bytes);
}

fn stocks(bytes: &[u8]) {
    dairy_with("stocks", bytes);
}

fn changes(bytes: &[u8]) {
    dairy_with("changes", bytes);
}

/// A number as it stands in a cell: read to the bit as the standard library reads it, or refused.
fn decimal(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    // Signs that a cell has a meaning for would change which cell is read.
    if text.contains([',', ';', '\t', '\n', '\r', '"']) {
        return;
    }
    let file = NamedFile {
        name: "table.csv".to_owned(),
        bytes: format!("Type,A\nA,{text}\n").into(),
    };
    let Ok(import) = Pace::finish(async |pace| read_set("test", &[file], &pace).await) else {
        return;
    };
    let found = import.economy.constant(Input::Good(0), 0);
    let expected: f64 = text.trim().parse().expect("what was read is a number");
    assert_eq!(found.to_bits(), (expected + 0.0).to_bits(), "{text}");
}

fn policy(bytes: &[u8]) {
    dairy_with("policy", bytes);
}
