//! The view of what everyone is promised: sliders for every profile and good, and what they do to everyone.

use std::sync::Arc;

use leptos::prelude::*;

use super::bar::{Bar, DatedEdits};
use super::compare::{Ahead, Comparison, Headline};
use super::costs::Costs;
use super::desk::Desk;
use super::field::Field;
use super::state::State;
use crate::ui::components::live::{clicked, flag, live, live_if};
use crate::ui::components::name::name;
use crate::ui::number::whole;
use crate::ui::query::Theme;
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::{Look, Named, Profiles};

/// The view.
#[component]
pub fn ProfilesView(
    /// The desk.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let day = Memo::new(move |_| desk.with(State::day));
    let ahead = Memo::new(move |_| desk.with(State::days_ahead));
    Effect::new(move |_| {
        let day = day.get();
        desk.look_at(vec![
            Look::Profiles { day },
            Look::Forecast { days: ahead.get() },
        ]);
    });
    let told = Memo::new(move |_| desk.with(|state| state.profiles().cloned()));
    // Fields are made again only when there are others, and not with every number.
    let names = Memo::new(move |_| desk.with(|state| state.profiles().map(names)));
    let cards = live(move || match names.get() {
        Some((profiles, goods)) => {
            let cards = profiles.into_iter().enumerate();
            cards
                .map(|(place, profile)| card(desk, place, &profile, &goods))
                .collect_view()
                .into_any()
        }
        None => ().into_any(),
    });
    let is_at_baseline = flag(move || desk.with(State::is_at_baseline));
    let is_no_news = flag(move || !desk.with(State::can_be_baseline));
    view! {
        <div class="desk">
            <Headline desk=desk />
            <Bar
                desk=desk
                says=move |what: What| {
                    let told = told.get();
                    let is_field = |profile: &str, good: Option<&str>| told.as_ref().is_some_and(|told| {
                        told.profiles.iter().any(|of| of.name == profile)
                            && good.is_none_or(|good| told.goods.iter().any(|of| of.name == good))
                    });
                    match &what {
                        What::Population { profile, .. } => is_field(profile, None),
                        What::Allotment { profile, good, .. } => is_field(profile, Some(good)),
                        _ => false,
                    }
                }
            >
                <button type="button" disabled=is_no_news on:click=clicked(move || desk.change(State::keep_as_baseline))>
                    {words().profiles_keep_as_baseline()}
                </button>
                <button type="button" disabled=is_at_baseline on:click=clicked(move || desk.change(State::back_to_baseline))>
                    {words().profiles_back_baseline()}
                </button>
            </Bar>
            <div class="pair">
                <div class="cards">
                    {cards}
                    {live_if(move || desk.with(|state| state.profiles().and_then(more)))}
                    <DatedEdits desk=desk />
                </div>
                <div class="results">
                    <Comparison desk=desk />
                    <Ahead desk=desk theme=theme />
                    <section>
                        <h2>{words().profiles_what_one_citizens_day()} <small>{words().profiles_all_promised_made_from()}</small></h2>
                        <Costs desk=desk />
                    </section>
                </div>
            </div>
        </div>
    }
}

fn names(told: &Arc<Profiles>) -> (Vec<String>, Vec<Named>) {
    let profiles = told.profiles.iter().map(|profile| profile.name.clone());
    (profiles.collect(), told.goods.clone())
}

/// What is not shown, where there is more than fits.
fn more(told: &Arc<Profiles>) -> Option<impl IntoView + use<>> {
    let hidden = (told.of_goods as usize > told.goods.len())
        || (told.of_profiles as usize > told.profiles.len());
    hidden.then(|| {
        let text = words().profiles_shown_profiles_goods_first(
            &whole(told.profiles.len() as u64),
            &whole(told.of_profiles),
            &whole(told.goods.len() as u64),
            &whole(told.of_goods),
        );
        view! { <p class="hint">{text}</p> }
    })
}

/// One profile.
fn card(desk: Desk, place: usize, profile: &str, goods: &[Named]) -> impl IntoView + use<> {
    let of = profile.to_owned();
    let people = Callback::new(move |citizens| What::Population {
        profile: of.clone(),
        citizens,
    });
    let population = Signal::derive(move || {
        desk.with(|state| {
            state
                .profiles()
                .and_then(|told| Some(told.profiles.get(place)?.population))
                .unwrap_or(0.0)
        })
    });
    let fields = goods.iter().enumerate().map(|(at, good)| {
        let (of, what) = (profile.to_owned(), good.name.clone());
        let edit = Callback::new(move |amount| What::Allotment {
            profile: of.clone(),
            good: what.clone(),
            amount,
        });
        let value = Signal::derive(move || {
            desk.with(|state| {
                let told = state.profiles()?.profiles.get(place)?;
                told.allotment.get(at).copied()
            })
            .unwrap_or(0.0)
        });
        view! {
            <Field
                desk=desk
                id=format!("allotment-{place}-{at}")
                label=good.name.clone()
                spoken=words().profiles_good_of_profile(&good.name, profile)
                unit=good.unit.clone()
                value=value
                edit=edit
            />
        }
    });
    let fields = fields.collect_view();
    view! {
        <fieldset class="card">
            <legend>{name(profile)}</legend>
            <Field
                desk=desk
                id=format!("population-{place}")
                label=words().profiles_citizens_label()
                spoken=words().profiles_citizens(profile)
                unit=""
                value=population
                edit=people
            />
            <p class="hint">{words().profiles_each_them_promised_day()}</p>
            {fields}
        </fieldset>
    }
}
