//! The border between the threads.

pub mod protocol;
