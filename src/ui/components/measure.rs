//! Watching how much room an element has.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// The room inside an element in pixels, width and height; nothing before it is there.
pub fn room(element: NodeRef<Div>) -> RwSignal<(f64, f64)> {
    let size = RwSignal::new((0.0, 0.0));
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        on_resize(&element, move |element| {
            let now = (
                f64::from(element.client_width()),
                f64::from(element.client_height()),
            );
            if size.try_get_untracked().is_some_and(|before| before != now) {
                size.set(now);
            }
        });
    });
    size
}

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
