//! Large tables: the points of the paper's Fig 2, made and solved by a pool of members that share no memory.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `economy` | a table as any economy holds it, and a whole economy around it, to plan days with |
//! | `family` | the points of Fig 2, the three families of tables made from them |
//! | `generator` | the cells and the demand of a table, row by row, the same whoever makes them |
//! | `memory` | how much memory a table takes |
//! | `rows` | the rows that a member holds, cut into tiles |
//! | `protocol` | what page, lead and members say to each other |
//! | `member` | a member: it makes its rows, substitutes back, multiplies, checks |
//! | `substitution` | back-substitution tile by tile, by several members at once |
//! | `lead` | the member that leads the others, and answers the page |
//! | `solving` | how the lead has a table made, solved and checked |
//! | `published` | the seconds that the paper gives |
//! | `recipe` | a whole economy as the few numbers that it is made from |
//!
//! Lead and members are pure state machines: messages in, a share of work, messages out. They know no browser, and look at
//! no clock but the one they are given to report times with; so natively tests run a pool of any size, and in a browser a
//! shell carries the messages between workers.

pub mod economy;
pub mod family;
pub mod generator;
pub mod lead;
pub mod member;
pub mod memory;
pub mod protocol;
pub mod published;
pub mod recipe;
mod rows;
mod solving;
mod substitution;
mod tiling;
