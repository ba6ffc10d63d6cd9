//! Hours of work: used today against available.

use std::sync::Arc;

use leptos::prelude::*;

use super::name::name;
use super::wide::Wide;
use crate::ui::number::{NBSP, amount};
use crate::ui::text::labour_name;
use crate::worker::protocol::{LabourUse, Today};

/// The hours of each kind of labour.
#[component]
pub fn HoursTable(
    /// The day.
    #[prop(into)]
    today: Signal<Option<Arc<Today>>>,
) -> impl IntoView {
    let kinds = Memo::new(move |_| {
        today.with(|today| today.as_ref().map_or(0, |today| today.labour.len()))
    });
    let rows = move || {
        today.with(|today| {
            today
                .as_ref()
                .map(|today| today.labour.iter().map(row).collect_view())
        })
    };
    view! {
        <Show when=move || { kinds.get() > 0 }>
            <section class="hours">
                <h2 id="hours-title">"Hours of work" <small>"today"</small></h2>
                <Wide titled="hours-title">
                    <table>
                        <thead><tr><th scope="col">"Work in"</th><th scope="col">"Used"</th><th scope="col">"Available"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Wide>
            </section>
        </Show>
    }
}

fn row(labour: &LabourUse) -> impl IntoView + use<> {
    let hours = |hours: f64| format!("{}{NBSP}h", amount(hours));
    let available = labour.available.map_or("not said".to_owned(), hours);
    view! {
        <tr>
            <th scope="row">{name(labour_name(&labour.of))}</th>
            <td>{hours(labour.used)}</td>
            <td>{available}</td>
        </tr>
    }
}
