//! Long lists: `input,good,amount`, a row per coefficient, goods by their names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::entry::amount;
use super::gather::{Gather, Pass};
use super::lines::{Lines, MOST_LINE};
use super::{MOST_ENTRIES, MOST_GOODS, Sparse, added_to_another};
use crate::economy::LARGEST;
use crate::pace::Pace;
use crate::tables::ImportError;
use crate::tables::cells::Cell;
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::tables::names::new_name;
use crate::tables::number::{Range, number};
use crate::tables::text;
use crate::words::{Language, words};

const TITLES: [&str; 3] = ["input", "good", "amount"];

/// Whether the first line of a file names the columns of such a list.
pub(super) fn is_header(first: &[u8]) -> bool {
    columns(first).is_some()
}

/// The separator, and in which columns input, good and amount stand.
fn columns(first: &[u8]) -> Option<(u8, [usize; 3])> {
    let line = first.split(|&byte| byte == b'\n').next()?;
    if line.len() > 200 {
        return None;
    }
    let separator = text::separator(line);
    let titles: Vec<String> = cells(line.trim_ascii_end(), separator)
        .map(|cell| cell.to_ascii_lowercase())
        .collect();
    if titles.len() != TITLES.len() {
        return None;
    }
    let mut places = [0; 3];
    for (place, title) in places.iter_mut().zip(TITLES) {
        *place = titles.iter().position(|found| found == title)?;
    }
    Some((separator, places))
}

/// The cells of a line without line breaks in them, without quotes.
fn cells(line: &[u8], separator: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let mut inside = false;
        let end = line.iter().position(|&byte| {
            inside ^= byte == b'"';
            byte == separator && !inside
        });
        rest = end.map(|end| &line[end + 1..]);
        let cell = String::from_utf8_lossy(&line[..end.unwrap_or(line.len())]);
        Some(unquoted(cell))
    })
}

