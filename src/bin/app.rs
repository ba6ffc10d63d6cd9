//! The page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    console_error_panic_hook::set_once();
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_inner_html("");
    mount_to(root.unchecked_into(), || view! { <p>"Olin"</p> }).forget();
}
