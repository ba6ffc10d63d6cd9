//! Text <-> economy, nothing else: the files of an economy are read and written here, without any input or output of our own.
//!
//! | file | what it does |
//! | --- | --- |
//! | `text` | bytes to text: encodings, separators |
//! | `cells` | text to rows of cells, with their places |
//! | `decimal` | the number that digits stand for, to the bit |
//! | `number`, `names` | what a cell says, or a fault |
//! | `sheet` | which kind of file it is, by its header |
//! | `table`, `externalities`, `profiles`, `units`, `stocks`, `changes`, `policy` | one kind of file each |
//! | `layout`, `transposed` | other layouts of the table and of profiles |
//! | `saved`, `zip` | everything as one JSON; a set of files as one zip |
//! | `write` | economy to text: the CSV set |
//! | `scope` | how much a reader understands and says |
//! | `draft` | what has been read so far |
//! | `finish` | what holds between files; the economy |
//! | [`flows`] | national tables and other flows, which become files of an economy |
//! | [`sparse`] | tables of a large economy, read slice by slice |
//! | `fault` | [`ImportError`]: place, found, expected, hint |
//! | `counts` | so many of a kind, in words |
//! | `fold` | the same fault at many places, told once |
//!
//! Nothing in a file can hurt: every failure is an [`ImportError`], memory stays within a small multiple of what was
//! given, and the work is counted, so that whoever drives it can stop it.

mod cells;
mod changes;
mod counts;
mod decimal;
mod draft;
mod externalities;
mod fault;
mod finish;
pub mod flows;
mod fold;
mod layout;
mod names;
mod number;
mod policy;
mod profiles;
pub(crate) mod saved;
mod scope;
mod sheet;
pub mod sparse;
mod stocks;
mod table;
mod text;
mod transposed;
mod units;
mod write;
mod zip;

use crate::words::words;
pub use cells::MOST_ROWS;
pub use fault::{ImportError, MOST_FAULTS};
pub use fold::folded;
pub use names::MOST_NAME;
pub use saved::{Saved, VERSION, write_saved};
pub use sheet::MOST_GOODS;
pub use write::write_set;
pub use zip::{MOST_UNPACKED, packed};

use crate::economy::{DatedChange, Economy};
use crate::order;
use crate::pace::Pace;
use draft::Draft;
use fault::{Faults, Place, quoted};
use scope::{Everything, Scope, Shipped, apart};
use sheet::{Kind, Sheet};

/// A file, wherever it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its name, for reports.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a set of files holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The economy on the morning of day 0.
    pub economy: Economy,
    /// What changes later, by rising day; changes of the same day in the order of the file.
    pub changes: Vec<DatedChange>,
    /// The policy that came with the files: changes of investment by rising day; those of one day in the order of the file,
    /// of which a later one counts more. Empty without a policy.
    pub policy: Vec<DatedChange>,
    /// What only a saved file holds.
    pub saved: Option<Saved>,
    /// How the files were understood.
    pub report: Report,
}

/// How files were understood, in plain sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found, one sentence per file.
    pub read: Vec<String>,
    /// What was missing or contradictory, and what was taken instead.
    pub assumed: Vec<String>,
    /// What is in the files and was not used.
    pub ignored: Vec<String>,
    /// Profiles of which the files do not say how many citizens they have, so that each counts as one.
    pub uncounted: Vec<String>,
}

/// Reads files, in any order, as one economy called `name`: all of them or none.
///
/// ```
/// use olin::{pace::Pace, tables::{NamedFile, read_set}};
///
/// let file = |name: &str, text: &str| NamedFile { name: name.to_owned(), bytes: text.into() };
/// let files = [
///     file("table.csv", "Type,Milk\nMilk,0.1\nLb(Milk),0.5\n"),
///     file("profiles.csv", "Name,Population,Milk\nEveryone,10,2\n"),
/// ];
/// let import = Pace::finish(|pace| async move { read_set("Dairy", &files, &pace).await }).unwrap();
/// assert_eq!(import.economy.full_demand(), [20.0]);
/// ```
///
/// # Errors
/// Everything that is wrong with the files, at most [`MOST_FAULTS`] faults for each and one that counts the rest.
pub async fn read_set(
    name: &str,
    files: &[NamedFile],
    pace: &Pace,
) -> Result<Import, Vec<ImportError>> {
    read_as::<Everything>(name, files, pace).await
}

/// Reads whatever a user may bring: a saved file, the files of an economy, or either in a zip.
///
/// # Errors
/// As [`read_set`].
pub async fn read_files(
    name: &str,
    files: Vec<NamedFile>,
    pace: &Pace,
) -> Result<Import, Vec<ImportError>> {
    let files = zip::unpacked(files, pace).await?;
    let Some(file) = files.iter().find(|file| saved::is_saved(file)) else {
        return read_set(name, &files, pace).await;
    };
    if files.len() > 1 {
        let mut faults = Faults::<Everything>::of(&file.name);
        faults.add(Place::File, || {
            (
                words().files_set_saved_with_others(),
                words().files_set_one_saved(),
                words().files_set_open_alone(),
            )
        });
        return Err(faults.into_list());
    }
    saved::read(file, pace).await
}

