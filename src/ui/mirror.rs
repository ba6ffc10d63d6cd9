//! What the page and its second module say to each other: events on the window that carry bytes. The page owns the worker
//! and what is wanted of it; the second module hears what the worker says, and asks the page.

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

/// A message of the worker, as it came (a list of replies in postcard).
pub const HEARD: &str = "olin:heard";

/// Another economy has been opened; edits of the one before are gone. A byte says whether it is the user's own.
pub const OPENED: &str = "olin:opened";

/// A question for the worker: four bytes of a number for the answer, the lowest first, then the question.
pub const LOOK: &str = "olin:look";

/// The edits that are to be in force.
pub const REVISE: &str = "olin:revise";

/// A saved economy that the planner is to open as the user's own.
pub const OPEN: &str = "olin:open";

/// Says something.
pub fn say(what: &str, detail: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(what, &options) {
        // Whether anyone hears it is theirs to know.
        let _ = window().dispatch_event(&event);
    }
}

/// Says some bytes.
pub fn say_bytes(what: &str, bytes: &[u8]) {
    say(what, &Uint8Array::from(bytes));
}

/// Hears what is said, for as long as the page lives.
pub fn hear(what: &'static str, tell: impl Fn(Vec<u8>) + 'static) {
    window_event_listener_untyped(what, move |event| {
        let detail = event.unchecked_into::<CustomEvent>().detail();
        tell(
            detail
                .dyn_into::<Uint8Array>()
                .map_or_else(|_| Vec::new(), |bytes| bytes.to_vec()),
        );
    });
}
