//! The cells of the table as text: what they show, and what it means to type something into them.

use std::collections::BTreeMap;

use super::words::typed;
use crate::ui::number::significant;
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::{Cell, Column, Property, Row, Table, keeping_called, keeping_in_words};

/// The head of a column, or of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it says.
    pub name: String,
    /// What it is counted in; may be empty.
    pub unit: String,
}

/// The head of a row.
pub fn row_head(row: &Row) -> Head {
    let (name, unit) = match row {
        Row::Good(good) => (good.name.clone(), good.unit.clone()),
        Row::Labour(name) => (name.clone(), "h".to_owned()),
        Row::Externality(name) => (name.clone(), String::new()),
        Row::Citizens => (words().cells_citizens_row().to_owned(), String::new()),
    };
    Head { name, unit }
}

/// The head of a column.
pub fn column_head(column: &Column) -> Head {
    let (name, unit) = match column {
        Column::Good(good) => (good.name.clone(), good.unit.clone()),
        Column::Profile(name) => (name.clone(), String::new()),
        Column::Property(property) => (property_name(*property).to_owned(), String::new()),
    };
    Head { name, unit }
}

fn property_name(property: Property) -> &'static str {
    match property {
        Property::Stock => words().cells_stock(),
        Property::ByStock => words().cells_stock_bounds(),
        Property::Most => words().cells_most_day(),
        Property::Keeping => words().cells_keeping(),
        Property::Gestation => words().cells_gestation(),
        Property::Loss => words().cells_daily_loss(),
        Property::Measure => words().cells_counted(),
        Property::Hours => words().cells_hours(),
        Property::Weight => words().cells_weight(),
    }
}

/// What a cell says.
pub fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Outside | Cell::Blank => String::new(),
        Cell::Number(number) => significant(*number, 9),
        Cell::Text(text) => text.clone(),
        Cell::Whether(true) => words().cells_yes().to_owned(),
        Cell::Whether(false) => words().cells_no().to_owned(),
        Cell::Keeping(name) => keeping_in_words(name).to_owned(),
        Cell::Units(unit, _) => words().cells_units_first(unit),
    }
}

/// What a cell is about, in a sentence for those who do not see where it stands.
pub fn about(row: &Row, column: &Column) -> String {
    let (row_name, column_name) = (row_head(row).name, column_head(column).name);
    match (row, column) {
        (Row::Citizens, Column::Profile(_)) => words().cells_citizens(&column_name),
        (_, Column::Good(_)) => words().cells_make_one(&row_name, &column_name),
        (_, Column::Profile(_)) => words().cells_one_citizen_day(&row_name, &column_name),
        (_, Column::Property(_)) => words().cells_property_of(&column_name, &row_name),
    }
}

/// The edit that typing `text` into a cell means.
///
/// # Errors
/// What is wrong with the text, or why the cell takes none.
pub fn edit(row: &Row, column: &Column, cell: &Cell, text: &str) -> Result<What, String> {
    let text = text.trim();
    match cell {
        Cell::Outside => return Err(words().cells_has_no_meaning(&about(row, column))),
        Cell::Units(..) => {
            return Err(words().cells_production_units_answer_this().to_owned());
        }
        Cell::Blank | Cell::Number(_) | Cell::Text(_) | Cell::Whether(_) | Cell::Keeping(_) => {}
    }
    let limit = || {
        if text.is_empty() {
            Ok(None)
        } else {
            typed(text).map(Some)
        }
    };
    let name = row_head(row).name;
    Ok(match (row, column) {
        (Row::Citizens, Column::Profile(profile)) => What::Population {
            profile: profile.clone(),
            citizens: typed(text)?,
        },
        (_, Column::Good(good)) => What::Coefficient {
            input: name,
            good: good.name.clone(),
            amount: typed(text)?,
        },
        (_, Column::Profile(profile)) => What::Allotment {
            profile: profile.clone(),
            good: name,
            amount: typed(text)?,
        },
        (_, Column::Property(property)) => match property {
            Property::Stock => What::Stock {
                good: name,
                amount: typed(text)?,
            },
            Property::ByStock => What::ByStock {
                good: name,
                is_bound: yes_or_no(text)?,
            },
            Property::Most => What::Most {
                good: name,
                most: limit()?,
            },
            Property::Keeping => What::Keeping {
                good: name,
                keeping: keeping_called(text).to_owned(),
            },
            Property::Gestation => What::Gestation {
                good: name,
                days: days(text)?,
            },
            Property::Loss => What::Loss {
                good: name,
                share: typed(text)?,
            },
            Property::Measure => What::Measure {
                good: name,
                unit: text.to_owned(),
            },
            Property::Hours => What::Hours {
                labour: name,
                hours: limit()?,
            },
            Property::Weight => What::Weight {
                externality: name,
                weight: typed(text)?,
            },
        },
    })
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    let begins = |word: &str| {
        let typed = text.to_lowercase();
        !typed.is_empty() && word.to_lowercase().starts_with(&typed)
    };
    match (begins(words().cells_yes()), begins(words().cells_no())) {
        (true, false) => Ok(true),
        (false, true) => Ok(false),
        _ => Err(words().cells_neither_yes_nor_no(text)),
    }
}

