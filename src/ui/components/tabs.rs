//! The tabs: one view at a time, chosen by click or, as is the custom with tabs, by the arrow keys.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::live::{by_id, clicked, text};
use crate::ui::views::{ANNEX, PLAN, VIEWS, View};
use crate::words::words;

/// The tabs.
#[component]
pub fn Tabs(
    /// The view that is looked at.
    view: RwSignal<View>,
    /// Turns to another.
    #[prop(into)]
    turn: Callback<View>,
) -> impl IntoView {
    let tabs = VIEWS.iter().map(|&of| {
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(of)
                aria-controls=if of == PLAN { PLAN.id } else { ANNEX }
                aria-selected=text(move || (view.get() == of).to_string())
                tabindex=text(move || if view.get() == of { "0" } else { "-1" }.to_owned())
                on:click=clicked(move || turn.run(of))
            >
                {(of.name)(words())}
            </button>
        }
    });
    let by_key = move |event: KeyboardEvent| {
        let count = VIEWS.len();
        let now = VIEWS.iter().position(|&of| of == view.get_untracked());
        let now = now.unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        turn.run(VIEWS[next]);
        if let Some(tab) = by_id(&tab_id(VIEWS[next])) {
            let _ = tab.focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=words().page_views() on:keydown=by_key>
            {tabs.collect_view()}
        </div>
    }
}

/// Id of a view's tab, which names its panel.
pub fn tab_id(view: View) -> String {
    format!("tab-{}", view.id)
}
