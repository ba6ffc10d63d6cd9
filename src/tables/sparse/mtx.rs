//! Matrix Market files (R. Boisvert, R. Pozo, K. Remington, *The Matrix Market exchange formats*, NIST, 1996): coordinate,
//! real or integer, general.

use super::entry::{Entry, amount, entry};
use super::gather::{Gather, Pass};
use super::lines::{Lines, MOST_LINE};
use super::{MOST_ENTRIES, MOST_GOODS, Sparse, added_to_another};
use crate::economy::LARGEST;
use crate::pace::Pace;
use crate::tables::ImportError;
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::words::words;

/// Goods that may be told of in a small file. A larger table has at least a byte for each of them.
const FREE_GOODS: u64 = 10_000;

/// The shortest entry: "1 1 1" and the end of the line.
const LEAST_BYTES: u64 = 6;

/// Whether a file begins as one of these.
pub(super) fn is_banner(first: &[u8]) -> bool {
    let banner = b"%%matrixmarket";
    first.len() >= banner.len() && first[..banner.len()].eq_ignore_ascii_case(banner)
}

/// The numbers in the line of the size, by the first bytes of a file; none where it is not there or is something else.
pub(super) fn claim(first: &[u8]) -> Vec<u64> {
    let mut lines = first.split_inclusive(|&byte| byte == b'\n').skip(1);
    let size = lines.find(|line| !line.trim_ascii().is_empty() && line[0] != b'%');
    let size = size.filter(|line| line.ends_with(b"\n") && line.len() < 200);
    let text = String::from_utf8_lossy(size.unwrap_or_default());
    let words = text.split_ascii_whitespace().map(str::parse);
    words.collect::<Result<_, _>>().unwrap_or_default()
}

/// What a banner says.
pub(super) struct Banner {
    /// Whether entries come with their places.
    pub(super) coordinate: bool,
}

/// Reads the banner; `None` after a fault.
pub(super) fn banner(line: &[u8], number: u32, faults: &mut FullFaults) -> Option<Banner> {
    let text = String::from_utf8_lossy(&line[..line.len().min(200)]).to_lowercase();
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    let hint = match parts.as_slice() {
        [
            "%%matrixmarket",
            "matrix",
            layout @ ("coordinate" | "array"),
            "real" | "integer",
            "general",
        ] => {
            return Some(Banner {
                coordinate: *layout == "coordinate",
            });
        }
        [_, _, _, "complex", ..] => words().files_sparse_real(),
        [_, _, _, "pattern", ..] => words().files_sparse_no_pattern(),
        [_, _, _, _, "symmetric" | "skew-symmetric" | "hermitian"] => {
            words().files_sparse_general()
        }
        _ => "",
    };
    faults.add(Place::Line(number), || {
        (quoted(&text), words().files_sparse_banner(), hint)
    });
    None
}

/// A Matrix Market file on its way in.
#[derive(Debug)]
pub(super) struct Mtx {
    bytes: u64,
    lines: Lines,
    faults: FullFaults,
    at: At,
    size: (usize, usize, u64),
    /// Entries of this pass.
    seen: u64,
    gather: Gather,
    /// The line of the first entry whose row came too late.
    disorder: Option<u32>,
}

/// The part of the file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Banner,
    Size,
    Entries,
    /// After a fault that leaves nothing to be understood.
    Nowhere,
}

impl Mtx {
    pub(super) fn new(file: &str, bytes: u64) -> Self {
        Self {
            bytes,
            lines: Lines::default(),
            faults: FullFaults::of(file),
            at: At::Banner,
            size: (0, 0, 0),
            seen: 0,
            gather: Gather::unknown(),
            disorder: None,
        }
    }

    pub(super) fn size(&self) -> Option<(usize, usize, u64)> {
        (self.at == At::Entries).then_some(self.size)
    }

