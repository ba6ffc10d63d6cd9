//! The table of the days: every number of the charts, as in the plan's CSV, rendered only where it is looked at.

use leptos::html::Div;
use leptos::prelude::*;

use super::live::{live, live_if, text};
use super::name::name;
use crate::ui::desk::Part;
use crate::ui::number::{significant, whole};
use crate::ui::state::State;
use crate::ui::theme::root_em;
use crate::ui::window::{Window, bottom, window as visible};
use crate::words::words;
use crate::worker::protocol::{DayRow, EconomyView};

/// Height of a row in em of the page; the style sheet has the same.
const ROW: f64 = 2.0;
/// Rows seen at once; the style sheet has the same.
const VIEW: f64 = 12.0;

/// The table of the days.
#[component]
pub fn DaysTable(
    /// The economy.
    economy: Part,
    /// The days.
    days: Part,
) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    let top = RwSignal::new(0.0);
    // Whether the shown day is in sight, and so has to stay in sight.
    let follows = StoredValue::new(true);
    let count = Memo::new(move |_| days.with(|state| state.rows().len()));
    let shown = Memo::new(move |_| days.with(State::shown) as usize);
    let row = root_em() * ROW;
    let view_height = row * VIEW;

    Effect::new(move |_| {
        count.track();
        let days = shown.get() + 1;
        if let (Some(region), true) = (region.get(), follows.get_value()) {
            let bottom = bottom(days, row, view_height);
            top.set(bottom);
            // The region can be scrolled there only once it is as high as that.
            request_animation_frame(move || region.set_scroll_top(bottom.ceil() as i32));
        }
    });
    let scrolled = move |_| {
        if let Some(region) = region.get_untracked() {
            let now = f64::from(region.scroll_top());
            let there = bottom(shown.get_untracked() + 1, row, view_height);
            follows.set_value((now - there).abs() <= row);
            top.set(now);
        }
    };

    let columns = move || {
        economy.with(|state| {
            state
                .economy()
                .map(|economy| columns(economy))
                .unwrap_or_default()
        })
    };
    let width = text(move || columns().len().to_string());
    let heads = live(move || {
        let head = |column: String| view! { <th scope="col">{name(&column)}</th> };
        columns().into_iter().map(head).collect_view()
    });
    let seen = move || visible(count.get(), row, view_height, top.get());
    let rows = live(move || {
        let window = seen();
        days.with(|state| {
            let rows = state.rows().iter().enumerate();
            let rows = rows.skip(window.first).take(window.count);
            rows.map(|(day, of)| line(day, of, day == state.shown() as usize))
                .collect_view()
        })
    });
    let room = move |height: fn(Window) -> f64| {
        live_if(move || {
            let height = height(seen());
            (height > 0.0).then(|| {
                let height = format!("{height}px");
                view! { <tr class="pad" aria-hidden="true"><td colspan=width style:height=height></td></tr> }
            })
        })
    };
    let caption = text(move || match count.get() {
        0 => words().plan_no_day_planned_yet().to_owned(),
        1 => "day 0".to_owned(),
        days => words().plan_days_from_0(&whole(days as u64), &whole(days as u64 - 1)),
    });
    let row_count = text(move || (count.get() + 1).to_string());
    view! {
        <section class="days">
            <h2 id="days-title">{words().plan_the_days()} <small>{caption}</small></h2>
            <div class="long wide" tabindex="0" role="region" aria-labelledby="days-title" node_ref=region on:scroll=scrolled>
                <table aria-rowcount=row_count aria-colcount=width>
                    <thead><tr aria-rowindex="1">{heads}</tr></thead>
                    <tbody>
                        {room(|window| window.above)}
                        {rows}
                        {room(|window| window.below)}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// The heads of the columns, as in the plan's CSV.
fn columns(economy: &EconomyView) -> Vec<String> {
    let watched = || {
        economy
            .watched
            .iter()
            .filter_map(|&good| economy.goods.get(good as usize))
    };
    let mut columns: Vec<String> = ["day", "egalitarianism", "scale", "binding"]
        .map(str::to_owned)
        .into();
    columns.extend(watched().map(|good| format!("output:{}", good.name)));
    columns.extend(watched().map(|good| format!("stock:{}", good.name)));
    columns.extend(
        economy
            .labour
            .iter()
            .map(|labour| format!("labour:{labour}")),
    );
    columns.extend(
        economy
            .externalities
            .iter()
            .map(|externality| format!("externality:{externality}")),
    );
    columns
}

fn line(day: usize, row: &DayRow, is_shown: bool) -> impl IntoView + use<> {
    let exact = |share: f64| significant(share, 9);
    let numbers = row
        .output
        .iter()
        .chain(&row.stock)
        .chain(&row.labour)
        .chain(&row.externality);
    let cells = numbers
        .map(|&number| view! { <td>{significant(number, 6)}</td> })
        .collect_view();
    view! {
        <tr aria-rowindex=(day + 2).to_string() aria-current=is_shown.then_some("date")>
            <th scope="row">{day.to_string()}</th>
            <td>{row.egalitarianism.map(exact).unwrap_or_default()}</td>
            <td>{exact(row.scale)}</td>
            <td class="text">{name(&row.binding)}</td>
            {cells}
        </tr>
    }
}
