//! Stocks over time: a small plot for each good that is followed.

use std::sync::Arc;

use leptos::prelude::*;

use super::name::name;
use super::plot::Plot;
use crate::ui::charts::palette::Palette;
use crate::ui::charts::stocks;
use crate::ui::desk::Days;
use crate::ui::query::Theme;
use crate::worker::protocol::EconomyView;

/// The plots of the stocks.
#[component]
pub fn StockPlots(
    /// The economy.
    #[prop(into)]
    economy: Signal<Option<Arc<EconomyView>>>,
    /// The days.
    days: Days,
    /// The colours.
    theme: Signal<Theme>,
) -> impl IntoView {
    let plot = move |place: usize, good: &str, unit: &str| {
        let draw = move |size| {
            days.with(|state| stocks::svg(state, place, size, &Palette::of(theme.get())))
        };
        let unit_too = unit.to_owned();
        let caption = move || days.with(|state| stocks::caption(state, place, &unit_too));
        let label = format!("Line chart of the stock of {good} by day");

        view! {
            <figure>
                <figcaption><b>{name(good)}</b><span class="now">{caption}</span></figcaption>
                <Plot label=label draw=draw />
            </figure>
        }
    };
    let plots = move || {
        let economy = economy.get()?;
        let goods = economy
            .watched
            .iter()
            .map(|&good| economy.goods.get(good as usize))
            .enumerate();
        let stocked =
            goods.filter_map(|(place, good)| Some((place, good.filter(|good| good.has_stock)?)));
        Some(
            stocked
                .map(|(place, good)| plot(place, &good.name, &good.unit))
                .collect_view(),
        )
    };
    let left_out = move || {
        let economy = economy.get()?;
        let rest = economy.goods.len() - economy.watched.len().min(economy.goods.len());
        (rest > 0).then(|| {
            let text = format!(
                "The first {} goods are followed here; the plan's CSV has them all.",
                economy.watched.len()
            );
            view! { <p class="hint">{text}</p> }
        })
    };
    view! {
        <section class="stocks">
            <h2>"Stocks" <small>"on the evening of each day"</small></h2>
            <div class="multiples">{plots}</div>
            {left_out}
        </section>
    }
}
