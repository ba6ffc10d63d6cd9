//! The files of one table of flows: final demand beside the industries, emissions below them.

use std::collections::BTreeMap;

use super::grid::{self, Grid, MOST_COLUMNS, Title};
use super::words;
use crate::order;
use crate::pace::Pace;
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::tables::{ImportError, NamedFile};
use crate::words::{Language, words};

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
            Self::Oecd => words().files_flows_oecd(),
            Self::Regions => words().files_flows_regions(),
            Self::Plain => words().files_flows_plain(),
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
        let mut none = FullFaults::of(words().files_all_files());
        none.add(Place::File, || {
            (words().files_set_no_file(), words().files_flows_plain(), "")
        });
        all.push(none);
    }
    let listed = |all: Vec<FullFaults>| all.into_iter().flat_map(FullFaults::into_list).collect();
    if all.iter().any(|faults| faults.count() > 0) {
        return Err(listed(all));
    }
    for grid in &mut grids {
        tell_apart(
            &mut grid.columns,
            &grid.file,
            Language::files_flows_another_column,
            &mut grid.log,
        );
        tell_apart(
            &mut grid.rows,
            &grid.file,
            Language::files_flows_another_row,
            &mut grid.log,
        );
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
fn tell_apart(
    titles: &mut [Title],
    file: &str,
    sentence: fn(Language, &str, &str, &str) -> String,
    log: &mut Vec<String>,
) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for title in titles {
        let name = title.name();
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            title
                .parts
                .push(words().files_flows_numbered(&count.to_string()));
            if log.len() < 50 {
                let new = quoted(&title.name());
                log.push(sentence(words(), file, &quoted(&name), &new));
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
    table.log.push(words().files_flows_read(
        &grid.file,
        layout.name(),
        &counts::columns(grid.columns.len()),
        &counts::rows(grid.rows.len()),
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
                words().files_flows_row_and_column(&quoted(&row.name()), &quoted(&column.name())),
                words().files_flows_rows_or_columns(&quoted(first)),
                words().files_flows_one_table(),
            )
        });
        return;
    }
    table.log.extend(grid.log);
    let file = &grid.file;
    if strange_row.is_none() {
        if width + grid.columns.len() > MOST_COLUMNS {
            faults.add(Place::File, || {
                let found = counts::columns(width + grid.columns.len());
                (
                    words().files_flows_in_all_files(&found),
                    words().files_at_most(&counts::grouped(MOST_COLUMNS)),
                    "",
                )
            });
            return;
        }
        let count = counts::columns(grid.columns.len());
        table
            .log
            .push(words().files_flows_columns_more(file, &count));
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
        let count = counts::rows(grid.rows.len());
        table.log.push(words().files_flows_rows_more(file, &count));
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
