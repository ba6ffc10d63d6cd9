//! What holds the plan back: how much of every bound is in use.

use leptos::prelude::*;

use super::live::{ShowAll, live_if};
use super::name::name;
use crate::ui::desk::Part;
use crate::ui::number::{amount, with_unit};
use crate::ui::text::{bound_words, used_share};
use crate::words::words;
use crate::worker::protocol::BoundUse;

/// How many bounds are shown at first.
const FIRST: usize = 6;

/// The list of bounds, the one in force first.
#[component]
pub fn BoundList(
    /// The day.
    today: Part,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let list = live_if(move || {
        today.with(|state| {
            let today = state.today()?;
            let shown = if all.get() { usize::MAX } else { FIRST };
            let bounds = today.bounds.iter().take(shown).enumerate();
            let entry = |(place, use_)| bound(use_, place == 0 && today.held_back);
            Some(bounds.map(entry).collect_view())
        })
    });
    let count =
        Memo::new(move |_| today.with(|state| state.today().map_or(0, |today| today.bounds.len())));
    let none = live_if(move || {
        let none = count.get() == 0;
        none.then(|| view! { <p class="hint">{words().plan_nothing_bounds_this_economy()}</p> })
    });
    view! {
        <section class="bounds">
            <h2>{words().plan_what_holds_plan_back()} <small>{words().plan_use_today()}</small></h2>
            {none}
            <ul role="list">{list}</ul>
            <ShowAll all=all count=count first=FIRST />
        </section>
    }
}

fn bound(bound: &BoundUse, in_force: bool) -> impl IntoView + use<> {
    let (before, of, after) = bound_words(bound);
    let used = words().plan_used_of_limit(&amount(bound.used), &amount(bound.limit));
    let width = format!("{:.3}%", 100.0 * used_share(bound));
    let force =
        in_force.then(|| view! { <span class="force">{words().plan_holds_plan_back_all()}</span> });
    view! {
        <li class:in-force=in_force>
            <span class="what">{before}{name(&of)}{after}</span>
            <span class="used">{with_unit(&used, &bound.unit)}</span>
            <span class="meter" aria-hidden="true"><i style:width=width></i></span>
            {force}
        </li>
    }
}
