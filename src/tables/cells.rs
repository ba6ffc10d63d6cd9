//! From text to rows of cells: separators, quotes and line ends, with the place of every cell.

use std::borrow::Cow;

use super::counts;
use super::fault::{Faults, Place, quoted};
use super::scope::Scope;
use super::text::PIECE;
use crate::field::runs;
use crate::pace::Pace;
use crate::words::words;

/// The most rows of one file.
pub const MOST_ROWS: usize = 3_000_000;

/// How much of a cell is kept. No number and no name is as long, so a cell that is cut is at fault in any case.
const MOST_BYTES: usize = PIECE;

/// A cell with its place, without the white space around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell<'a> {
    /// From 1; the line the cell begins in.
    pub(super) line: u32,
    /// From 1.
    pub(super) column: u32,
    pub(super) text: Cow<'a, str>,
    /// Whether a comma in a number is the decimal mark.
    pub(super) comma: bool,
}

/// A row that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// The line it begins in, from 1.
    pub(super) line: u32,
    /// Its cells, but no more than were asked for.
    pub(super) cells: Vec<Cell<'a>>,
    /// How many columns it has up to the last one that is not blank.
    pub(super) columns: usize,
    /// The first cell beyond what was asked for that is not blank.
    surplus: Option<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// The cell in a column, if there is such a column and something in the cell.
    pub(super) fn filled(&self, column: Option<usize>) -> Option<&Cell<'a>> {
        let cell = self.cells.get(column?)?;
        (!cell.text.is_empty()).then_some(cell)
    }

    /// The cell in a column; an empty one at the end of the row when the row is too short.
    pub(super) fn at(&self, column: usize) -> Cell<'a> {
        let missing = Cell {
            line: self.line,
            column: column as u32 + 1,
            text: Cow::Borrowed(""),
            comma: false,
        };
        self.cells.get(column).cloned().unwrap_or(missing)
    }

    /// Whether the row has as many cells as the header; if not, that is a fault.
    pub(super) fn fits(&self, header: usize, faults: &mut Faults<impl Scope>) -> bool {
        if !self.fits_loosely(header, faults) {
            return false;
        }
        if self.cells.len() < header {
            faults.add(Place::Line(self.line), || {
                let found = words().files_cells_row_of(&counts::cells(self.cells.len()));
                let expected = words().files_cells_as_in_header(&counts::cells(header));
                (found, expected, "")
            });
            return false;
        }
        true
    }

    /// Whether the row has no more cells than the header; if it has, that is a fault.
    pub(super) fn fits_loosely(&self, header: usize, faults: &mut Faults<impl Scope>) -> bool {
        let beyond = self.cells.iter().skip(header);
        let mut beyond = beyond.chain(&self.surplus);
        if let Some(cell) = beyond.find(|cell| !cell.text.is_empty()) {
            faults.add(cell, || {
                let cells = counts::cells(self.columns);
                let found = words().files_cells_in_row_of(&quoted(&cell.text), &cells);
                let expected = words().files_cells_as_in_header(&counts::cells(header));
                (found, expected, words().files_cells_split())
            });
            return false;
        }
        true
    }
}

/// The rows of a file, one after the other. Takes time and room for one row at a time.
#[derive(Clone, Debug)]
pub(super) struct Rows<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where work was last counted.
    counted: usize,
    line: u32,
    separator: u8,
    /// Whether a comma in a number is the decimal mark.
    pub(super) comma: bool,
    rows: usize,
    /// Whether a quote was left open, so that rows may be missing.
    pub(super) open_quote: bool,
}

/// What comes after a cell.
#[derive(PartialEq)]
enum After {
    Cell,
    LineEnd,
    TextEnd,
}

impl<'a> Rows<'a> {
    /// The rows of UTF-8 text.
    pub(super) fn of(bytes: &'a [u8], separator: u8) -> Self {
        Self {
            bytes,
            at: 0,
            counted: 0,
            line: 1,
            separator,
            comma: false,
            rows: 0,
            open_quote: false,
        }
    }

