//! What became of the user's files: how they were read, or what is wrong with them.

use leptos::prelude::*;

use super::live::{clicked, live};
use super::name::name;
use crate::ui::desk::Import;
use crate::worker::protocol::{Fault, Report};

/// The report on the files last opened.
#[component]
pub fn ImportReport(
    /// What became of them; nothing when there is nothing to report.
    import: RwSignal<Option<Import>>,
) -> impl IntoView {
    let close = move || {
        view! {
            <button type="button" class="quiet" on:click=clicked(move || import.set(None))>"Dismiss"</button>
        }
    };
    live(move || {
        import.get().map(|found| match found {
            Import::Read(report) => view! {
                <section class="import" aria-labelledby="import-title">
                    <header><h2 id="import-title">"How your files were read"</h2>{close()}</header>
                    {read(report)}
                </section>
            }
            .into_any(),
            Import::Refused(faults) => view! {
                <section class="import trouble" role="alert" aria-labelledby="import-title">
                    <header><h2 id="import-title">{refused_title(faults.len())}</h2>{close()}</header>
                    <p>"What was open before stays open. "<a href="./templates/">"Templates"</a>" show how files are written."</p>
                    <ol>{faults.into_iter().map(fault).collect_view()}</ol>
                </section>
            }
            .into_any(),
        })
    })
}

fn refused_title(faults: usize) -> String {
    match faults {
        1 => "Your files make no economy: 1 fault".to_owned(),
        faults => format!("Your files make no economy: {faults} faults"),
    }
}

fn read(report: Report) -> impl IntoView {
    let part = |title: &'static str, sentences: Vec<String>| {
        (!sentences.is_empty()).then(|| {
            let items = sentences
                .into_iter()
                .map(|sentence| view! { <li dir="auto">{sentence}</li> })
                .collect_view();
            view! { <div><h3>{title}</h3><ul>{items}</ul></div> }
        })
    };
    view! {
        <div class="parts">
            {part("Read", report.read)}
            {part("Assumed", report.assumed)}
            {part("Ignored", report.ignored)}
        </div>
    }
}

/// A fault as an item of a list.
pub fn fault(fault: Fault) -> impl IntoView {
    let line = fault.line.map(|line| format!(", line {line}"));
    let column = (!fault.column.is_empty()).then(|| format!(", column {}", fault.column));
    let found = (!fault.found.is_empty())
        .then(|| view! { "found "<span class="found">{name(&fault.found)}</span>", " });
    let hint = (!fault.hint.is_empty())
        .then(|| view! { <span class="hint" dir="auto">{fault.hint}</span> });
    view! {
        <li>
            <b>{name(&fault.file)}{line}{column}</b>": "{found}"expected "<span dir="auto">{fault.expected}</span>"."
            {hint}
        </li>
    }
}
