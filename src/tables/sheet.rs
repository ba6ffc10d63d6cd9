//! A file told by its header: which kind it is, and where its columns are.

use super::cells::{Cell, Row, Rows};
use super::counts;
use super::fault::{Faults, Place, quoted};
use super::names::meant;
use super::number::has_decimal_comma;
use super::scope::{Scope, apart};
use super::{NamedFile, text};
use crate::pace::Pace;
use crate::words::words;

/// The most goods of a table in this format, which has a cell for each two of them.
pub const MOST_GOODS: usize = 5_000;

/// The most columns of a file: one per good, and those before.
const MOST_COLUMNS: usize = MOST_GOODS + 10;

/// The kinds of files, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Table,
    Externalities,
    Profiles,
    Units,
    Stocks,
    Changes,
    Policy,
}

impl Kind {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Table => words().files_kind_table(),
            Self::Externalities => words().files_kind_externalities(),
            Self::Profiles => words().files_kind_profiles(),
            Self::Units => words().files_kind_units(),
            Self::Stocks => words().files_kind_stocks(),
            Self::Changes => words().files_kind_changes(),
            Self::Policy => words().files_kind_policy(),
        }
    }
}

/// An open file: its header has been read, its rows come next.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) file: &'a str,
    pub(super) kind: Kind,
    pub(super) header: Row<'a>,
    /// How many columns the header has.
    pub(super) width: usize,
    pub(super) rows: Rows<'a>,
}

impl<'a> Sheet<'a> {
    /// Reads the header; `None` after a fault.
    pub(super) async fn open<S: Scope>(
        file: &'a NamedFile,
        faults: &mut Faults<S>,
        pace: &Pace,
    ) -> Option<Self> {
        let text = text::checked(&file.bytes, faults, pace).await?;
        let separator = text::separator(text);
        let mut rows = Rows::of(text, separator);
        let Some(mut header) = rows.next(MOST_COLUMNS, faults, pace).await else {
            if faults.count() == 0 {
                faults.add(Place::File, || {
                    (
                        words().files_header_blank(),
                        words().files_text_header_and_rows(),
                        "",
                    )
                });
            }
            return None;
        };
        if header.columns > MOST_COLUMNS {
            faults.add(Place::Line(header.line), || {
                let found = counts::columns(header.columns);
                (found, words().files_at_most(&counts::goods(MOST_GOODS)), "")
            });
            return None;
        }
        // Spreadsheets write empty columns on the right.
        header.cells.truncate(header.columns);
        let Some(kind) = kind_of::<S>(&header, &rows, pace).await else {
            faults.add(Place::Line(header.line), || unknown(&header));
            return None;
        };
        if S::FULL && separator != b',' {
            rows.comma = apart(decimal_comma::<S>(rows.clone(), pace)).await;
        }
        Some(Self {
            file: &file.name,
            kind,
            width: header.cells.len(),
            header,
            rows,
        })
    }

    /// The next row; `None` at the end.
    pub(super) async fn next(
        &mut self,
        faults: &mut Faults<impl Scope>,
        pace: &Pace,
    ) -> Option<Row<'a>> {
        self.rows.next(self.width, faults, pace).await
    }
}

/// The kind of a file, by its header, and where that leaves a doubt by the names of its first rows.
async fn kind_of<S: Scope>(header: &Row<'_>, rows: &Rows<'_>, pace: &Pace) -> Option<Kind> {
    let titles: Vec<String> = header
        .cells
        .iter()
        .take(12)
        .map(|cell| title(cell))
        .collect();
    let has = |title: &str| titles.iter().any(|other| other == title);
    let first = titles.first().map_or("", String::as_str);
    if S::FULL && is_national(header) {
        return None;
    }
    match first {
        "from_day" if S::FULL => return Some(Kind::Policy),
        "" | "type" => return Some(Kind::Table),
        "name" if has("population") => return Some(Kind::Profiles),
        "name" if has("weight") => return Some(Kind::Externalities),
        "name" if has("stock") || has("keeping") => return Some(Kind::Stocks),
        _ if has("unit") && has("good") && (has("input") || has("output")) => {
            return Some(Kind::Units);
        }
        _ if has("day") && has("what") => return Some(Kind::Changes),
        _ => {}
    }
    let (mut rows, mut faults) = (rows.clone(), Faults::<S>::of(""));
    for _ in 0..20 {
        let Some(row) = rows.next(1, &mut faults, pace).await else {
            break;
        };
        let name = &row.cells[0].text;
        if name.starts_with("Lb(") || header.cells.iter().skip(1).any(|cell| cell.text == *name) {
            return Some(Kind::Table);
        }
    }
    (first == "name").then_some(Kind::Profiles)
}

