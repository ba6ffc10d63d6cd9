//! Who gets what: for every profile and good the share of the promise that is kept, and the amounts.

use leptos::prelude::*;

use super::live::{ShowAll, live};
use super::name::name;
use super::wide::Wide;
use crate::ui::desk::Part;
use crate::ui::number::{amount, percent, whole, with_unit};
use crate::ui::state::State;
use crate::words::words;
use crate::worker::protocol::{ProfileView, Target, Today};

/// How many rows are shown at first.
const FIRST: usize = 20;

/// The matrix of fulfilments. The longer side goes down, so that it needs little width.
#[component]
pub fn FulfilmentMatrix(
    /// The day.
    today: Part,
) -> impl IntoView {
    let any = Memo::new(move |_| {
        today.with(|state| {
            state
                .today()
                .is_some_and(|today| !today.fulfilment.is_empty())
        })
    });
    let all = RwSignal::new(false);
    let count = Memo::new(move |_| {
        today.with(|state| {
            state.today().map_or(0, |today| {
                let (goods, profiles) = sides(&today.fulfilment);
                goods.len().max(profiles.len())
            })
        })
    });
    let rows = move || if all.get() { usize::MAX } else { FIRST };
    let table = move || {
        live(move || match any.get() {
            true => view! {
                <Wide titled="fulfilment-title">
                    <table>{live(move || today.with(|state| matrix(state, rows())))}</table>
                </Wide>
                <ShowAll all=all count=count first=FIRST />
            }
            .into_any(),
            false => {
                view! { <p class="hint">{words().plan_nobody_promised_anything()}</p> }.into_any()
            }
        })
    };
    view! {
        <section class="fulfilment">
            <h2 id="fulfilment-title">{words().plan_who_gets_what()} <small>{words().plan_what_was_promised()}</small></h2>
            {table()}
        </section>
    }
}

/// The goods and the profiles.
fn sides(targets: &[Target]) -> (Vec<&str>, Vec<&str>) {
    (
        names(targets, |target| &target.good),
        names(targets, |target| &target.profile),
    )
}

/// Each name once, in order of appearance: good by good, as in the table of the economy.
fn names(targets: &[Target], of: fn(&Target) -> &String) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for target in targets {
        if !names.contains(&of(target).as_str()) {
            names.push(of(target));
        }
    }
    names
}

fn matrix(state: &State, shown: usize) -> AnyView {
    let Some(today) = state.today() else {
        return ().into_any();
    };
    let targets = &today.fulfilment;
    let (goods, profiles) = sides(targets);
    let down = profiles.len() >= goods.len();
    let (rows, columns) = if down {
        (&profiles, &goods)
    } else {
        (&goods, &profiles)
    };
    let head = |name: &str, is_profile: bool| {
        if is_profile {
            profile(name, &today.profiles)
        } else {
            super::name::name(name).into_any()
        }
    };
    let cell = |row: &str, column: &str| {
        let (profile, good) = if down { (row, column) } else { (column, row) };
        let found = targets
            .iter()
            .find(|target| target.good == good && target.profile == profile);
        share(found, today)
    };
    let row = |row: &&str| {
        let cells = columns
            .iter()
            .map(|column| cell(row, column))
            .collect_view();
        view! { <tr><th scope="row">{head(row, down)}</th>{cells}</tr> }
    };
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col">{head(column, !down)}</th> })
        .collect_view();
    let rows = rows.iter().take(shown).map(row).collect_view();
    view! {
        <thead><tr><td></td>{heads}</tr></thead>
        <tbody>{rows}</tbody>
    }
    .into_any()
}

fn profile(profile: &str, profiles: &[ProfileView]) -> AnyView {
    let found = profiles.iter().find(|of| of.name == profile);
    let citizens = found.map(|of| whole(of.population as u64));
    view! { {name(profile)}" "<span class="citizens" title=words().plan_citizens()>{citizens}</span> }.into_any()
}

fn share(target: Option<&Target>, today: &Today) -> impl IntoView + use<> {
    let text = target.map_or("–".to_owned(), |target| percent(target.fulfilment));
    let gets = target.map(|target| {
        let (gets, of) = (target.fulfilment * target.promised, target.promised);
        let said = words().plan_used_of_limit(&amount(gets), &amount(of));
        view! { <small>{with_unit(&said, &target.unit)}</small> }
    });
    // Where all are served equally nobody is worst served, whatever rounding says.
    let worst = today.worst.as_ref().filter(|_| !today.equal);
    let least = target
        .zip(worst)
        .is_some_and(|(target, worst)| target.fulfilment <= worst.fulfilment);
    view! { <td class:least=least>{text}{gets}</td> }
}
