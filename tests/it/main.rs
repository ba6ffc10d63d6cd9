//! Tests of the engine from outside, in one binary so that they link once.

mod economies;
mod files;
mod house;
mod session;
mod tables;
mod valley;
mod village;
