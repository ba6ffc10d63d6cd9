//! In-natura economic planning in a browser tab.
pub mod economy;
pub mod pace;
pub mod plan;
pub mod solver;
pub mod tables;
pub mod ui;
pub mod worker;
