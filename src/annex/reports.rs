//! What is reported while the plan runs, beneath the chart that it changes the course of.

use leptos::prelude::*;

use super::desk::Desk;
use super::stand;
use super::state::State;
use super::words::reported;
use crate::ui::components::live::live_if;
use crate::ui::number::whole;
use crate::words::words;
use crate::worker::edit::Edit;

/// The section at whose end it stands.
const PLACE: &str = ".plan > .egalitarianism";

/// Puts it in its place.
pub fn put(desk: Desk) {
    desk.change(State::follow_reports);
    stand::at_end_of(PLACE, ("div", "reports"), move || {
        view! { <Reported desk=desk /> }
    });
}

#[component]
fn Reported(desk: Desk) -> impl IntoView {
    let reports = Memo::new(move |_| desk.with(|state| state.reports().cloned()));
    // Where all of it has come the days that follow change nothing.
    let shown = Memo::new(move |_| {
        let day = desk.with(State::day);
        let last = reports.with(|reports| reports.as_ref()?.first.last()?.day);
        day.min(last.unwrap_or_default())
    });
    live_if(move || {
        let reports = reports.get().filter(|reports| !reports.first.is_empty())?;
        let shown = shown.get();
        let line = |edit: &Edit| {
            let day = edit.day?;
            let to_come = (day > shown)
                .then(|| view! { " " <small class="hint">{words().plan_to_come()}</small> });
            Some(view! { <li>{reported(day, edit)}{to_come}</li> })
        };
        let lines = reports.first.iter().map(line);
        let lines = lines.collect_view();
        let others = (reports.others > 0)
            .then(|| view! { <li>{words().plan_more_uses(&whole(reports.others))}</li> });
        Some(view! {
            <h3>{words().plan_reported_while_runs()}</h3>
            <ul role="list">{lines}{others}</ul>
        })
    })
}
