//! The cursor over a chart. It is a slider over the days, so that the arrow keys move it and a screen reader says what it
//! stands at; a pointer moves it too.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::PointerEvent;

use super::charts::Days;
use super::series::Series;
use crate::ui::charts::canvas::Size;
use crate::ui::components::live::{flag, live_if, text};
use crate::ui::components::measure::room;
use crate::ui::theme::root_em;
use crate::words::words;

/// A chart of this width and height in pixels.
pub(super) fn sized((width, height): (f64, f64)) -> Size {
    Size {
        width,
        height,
        em: root_em(),
    }
}

/// The cursor of one chart.
#[component]
pub fn Cursor(
    /// The days.
    days: Days,
    /// What the chart shows.
    series: StoredValue<Series>,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = room(element);
    // The day read; none while nobody reads.
    let at = RwSignal::new(None::<usize>);
    let has_focus = RwSignal::new(false);
    let sized = move || sized(size.get());
    let last = move || days.with(|follow| follow.reach().saturating_sub(1));
    let day = move || {
        let last = last();
        at.get().map(|day| day.min(last))
    };
    let or_shown = move || day().unwrap_or_else(|| days.with(|follow| follow.shown() as usize));
    let told =
        move |day: usize| series.with_value(|series| days.with(|follow| series.told(follow, day)));
    let point = move |event: &PointerEvent| {
        let Some(element) = element.get_untracked() else {
            return;
        };
        let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
        let size = untrack(sized);
        at.set(series.with_value(|series| days.read(|follow| series.day_at(follow, size, x))));
    };
    let press = move |event: PointerEvent| {
        // Where the pointer is decides, and not where a slider would have that day.
        event.prevent_default();
        point(&event);
    };
    let leave = move |_| {
        if !has_focus.get_untracked() {
            at.set(None);
        }
    };
    let focus = move |_| {
        has_focus.set(true);
        if at.get_untracked().is_none() {
            at.set(Some(days.read(|follow| follow.shown() as usize)));
        }
    };
    let blur = move |_| {
        has_focus.set(false);
        at.set(None);
    };
    let mark = live_if(move || {
        let day = day()?;
        let size = sized();
        let (x, y) =
            series.with_value(|series| days.with(|follow| series.place_of(follow, size, day)))?;
        // On the side where there is more room.
        let side = if x > size.width / 2.0 {
            "value before"
        } else {
            "value"
        };
        Some(view! {
            <div class="rule" style:left=format!("{x}px")></div>
            <div class="dot" style:left=format!("{x}px") style:top=format!("{y}px")></div>
            <div class=side style:left=format!("{x}px")>{told(day)}</div>
        })
    });
    let label = series.with_value(|series| words().reading_read_day_day(&series.name()));
    view! {
        <div class="reading" node_ref=element>
            <input
                type="range"
                min="0"
                max=text(move || last().to_string())
                prop:value=text(move || or_shown().to_string())
                disabled=flag(move || last() == 0)
                aria-label=label
                aria-valuetext=text(move || told(or_shown()))
                on:input:target=move |event| at.set(event.target().value().parse().ok())
                on:focus=focus
                on:blur=blur
                on:pointerdown=press
                on:pointermove=move |event| point(&event)
                on:pointerleave=leave
            />
            <div aria-hidden="true">{mark}</div>
        </div>
    }
}
