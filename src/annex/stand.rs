//! How parts of the second module come to stand within what the page draws.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Puts a view into a new element of this kind and class at the end of the page's first element that the selector finds. Where
/// there is none, nothing comes of it: the page is another.
pub fn at_end_of<V: IntoView>(
    selector: &str,
    (kind, class): (&str, &str),
    view: impl FnOnce() -> V + 'static,
) {
    stand(selector, (kind, class), view, |of, place| {
        of.append_with_node_1(place).is_ok()
    });
}

/// As [`at_end_of`], but right after that element.
pub fn after<V: IntoView>(
    selector: &str,
    (kind, class): (&str, &str),
    view: impl FnOnce() -> V + 'static,
) {
    stand(selector, (kind, class), view, |of, place| {
        of.after_with_node_1(place).is_ok()
    });
}

fn stand<V: IntoView>(
    selector: &str,
    (kind, class): (&str, &str),
    view: impl FnOnce() -> V + 'static,
    put: fn(&Element, &Element) -> bool,
) {
    let Ok(Some(of)) = document().query_selector(selector) else {
        return;
    };
    let Ok(place) = document().create_element(kind) else {
        return;
    };
    place.set_class_name(class);
    if put(&of, &place) {
        mount_to(place.unchecked_into(), view).forget();
    }
}
