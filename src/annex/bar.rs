//! The bar above the desk's views: undo and redo, from when on edits hold, and what was refused.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::desk::Desk;
use super::state::{Fault, Hold, State};
use super::words::{capital, edit_in_words};
use crate::ui::components::live::{clicked, flag, live_if, text};
use crate::ui::number::whole;
use crate::ui::theme::root_em;
use crate::words::words;
use crate::worker::edit::{Edit, What};

/// The id of the button that has edits hold from the shown day on.
pub const FROM_DAY: &str = "hold-from-day";

/// The bar.
#[component]
pub fn Bar(
    /// The desk.
    desk: Desk,
    /// Whether the view itself says, beside a cell or a field, why this could not be changed.
    #[prop(into)]
    says: Callback<What, bool>,
    /// Further buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let keys = window_event_listener(keydown, move |event| by_key(desk, &event));
    on_cleanup(move || keys.remove());
    let nothing_to = move |can: fn(&State) -> bool| flag(move || !desk.with(can));
    view! {
        <div class="bar" role="toolbar" aria-label=words().edits_edits()>
            <button type="button" disabled=nothing_to(State::can_undo) on:click=clicked(move || desk.change(State::undo))>
                {words().edits_undo()}
            </button>
            <button type="button" disabled=nothing_to(State::can_redo) on:click=clicked(move || desk.change(State::redo))>
                {words().edits_redo()}
            </button>
            {children.map(|children| children())}
        </div>
        <HoldChoice desk=desk />
        <Undated desk=desk />
        <Refused desk=desk says=says />
    }
}

/// Ctrl+Z and Ctrl+Y, but not where text is being typed, which has an undo of its own.
fn by_key(desk: Desk, event: &KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    let is_typing = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.type_() == "text" && input.class_list().contains("typing"));
    if is_typing {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => desk.change(State::undo),
        ("y", false) | ("z", true) => desk.change(State::redo),
        _ => return,
    }
    event.prevent_default();
}

/// From when on edits hold, once the user has said so.
#[component]
fn HoldChoice(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let choice = Memo::new(move |_| desk.with(|state| state.hold().filter(|_| state.day() > 0)));
    let day = Memo::new(move |_| desk.with(State::day));
    let is_there = Memo::new(move |_| choice.get().is_some());
    let option = move |of: Hold, label: Signal<String>| {
        view! {
            <label>
                <input
                    type="radio"
                    name="hold"
                    prop:checked=flag(move || choice.get() == Some(of))
                    on:change=move |_| desk.decide(of)
                />
                {label}
            </label>
        }
    };
    live_if(move || {
        is_there.get().then(|| {
            view! {
                <fieldset class="hold">
                    <legend>{words().edits_edits_hold()}</legend>
                    {option(Hold::Start, text(|| words().edits_hold_from_start().to_owned()))}
                    {option(Hold::Shown, text(move || words().edits_hold_from_day(&whole(day.get()))))}
                </fieldset>
            }
        })
    })
}

/// Has the page scroll as far as what has the keyboard would lie behind the question.
fn keep_in_sight(question: NodeRef<Div>) {
    let (Some(question), Some(at)) = (question.get_untracked(), document().active_element()) else {
        return;
    };
    let (over, under) = (
        question.get_bounding_client_rect(),
        at.get_bounding_client_rect(),
    );
    let hidden = under.bottom() - over.top();
    // A field, not a table of which the rest is in sight; and none of the question's own buttons.
    let is_field = under.height() < 4.0 * root_em() && !question.contains(Some(&at));
    if is_field && hidden > 0.0 && under.top() < over.bottom() {
        window().scroll_by_with_x_and_y(0.0, hidden + root_em());
    }
}

