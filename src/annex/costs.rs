//! What one citizen's full day costs: the footprint of all that is promised, in Profiles and, for who asks, beside the plan.

use leptos::prelude::*;

use super::desk::Desk;
use super::stand;
use super::state::State;
use crate::ui::components::live::live_if;
use crate::ui::components::name::name;
use crate::ui::number::{amount, with_unit};
use crate::ui::text::labour_name;
use crate::words::words;
use crate::worker::look::Look;

/// The column at whose end it stands beside the plan.
const PLACE: &str = ".plan > .why";

/// Puts it beside the plan, where it is worked out once it is unfolded.
pub fn put(desk: Desk) {
    stand::at_end_of(PLACE, ("section", "footprints"), move || {
        view! { <Footprints desk=desk /> }
    });
}

#[component]
fn Footprints(desk: Desk) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let look = Memo::new(move |_| {
        let day = desk.with(State::day);
        is_open.get().then_some(Look::Profiles { day })
    });
    Effect::new(move |_| {
        let look = look.get();
        desk.change(|state| state.costs_at(look));
    });
    let costs = live_if(move || is_open.get().then(|| view! { <Costs desk=desk /> }));
    view! {
        <h2>{words().profiles_footprints()} <small>{words().profiles_what_one_citizens_day()}</small></h2>
        <details class="twin" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
            <summary>{words().reading_show_as_table()}<span class="unseen">{format!(": {}", words().profiles_footprints())}</span></summary>
            {costs}
        </details>
    }
}

/// Hours and externalities of a citizen of each profile, directly and through everything that is used up on the way.
#[component]
pub fn Costs(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let told = Memo::new(move |_| desk.with(|state| state.profiles().cloned()));
    let table = live_if(move || {
        let told = told.get().filter(|told| !told.footprints.is_empty())?;
        let heads = told
            .profiles
            .iter()
            .map(|profile| view! { <th scope="col">{name(&profile.name)}</th> })
            .collect_view();
        let rows = told.footprints.iter().map(|footprint| {
            let cell =
                |&cost: &f64| view! { <td>{with_unit(&amount(cost), &footprint.of.unit)}</td> };
            let of = labour_name(&footprint.of.name);
            let work = (of != footprint.of.name).then(|| words().plan_work_in_before());
            view! {
                <tr>
                    <th scope="row">{work}{name(of)}</th>
                    {footprint.per_citizen.iter().map(cell).collect_view()}
                </tr>
            }
        });
        let rows = rows.collect_view();
        Some(view! {
            <table>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        })
    });
    view! {
        <div class="wide costs" tabindex="0" role="region" aria-label=words().profiles_what_one_citizens_day()>
            <div class="inner">{table}</div>
        </div>
    }
}
