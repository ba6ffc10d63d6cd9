//! Parts of views that follow signals, in as few types as possible: every closure in a view is a type of its own, for
//! which the compiler writes the whole machinery of following once more.

use crate::words::words;
use leptos::ev::MouseEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A part of a view that is made again when what it reads changes.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a part of a view that follows what it reads.
pub fn live<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> Live {
    Box::new(move || part().into_any())
}

/// A part that is there or not.
pub fn live_if<V: IntoView + 'static>(part: impl Fn() -> Option<V> + Send + 'static) -> Live {
    Box::new(move || match part() {
        Some(part) => part.into_any(),
        None => ().into_any(),
    })
}

/// A text that follows what it reads.
pub fn text(text: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(text)
}

/// An attribute, or a text, that is there or not.
pub fn maybe(text: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    Signal::derive(text)
}

/// Has a field show `value`, but not while something is `typed`: a field for numbers has nothing to say of "0.", which is no
/// number yet, and to write that into it takes away what was typed.
pub fn keep_shown(
    field: NodeRef<Input>,
    typed: RwSignal<Option<String>>,
    value: impl Fn() -> String + 'static,
) {
    Effect::new(move |_| {
        let value = value();
        if let Some(field) = field.get().filter(|_| typed.with(Option::is_none)) {
            field.set_value(&value);
        }
    });
}

/// A condition that follows what it reads.
pub fn flag(flag: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(flag)
}

/// What a click does.
pub fn clicked(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}

/// The element of that id, if it is on the page.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The button under a list of which only the `first` entries are shown, unless `all` is set.
#[component]
pub fn ShowAll(
    /// Whether all are shown.
    all: RwSignal<bool>,
    /// How many there are.
    count: Memo<usize>,
    /// How many are shown at first.
    first: usize,
) -> impl IntoView {
    let label = text(move || match all.get() {
        true => words().plan_show_fewer().to_owned(),
        false => words().plan_show_all(&crate::ui::number::whole(count.get() as u64)),
    });
    let needed = Memo::new(move |_| count.get() > first);
    live_if(move || {
        needed.get().then(|| {
            view! {
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=text(move || all.get().to_string())
                    on:click=clicked(move || all.update(|all| *all = !*all))
                >
                    {label}
                </button>
            }
        })
    })
}
