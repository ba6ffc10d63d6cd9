//! The policy: how much of output is invested, from the shown day on.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::live::{keep_shown, live_if, text};
use crate::ui::desk::Part;
use crate::ui::number::{percent, significant, whole};
use crate::ui::query::share;
use crate::ui::state::State;
use crate::words::words;
use crate::worker::protocol::PolicyStep;

/// After so many milliseconds without a keystroke what was typed holds.
const IDLE: u32 = 600;

/// The policy.
#[component]
pub fn PolicyPanel(
    /// The day, with the share invested on it.
    today: Part,
    /// Investment over time.
    policy: Part,
    /// Invests another share from the shown day on.
    #[prop(into)]
    invest: Callback<f64>,
) -> impl IntoView {
    let fault = RwSignal::new(false);
    // What is being typed; nothing when the field shows what holds.
    let typed = RwSignal::new(None::<String>);
    let waiting = StoredValue::new_local(None::<Timeout>);
    let now = move || today.with(|state| state.today().map(|today| today.investment));

    // Whatever else changes the policy, such as a reset, ends what was being typed.
    Effect::new(move |_| {
        policy.with(|_| ());
        fault.set(false);
        typed.set(None);
    });

    let settle = move || {
        waiting.set_value(None);
        let Some(text) = typed.try_get_untracked().flatten() else {
            return;
        };
        match share(&text) {
            Some(share) => {
                typed.set(None);
                if untrack(now) != Some(share) {
                    invest.run(share);
                }
            }
            None => fault.set(true),
        }
    };
    let input = move |text: String| {
        fault.set(share(&text).is_none());
        typed.set(Some(text));
        waiting.set_value(Some(Timeout::new(IDLE, settle)));
    };
    let field = NodeRef::new();
    let value = move || now().map_or_else(String::new, |now| significant(now, 6));
    keep_shown(field, typed, value);
    view! {
        <section class="policy">
            <h2>{words().plan_policy()}</h2>
            <div class="field">
                <label for="investment">{words().plan_investment()}</label>
                <input
                    id="investment"
                    node_ref=field
                    type="number"
                    inputmode="decimal"
                    min="0"
                    max="1"
                    step="0.01"
                    autocomplete="off"
                    aria-invalid=text(move || fault.get().to_string())
                    aria-describedby="investment-fault investment-hint"
                    on:input:target=move |event| input(event.target().value())
                    on:change=move |_| settle()
                />
            </div>
            <p id="investment-fault" class="fault">
                {text(move || if fault.get() { words().plan_investment_share_from_0() } else { "" }.to_owned())}
            </p>
            <p id="investment-hint" class="hint">
                {words().plan_share_days_output_goes()}
            </p>
            {live_if(move || policy.with(history))}
        </section>
    }
}

/// The steps taken so far, once there is more than one.
fn history(state: &State) -> Option<impl IntoView + use<>> {
    let policy = state.policy();
    (policy.len() > 1).then(|| {
        let step = |step: &PolicyStep| {
            let good = step.good.map(|good| {
                // Of many goods only the first are told by name.
                let goods = state.economy().map(|economy| &economy.goods);
                let name = goods.and_then(|goods| goods.get(good as usize)).map(|good| good.name.clone());
                words().plan_of_good(&name.unwrap_or_else(|| words().plan_good_number(&(good + 1).to_string())))
            });
            view! { <li>{words().plan_from_day(&whole(step.from_day), &percent(step.investment))}{good}</li> }
        };
        let steps = policy.iter().map(step).collect_view();
        view! { <ul class="history" aria-label=words().plan_investment_over_time()>{steps}</ul> }
    })
}