    /// The next row that is not blank, with at most `width` of its cells.
    pub(super) async fn next(
        &mut self,
        width: usize,
        faults: &mut Faults<impl Scope>,
        pace: &Pace,
    ) -> Option<Row<'a>> {
        while self.at < self.bytes.len() && !self.open_quote {
            let mut row = Row {
                line: self.line,
                cells: Vec::new(),
                columns: 0,
                surplus: None,
            };
            let mut column = 0;
            loop {
                column += 1;
                let (cell, after) = self.cell(column, faults, pace).await;
                let blank = cell.text.is_empty();
                if !blank {
                    row.columns = column as usize;
                }
                if row.cells.len() < width {
                    row.cells.push(cell);
                } else if !blank && row.surplus.is_none() {
                    row.surplus = Some(cell);
                }
                if after != After::Cell {
                    break;
                }
            }
            if row.columns == 0 || self.open_quote {
                continue;
            }
            self.rows += 1;
            if self.rows > MOST_ROWS {
                faults.add(Place::Line(row.line), || {
                    (
                        words().files_cells_another_row(),
                        words().files_at_most(&counts::rows(MOST_ROWS)),
                        "",
                    )
                });
                return None;
            }
            return Some(row);
        }
        None
    }

    /// The cell that begins here, and what comes after it.
    async fn cell(
        &mut self,
        column: u32,
        faults: &mut Faults<impl Scope>,
        pace: &Pace,
    ) -> (Cell<'a>, After) {
        let (line, begin) = (self.line, self.at);
        while matches!(self.peek(), Some(b' ' | b'\t')) && self.peek() != Some(self.separator) {
            self.at += 1;
            self.count(pace).await;
        }
        let text = if self.peek() == Some(b'"') {
            self.quoted_text(Place::Cell(line, column), faults, pace)
                .await
        } else {
            self.at = begin;
            self.plain_text(pace).await
        };
        let after = match self.peek() {
            None => After::TextEnd,
            Some(byte) if byte == self.separator => After::Cell,
            Some(_) => After::LineEnd,
        };
        match after {
            After::TextEnd => {}
            After::Cell => self.at += 1,
            After::LineEnd => self.line_end(),
        }
        self.count(pace).await;
        let cell = Cell {
            line,
            column,
            text: if faults.full() { unescaped(text) } else { text },
            comma: self.comma,
        };
        (cell, after)
    }

    /// Text up to the next separator or line end.
    async fn plain_text(&mut self, pace: &Pace) -> Cow<'a, str> {
        let begin = self.at;
        let separator = self.separator;
        self.skip_to(
            |byte| byte == separator || byte == b'\n' || byte == b'\r',
            pace,
        )
        .await;
        trimmed(text_of(&self.bytes[begin..self.at]))
    }

    /// Text in quotes, where two quotes stand for one; after it the place of the next separator or line end.
    async fn quoted_text(
        &mut self,
        place: Place,
        faults: &mut Faults<impl Scope>,
        pace: &Pace,
    ) -> Cow<'a, str> {
        let mut text = Cow::Borrowed("");
        loop {
            self.at += 1;
            let begin = self.at;
            self.skip_to(|byte| byte == b'"', pace).await;
            append(&mut text, text_of(&self.bytes[begin..self.at]));
            if self.peek().is_none() {
                self.open_quote = true;
                faults.add(place, || {
                    (
                        words().files_cells_open_quote(),
                        words().files_cells_closing_quote(),
                        words().files_cells_double_quote(),
                    )
                });
                return trimmed(text);
            }
            self.at += 1;
            if self.peek() != Some(b'"') {
                break;
            }
            append(&mut text, Cow::Borrowed("\""));
            self.count(pace).await;
        }
        let rest = self.plain_text(pace).await;
        if !rest.is_empty() {
            faults.add(place, || {
                (
                    words().files_cells_after_quote(&quoted(&rest)),
                    words().files_cells_next_cell(),
                    words().files_cells_double_quote(),
                )
            });
        }
        trimmed(text)
    }

    /// Goes on to the first byte that is looked for, or to the end.
    async fn skip_to(&mut self, wanted: impl Fn(u8) -> bool, pace: &Pace) {
        loop {
            let piece = &self.bytes[self.at..self.bytes.len().min(self.at + PIECE)];
            let found = piece.iter().position(|&byte| wanted(byte));
            let skipped = &piece[..found.unwrap_or(piece.len())];
            for (place, &byte) in skipped.iter().enumerate() {
                let next = self.bytes.get(self.at + place + 1);
                if byte == b'\n' || byte == b'\r' && next != Some(&b'\n') {
                    self.line += 1;
                }
            }
            self.at += skipped.len();
            if found.is_some() || self.at == self.bytes.len() {
                return;
            }
            self.count(pace).await;
        }
    }

    fn line_end(&mut self) {
        let crlf = self.bytes[self.at..].starts_with(b"\r\n");
        self.at += if crlf { 2 } else { 1 };
        self.line += 1;
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Pauses here if a piece of work has been done.
    async fn count(&mut self, pace: &Pace) {
        // White space before a cell is looked at twice, so this may be behind what was counted.
        let done = self.at.saturating_sub(self.counted);
        if done >= PIECE {
            self.counted = self.at;
            // A byte takes about sixteen times as long as a multiply-add.
            pace.work(16 * done).await;
        }
    }
}

