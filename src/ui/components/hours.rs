//! Hours of work: used today against available.

use leptos::prelude::*;

use super::live::{live, live_if};
use super::name::name;
use super::wide::Wide;
use crate::ui::desk::Part;
use crate::ui::number::{NBSP, amount};
use crate::ui::state::State;
use crate::ui::text::labour_name;
use crate::words::words;
use crate::worker::protocol::LabourUse;

fn labour(state: &State) -> &[LabourUse] {
    state.today().map_or(&[], |today| &today.labour)
}

/// The hours of each kind of labour.
#[component]
pub fn HoursTable(
    /// The day.
    today: Part,
) -> impl IntoView {
    let any = Memo::new(move |_| today.with(|state| !labour(state).is_empty()));
    let rows =
        move || live(move || today.with(|state| labour(state).iter().map(row).collect_view()));
    live_if(move || {
        any.get().then(|| {
            view! {
                <section class="hours">
                    <h2 id="hours-title">{words().plan_hours_work()} <small>{words().plan_hours_today()}</small></h2>
                    <Wide titled="hours-title">
                        <table>
                            <thead><tr><th scope="col">{words().plan_work_in()}</th><th scope="col">{words().plan_used()}</th><th scope="col">{words().plan_available()}</th></tr></thead>
                            <tbody>{rows()}</tbody>
                        </table>
                    </Wide>
                </section>
            }
        })
    })
}

fn row(labour: &LabourUse) -> impl IntoView + use<> {
    let hours = |hours: f64| format!("{}{NBSP}h", amount(hours));
    let available = labour
        .available
        .map_or(words().plan_not_said().to_owned(), hours);
    view! {
        <tr>
            <th scope="row">{name(labour_name(&labour.of))}</th>
            <td>{hours(labour.used)}</td>
            <td>{available}</td>
        </tr>
    }
}
