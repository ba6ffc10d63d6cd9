//! The small files beside a sparse table: the names of its goods, and the demand for them.

use std::collections::BTreeMap;

use super::mtx::{banner, is_banner, spelled};
use crate::economy::LARGEST;
use crate::pace::Pace;
use crate::tables::cells::{Cell, Row, Rows};
use crate::tables::counts;
use crate::tables::fault::{FullFaults, Place, quoted};
use crate::tables::names::new_name;
use crate::tables::number::{Range, number};
use crate::tables::{ImportError, NamedFile, text};
use crate::words::{Language, words};

/// Whether the first line of a file names the columns of a demand.
pub(super) fn is_demand(first: &[u8]) -> bool {
    let line = first
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(200)]).to_ascii_lowercase();
    let plain = line
        .trim_start_matches('\u{feff}')
        .replace(['"', ' ', '\r'], "");
    ["good,amount", "good;amount", "good\tamount"].contains(&plain.trim_end_matches([',', ';']))
}

/// The names of `count` goods, one in a line, in their order; a first line that says `name` or `good` is a header.
///
/// # Errors
/// Everything that is wrong with the file.
pub async fn names(
    file: &NamedFile,
    count: usize,
    pace: &Pace,
) -> Result<Vec<String>, Vec<ImportError>> {
    let mut faults = FullFaults::of(&file.name);
    let mut names = Vec::new();
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    if let Some(bytes) = text::checked(&file.bytes, &mut faults, pace).await {
        // Names may have commas in them; only a tab begins another column.
        let mut rows = Rows::of(bytes, b'\t');
        while let Some(row) = rows.next(1, &mut faults, pace).await {
            let cell = row.at(0);
            let is_title = matches!(
                cell.text.to_ascii_lowercase().as_str(),
                "name" | "names" | "good" | "goods"
            );
            if names.is_empty() && lines.is_empty() && is_title {
                continue;
            }
            if names.len() == count {
                faults.add(&cell, || {
                    let expected = words().files_sparse_name_per_row(&counts::names(count));
                    (
                        words().files_sparse_another_name(&quoted(&cell.text)),
                        expected,
                        "",
                    )
                });
                break;
            }
            let Some(name) = new_name(&cell, Language::files_name_good, &mut faults) else {
                continue;
            };
            if let Some(before) = lines.insert(name.clone(), row.line) {
                faults.add(&cell, || {
                    (
                        words().files_name_another_good(&quoted(&name)),
                        words().files_name_good_once(),
                        words().files_name_line_has_it(&before.to_string()),
                    )
                });
            }
            names.push(name);
        }
        if faults.count() == 0 && names.len() < count {
            faults.add(Place::File, || {
                let expected = words().files_sparse_name_per_row(&counts::names(count));
                (counts::names(names.len()), expected, "")
            });
        }
    }
    if faults.count() > 0 {
        return Err(faults.into_list());
    }
    Ok(names)
}

/// The demand for each of the goods: a list `good,amount`, where goods without names are numbered from 1, or a Matrix
/// Market file of one column, as coordinates or an array. Goods that it does not name are not asked for. Amounts below
/// zero are imports.
///
/// # Errors
/// Everything that is wrong with the file.
pub async fn demand(
    file: &NamedFile,
    names: Option<&[String]>,
    count: usize,
    pace: &Pace,
) -> Result<Vec<f64>, Vec<ImportError>> {
    let mut faults = FullFaults::of(&file.name);
    let demand = if is_banner(&file.bytes) {
        vector(&file.bytes, count, &mut faults, pace).await
    } else {
        list(file, names, count, &mut faults, pace).await
    };
    if faults.count() > 0 {
        return Err(faults.into_list());
    }
    Ok(demand)
}

