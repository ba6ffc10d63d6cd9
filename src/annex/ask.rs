//! What the user's files do not say is asked for: how many citizens a profile has.

use leptos::portal::Portal;
use leptos::prelude::*;

use super::desk::Desk;
use super::field::Field;
use crate::ui::components::live::clicked;
use crate::words::words;
use crate::worker::edit::What;

/// Where the page says what there is to be said beside the view.
pub const NEWS: &str = "main > .news";

/// Asks for the citizens of every profile whose number the files do not say. Each number is an edit, which can be undone.
#[component]
pub fn Ask(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    // The fields are made again only when there are others, and not with every number that is typed.
    let names = Memo::new(move |_| {
        let names = |of: &std::sync::Arc<Vec<(String, f64)>>| {
            of.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        desk.with(|state| state.uncounted().map(names).unwrap_or_default())
    });
    let done = RwSignal::new(Vec::new());
    let section = move || {
        let names = names.get();
        if names.is_empty() || names == done.get() {
            return ().into_any();
        }
        let fields = names
            .iter()
            .enumerate()
            .map(|(place, name)| field(desk, place, name));
        let fields = fields.collect_view();
        let end = move || done.set(names.clone());
        view! {
            <section class="import ask" aria-labelledby="ask-title">
                <header>
                    <h2 id="ask-title">{words().ask_how_many_citizens_there()}</h2>
                    <button type="button" class="quiet" on:click=clicked(end)>{words().ask_done()}</button>
                </header>
                <p class="hint">{words().ask_your_files_do_not()}</p>
                {fields}
            </section>
        }
        .into_any()
    };
    let place = document().query_selector(NEWS).ok().flatten();
    place.map(|place| view! { <Portal mount=place>{section}</Portal> })
}

fn field(desk: Desk, place: usize, name: &str) -> impl IntoView + use<> {
    let of = name.to_owned();
    let edit = Callback::new(move |citizens| What::Population {
        profile: of.clone(),
        citizens,
    });
    let value = Signal::derive(move || {
        let citizens =
            |of: &std::sync::Arc<Vec<(String, f64)>>| of.get(place).map(|profile| profile.1);
        desk.with(|state| state.uncounted().and_then(citizens))
            .unwrap_or(1.0)
    });
    view! {
        <Field
            desk=desk
            id=format!("ask-{place}")
            label=name
            spoken=words().ask_citizens(name)
            unit="citizens"
            value=value
            edit=edit
        />
    }
}
