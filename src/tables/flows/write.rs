//! An economy of flows as the files that the planner opens.

use std::fmt::Write as _;

use crate::field;
use crate::pace::Pace;
use crate::tables::NamedFile;

/// What is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) goods: Vec<String>,
    /// What each good is counted in.
    pub(super) units: Vec<String>,
    /// Coefficients, a list per row.
    pub(super) table: Vec<Vec<f64>>,
    /// External demand per good.
    pub(super) external: Vec<f64>,
    /// Name, and amount per unit of each good.
    pub(super) labour: Vec<(String, Vec<f64>)>,
    pub(super) externalities: Vec<(String, Vec<f64>)>,
    /// Name, citizens, and what one of them is allotted of each good.
    pub(super) profiles: Vec<(String, f64, Vec<f64>)>,
}

/// The files: a table with external demand in its last column, profiles, stocks that bind nothing, externalities.
pub(super) async fn files(written: &Written, pace: &Pace) -> Vec<NamedFile> {
    let mut files = vec![table(written, pace).await];
    let goods = written.goods.iter().map(String::as_str);
    if !written.profiles.is_empty() {
        let mut text = line(["Name", "Population"].into_iter().chain(goods.clone()));
        for (name, citizens, allotment) in &written.profiles {
            row(&mut text, name, std::iter::once(citizens).chain(allotment));
            pace.work(allotment.len()).await;
        }
        files.push(file("profiles.csv", text));
    }
    if !written.externalities.is_empty() {
        let mut text = line(["name", "weight"].into_iter().chain(goods.clone()));
        for (name, amounts) in &written.externalities {
            row(&mut text, name, std::iter::once(&1.0).chain(amounts));
            pace.work(amounts.len()).await;
        }
        files.push(file("externalities.csv", text));
    }
    let mut text = line(["name", "stock", "bound", "keeping", "unit"].into_iter());
    for (good, unit) in written.goods.iter().zip(&written.units) {
        text.push_str(&line([good, "0", "none", "constant", unit].into_iter()));
    }
    files.push(file("stocks.csv", text));
    files
}

/// `Type,<goods...>,Lb(...)...,Output`: square, with external demand in the last column.
async fn table(written: &Written, pace: &Pace) -> NamedFile {
    let labour: Vec<String> = written
        .labour
        .iter()
        .map(|(name, _)| as_labour(name))
        .collect();
    let goods = written.goods.iter().chain(&labour).map(String::as_str);
    let mut text = line(std::iter::once("Type").chain(goods).chain(["Output"]));
    let zeros = vec![0.0; labour.len()];
    for ((good, cells), external) in written
        .goods
        .iter()
        .zip(&written.table)
        .zip(&written.external)
    {
        row(
            &mut text,
            good,
            cells.iter().chain(&zeros).chain([external]),
        );
        pace.work(cells.len()).await;
    }
    for (name, (_, hours)) in labour.iter().zip(&written.labour) {
        row(&mut text, name, hours.iter().chain(&zeros).chain([&0.0]));
        pace.work(hours.len()).await;
    }
    file("table.csv", text)
}

/// A kind of labour as tables name it.
fn as_labour(name: &str) -> String {
    if name.starts_with("Lb(") && name.ends_with(')') {
        name.to_owned()
    } else {
        format!("Lb({name})")
    }
}

fn file(name: &str, text: String) -> NamedFile {
    NamedFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        field::text(&mut text, cell);
    }
    text.push('\n');
    text
}

/// A name and numbers, with as many digits as it takes to read the same bits back.
fn row<'a>(text: &mut String, name: &str, numbers: impl Iterator<Item = &'a f64>) {
    field::text(text, name);
    for &number in numbers {
        // Writing to a String cannot fail. Zeros are most of a table, and one sign is enough for them.
        let _ = match number {
            0.0 => write!(text, ",0"),
            number => write!(text, ",{number:?}"),
        };
    }
    text.push('\n');
}
