//! The target `policy` of tests/guarded.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| olin_fuzz::run("policy", bytes));
