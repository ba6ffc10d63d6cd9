//! A chart with the plan of a morning in it, over the page's own: thin what was planned, thick what happened.

use leptos::html::Div;
use leptos::prelude::*;

use super::charts::Days;
use super::series::Series;
use crate::ui::charts::canvas::Size;
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{live_if, text};
use crate::ui::components::measure::room;
use crate::ui::query::Theme;
use crate::ui::theme::root_em;

/// The chart, as long as there is such a plan.
#[component]
pub fn Beside(
    /// The days.
    days: Days,
    /// What the chart shows.
    series: StoredValue<Series>,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let is_there = Memo::new(move |_| days.with(|follow| follow.planned().is_some()));
    live_if(move || {
        is_there
            .get()
            .then(|| view! { <Drawing days=days series=series theme=theme /> })
    })
}

#[component]
fn Drawing(days: Days, series: StoredValue<Series>, theme: RwSignal<Theme>) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = room(element);
    let svg = text(move || {
        let (width, height) = size.get();
        let size = Size {
            width,
            height,
            em: root_em(),
        };
        let colours = Palette::of(theme.get());
        series.with_value(|series| days.with(|follow| series.svg(follow, size, &colours)))
    });
    view! { <div class="plot beside" aria-hidden="true" node_ref=element inner_html=svg></div> }
}
