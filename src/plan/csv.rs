//! The days of a plan as CSV: one row per day.

use std::fmt::Write as _;

use super::day::Record;
use crate::economy::Economy;

/// The first line: day, egalitarianism, scale, binding; then `output:<good>`, `stock:<good>` (on the evening of the day),
/// `labour:<kind>`, `externality:<name>` (since day 0).
#[must_use]
pub fn header(economy: &Economy) -> String {
    let mut line = "day,egalitarianism,scale,binding".to_owned();
    let columns = economy.goods().iter().map(|good| ("output", &good.name));
    let columns = columns.chain(economy.goods().iter().map(|good| ("stock", &good.name)));
    let columns = columns.chain(
        economy
            .labour()
            .iter()
            .map(|labour| ("labour", &labour.name)),
    );
    let columns = columns.chain(
        economy
            .externalities()
            .iter()
            .map(|externality| ("externality", &externality.name)),
    );
    for (kind, name) in columns {
        line.push(',');
        line.push_str(&quoted(&format!("{kind}:{name}")));
    }
    line.push('\n');
    line
}

/// The line of a day. Numbers have as many digits as it takes to read the same bits back.
#[must_use]
pub fn row(record: &Record) -> String {
    let mut line = record.day().to_string();
    let number = |line: &mut String, value: f64| {
        // Writing to a String cannot fail.
        let _ = write!(line, ",{value}");
    };
    match record.egalitarianism {
        Some(value) => number(&mut line, value),
        None => line.push(','),
    }
    number(&mut line, record.plan.scale);
    line.push(',');
    line.push_str(&quoted(&binding(record)));
    let x = &record.plan.solution.x;
    for &value in x
        .iter()
        .chain(&record.evening.stocks)
        .chain(&record.labour)
        .chain(&record.evening.caused)
    {
        number(&mut line, value);
    }
    line.push('\n');
    line
}

/// The bound that holds a day back as files name it: `stock:Milk`, or `none`.
#[must_use]
pub fn binding(record: &Record) -> String {
    record.plan.binding.as_ref().map_or_else(
        || "none".to_owned(),
        |on| on.written(record.economy()).to_string(),
    )
}

/// A field in quotes where CSV asks for them. Every name comes with a word and a colon before it, so none can begin with a
/// sign that makes a spreadsheet run it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