/// Bytes between two separators. They were checked to be UTF-8 before, and no letter can be cut by a separator.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)])
}

fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else if text.len() < MOST_BYTES {
        text.to_mut().push_str(&more);
    }
}

/// Text without the mark that keeps a spreadsheet from taking it for a formula; see [`crate::field::text`].
fn unescaped(text: Cow<'_, str>) -> Cow<'_, str> {
    let marked = text
        .strip_prefix('\'')
        .is_some_and(|rest| runs(rest.trim_start_matches('\'')));
    match text {
        Cow::Borrowed(text) if marked => Cow::Borrowed(&text[1..]),
        Cow::Owned(mut text) if marked => {
            text.remove(0);
            Cow::Owned(text)
        }
        text => text,
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        // Not all of it is there, and what is there must not be taken for a number, a name or nothing.
        text if text.len() >= MOST_BYTES => text,
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::scope::Everything;

    fn check(text: &str, separator: u8, expected: &[(u32, &[&str])]) -> Vec<String> {
        let mut faults = Faults::<Everything>::of("f");
        let mut rows = Rows::of(text.as_bytes(), separator);
        let mut found = Vec::new();
        Pace::finish(|pace| {
            let (rows, faults, found) = (&mut rows, &mut faults, &mut found);
            async move {
                while let Some(row) = rows.next(4, faults, &pace).await {
                    let texts = row.cells.iter().map(|cell| cell.text.to_string());
                    found.push((row.line, texts.collect::<Vec<_>>()));
                }
            }
        });
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
        faults.into_list().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn line_ends_quotes_and_blank_lines() {
        let rows: &[(u32, &[&str])] = &[(1, &["a", "b"]), (3, &["1", "2"])];
        for text in [
            "a,b\n\n1,2",
            "a,b\r\n\r\n1,2\r\n",
            "a,b\r\r1,2\r",
            " a , \"b\" \n,\n1,2\n\n",
        ] {
            assert!(check(text, b',', rows).is_empty());
        }
        let rows: &[(u32, &[&str])] = &[
            (1, &["a,\n\r\nb", "say \"x\"", "5\" pipe"]),
            (4, &["c", ""]),
        ];
        assert!(check("\"a,\n\r\nb\",\"say \"\"x\"\"\",5\" pipe\nc,", b',', rows).is_empty());
        assert!(check("a\tb\n\t2", b'\t', &[(1, &["a", "b"]), (2, &["", "2"])]).is_empty());
    }

    #[test]
    fn quotes_gone_wrong() {
        let faults = check("a,b\n1,\"2\n3,4\n", b',', &[(1, &["a", "b"])]);
        assert_eq!(
            faults,
            [
                "f, line 2, column B: found a quotation mark that is never closed, expected a second one at the end of the \
              cell. A quotation mark that belongs to the text is written twice, inside quotes."
            ]
        );
        let faults = check("\"a\"x,b", b',', &[(1, &["a", "b"])]);
        assert_eq!(
            faults,
            [
                "f, line 1, column A: found \"x\" after a closing quotation mark, expected the next cell. A quotation mark \
              that belongs to the text is written twice, inside quotes."
            ]
        );
    }

    #[test]
    fn a_row_without_end_takes_no_more_room_than_was_asked_for() {
        let text = format!("{}x", ",".repeat(1_000_000));
        let mut task = crate::pace::Task::new(|pace| async move {
            let bytes = text.into_bytes();
            let mut rows = Rows::of(&bytes, b',');
            rows.next(4, &mut Faults::<Everything>::of("f"), &pace)
                .await
                .map(|row| (row.cells.len(), row.columns))
        });
        let mut pieces = 1;
        let row = loop {
            match task.advance(&mut 1) {
                Some(row) => break row,
                None => pieces += 1,
            }
        };
        assert_eq!(row, Some((4, 1_000_001)));
        assert!(pieces > 50, "{pieces} pieces");
    }
}