/// Whether commas in the numbers of these rows are decimal marks: one of them can be nothing else, and no number has a
/// point.
async fn decimal_comma<S: Scope>(mut rows: Rows<'_>, pace: &Pace) -> bool {
    let (mut commas, mut faults) = (false, Faults::<S>::of(""));
    while let Some(row) = rows.next(MOST_COLUMNS, &mut faults, pace).await {
        for cell in &row.cells {
            match has_decimal_comma(cell) {
                Some(false) => return false,
                Some(true) => commas = true,
                None => {}
            }
        }
    }
    commas
}

/// A title of a column, whatever its capitals.
fn title(cell: &Cell<'_>) -> String {
    cell.text
        .chars()
        .take(40)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Whether a header is that of a national table: as the OECD publishes it, with household consumption and foreign trade, or
/// by region and sector.
fn is_national(header: &Row<'_>) -> bool {
    let has = |title: &str| header.cells.iter().any(|cell| cell.text == title);
    let at = |place: usize| header.cells.get(place).map_or("", |cell| &*cell.text);
    let by_region = at(0).eq_ignore_ascii_case("region")
        && (at(1).is_empty() || at(1).eq_ignore_ascii_case("sector"));
    by_region || has("HFCE") && (has("IMPO") || has("EXPO"))
}

fn unknown(header: &Row<'_>) -> (String, &'static str, &'static str) {
    let titles: Vec<&str> = header
        .cells
        .iter()
        .take(6)
        .map(|cell| &*cell.text)
        .collect();
    let first = titles.first().copied().unwrap_or_default();
    let hint = if titles.starts_with(&["day", "egalitarianism"]) {
        words().files_header_is_plan()
    } else if first.starts_with("%%MatrixMarket") || titles == ["input", "good", "amount"] {
        words().files_header_is_sparse()
    } else if is_national(header) {
        words().files_header_is_national()
    } else if header.cells.len() == 1 {
        words().files_header_separators()
    } else {
        ""
    };
    (
        words().files_header_unknown(&quoted(&titles.join(","))),
        words().files_header_known(),
        hint,
    )
}

/// Finds columns by their titles. Those in `needed` must be there; others that are missing are `None`. Columns with
/// other titles are handed to `extra`.
pub(super) fn columns<const N: usize>(
    header: &Row<'_>,
    titles: [&str; N],
    needed: &[&str],
    faults: &mut Faults<impl Scope>,
    mut extra: impl FnMut(&Cell<'_>),
) -> Option<[Option<usize>; N]> {
    let before = faults.count();
    let (mut places, mut misspelt) = ([None; N], Vec::new());
    for (column, cell) in header.cells.iter().enumerate() {
        let found = title(cell);
        match titles.iter().position(|title| *title == found) {
            Some(place) if places[place].is_none() => places[place] = Some(column),
            Some(_) => faults.add(cell, || {
                (
                    words().files_name_another_column(&quoted(&cell.text)),
                    words().files_name_column_once(),
                    "",
                )
            }),
            None => match meant(&found, titles.into_iter()) {
                Some(title) => {
                    misspelt.push(title);
                    faults.add(cell, || {
                        let expected = words().files_header_one_of_columns(&titles.join(","));
                        let hint = words().files_name_meant(&quoted(title));
                        (quoted(&cell.text), expected, hint)
                    });
                }
                None => extra(cell),
            },
        }
    }
    for (place, title) in titles.iter().enumerate() {
        if places[place].is_none() && needed.contains(title) && !misspelt.contains(title) {
            faults.add(Place::Line(header.line), || {
                (
                    words().files_header_no_column(title),
                    words().files_header_columns(&titles.join(",")),
                    "",
                )
            });
        }
    }
    (faults.count() == before).then_some(places)
}
