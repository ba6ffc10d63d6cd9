//! The view of tables: what can be brought, the files, how far reading is, what is wrong, and what was read.

use leptos::html::Input;
use leptos::prelude::*;

use super::desk::{Desk, files_of};
use super::roles::Roles;
use super::sparse::SparseTable;
use super::state::{State, Under};
use super::words;
use crate::intake::protocol::Fault;
use crate::ui::components::import::fault;
use crate::ui::components::live::{clicked, flag, live_if, maybe, text};
use crate::words::{Language, words};
use crate::worker::protocol;

/// The view.
#[component]
pub fn TablesView(
    /// Turns to the plan of an economy that has just been opened.
    opened: Callback<()>,
) -> impl IntoView {
    let desk = Desk::new(opened);
    let refused = live_if(move || {
        desk.with(|state| {
            let faults = state.refused();
            (!faults.is_empty()).then(
                || view! { <Faults faults=faults.to_vec() title=words().tables_this_table_cannot_read() /> },
            )
        })
    });
    let national = Memo::new(move |_| desk.with(|state| state.national().cloned()));
    let has_sparse = Memo::new(move |_| desk.with(|state| state.sparse().is_some()));
    view! {
        <div class="tables">
            <header>
                <h1>{words().tables_bring_table()}</h1>
                <p>
                    {words().tables_national_input_output_table()}
                </p>
            </header>
            <Chooser desk=desk />
            <Progress desk=desk />
            {refused}
            {live_if(move || national.get().map(|table| view! { <Roles desk=desk table=table /> }))}
            {live_if(move || has_sparse.get().then(|| view! { <SparseTable desk=desk /> }))}
        </div>
    }
}

/// Which files, and which can be brought.
#[component]
fn Chooser(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    view! {
        <section class="choose">
            <div class="go">
                <label class="button main">
                    {words().tables_open_table_files()}
                    <input
                        class="unseen"
                        type="file"
                        multiple
                        node_ref=input
                        on:change=move |event| desk.open(&files_of(&event))
                    />
                </label>
                <span class="which" dir="auto">{text(move || desk.files.get())}</span>
            </div>
            <details>
                <summary>{words().tables_which_files()}</summary>
                <ul>
                    <li>
                        <b>{words().tables_national_table()}</b>
                        {words().tables_as_oecd_publishes_columns()}
                    </li>
                    <li>
                        <b>{words().tables_sparse_table()}</b>
                        {words().tables_as_matrix_market_mtx()}<code>"input,good,amount"</code>
                        {words().tables_together_with_demand()}<code>"good,amount"</code>{words().tables_or_mtx_with_one()}
                    </li>
                    <li>{words().tables_files_economy_table_profiles()}</li>
                </ul>
            </details>
        </section>
    }
}

/// What is under way, how far it is, and what came of it.
#[component]
fn Progress(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    // Trying roles is quick, and nothing to be stopped.
    let lasts = Memo::new(move |_| {
        desk.with(|state| state.under().is_some_and(|under| under != Under::Trying))
    });
    let stage = text(move || {
        let stage = desk.with(|state| state.progress().map(|(stage, _)| words::stage(stage)));
        format!("{} …", stage.unwrap_or(words().tables_reading()))
    });
    let share = maybe(move || {
        let share = desk.with(|state| state.progress().and_then(|(_, share)| share))?;
        Some(share.to_string())
    });
    view! {
        <div class="going">
            {live_if(move || {
                lasts.get().then(|| {
                    view! {
                        <div class="go">
                            <label class="way"><span>{stage}</span><progress max="1" value=share></progress></label>
                            <button type="button" on:click=clicked(move || desk.stop())>{words().plan_stop()}</button>
                        </div>
                    }
                })
            })}
            <p class="news" role="status" class:trouble=flag(move || desk.news.with(|news| news.1))>
                {text(move || desk.news.with(|news| news.0.clone()))}
            </p>
        </div>
    }
}

/// What is wrong, one fault after the other.
#[component]
pub fn Faults(
    /// The faults.
    faults: Vec<Fault>,
    /// What they stand in the way of.
    title: &'static str,
) -> impl IntoView {
    let count = faults.len();
    let items = faults.into_iter().map(shown).map(fault).collect_view();
    view! {
        <section class="import trouble" role="alert">
            <h2>{words().tables_titled(title, &words::counted(count as u64, Language::tables_faults_one, Language::tables_faults_other))}</h2>
            <ol>{items}</ol>
        </section>
    }
}

/// A fault as the page shows it.
fn shown(fault: Fault) -> protocol::Fault {
    protocol::Fault {
        column: fault.column_letters(),
        file: fault.file,
        line: fault.line,
        found: fault.found,
        expected: fault.expected,
        hint: fault.hint,
    }
}

/// The button that hands the table over to the planner.
#[component]
pub fn TakeButton(
    /// The desk.
    desk: Desk,
    /// Whether an economy can be made of it.
    #[prop(into)]
    can: Signal<bool>,
) -> impl IntoView {
    let busy = flag(move || desk.with(|state: &State| state.under().is_some()));
    view! {
        <button
            type="button"
            class="main"
            disabled=flag(move || !can.get() || busy.get())
            on:click=clicked(move || desk.take())
        >
            {words().tables_use_this_table()}
        </button>
    }
}
