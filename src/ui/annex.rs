//! The door to the page's second module: it is fetched when a view of it is looked at for the first time, so that the
//! first plan need not wait for it.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::notices::{Action, Notices, Tone};
use super::views::{ANNEX, CHARTS, CHARTS_WANTED, PLAN, TURNED, View};

/// Its script, relative to the page.
const SCRIPT: &str = "./annex_loader.js";

/// The event by which the script says that the module has not come: that is no error of the script itself.
const FAILED: &str = "olin:failed";

/// What a view says until it has been loaded; the second module puts itself in its place.
pub const COMING: &str = "Fetching this view …";

/// Turns to a view; `is_asked_for` remembers whether the second module has been sent for.
pub fn turn(view: View, is_asked_for: StoredValue<bool>, notices: Notices) {
    if view == PLAN {
        return;
    }
    if is_asked_for.get_value() {
        // The attribute that it reads is set with the signals of this turn.
        queue_microtask(|| {
            if let Ok(event) = Event::new(TURNED) {
                let _ = window().dispatch_event(&event);
            }
        });
        return;
    }
    bring(is_asked_for, notices);
}

/// Has the charts of the plan handed out.
pub fn take_charts(kind: &str, is_asked_for: StoredValue<bool>, notices: Notices) {
    if let Some(place) = document().get_element_by_id(ANNEX) {
        let _ = place.set_attribute(CHARTS, kind);
    }
    // Where the second module is only on its way nobody hears this; it looks when it comes.
    if let Ok(event) = Event::new(CHARTS_WANTED) {
        let _ = window().dispatch_event(&event);
    }
    bring(is_asked_for, notices);
}

/// Sends for the second module, if nobody has.
pub fn bring(is_asked_for: StoredValue<bool>, notices: Notices) {
    if is_asked_for.get_value() {
        return;
    }
    is_asked_for.set_value(true);
    let failed = move || {
        let text = "This view could not be fetched. Is there a connection?";
        notices.put("annex", Tone::Trouble, text, Some(Action::Reload));
    };
    window_event_listener_untyped(FAILED, move |_| failed());
    if fetch(Closure::once_into_js(failed).unchecked_ref()).is_err() {
        failed();
    }
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
