//! The list of speeds beside the button "Run".

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::settings::Settings;
use crate::ui::components::live::{live, text};
use crate::ui::number::significant;
use crate::ui::tempo::{MOST, UNBOUND, speed};
use crate::words::words;

/// Where the page has room for it.
const PLACE: &str = ".transport .speed";

/// The speeds to choose from, in days per second. A link may ask for others.
const SPEEDS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, UNBOUND];

/// Puts the list in its place.
pub fn put(settings: Settings) {
    if let Ok(Some(place)) = document().query_selector(PLACE) {
        mount_to(
            place.unchecked_into(),
            move || view! { <List settings=settings /> },
        )
        .forget();
    }
}

#[component]
fn List(settings: Settings) -> impl IntoView {
    let now = settings.speed;
    // A speed that is not in the list stands before the next faster one.
    let odd = Memo::new(move |_| Some(now.get()).filter(|now| !SPEEDS.contains(now)));
    let options = live(move || {
        let mut speeds: Vec<f64> = SPEEDS.into_iter().chain(odd.get()).collect();
        speeds.sort_by(f64::total_cmp);
        let option = |of: f64| {
            let is_now = of == now.get_untracked();
            view! { <option value=value(of) selected=is_now>{in_words(of)}</option> }
        };
        speeds.into_iter().map(option).collect_view()
    });
    let choose = move |chosen: String| {
        if let Some(speed) = speed(&chosen) {
            settings.go_at(speed);
        }
    };
    view! {
        <select
            aria-label=words().speed_speed()
            prop:value=text(move || value(now.get()))
            on:change:target=move |event| choose(event.target().value())
        >
            {options}
        </select>
    }
}

/// A speed as addresses say it.
fn value(speed: f64) -> String {
    if speed == UNBOUND {
        MOST.to_owned()
    } else {
        significant(speed, 6)
    }
}

/// A speed for people.
fn in_words(speed: f64) -> String {
    match speed {
        UNBOUND => words().speed_fastest().to_owned(),
        1.0 => words().speed_day_s().to_owned(),
        _ => words().speed_days_s(&significant(speed, 6)),
    }
}
