//! Room for a table that may be wider than its column: it scrolls by itself, and by keyboard where there is anything to
//! scroll.

use leptos::html::Div;
use leptos::prelude::*;

use super::live::maybe;
use super::measure::on_resize;

/// A scrolling region around a table.
#[component]
pub fn Wide(
    /// Id of the heading that names it.
    titled: &'static str,
    /// The table.
    children: Children,
) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    let table = NodeRef::<Div>::new();
    let scrolls = RwSignal::new(false);
    Effect::new(move |_| {
        let (Some(region), Some(table)) = (region.get(), table.get()) else {
            return;
        };
        // Both matter: the room by the window, the table by what is in it.
        let outer = region.clone();
        let look = move |_: &web_sys::Element| {
            scrolls.try_set(outer.scroll_width() > outer.client_width() + 1);
        };
        on_resize(&region, look.clone());
        on_resize(&table, look);
    });
    view! {
        <div
            class="wide"
            node_ref=region
            tabindex=maybe(move || scrolls.get().then(|| "0".to_owned()))
            role="region"
            aria-labelledby=titled
        >
            <div class="inner" node_ref=table>{children()}</div>
        </div>
    }
}
