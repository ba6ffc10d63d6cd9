//! The top of the page: the mark, which economy is open, files in, and the plan out.

use leptos::ev::Targeted;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};

use super::live::{clicked, flag, live, text};
use super::tabs::Tabs;
use crate::ui::files::listed;
use crate::ui::shelf::{SHIPPED, YOUR_FILES, YOURS};
use crate::ui::views::{CHART_KINDS, View};
use crate::worker::protocol::Document;

/// What can be taken away besides the plan and the saved economy.
const OTHERS: [(&str, Document); 7] = [
    ("Economy (CSV files in a zip)", Document::Tables),
    ("Today's orders (CSV)", Document::Orders),
    ("Fulfilment (CSV)", Document::Fulfilment),
    ("Footprints (CSV)", Document::Footprints),
    ("Multipliers (CSV)", Document::Multipliers),
    ("Leontief inverse (CSV)", Document::Leontief),
    ("Output of every good (CSV)", Document::Solution),
];

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
    /// Hands a document out.
    #[prop(into)]
    download: Callback<Document>,
    /// Hands the charts out as files of a kind.
    #[prop(into)]
    take_charts: Callback<&'static str>,
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
    let no_plan = flag(move || !has_plan.get());
    let charts = CHART_KINDS.map(|kind| (kind, format!("Charts ({kind})")));
    let titles = OTHERS
        .iter()
        .map(|(title, _)| (*title, (*title).to_owned()));
    let others = titles
        .chain(charts)
        .map(|(value, title)| view! { <option value=value>{title}</option> })
        .collect_view();
    let take_away = move |event: Targeted<leptos::ev::Event, HtmlSelectElement>| {
        let select = event.target();
        let title = select.value();
        // So that the same one can be chosen again.
        select.set_value("");
        if let Some((_, what)) = OTHERS.iter().find(|(other, _)| *other == title) {
            download.run(*what);
        } else if let Some(kind) = CHART_KINDS.into_iter().find(|kind| *kind == title) {
            take_charts.run(kind);
        }
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
                <input class="unseen" type="file" multiple accept=".csv,.json,.zip,text/csv" on:change=take />
            </label>
            <button type="button" disabled=no_plan on:click=clicked(move || download.run(Document::Economy))>
                "Save economy (JSON)"
            </button>
            <button type="button" disabled=no_plan on:click=clicked(move || download.run(Document::Plan))>
                "Download plan (CSV)"
            </button>
            <select aria-label="Download" disabled=no_plan on:change:target=take_away>
                <option value="">"Download …"</option>
                {others}
            </select>
        </header>
    }
}
