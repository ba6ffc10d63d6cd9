//! A file told by its header: which kind it is, and where its columns are.

use super::cells::{Cell, Row, Rows};
use super::fault::{Faults, Place, counted, quoted};
use super::names::meant;
use super::number::has_decimal_comma;
use super::scope::{Scope, apart};
use super::{NamedFile, text};
use crate::pace::Pace;

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
            Self::Table => "table",
            Self::Externalities => "list of externalities",
            Self::Profiles => "list of profiles",
            Self::Units => "list of production units",
            Self::Stocks => "list of stocks",
            Self::Changes => "list of changes",
            Self::Policy => "policy",
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
                    ("empty rows only", "a header and rows below it", "")
                });
            }
            return None;
        };
        if header.columns > MOST_COLUMNS {
            faults.add(Place::Line(header.line), || {
                let found = counted(header.columns, "column", "columns");
                (
                    found,
                    format!("at most {} goods", counted(MOST_GOODS, "", "").trim()),
                    "",
                )
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
    const KINDS: &str = "the header of a table (Type, then goods), of profiles (Name,Population, then goods), units \
         (unit,good,input,capacity,output,amount), stocks (name,stock,bound,keeping,gestation,loss), externalities \
         (name,weight, then goods), changes (day,what,name,of,value) or a policy (from_day,investment)";
    let titles: Vec<&str> = header
        .cells
        .iter()
        .take(6)
        .map(|cell| &*cell.text)
        .collect();
    let first = titles.first().copied().unwrap_or_default();
    let hint = if titles.starts_with(&["day", "egalitarianism"]) {
        "This is a plan that was taken away, not a file of an economy."
    } else if first.starts_with("%%MatrixMarket") || titles == ["input", "good", "amount"] {
        "This is a sparse table: open it in the tab \"Tables\", together with its demand."
    } else if is_national(header) {
        "This is a national table: open it in the tab \"Tables\"."
    } else if header.cells.len() == 1 {
        "Columns are separated by commas, semicolons or tabs."
    } else {
        ""
    };
    (
        format!("the header {}", quoted(&titles.join(","))),
        KINDS,
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
                    format!("another column {}", quoted(&cell.text)),
                    "each column once",
                    "",
                )
            }),
            None => match meant(&found, titles.into_iter()) {
                Some(title) => {
                    misspelt.push(title);
                    faults.add(cell, || {
                        let expected = format!("one of the columns {}", titles.join(","));
                        let hint = format!("Did you mean {}?", quoted(title));
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
                    format!("no column {title}"),
                    format!("the columns {}", titles.join(",")),
                    "",
                )
            });
        }
    }
    (faults.count() == before).then_some(places)
}
