//! Who gets what: for every profile and good the share of the promise that is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::name::name;
use super::wide::Wide;
use crate::ui::number::{percent, whole};
use crate::worker::protocol::{EconomyView, Today};

/// The matrix of fulfilments. The longer side goes down, so that it needs little width.
#[component]
pub fn FulfilmentMatrix(
    /// The day.
    #[prop(into)]
    today: Signal<Option<Arc<Today>>>,
    /// The economy, for the citizens of each profile.
    #[prop(into)]
    economy: Signal<Option<Arc<EconomyView>>>,
) -> impl IntoView {
    let table = move || {
        today.with(|today| {
            economy.with(|economy| {
                let (today, economy) = (today.as_ref()?, economy.as_ref()?);
                (!today.fulfilment.is_empty()).then(|| matrix(today, economy))
            })
        })
    };
    view! {
        <section class="fulfilment">
            <h2 id="fulfilment-title">"Who gets what" <small>"of what was promised"</small></h2>
            {move || match table() {
                Some(table) => table.into_any(),
                None => view! { <p class="hint">"Nobody is promised anything."</p> }.into_any(),
            }}
        </section>
    }
}

fn matrix(today: &Today, economy: &EconomyView) -> impl IntoView + use<> {
    let targets = &today.fulfilment;
    let mut profiles: Vec<&str> = targets
        .iter()
        .map(|target| target.profile.as_str())
        .collect();
    let mut goods: Vec<&str> = targets.iter().map(|target| target.good.as_str()).collect();
    let place = |good: &str| economy.goods.iter().position(|of| of.name == good);
    profiles.sort_by_key(|name| {
        economy
            .profiles
            .iter()
            .position(|profile| profile.name == *name)
    });
    profiles.dedup();
    goods.sort_by_key(|good| place(good));
    goods.dedup();
    let shares: BTreeMap<(&str, &str), f64> = targets
        .iter()
        .map(|target| {
            (
                (target.profile.as_str(), target.good.as_str()),
                target.fulfilment,
            )
        })
        .collect();
    // Where all are served equally nobody is worst served, whatever rounding says.
    let least = if today.equal {
        f64::NEG_INFINITY
    } else {
        shares.values().copied().fold(f64::INFINITY, f64::min)
    };
    let cell = |profile: &str, good: &str| match shares.get(&(profile, good)) {
        Some(&share) => view! { <td class:least={share <= least}>{percent(share)}</td> }.into_any(),
        None => view! { <td class="none">"–"</td> }.into_any(),
    };
    let profile = |profile: &str| {
        let citizens = economy
            .profiles
            .iter()
            .find(|of| of.name == profile)
            .map(|of| whole(of.population as u64));
        view! { {name(profile)}" "<span class="citizens" title="citizens">{citizens}</span> }
    };
    let down = profiles.len() >= goods.len();
    let head = if down {
        goods
            .iter()
            .map(|good| view! { <th scope="col">{name(good)}</th> }.into_any())
            .collect_view()
    } else {
        profiles
            .iter()
            .map(|p| view! { <th scope="col">{profile(p)}</th> }.into_any())
            .collect_view()
    };
    let rows = if down {
        let row = |p: &&str| {
            let cells = goods.iter().map(|good| cell(p, good)).collect_view();
            view! { <tr><th scope="row">{profile(p)}</th>{cells}</tr> }.into_any()
        };
        profiles.iter().map(row).collect_view()
    } else {
        let row = |good: &&str| {
            let cells = profiles.iter().map(|p| cell(p, good)).collect_view();
            view! { <tr><th scope="row">{name(good)}</th>{cells}</tr> }.into_any()
        };
        goods.iter().map(row).collect_view()
    };
    view! {
        <Wide titled="fulfilment-title">
            <table>
                <thead><tr><td></td>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Wide>
    }
}
