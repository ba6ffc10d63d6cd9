//! The page's second module: the views that the first plan does not need, loaded when one of them is looked at.
//!
//! It is a program of its own beside the page, with no memory in common. The page says through an attribute of its
//! element which view to show; whatever else the two have to say to each other goes through events on the window.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