/// As [`read_set`], for files that are known to be in order, such as those that ship with the page: the same economy, and
/// an empty report. Small, because it has no words.
///
/// # Errors
/// A fault without words for each file that has one; [`read_set`] says what is wrong.
pub async fn read_shipped(
    name: &str,
    files: &[NamedFile],
    pace: &Pace,
) -> Result<Import, Vec<ImportError>> {
    read_as::<Shipped>(name, files, pace).await
}

async fn read_as<S: Scope>(
    name: &str,
    files: &[NamedFile],
    pace: &Pace,
) -> Result<Import, Vec<ImportError>> {
    let mut open = Vec::new();
    let mut unreadable = Vec::new();
    for file in files {
        let mut faults = Faults::<S>::of(&file.name);
        match Sheet::open(file, &mut faults, pace).await {
            Some(sheet) => open.push((sheet, faults)),
            None => unreadable.push(faults),
        }
    }
    // From here on the order in which the files were given plays no part.
    order::sort_by(&mut open, |(a, _), (b, _)| {
        (a.kind, a.file).cmp(&(b.kind, b.file))
    });
    order::sort_by(&mut unreadable, |a, b| a.file().cmp(b.file()));
    refuse_second_of_a_kind(&mut open);

    let mut draft = Draft::default();
    let mut missing = Faults::<S>::of(words().files_all_files());
    if open
        .first()
        .is_some_and(|(sheet, _)| sheet.kind == Kind::Table)
    {
        read_all(&mut open, &mut draft, pace).await;
    } else if unreadable.is_empty() {
        missing.add(Place::File, || {
            let found = if files.is_empty() {
                words().files_set_no_file()
            } else {
                words().files_set_no_table()
            };
            (
                found,
                words().files_set_needs_table(),
                words().files_set_open_all(),
            )
        });
    }
    let table_file = open
        .first()
        .map_or(words().files_all_files(), |(sheet, _)| sheet.file)
        .to_owned();
    let mut faults: Vec<ImportError> = open
        .into_iter()
        .map(|(_, faults)| faults)
        .chain(unreadable)
        .chain([missing])
        .flat_map(Faults::into_list)
        .collect();
    if faults.is_empty() {
        match finish::economy::<S>(name, draft, pace).await {
            Ok(import) => return Ok(import),
            Err(error) => {
                let mut last = Faults::<S>::of(&table_file);
                last.add(Place::File, || {
                    (error.to_string(), words().files_set_computable(), "")
                });
                faults = last.into_list();
            }
        }
    }
    Err(faults)
}

/// Reads the rows of all files, the table first, and checks what holds between them.
async fn read_all(open: &mut [(Sheet<'_>, Faults<impl Scope>)], draft: &mut Draft, pace: &Pace) {
    let mut known = None;
    for (sheet, faults) in &mut *open {
        if known == Some(sheet.kind) {
            continue;
        }
        known = Some(sheet.kind);
        match sheet.kind {
            Kind::Table => table::read(sheet, draft, faults, pace).await,
            Kind::Externalities => externalities::read(sheet, draft, faults, pace).await,
            Kind::Profiles => profiles::read(sheet, draft, faults, pace).await,
            Kind::Units => units::read(sheet, draft, faults, pace).await,
            Kind::Stocks => stocks::read(sheet, draft, faults, pace).await,
            Kind::Changes => changes::read(sheet, draft, faults, pace).await,
            Kind::Policy if faults.full() => {
                apart(policy::read(sheet, draft, faults, pace)).await;
            }
            Kind::Policy => {}
        }
    }
    // A hole in the table may seem one only because its unit could not be read.
    let units_at_fault = open
        .iter()
        .any(|(sheet, faults)| sheet.kind == Kind::Units && faults.count() > 0);
    if units_at_fault {
        return;
    }
    let answered = draft.answered();
    for kind in [Kind::Table, Kind::Externalities] {
        if let Some((_, faults)) = open.iter_mut().find(|(sheet, _)| sheet.kind == kind) {
            finish::check_holes(draft, &answered, kind, faults);
        }
    }
}

fn refuse_second_of_a_kind(open: &mut [(Sheet<'_>, Faults<impl Scope>)]) {
    for place in 1..open.len() {
        let (before, from) = open.split_at_mut(place);
        let (first, (second, faults)) = (&before[place - 1].0, &mut from[0]);
        if first.kind == second.kind {
            faults.add(Place::File, || {
                let kind = second.kind.name();
                (
                    words().files_set_second(kind, &quoted(first.file)),
                    words().files_set_one().to_owned(),
                    words().files_set_open_one(),
                )
            });
        }
    }
}
