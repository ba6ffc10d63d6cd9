//! A number with a slider: both say the same, and what is typed or drawn holds at once.

use leptos::prelude::*;

use super::cells::set_to;
use super::desk::Desk;
use super::words::{round_up, typed};
use crate::ui::components::live::{live_if, text};
use crate::ui::number::significant;
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::Cell;

/// Steps of a slider from one end to the other.
const STEPS: f64 = 200.0;

/// A number of an economy that can be edited.
#[component]
pub fn Field(
    /// The desk.
    desk: Desk,
    /// What makes the field's id, and no other's.
    #[prop(into)]
    id: String,
    /// What it is, as its label says.
    #[prop(into)]
    label: String,
    /// What it is for those who do not see where it stands.
    #[prop(into)]
    spoken: String,
    /// What it is counted in.
    #[prop(into)]
    unit: String,
    /// Its value under the edits in force.
    value: Signal<f64>,
    /// The edit that gives it another value.
    edit: Callback<f64, What>,
) -> impl IntoView {
    // What is being typed; nothing when the field shows what holds.
    let draft = RwSignal::new(None::<String>);
    let fault = RwSignal::new(String::new());
    let gesture = StoredValue::new(None::<u32>);
    let shown = Memo::new(move |_| {
        let value = value.get();
        let underway = desk.with(|state| state.underway(&edit.run(value)).cloned());
        underway.as_ref().and_then(number_of).unwrap_or(value)
    });
    let top = Memo::new(move |before: Option<&f64>| {
        // It grows when a number is typed that lies beyond it, but does not shrink under the thumb.
        let before = before
            .copied()
            .unwrap_or_else(|| round_up(2.0 * shown.get_untracked()));
        let now = shown.get();
        if now > before {
            round_up(2.0 * now)
        } else {
            before
        }
    });
    // What the worker refused is beside the field that it came from.
    let refused = Memo::new(move |_| {
        let of = edit.run(value.get());
        desk.with(|state| {
            let fault = state.faults().iter().find(|fault| {
                let what = fault.what.as_ref();
                what.is_some_and(|what| what.sets_the_same_as(&of))
            });
            fault.map(|fault| fault.why.clone())
        })
    });
    let set = move |number: f64| {
        let of = gesture.get_value().unwrap_or_else(|| desk.new_gesture());
        gesture.set_value(Some(of));
        if number != shown.get_untracked() {
            let (what, is) = (edit.run(number), number == value.get_untracked());
            desk.change(|state| state.edit_or_leave(what, Some(of), is));
        }
    };
    let typing = move |text: String| {
        match typed(&text) {
            Ok(number) if number >= 0.0 => {
                fault.set(String::new());
                set(number);
            }
            Ok(_) => fault.set(words().interview_number_not_below_zero().to_owned()),
            Err(why) => fault.set(why),
        }
        draft.set(Some(text));
    };
    let left = move || {
        gesture.set_value(None);
        draft.set(None);
        fault.set(String::new());
    };
    let drawn = move |text: String| {
        draft.set(None);
        if let Ok(number) = typed(&text) {
            set(number);
        }
    };
    let said = Memo::new(move |_| match fault.get() {
        fault if fault.is_empty() => refused.get().unwrap_or_default(),
        fault => fault,
    });
    let (label_for, fault_id) = (id.clone(), format!("{id}-fault"));
    let described = fault_id.clone();
    view! {
        <div class="amount">
            <label for=label_for>{label}</label>
            <input
                class="thumb"
                type="range"
                min="0"
                max=text(move || top.get().to_string())
                step=text(move || (top.get() / STEPS).to_string())
                prop:value=text(move || shown.get().to_string())
                aria-label=words().field_slider(&spoken)
                on:input:target=move |event| drawn(event.target().value())
                on:change=move |_| gesture.set_value(None)
            />
            <input
                id=id
                type="text"
                inputmode="decimal"
                autocomplete="off"
                prop:value=text(move || draft.get().unwrap_or_else(|| significant(shown.get(), 9)))
                aria-label=spoken
                aria-invalid=text(move || (!said.get().is_empty()).to_string())
                aria-describedby=described
                on:input:target=move |event| typing(event.target().value())
                on:change=move |_| gesture.set_value(None)
                on:blur=move |_| left()
            />
            <span class="unit">{unit}</span>
            <div id=fault_id class="beside">
                {live_if(move || {
                    let said = said.get();
                    (!said.is_empty()).then(|| view! { <p class="fault">{said}" "{words().field_last_good_plan_stays()}</p> })
                })}
            </div>
        </div>
    }
}

/// The number that an edit sets.
fn number_of(what: &What) -> Option<f64> {
    match set_to(what) {
        Some(Cell::Number(number)) => Some(number),
        _ => None,
    }
}
