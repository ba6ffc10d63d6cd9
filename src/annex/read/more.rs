//! More charts of the plan, for who asks: who gets how much of what, what is made, what is on its way, hours of work, what is
//! caused besides.

use leptos::prelude::*;

use super::charts::Charts;
use super::follow::Of;
use super::series::Series;
use crate::annex::stand;
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::components::plot::Plot;
use crate::ui::query::Theme;
use crate::words::words;

/// The section whose end they stand at.
const PLACE: &str = ".plan > .stocks";

/// What can be asked for.
const CHOICES: [Of; 5] = [Of::Served, Of::Output, Of::OnTheWay, Of::Hours, Of::Caused];

fn said(of: Of) -> &'static str {
    match of {
        Of::Stock => words().plan_stocks(),
        Of::Output => words().reading_what_is_made(),
        Of::Hours => words().reading_hours_of_work(),
        Of::Caused => words().reading_what_is_caused(),
        Of::OnTheWay => words().reading_what_on_way(),
        Of::Served => words().reading_what_each_gets(),
    }
}

/// Puts the choice in its place.
pub fn put(charts: Charts, theme: RwSignal<Theme>) {
    stand::at_end_of(PLACE, ("div", "also"), move || {
        view! { <More charts=charts theme=theme /> }
    });
}

#[component]
fn More(charts: Charts, theme: RwSignal<Theme>) -> impl IntoView {
    let days = charts.days();
    let chosen = RwSignal::new(None::<Of>);
    let names = Memo::new(move |_| {
        let of = chosen.get()?;
        let all = days.with(|follow| {
            let all = follow.all(of).into_iter().enumerate();
            let seen = all.filter(|&(place, _)| follow.is_seen(of, place));
            seen.map(|(_, (name, _))| name.into_owned())
                .collect::<Vec<_>>()
        });
        Some((of, all))
    });
    Effect::new(move |_| charts.follow_trace(chosen.get().and_then(Of::trace)));
    // They are read by cursor and table, too, once they are drawn.
    Effect::new(move |_| {
        names.track();
        charts.look();
    });
    // Made anew when there are others only: a list that is open would close with every day.
    let choices = Memo::new(move |_| {
        // Whether there is anything to be seen of a trace is known when it has been asked for.
        let is_there = |of: &Of| {
            let is_asked = matches!(of, Of::OnTheWay | Of::Served);
            is_asked || days.with(|follow| !follow.all(*of).is_empty())
        };
        CHOICES.into_iter().filter(is_there).collect::<Vec<_>>()
    });
    let option = move |of: Of| {
        let is_chosen = move || chosen.get() == Some(of);
        view! { <option value=(of as usize).to_string() prop:selected=is_chosen>{said(of)}</option> }
    };
    let options = live(move || choices.get().into_iter().map(option).collect_view());
    let left_out = live_if(move || {
        let of = chosen.get()?;
        let count = days.with(|follow| follow.left_out(of))?;
        let count = count.to_string();
        let text = match of {
            Of::Served | Of::OnTheWay => words().reading_first_followed(&count),
            _ => words().reading_first_followed_here(&count),
        };
        Some(view! { <p class="hint">{text}</p> })
    });
    let nothing = live_if(move || {
        let (of, names) = names.get()?;
        let is_none = names.is_empty() && days.with(|follow| follow.is_told(of));
        let why = match of {
            Of::OnTheWay => words().reading_nothing_on_way(),
            _ => words().plan_nobody_promised_anything(),
        };
        is_none.then(|| view! { <p class="hint">{why}</p> })
    });
    let all = move || {
        let (of, names) = names.get().unwrap_or((Of::Stock, Vec::new()));
        let names = names.into_iter().enumerate();
        names
            .map(|(place, name)| (of, place, name))
            .collect::<Vec<_>>()
    };
    // By key, because cursor and table are put beside a chart once: it must not become the chart of something else.
    let key = |(of, place, name): &(Of, usize, String)| (*of as usize, *place, name.clone());
    let figure = move |(of, _, name): (Of, usize, String)| figure(charts, theme, of, &name);
    view! {
        <label>
            {words().reading_show_also()}" "
            <select on:change:target=move |event| {
                let value = event.target().value();
                chosen.set(CHOICES.into_iter().find(|&of| (of as usize).to_string() == value));
            }>
                <option value="">{words().reading_nothing_more()}</option>
                {options}
            </select>
        </label>
        {left_out}
        {nothing}
        <div class="multiples"><For each=all key=key children=figure /></div>
    }
}

/// The chart of an amount.
fn figure(charts: Charts, theme: RwSignal<Theme>, of: Of, title: &str) -> impl IntoView + use<> {
    let days = charts.days();
    let label = Series::label(of, title);
    let series = StoredValue::new(Series::Amount(of, title.to_owned()));
    let caption =
        text(move || series.with_value(|series| days.with(|follow| series.caption(follow))));
    let draw = move |size| {
        let colours = Palette::of(theme.get());
        series.with_value(|series| days.with(|follow| series.svg(follow, size, &colours)))
    };
    view! {
        <figure>
            <figcaption><b>{name(title)}</b><span class="now">{caption}</span></figcaption>
            <Plot label=label draw=Box::new(draw) />
        </figure>
    }
}
