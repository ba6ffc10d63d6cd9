//! Why there is not more of a good: what holds the plan back, where all of that goes, and what of it is the good's own.

use leptos::prelude::*;

use super::desk::Desk;
use super::reasons::Reasons;
use super::stand;
use super::state::State;
use crate::ui::components::live::{live, live_if, maybe, text};
use crate::words::{around, words};

/// The section of the plan that it stands after.
const PLACE: &str = ".plan > .why > .bounds";

/// Puts it in its place.
pub fn put(desk: Desk) {
    stand::after(PLACE, ("section", "reasons"), move || {
        view! { <Why desk=desk /> }
    });
}

#[component]
fn Why(desk: Desk) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let reasons = Memo::new(move |_| desk.with(State::reasons));
    let goods = Memo::new(move |_| reasons.with(|reasons| reasons.goods.clone()));
    // The last one in the table is rather one that is made of others.
    let good = Memo::new(move |_| {
        goods.with(|goods| {
            let known = goods
                .iter()
                .find(|good| chosen.with(|chosen| chosen == *good));
            known.or(goods.last()).cloned().unwrap_or_default()
        })
    });
    let said = move |of: fn(&Reasons) -> &Option<String>| {
        let said = Memo::new(move |_| reasons.with(|reasons| of(reasons).clone()));
        live_if(move || Some(view! { <p>{said.get()?}</p> }))
    };
    let options = live(move || {
        let option = |name: String| {
            let (value, label) = (name.clone(), name.clone());
            let is_chosen = move || good.with(|good| *good == name);
            view! { <option value=value prop:selected=is_chosen>{label}</option> }
        };
        goods.get().into_iter().map(option).collect_view()
    });
    let (before, after) = around(|good| words().reasons_why_not_more_good(good));
    let ask = view! {
        <p>
            <label>
                {before}
                <select
                    aria-label=words().reasons_why_not_more()
                    on:change:target=move |event| chosen.set(event.target().value())
                >{options}</select>
                {after}
            </label>
        </p>
        <p class="answer">{text(move || reasons.with(|reasons| reasons.why(&good.get())))}</p>
    };
    let is_asked = Memo::new(move |_| goods.with(|goods| !goods.is_empty()));
    view! {
        {said(|reasons| &reasons.goes)}
        {said(|reasons| &reasons.grows)}
        <div hidden=maybe(move || (!is_asked.get()).then(String::new))>{ask}</div>
    }
}
