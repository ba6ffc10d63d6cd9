//! The same bits as in a browser: see tests/bits.

#[path = "../bits/mod.rs"]
mod digests;

#[test]
fn native_runs_have_the_recorded_bits() {
    assert_eq!(digests::found(), digests::RECORDED);
}
