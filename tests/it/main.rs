//! Tests of the engine from outside, in one binary so that they link once.

mod bits;
mod cases;
mod curves;
mod days;
mod economies;
mod files;
mod flows;
mod footprints;
mod fuzz;
#[path = "../guarded/mod.rs"]
mod guarded;
mod house;
mod independent;
mod laws;
mod noise;
mod productive;
mod random;
mod recorded;
mod refusals;
mod scale;
mod session;
mod shadow;
mod solvers;
mod sparse;
mod tables;
mod tables_faults;
mod tables_faults_lists;
mod tables_hostile;
mod tables_layouts;
mod tables_round_trip;
mod valley;
mod village;
