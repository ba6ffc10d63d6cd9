//! The answers of a unit as numbers.

use std::sync::Arc;

use leptos::prelude::*;

use super::{answer, latest};
use crate::annex::bar::refused;
use crate::annex::desk::Desk;
use crate::annex::words::typed;
use crate::ui::components::live::{clicked, flag, live, live_if, text};
use crate::ui::number::{significant, whole};
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::Curve;

/// The most answers that are listed; all of them can be pulled in the plot.
const MOST_ANSWERS: usize = 30;

/// The answers as numbers.
#[component]
pub fn Answers(
    /// The desk.
    desk: Desk,
    /// What the unit answers.
    curve: Memo<Option<Arc<Curve>>>,
    /// Whether an interview says why something was refused.
    is_interviewed: Callback<What, bool>,
) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let refused = refused(desk, move |what| match what {
        what if is_interviewed.run(what.clone()) => false,
        What::Answers { unit, input, .. } => curve.with(|curve| {
            curve
                .as_ref()
                .is_some_and(|curve| curve.unit == *unit && curve.input.name == *input)
        }),
        _ => false,
    });
    let said = text(move || match fault.get() {
        fault if fault.is_empty() => refused.get(),
        fault => fault,
    });
    let answers = move || {
        curve.with(|curve| {
            curve
                .as_ref()
                .map(|curve| curve.answers.clone())
                .unwrap_or_default()
        })
    };
    let last = move || {
        let curve = curve.get_untracked();
        curve.map(|curve| latest(desk, &curve)).unwrap_or_default()
    };
    let count = Memo::new(move |_| {
        curve.with(|curve| curve.as_ref().map_or(0, |curve| curve.answers.len()))
    });
    let set = move |list: Vec<(f64, f64)>| {
        fault.set(String::new());
        if let Some(curve) = curve.get_untracked() {
            answer(desk, &curve, list, None);
        }
    };
    let cell = move |place: usize, is_output: bool| {
        let number = move || {
            answers()
                .get(place)
                .map(|&(output, amount)| if is_output { output } else { amount })
        };
        let kind = if is_output {
            words().units_output()
        } else {
            words().units_amount()
        };
        let settle = move |text: String| match typed(&text) {
            Ok(value) => {
                let mut list = last();
                let Some((output, amount)) = list.get_mut(place) else {
                    return;
                };
                let slot = if is_output { output } else { amount };
                if *slot != value {
                    *slot = value;
                    set(list);
                }
            }
            Err(why) => {
                fault.set(words().units_answer_last_good_plan(&(place + 1).to_string(), &why));
            }
        };
        view! {
            <input
                class="typing"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-label=words().units_answer(kind, &(place + 1).to_string())
                prop:value=text(move || number().map(|number| significant(number, 9)).unwrap_or_default())
                on:change:target=move |event| settle(event.target().value())
            />
        }
    };
    let row = move |place: usize| {
        view! {
            <tr>
                <td>{cell(place, true)}</td>
                <td>{cell(place, false)}</td>
                <td>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=words().units_remove_answer(&(place + 1).to_string())
                        disabled=flag(move || count.get() < 2)
                        on:click=clicked(move || {
                            let mut list = last();
                            if place < list.len() {
                                list.remove(place);
                                set(list);
                            }
                        })
                    >
                        {words().units_remove()}
                    </button>
                </td>
            </tr>
        }
    };
    let more = move || {
        let mut list = last();
        // On from the last one as the curve goes on.
        let (output, amount) = list.last().copied().unwrap_or((1.0, 0.0));
        list.push((2.0 * output, 2.0 * amount));
        set(list);
    };
    view! {
        <table class="answers">
            <thead>
                <tr>
                    <th scope="col">{words().interview_make_day()}</th>
                    <th scope="col">{words().units_it_needs()}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{live(move || (0..count.get().min(MOST_ANSWERS)).map(row).collect_view())}</tbody>
        </table>
        {live_if(move || (count.get() > MOST_ANSWERS).then(|| {
            view! { <p class="hint">{words().units_first_answers(&MOST_ANSWERS.to_string(), &whole(count.get() as u64))}</p> }
        }))}
        <p class="fault" role="alert">{said}</p>
        <button type="button" on:click=clicked(more)>{words().units_add_answer()}</button>
    }
}
