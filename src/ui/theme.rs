//! Light, dark or projector: what the system says, unless a link says otherwise.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::MediaQueryListEvent;

use super::number::decimal;
use super::query::Theme;

const DARK: &str = "(prefers-color-scheme: dark)";

/// The theme in force, as a signal. Sets the style sheet's attribute when `chosen` overrides the system.
pub fn theme(chosen: Option<Theme>) -> RwSignal<Theme> {
    if let (Some(theme), Some(root)) = (chosen, document().document_element()) {
        // Without the attribute the page is only less to the user's taste.
        let _ = root.set_attribute("data-theme", theme.name());
    }
    if let Some(theme) = chosen.or_else(set) {
        return RwSignal::new(theme);
    }
    let of = |dark: bool| if dark { Theme::Dark } else { Theme::Light };
    let Ok(Some(media)) = window().match_media(DARK) else {
        return RwSignal::new(Theme::Light);
    };
    let theme = RwSignal::new(of(media.matches()));
    let on_change =
        Closure::<dyn Fn(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
            theme.try_set(of(event.matches()));
        });
    media.set_onchange(Some(on_change.as_ref().unchecked_ref()));
    // It lives as long as the page.
    on_change.forget();
    theme
}

/// The theme that the style sheet has been told to use.
fn set() -> Option<Theme> {
    let name = document().document_element()?.get_attribute("data-theme")?;
    let themes = [Theme::Light, Theme::Dark, Theme::Projector];
    themes.into_iter().find(|theme| theme.name() == name)
}

/// Height of the root's letters in pixels, which all measures of the style sheet are multiples of.
pub fn root_em() -> f64 {
    let style = document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| decimal(size.trim_end_matches("px")))
        .unwrap_or(16.0)
}
