//! The views in their place in the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::Desk;
use crate::ui::views::{ANNEX, SHOWN, TURNED};

/// Puts the views in their place in the page.
pub fn mount() {
    console_error_panic_hook::set_once();
    let Some(element) = document().get_element_by_id(ANNEX) else {
        return;
    };
    let place = element.clone();
    element.set_inner_html("");
    mount_to(element.unchecked_into(), move || {
        let read = move || place.get_attribute(SHOWN).unwrap_or_default();
        let shown = RwSignal::new(read());
        let turned = window_event_listener_untyped(TURNED, move |_| shown.set(read()));
        on_cleanup(move || turned.remove());
        view! { <Annex shown=shown /> }
    })
    .forget();
}

/// The view that is looked at.
#[component]
fn Annex(
    /// Its id.
    shown: RwSignal<String>,
) -> impl IntoView {
    move || shown.get()
}
