//! The transport: which days are planned, and how fast.

use leptos::html::{Button, Input};
use leptos::prelude::*;

use super::live::{clicked, flag, live_if, maybe, text};
use crate::ui::desk::Part;
use crate::ui::number::whole;
use crate::ui::state::{Doing, Run, State};
use crate::words::{Plural, words};

/// How many days the step buttons go.
const STEPS: [u32; 4] = [1, 5, 10, 50];

/// What the transport can ask for.
#[derive(Clone, Copy)]
pub struct Controls {
    /// Day 0 again.
    pub reset: Callback<()>,
    /// So many days more.
    pub step: Callback<u32>,
    /// Day after day.
    pub play: Callback<()>,
    /// No further.
    pub pause: Callback<()>,
    /// To a day, forwards or back.
    pub show: Callback<u32>,
    /// End what takes long.
    pub stop: Callback<()>,
}

/// The transport.
#[component]
pub fn Transport(
    /// Whether Run is on.
    playing: RwSignal<bool>,
    /// Whether something takes long.
    long: RwSignal<bool>,
    /// What is under way.
    run: Part,
    /// The economy, for the last day that can be asked for.
    economy: Part,
    /// The days planned, and the one that is shown.
    days: Part,
    /// What it can ask for.
    controls: Controls,
) -> impl IntoView {
    let closed = flag(move || economy.with(|state| state.economy().is_none()));
    let steps = STEPS.map(|days| {
        let unit = match words().plural(days) {
            Plural::One => words().plan_step_day(),
            Plural::Other => words().plan_step_days(),
        };
        view! {
            <button type="button" disabled=closed on:click=clicked(move || controls.step.run(days))>
                <span class="unseen">{words().plan_step()}</span>
                <span aria-hidden="true">"+"</span>
                {days.to_string()}
                <span class="unseen">{unit}</span>
            </button>
        }
    });
    let button = NodeRef::<Button>::new();
    let toggle = clicked(move || {
        if playing.get_untracked() {
            controls.pause.run(());
        } else {
            controls.play.run(());
        }
    });
    view! {
        <div class="transport" role="group" aria-label=words().plan_days_group()>
            <button type="button" disabled=closed on:click=clicked(move || controls.reset.run(()))>{words().plan_reset()}</button>
            <div class="steps">{steps}</div>
            <button type="button" class="main" node_ref=button disabled=closed on:click=toggle>
                {text(move || if playing.get() { words().plan_pause() } else { words().plan_run() }.to_owned())}
            </button>
            // The second module's list of speeds has its room here.
            <div class="speed"></div>
            <Under long=long run=run stop=controls.stop button=button />
            <DaySlider days=days show=controls.show />
            <RunTo economy=economy show=controls.show />
        </div>
    }
}

/// What is under way and takes long, with the button that ends it.
#[component]
fn Under(
    long: RwSignal<bool>,
    run: Part,
    stop: Callback<()>,
    button: NodeRef<Button>,
) -> impl IntoView {
    let doing = move || run.with(|state| state.run().map(|run| run.doing));
    let shown = Memo::new(move |_| long.get() && doing().is_some());
    let stoppable = Memo::new(move |_| doing() != Some(Doing::Restoring));
    let said = text(move || run.with(|state| state.run().map(doing_in_words).unwrap_or_default()));
    let share = maybe(move || {
        let (done, of, part) = run.with(|state| state.run().and_then(|run| run.progress))?;
        (of > 0).then(|| ((f64::from(done) + part) / f64::from(of)).to_string())
    });
    let end = move || {
        stop.run(());
        // The button is about to go, and the keyboard needs a place to be.
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let end_button = move || {
        live_if(move || {
            let stoppable = stoppable.get();
            stoppable.then(|| view! { <button type="button" on:click=clicked(end)>{words().plan_stop()}</button> })
        })
    };
    let inside = live_if(move || {
        shown.get().then(|| {
            view! {
                <label><span>{said}</span><progress max="1" value=share></progress></label>
                {end_button()}
            }
        })
    });
    view! { <div class="under" class:shown=flag(move || shown.get())>{inside}</div> }
}

fn doing_in_words(run: &Run) -> String {
    match (run.doing, run.progress) {
        // Files say nothing of how far they are.
        (Doing::Opening, Some(_)) => words().plan_making_economy().to_owned(),
        (Doing::Opening, None) => words().plan_reading_files().to_owned(),
        (Doing::Restoring, _) => words().plan_starting_again().to_owned(),
        (Doing::Writing, _) => words().plan_writing_file().to_owned(),
        (Doing::Planning, Some((done, of, _))) => {
            words().plan_planned_days(&whole(done), &whole(of))
        }
        (Doing::Planning, None) | (Doing::Revising, _) => words().plan_planning().to_owned(),
    }
}

/// The slider over the days that are planned.
#[component]
fn DaySlider(days: Part, show: Callback<u32>) -> impl IntoView {
    let last = move || days.with(State::last_planned);
    let shown = move || days.with(State::shown);
    view! {
        <input
            class="day"
            type="range"
            aria-label=words().plan_day_slider()
            min="0"
            max=text(move || last().to_string())
            prop:value=text(move || shown().to_string())
            aria-valuetext=text(move || words().plan_day_of_last(&whole(shown()), &whole(last())))
            disabled=flag(move || last() == 0)
            on:input:target=move |event| {
                if let Ok(day) = event.target().value().parse() {
                    show.run(day);
                }
            }
        />
    }
}

/// The field for a day to run to.
#[component]
fn RunTo(economy: Part, show: Callback<u32>) -> impl IntoView {
    let last_day = move || economy.with(|state| state.economy().map(|economy| economy.last_day));
    let field = NodeRef::<Input>::new();
    let fault = RwSignal::new(String::new());
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(field), Some(last)) = (field.get_untracked(), untrack(last_day)) else {
            return;
        };
        match field.value().trim().parse::<u32>() {
            Ok(day) if day <= last => {
                fault.set(String::new());
                show.run(day);
            }
            _ => fault.set(words().plan_day_whole_number_from(&whole(last))),
        }
    };
    view! {
        <form class="run-to" novalidate on:submit=go>
            <label for="run-to">{words().plan_run_day()}</label>
            <input
                id="run-to"
                node_ref=field
                type="number"
                inputmode="numeric"
                min="0"
                max=maybe(move || last_day().map(|last| last.to_string()))
                step="1"
                value="400"
                autocomplete="off"
                aria-invalid=text(move || (!fault.with(String::is_empty)).to_string())
                aria-describedby="run-to-fault"
                on:input=move |_| fault.set(String::new())
            />
            <button type="submit" disabled=flag(move || last_day().is_none())>{words().plan_go()}</button>
            <span id="run-to-fault" class="fault">{text(move || fault.get())}</span>
        </form>
    }
}
