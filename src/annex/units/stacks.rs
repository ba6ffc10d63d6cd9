//! The list of units: those of a good in stacking order, what each can make in a day, and what it makes today.

use std::sync::Arc;

use leptos::prelude::*;

use super::Chosen;
use crate::annex::bar::refused;
use crate::annex::desk::Desk;
use crate::annex::words::typed;
use crate::ui::components::live::{by_id, clicked, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::{amount, significant};
use crate::words::{around, words};
use crate::worker::edit::What;
use crate::worker::look::{Maker, Stack};

/// A unit that is on its way to another place in its stack.
#[derive(Clone)]
pub struct Moved {
    unit: String,
    from: usize,
    later: bool,
}

/// The id of the button that moves the unit at a place of a stack.
fn mover(stack: usize, place: usize, later: bool) -> String {
    let way = if later { "later" } else { "earlier" };
    format!("unit-{stack}-{place}-{way}")
}

/// The keyboard goes with the unit that was moved; at the end of its stack it can only go back.
fn follow(at: usize, stack: &Stack, moved: StoredValue<Option<Moved>>) {
    let Some(Moved { unit, from, later }) = moved.get_value() else {
        return;
    };
    let place = stack.units.iter().position(|maker| maker.name == unit);
    let Some(place) = place.filter(|&place| place != from) else {
        return;
    };
    moved.set_value(None);
    let goes_on = if later {
        place + 1 < stack.units.len()
    } else {
        place > 0
    };
    let id = mover(at, place, later == goes_on);
    request_animation_frame(move || {
        if let Some(button) = by_id(&id) {
            let _ = button.focus();
        }
    });
}

/// The units of a good in stacking order, and which of the stacks that is.
pub fn list(
    desk: Desk,
    (at, stack): (usize, &Stack),
    stacks: Memo<Option<Arc<Vec<Stack>>>>,
    shown: Memo<Option<Chosen>>,
    chosen: RwSignal<Chosen>,
    moved: StoredValue<Option<Moved>>,
    is_interviewed: Callback<What, bool>,
) -> impl IntoView + use<> {
    follow(at, stack, moved);
    let last = stack.units.len() - 1;
    // Said once in the head: with each number it would not fit beside the buttons on a narrow screen.
    let counted = match stack.good.unit.as_str() {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    let rows = stack.units.iter().enumerate().map(|(place, maker)| {
        let (earlier, later) = (maker.name.clone(), maker.name.clone());
        let go = move |unit: &str, later: bool| {
            moved.set_value(Some(Moved { unit: unit.to_owned(), from: place, later }));
            let place = if later { place + 1 } else { place.saturating_sub(1) };
            desk.edit(What::Place { unit: unit.to_owned(), place: place as u32 });
        };
        let now = Memo::new(move |_| {
            stacks.with(|stacks| {
                let maker = stacks.as_ref()?.get(at)?.units.get(place)?;
                Some((maker.capacity, maker.today))
            })
        });
        let most = Signal::derive(move || now.get().and_then(|(most, _)| most));
        let today = text(move || {
            let today = now.get().map(|(_, today)| amount(today));
            today.unwrap_or_default()
        });
        view! {
            <tr>
                <th scope="row">{choices(maker, shown, chosen)}</th>
                <td><Capacity desk=desk unit=maker.name.clone() most=most is_interviewed=is_interviewed /></td>
                <td>{today}</td>
                <td class="order">
                    <button type="button" class="quiet" id=mover(at, place, false) disabled=place == 0 aria-label=words().units_earlier(&maker.name)
                        on:click=clicked(move || go(&earlier, false))>"↑"</button>
                    <button type="button" class="quiet" id=mover(at, place, true) disabled=place == last aria-label=words().units_later(&maker.name)
                        on:click=clicked(move || go(&later, true))>"↓"</button>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let (before, after) = around(|good| words().units_makes(good));
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=words().units_units_make(&stack.good.name)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{before}{name(&stack.good.name)}{after}</th>
                        <th scope="col">{words().units_capacity_day()}</th>
                        <th scope="col">{words().units_today_head()}<bdi class="hint">{counted}</bdi></th>
                        <th scope="col">{words().units_order()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A button for each input that a unit answers for.
fn choices(
    maker: &Maker,
    shown: Memo<Option<Chosen>>,
    chosen: RwSignal<Chosen>,
) -> impl IntoView + use<> {
    let inputs = maker.inputs.iter().map(|input| {
        let of = (maker.name.clone(), input.name.clone());
        let (is, spoken) = (of.clone(), words().units_input_of_unit(&input.name, &maker.name));
        let is_shown = text(move || shown.with(|shown| shown.as_ref() == Some(&is)).to_string());
        view! {
            <button type="button" class="quiet" aria-label=spoken aria-pressed=is_shown on:click=clicked(move || chosen.set(of.clone()))>
                {name(&input.name)}
            </button>
        }
    });
    view! { {name(&maker.name)} <br /> {inputs.collect_view()} }
}

/// The most that a unit can make in a day.
#[component]
fn Capacity(
    desk: Desk,
    unit: String,
    most: Signal<Option<f64>>,
    is_interviewed: Callback<What, bool>,
) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let now = text(move || {
        let most = most.get().map(|most| significant(most, 9));
        most.unwrap_or_default()
    });
    let label = words().units_capacity(&unit);
    let of = unit.clone();
    let refused = refused(desk, move |what| {
        matches!(what, What::Capacity { unit, .. } if *unit == of)
            && !is_interviewed.run(what.clone())
    });
    let said = Memo::new(move |_| match fault.get() {
        fault if fault.is_empty() => refused.get(),
        fault => fault,
    });
    let settle = move |text: String| {
        let wanted = if text.trim().is_empty() {
            Ok(None)
        } else {
            typed(&text).map(Some)
        };
        match wanted {
            Ok(wanted) => {
                fault.set(String::new());
                if wanted != most.get_untracked() {
                    desk.edit(What::Capacity {
                        unit: unit.clone(),
                        most: wanted,
                    });
                }
            }
            Err(why) => fault.set(why),
        }
    };
    view! {
        <input
            class="typing"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder=words().units_no_limit()
            aria-label=label
            aria-invalid=text(move || (!said.get().is_empty()).to_string())
            prop:value=now
            on:change:target=move |event| settle(event.target().value())
        />
        {live_if(move || Some(said.get()).filter(|said| !said.is_empty()).map(|fault| view! { <p class="fault" role="alert">{fault}</p> }))}
    }
}
