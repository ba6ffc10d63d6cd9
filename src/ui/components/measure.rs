//! Watching how much room an element has.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Calls back with an element at first and whenever its size changes, until the owner of this call is cleaned up.
pub fn on_resize(element: &Element, measured: impl Fn(&Element) + 'static) {
    let of = element.clone();
    let on_change = Closure::<dyn Fn()>::new(move || measured(&of));
    // Without the observer the first measure is all there is.
    let Ok(observer) = ResizeObserver::new(on_change.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let kept = StoredValue::new_local(Some((observer, on_change)));
    on_cleanup(move || {
        if let Some((observer, _)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}
