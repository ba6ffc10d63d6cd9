//! What came out, number by number: the twin of the figure.

use leptos::prelude::*;

use super::desk::Desk;
use super::state::{Solved, seconds};
use crate::scale::memory::megabytes;
use crate::ui::components::live::{clicked, flag};
use crate::ui::components::wide::Wide;
use crate::ui::number::{NBSP, significant, whole};
use crate::words::{Language, Text, words};

const HEADS: [Text; 13] = [
    Language::scale_industrial,
    Language::scale_final,
    Language::scale_needs,
    Language::scale_family,
    Language::scale_workers,
    Language::scale_coefficients,
    Language::scale_memory,
    Language::scale_made_in,
    Language::scale_solved,
    Language::scale_published,
    Language::scale_method,
    Language::scale_products,
    Language::terms_residual,
];

/// The table of results, and the ways to take them away or forget them.
#[component]
pub fn Results(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let none = Memo::new(move |_| desk.with_results(|state| state.results().is_empty()));
    let heads = HEADS.map(|head| view! { <th scope="col">{head(words())}</th> });
    // What has just come out stands on top; rows that are there already stay as they are, however many.
    let newest = move || {
        desk.with_results(|state| state.results().iter().rev().cloned().collect::<Vec<_>>())
    };
    let of = |solved: &Solved| (solved.table, solved.workers, solved.solving.to_bits());
    view! {
        <section class="scale-results" hidden=flag(move || none.get())>
            <h2 id="scale-results">{words().scale_results()} <small>{words().scale_on_this_machine_beside()}</small></h2>
            <Wide titled="scale-results">
                <table>
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody><For each=newest key=of children=|solved| row(&solved) /></tbody>
                </table>
            </Wide>
            <div class="go">
                <button type="button" on:click=clicked(move || desk.download())>{words().scale_download_results_csv()}</button>
                <button type="button" class="quiet" on:click=clicked(move || desk.clear())>{words().scale_clear_results()}</button>
            </div>
        </section>
    }
}

fn row(solved: &Solved) -> impl IntoView + use<> {
    let point = solved.table.point;
    let method = match solved.settled {
        true => solved.method.in_words().to_owned(),
        false => words().scale_not_settled(solved.method.in_words()),
    };
    let published = solved.published().map_or("–".to_owned(), seconds);
    view! {
        <tr>
            <th scope="row">{whole(point.industrial)}</th>
            <td>{whole(point.finals)}</td>
            <td>{whole(point.needs)}</td>
            <td>{solved.table.family.in_words()}</td>
            <td>{solved.workers.to_string()}</td>
            <td>{whole(solved.cells)}</td>
            <td>{format!("{}{NBSP}MB", whole(megabytes(solved.bytes)))}</td>
            <td>{seconds(solved.making)}</td>
            <td><b>{seconds(solved.solving)}</b></td>
            <td>{published}</td>
            <td>{method}</td>
            <td>{solved.products.to_string()}</td>
            <td>{significant(solved.residual, 2)}</td>
        </tr>
    }
}
