//! The second module's place in the page. The page says through an attribute of its element which view to show; whatever
//! else the two have to say to each other goes through events on the window.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::scale::view::ScaleView;
use crate::ui::components::live::{flag, live_if};
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

/// The views. Each is made when it is first looked at, and keeps what it holds while another is.
#[component]
fn Annex(
    /// Id of the view that is looked at.
    shown: RwSignal<String>,
) -> impl IntoView {
    let view = move |id: &'static str, made: fn() -> AnyView| {
        let is_shown = move || shown.with(|shown| shown == id);
        let was_shown = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_shown());
        let inside = live_if(move || was_shown.get().then(made));
        view! { <div hidden=flag(move || !is_shown())>{inside}</div> }
    };
    view! { {view("scale", || view! { <ScaleView /> }.into_any())} }
}