/// `good,amount`
async fn list(
    file: &NamedFile,
    names: Option<&[String]>,
    count: usize,
    faults: &mut FullFaults,
    pace: &Pace,
) -> Vec<f64> {
    let mut demand = vec![0.0; count];
    let Some(bytes) = text::checked(&file.bytes, faults, pace).await else {
        return demand;
    };
    let mut rows = Rows::of(bytes, text::separator(bytes));
    let is_title =
        |row: &Row<'_>, column, title: &str| row.at(column).text.eq_ignore_ascii_case(title);
    match rows.next(3, faults, pace).await {
        Some(header) if is_title(&header, 0, "good") && is_title(&header, 1, "amount") => {}
        header => {
            let line = header.as_ref().map_or(1, |header| header.line);
            faults.add(Place::Line(line), || {
                let found = header.map_or(String::new(), |header| header.at(0).text.into_owned());
                (quoted(&found), words().files_sparse_header_of_demand(), "")
            });
            return demand;
        }
    }
    let places: BTreeMap<&str, usize> = (names.unwrap_or_default().iter().enumerate())
        .map(|(place, name)| (name.as_str(), place))
        .collect();
    let place_of = |cell: &Cell<'_>| match names {
        Some(_) => places.get(&*cell.text).copied(),
        None => cell
            .text
            .parse()
            .ok()
            .filter(|good| (1..=count).contains(good))
            .map(|good: usize| good - 1),
    };
    let mut seen = vec![false; count];
    while let Some(row) = rows.next(2, faults, pace).await {
        if !row.fits(2, faults) {
            continue;
        }
        let (good, amount) = (row.at(0), number(&row.at(1), Range::Any, faults));
        match (place_of(&good), amount) {
            (Some(place), _) if seen[place] => faults.add(&good, || {
                (
                    words().files_sparse_another_amount(&quoted(&good.text)),
                    words().files_name_good_once(),
                    "",
                )
            }),
            (Some(place), Some(amount)) => (demand[place], seen[place]) = (amount, true),
            (Some(_), None) => {}
            (None, _) => faults.add(&good, || {
                let expected = match names {
                    Some(_) => words().files_sparse_good_of_table().to_owned(),
                    None => words().files_sparse_number_of_good(&count.to_string()),
                };
                (quoted(&good.text), expected, "")
            }),
        }
    }
    demand
}

/// A Matrix Market file of one column or one row.
async fn vector(bytes: &[u8], count: usize, faults: &mut FullFaults, pace: &Pace) -> Vec<f64> {
    let mut demand = vec![0.0; count];
    let (mut coordinate, mut size, mut seen) = (false, None, 0_u64);
    for (place, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        pace.work(line.len() + 1).await;
        let text = line.trim_ascii();
        if place == 0 {
            let Some(found) = banner(text, number, faults) else {
                return demand;
            };
            coordinate = found.coordinate;
            continue;
        }
        if text.is_empty() || text[0] == b'%' {
            continue;
        }
        let Some(entries) = size else {
            size = vector_size(text, coordinate, count, number, faults);
            if size.is_none() {
                return demand;
            }
            continue;
        };
        seen += 1;
        let read = if coordinate {
            spelled(text).map(|entry| (entry.row.max(entry.column), entry.amount))
        } else {
            let amount = super::entry::amount(text, 0).filter(|(_, end)| *end == text.len());
            amount.map(|(amount, _)| (seen, amount))
        };
        match read {
            Some((good, amount))
                if (1..=count as u64).contains(&good)
                    && amount.abs() <= LARGEST
                    && seen <= entries =>
            {
                demand[good as usize - 1] += amount;
            }
            _ => faults.add(Place::Line(number), || {
                let found = quoted(&String::from_utf8_lossy(&text[..text.len().min(200)]));
                (
                    found,
                    words().files_sparse_amount_of(&entries.to_string(), &count.to_string()),
                    "",
                )
            }),
        }
    }
    let expected = size.unwrap_or(0);
    if faults.count() == 0 && (size.is_none() || seen < expected) {
        faults.add(Place::File, || {
            let found = words().files_sparse_end_after_amounts(&seen.to_string());
            (
                found,
                words().files_of_them(&expected.to_string()),
                words().files_sparse_not_whole(),
            )
        });
    }
    demand
}

/// How many amounts a vector has, by the line of its size; `None` after a fault.
fn vector_size(
    text: &[u8],
    coordinate: bool,
    count: usize,
    line: u32,
    faults: &mut FullFaults,
) -> Option<u64> {
    let text = String::from_utf8_lossy(&text[..text.len().min(200)]);
    let parts: Vec<Option<u64>> = text
        .split_ascii_whitespace()
        .map(|word| word.parse().ok())
        .collect();
    let long = count as u64;
    let is_vector = |rows: u64, columns: u64| rows.max(columns) == long && rows.min(columns) == 1;
    match parts[..] {
        [Some(rows), Some(columns), Some(entries)] if coordinate && is_vector(rows, columns) => {
            Some(entries)
        }
        [Some(rows), Some(columns)] if !coordinate && is_vector(rows, columns) => Some(long),
        _ => {
            faults.add(Place::Line(line), || {
                (
                    quoted(&text),
                    words().files_sparse_one_column(&count.to_string()),
                    "",
                )
            });
            None
        }
    }
}
