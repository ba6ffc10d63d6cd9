//! What became of the user's files: how they were read, or what is wrong with them.

use leptos::prelude::*;

use super::live::{clicked, live};
use super::name::name;
use crate::ui::desk::Import;
use crate::ui::number::whole;
use crate::words::{Language, around, counted, words};
use crate::worker::protocol::{Fault, Report};

/// The report on the files last opened.
#[component]
pub fn ImportReport(
    /// What became of them; nothing when there is nothing to report.
    import: RwSignal<Option<Import>>,
) -> impl IntoView {
    let close = move || {
        view! {
            <button type="button" class="quiet" on:click=clicked(move || import.set(None))>{words().page_dismiss()}</button>
        }
    };
    live(move || {
        import.get().map(|found| match found {
            Import::Read(report) => view! {
                <section class="import" aria-labelledby="import-title">
                    <header><h2 id="import-title">{words().files_read_how_your_files_were()}</h2>{close()}</header>
                    {read(report)}
                </section>
            }
            .into_any(),
            Import::Refused(faults) => {
                let (before, after) = around(|templates| words().files_read_stays_open(templates));
                view! {
                    <section class="import trouble" role="alert" aria-labelledby="import-title">
                        <header><h2 id="import-title">{refused_title(faults.len())}</h2>{close()}</header>
                        <p>{before}<a href="./templates/">{words().about_templates()}</a>{after}</p>
                        <ol>{faults.into_iter().map(fault).collect_view()}</ol>
                    </section>
                }
                .into_any()
            }
        })
    })
}

fn refused_title(faults: usize) -> String {
    let (one, other) = (
        Language::files_read_refused_one,
        Language::files_read_refused_other,
    );
    counted(faults as u64, &whole(faults as u64), one, other)
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
            {part(words().files_read_read(), report.read)}
            {part(words().files_read_assumed(), report.assumed)}
            {part(words().files_read_ignored(), report.ignored)}
        </div>
    }
}

/// A fault as an item of a list.
pub fn fault(fault: Fault) -> impl IntoView {
    let line = fault
        .line
        .map(|line| words().files_read_line(&line.to_string()));
    let column = (!fault.column.is_empty()).then(|| words().files_read_column(&fault.column));
    let found = (!fault.found.is_empty())
        .then(|| view! { {words().files_read_found()}<span class="found">{name(&fault.found)}</span>", " });
    let hint = (!fault.hint.is_empty())
        .then(|| view! { <span class="hint" dir="auto">{fault.hint}</span> });
    view! {
        <li>
            <b>{name(&fault.file)}{line}{column}</b>": "{found}{words().files_read_expected()}<span dir="auto">{fault.expected}</span>"."
            {hint}
        </li>
    }
}