/// Asks once from when on edits hold, whichever view is looked at: what waits is not to be forgotten.
#[component]
pub fn Question(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    // In words, and whether it is more than one change.
    let asked = Memo::new(move |_| {
        desk.with(|state| {
            let what = state.waiting().next_back()?.clone();
            Some(match state.count_waiting() {
                1 => (capital(&edit_in_words(&Edit { day: None, what })), false),
                count => (words().edits_changes(&whole(count as u64)), true),
            })
        })
    });
    let are_many = move || asked.with(|asked| asked.as_ref().is_some_and(|(_, many)| *many));
    let day = Memo::new(move |_| desk.with(State::day));
    let is_there = Memo::new(move |_| asked.get().is_some());
    let question = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if question.get().is_some() {
            request_animation_frame(move || keep_in_sight(question));
        }
    });
    let said = text(move || words().edits_asked(&asked.get().unwrap_or_default().0));
    live_if(move || {
        is_there.get().then(|| {
            view! {
                <div class="notice question" role="group" node_ref=question aria-label=words().edits_from_when_on()>
                    // How many there are is said politely; what a single one is changes with every key.
                    <p>
                        <span aria-live=text(move || if are_many() { "polite" } else { "off" }.to_owned())>{said}</span>
                        // Without what changes with every key or day, or it would be spoken as often.
                        " "<span role="alert">{words().edits_from_shown_or_start()}</span>
                    </p>
                    <button type="button" class="main" id=FROM_DAY on:click=clicked(move || desk.decide(Hold::Shown))>
                        {text(move || words().edits_from_day_on(&whole(day.get())))}
                    </button>
                    <button type="button" on:click=clicked(move || desk.decide(Hold::Start))>{words().edits_from_start()}</button>
                    <button type="button" class="quiet" on:click=clicked(move || desk.change(State::drop_waiting))>
                        {words().edits_leave_as_was()}
                    </button>
                </div>
            }
        })
    })
}

/// Says of a change that it holds from the start, where its user may think that it is dated.
#[component]
fn Undated(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let told = Memo::new(move |_| {
        desk.with(|state| {
            let what = state.undated()?;
            let (changed, day) = (capital(&what.in_words()), whole(state.day()));
            Some(match what {
                What::Stock { .. } => words().edits_stock_from_start(&changed, &day),
                _ => words().edits_only_from_start(&changed, &day),
            })
        })
    });
    live_if(move || {
        let told = told.get()?;
        Some(view! { <p class="notice" role="status">{told}</p> })
    })
}

/// What was refused, where no cell or field says it.
#[component]
fn Refused(
    /// The desk.
    desk: Desk,
    /// Whether one does.
    says: Callback<What, bool>,
) -> impl IntoView {
    let faults = Memo::new(move |_| desk.with(|state| state.faults().to_vec()));
    live_if(move || {
        let mut faults = faults.get();
        faults.retain(|fault| !fault.what.clone().is_some_and(|what| says.run(what)));
        let said = |fault: Fault| view! { <p class="notice trouble" role="alert">{refusal(&fault.why)}</p> };
        (!faults.is_empty()).then(|| faults.into_iter().map(said).collect_view())
    })
}

/// A refusal in sentences.
pub fn refusal(why: &str) -> String {
    words().edits_not_done_last_good(&capital(why))
}

/// Why something that `is_meant` was not changed, in sentences; nothing when it was.
pub fn refused(
    desk: Desk,
    is_meant: impl Fn(&What) -> bool + Send + Sync + 'static,
) -> Memo<String> {
    Memo::new(move |_| {
        desk.with(|state| {
            let mut faults = state.faults().iter();
            let fault = faults.find(|fault| fault.what.as_ref().is_some_and(&is_meant));
            fault.map(|fault| refusal(&fault.why)).unwrap_or_default()
        })
    })
}

/// The edits that hold from a day on, each with a button that takes it back.
#[component]
pub fn DatedEdits(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let list = Memo::new(move |_| {
        desk.with(|state| {
            let dated = state.dated().into_iter();
            let line = |(place, edit, is_replaced): (usize, &Edit, bool)| {
                Some((edit.day?, place, edit_in_words(edit), is_replaced))
            };
            dated.filter_map(line).collect::<Vec<_>>()
        })
    });
    let line = move |(day, place, what, is_replaced): (u32, usize, String, bool)| {
        let spoken = words().edits_take_back_from_day(&whole(day), &what);
        let replaced = is_replaced
            .then(|| view! { " " <small class="hint">{words().edits_replaced()}</small> });
        view! {
            <li>
                <span>{words().edits_from_day(&whole(day), &what)}{replaced}</span>
                <button type="button" class="quiet" aria-label=spoken on:click=clicked(move || desk.change(|state| state.take_out(place)))>
                    {words().edits_take_back()}
                </button>
            </li>
        }
    };
    live_if(move || {
        let list = list.get();
        (!list.is_empty()).then(|| {
            view! {
                <section class="dated">
                    <h2>{words().edits_your_dated_changes()} <small>{words().edits_earlier_days_stay_as()}</small></h2>
                    <ul role="list">{list.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    })
}