fn unquoted(cell: Cow<'_, str>) -> Cow<'_, str> {
    let text = cell.trim();
    match text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    {
        Some(inside) => Cow::Owned(inside.replace("\"\"", "\"").trim().to_owned()),
        None if text.len() == cell.len() => cell,
        None => Cow::Owned(text.to_owned()),
    }
}

/// A long list on its way in: the first pass meets the goods and counts, the second puts amounts in their places.
#[derive(Debug)]
pub(super) struct Long {
    bytes: u64,
    lines: Lines,
    faults: FullFaults,
    /// Separator and columns, once the header has been read.
    header: Option<(u8, [usize; 3])>,
    goods: BTreeMap<Box<str>, u32>,
    entries: u64,
    second: bool,
    gather: Gather,
    stopped: bool,
}

impl Long {
    pub(super) fn new(file: &str, bytes: u64) -> Self {
        Self {
            bytes,
            lines: Lines::default(),
            faults: FullFaults::of(file),
            header: None,
            goods: BTreeMap::new(),
            entries: 0,
            second: false,
            gather: Gather::unknown(),
            stopped: false,
        }
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
            let Some((line, after)) = self.lines.next(rest) else {
                break;
            };
            self.line(line);
            rest = after;
        }
        self.goes_on()
    }

    fn goes_on(&self) -> bool {
        !self.stopped && self.faults.has_room()
    }

    fn line(&mut self, line: &[u8]) {
        let number_of_line = self.lines.count;
        if !self.goes_on() {
            return;
        }
        let Some((separator, columns)) = self.header else {
            self.header = columns(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
            if self.header.is_none() {
                self.stopped = true;
                self.faults.add(Place::Line(number_of_line), || {
                    let found = quoted(&String::from_utf8_lossy(&line[..line.len().min(200)]));
                    (found, words().files_sparse_header(), "")
                });
            }
            return;
        };
        if line.trim_ascii().is_empty() {
            return;
        }
        let found: Vec<Cow<'_, str>> = cells(line, separator).take(4).collect();
        if found.len() != 3 || line.len() >= MOST_LINE {
            self.faults.add(Place::Line(number_of_line), || {
                let found = quoted(&String::from_utf8_lossy(line));
                (
                    found,
                    words().files_sparse_row(),
                    words().files_sparse_names_in_quotes(),
                )
            });
            return;
        }
        let cell = |column: usize| Cell {
            line: number_of_line,
            column: columns[column] as u32 + 1,
            text: found[columns[column]].clone(),
            comma: false,
        };
        let text = &found[columns[2]];
        let read = amount(text.as_bytes(), 0).filter(|(_, end)| *end == text.len());
        let size = match read {
            Some((amount, _)) if (0.0..=LARGEST).contains(&amount) => amount,
            // Says what is wrong, and how to mend it.
            _ => match number(&cell(2), Range::NotNegative, &mut self.faults) {
                Some(amount) => amount,
                None => return,
            },
        };
        let (row, column) = (self.good(&cell(0)), self.good(&cell(1)));
        if let (Some(row), Some(column)) = (row, column) {
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                self.stopped = true;
                self.faults.add(Place::Line(number_of_line), || {
                    (
                        words().files_cells_another_row(),
                        words().files_at_most(&MOST_ENTRIES.to_string()),
                        "",
                    )
                });
                return;
            }
            self.gather.entry(row as usize, column as usize, size);
        }
    }

    /// The number of a good, which is new when the name is.
    fn good(&mut self, cell: &Cell<'_>) -> Option<u32> {
        if let Some(&good) = self.goods.get(&*cell.text) {
            return Some(good);
        }
        if self.second {
            // The file has changed meanwhile; the gatherer notices what is missing.
            return None;
        }
        let name = new_name(cell, Language::files_name_good, &mut self.faults)?;
        if self.goods.len() == MOST_GOODS {
            self.stopped = true;
            self.faults.add(cell, || {
                (
                    words().files_sparse_another_good(),
                    words().files_at_most(&counts::goods(MOST_GOODS)),
                    "",
                )
            });
            return None;
        }
        let good = self.goods.len() as u32;
        self.goods.insert(name.into(), good);
        self.gather.counts.push(0);
        Some(good)
    }

    pub(super) fn end_of_file(&mut self) -> Pass {
        if let Some(line) = self.lines.last() {
            self.line(&line);
        }
        if self.faults.count() == 0 && self.goods.is_empty() {
            self.faults.add(Place::File, || {
                (
                    words().files_sparse_no_row(&self.bytes.to_string()),
                    words().files_sparse_rows(),
                    "",
                )
            });
        }
        if self.faults.count() > 0 || self.gather.end_of_pass(self.goods.len()) == Pass::Done {
            return Pass::Done;
        }
        (self.header, self.entries, self.second) = (None, 0, true);
        self.lines = Lines::default();
        Pass::Again
    }

    pub(super) async fn finish(self, pace: &Pace) -> Result<Sparse, Vec<ImportError>> {
        let mut faults = self.faults;
        if faults.count() > 0 {
            return Err(faults.into_list());
        }
        let file = faults.file().to_owned();
        let Some((table, added)) = self.gather.finish(pace).await else {
            faults.add(Place::File, || {
                (
                    words().files_sparse_other_rows(),
                    words().files_sparse_same_file(),
                    words().files_sparse_read_again(),
                )
            });
            return Err(faults.into_list());
        };
        let mut names = vec![String::new(); self.goods.len()];
        for (name, good) in self.goods {
            names[good as usize] = name.into();
        }
        pace.work(names.len()).await;
        let mut log = vec![words().files_found_two(
            &file,
            &counts::goods(names.len()),
            &counts::rows(self.entries as usize),
        )];
        if added > 0 {
            log.push(added_to_another(&file, added));
        }
        Ok(Sparse {
            table,
            names: Some(names),
            log,
        })
    }
}
