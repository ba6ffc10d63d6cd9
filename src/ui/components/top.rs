//! The top of the page: the mark, which economy is open, files in, and the plan out.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::live::{clicked, flag, live, text};
use super::tabs::Tabs;
use crate::ui::files::listed;
use crate::ui::shelf::{SHIPPED, YOUR_FILES, YOURS};
use crate::ui::views::View;

/// The top of the page.
#[component]
pub fn Top(
    /// Id of the open economy.
    chosen: RwSignal<String>,
    /// Whether the user has opened an economy from files.
    has_yours: RwSignal<bool>,
    /// Whether there is a plan to take away.
    #[prop(into)]
    has_plan: Signal<bool>,
    /// Opens an economy of the list.
    #[prop(into)]
    choose: Callback<String>,
    /// Opens files.
    #[prop(into)]
    open: Callback<Vec<File>>,
    /// The view that is looked at.
    view: RwSignal<View>,
    /// Turns to another view.
    #[prop(into)]
    turn: Callback<View>,
    /// Hands the plan out as CSV.
    #[prop(into)]
    download: Callback<()>,
) -> impl IntoView {
    let options = live(move || {
        let shipped = SHIPPED.iter().map(|shipped| (shipped.id, shipped.name));
        let yours = has_yours.get().then_some((YOURS, YOUR_FILES));
        let option = |(id, name): (&'static str, &'static str)| {
            view! { <option value=id selected=flag(move || chosen.with(|chosen| chosen == id))>{name}</option> }
        };
        shipped.chain(yours).map(option).collect_view()
    });
    let take = move |event: leptos::ev::Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let files = input
            .files()
            .map(|files| listed(&files))
            .unwrap_or_default();
        // So that choosing the same files again is a change again.
        input.set_value("");
        open.run(files);
    };
    view! {
        <header class="top">
            <span class="mark">"Olin"</span>
            <select
                aria-label="Economy"
                prop:value=text(move || chosen.get())
                on:change:target=move |event| choose.run(event.target().value())
            >
                {options}
            </select>
            <Tabs view=view turn=turn />
            <span class="room"></span>
            <label class="button">
                "Open files"
                <input class="unseen" type="file" multiple accept=".csv,text/csv" on:change=take />
            </label>
            <button type="button" disabled=flag(move || !has_plan.get()) on:click=clicked(move || download.run(()))>
                "Download plan (CSV)"
            </button>
        </header>
    }
}
