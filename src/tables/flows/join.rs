//! The files of one table of flows: final demand beside the industries, emissions below them.

use std::collections::BTreeMap;

use super::grid::{self, Grid, MOST_COLUMNS, Title};
use super::words;
use crate::order;
use crate::pace::Pace;
use crate::tables::fault::{FullFaults, Place, counted, quoted};
use crate::tables::{ImportError, NamedFile};

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As the OECD publishes national tables: columns D.., then HFCE to IMPO; rows TTL_.., then TXS_.., VALU, OUTPUT.
    Oecd,
    /// Two header rows and leading columns, region and sector (EXIOBASE, pymrio).
    Regions,
    /// Any other table with a row of titles and a column of titles.
    Plain,
}

impl Layout {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Oecd => "a national table as the OECD publishes it",
            Self::Regions => "a table with two header rows, by region and sector",
            Self::Plain => "a table of flows",
        }
    }
}

/// What a column or a row is called, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name; no two columns share one, and no two rows.
    pub name: String,
    /// What it is counted in, empty when the table does not say.
    pub unit: String,
    /// The file it stands in.
    pub file: String,
    /// The column from 1, or the line.
    pub place: u32,
}

/// A table of flows, or of coefficients, before anything is decided about it.
///
/// Invariants: every row has a number for each column; the names of columns differ, and so do those of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowTable {
    pub(super) layout: Layout,
    pub(super) columns: Vec<Heading>,
    pub(super) rows: Vec<Heading>,
    pub(super) cells: Vec<Box<[f64]>>,
    pub(super) log: Vec<String>,
}

impl FlowTable {
    /// How it is laid out.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Its columns.
    #[must_use]
    pub fn columns(&self) -> &[Heading] {
        &self.columns
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &[Heading] {
        &self.rows
    }

    /// The number in a cell.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row][column]
    }
}

/// Reads one table of flows, which may stand in several files: industries (Z or A), final demand (Y), output (x) and
/// rows of labour or emissions (F) each in one.
///
/// # Errors
/// Everything that is wrong with the files.
pub async fn read(files: &[NamedFile], pace: &Pace) -> Result<FlowTable, Vec<ImportError>> {
    let (mut grids, mut all) = (Vec::new(), Vec::new());
    for file in files {
        let mut faults = FullFaults::of(&file.name);
        if let Some(grid) = grid::read(file, &mut faults, pace).await {
            grids.push(grid);
        }
        all.push(faults);
    }
    if files.is_empty() {
        let mut none = FullFaults::of("all files");
        none.add(Place::File, || ("no file", "a table of flows", ""));
        all.push(none);
    }
    let listed = |all: Vec<FullFaults>| all.into_iter().flat_map(FullFaults::into_list).collect();
    if all.iter().any(|faults| faults.count() > 0) {
        return Err(listed(all));
    }
    for grid in &mut grids {
        tell_apart(&mut grid.columns, &grid.file, "column", &mut grid.log);
        tell_apart(&mut grid.rows, &grid.file, "row", &mut grid.log);
    }
    // The table of industries is the one whose columns are its rows; the order of the files plays no part.
    order::sort_by(&mut grids, |a, b| {
        (shared(b), &a.file).cmp(&(shared(a), &b.file))
    });
    let mut grids = grids.into_iter();
    let mut table = grids.next().map_or_else(empty, begin);
    for grid in grids {
        let mut faults = FullFaults::of(&grid.file);
        add(&mut table, grid, &mut faults, pace).await;
        if faults.count() > 0 {
            return Err(faults.into_list());
        }
    }
    Ok(table)
}

/// Two columns of one name are numbered, because a table may well have two that are called "Total".
fn tell_apart(titles: &mut [Title], file: &str, kind: &str, log: &mut Vec<String>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for title in titles {
        let name = title.name();
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            title.parts.push(format!("no. {count}"));
            if log.len() < 50 {
                let new = quoted(&title.name());
                log.push(format!(
                    "{file}: another {kind} {} is called {new}.",
                    quoted(&name)
                ));
            }
        }
    }
}

/// How many columns bear the name of a row.
fn shared(grid: &Grid) -> usize {
    let rows = order::set(grid.rows.iter().map(|row| words::key(&row.name())));
    let columns = grid.columns.iter();
    columns
        .filter(|column| rows.contains(&words::key(&column.name())))
        .count()
}

