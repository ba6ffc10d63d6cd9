//! The table beneath a chart: the same values, day by day, rendered only where they are looked at.

use leptos::html::Div;
use leptos::prelude::*;

use super::charts::Days;
use super::follow::Follow;
use super::series::Series;
use crate::ui::components::live::{live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::{significant, whole};
use crate::ui::theme::root_em;
use crate::ui::window::{Window, bottom, window};
use crate::words::words;

/// Height of a row in em of the page; the style sheet has the same.
const ROW: f64 = 2.0;

/// Rows seen at once; the style sheet has the same.
const VIEW: f64 = 9.0;

/// A disclosure with the table in it.
#[component]
pub fn Twin(
    /// The days.
    days: Days,
    /// What the chart shows.
    series: StoredValue<Series>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let of = series.with_value(Series::name);
    let table = live_if(move || {
        is_open
            .get()
            .then(|| view! { <Rows days=days series=series /> })
    });
    view! {
        <details class="twin" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
            <summary>{words().reading_show_as_table()}<span class="unseen">{format!(": {of}")}</span></summary>
            {table}
        </details>
    }
}

/// The rows.
#[component]
fn Rows(days: Days, series: StoredValue<Series>) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    let top = RwSignal::new(0.0);
    let row = root_em() * ROW;
    let height = row * VIEW;
    let count = Memo::new(move |_| days.with(Follow::reach));
    let morning = Memo::new(move |_| days.with(|follow| follow.planned().map(|plan| plan.day)));
    let shown = Memo::new(move |_| days.with(|follow| follow.shown() as usize));
    // The shown day is in sight when the table is opened.
    Effect::new(move |_| {
        if let Some(region) = region.get() {
            let bottom = bottom(shown.get_untracked() + 1, row, height - row);
            top.set(bottom);
            request_animation_frame(move || region.set_scroll_top(bottom.ceil() as i32));
        }
    });
    let scrolled = move |_| {
        if let Some(region) = region.get_untracked() {
            top.set(f64::from(region.scroll_top()));
        }
    };
    let most_called = series.with_value(Series::most_called);
    let has_most = most_called.is_some();
    let seen = move || window(count.get(), row, height, top.get());
    let line = move |day: usize| {
        let value = series.with_value(|series| days.with(|follow| series.value(follow, day)));
        let planned = morning.get().map(|_| {
            let planned =
                series.with_value(|series| days.with(|follow| series.planned(follow, day)));
            view! { <td>{planned.map(|planned| significant(planned, 12))}</td> }
        });
        let most = has_most.then(|| {
            let most = series.with_value(|series| days.with(|follow| series.most(follow, day)));
            view! { <td>{most.map(|most| significant(most, 12))}</td> }
        });
        let is_shown = day == shown.get();
        view! {
            <tr aria-rowindex=(day + 2).to_string() aria-current=is_shown.then_some("date")>
                <th scope="row">{whole(day as u64)}</th>
                <td>{value.map(|value| significant(value, 12))}</td>
                {most}
                {planned}
            </tr>
        }
    };
    let lines = live(move || {
        let Window { first, count, .. } = seen();
        (first..first + count).map(line).collect_view()
    });
    let room = move |height: fn(Window) -> f64| {
        live_if(move || {
            let height = height(seen());
            (height > 0.0).then(|| {
                view! { <tr class="pad" aria-hidden="true"><td colspan="4" style:height=format!("{height}px")></td></tr> }
            })
        })
    };
    let head =
        live(move || name(&series.with_value(|series| days.with(|follow| series.head(follow)))));
    let planned = live_if(move || {
        let day = morning.get()?;
        let head = words().reading_planned_on_morning_day(&whole(day));
        Some(view! { <th scope="col">{head}</th> })
    });
    let most_head = most_called.map(|called| view! { <th scope="col">{called}</th> });
    let label = series.with_value(|series| words().reading_table(&series.name()));
    view! {
        <div class="long wide" tabindex="0" role="region" aria-label=label node_ref=region on:scroll=scrolled>
            <table aria-rowcount=text(move || (count.get() + 1).to_string())>
                <thead><tr aria-rowindex="1"><th scope="col">{words().reading_day_head()}</th><th scope="col">{head}</th>{most_head}{planned}</tr></thead>
                <tbody>
                    {room(|window| window.above)}
                    {lines}
                    {room(|window| window.below)}
                </tbody>
            </table>
        </div>
    }
}
