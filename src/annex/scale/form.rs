//! What to run: the choices, what they mean, what they take, and the buttons.

use leptos::html::Button;
use leptos::prelude::*;

use super::desk::Desk;
use super::state::Run;
use super::wish::{Points, WORKERS, Wish};
use crate::scale::family::{Family, Point};
use crate::ui::components::live::{clicked, flag, live_if, maybe, text};
use crate::ui::number::whole;
use crate::words::{Language, Text, words};

const POINTS: [(Text, Points); 3] = [
    (Language::scale_one_point_fig_2, Points::One),
    (Language::scale_all_75_points_fig, Points::Grid),
    (Language::scale_table_beyond_one_workers, Points::Beyond),
];

/// What a family is, for the reader.
fn about(family: Family) -> &'static str {
    match family {
        Family::Published => words().scale_as_paper_makes_them(),
        Family::Full => words().scale_same_tables_but_every(),
        Family::Entangled => words().scale_each_good_needed_goods(),
    }
}

/// A choice out of a list.
#[component]
fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    options: Vec<(String, T)>,
    get: fn(&Wish) -> T,
    set: fn(&mut Wish, T),
    desk: Desk,
) -> impl IntoView {
    let values: Vec<T> = options.iter().map(|(_, value)| *value).collect();
    let views = options
        .into_iter()
        .enumerate()
        .map(|(place, (name, value))| {
            let selected = flag(move || desk.wish.with(|wish| get(wish) == value));
            view! { <option value=place.to_string() selected=selected>{name}</option> }
        });
    let views = views.collect_view();
    let changed = move |place: &str| {
        let value = place
            .parse::<usize>()
            .ok()
            .and_then(|place| values.get(place));
        if let Some(&value) = value {
            desk.wish.update(|wish| set(wish, value));
        }
    };
    view! {
        <label>
            <span>{label}</span>
            <select
                disabled=flag(move || desk.running.get())
                on:change:target=move |event| changed(&event.target().value())
            >
                {views}
            </select>
        </label>
    }
}

fn counts<const N: usize>(of: [u32; N]) -> Vec<(String, u32)> {
    of.map(|count| (whole(count), count)).into()
}

/// The choices.
#[component]
pub fn Form(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let run = NodeRef::<Button>::new();
    let one = flag(move || desk.wish.with(|wish| wish.points != Points::One));
    let points = POINTS.map(|(name, points)| (name(words()).to_owned(), points));
    let families = Family::ALL.map(|family| (family.in_words().to_owned(), family));
    let memory = Memo::new(move |_| desk.wish.with(Wish::memory));
    let takes = text(move || memory.get().unwrap_or_default());
    let refused = text(move || memory.get().err().unwrap_or_default());
    let stop = move || {
        desk.stop();
        // The button is about to go, and the keyboard needs a place to be.
        request_animation_frame(move || {
            if let Some(run) = run.get_untracked() {
                let _ = run.focus();
            }
        });
    };
    let share = maybe(move || {
        let share = desk.with_run(|state| state.run().map(Run::share))?;
        Some(share.to_string())
    });
    let said = text(move || desk.with_run(|state| state.run().map(Run::words).unwrap_or_default()));
    view! {
        <section class="scale-form">
            <h2 id="scale-form">{words().scale_what_run()}</h2>
            <div class="choices" role="group" aria-labelledby="scale-form">
                <Choice label=words().scale_tables() options=points.into() get=|wish| wish.points set=|wish, points| wish.points = points desk=desk />
                <div class="point" hidden=one>
                    <Choice
                        label=words().scale_industrial_goods()
                        options=counts(Point::INDUSTRIAL)
                        get=|wish| wish.point.industrial
                        set=|wish, count| wish.point.industrial = count
                        desk=desk
                    />
                    <Choice
                        label=words().scale_final_goods_label()
                        options=counts(Point::FINALS)
                        get=|wish| wish.point.finals
                        set=|wish, count| wish.point.finals = count
                        desk=desk
                    />
                    <Choice
                        label=words().scale_needs_per_good_label()
                        options=counts(Point::NEEDS)
                        get=|wish| wish.point.needs
                        set=|wish, count| wish.point.needs = count
                        desk=desk
                    />
                </div>
                <Choice label=words().scale_family() options=families.into() get=|wish| wish.family set=|wish, family| wish.family = family desk=desk />
                <Choice label=words().scale_workers() options=counts(WORKERS) get=|wish| wish.workers set=|wish, count| wish.workers = count desk=desk />
            </div>
            <p class="hint">{text(move || about(desk.wish.with(|wish| wish.family)).to_owned())}</p>
            <p class="hint" id="scale-takes">{takes}</p>
            <p class="fault" role="alert">{refused}</p>
            <div class="go">
                <button
                    type="button"
                    class="main"
                    node_ref=run
                    aria-describedby="scale-takes"
                    disabled=flag(move || memory.with(Result::is_err))
                    // Not `disabled` while it runs: the keyboard would lose its place.
                    aria-disabled=text(move || desk.running.get().to_string())
                    on:click=clicked(move || {
                        if !desk.running.get_untracked() {
                            desk.run();
                        }
                    })
                >
                    {words().scale_run()}
                </button>
                {live_if(move || {
                    desk.running.get().then(|| {
                        view! {
                            <button type="button" on:click=clicked(stop)>{words().plan_stop()}</button>
                            <label class="way"><span>{said}</span><progress max="1" value=share></progress></label>
                        }
                    })
                })}
            </div>
            <p class="news" role="status" class:trouble=flag(move || desk.news.with(|news| news.1))>
                {text(move || desk.news.with(|news| news.0.clone()))}
            </p>
        </section>
    }
}
