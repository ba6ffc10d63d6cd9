//! Windows on the long lists of a day: orders, bounds, and who gets what. An economy of many goods has more of them than can
//! be told at once, so they are told as they are looked at, searched and sorted by the worker.

use serde::{Deserialize, Serialize};

use super::protocol::{BoundUse, Order};

/// A list of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum List {
    /// What each good is asked for.
    Orders,
    /// Every bound with its use.
    Bounds,
    /// What each profile is promised of each good, and gets.
    Targets,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Orders, Self::Bounds, Self::Targets];
}

/// What a list is sorted by. By what its rows do not have, they stay as in [`By::Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// As in the table of the economy; bounds by their use, the binding one first.
    Place,
    /// The name of the good, or of what is bound: numbers within names by their size.
    Name,
    /// The name of the profile.
    Profile,
    /// Output of today; what there is of what is bound; what is promised in all.
    Amount,
    /// The stock of the morning; a good without one has less than nothing.
    Stock,
    /// Output of today over what full targets take; the share in use; fulfilment.
    Share,
}

/// A question about a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Which list.
    pub list: List,
    /// Of which day.
    pub day: u32,
    /// Words that have to be in the names of a row, in any case; all rows where there are none.
    pub search: String,
    /// What the rows are sorted by. Equals stay in their order.
    pub by: By,
    /// Whether the largest comes first.
    pub falling: bool,
    /// The first row and the one after the last.
    pub rows: (u32, u32),
}

/// A window on a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// What was asked.
    pub ask: Ask,
    /// How many rows the list has in all.
    pub of: u32,
    /// How many of them have the words in their names.
    pub found: u32,
    /// The place of the first row told, among those found.
    pub from: u32,
    /// The rows, at most [`Lines::MOST`].
    pub rows: Rows,
}

impl Lines {
    /// The most rows that are sent; a screen shows a few dozen.
    pub const MOST: u32 = 400;
}

/// Rows of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rows {
    /// Of [`List::Orders`]: without what they use up, which is told of one good at a time.
    Orders(Vec<Order>),
    /// Of [`List::Bounds`].
    Bounds(Vec<BoundUse>),
    /// Of [`List::Targets`].
    Targets(Vec<Served>),
}

/// What a profile is promised of a good, and gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Served {
    /// The good.
    pub good: String,
    /// Its physical unit.
    pub unit: String,
    /// The profile.
    pub profile: String,
    /// What all its citizens together are promised for a day.
    pub promised: f64,
    /// φ: share of the promise that is kept.
    pub fulfilment: f64,
}

/// An order in detail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// The order, with the first inputs that it uses up.
    pub order: Order,
    /// How many inputs it uses up in all.
    pub inputs: u32,
}
