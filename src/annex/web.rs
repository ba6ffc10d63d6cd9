//! The views in their place in the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::desk::Desk;
use super::economy::EconomyView;
use super::profiles::ProfilesView;
use super::units::UnitsView;
use crate::ui::components::live::live;
use crate::ui::components::tabs::tab_id;
use crate::ui::query::Theme;
use crate::ui::theme::theme;
use crate::ui::views::{ANNEX, ECONOMY, PROFILES, SHOWN, TURNED, UNITS};

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
    let chosen = RwSignal::new((String::new(), String::new()));
    let open_unit = Callback::new(move |unit| {
        chosen.set((unit, String::new()));
        // The page turns its views.
        let tab = document().get_element_by_id(&tab_id(UNITS));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            tab.click();
            let _ = tab.focus();
        }
    });
    live(move || match shown.get().as_str() {
        id if id == ECONOMY.id => {
            view! { <EconomyView desk=desk open_unit=open_unit /> }.into_any()
        }
        id if id == PROFILES.id => view! { <ProfilesView desk=desk theme=theme /> }.into_any(),
        id if id == UNITS.id => {
            view! { <UnitsView desk=desk theme=theme chosen=chosen /> }.into_any()
        }
        _ => ().into_any(),
    })
}
