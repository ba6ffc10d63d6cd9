//! Before and after: what an edit does to everyone, in a sentence, a table and a chart.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use super::state::{Baseline, State};
use super::words::{Tone, lines, outlook};
use crate::ui::charts::axis::day_marks;
use crate::ui::charts::canvas::{Drawn, Margins, Side, Size, draw, paint_axes};
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::components::plot::Plot;
use crate::ui::number::percent;
use crate::ui::query::Theme;
use crate::words::words;
use crate::worker::look::Forecast;

/// What is compared with, and what is now.
type Both = Option<(Arc<Baseline>, Arc<Forecast>)>;

fn both(state: &State) -> Both {
    Some((Arc::clone(state.baseline()?), Arc::clone(state.forecast()?)))
}

/// The plan ahead in a sentence.
#[component]
pub fn Headline(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let outlook = Memo::new(move |_| {
        desk.with(both)
            .map(|(before, now)| outlook(&now, Some(&before.forecast)))
    });
    let is_busy = Memo::new(move |_| desk.with(|state| !state.is_settled()));
    view! {
        <div class="headline" role="status" aria-busy=text(move || is_busy.get().to_string())>
            {live(move || match outlook.get() {
                Some(outlook) => view! {
                    <h1>{outlook.before}<b>{outlook.number}</b>{outlook.after}</h1>
                    <p class="more">{outlook.more}</p>
                }.into_any(),
                None => view! { <h1>{words().ahead_planning_days_ahead()}</h1><p class="more"></p> }.into_any(),
            })}
        </div>
    }
}

/// Before and after in numbers.
#[component]
pub fn Comparison(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        desk.with(|state| {
            both(state).map(|(before, now)| lines(&before.forecast, &now, state.day()))
        })
    });
    let table = live_if(move || {
        rows.get().map(|rows| {
            let row = |line: super::words::Line| {
                let differs = !line.change.is_empty();
                let (class, meant) = match line.tone {
                    Tone::Same => ("change", None),
                    Tone::Better => ("change better", Some(words().ahead_better())),
                    Tone::Worse => ("change worse", Some(words().ahead_worse())),
                };
                let meant = meant.map(|meant| view! { " "<small>{meant}</small> });
                let of = (!line.of.is_empty()).then(|| name(&line.of));
                view! {
                    <tr class:differs=differs>
                        <th scope="row">{line.what}{of}{line.rest}</th>
                        <td>{line.before}</td>
                        <td class="now">{line.now}</td>
                        <td class=class>{line.change}{meant}</td>
                    </tr>
                }
            };
            view! {
                <table>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{words().ahead_baseline_head()}</th>
                            <th scope="col">{words().ahead_now_head()}</th>
                            <th scope="col">{words().ahead_change()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            }
        })
    });
    view! {
        <section class="comparison">
            <h2>{words().ahead_before_after()}</h2>
            <div class="wide" tabindex="0" role="region" aria-label=words().ahead_before_after()><div class="inner">{table}</div></div>
        </section>
    }
}

const MARGINS: Margins = Margins {
    top: 1.0,
    right: 1.2,
    bottom: 2.0,
    left: 3.6,
};

/// Egalitarianism of the days ahead: the baseline in dashes, what is now as a line.
#[component]
pub fn Ahead(
    /// The desk.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let curves = Memo::new(move |_| desk.with(both));
    let paint = move |size| {
        curves.get().map_or_else(String::new, |(before, now)| {
            svg(&before.forecast, &now, size, &Palette::of(theme.get()))
        })
    };
    view! {
        <section class="egalitarianism">
            <h2>{words().ahead_egalitarianism_ahead()} <small>{words().plan_worst_served_target_share()}</small></h2>
            <figure>
                <Plot label=words().ahead_line_chart_egalitarianism_days() draw=Box::new(paint) />
                <figcaption><i class="key now"></i>{words().ahead_key_now()}<i class="key before"></i>{words().ahead_key_baseline()}</figcaption>
            </figure>
        </section>
    }
}

fn svg(before: &Forecast, now: &Forecast, size: Size, colours: &Palette) -> String {
    let across = before.days.max(now.days).max(10);
    let days = day_marks(across, ((size.width / 90.0) as u32).clamp(2, 8));
    let across = f64::from(across);
    draw(size, MARGINS, (across, 1.0), |canvas| {
        let shares: Vec<(f64, String)> = [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|share| (share, percent(share)))
            .into();
        paint_axes(canvas, (across, 1.0), &days, &shares, colours)?;
        let points = |forecast: &Forecast| -> Vec<(f64, f64)> {
            let days = forecast.egalitarianism.iter().enumerate();
            days.map(|(day, &share)| (day as f64, share)).collect()
        };
        if before != now {
            dashed(&points(before), |dash| canvas.line(dash, colours.soft, 1.5))?;
        }
        canvas.line(points(now), colours.series, 2.5)?;
        match now.full_after {
            Some(full) => {
                let day = f64::from(full - 1);
                let side = if day > 0.6 * across {
                    Side::Left
                } else {
                    Side::Right
                };
                canvas.dot((day, 1.0), colours.full)?;
                canvas.label(
                    (day, 0.93),
                    &words().ahead_full_after_days(&full.to_string()),
                    side,
                    colours.full,
                )
            }
            None => Ok(()),
        }
    })
}

/// A line of dashes along points.
fn dashed(points: &[(f64, f64)], dash: impl FnMut(Vec<(f64, f64)>) -> Drawn) -> Drawn {
    const DASHES: usize = 60;
    let step = (points.len() / DASHES).max(2);
    points
        .chunks(step)
        .step_by(2)
        .map(<[_]>::to_vec)
        .try_for_each(dash)
}
