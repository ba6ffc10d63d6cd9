//! The transport: which days are planned, and how fast.

use leptos::html::{Button, Input};
use leptos::prelude::*;

use super::live::{clicked, flag, live_if, maybe, text};
use crate::ui::desk::Part;
use crate::ui::number::whole;
use crate::ui::state::{Doing, Run, State};

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
        let unit = if days == 1 { " day" } else { " days" };
        view! {
            <button type="button" disabled=closed on:click=clicked(move || controls.step.run(days))>
                <span class="unseen">"Step "</span>
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
        <div class="transport" role="group" aria-label="Days">
            <button type="button" disabled=closed on:click=clicked(move || controls.reset.run(()))>"Reset"</button>
            <div class="steps">{steps}</div>
            <button type="button" class="main" node_ref=button disabled=closed on:click=toggle>
                {text(move || if playing.get() { "Pause" } else { "Run" }.to_owned())}
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
    let words = text(move || run.with(|state| state.run().map(words).unwrap_or_default()));
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
            stoppable.then(|| view! { <button type="button" on:click=clicked(end)>"Stop"</button> })
        })
    };
    let inside = live_if(move || {
        shown.get().then(|| {
            view! {
                <label><span>{words}</span><progress max="1" value=share></progress></label>
                {end_button()}
            }
        })
    });
    view! { <div class="under" class:shown=flag(move || shown.get())>{inside}</div> }
}

fn words(run: &Run) -> String {
    match (run.doing, run.progress) {
        // Files say nothing of how far they are.
        (Doing::Opening, Some(_)) => "Making the economy".to_owned(),
        (Doing::Opening, None) => "Reading files".to_owned(),
        (Doing::Restoring, _) => "Starting again".to_owned(),
        (Doing::Writing, _) => "Writing the file".to_owned(),
        (Doing::Planning, Some((done, of, _))) => {
            format!("Planned {} of {} days", whole(done), whole(of))
        }
        (Doing::Planning, None) | (Doing::Revising, _) => "Planning".to_owned(),
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
            aria-label="Day"
            min="0"
            max=text(move || last().to_string())
            prop:value=text(move || shown().to_string())
            aria-valuetext=text(move || format!("Day {} of {}", whole(shown()), whole(last())))
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
            _ => fault.set(format!(
                "A day is a whole number from 0 to {}.",
                whole(last)
            )),
        }
    };
    view! {
        <form class="run-to" novalidate on:submit=go>
            <label for="run-to">"Run to day"</label>
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
            <button type="submit" disabled=flag(move || last_day().is_none())>"Go"</button>
            <span id="run-to-fault" class="fault">{text(move || fault.get())}</span>
        </form>
    }
}
