//! A file of flows as a grid of numbers, with what its header rows and leading columns call them.

use crate::pace::Pace;
use crate::tables::NamedFile;
use crate::tables::cells::{Cell, Row, Rows};
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::tables::names::new_name;
use crate::tables::number::{Range, is_literal, number};
use crate::tables::text;
use crate::words::{Language, Text, words};

/// The most columns of a table of flows: as many as the goods of an economy in files, and final demand in plenty.
pub(super) const MOST_COLUMNS: usize = 8_000;

/// The most rows that a header may have.
const MOST_HEADERS: usize = 4;

/// What a column or a row is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// All that is said of it, from the outside in: region, sector.
    pub(super) parts: Vec<String>,
    /// What it is counted in, if the file says so.
    pub(super) unit: String,
    /// The column from 1, or the line.
    pub(super) place: u32,
}

impl Title {
    /// Its parts in one: "AT, Paddy rice".
    pub(super) fn name(&self) -> String {
        self.parts.join(", ")
    }
}

/// The numbers of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) file: String,
    pub(super) header_rows: usize,
    pub(super) columns: Vec<Title>,
    pub(super) rows: Vec<Title>,
    /// A list per row, as long as there are columns.
    pub(super) cells: Vec<Box<[f64]>>,
    /// How the file was understood, in sentences.
    pub(super) log: Vec<String>,
}

/// The rows above the numbers, and how many columns stand left of them.
struct Header<'a> {
    rows: Vec<Row<'a>>,
    index: usize,
    width: usize,
    unit: bool,
    first: Option<Row<'a>>,
}

/// Reads a file; `None` after a fault.
pub(super) async fn read(file: &NamedFile, faults: &mut FullFaults, pace: &Pace) -> Option<Grid> {
    let bytes = text::checked(&file.bytes, faults, pace).await?;
    let mut rows = Rows::of(bytes, text::separator(bytes));
    let mut log = Vec::new();
    let mut header = header(&mut rows, &mut log, faults, pace).await?;
    let mut grid = Grid {
        file: faults.file().to_owned(),
        header_rows: header.rows.len(),
        columns: columns(&header, faults),
        rows: Vec::new(),
        cells: Vec::new(),
        log,
    };
    let mut blank = 0;
    let mut next = header.first.take();
    while let Some(row) = next {
        read_row(&row, &header, &mut grid, &mut blank, faults);
        next = rows.next(header.width, faults, pace).await;
    }
    if grid.rows.is_empty() {
        faults.add(Place::File, || {
            let expected = words().files_flows_rows_of_numbers();
            (words().files_flows_no_number(), expected, "")
        });
        return None;
    }
    if blank > 0 {
        let cells = counts::empty_cells(blank);
        grid.log
            .push(words().files_flows_read_as_zero(&grid.file, &cells));
    }
    Some(grid)
}

/// The rows above the numbers.
async fn header<'a>(
    rows: &mut Rows<'a>,
    log: &mut Vec<String>,
    faults: &mut FullFaults,
    pace: &Pace,
) -> Option<Header<'a>> {
    let mut above: Vec<Row<'a>> = Vec::new();
    let mut index = 1;
    loop {
        let Some(row) = rows.next(MOST_COLUMNS, faults, pace).await else {
            faults.add(Place::File, || {
                let expected = words().files_flows_header_and_numbers();
                (words().files_flows_no_row(), expected, "")
            });
            return None;
        };
        if row.columns > MOST_COLUMNS {
            faults.add(Place::Line(row.line), || {
                (
                    counts::columns(row.columns),
                    words().files_at_most(&counts::columns(MOST_COLUMNS)),
                    words().files_flows_take_together(),
                )
            });
            return None;
        }
        if above.is_empty() {
            if row.columns == 1 {
                let (file, text) = (faults.file(), quoted(&row.cells[0].text));
                log.push(words().files_flows_heading(file, &row.line.to_string(), &text));
                continue;
            }
            index = leading(&row);
            above.push(row);
            continue;
        }
        if above.len() < MOST_HEADERS && belongs_to_header(&row, &above[0], index) {
            above.push(row);
            continue;
        }
        let width = above.iter().map(|row| row.columns).max().unwrap_or(0);
        let unit = unit_column(&mut above, index);
        if above.len() == 1 && index == 1 {
            // Only a header of one row can have names in more columns than it leaves free.
            let named = |column: &usize| {
                let cell = row.filled(Some(*column));
                cell.is_some_and(|cell| {
                    !is_literal(&cell.text) && cell.text.chars().any(char::is_alphabetic)
                })
            };
            index += (1..width.saturating_sub(1)).take_while(named).count();
        }
        let unit = unit || index > 1 && above[0].at(index - 1).text.eq_ignore_ascii_case("unit");
        return Some(Header {
            rows: above,
            index,
            width,
            unit,
            first: Some(row),
        });
    }
}

