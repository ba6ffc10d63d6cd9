//! The headline: what the plan gives and what holds it back, in a live region.

use leptos::prelude::*;

use super::live::{live, text};
use super::name::name;
use crate::ui::desk::Part;
use crate::ui::state::State;
use crate::ui::text::{Headline, Sentence, Span, Story, headline};
use crate::words::words;

fn sentence(sentence: Sentence) -> impl IntoView {
    let span = |span| match span {
        Span::Words(text) => text.into_any(),
        Span::Number(text) => view! { <b>{text}</b> }.into_any(),
        Span::Name(text) => view! { <b>{name(&text)}</b> }.into_any(),
    };
    sentence.0.into_iter().map(span).collect_view()
}

/// What there is to say about the last planned day.
fn written(state: &State) -> Option<Headline> {
    let (source, today) = (state.source()?, state.today()?);
    let full = state
        .first_full()
        .map(|first| (first, state.full_until(today.day)));
    Some(headline(&Story {
        economy: &source.name,
        today,
        full,
    }))
}

/// The headline. While `changing`, it follows each day silently; what it says in the end is spoken.
#[component]
pub fn HeadlineRegion(
    /// The day it is about.
    today: Part,
    /// Whether another headline follows within moments.
    #[prop(into)]
    changing: Signal<bool>,
    /// What only a screen reader needs to be told.
    aside: RwSignal<String>,
) -> impl IntoView {
    let part = move |of: fn(Headline) -> Sentence, instead: &'static str| {
        live(move || match today.with(written) {
            Some(headline) => sentence(of(headline)).into_any(),
            None => instead.into_any(),
        })
    };
    let politeness = text(move || if changing.get() { "off" } else { "polite" }.to_owned());
    view! {
        <div
            class="headline"
            role="status"
            aria-live=politeness
            aria-busy=text(move || changing.get().to_string())
            aria-atomic="true"
        >
            <p class="day">{part(|headline| headline.day, "")}</p>
            <h1>{part(|headline| headline.main, words().plan_computing_first_plan())}</h1>
            <p class="more">{part(|headline| headline.more, "")}</p>
            <span class="unseen">{text(move || aside.get())}</span>
        </div>
    }
}
