//! The view: a sentence, the passes, the formulas of one good, the terms.

use std::sync::Arc;

use leptos::prelude::*;

use super::formulas::{Told, series, told};
use super::glossary::{Entry, GLOSSARY};
use crate::annex::desk::Desk;
use crate::annex::state::State;
use crate::ui::components::live::{clicked, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::{percent, significant, whole, with_unit};
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
            <h1>{format!("How day {} is computed", whole(told.day))}</h1>
            <p class="more">{outcome(&told)}</p>
        })
    });
    let shape = Memo::new(move |_| working.with(|told| told.as_deref().map(Shape::of)));
    let passes = live_if(move || Some(passes(&shape.get()?, working, from, good)));
    let formulas = live_if(move || {
        let told_of = working.get()?;
        let list = told(&told_of).iter().map(formula).collect_view();
        Some(view! {
            <h2>"The formulas" <small>"for "{name(&told_of.detail.good.name)}", with today’s values"</small></h2>
            {list}
        })
    });
    view! {
        <div class="desk how">
            <div class="headline" role="status" aria-busy=is_busy>{headline}</div>
            <section class="passes">{passes}</section>
            <section class="formulas">{formulas}</section>
            <section class="glossary">
                <h2>"The terms" <small>"and where the paper has them: S. Samothrakis, PLoS ONE 16(9): e0257399"</small></h2>
                <dl>{GLOSSARY.iter().map(term).collect_view()}</dl>
            </section>
        </div>
    }
}

/// What the series came to, in sentences.
fn outcome(told: &Working) -> String {
    let passes = whole(told.passes);
    let plural = if told.passes == 1 { "" } else { "es" };
    let share = percent(told.scale);
    let end = if told.rests {
        format!("After {passes} pass{plural} nothing is left to add")
    } else {
        format!("After {passes} pass{plural} there is still something to add")
    };
    let check = if told.residual <= 1e-10 {
        "so it is in balance"
    } else {
        "and it is not in balance yet"
    };
    format!(
        "What citizens get ({share} of what was promised) has to be made; making it uses up goods, which have to be made too; and so on. {end}. The residual is {}, {check}; the plan’s own numbers differ from these by at most {} of their size.",
        scientific(told.residual),
        scientific(told.difference)
    )
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
        (k, false) => format!("pass {k}"),
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
                        aria-label=format!("Formulas of {}", of.name)
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
        "Every cell of this table is a constant, so each pass is the table times the one before."
    } else {
        "Some cells come from production units, so each pass asks them again what all that is made so far takes."
    };
    view! {
        <h2>"Pass by pass" <small>"Eq 3: what is made of each good, added up"</small></h2>
        <div class="maths" inner_html=series(is_linear)></div>
        <p class="hint">{explained}" Choose a good to see its formulas."</p>
        <div class="wide" tabindex="0" role="region" aria-label="The passes">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Good"</th>
                        {heads.collect_view()}
                        {has_later.then(|| view! { <th scope="col">"later passes"</th> })}
                        <th scope="col">"x, to make"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"Residual"</th>
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
                <button type="button" disabled=is_first on:click=clicked(move || from.set(earlier))>"Goods before"</button>
                <span>{format!("Goods {} to {} of {}", whole(start + 1), whole(last), whole(all))}</span>
                <button type="button" disabled=is_last on:click=clicked(move || from.set(later))>"Goods after"</button>
            </div>
        }
    })
}

fn formula(told: &Told) -> impl IntoView + use<> {
    let place = (!told.place.is_empty()).then(|| view! { " " <small>{told.place}</small> });
    let letters = format!("{}, in letters", told.title);
    let values = format!("{}, with values", told.title);
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
