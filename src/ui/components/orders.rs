//! Today's orders: what each good is asked for, who makes it, and what that uses up.

use leptos::prelude::*;

use super::live::{ShowAll, live};
use super::name::name;
use super::wide::Wide;
use crate::ui::desk::Part;
use crate::ui::number::{amount, whole, with_unit};
use crate::ui::text::labour_name;
use crate::words::words;
use crate::worker::protocol::{Maker, Order, Use};

/// How many orders are shown at first.
const FIRST: usize = 20;
/// How many makers and uses of one order are shown.
const LISTED: usize = 6;

/// The orders of the day.
#[component]
pub fn OrderTable(
    /// The day.
    today: Part,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let count =
        Memo::new(move |_| today.with(|state| state.today().map_or(0, |today| today.orders.len())));
    let rows = live(move || {
        today.with(|state| {
            let shown = if all.get() { usize::MAX } else { FIRST };
            let orders = state.today().map_or(&[][..], |today| &today.orders);
            orders.iter().take(shown).map(row).collect_view()
        })
    });
    view! {
        <section class="orders">
            <h2 id="orders-title">{words().plan_todays_orders()} <small>{words().plan_what_made_whom_from()}</small></h2>
            <Wide titled="orders-title">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words().plan_good()}</th>
                            <th scope="col">{words().plan_full()}</th>
                            <th scope="col">{words().plan_today()}</th>
                            <th scope="col">{words().plan_stock()}</th>
                            <th scope="col">{words().plan_made_by()}</th>
                            <th scope="col">{words().plan_uses()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
            <ShowAll all=all count=count first=FIRST />
        </section>
    }
}

fn row(order: &Order) -> impl IntoView + use<> {
    let unit = (!order.unit.is_empty())
        .then(|| view! { " " <span class="unit"><bdi>{order.unit.clone()}</bdi></span> });
    let in_full = order
        .in_full
        .map_or_else(|| words().plan_in_full_never().to_owned(), amount);
    let stock = order
        .stock
        .map_or_else(|| words().plan_no_stock().to_owned(), amount);
    view! {
        <tr>
            <th scope="row">{name(&order.good)}{unit}</th>
            <td>{in_full}</td>
            <td class="now">{amount(order.today)}</td>
            <td>{stock}</td>
            <td class="list">{makers(&order.makers)}</td>
            <td class="list">{uses(&order.uses)}</td>
        </tr>
    }
}

fn makers(makers: &[Maker]) -> impl IntoView + use<> {
    let alone = makers.len() == 1;
    let maker = |maker: &Maker| {
        let output = (!alone).then(|| format!(" {}", amount(maker.output)));
        let beyond = maker.extrapolated.then(|| {
            view! { " " <em title=words().plan_beyond_what_this_unit()>{words().plan_extrapolated()}</em> }
        });
        view! { <li>{name(&maker.unit)}{output}{beyond}</li> }
    };
    let rest = makers.len().saturating_sub(LISTED);
    let items = makers.iter().take(LISTED).map(maker).collect_view();
    (!makers.is_empty()).then(|| view! { <ul role="list">{items}{more(rest)}</ul> })
}

fn uses(uses: &[Use]) -> impl IntoView + use<> {
    let use_ = |use_: &Use| {
        let amount = with_unit(&amount(use_.amount), &use_.unit);
        let title = use_
            .by_units
            .then_some(words().plan_answered_its_production_units());
        let work = (labour_name(&use_.of) != use_.of).then_some(words().plan_work_in_before());
        view! { <li class:by-units=use_.by_units title=title>{amount}" "{work}{name(labour_name(&use_.of))}</li> }
    };
    let rest = uses.len().saturating_sub(LISTED);
    let items = uses.iter().take(LISTED).map(use_).collect_view();
    (!uses.is_empty()).then(|| view! { <ul role="list">{items}{more(rest)}</ul> })
}

fn more(rest: usize) -> Option<impl IntoView> {
    (rest > 0)
        .then(|| view! { <li class="rest">{words().plan_more_uses(&whole(rest as u64))}</li> })
}
