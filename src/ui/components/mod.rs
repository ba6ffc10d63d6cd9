//! The parts of the page, one file each. They get the signals they show and functions to call, and know nothing else.

pub mod bounds;
pub mod days_table;
pub mod drop;
pub mod fulfilment;
pub mod headline;
pub mod hours;
pub mod import;
pub mod live;
pub mod measure;
pub mod name;
pub mod notices;
pub mod orders;
pub mod page;
pub mod plot;
pub mod policy;
pub mod stocks;
pub mod tabs;
pub mod top;
pub mod transport;
pub mod wide;
