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
    /// What it is and where its numbers come from, in paragraphs.
    pub about: &'static [&'static str],
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
        about: &[
            "The example of the paper (Samothrakis, PLoS ONE 16(9): e0257399, 2021) as its Table 1 prints it: cows give milk, \
             coopers make churns, dairies make butter, and two profiles of citizens are promised milk and butter.",
            "There is a second village, \"as published\", because the paper's program does not run Table 1: it has other \
             numbers in the rows of milk and of churns, and the second of its two curves stands in another cell.",
            "The paper contradicts itself in two more places. The caption of Table 1 speaks of 1500 citizens where its rows add \
             up to 1300; the rows count here. Eq 4 takes a coefficient at the output of the good that is used up, text and \
             program at the output of the good that is made; so does this page.",
        ],
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
        about: &[
            "The village with the numbers that the paper's program runs (Samothrakis, PLoS ONE 16(9): e0257399, 2021). Its \
             Fig 3(a) shows this run.",
            "They are not those of Table 1, which is why there are two villages: a churn takes 0.07 of milk and butter 1 where \
             Table 1 has a curve and 2, a litre of milk takes half a churn where Table 1 has none, and the second of the two \
             curves says how many churns it takes to make churns.",
        ],
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
        about: &[
            "Seven goods, made up for this page, with everything that the village does not use: production units that stack, \
             hours that run short, timber that takes two days to arrive, ploughs that take five, grain that perishes, ore \
             that runs out, smoke and CO2, and news that arrives while the plan runs.",
        ],
    },
];

/// Id of the economy that the user opened from files.
pub const YOURS: &str = "yours";

/// Name of the economy that the user opened from files.
pub const YOUR_FILES: &str = "Your files";

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
