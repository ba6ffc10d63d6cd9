//! Tests of the engine from outside, in one binary so that they link once.

mod economies;
mod files;
mod house;
mod session;
mod tables;
mod tables_faults;
mod tables_faults_lists;
mod tables_hostile;
mod valley;
mod village;
