//! The days in a chart on which something is reported: a jump of its line has a reason there.

use leptos::html::Div;
use leptos::prelude::*;

use super::charts::Days;
use super::cursor::sized;
use super::series::Series;
use crate::ui::components::live::live;
use crate::ui::components::measure::room;

/// A mark for each of them that the chart reaches. What is reported stands in words beneath the first chart.
#[component]
pub fn Marks(
    /// The days of the chart.
    days: Days,
    /// What the chart shows.
    series: StoredValue<Series>,
    /// The days on which something is reported.
    on: Memo<Vec<u32>>,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = room(element);
    let places = Memo::new(move |_| {
        let size = sized(size.get());
        let place = |&day: &u32| {
            series.with_value(|series| days.with(|follow| series.along(follow, size, day as usize)))
        };
        on.with(|on| on.iter().filter_map(place).collect::<Vec<f64>>())
    });
    let marks = live(move || {
        let mark = |x: f64| view! { <i style:left=format!("{x}px")></i> };
        places.get().into_iter().map(mark).collect_view()
    });
    view! { <div class="marks" node_ref=element aria-hidden="true">{marks}</div> }
}
