//! The view: a sentence, the passes, the formulas of one good, the terms.

use std::sync::Arc;

use leptos::prelude::*;

use super::formulas::{Told, series, told};
use super::glossary::{Entry, glossary};
use crate::annex::desk::Desk;
use crate::annex::state::State;
use crate::ui::components::live::{clicked, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::{percent, significant, whole, with_unit};
use crate::words::{Plural, around, words};
use crate::worker::look::{Look, Named, Working};

/// The view.
#[component]
pub fn HowView(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let day = Memo::new(move |_| desk.with(State::day));
    let from = RwSignal::new(0_u32);
    let good = RwSignal::new(String::new());
    Effect::new(move |_| {
        desk.look_at(vec![Look::Working {
            day: day.get(),
            from: from.get(),
            good: good.get(),
        }]);
    });
    let working = Memo::new(move |_| desk.with(|state| state.working().cloned()));
    let is_busy = text(move || desk.with(|state| !state.is_settled()).to_string());
    let headline = live_if(move || {
        let told = working.get()?;
        Some(view! {
            <h1>{words().how_how_day_computed(&whole(told.day))}</h1>
            <p class="more">{outcome(&told)}</p>
        })
    });
    let shape = Memo::new(move |_| working.with(|told| told.as_deref().map(Shape::of)));
    let passes = live_if(move || Some(passes(&shape.get()?, working, from, good)));
    let formulas = live_if(move || {
        let told_of = working.get()?;
        let list = told(&told_of).iter().map(formula).collect_view();
        let (before, after) = around(|good| words().how_values_for(good));
        Some(view! {
            <h2>{words().how_the_formulas()} <small>{before}{name(&told_of.detail.good.name)}{after}</small></h2>
            {list}
        })
    });
    view! {
        <div class="desk how">
            <div class="headline" role="status" aria-busy=is_busy>{headline}</div>
            <section class="passes">{passes}</section>
            <section class="formulas">{formulas}</section>
            <section class="glossary">
                <h2>{words().how_terms()} <small>{words().how_where_paper_has_them()}</small></h2>
                <dl>{glossary().iter().map(term).collect_view()}</dl>
            </section>
        </div>
    }
}

/// What the series came to, in sentences.
fn outcome(told: &Working) -> String {
    let (words, passes, share) = (words(), whole(told.passes), percent(told.scale));
    let series = match (told.rests, words.plural(told.passes)) {
        (true, Plural::One) => words.how_rests_one(&share, &passes),
        (true, Plural::Other) => words.how_rests_other(&share, &passes),
        (false, Plural::One) => words.how_goes_on_one(&share, &passes),
        (false, Plural::Other) => words.how_goes_on_other(&share, &passes),
    };
    let (residual, difference) = (scientific(told.residual), scientific(told.difference));
    if told.residual <= 1e-10 {
        words.how_in_balance(&series, &residual, &difference)
    } else {
        words.how_not_in_balance(&series, &residual, &difference)
    }
}

/// A very small number: 2.1 · 10⁻¹⁶.
fn scientific(x: f64) -> String {
    if x == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{x:.1e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let power: String = power
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        })
        .collect();
    format!("{digits}\u{a0}·\u{a0}10{power}")
}

/// What a pass adds, as the head of its column.
fn pass(place: usize, is_linear: bool) -> String {
    match (place, is_linear) {
        (0, _) => "d".to_owned(),
        (1, true) => "A d".to_owned(),
        (1, false) => "R(d)".to_owned(),
        (k, true) => format!(
            "A{} d",
            ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"][k % 10]
        ),
        (k, false) => words().how_pass(&k.to_string()),
    }
}

/// What the table of passes consists of. While it stays the same the table stays, and with it the focus in it.
#[derive(Clone, Debug, PartialEq)]
struct Shape {
    from: u32,
    of: u32,
    goods: Vec<Named>,
    passes: usize,
    has_later: bool,
    is_linear: bool,
}

impl Shape {
    fn of(told: &Working) -> Self {
        Self {
            from: told.from,
            of: told.goods,
            goods: told.rows.iter().map(|row| row.good.clone()).collect(),
            passes: told.residuals.len(),
            has_later: told.passes as usize + 1 > told.residuals.len(),
            is_linear: told.is_linear,
        }
    }
}

/// What the worker told, once it has.
type Shared = Memo<Option<Arc<Working>>>;

/// How a text of the table is read off what was told.
type Read = Box<dyn Fn(&Working) -> Option<String> + Send + Sync>;

