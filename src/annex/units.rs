//! The view of production units: what each answers, the curves through that, how much it can make and in which order.

mod answers;
mod stacks;

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::PointerEvent;

use self::answers::Answers;
use self::stacks::list;
use super::bar::{Bar, DatedEdits};
use super::compare::Headline;
use super::curves::{Which, grasp, pulled, svg};
use super::desk::Desk;
use super::interview::{AskUnit, Interview};
use super::lists::change;
use super::state::State;
use super::words::typed;
use crate::ui::charts::canvas::Size;
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::components::plot::Plot;
use crate::ui::query::Theme;
use crate::ui::theme::root_em;
use crate::words::{around, words};
use crate::worker::edit::{Kind, What};
use crate::worker::look::{Curve, Look, Stack};

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
    /// The interview with a unit, if one is under way.
    interview: RwSignal<Option<Interview>>,
) -> impl IntoView {
    let day = Memo::new(move |_| desk.with(State::day));
    let ahead = Memo::new(move |_| desk.with(State::days_ahead));
    let stacks = Memo::new(move |_| desk.with(|state| state.units().cloned()));
    // What is chosen, as far as there is such a unit with such an input; else the first.
    let shown = Memo::new(move |_| stacks.with(|stacks| found(stacks.as_ref()?, &chosen.get())));
    // Its answers with what waits for "From when on?".
    let curve = Memo::new(move |_| {
        let (unit, input) = shown.get()?;
        desk.with(|state| {
            let told = state.curve()?;
            let told = Some(told).filter(|told| told.unit == unit && told.input.name == input)?;
            Some(match state.waiting_for(&answered(told, Vec::new())) {
                Some(What::Answers { answers, .. }) => Arc::new(Curve {
                    answers: answers.clone(),
                    ..Curve::clone(told)
                }),
                _ => Arc::clone(told),
            })
        })
    });
    let asks = Memo::new(move |_| {
        let day = day.get();
        interview.with(|interview| Some(interview.as_ref()?.look(day)))
    });
    Effect::new(move |_| {
        let day = day.get();
        let mut looks = vec![Look::Units { day }];
        if let Some((unit, input)) = shown.get().filter(|(_, input)| !input.is_empty()) {
            looks.push(Look::Curve { unit, input, day });
        }
        looks.extend(asks.get());
        looks.push(Look::Forecast { days: ahead.get() });
        desk.look_at(looks);
    });
    // A unit that is gone has nothing left to say.
    Effect::new(move |_| {
        stacks.with(|stacks| {
            let is_there = |unit: &str| {
                let mut makers = stacks
                    .iter()
                    .flat_map(|stacks| stacks.iter())
                    .flat_map(|stack| &stack.units);
                stacks.is_none() || makers.any(|maker| maker.name == unit)
            };
            if interview.with_untracked(|interview| {
                interview
                    .as_ref()
                    .is_some_and(|interview| !is_there(interview.unit()))
            }) {
                interview.set(None);
            }
        });
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
    // An interview says by itself why its answers were refused.
    let is_interviewed = Callback::new(move |what| {
        interview.with(|interview| {
            let edits = interview.as_ref().map(Interview::edits);
            edits.is_some_and(|edits| edits.contains(&what))
        })
    });
    view! {
        <div class="desk">
            <Headline desk=desk />
            <Bar
                desk=desk
                says=move |what: What| match what {
                    what if is_interviewed.run(what.clone()) => true,
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
                        Some(layout) => layout.iter().enumerate().map(|place| list(desk, place, stacks, shown, chosen, moved, is_interviewed)).collect_view().into_any(),
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
                                <Answers desk=desk curve=curve is_interviewed=is_interviewed />
                            }.into_any()
                        }
                        None => ().into_any(),
                    })}
                    <AskUnit desk=desk unit=asked interview=interview />
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

/// The edit that has a unit answer so.
fn answered(curve: &Curve, answers: Vec<(f64, f64)>) -> What {
    What::Answers {
        unit: curve.unit.clone(),
        input: curve.input.name.clone(),
        answers,
    }
}

/// What the unit answers when what is under way is in force: what the next edit changes.
fn latest(desk: Desk, curve: &Curve) -> Vec<(f64, f64)> {
    untrack(|| {
        desk.with(|state| match state.underway(&answered(curve, Vec::new())) {
            Some(What::Answers { answers, .. }) => answers.clone(),
            _ => curve.answers.clone(),
        })
    })
}

/// Has the unit answer so.
fn answer(desk: Desk, curve: &Curve, answers: Vec<(f64, f64)>, gesture: Option<u32>) {
    desk.change(|state| {
        let told = state.curve();
        let is = told.is_some_and(|told| {
            (&told.unit, &told.input, &told.answers) == (&curve.unit, &curve.input, &answers)
        });
        state.edit_or_leave(answered(curve, answers), gesture, is);
    });
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
        let (Some((gesture, place)), Some((curve, _, amount))) = (held.get_value(), at(event))
        else {
            return;
        };
        let answers = latest(desk, &curve);
        if place < answers.len() {
            let answers = pulled(&answers, place, amount.max(0.0));
            answer(desk, &curve, answers, Some(gesture));
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
