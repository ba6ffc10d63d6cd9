//! Stocks over time: a small plot for each good that is followed.

use leptos::prelude::*;

use super::live::{live, live_if, text};
use super::name::name;
use super::plot::Plot;
use crate::ui::charts::palette::Palette;
use crate::ui::charts::stocks;
use crate::ui::desk::Part;
use crate::ui::query::Theme;
use crate::ui::state::State;
use crate::words::words;

/// The plots of the stocks.
#[component]
pub fn StockPlots(
    /// The economy.
    economy: Part,
    /// The days.
    days: Part,
    /// The colours.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let plot = move |(place, good, unit): (usize, String, String)| {
        let draw = move |size| {
            days.with(|state| {
                let of = (state.rows(), state.shown());
                stocks::svg(of, place, &(), size, &Palette::of(theme.get()))
            })
        };
        let caption = text(move || days.with(|state| stocks::caption(state, place, &unit)));
        let label = words().plan_line_chart_stock_day(&good);
        view! {
            <figure>
                <figcaption><b>{name(&good)}</b><span class="now">{caption}</span></figcaption>
                <Plot label=label draw=Box::new(draw) />
            </figure>
        }
    };
    let plots = live(move || economy.with(followed).into_iter().map(plot).collect_view());
    let left_out = live_if(move || {
        let text = economy.with(left_out)?;
        Some(view! { <p class="hint">{text}</p> })
    });
    view! {
        <section class="stocks">
            <h2>{words().plan_stocks()} <small>{words().plan_on_evening_each_day()}</small></h2>
            <div class="multiples">{plots}</div>
            {left_out}
        </section>
    }
}

/// The goods with a stock that are followed: their places in the rows of the days, names and units.
fn followed(state: &State) -> Vec<(usize, String, String)> {
    let Some(economy) = state.economy() else {
        return Vec::new();
    };
    let watched = economy.watched.iter().enumerate();
    let goods = watched.filter_map(|(place, &good)| {
        let good = economy
            .goods
            .get(good as usize)
            .filter(|good| good.has_stock)?;
        Some((place, good.name.clone(), good.unit.clone()))
    });
    goods.collect()
}

/// What is said where not all goods are followed.
fn left_out(state: &State) -> Option<String> {
    let economy = state.economy()?;
    let followed = economy.watched.len();
    (followed < economy.of_goods as usize)
        .then(|| words().plan_first_goods_followed_here(&followed.to_string()))
}
