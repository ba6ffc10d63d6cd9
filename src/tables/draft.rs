//! What has been read of an economy so far.

use std::collections::BTreeMap;

use super::Report;
use super::cells::Cell;
use super::counts;
use super::fault::{Faults, listed, quoted};
use super::names::Names;
use super::scope::Scope;
use super::sheet::Kind;
use crate::economy::{Cells, DatedChange, Externality, Good, Input, Labour, Profile, Unit};
use crate::order;
use crate::pace::Pace;
use crate::words::words;

/// The most function cells. Each takes room, because what answers for it is known only later.
pub(super) const MOST_HOLES: usize = 1_000_000;

/// The most allotments, profiles times goods.
pub(super) const MOST_ALLOTMENTS: usize = 5_000_000;

/// Everything read so far; the table comes first, because it says which goods there are.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What the table's file is called, for sentences.
    pub(super) table: String,
    pub(super) goods: Vec<Good>,
    pub(super) labour: Vec<Labour>,
    pub(super) externalities: Vec<Externality>,
    /// `None` without a file of profiles.
    pub(super) profiles: Option<Vec<Profile>>,
    pub(super) units: Vec<Unit>,
    pub(super) changes: Vec<DatedChange>,
    pub(super) policy: Vec<DatedChange>,
    pub(super) has_stocks: bool,
    pub(super) names: Names,
    /// Constant cells that are not zero: (row, good, amount) for each kind of row.
    pub(super) goods_cells: Cells,
    pub(super) labour_cells: Cells,
    pub(super) externality_cells: Cells,
    /// Function cells.
    pub(super) holes: BTreeMap<(Input, u32), Hole>,
    /// Goods for which the list of externalities has no column.
    pub(super) without_externalities: Vec<usize>,
    pub(super) report: Report,
}

/// For each cell that units answer for (input, good), the places of those units, rising.
pub(super) type Answered = BTreeMap<(Input, u32), Vec<usize>>;

/// Where a cell is that only units can fill.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole {
    /// The kind of file.
    pub(super) kind: Kind,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Draft {
    pub(super) fn input_name(&self, input: Input) -> &str {
        match input {
            Input::Good(good) => &self.goods[good].name,
            Input::Labour(kind) => &self.labour[kind].name,
            Input::Externality(kind) => &self.externalities[kind].name,
        }
    }

    /// The units that answer for each cell.
    pub(super) fn answered(&self) -> Answered {
        let mut answered = Answered::new();
        for (place, unit) in self.units.iter().enumerate() {
            for (input, _) in &unit.needs {
                answered
                    .entry((*input, unit.good as u32))
                    .or_default()
                    .push(place);
            }
        }
        answered
    }

    /// The constants in some cells, by rising cell; 0 where nothing is kept.
    pub(super) async fn constants_of(
        &self,
        cells: impl Iterator<Item = (Input, u32)>,
        pace: &Pace,
    ) -> BTreeMap<(Input, u32), f64> {
        let mut amounts = order::map(cells.map(|cell| (cell, 0.0)));
        if amounts.is_empty() {
            return amounts;
        }
        for (cells, input) in [
            (&self.goods_cells, Input::Good as fn(usize) -> Input),
            (&self.labour_cells, Input::Labour),
            (&self.externality_cells, Input::Externality),
        ] {
            for block in cells.blocks() {
                for &(row, good, amount) in block {
                    if let Some(slot) = amounts.get_mut(&(input(row as usize), good)) {
                        *slot = amount;
                    }
                }
                pace.work(20 * block.len()).await;
            }
        }
        amounts
    }

    /// Keeps a constant; zeros take no room.
    pub(super) fn add_cell(&mut self, input: Input, good: usize, amount: f64) {
        let (cells, row) = match input {
            Input::Good(row) => (&mut self.goods_cells, row),
            Input::Labour(row) => (&mut self.labour_cells, row),
            Input::Externality(row) => (&mut self.externality_cells, row),
        };
        if amount != 0.0 {
            cells.push(row as u32, good as u32, amount);
        }
    }

    /// Reports columns of the file at hand that have no meaning here.
    pub(super) fn ignore_columns(&mut self, faults: &Faults<impl Scope>, titles: &[String]) {
        if !faults.full() || titles.is_empty() {
            return;
        }
        let columns = counts::columns(titles.len());
        let names = listed(titles.iter().cloned());
        self.report
            .ignored
            .push(words().files_header_ignored(faults.file(), &columns, &names));
    }
}

/// Whether a cell is left to production units.
pub(super) fn is_function(cell: &Cell<'_>) -> bool {
    cell.text.is_empty() || cell.text.eq_ignore_ascii_case("units")
}

/// Goods by name: "Milk", "Butter churn" and so on, each in quotes.
pub(super) fn named(names: impl ExactSizeIterator<Item = impl AsRef<str>>) -> String {
    listed(names.map(|name| quoted(name.as_ref())))
}
