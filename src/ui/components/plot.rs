//! A place for a plot: it tells the drawing how large it is, and has it drawn again when that changes.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{ResizeObserver, ResizeObserverEntry};

use crate::ui::charts::canvas::Size;
use crate::ui::theme::root_em;

/// A plot. The style sheet gives the element its size; what is drawn fills it.
#[component]
pub fn Plot(
    /// What kind of picture it is, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// Draws it as the text of an SVG element, reading the signals it depends on.
    draw: impl Fn(Size) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = RwSignal::new(None::<(f64, f64)>);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let measured = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last: ResizeObserverEntry = entries
                .get(entries.length().saturating_sub(1))
                .unchecked_into();
            let room = last.content_rect();
            let now = (room.width().round(), room.height().round());
            if size
                .try_get_untracked()
                .is_some_and(|before| before != Some(now))
            {
                size.set(Some(now));
            }
        });
        if let Ok(observer) = ResizeObserver::new(measured.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local(Some((observer, measured)));
            on_cleanup(move || {
                if let Some((observer, _)) = kept.try_update_value(Option::take).flatten() {
                    observer.disconnect();
                }
            });
        }
    });
    let svg = move || {
        let (width, height) = size.get().unwrap_or_default();
        if width > 0.0 && height > 0.0 {
            draw(Size {
                width,
                height,
                em: root_em(),
            })
        } else {
            String::new()
        }
    };
    view! { <div class="plot" role="img" aria-label=label node_ref=element inner_html=svg></div> }
}
