//! The views in their place in the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::Desk;
use super::economy::EconomyView;
use super::profiles::ProfilesView;
use crate::ui::components::live::live;
use crate::ui::query::Theme;
use crate::ui::theme::theme;
use crate::ui::views::{ANNEX, ECONOMY, PROFILES, SHOWN, TURNED};

/// The views' own styles, relative to the page.
const STYLE: &str = "./annex.css";

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
        dress();
        let desk = Desk::new();
        let theme = theme(None);
        let turned = window_event_listener_untyped(TURNED, move |_| shown.set(read()));
        on_cleanup(move || turned.remove());
        view! { <Annex shown=shown desk=desk theme=theme /> }
    })
    .forget();
}

/// Has the views' own styles fetched; without them they are only less to look at.
fn dress() {
    let link = document().create_element("link").and_then(|link| {
        link.set_attribute("rel", "stylesheet")?;
        link.set_attribute("href", STYLE)?;
        Ok(link)
    });
    if let (Ok(link), Some(head)) = (link, document().head()) {
        let _ = head.append_child(&link);
    }
}

/// The view that is looked at.
#[component]
fn Annex(
    /// Its id.
    shown: RwSignal<String>,
    /// What the desk's views know.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    live(move || match shown.get().as_str() {
        id if id == ECONOMY.id => {
            view! { <EconomyView desk=desk open_unit=Callback::new(|_| ()) /> }.into_any()
        }
        id if id == PROFILES.id => view! { <ProfilesView desk=desk theme=theme /> }.into_any(),
        _ => ().into_any(),
    })
}