/// How many columns stand left of the names of a header's first row: those that it leaves free, after the first.
fn leading(row: &Row<'_>) -> usize {
    let named = (1..row.columns).find(|&column| row.filled(Some(column)).is_some());
    named.unwrap_or(1).min(3)
}

/// Whether a row goes on with the header: it names columns (and has no name of its own), or it names the leading
/// columns and has nothing else.
fn belongs_to_header(row: &Row<'_>, first: &Row<'_>, index: usize) -> bool {
    let mut beyond = (index..row.columns).filter_map(|column| row.filled(Some(column)));
    let free = (1..index).all(|column| row.filled(Some(column)).is_none());
    match beyond.next() {
        None => true,
        Some(_) if index > 1 && free => true,
        Some(cell) => {
            let levels = index > 1
                || first.at(0).text.eq_ignore_ascii_case("region")
                || row.at(0).text.is_empty();
            levels && !is_literal(&cell.text) && !beyond.any(|cell| is_literal(&cell.text))
        }
    }
}

/// Takes a row of names of the leading columns off the header, and says whether the last of them holds units: it is
/// called so, or there is one column more than the header has rows.
fn unit_column(above: &mut Vec<Row<'_>>, index: usize) -> bool {
    let last = above
        .last()
        .filter(|row| row.columns <= index && above.len() > 1);
    let is_unit = |row: &Row<'_>| row.at(index - 1).text.eq_ignore_ascii_case("unit");
    let called = last.map(is_unit);
    if called.is_some() {
        above.pop();
    }
    index > 1 && called.unwrap_or(above.len() > 1 && index > above.len())
}

fn columns(header: &Header<'_>, faults: &mut FullFaults) -> Vec<Title> {
    let places = header.index..header.width;
    places
        .map(|column| {
            let cells = header.rows.iter().map(|row| row.at(column));
            title(
                cells,
                column as u32 + 1,
                Language::files_name_column,
                faults,
            )
        })
        .collect()
}

/// The title that some cells make together; what is empty says nothing.
fn title<'a>(
    cells: impl Iterator<Item = Cell<'a>>,
    place: u32,
    expected: Text,
    faults: &mut FullFaults,
) -> Title {
    let mut cells = cells.peekable();
    let first = cells.peek().cloned();
    let filled = cells.filter(|cell| !cell.text.is_empty());
    let parts: Vec<String> = filled
        .filter_map(|cell| new_name(&cell, expected, faults))
        .collect();
    if let (true, Some(cell)) = (parts.is_empty(), first.filter(|cell| cell.text.is_empty())) {
        // Says that a name is missing, and where.
        new_name(&cell, expected, faults);
    }
    Title {
        parts,
        unit: String::new(),
        place,
    }
}

fn read_row(
    row: &Row<'_>,
    header: &Header<'_>,
    grid: &mut Grid,
    blank: &mut usize,
    faults: &mut FullFaults,
) {
    if row.columns <= header.index {
        let text = quoted(&row.cells[0].text);
        if grid.log.len() < 50 {
            let sentence = words().files_flows_remark(&grid.file, &row.line.to_string(), &text);
            grid.log.push(sentence);
        }
        return;
    }
    if !row.fits_loosely(header.width, faults) {
        return;
    }
    let mut names: Vec<Cell<'_>> = (0..header.index).map(|column| row.at(column)).collect();
    let unit = if header.unit { names.pop() } else { None };
    let mut title = title(
        names.into_iter(),
        row.line,
        Language::files_name_row,
        faults,
    );
    if let Some(unit) = unit.filter(|unit| !unit.text.is_empty()) {
        title.unit = new_name(&unit, Language::files_name_unit, faults).unwrap_or_default();
    }
    let mut numbers = vec![0.0; header.width - header.index].into_boxed_slice();
    for (place, slot) in numbers.iter_mut().enumerate() {
        match row.filled(Some(header.index + place)) {
            Some(cell) => *slot = number(cell, Range::Any, faults).unwrap_or_default(),
            None => *blank += 1,
        }
    }
    grid.rows.push(title);
    grid.cells.push(numbers);
}
