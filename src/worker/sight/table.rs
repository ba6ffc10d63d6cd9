//! A window of the table.

use super::good;
use crate::economy::{Economy, Input, Stack};
use crate::pace::Pace;
use crate::worker::look::{Cell, Column, Property, Row, Table};

/// The most cells of a window; a screen shows a few hundred.
const MOST_CELLS: u32 = 20_000;

/// Points of a curve that is drawn in a cell.
const POINTS: u32 = 16;

/// Rows and columns `from..to` of the table, as much of them as there is and as a window may hold.
pub(super) async fn window(
    economy: &Economy,
    rows: (u32, u32),
    columns: (u32, u32),
    pace: &Pace,
) -> Table {
    let size = (rows_of(economy), columns_of(economy));
    let clip = |(from, to): (u32, u32), all: u32, most: u32| {
        let to = to.min(all);
        let from = from.min(to);
        (from, to.min(from.saturating_add(most)))
    };
    let columns = clip(columns, size.1, 200);
    let rows = clip(rows, size.0, MOST_CELLS / (columns.1 - columns.0).max(1));
    let heads: Vec<Row> = (rows.0..rows.1).map(|place| row(economy, place)).collect();
    let mut cells = Vec::new();
    for down in rows.0..rows.1 {
        for across in columns.0..columns.1 {
            cells.push(cell(economy, down as usize, across as usize));
        }
        // Finding a cell in a row takes about as long as ten products.
        pace.work(10 * (columns.1 - columns.0) as usize).await;
    }
    Table {
        size,
        from: (rows.0, columns.0),
        rows: heads,
        columns: (columns.0..columns.1)
            .map(|place| column(economy, place))
            .collect(),
        cells,
    }
}

fn rows_of(economy: &Economy) -> u32 {
    let inputs = economy.goods().len() + economy.labour().len() + economy.externalities().len();
    // And the citizens.
    (inputs + usize::from(!economy.profiles().is_empty())) as u32
}

fn columns_of(economy: &Economy) -> u32 {
    (economy.goods().len() + economy.profiles().len() + Property::ALL.len()) as u32
}

/// The input of a row; `None` for the citizens.
fn input_of(economy: &Economy, place: usize) -> Option<Input> {
    let (goods, labour) = (economy.goods().len(), economy.labour().len());
    let others = economy.externalities().len();
    match place {
        place if place < goods => Some(Input::Good(place)),
        place if place < goods + labour => Some(Input::Labour(place - goods)),
        place if place < goods + labour + others => {
            Some(Input::Externality(place - goods - labour))
        }
        _ => None,
    }
}

fn row(economy: &Economy, place: u32) -> Row {
    match input_of(economy, place as usize) {
        Some(Input::Good(place)) => Row::Good(good(economy, place)),
        Some(Input::Labour(kind)) => Row::Labour(economy.labour()[kind].name.clone()),
        Some(Input::Externality(kind)) => {
            Row::Externality(economy.externalities()[kind].name.clone())
        }
        None => Row::Citizens,
    }
}

fn column(economy: &Economy, place: u32) -> Column {
    let (place, goods) = (place as usize, economy.goods().len());
    let profiles = economy.profiles();
    if place < goods {
        Column::Good(good(economy, place))
    } else if place < goods + profiles.len() {
        Column::Profile(profiles[place - goods].name.clone())
    } else {
        Column::Property(Property::ALL[place - goods - profiles.len()])
    }
}

fn cell(economy: &Economy, down: usize, across: usize) -> Cell {
    let (goods, profiles) = (economy.goods().len(), economy.profiles());
    let row = input_of(economy, down);
    if across < goods {
        return match row {
            Some(input) => match economy.cell_stack(input, across) {
                Some(stack) => of_units(economy, stack, input),
                None => Cell::Number(economy.constant(input, across)),
            },
            None => Cell::Outside,
        };
    }
    if let Some(profile) = profiles.get(across - goods) {
        return match row {
            Some(Input::Good(good)) => Cell::Number(profile.allotment[good]),
            None => Cell::Number(profile.population),
            Some(_) => Cell::Outside,
        };
    }
    match row {
        Some(row) => property(economy, row, Property::ALL[across - goods - profiles.len()]),
        None => Cell::Outside,
    }
}

fn property(economy: &Economy, row: Input, property: Property) -> Cell {
    let limit = |most: Option<f64>| most.map_or(Cell::Blank, Cell::Number);
    let text = |text: &str| match text {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    };
    match (row, property) {
        (Input::Good(place), property) => {
            let good = &economy.goods()[place];
            match property {
                Property::Stock => Cell::Number(good.stock),
                Property::ByStock => Cell::Whether(good.stock_bound),
                Property::Most => limit(good.bound),
                Property::Keeping => Cell::Keeping(good.keeping.name().to_owned()),
                Property::Gestation => Cell::Number(f64::from(good.gestation)),
                Property::Loss => Cell::Number(good.loss),
                Property::Measure => text(&good.unit),
                Property::Hours | Property::Weight => Cell::Outside,
            }
        }
        (Input::Labour(kind), Property::Hours) => limit(economy.labour()[kind].hours),
        (Input::Externality(kind), Property::Weight) => {
            Cell::Number(economy.externalities()[kind].weight)
        }
        _ => Cell::Outside,
    }
}

/// A cell that units answer for: the whole stack's curve as far as someone was asked.
fn of_units(economy: &Economy, stack: &Stack, input: Input) -> Cell {
    let units = economy.units();
    let reach = stack.units.iter().map(|&unit| {
        let last = units[unit]
            .need(input)
            .and_then(|curve| curve.answers().last());
        let last = last.map_or(0.0, |answer| answer.output);
        units[unit].capacity.unwrap_or(last)
    });
    let reach: f64 = reach.sum();
    let at = |point: u32| {
        let q = reach * f64::from(point) / f64::from(POINTS);
        stack.requirement(units, input, q) as f32
    };
    let first = stack
        .units
        .iter()
        .find(|&&unit| units[unit].need(input).is_some());
    let name = first.map_or_else(String::new, |&unit| units[unit].name.clone());
    Cell::Units(name, (0..=POINTS).map(at).collect())
}
