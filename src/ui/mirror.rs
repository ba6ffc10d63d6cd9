//! What the page and its second module say to each other: events on the window that carry bytes. The page owns the worker
//! and what is wanted of it; the second module hears what the worker says, and asks the page.

use std::cell::RefCell;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

use crate::worker::protocol::{PolicyStep, Upload};

/// A message of the worker, as it came (a list of replies in postcard).
pub const HEARD: &str = "olin:heard";

/// Another economy has been opened; edits of the one before are gone. A byte says whether it is the user's own; behind it is
/// the mark of an [`Again`], where it was that which opened it. What the worker says of that economy follows as [`HEARD`].
pub const OPENED: &str = "olin:opened";

/// A question for the worker: four bytes of a number for the answer, the lowest first, then the question.
pub const LOOK: &str = "olin:look";

/// The edits that are to be in force.
pub const REVISE: &str = "olin:revise";

/// A saved economy that the planner is to open as the user's own.
pub const OPEN: &str = "olin:open";

/// The second module has come: the page says what it has kept for it.
pub const COME: &str = "olin:come";

/// The second module wants to know what is open.
pub const TELL: &str = "olin:tell";

/// What is open: a [`Told`] in postcard.
pub const TOLD: &str = "olin:told";

/// Something that the second module has controls for, as [`State::set`](super::state::State::set) takes it.
pub const SET: &str = "olin:set";

/// Something to open again: a file in a form of ours, or a [`Again`] in postcard.
pub const RESTORE: &str = "olin:restore";

/// What is open: its id, its name, investment over time, and the shown day; losses by chance as bytes, empty for those that
/// came with the files; and the speed of Run.
pub type Told = (String, String, Vec<PolicyStep>, u32, Vec<u8>, f64);

/// An economy to be opened again: a mark to know it by; the id of one that ships, or else its name and its files; investment
/// over time and the day to show, no steps and no day for those that are in the files; and losses by chance as bytes.
pub type Again = (
    Vec<u8>,
    String,
    String,
    Vec<Upload>,
    Vec<PolicyStep>,
    Option<u32>,
    Vec<u8>,
);

thread_local! {
    /// What was to be passed on before the second module came to hear it; nothing once it has.
    static UNHEARD: RefCell<Option<Vec<(&'static str, JsValue)>>> =
        const { RefCell::new(Some(Vec::new())) };
}

/// Says what the second module is to hear once and in order: what is opened, and what the worker says of it. Until it has come
/// that is kept for it.
pub fn pass_on(what: &'static str, detail: &JsValue) {
    let is_kept = UNHEARD.with_borrow_mut(|unheard| {
        let unheard = unheard.as_mut();
        unheard
            .map(|unheard| unheard.push((what, detail.clone())))
            .is_some()
    });
    if !is_kept {
        say(what, detail);
    }
}

/// The second module will not come: nothing is kept for it any more.
pub fn give_up() {
    UNHEARD.take();
}

/// Says what has been kept for the second module; from now on everything is said at once.
pub fn catch_up() {
    let unheard = UNHEARD.take();
    for (what, detail) in unheard.into_iter().flatten() {
        say(what, &detail);
    }
}

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

/// Hears the bytes that are said, for as long as the page lives.
pub fn hear(what: &'static str, tell: impl Fn(Vec<u8>) + 'static) {
    hear_any(what, move |detail| tell(bytes(detail)));
}

/// Hears what is said, for as long as the page lives.
pub fn hear_any(what: &'static str, tell: impl Fn(JsValue) + 'static) {
    window_event_listener_untyped(what, move |event| {
        tell(event.unchecked_into::<CustomEvent>().detail());
    });
}

/// The bytes of something that was said; none where it is something else.
pub fn bytes(detail: JsValue) -> Vec<u8> {
    detail
        .dyn_into::<Uint8Array>()
        .map_or_else(|_| Vec::new(), |bytes| bytes.to_vec())
}
