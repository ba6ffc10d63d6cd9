//! The view of production units: what each answers, the curves through that, how much it can make and in which order.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::PointerEvent;

use super::bar::{Bar, DatedEdits, refused};
use super::compare::Headline;
use super::curves::{Which, grasp, pulled, svg};
use super::desk::Desk;
use super::interview::AskUnit;
use super::lists::change;
use super::state::State;
use super::words::typed;
use crate::ui::charts::canvas::Size;
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{by_id, clicked, flag, live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::components::plot::Plot;
use crate::ui::number::{amount, significant, whole, with_unit};
use crate::ui::query::Theme;
use crate::ui::theme::root_em;
use crate::words::{around, words};
use crate::worker::edit::{Kind, What};
use crate::worker::look::{Curve, Look, Maker, Stack};

/// The most answers that are listed; all of them can be pulled in the plot.
const MOST_ANSWERS: usize = 30;

/// A unit, and one of the inputs it answers for.
pub type Chosen = (String, String);

/// The view.
#[component]
pub fn UnitsView(
    /// The desk.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
    /// The unit that is looked at; the input may be left open.
    chosen: RwSignal<Chosen>,
) -> impl IntoView {
    let day = Memo::new(move |_| desk.with(State::day));
    let ahead = Memo::new(move |_| desk.with(State::days_ahead));
    let stacks = Memo::new(move |_| desk.with(|state| state.units().cloned()));
    // What is chosen, as far as there is such a unit with such an input; else the first.
    let shown = Memo::new(move |_| stacks.with(|stacks| found(stacks.as_ref()?, &chosen.get())));
    let curve = Memo::new(move |_| {
        let (unit, input) = shown.get()?;
        desk.with(|state| {
            state
                .curve()
                .filter(|curve| curve.unit == unit && curve.input.name == input)
                .cloned()
        })
    });
    Effect::new(move |_| {
        let day = day.get();
        let mut looks = vec![Look::Units { day }];
        if let Some((unit, input)) = shown.get().filter(|(_, input)| !input.is_empty()) {
            looks.push(Look::Curve { unit, input, day });
        }
        looks.push(Look::Forecast { days: ahead.get() });
        desk.look_at(looks);
    });
    // What is drawn anew only when there are other units, or in another order: else the keyboard would lose its place with
    // every new plan.
    let layout = Memo::new(move |_| stacks.with(|stacks| Some(laid_out(stacks.as_ref()?))));
    let heads = Memo::new(move |_| {
        curve.with(|curve| {
            let curve = curve.as_ref()?;
            Some((curve.unit.clone(), curve.input.clone(), curve.good.clone()))
        })
    });
    // With its capacity, which the layout leaves out.
    let asked = Signal::derive(move || {
        let (unit, _) = shown.get()?;
        stacks.with(|stacks| {
            stacks.as_ref()?.iter().find_map(|stack| {
                let maker = stack.units.iter().find(|maker| maker.name == unit)?;
                Some((maker.clone(), stack.good.clone()))
            })
        })
    });
    let moved = StoredValue::new(None);
    view! {
        <div class="desk">
            <Headline desk=desk />
            <Bar
                desk=desk
                says=move |what: What| match what {
                    What::Answers { unit, input, .. } => shown.get() == Some((unit, input)),
                    What::Capacity { unit, .. } => stacks.with(|stacks| stacks.as_ref().is_some_and(|stacks| {
                        stacks.iter().any(|stack| stack.units.iter().any(|maker| maker.name == unit))
                    })),
                    _ => false,
                }
            />
            <div class="pair units">
                <section class="stacks">
                    <h2>{words().units_production_units()} <small>{words().units_first_filled_before_next()}</small></h2>
                    {live(move || layout.with(|layout| match layout {
                        Some(layout) if layout.is_empty() => {
                            view! { <p class="hint">{words().units_this_economy_has_none()}</p> }.into_any()
                        }
                        Some(layout) => layout.iter().enumerate().map(|place| list(desk, place, stacks, shown, chosen, moved)).collect_view().into_any(),
                        None => ().into_any(),
                    }))}
                    <AddUnit desk=desk />
                </section>
                <section class="unit-detail">
                    {live(move || match heads.get() {
                        Some((unit, input, good)) => {
                            let (before, after) = around(|good| words().units_makes(good));
                            view! {
                                <h2>{name(&unit)} <small>{before}{name(&good.name)}{after}" "{name(&input.name)}</small></h2>
                                <Plots desk=desk theme=theme curve=curve />
                                <Answers desk=desk curve=curve />
                            }.into_any()
                        }
                        None => ().into_any(),
                    })}
                    <AskUnit desk=desk unit=asked />
                    {live_if(move || shown.get().map(|(unit, _)| view! {
                        <AddInput desk=desk unit=unit.clone() />
                        <div class="bar">{change(desk, Kind::Unit, &unit)}</div>
                    }))}
                    <DatedEdits desk=desk />
                </section>
            </div>
        </div>
    }
}

/// The unit and input to show.
fn found(stacks: &[Stack], (unit, input): &Chosen) -> Option<Chosen> {
    let mut makers = stacks.iter().flat_map(|stack| &stack.units);
    let first = stacks.first()?.units.first()?;
    let maker = makers.find(|maker| maker.name == *unit).unwrap_or(first);
    let named = maker
        .inputs
        .iter()
        .find(|known| known.name == *input)
        .or(maker.inputs.first());
    Some((
        maker.name.clone(),
        named.map(|named| named.name.clone()).unwrap_or_default(),
    ))
}

/// The stacks without what an edit of a number or a new plan changes.
fn laid_out(stacks: &[Stack]) -> Vec<Stack> {
    let mut stacks = stacks.to_vec();
    for maker in stacks.iter_mut().flat_map(|stack| &mut stack.units) {
        (maker.today, maker.capacity) = (0.0, None);
    }
    stacks
}

/// A unit that is on its way to another place in its stack.
#[derive(Clone)]
struct Moved {
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
fn list(
    desk: Desk,
    (at, stack): (usize, &Stack),
    stacks: Memo<Option<Arc<Vec<Stack>>>>,
    shown: Memo<Option<Chosen>>,
    chosen: RwSignal<Chosen>,
    moved: StoredValue<Option<Moved>>,
) -> impl IntoView + use<> {
    follow(at, stack, moved);
    let last = stack.units.len() - 1;
    let unit_of = stack.good.unit.clone();
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
        let unit_of = unit_of.clone();
        let today = text(move || {
            let today = now.get().map(|(_, today)| with_unit(&amount(today), &unit_of));
            today.unwrap_or_default()
        });
        view! {
            <tr>
                <th scope="row">{choices(maker, shown, chosen)}</th>
                <td><Capacity desk=desk unit=maker.name.clone() most=most /></td>
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
                        <th scope="col">{words().units_today_head()}</th>
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
fn Capacity(desk: Desk, unit: String, most: Signal<Option<f64>>) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let now = text(move || {
        let most = most.get().map(|most| significant(most, 9));
        most.unwrap_or_default()
    });
    let label = words().units_capacity(&unit);
    let of = unit.clone();
    let refused = refused(
        desk,
        move |what| matches!(what, What::Capacity { unit, .. } if *unit == of),
    );
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

/// The two plots. An answer is pulled up or down in the first.
#[component]
fn Plots(desk: Desk, theme: RwSignal<Theme>, curve: Memo<Option<Arc<Curve>>>) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let held = StoredValue::new(None::<(u32, usize)>);
    let at = move |event: &PointerEvent| {
        let element = place.get_untracked()?;
        let room = element.get_bounding_client_rect();
        let size = Size {
            width: room.width(),
            height: room.height(),
            em: root_em(),
        };
        let from = (
            f64::from(event.client_x()) - room.left(),
            f64::from(event.client_y()) - room.top(),
        );
        let curve = curve.get_untracked()?;
        let (nearest, amount) = grasp(&curve, size, from)?;
        Some((curve, nearest, amount))
    };
    let pull = move |event: &PointerEvent| {
        let (Some((gesture, answer)), Some((curve, _, amount))) = (held.get_value(), at(event))
        else {
            return;
        };
        if answer < curve.answers.len() {
            let answers = pulled(&curve.answers, answer, amount.max(0.0));
            desk.edit_in(
                What::Answers {
                    unit: curve.unit.clone(),
                    input: curve.input.name.clone(),
                    answers,
                },
                gesture,
            );
        }
    };
    let take = move |event: PointerEvent| {
        if let Some((_, nearest, _)) = at(&event) {
            event.prevent_default();
            if let Some(element) = place.get_untracked() {
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            held.set_value(Some((desk.new_gesture(), nearest)));
            pull(&event);
        }
    };
    let paint = move |which: Which| {
        Box::new(move |size: Size| {
            curve.get().map_or_else(String::new, |curve| {
                svg(&curve, which, size, &Palette::of(theme.get()))
            })
        })
    };
    let needed = text(move || {
        curve.with(|curve| match curve {
            Some(curve) => {
                let unit = match curve.input.unit.as_str() {
                    "" => String::new(),
                    unit => format!(" ({unit})"),
                };
                let (input, good) = (&curve.input.name, &curve.good.name);
                words().units_r_q_needed_make(input, &unit, good)
            }
            None => String::new(),
        })
    });
    view! {
        <div class="curves">
            <figure>
                <figcaption>{needed}</figcaption>
                <div
                    class="pull"
                    node_ref=place
                    on:pointerdown=take
                    on:pointermove=move |event| pull(&event)
                    on:pointerup=move |_| held.set_value(None)
                    on:pointercancel=move |_| held.set_value(None)
                >
                    <Plot label=words().units_line_chart_requirement_r() draw=paint(Which::Requirement) />
                </div>
            </figure>
            <figure>
                <figcaption>{words().units_f_q_r_q()}</figcaption>
                <Plot label=words().units_line_chart_coefficient_f() draw=paint(Which::Coefficient) />
            </figure>
        </div>
        <p class="hint">{words().units_pull_answer_up_or()}</p>
    }
}

/// The answers as numbers.
#[component]
fn Answers(desk: Desk, curve: Memo<Option<Arc<Curve>>>) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let refused = refused(desk, move |what| match what {
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
    let count = Memo::new(move |_| {
        curve.with(|curve| curve.as_ref().map_or(0, |curve| curve.answers.len()))
    });
    let set = move |list: Vec<(f64, f64)>| {
        fault.set(String::new());
        if let Some(curve) = curve.get_untracked() {
            let (unit, input) = (curve.unit.clone(), curve.input.name.clone());
            desk.edit(What::Answers {
                unit,
                input,
                answers: list,
            });
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
                let mut list = untrack(answers);
                let Some(answer) = list.get_mut(place) else {
                    return;
                };
                let slot = if is_output {
                    &mut answer.0
                } else {
                    &mut answer.1
                };
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
                            let mut list = untrack(answers);
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
        let mut list = untrack(answers);
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

/// A form of a few texts and a button.
fn form(
    label: &'static str,
    fields: [(&'static str, RwSignal<String>); 3],
    act: impl Fn() + Clone + 'static,
) -> impl IntoView {
    let inputs = fields.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, value)| {
        view! {
            <input class="typing" type="text" autocomplete="off" placeholder=name aria-label=format!("{label}: {name}")
                prop:value=value on:input:target=move |event| value.set(event.target().value()) />
        }
    });
    view! {
        <form class="add" on:submit=move |event| { event.prevent_default(); act(); }>
            {inputs.collect_view()}
            <button type="submit">{label}</button>
        </form>
    }
}

/// A new unit.
#[component]
fn AddUnit(desk: Desk) -> impl IntoView {
    let (unit, good) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move || {
        desk.edit(What::AddUnit {
            unit: unit.get_untracked(),
            good: good.get_untracked().trim().to_owned(),
        });
        unit.set(String::new());
    };
    form(
        words().units_add_unit(),
        [
            (words().units_name(), unit),
            (words().units_good_makes(), good),
            ("", unit),
        ],
        add,
    )
}

/// An answer for an input that the unit has not answered for yet.
#[component]
fn AddInput(desk: Desk, unit: String) -> impl IntoView {
    let (input, output, amount) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let fault = RwSignal::new(String::new());
    let add = move || {
        let numbers = typed(&output.get_untracked())
            .and_then(|output| Ok((output, typed(&amount.get_untracked())?)));
        match numbers {
            Ok(answer) => {
                fault.set(String::new());
                let input = input.get_untracked().trim().to_owned();
                desk.edit(What::Answers {
                    unit: unit.clone(),
                    input,
                    answers: vec![answer],
                });
            }
            Err(why) => fault.set(why),
        }
    };
    view! {
        <h3>{words().units_another_input()}</h3>
        {form(words().units_add_input(), [(words().units_input(), input), (words().units_to_make(), output), (words().units_it_needs(), amount)], add)}
        <p class="fault" role="alert">{fault}</p>
    }
}
