//! The same bits in a browser as natively: see tests/bits.
#![cfg(target_family = "wasm")]

mod bits;
#[path = "it/economies.rs"]
#[expect(dead_code, reason = "the native tests use more of it")]
mod economies;
#[path = "it/random.rs"]
#[expect(dead_code, reason = "the native tests use more of it")]
mod random;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn runs_in_a_browser_have_the_recorded_bits() {
    assert_eq!(bits::found(), bits::RECORDED);
}
