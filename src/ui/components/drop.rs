//! Files dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{DragEvent, File};

use super::live::flag;
use crate::ui::files::listed;
use crate::words::words;

fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Shows where files would go while they are dragged over the page, and takes them.
#[component]
pub fn DropTarget(
    /// Takes the files.
    #[prop(into)]
    open: Callback<Vec<File>>,
) -> impl IntoView {
    // Entering a child comes before leaving its parent, so visits are counted.
    let depth = RwSignal::new(0_i32);
    let handles = (
        window_event_listener(ev::dragenter, move |event| {
            if has_files(&event) {
                event.prevent_default();
                depth.update(|depth| *depth += 1);
            }
        }),
        window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            if has_files(&event) {
                depth.update(|depth| *depth = (*depth - 1).max(0));
            }
        }),
        window_event_listener(ev::drop, move |event| {
            if has_files(&event) {
                event.prevent_default();
                depth.set(0);
                let files = event.data_transfer().and_then(|data| data.files());
                open.run(files.map(|files| listed(&files)).unwrap_or_default());
            }
        }),
    );
    on_cleanup(move || {
        handles.0.remove();
        handles.1.remove();
        handles.2.remove();
        handles.3.remove();
    });
    view! {
        <div class="drop" hidden=flag(move || depth.get() <= 0)>
            <p>{words().page_drop_files_one_economy()}</p>
        </div>
    }
}
