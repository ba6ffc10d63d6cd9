//! The door to the page's second module: it is fetched when the first plan is there, which need not wait for it, or when a
//! view of it is looked at.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::mirror;
use super::notices::{Action, Notices, Tone};
use super::views::{ANNEX, CHARTS, CHARTS_WANTED, PLAN, TURNED, View};
use crate::words::words;

/// Its script, relative to the page.
const SCRIPT: &str = "./annex_loader.js";

/// The event by which the script says that the module has not come: that is no error of the script itself.
const FAILED: &str = "olin:failed";

/// Where the second module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annex {
    /// It has not been sent for.
    Away,
    /// It has been sent for; whether anyone waits for it.
    SentFor(bool),
    /// It has not come.
    Missing,
}

/// Tells it that another view is looked at, and sends for it where that is one of its own and nobody has.
pub fn turn(view: View, annex: StoredValue<Annex>, notices: Notices) {
    let is_own = view != PLAN;
    match annex.get_value() {
        Annex::Missing if is_own => say_missing(notices),
        Annex::Away if is_own => summon(annex, notices, true),
        Annex::Missing | Annex::Away => {}
        Annex::SentFor(_) => {
            annex.set_value(Annex::SentFor(is_own));
            // The attribute that it reads is set with the signals of this turn.
            queue_microtask(|| {
                if let Ok(event) = Event::new(TURNED) {
                    let _ = window().dispatch_event(&event);
                }
            });
        }
    }
}

/// Has the charts of the plan handed out.
pub fn take_charts(kind: &str, annex: StoredValue<Annex>, notices: Notices) {
    if let Some(place) = document().get_element_by_id(ANNEX) {
        let _ = place.set_attribute(CHARTS, kind);
    }
    // Where the second module is only on its way nobody hears this; it looks when it comes.
    if let Ok(event) = Event::new(CHARTS_WANTED) {
        let _ = window().dispatch_event(&event);
    }
    match annex.get_value() {
        Annex::Missing => say_missing(notices),
        Annex::Away => summon(annex, notices, true),
        Annex::SentFor(_) => annex.set_value(Annex::SentFor(true)),
    }
}

/// Sends for it, unless that has been done. As long as nobody waits for it nothing is said when it does not come.
pub fn summon(annex: StoredValue<Annex>, notices: Notices, is_waited_for: bool) {
    if annex.try_get_value() != Some(Annex::Away) {
        return;
    }
    annex.set_value(Annex::SentFor(is_waited_for));
    let failed = move || {
        if annex.try_get_value() == Some(Annex::SentFor(true)) {
            say_missing(notices);
        }
        annex.try_update_value(|annex| *annex = Annex::Missing);
        mirror::give_up();
    };
    window_event_listener_untyped(FAILED, move |_| failed());
    if fetch(Closure::once_into_js(failed).unchecked_ref()).is_err() {
        failed();
    }
}

fn say_missing(notices: Notices) {
    let text = words().page_this_view_could_not();
    notices.put("annex", Tone::Trouble, text, Some(Action::Reload));
}

/// Has the browser fetch and start the script.
fn fetch(on_error: &js_sys::Function) -> Result<(), JsValue> {
    let script = document().create_element("script")?;
    script.set_attribute("type", "module")?;
    script.set_attribute("src", SCRIPT)?;
    script.add_event_listener_with_callback("error", on_error)?;
    document()
        .body()
        .ok_or(JsValue::NULL)?
        .append_child(&script)?;
    Ok(())
}
