//! The transport: which days are planned, and how fast.

use leptos::html::{Button, Input};
use leptos::prelude::*;

use crate::ui::desk::Progress;
use crate::ui::number::whole;
use crate::ui::state::Doing;

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
    /// To a day.
    pub run_to: Callback<u32>,
    /// End what takes long.
    pub stop: Callback<()>,
}

/// The transport.
#[component]
pub fn Transport(
    /// Whether Run is on.
    #[prop(into)]
    playing: Signal<bool>,
    /// What takes long.
    #[prop(into)]
    progress: Signal<Option<Progress>>,
    /// The last day that can be asked for; nothing before an economy is open.
    #[prop(into)]
    last_day: Signal<Option<u32>>,
    /// What it can ask for.
    controls: Controls,
) -> impl IntoView {
    let closed = move || last_day.get().is_none();
    let steps = STEPS.map(|days| {
        let unit = if days == 1 { " day" } else { " days" };
        view! {
            <button type="button" disabled=closed on:click=move |_| controls.step.run(days)>
                <span class="unseen">"Step "</span>
                <span aria-hidden="true">"+"</span>
                {days}
                <span class="unseen">{unit}</span>
            </button>
        }
    });
    let run = NodeRef::<Button>::new();
    let toggle = move |_| {
        if playing.get_untracked() {
            controls.pause.run(());
        } else {
            controls.play.run(());
        }
    };
    view! {
        <div class="transport" role="group" aria-label="Days">
            <button type="button" disabled=closed on:click=move |_| controls.reset.run(())>"Reset"</button>
            <div class="steps">{steps}</div>
            <button type="button" class="main" node_ref=run disabled=closed on:click=toggle>
                {move || if playing.get() { "Pause" } else { "Run" }}
            </button>
            <Under progress=progress stop=controls.stop run=run />
            <RunTo last_day=last_day run_to=controls.run_to />
        </div>
    }
}

/// What is under way and takes long, with the button that ends it.
#[component]
fn Under(
    progress: Signal<Option<Progress>>,
    stop: Callback<()>,
    run: NodeRef<Button>,
) -> impl IntoView {
    let shown = Memo::new(move |_| progress.with(Option::is_some));
    let stoppable = Memo::new(move |_| {
        progress.with(|progress| {
            progress
                .as_ref()
                .is_some_and(|progress| progress.doing != Doing::Restoring)
        })
    });
    let words = move || progress.with(|progress| progress.as_ref().map(words));
    let share = move || {
        let days = progress.with(|progress| progress.as_ref().and_then(|progress| progress.days));
        days.filter(|&(_, of)| of > 0)
            .map(|(done, of)| f64::from(done) / f64::from(of))
    };
    let end = move |_| {
        stop.run(());
        // The button is about to go, and the keyboard needs a place to be.
        if let Some(run) = run.get_untracked() {
            let _ = run.focus();
        }
    };
    view! {
        <div class="under" class:shown=move || shown.get()>
            <Show when=move || shown.get()>
                <label><span>{words}</span><progress max="1" value=share></progress></label>
                <Show when=move || stoppable.get()>
                    <button type="button" on:click=end>"Stop"</button>
                </Show>
            </Show>
        </div>
    }
}

fn words(progress: &Progress) -> String {
    match (progress.doing, progress.days) {
        (Doing::Opening, _) => "Reading files".to_owned(),
        (Doing::Restoring, _) => "Starting again".to_owned(),
        (Doing::Writing, _) => "Writing the plan".to_owned(),
        (Doing::Planning, Some((done, of))) => {
            format!("Planned {} of {} days", whole(done), whole(of))
        }
        (Doing::Planning, None) => "Planning".to_owned(),
    }
}

/// The field for a day to run to.
#[component]
fn RunTo(last_day: Signal<Option<u32>>, run_to: Callback<u32>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let fault = RwSignal::new(None::<String>);
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(field), Some(last)) = (field.get_untracked(), last_day.get_untracked()) else {
            return;
        };
        match field.value().trim().parse::<u32>() {
            Ok(day) if day <= last => {
                fault.set(None);
                run_to.run(day);
            }
            _ => fault.set(Some(format!(
                "A day is a whole number from 0 to {}.",
                whole(last)
            ))),
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
                max=move || last_day.get().map(|last| last.to_string())
                step="1"
                value="400"
                autocomplete="off"
                aria-invalid=move || fault.with(Option::is_some).to_string()
                aria-describedby="run-to-fault"
                on:input=move |_| fault.set(None)
            />
            <button type="submit" disabled=move || last_day.get().is_none()>"Go"</button>
            <span id="run-to-fault" class="fault">{fault}</span>
        </form>
    }
}
