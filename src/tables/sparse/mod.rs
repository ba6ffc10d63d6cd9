//! Sparse tables for large economies: Matrix Market files and long lists, read slice by slice.
//!
//! | file | what it does |
//! | --- | --- |
//! | `lines` | slices of any cut to whole lines |
//! | `entry` | the usual line of a Matrix Market file, quickly |
//! | `mtx` | Matrix Market: banner, size, entries |
//! | `long` | `input,good,amount`, a row per coefficient |
//! | `gather` | entries to coefficients, straight to where they stay |
//! | `lists` | the small files beside a table: names, demand |
//! | `economy` | a table, names and demand as an economy |
//!
//! A file is never held whole. Whoever has it pushes slices into a [`Reader`]; a file whose rows come in order takes one
//! pass, others two: the reader asks for the file [once more](Pass::Again). A slice is read in one piece, so its size is
//! the pace (a megabyte takes some milliseconds), and stopping is pushing no more.
//!
//! ```
//! use olin::{pace::Pace, tables::sparse::{Pass, Reader}};
//!
//! let text = b"%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 0.5\n2 1 0.25\n";
//! let mut reader = Reader::open("a.mtx", text.len() as u64, text).unwrap();
//! for slice in text.chunks(7) {
//!     reader.push(slice);
//! }
//! assert_eq!(reader.end_of_file(), Pass::Done);
//! let sparse = Pace::finish(async |pace| reader.finish(&pace).await).unwrap();
//! assert_eq!(sparse.table.at(0, 1), 0.5);
//! ```

mod economy;
mod entry;
mod gather;
mod lines;
mod lists;
mod long;
mod mtx;

pub use economy::economy;
pub use gather::{Pass, needs};
pub use lists::{demand, names};

use super::ImportError;
use super::counts::grouped;
use super::fault::{FullFaults, Place, quoted};
use crate::economy::Coefficients;
use crate::pace::Pace;
use crate::words::{Plural, words};

/// The most goods of a sparse table.
pub const MOST_GOODS: usize = 10_000_000;

/// The most entries of a sparse table.
pub const MOST_ENTRIES: u64 = 1 << 31;

/// A sparse table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparse {
    /// Goods x goods: what a unit of the column's good needs of the row's.
    pub table: Coefficients,
    /// Names of the goods, where the file has them.
    pub names: Option<Vec<String>>,
    /// How the file was understood, in sentences.
    pub log: Vec<String>,
}

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Matrix Market.
    Mtx,
    /// `input,good,amount`
    Long,
}

/// What a file is by its first bytes, if it is a sparse table: some hundred bytes are enough.
#[must_use]
pub fn kind(first: &[u8]) -> Option<Kind> {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    if mtx::is_banner(first) {
        return Some(Kind::Mtx);
    }
    long::is_header(first).then_some(Kind::Long)
}

/// What a file is beside a sparse table, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The table, with so many rows and entries if its head says so.
    Table(Option<(u64, u64)>),
    /// A demand: `good,amount`, or a Matrix Market file of one column.
    Demand,
    /// Anything else: the names of goods.
    Names,
}

/// What a file is beside a sparse table, by its first bytes: some thousand are enough, unless its head is a long remark.
#[must_use]
pub fn part(first: &[u8]) -> Part {
    match kind(first) {
        Some(Kind::Long) => Part::Table(None),
        Some(Kind::Mtx) => match mtx::claim(first)[..] {
            // A vector as coordinates, or as an array.
            [rows, columns, _] if rows.min(columns) == 1 && rows.max(columns) > 1 => Part::Demand,
            [_, _] => Part::Demand,
            [rows, _, entries] => Part::Table(Some((rows, entries))),
            _ => Part::Table(None),
        },
        None if lists::is_demand(first) => Part::Demand,
        None => Part::Names,
    }
}

/// Reads a sparse table, slice by slice.
#[derive(Debug)]
pub struct Reader(Format);

#[derive(Debug)]
enum Format {
    Mtx(Box<mtx::Mtx>),
    Long(Box<long::Long>),
}

impl Reader {
    /// A reader for a file of `size` bytes, by its first bytes. They are to be pushed all the same.
    ///
    /// # Errors
    /// When the file is no sparse table.
    pub fn open(file: &str, size: u64, first: &[u8]) -> Result<Self, Vec<ImportError>> {
        match kind(first) {
            Some(Kind::Mtx) => Ok(Self(Format::Mtx(Box::new(mtx::Mtx::new(file, size))))),
            Some(Kind::Long) => Ok(Self(Format::Long(Box::new(long::Long::new(file, size))))),
            None => {
                let mut faults = FullFaults::of(file);
                faults.add(Place::File, || {
                    let line = first.split(|&byte| byte == b'\n').next().unwrap_or(first);
                    let line = String::from_utf8_lossy(&line[..line.len().min(200)]);
                    (
                        words().files_sparse_first_line(&quoted(line.trim())),
                        words().files_sparse_kinds(),
                        "",
                    )
                });
                Err(faults.into_list())
            }
        }
    }

    /// Reads the next bytes; `false` when no more of the file is needed, because it has too many faults.
    pub fn push(&mut self, slice: &[u8]) -> bool {
        match &mut self.0 {
            Format::Mtx(mtx) => mtx.push(slice),
            Format::Long(long) => long.push(slice),
        }
    }

    /// Says that all bytes were pushed, and hears whether they are needed once more from the beginning.
    pub fn end_of_file(&mut self) -> Pass {
        match &mut self.0 {
            Format::Mtx(mtx) => mtx.end_of_file(),
            Format::Long(long) => long.end_of_file(),
        }
    }

    /// Rows, columns and entries as the head of the file says, once that has been read.
    #[must_use]
    pub fn size(&self) -> Option<(usize, usize, u64)> {
        match &self.0 {
            Format::Mtx(mtx) => mtx.size(),
            Format::Long(_) => None,
        }
    }

    /// The table.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub async fn finish(self, pace: &Pace) -> Result<Sparse, Vec<ImportError>> {
        match self.0 {
            Format::Mtx(mtx) => mtx.finish(pace).await,
            Format::Long(long) => long.finish(pace).await,
        }
    }
}

/// Says that so many amounts were added to others.
fn added_to_another(file: &str, count: usize) -> String {
    let amounts = grouped(count);
    match words().plural(count as u64) {
        Plural::One => words().files_sparse_added_one(file, &amounts),
        Plural::Other => words().files_sparse_added_other(file, &amounts),
    }
}