fn days(text: &str) -> Result<u32, String> {
    let number = typed(text)?;
    if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 {
        return Ok(number as u32);
    }
    Err(words().cells_not_whole_number_days(text))
}

/// The cell of a window at a place of the whole table, with its row and its column.
pub fn at(table: &Table, (row, column): (u32, u32)) -> Option<(&Row, &Column, &Cell)> {
    let down = row.checked_sub(table.from.0)? as usize;
    let across = column.checked_sub(table.from.1)? as usize;
    let (head, top) = (table.rows.get(down)?, table.columns.get(across)?);
    Some((
        head,
        top,
        table.cells.get(down * table.columns.len() + across)?,
    ))
}

/// The place of the cell that an edit sets, as far as it is in the window.
pub fn set_by(table: &Table, what: &What) -> Option<(u32, u32)> {
    let mut places = table.rows.iter().enumerate().flat_map(|(down, row)| {
        (table.columns.iter().enumerate()).map(move |(across, column)| (down, row, across, column))
    });
    let found = places.find(|&(down, row, across, column)| {
        let cell = table.cells.get(down * table.columns.len() + across);
        let same = cell.and_then(|cell| edit(row, column, cell, &shown(cell)).ok());
        same.is_some_and(|same| same.sets_the_same_as(what))
    });
    found.map(|(down, _, across, _)| (table.from.0 + down as u32, table.from.1 + across as u32))
}

/// What the cell that an edit sets is set to; `None` where no cell of the table is.
pub fn set_to(what: &What) -> Option<Cell> {
    let limit = |most: Option<f64>| most.map_or(Cell::Blank, Cell::Number);
    Some(match what {
        What::Population { citizens, .. } => Cell::Number(*citizens),
        What::Coefficient { amount, .. }
        | What::Allotment { amount, .. }
        | What::Stock { amount, .. } => Cell::Number(*amount),
        What::ByStock { is_bound, .. } => Cell::Whether(*is_bound),
        What::Most { most, .. } => limit(*most),
        What::Keeping { keeping, .. } => Cell::Keeping(keeping.clone()),
        What::Gestation { days, .. } => Cell::Number(f64::from(*days)),
        What::Loss { share, .. } => Cell::Number(*share),
        What::Measure { unit, .. } => Cell::Text(unit.clone()),
        What::Hours { hours, .. } => limit(*hours),
        What::Weight { weight, .. } => Cell::Number(*weight),
        _ => return None,
    })
}

/// The window as it is with these edits, which nobody has put in force yet.
pub fn with_waiting(table: &Table, whats: &[What]) -> Table {
    let set = set_in(table, whats);
    let cells = table.cells.iter().zip(set).map(|(cell, set)| {
        let set = set.and_then(|(what, _)| set_to(what));
        set.unwrap_or_else(|| cell.clone())
    });
    Table {
        cells: cells.collect(),
        ..table.clone()
    }
}