/// The table of passes.
fn passes(
    shape: &Shape,
    working: Shared,
    from: RwSignal<u32>,
    good: RwSignal<String>,
) -> impl IntoView + use<> {
    let Shape {
        passes,
        has_later,
        is_linear,
        ..
    } = *shape;
    let cell = move |read: Read| {
        text(move || {
            working
                .with(|told| told.as_deref().and_then(&read))
                .unwrap_or_default()
        })
    };
    let row = |(place, of): (usize, &Named)| {
        let (chosen, known, unit) = (of.name.clone(), of.name.clone(), of.unit.clone());
        let is_chosen = text(move || {
            working
                .with(|told| {
                    told.as_ref()
                        .is_some_and(|told| told.detail.good.name == known)
                })
                .to_string()
        });
        let choose = clicked(move || good.set(chosen.clone()));
        let step = |k: usize| {
            let step = cell(Box::new(move |told| {
                Some(significant(*told.rows.get(place)?.steps.get(k)?, 6))
            }));
            view! { <td>{step}</td> }
        };
        let later = cell(Box::new(move |told| {
            Some(significant(told.rows.get(place)?.later, 6))
        }));
        let output = cell(Box::new(move |told| {
            Some(with_unit(
                &significant(told.rows.get(place)?.output, 9),
                &unit,
            ))
        }));
        view! {
            <tr>
                <th scope="row">
                    <button
                        type="button"
                        class="quiet"
                        aria-label=words().how_formulas(&of.name)
                        aria-pressed=is_chosen
                        on:click=choose
                    >
                        {name(&of.name)}
                    </button>
                </th>
                {(0..passes).map(step).collect_view()}
                {has_later.then(|| view! { <td>{later}</td> })}
                <td class="now">{output}</td>
            </tr>
        }
    };
    let rows = shape.goods.iter().enumerate().map(row).collect_view();
    let heads = (0..passes).map(|place| view! { <th scope="col">{pass(place, is_linear)}</th> });
    let residual = |k: usize| {
        let residual = cell(Box::new(move |told| {
            Some(scientific(*told.residuals.get(k)?))
        }));
        view! { <td>{residual}</td> }
    };
    let residuals = (0..passes).map(residual).collect_view();
    let last_residual = cell(Box::new(|told| Some(scientific(told.residual))));
    let explained = if is_linear {
        words().how_every_cell_this_table()
    } else {
        words().how_some_cells_come_from()
    };
    view! {
        <h2>{words().how_pass_pass()} <small>{words().how_eq_3_what_made()}</small></h2>
        <div class="maths" tabindex="0" role="region" aria-label=words().how_series() inner_html=series(is_linear)></div>
        <p class="hint">{explained}" "{words().how_choose_good_see_its()}</p>
        <div class="wide" tabindex="0" role="region" aria-label=words().how_passes()>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words().how_good()}</th>
                        {heads.collect_view()}
                        {has_later.then(|| view! { <th scope="col">{words().how_later_passes()}</th> })}
                        <th scope="col">{words().how_x_make()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words().terms_residual()}</th>
                        {residuals}
                        {has_later.then(|| view! { <td></td> })}
                        <td class="now">{last_residual}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
        {window(shape, from)}
    }
}

/// The buttons to other goods, where not all are shown.
fn window(shape: &Shape, from: RwSignal<u32>) -> impl IntoView + use<> {
    let step = Working::MOST_ROWS as u32;
    let (start, all) = (shape.from, shape.of);
    let last = start + shape.goods.len() as u32;
    (all > step).then(|| {
        let (earlier, later) = (start.saturating_sub(step), start + step);
        let (is_first, is_last) = (start == 0, last >= all);
        view! {
            <div class="bar">
                <button type="button" disabled=is_first on:click=clicked(move || from.set(earlier))>{words().how_goods_before()}</button>
                <span>{words().how_goods(&whole(start + 1), &whole(last), &whole(all))}</span>
                <button type="button" disabled=is_last on:click=clicked(move || from.set(later))>{words().how_goods_after()}</button>
            </div>
        }
    })
}

fn formula(told: &Told) -> impl IntoView + use<> {
    let place = (!told.place.is_empty()).then(|| view! { " " <small>{told.place}</small> });
    let letters = words().how_letters(told.title);
    let values = words().how_with_values(told.title);
    view! {
        <div class="formula">
            <h3>{told.title}{place}</h3>
            <p dir="auto">{told.words.clone()}</p>
            <div class="maths" tabindex="0" role="region" aria-label=letters inner_html=told.letters.clone()></div>
            <div class="maths values" tabindex="0" role="region" aria-label=values inner_html=told.values.clone()></div>
        </div>
    }
}

fn term(entry: &Entry) -> impl IntoView + use<> {
    let letters = (!entry.letters.is_empty()).then(|| view! { " " <i>{entry.letters}</i> });
    let place = (!entry.place.is_empty())
        .then(|| view! { " " <small>{format!("({})", entry.place)}</small> });
    view! { <div><dt>{entry.term}{letters}</dt><dd>{entry.meaning}{place}</dd></div> }
}
