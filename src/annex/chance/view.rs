//! The fields of chance, beneath the policy of the plan.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::words::{Of, strikes, told};
use crate::annex::read::Days;
use crate::annex::settings::Settings;
use crate::annex::stand;
use crate::ui::components::live::{flag, keep_shown, text};
use crate::words::words;

/// What the fields stand after.
const BEFORE: &str = ".plan .policy";

/// After so many milliseconds without a keystroke what was typed holds.
const IDLE: u32 = 600;

/// Puts the fields in their place.
pub fn put(settings: Settings, days: Days) {
    stand::after(BEFORE, ("section", "chance"), move || {
        view! { <Fields settings=settings days=days /> }
    });
}

#[component]
fn Fields(settings: Settings, days: Days) -> impl IntoView {
    let said = text(move || {
        let chance = settings.chance.get();
        days.with(|follow| {
            let rows = follow.rows().iter().enumerate();
            let lost: Vec<usize> = rows
                .filter(|(_, row)| row.lost)
                .map(|(day, _)| day)
                .collect();
            told(chance, follow.rows().len(), &lost)
        })
    });
    let calm = flag(move || !strikes(settings.chance.get()));
    view! {
        <h2>{words().chance_losses_chance()}</h2>
        <div class="three">
            <Field settings=settings of=Of::Noise id="noise" label=words().chance_probability() />
            <Field settings=settings of=Of::Loss id="loss" label=words().chance_share_lost() />
            <Field settings=settings of=Of::Seed id="seed" label=words().chance_seed() />
        </div>
        <p id="chance-hint" class="hint" class:none=calm>{said}</p>
    }
}

/// One of the fields, with what is wrong with it.
#[component]
fn Field(settings: Settings, of: Of, id: &'static str, label: &'static str) -> impl IntoView {
    let chance = settings.chance;
    let fault = RwSignal::new(false);
    // What is being typed; nothing when the field shows what holds.
    let typed = RwSignal::new(None::<String>);
    let waiting = StoredValue::new_local(None::<Timeout>);
    // Whatever else changes it ends what was being typed.
    Effect::new(move |_| {
        chance.track();
        fault.set(false);
        typed.set(None);
    });
    let settle = move || {
        waiting.set_value(None);
        let Some(text) = typed.try_get_untracked().flatten() else {
            return;
        };
        let now = chance.get_untracked();
        match of.typed(&text, now) {
            Some(wanted) => {
                typed.set(None);
                if wanted != now {
                    settings.face(wanted);
                }
            }
            None => fault.set(true),
        }
    };
    let input = move |text: String| {
        fault.set(of.typed(&text, chance.get_untracked()).is_none());
        typed.set(Some(text));
        waiting.set_value(Some(Timeout::new(IDLE, settle)));
    };
    let field = NodeRef::new();
    keep_shown(field, typed, move || of.text(chance.get()));
    let (mode, step, max) = match of {
        Of::Seed => ("numeric", "1", None),
        Of::Noise | Of::Loss => ("decimal", "0.05", Some("1")),
    };
    let said = format!("{id}-fault");
    view! {
        <div>
            <label for=id>{label}</label>
            <input
                id=id
                node_ref=field
                type="number"
                inputmode=mode
                min="0"
                max=max
                step=step
                autocomplete="off"
                aria-invalid=text(move || fault.get().to_string())
                aria-describedby=format!("{said} chance-hint")
                on:input:target=move |event| input(event.target().value())
                on:change=move |_| settle()
            />
            <p id=said class="fault">
                {text(move || if fault.get() { of.fault().to_owned() } else { String::new() })}
            </p>
        </div>
    }
}