/// Those edits that set a cell of the window to what it is.
pub fn as_it_is(table: &Table, whats: &[What]) -> Vec<What> {
    let set = set_in(table, whats).flatten();
    let same = set.filter(|(what, same)| *what == same);
    same.map(|(_, same)| same).collect()
}

/// For each cell of the window which of these edits sets it, and the edit that would leave it as it is.
fn set_in<'a>(
    table: &'a Table,
    whats: &'a [What],
) -> impl Iterator<Item = Option<(&'a What, What)>> {
    // By their names first: a pasted block may be as large as the window.
    let whats: BTreeMap<String, &What> = whats.iter().map(|what| (what.in_words(), what)).collect();
    let columns = table.columns.len();
    table.cells.iter().enumerate().map(move |(place, cell)| {
        let (row, column) = (
            &table.rows[place / columns],
            &table.columns[place % columns],
        );
        let same = edit(row, column, cell, &shown(cell)).ok()?;
        let what = *whats.get(&same.in_words())?;
        what.sets_the_same_as(&same).then_some((what, same))
    })
}

/// The edits that pasting a block of cells means, as a spreadsheet puts it on the clipboard: lines of cells with tabs
/// between them. Its first cell falls on `from`.
///
/// # Errors
/// What is wrong with the first cell that cannot be taken. Then nothing is changed.
pub fn paste(table: &Table, from: (u32, u32), text: &str) -> Result<Vec<What>, String> {
    let mut edits = Vec::new();
    let lines = text.trim_end_matches(['\n', '\r']).split('\n');
    for (down, line) in lines.enumerate() {
        for (across, text) in line.trim_end_matches('\r').split('\t').enumerate() {
            let place = (from.0 + down as u32, from.1 + across as u32);
            if place.0 >= table.size.0 || place.1 >= table.size.1 {
                return Err(words().cells_what_pasted_reaches_beyond().to_owned());
            }
            let Some((row, column, cell)) = at(table, place) else {
                return Err(words().cells_more_than_can_pasted().to_owned());
            };
            // What is there already need not be edited; so a whole table can be pasted over itself.
            if *cell == Cell::Outside && text.is_empty() || shown(cell) == text {
                continue;
            }
            let edit = edit(row, column, cell, text)
                .map_err(|why| words().cells_nothing_was_changed(&about(row, column), &why))?;
            edits.push(edit);
        }
    }
    Ok(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::look::Named;

    fn named(name: &str) -> Named {
        Named {
            name: name.to_owned(),
            unit: String::new(),
        }
    }

    /// Two goods and a profile; row 5 and column 3 of a larger table are its first.
    fn table() -> Table {
        Table {
            size: (9, 9),
            from: (5, 3),
            rows: vec![Row::Good(named("Milk")), Row::Citizens],
            columns: vec![
                Column::Good(named("Butter")),
                Column::Profile("Prof 0".to_owned()),
                Column::Property(Property::Most),
            ],
            cells: vec![
                Cell::Number(2.0),
                Cell::Number(0.1),
                Cell::Blank,
                Cell::Outside,
                Cell::Number(800.0),
                Cell::Outside,
            ],
        }
    }

    #[test]
    fn a_block_from_a_spreadsheet() {
        let edits = paste(&table(), (5, 3), "1.5\t0.2\t40\r\n\t900\t\r\n").expect("a block");
        let words: Vec<String> = edits.iter().map(What::in_words).collect();
        assert_eq!(
            words,
            [
                "the coefficient of Milk in Butter",
                "the allotment of Milk to Prof 0",
                "the most of Milk a day",
                "the population of Prof 0",
            ]
        );
        assert_eq!(
            edits[3],
            What::Population {
                profile: "Prof 0".to_owned(),
                citizens: 900.0
            }
        );
        // What stays the same is no edit.
        assert_eq!(paste(&table(), (5, 3), "2\t0.1"), Ok(Vec::new()));
    }

    #[test]
    fn a_block_that_waits_is_shown_as_it_is_to_be() {
        let block = "1.5\t0.2\t40\n\t900\t";
        let whats = paste(&table(), (5, 3), block).expect("a block");
        let texts = |table: &Table| table.cells.iter().map(shown).collect::<Vec<_>>();
        assert_eq!(
            texts(&with_waiting(&table(), &whats)),
            ["1.5", "0.2", "40", "", "900", ""]
        );
        // What is not in the window changes nothing there.
        let elsewhere = What::Population {
            profile: "Prof 1".to_owned(),
            citizens: 1.0,
        };
        assert_eq!(with_waiting(&table(), &[elsewhere]), table());
        // Of a block with cells as they are, these.
        let milk = |amount| What::Allotment {
            profile: "Prof 0".to_owned(),
            good: "Milk".to_owned(),
            amount,
        };
        let whats = [whats[0].clone(), milk(0.1), whats[3].clone()];
        assert_eq!(as_it_is(&table(), &whats), [milk(0.1)]);
        assert_eq!(as_it_is(&table(), &[milk(0.2)]), []);
    }

    #[test]
    fn what_is_typed_is_what_the_cell_is_set_to() {
        let row = Row::Good(named("Milk"));
        let typed = ["7", "yes", "7", "flow", "7", "0.5", "kg", "7", "7"];
        for (property, text) in Property::ALL.into_iter().zip(typed) {
            let column = Column::Property(property);
            let what = edit(&row, &column, &Cell::Blank, text).expect("an edit");
            let cell = set_to(&what).expect("a cell");
            assert_eq!(shown(&cell).to_lowercase(), text, "{what:?}");
        }
    }

    #[test]
    fn a_block_with_a_fault_changes_nothing() {
        let why = |from, text: &str| paste(&table(), from, text).expect_err("a fault");
        assert_eq!(
            why((5, 3), "1\tmuch"),
            "Milk for one citizen of Prof 0 a day: “much” is not a number. Nothing was changed."
        );
        assert_eq!(
            why((8, 8), "1\t2"),
            "That is more than can be pasted at once. Nothing was changed."
        );
        assert_eq!(
            why((5, 5), "1\t2\t3\t4\t5"),
            "That is more than can be pasted at once. Nothing was changed."
        );
        assert_eq!(
            why((9, 0), "1"),
            "What is pasted reaches beyond the table. Nothing was changed."
        );
        assert_eq!(
            why((6, 3), "1"),
            "Citizens to make one Butter: Citizens to make one Butter has no meaning. Nothing was changed."
        );
    }

    #[test]
    fn what_is_typed_is_an_edit_or_a_sentence() {
        let milk = Row::Good(named("Milk"));
        let of =
            |property, text: &str| edit(&milk, &Column::Property(property), &Cell::Blank, text);
        assert_eq!(
            of(Property::Most, ""),
            Ok(What::Most {
                good: "Milk".to_owned(),
                most: None
            })
        );
        assert_eq!(
            of(Property::ByStock, "No"),
            Ok(What::ByStock {
                good: "Milk".to_owned(),
                is_bound: false
            })
        );
        assert_eq!(
            of(Property::ByStock, "maybe"),
            Err("“maybe” is neither yes nor no.".to_owned())
        );
        assert_eq!(
            of(Property::Gestation, "2"),
            Ok(What::Gestation {
                good: "Milk".to_owned(),
                days: 2
            })
        );
        assert_eq!(
            of(Property::Gestation, "2.5"),
            Err("“2.5” is not a whole number of days.".to_owned())
        );
        assert_eq!(
            of(Property::Stock, ""),
            Err("A number is missing here.".to_owned())
        );
        let curve = Cell::Units("Cooper 1".to_owned(), Vec::new());
        let why = edit(&milk, &Column::Good(named("Butter churn")), &curve, "2");
        assert_eq!(
            why,
            Err("Production units answer for this cell; edit their answers.".to_owned())
        );
    }
}
