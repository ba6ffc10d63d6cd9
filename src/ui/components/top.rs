//! The top of the page: the mark, which economy is open, files in, and the plan out.

use leptos::ev::Targeted;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};

use super::live::{clicked, flag, live, text};
use super::tabs::Tabs;
use crate::ui::files::listed;
use crate::ui::shelf::{SHIPPED, YOURS};
use crate::ui::views::{CHART_KINDS, View};
use crate::words::{Language, Text, words};
use crate::worker::protocol::Document;

/// What can be taken away besides the plan and the saved economy.
const OTHERS: [(Text, Document); 7] = [
    (Language::page_economy_csv_files_zip, Document::Tables),
    (Language::page_todays_orders_csv, Document::Orders),
    (Language::page_fulfilment_csv, Document::Fulfilment),
    (Language::page_footprints_csv, Document::Footprints),
    (Language::page_multipliers_csv, Document::Multipliers),
    (Language::page_leontief_inverse_csv, Document::Leontief),
    (Language::page_output_every_good_csv, Document::Solution),
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
        let yours = has_yours
            .get()
            .then_some((YOURS, words().page_your_files()));
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
    let charts = CHART_KINDS.map(|kind| (kind.to_owned(), words().page_charts(kind)));
    let others = OTHERS.iter().enumerate();
    let others = others.map(|(place, (title, _))| (place.to_string(), title(words()).to_owned()));
    let others = others
        .chain(charts)
        .map(|(value, title)| view! { <option value=value>{title}</option> })
        .collect_view();
    let take_away = move |event: Targeted<leptos::ev::Event, HtmlSelectElement>| {
        let select = event.target();
        let chosen = select.value();
        // So that the same one can be chosen again.
        select.set_value("");
        let other = chosen.parse::<usize>().ok();
        if let Some((_, what)) = other.and_then(|place| OTHERS.get(place)) {
            download.run(*what);
        } else if let Some(kind) = CHART_KINDS.into_iter().find(|kind| *kind == chosen) {
            take_charts.run(kind);
        }
    };
    view! {
        <header class="top">
            <span class="mark">"Olin"</span>
            <select
                aria-label=words().page_economy()
                prop:value=text(move || chosen.get())
                on:change:target=move |event| choose.run(event.target().value())
            >
                {options}
            </select>
            <Tabs view=view turn=turn />
            <span class="room"></span>
            <label class="button">
                {words().page_open_files()}
                <input class="unseen" type="file" multiple accept=".csv,.json,.zip,text/csv" on:change=take />
            </label>
            <button type="button" disabled=no_plan on:click=clicked(move || download.run(Document::Economy))>
                {words().page_save_economy_json()}
            </button>
            <button type="button" disabled=no_plan on:click=clicked(move || download.run(Document::Plan))>
                {words().page_download_plan_csv()}
            </button>
            <select aria-label=words().page_download_label() disabled=no_plan on:change:target=take_away>
                <option value="">{words().page_download()}</option>
                {others}
            </select>
        </header>
    }
}
