//! Stocks over time: a small plot for each good that is followed.

use leptos::prelude::*;

use super::live::{live, live_if, text};
use super::name::name;
use super::plot::Plot;
use crate::ui::charts::amounts;
use crate::ui::charts::palette::Palette;
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
                let colours = Palette::of(theme.get());
                amounts::svg(of(state), &stock(state, place), &(), size, &colours)
            })
        };
        let caption = text(move || {
            days.with(|state| amounts::caption(of(state), &stock(state, place), &unit))
        });
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

/// How many days there are, and the shown one.
fn of(state: &State) -> (usize, u32) {
    (state.rows().len(), state.shown())
}

/// The stock at a place of the rows, by day.
fn stock(state: &State, place: usize) -> impl Fn(usize) -> f64 {
    move |day| {
        let row = state.rows().get(day);
        row.and_then(|row| row.stock.get(place).copied())
            .unwrap_or(f64::NAN)
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
