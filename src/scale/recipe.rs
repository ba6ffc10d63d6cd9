//! A whole economy as the few numbers that it is made from: nothing else of it has to be sent, or kept.

use super::family::Table;
use super::generator::PROFILES;
use crate::words::words;

/// An economy to be made: the table, and how many goods production units make (see [`super::economy`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The table.
    pub table: Table,
    /// How many goods are made by two production units each, whose needs are not proportional.
    pub curved: u32,
}

/// Bytes a cell takes where 16 bits can tell its column, and where they cannot.
const CELL: [u64; 2] = [6, 8];
/// Goods that 16 bits can tell from each other.
const FEW_GOODS: u64 = 1 << 16;
/// Numbers of 64 bits per good: what makes it up, vectors of the solver, the first days.
const NUMBERS: u64 = 120;
/// Bytes that the program itself takes.
const PROGRAM: u64 = 16 << 20;

impl Recipe {
    /// A few hundred goods of a large table are curved.
    const CURVED: u32 = 200;

    /// The economy that is made around a table.
    #[must_use]
    pub fn of(table: Table) -> Self {
        let goods = u32::try_from(table.goods()).unwrap_or(u32::MAX);
        Self {
            table,
            curved: Self::CURVED.min(goods),
        }
    }

    /// Why it cannot be made, in a sentence; `None` when it can, memory allowing.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.table.fault().or_else(|| {
            let (curved, goods) = (self.curved as usize, self.table.goods());
            (curved > goods).then(|| {
                words().scale_goods_made_production_units(
                    &curved.to_string(),
                    &goods.to_string(),
                    &goods.to_string(),
                )
            })
        })
    }

    /// Bytes that planning it takes in a worker, about; a day that is planned takes some more each.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let goods = self.table.goods() as u64;
        let cell = CELL[usize::from(goods > FEW_GOODS)];
        let promised = PROFILES as u64 * goods * 8;
        PROGRAM + self.table.cells() * cell + promised + NUMBERS * goods * 8
    }

    /// Bytes that a day takes once it is planned.
    #[must_use]
    pub fn memory_of_a_day(&self) -> u64 {
        // Its outputs and its evening's stocks.
        2 * self.table.goods() as u64 * 8
    }

    /// What a file of it holds, as JSON.
    #[must_use]
    pub fn written(&self) -> String {
        let Table {
            point,
            family,
            seed,
        } = self.table;
        format!(
            r#"{{"made":{{"industrial":{},"finals":{},"needs":{},"family":"{}","seed":{seed},"curved":{}}}}}"#,
            point.industrial,
            point.finals,
            point.needs,
            family.name(),
            self.curved
        )
    }
}
