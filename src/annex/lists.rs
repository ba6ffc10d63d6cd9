//! What there is: goods, kinds of labour, externalities and profiles are added here, renamed and removed.

use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::components::live::{clicked, flag, live, text};
use crate::words::{Language, Text, words};
use crate::worker::edit::{Kind, What};
use crate::worker::look::{Column, Row};

/// What can be added, and what the list calls it.
const KINDS: [(Kind, &str, Text); 4] = [
    (Kind::Good, "good", Language::lists_good),
    (Kind::Labour, "labour", Language::lists_kind_labour),
    (
        Kind::Externality,
        "externality",
        Language::lists_externality,
    ),
    (Kind::Profile, "profile", Language::lists_profile),
];

/// Buttons that change what there is; `at` is the row and the column under the cursor.
#[component]
pub fn Lists(
    /// The desk.
    desk: Desk,
    /// The row and the column under the cursor.
    at: Signal<Option<(Row, Column)>>,
) -> impl IntoView {
    let kind = RwSignal::new(KINDS[0].1.to_owned());
    let new = RwSignal::new(String::new());
    let chosen = move || {
        let id = kind.get_untracked();
        KINDS
            .into_iter()
            .find(|(_, of, _)| *of == id)
            .map_or(Kind::Good, |(kind, _, _)| kind)
    };
    let add = move || {
        let (kind, name) = (chosen(), new.get_untracked());
        let name = name.trim();
        // Labour is told from goods by how it is written.
        let name = match kind {
            Kind::Labour if !name.starts_with("Lb(") => format!("Lb({name})"),
            _ => name.to_owned(),
        };
        new.set(String::new());
        desk.edit(What::Add { kind, name });
    };
    let options = KINDS
        .map(|(_, id, label)| view! { <option value=id>{label(words())}</option> })
        .collect_view();
    view! {
        <form
            class="add"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <select aria-label=words().lists_what_add() on:change:target=move |event| kind.set(event.target().value())>{options}</select>
            <input
                class="typing"
                type="text"
                autocomplete="off"
                placeholder=words().lists_name_of_new()
                aria-label=words().lists_name_what_add()
                prop:value=new
                on:input:target=move |event| new.set(event.target().value())
            />
            <button type="submit" disabled=flag(move || new.with(|name| name.trim().is_empty()))>{words().lists_add()}</button>
        </form>
        {live(move || {
            let (row, column) = at.get().unzip();
            let row = row.and_then(|row| match row {
                Row::Good(good) => Some((Kind::Good, good.name)),
                Row::Labour(name) => Some((Kind::Labour, name)),
                Row::Externality(name) => Some((Kind::Externality, name)),
                Row::Citizens => None,
            });
            let column = column.and_then(|column| match column {
                Column::Good(good) => Some((Kind::Good, good.name)),
                Column::Profile(name) => Some((Kind::Profile, name)),
                Column::Property(_) => None,
            });
            let both = if row == column { [row, None] } else { [row, column] };
            both.into_iter().flatten().map(|(kind, name)| change(desk, kind, &name)).collect_view()
        })}
    }
}

/// Renames and removes one thing.
pub(super) fn change(desk: Desk, kind: Kind, name: &str) -> impl IntoView + use<> {
    let typed = RwSignal::new(None::<String>);
    let (of, gone, now) = (name.to_owned(), name.to_owned(), name.to_owned());
    let rename = move || {
        if let Some(to) = typed.get_untracked() {
            desk.edit(What::Rename {
                kind,
                name: of.clone(),
                to,
            });
            typed.set(None);
        }
    };
    let (spoken, spoken_name) = (words().lists_remove_it(name), words().lists_name(name));
    view! {
        <form
            class="add"
            on:submit=move |event| {
                event.prevent_default();
                rename();
            }
        >
            <input
                class="typing"
                type="text"
                autocomplete="off"
                aria-label=spoken_name
                prop:value=text(move || typed.get().unwrap_or_else(|| now.clone()))
                on:input:target=move |event| typed.set(Some(event.target().value()))
            />
            <button type="submit" disabled=flag(move || typed.with(Option::is_none))>{words().lists_rename()}</button>
            <button
                type="button"
                aria-label=spoken
                on:click=clicked(move || desk.edit(What::Remove { kind, name: gone.clone() }))
            >
                {words().lists_remove()}
            </button>
        </form>
    }
}
