//! A sparse table: what is in it, and its solution.

use leptos::prelude::*;

use super::desk::Desk;
use super::state::State;
use super::view::{Faults, TakeButton};
use crate::intake::protocol::Solved;
use crate::ui::components::live::{clicked, flag, live_if};
use crate::ui::components::name::name;
use crate::ui::components::wide::Wide;
use crate::ui::number::{amount, whole};
use crate::words::words;

/// The table.
#[component]
pub fn SparseTable(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let busy = flag(move || desk.with(|state| state.under().is_some()));
    let opens = flag(move || desk.with(|state| state.sparse().is_some_and(|table| table.opens)));
    let about = live_if(move || {
        desk.with(|state| {
            let table = state.sparse()?;
            let items = table
                .log
                .iter()
                .map(|line| view! { <li dir="auto">{line.clone()}</li> });
            let items = items.collect_view();
            Some(view! {
                <dl class="facts">
                    <div><dt>{words().tables_goods()}</dt><dd>{whole(table.goods)}</dd></div>
                    <div><dt>{words().tables_entries()}</dt><dd>{whole(table.entries)}</dd></div>
                    <div><dt>{words().tables_demand_all_goods()}</dt><dd>{amount(table.demand)}</dd></div>
                </dl>
                <ul class="steps">{items}</ul>
            })
        })
    });
    let solved =
        live_if(move || desk.with(|state| state.solved().map(|solved| result(desk, solved))));
    let refused = live_if(move || {
        desk.with(|state| {
            let faults = state.roles_refused();
            (!faults.is_empty())
                .then(|| view! { <Faults faults=faults.to_vec() title=words().tables_this_makes_no_economy() /> })
        })
    });
    view! {
        <section class="large">
            <h2>{words().tables_table()}</h2>
            {about}
            {refused}
            <div class="go">
                <button
                    type="button"
                    class="main"
                    disabled=busy
                    on:click=clicked(move || desk.solve())
                >
                    {words().tables_solve()}
                </button>
                {live_if(move || opens.get().then(|| view! { <TakeButton desk=desk can=opens /> }))}
            </div>
            <p class="hint">
                {words().tables_solving_finds_how_much()}
            </p>
        </section>
        {solved}
    }
}

fn result(desk: Desk, solved: &Solved) -> impl IntoView + use<> {
    let is_solved = solved.trouble.is_none();
    let rows = solved.most.iter().map(|(good, x)| {
        view! { <tr><th scope="row">{name(good)}</th><td>{amount(*x)}</td></tr> }
    });
    let rows = rows.collect_view();
    let busy = flag(move || desk.with(|state: &State| state.under().is_some()));
    view! {
        <section class="solved" class:trouble=!is_solved>
            <h2 id="solved-title">{words().tables_output()} <small>{words().tables_goods_which_most_made()}</small></h2>
            {solved.trouble.as_ref().map(|trouble| view! { <p dir="auto">{trouble.clone()}</p> })}
            {is_solved.then(|| view! {
                <Wide titled="solved-title">
                    <table>
                        <thead><tr><th scope="col">{words().tables_good()}</th><th scope="col">{words().tables_output()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Wide>
                <div class="go">
                    <button type="button" disabled=busy on:click=clicked(move || desk.download())>
                        {words().tables_download_output_every_good()}
                    </button>
                </div>
            })}
        </section>
    }
}
