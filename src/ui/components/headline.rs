//! The headline: what the plan gives and what holds it back, in a live region.

use leptos::prelude::*;

use super::name::name;
use crate::ui::text::{Headline, Sentence, Span};

fn sentence(sentence: Sentence) -> impl IntoView {
    let span = |span| match span {
        Span::Words(text) => text.into_any(),
        Span::Number(text) => view! { <b>{text}</b> }.into_any(),
        Span::Name(text) => view! { <b>{name(&text)}</b> }.into_any(),
    };
    sentence.0.into_iter().map(span).collect_view()
}

/// The headline. While `changing`, it follows each day silently; what it says in the end is spoken.
#[component]
pub fn HeadlineRegion(
    /// What it says; nothing before the first plan.
    #[prop(into)]
    headline: Signal<Option<Headline>>,
    /// Whether another headline follows within moments.
    #[prop(into)]
    changing: Signal<bool>,
    /// What only a screen reader needs to be told.
    #[prop(into)]
    aside: Signal<String>,
) -> impl IntoView {
    let part = move |of: fn(Headline) -> Sentence| {
        headline.with(|headline| headline.clone().map(of).map(sentence))
    };
    let main = move || match part(|headline| headline.main) {
        Some(main) => main.into_any(),
        None => "Computing the first plan …".into_any(),
    };
    view! {
        <div
            class="headline"
            role="status"
            aria-live=move || if changing.get() { "off" } else { "polite" }
            aria-busy=move || changing.get().to_string()
            aria-atomic="true"
        >
            <p class="day">{move || part(|headline| headline.day)}</p>
            <h1>{main}</h1>
            <p class="more">{move || part(|headline| headline.more)}</p>
            <span class="unseen">{aside}</span>
        </div>
    }
}