    pub(super) fn push(&mut self, slice: &[u8]) -> bool {
        let mut rest = slice;
        if self.lines.is_open() {
            let Some((line, after)) = self.lines.join(rest) else {
                return self.goes_on();
            };
            self.line(&line);
            rest = after;
        }
        while self.goes_on() {
            if self.at == At::Entries {
                rest = self.usual(rest);
            }
            let Some((line, after)) = self.lines.next(rest) else {
                break;
            };
            self.line(line);
            rest = after;
        }
        self.goes_on()
    }

    /// Reads usual lines as long as they come. What is left.
    fn usual<'s>(&mut self, mut rest: &'s [u8]) -> &'s [u8] {
        while self.goes_on()
            && let Some(found) = entry(rest)
        {
            self.lines.count = self.lines.count.saturating_add(1);
            self.take(&found);
            rest = &rest[found.length..];
        }
        rest
    }

    fn goes_on(&self) -> bool {
        self.at != At::Nowhere && self.faults.has_room()
    }

    /// A line, whatever it holds.
    fn line(&mut self, line: &[u8]) {
        let number = self.lines.count;
        if !self.goes_on() {
            return;
        }
        if self.at == At::Banner {
            self.at = match banner(line, number, &mut self.faults) {
                Some(Banner { coordinate: true }) => At::Size,
                Some(Banner { coordinate: false }) => {
                    self.faults.add(Place::Line(number), || {
                        (
                            words().files_sparse_array(),
                            words().files_sparse_coordinates(),
                            words().files_sparse_write_places(),
                        )
                    });
                    At::Nowhere
                }
                None => At::Nowhere,
            };
            return;
        }
        let text = line.trim_ascii();
        if text.is_empty() || text[0] == b'%' {
            return;
        }
        if self.at == At::Size {
            self.at = if self.begin(text, number) {
                At::Entries
            } else {
                At::Nowhere
            };
            return;
        }
        if let Some(found) = spelled(text) {
            self.take(&found);
            return;
        }
        self.seen += 1;
        self.faults.add(Place::Line(number), || {
            let hint = if line.len() >= MOST_LINE {
                words().files_sparse_long_line()
            } else {
                ""
            };
            (
                quoted(&String::from_utf8_lossy(text)),
                words().files_sparse_entry(),
                hint,
            )
        });
    }

    /// The line of the size; whether the table can be read.
    fn begin(&mut self, text: &[u8], number: u32) -> bool {
        let text = String::from_utf8_lossy(text);
        let parts: Vec<Option<u64>> = text
            .split_ascii_whitespace()
            .map(|word| word.parse().ok())
            .collect();
        let [Some(rows), Some(columns), Some(entries)] = parts[..] else {
            self.faults.add(Place::Line(number), || {
                (quoted(&text), words().files_sparse_numbers(), "")
            });
            return false;
        };
        let place = Place::Line(number);
        if rows != columns || rows == 0 {
            self.faults.add(place, || {
                (
                    words().files_sparse_size(&rows.to_string(), &columns.to_string()),
                    words().files_sparse_square(),
                    words().files_sparse_same_number(),
                )
            });
        } else if rows > MOST_GOODS as u64 || entries > MOST_ENTRIES {
            self.faults.add(place, || {
                let most = counts::goods(MOST_GOODS);
                (
                    words().files_sparse_goods_and_entries(&rows.to_string(), &entries.to_string()),
                    words().files_sparse_most(&most, &MOST_ENTRIES.to_string()),
                    "",
                )
            });
        } else if entries > self.bytes / LEAST_BYTES + 1 || rows > self.bytes.max(FREE_GOODS) {
            self.faults.add(place, || {
                let found = words().files_sparse_claim(
                    &rows.to_string(),
                    &entries.to_string(),
                    &self.bytes.to_string(),
                );
                (found, words().files_sparse_room(), "")
            });
        } else if self.size.0 == 0 {
            self.size = (rows as usize, columns as usize, entries);
            self.gather = Gather::of(rows as usize, columns as usize, entries as usize);
            return true;
        } else {
            // The second pass: the gatherer is ready, if this is the same file.
            return self.size == (rows as usize, columns as usize, entries);
        }
        false
    }

    fn take(&mut self, entry: &Entry) {
        self.seen += 1;
        let (rows, columns, entries) = self.size;
        let inside =
            (1..=rows as u64).contains(&entry.row) && (1..=columns as u64).contains(&entry.column);
        let fits = (0.0..=LARGEST).contains(&entry.amount);
        if inside && fits && self.seen <= entries {
            self.gather.entry(
                entry.row as usize - 1,
                entry.column as usize - 1,
                entry.amount,
            );
            if self.disorder.is_none() && !self.gather.in_order() {
                self.disorder = Some(self.lines.count);
            }
            return;
        }
        let place = Place::Line(self.lines.count);
        if !inside {
            self.faults.add(place, || {
                let found =
                    words().files_sparse_place(&entry.row.to_string(), &entry.column.to_string());
                (
                    found,
                    words().files_sparse_numbers_to(&rows.to_string()),
                    "",
                )
            });
        } else if !fits {
            self.faults.add(place, || {
                let found = words().files_sparse_amount(&format!("{:?}", entry.amount));
                (found, words().files_sparse_amount_range(), "")
            });
        } else {
            self.at = At::Nowhere;
            self.faults.add(place, || {
                (
                    words().files_sparse_another_entry(),
                    words().files_sparse_entries_of_head(&entries.to_string()),
                    "",
                )
            });
        }
    }

    pub(super) fn end_of_file(&mut self) -> Pass {
        if let Some(line) = self.lines.last() {
            self.line(&line);
        }
        let entries = self.size.2;
        if self.faults.count() == 0 && (self.at != At::Entries || self.seen < entries) {
            self.faults.add(Place::File, || {
                let found = words().files_sparse_end_after_entries(&self.seen.to_string());
                let expected = match self.at {
                    At::Banner | At::Size | At::Nowhere => words().files_sparse_head().to_owned(),
                    At::Entries => words().files_of_them(&entries.to_string()),
                };
                (found, expected, words().files_sparse_not_whole())
            });
        }
        if self.faults.count() > 0 || self.gather.end_of_pass(self.size.1) == Pass::Done {
            return Pass::Done;
        }
        (self.at, self.seen, self.lines) = (At::Banner, 0, Lines::default());
        Pass::Again
    }

    pub(super) async fn finish(self, pace: &Pace) -> Result<Sparse, Vec<ImportError>> {
        let mut faults = self.faults;
        if faults.count() > 0 {
            return Err(faults.into_list());
        }
        let (rows, _, entries) = self.size;
        let file = faults.file().to_owned();
        let Some((table, added)) = self.gather.finish(pace).await else {
            faults.add(Place::File, || {
                (
                    words().files_sparse_other_entries(),
                    words().files_sparse_same_file(),
                    words().files_sparse_read_again(),
                )
            });
            return Err(faults.into_list());
        };
        let mut log = vec![words().files_found_two(
            &file,
            &counts::goods(rows),
            &counts::entries(entries as usize),
        )];
        if let Some(line) = self.disorder {
            log.push(words().files_sparse_disorder(&file, &line.to_string()));
        }
        if added > 0 {
            log.push(added_to_another(&file, added));
        }
        Ok(Sparse {
            table,
            names: None,
            log,
        })
    }
}

/// An entry in a line that is not quite usual: white space around it, no end, a number of many digits.
pub(super) fn spelled(text: &[u8]) -> Option<Entry> {
    let mut words = text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let mut place = || std::str::from_utf8(words.next()?).ok()?.parse().ok();
    let (row, column) = (place()?, place()?);
    let word = words.next()?;
    let (amount, end) = amount(word, 0)?;
    (end == word.len() && words.next().is_none()).then_some(Entry {
        row,
        column,
        amount,
        length: text.len(),
    })
}
