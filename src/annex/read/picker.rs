//! Which morning's plan is shown beside what happened, and what there is to be seen.

use gloo_timers::callback::Timeout;
use leptos::html::Input;
use leptos::prelude::*;

use super::charts::Charts;
use super::morning::told;
use crate::annex::stand;
use crate::ui::components::live::{clicked, flag, keep_shown, live_if, text};
use crate::ui::number::whole;
use crate::words::words;

/// The section whose end it stands at.
const PLACE: &str = ".plan .egalitarianism";

/// What takes longer than this many milliseconds can be stopped.
const PATIENCE: u32 = 200;

/// Puts the field in its place.
pub fn put(charts: Charts) {
    stand::at_end_of(PLACE, ("div", "morning"), move || {
        view! { <Picker charts=charts /> }
    });
}

#[component]
fn Picker(charts: Charts) -> impl IntoView {
    let days = charts.days();
    let field = NodeRef::<Input>::new();
    // What is being typed; nothing when the field shows what holds.
    let typed = RwSignal::new(None::<String>);
    let fault = RwSignal::new(String::new());
    let wanted = Memo::new(move |_| days.with(|_| charts.morning()));
    let is_there = Memo::new(move |_| days.with(|follow| follow.planned().is_some()));
    let takes_long = RwSignal::new(false);
    let patience = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let waits = wanted.get().is_some() && !is_there.get();
        takes_long.set(false);
        let late = move || {
            let _ = takes_long.try_set(true);
        };
        patience.set_value(waits.then(|| Timeout::new(PATIENCE, late)));
    });
    let last = move || days.with(|follow| follow.rows().len().saturating_sub(1) as u32);
    keep_shown(field, typed, move || {
        let shown = days.with(|follow| wanted.get().unwrap_or_else(|| follow.shown()));
        shown.to_string()
    });
    let show = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(field), last) = (field.get_untracked(), untrack(last)) else {
            return;
        };
        match field.value().trim().parse::<u32>() {
            Ok(day) if day <= last => {
                fault.set(String::new());
                typed.set(None);
                charts.choose(day);
            }
            _ => fault.set(words().reading_morning_can_chosen_planned(&whole(last))),
        }
    };
    let hide = move || {
        fault.set(String::new());
        typed.set(None);
        charts.leave();
        // The button is about to go, and the keyboard needs a place to be.
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    let under = live_if(move || {
        takes_long.get().then(|| {
            view! {
                <span class="soft">{words().reading_planning_from_morning_on()}</span>
                <button type="button" on:click=clicked(hide)>{words().reading_stop_planning()}</button>
            }
        })
    });
    let away = live_if(move || {
        is_there.get().then(|| {
            view! { <button type="button" class="quiet" on:click=clicked(hide)>{words().reading_hide_plan()}</button> }
        })
    });
    let said = text(move || {
        days.with(|follow| {
            let plan = follow.planned();
            plan.map(|plan| told(plan, follow.rows(), follow.shown()))
                .unwrap_or_default()
        })
    });
    // Said once: the sentence itself changes with every day of Run.
    let announced = text(move || match (is_there.get(), wanted.get()) {
        (true, Some(day)) => words().reading_plan_morning_day_charts(&whole(day)),
        _ => String::new(),
    });
    let key = text(move || match is_there.get() {
        true => words().reading_thin_what_was_planned().to_owned(),
        false => String::new(),
    });
    view! {
        <form novalidate on:submit=show>
            <label for="morning">{words().reading_plan_morning_day()}</label>
            <input
                id="morning"
                node_ref=field
                type="number"
                inputmode="numeric"
                min="0"
                max=text(move || last().to_string())
                step="1"
                autocomplete="off"
                aria-invalid=text(move || (!fault.with(String::is_empty)).to_string())
                aria-describedby="morning-fault"
                on:input:target=move |event| {
                    fault.set(String::new());
                    typed.set(Some(event.target().value()));
                }
            />
            <button type="submit">{words().reading_show_beside()}</button>
            {away}
            {under}
            <span id="morning-fault" class="fault">{text(move || fault.get())}</span>
        </form>
        <p class="hint" class:none=flag(move || !is_there.get())>{key}</p>
        <p class="said">{said}</p>
        <p class="unseen" aria-live="polite">{announced}</p>
    }
}
