//! What holds the plan back: how much of every bound is in use.

use std::sync::Arc;

use leptos::prelude::*;

use super::name::name;
use crate::ui::number::{amount, with_unit};
use crate::ui::text::{bound_words, used_share};
use crate::worker::protocol::{BoundUse, Today};

/// How many bounds are shown at first.
const FIRST: usize = 6;

/// The list of bounds, the one in force first.
#[component]
pub fn BoundList(
    /// The day.
    #[prop(into)]
    today: Signal<Option<Arc<Today>>>,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let list = move || {
        today.with(|today| {
            let today = today.as_ref()?;
            let shown = if all.get() { today.bounds.len() } else { FIRST };
            let bounds = today.bounds.iter().take(shown).enumerate();
            Some(
                bounds
                    .map(|(place, use_)| bound(use_, place == 0 && today.held_back))
                    .collect_view(),
            )
        })
    };
    let count = Memo::new(move |_| {
        today.with(|today| today.as_ref().map_or(0, |today| today.bounds.len()))
    });
    view! {
        <section class="bounds">
            <h2>"What holds the plan back" <small>"in use today"</small></h2>
            <Show when=move || count.get() == 0><p class="hint">"Nothing bounds this economy."</p></Show>
            <ul>{list}</ul>
            <Show when=move || { count.get() > FIRST }>
                <button type="button" class="quiet" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                    {move || if all.get() { "Show fewer".to_owned() } else { format!("Show all {}", count.get()) }}
                </button>
            </Show>
        </section>
    }
}

fn bound(bound: &BoundUse, in_force: bool) -> impl IntoView + use<> {
    let (before, of, after) = bound_words(bound);
    let share = used_share(bound);
    let used = with_unit(
        &format!("{} of {}", amount(bound.used), amount(bound.limit)),
        &bound.unit,
    );
    view! {
        <li class:in-force=in_force>
            <span class="what">{before}{name(&of)}{after}</span>
            <span class="used">{used}</span>
            <span class="meter" aria-hidden="true"><i style:width=format!("{:.3}%", 100.0 * share)></i></span>
            {in_force.then(|| view! { <span class="force">"holds the plan back: all in use"</span> })}
        </li>
    }
}
