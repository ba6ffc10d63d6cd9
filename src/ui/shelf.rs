//! The economies within reach: those that ship with the page, and those that the user opened.

use std::sync::Arc;

use crate::worker::protocol::Upload;
/// An economy that ships with the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shipped {
    /// Its id in the address.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Where its files are, relative to the page.
    pub files: &'static [&'static str],
    /// The investment it begins with, unless a link says otherwise.
    pub investment: f64,
}

/// All of them; the first one is opened unless a link asks for another.
pub const SHIPPED: [Shipped; 3] = [
    Shipped {
        id: "village",
        name: "Village (Table 1)",
        files: &[
            "./village/table.csv",
            "./village/profiles.csv",
            "./village/units.csv",
            "./village/stocks.csv",
        ],
        investment: 0.51,
    },
    Shipped {
        id: "village-published",
        name: "Village as published",
        files: &[
            "./village-published/table.csv",
            "./village-published/profiles.csv",
            "./village-published/units.csv",
            "./village-published/stocks.csv",
        ],
        investment: 0.51,
    },
    Shipped {
        id: "valley",
        name: "Valley",
        files: &[
            "./valley/table.csv",
            "./valley/profiles.csv",
            "./valley/units.csv",
            "./valley/stocks.csv",
            "./valley/externalities.csv",
            "./valley/changes.csv",
        ],
        investment: 0.53,
    },
];

/// Id of the economy that the user opened from files.
pub const YOURS: &str = "yours";

/// The most that a set of files may hold: reading copies it a few times, and the page must stay light.
pub const MOST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// The investment of a plan before any economy has said otherwise.
pub const INVESTMENT: f64 = SHIPPED[0].investment;

/// An economy that ships with the page, by its id.
#[must_use]
pub fn shipped(id: &str) -> Option<Shipped> {
    SHIPPED.into_iter().find(|shipped| shipped.id == id)
}

/// An economy's files in hand, so that it can be opened again, by choice or because a worker died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id in the address and in the list of economies.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its files.
    pub files: Arc<Vec<Upload>>,
}
