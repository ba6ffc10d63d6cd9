//! **Olin** plans an economy in natura: every number is in a physical unit (litres, hours, kilograms of CO2), never in
//! money. It implements *Open Loop In Natura Economic Planning* (S. Samothrakis, *Artificial Intelligence inspired
//! methods for the allocation of common goods and services*, PLoS ONE 16(9): e0257399, 2021,
//! [doi 10.1371/journal.pone.0257399](https://doi.org/10.1371/journal.pone.0257399)); "the paper" in these pages.
//!
//! # The equation in words
//!
//! A table says how much of each good i is used up to make q of good j in a day: the requirement r_ij(q). Its cells are
//! constants, or answers of production units. Profiles say what a citizen is allotted. Then the output x of every good
//! must cover what all others use of it, plus what citizens are to get:
//!
//! ```text
//! x_i = Σ_j r_ij(x_j) + d_i        that is        (I - F(x)) x = d,    f_ij = r_ij(x_j) / x_j
//! ```
//!
//! Every morning the planner looks for the largest share s of all targets whose x(s) respects the bounds of the day:
//! stocks, capacities, hours of labour. What is made is consumed or invested, the stocks change, and the next morning
//! everything is computed anew.
//!
//! The paper prints f_ij(x_i), yet says that a column holds what it takes to make one unit of output, and its program
//! evaluates at the column's output; so do we: f_ij(x_j).
//!
//! # Ten lines
//!
//! ```
//! use olin::{pace::Pace, plan, tables};
//!
//! let file = |name: &str, text: &str| tables::NamedFile { name: name.into(), bytes: text.into() };
//! let files = [
//!     file("table.csv", "Type,Wheat,Bread\nWheat,0.1,0.8\nBread,0,0\n"),
//!     file("profiles.csv", "Name,Population,Wheat,Bread\nEveryone,100,0,0.5\n"),
//!     file("stocks.csv", "name,stock,bound,keeping\nWheat,20,stock,consumed\nBread,0,none,flow\n"),
//! ];
//! let import = Pace::finish(async |pace| tables::read_set("Bakery", &files, &pace).await).unwrap();
//! let scenario = plan::Scenario::new(plan::Policy::constant(0.6).unwrap(), import.changes);
//! let days = plan::run(&scenario, plan::State::first(import.economy, None), 30).unwrap();
//!
//! // 50 Bread a day take 40 Wheat and the seed for it, 44.4 in all; there are 20.
//! assert!((days[0].plan.scale - 20.0 * 0.9 / 40.0).abs() < 1e-12);
//! // The stock grows by a factor 2 · 0.6 a day, so that after five days everyone has everything.
//! assert_eq!(plan::days_to_full_provision(&days), Some(6));
//! ```
//!
//! # The rooms, in reading order
//!
//! | module | what it is |
//! | --- | --- |
//! | [`economy`] | an economy as plain data, its invariants held by constructors |
//! | [`solver`] | given an economy and a demand, x |
//! | [`plan`] | a day, its record, policies, noise, egalitarianism, footprints |
//! | [`scale`] | the large tables of the paper's Fig 2, solved by a pool of workers |
//! | [`tables`] | text to economy |
//! | [`intake`] | a national or sparse table on its way in |
//! | [`field`] | text and numbers as fields of a CSV file |
//! | [`order`] | sorting that is compiled once |
//! | [`words`] | every text that a person reads, by language |
//! | [`pace`] | work in pieces, so that everything long can be stopped |
//! | [`worker`] | the border between the page and the engine |
//! | [`ui`] | the page |
//! | [`annex`] | the page's second module: views that the first plan does not need |
//!
//! `ARCHITECTURE.md` tells who may use whom, and why things are as they are.

pub mod annex;
pub mod economy;
pub mod field;
pub mod intake;
pub mod order;
pub mod pace;
pub mod plan;
pub mod scale;
pub mod solver;
pub mod tables;
pub mod ui;
pub mod words;
pub mod worker;