fn headings(titles: Vec<Title>, file: &str) -> impl Iterator<Item = Heading> {
    titles.into_iter().map(move |title| Heading {
        name: title.name(),
        unit: title.unit,
        file: file.to_owned(),
        place: title.place,
    })
}

fn empty() -> FlowTable {
    FlowTable {
        layout: Layout::Plain,
        columns: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
        log: Vec::new(),
    }
}

fn begin(grid: Grid) -> FlowTable {
    let oecd = |title: &Title| words::is_oecd_demand(&title.name());
    let ttl = |title: &Title| title.name().starts_with("TTL_");
    let layout = if grid.columns.iter().any(oecd) && grid.rows.iter().any(ttl) {
        Layout::Oecd
    } else if grid.header_rows > 1 {
        Layout::Regions
    } else {
        Layout::Plain
    };
    let mut table = empty();
    table.layout = layout;
    table.log.push(format!(
        "{}: {}, {} and {}.",
        grid.file,
        layout.name(),
        counted(grid.columns.len(), "column", "columns"),
        counted(grid.rows.len(), "row", "rows"),
    ));
    table.log.extend(grid.log);
    table.columns.extend(headings(grid.columns, &grid.file));
    table.rows.extend(headings(grid.rows, &grid.file));
    table.cells = grid.cells;
    table
}

/// Adds a further file: columns for rows that are known, or rows for columns that are known.
async fn add(table: &mut FlowTable, grid: Grid, faults: &mut FullFaults, pace: &Pace) {
    let place_of = |headings: &[Heading]| {
        let places = headings.iter().enumerate();
        order::map(places.map(|(place, heading)| (heading.name.clone(), place)))
    };
    let (rows, columns) = (place_of(&table.rows), place_of(&table.columns));
    let strange_row = grid.rows.iter().find(|row| !rows.contains_key(&row.name()));
    let strange_column = grid
        .columns
        .iter()
        .find(|column| !columns.contains_key(&column.name()));
    let width = table.columns.len();
    if let (Some(row), Some(column)) = (strange_row, strange_column) {
        let first = table.rows.first().map_or("", |row| &row.file);
        faults.add(Place::Line(row.place), || {
            (
                format!("the row {} and the column {}", quoted(&row.name()), quoted(&column.name())),
                format!("the rows of {}, or its columns", quoted(first)),
                "Files of one table name its industries alike; bring files of other tables one at a time.",
            )
        });
        return;
    }
    table.log.extend(grid.log);
    let file = &grid.file;
    if strange_row.is_none() {
        if width + grid.columns.len() > MOST_COLUMNS {
            faults.add(Place::File, || {
                let found = counted(width + grid.columns.len(), "column", "columns");
                (
                    format!("{found} in all files"),
                    format!("at most {}", counted(MOST_COLUMNS, "", "").trim()),
                    "",
                )
            });
            return;
        }
        let count = counted(grid.columns.len(), "column", "columns");
        table
            .log
            .push(format!("{file}: {count} more for the same rows."));
        let added = grid.columns.len();
        table.columns.extend(headings(grid.columns, file));
        let mut wide: Vec<Option<Box<[f64]>>> = table.rows.iter().map(|_| None).collect();
        for (title, cells) in grid.rows.iter().zip(grid.cells) {
            wide[rows[&title.name()]] = Some(cells);
        }
        for (cells, more) in table.cells.iter_mut().zip(wide) {
            let more = more.unwrap_or_else(|| vec![0.0; added].into_boxed_slice());
            *cells = [&**cells, &*more].concat().into_boxed_slice();
            pace.work(cells.len()).await;
        }
    } else {
        let count = counted(grid.rows.len(), "row", "rows");
        table
            .log
            .push(format!("{file}: {count} more for the same columns."));
        let places: Vec<usize> = grid
            .columns
            .iter()
            .map(|column| columns[&column.name()])
            .collect();
        for cells in grid.cells {
            let mut full = vec![0.0; width].into_boxed_slice();
            places
                .iter()
                .zip(&cells)
                .for_each(|(&place, &cell)| full[place] = cell);
            table.cells.push(full);
            pace.work(width).await;
        }
        table.rows.extend(headings(grid.rows, file));
    }
}
