//! What the open economy is and where its numbers come from.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::settings::Settings;
use crate::ui::components::live::live_if;
use crate::ui::shelf::SHIPPED;
use crate::words::{Language, Text, around, words};

/// Where the page has room for it.
const PLACE: &str = ".plan .about";

/// By the id of an economy that ships with the page, what it is, in paragraphs.
const ABOUT: [(&str, &[Text]); 3] = [
    (
        "village",
        &[
            Language::about_example_paper_samothrakis_plos,
            Language::about_there_second_village_as,
            Language::about_paper_contradicts_itself_two,
        ],
    ),
    (
        "village-published",
        &[
            Language::about_village_with_numbers_papers,
            Language::about_they_not_those_table,
        ],
    ),
    ("valley", &[Language::about_seven_goods_made_up]),
];

/// Puts it in its place.
pub fn put(settings: Settings) {
    if let Ok(Some(place)) = document().query_selector(PLACE) {
        let view = move || view! { <About settings=settings /> };
        mount_to(place.unchecked_into(), view).forget();
    }
}

/// A few paragraphs about an economy that ships with the page; nothing about the user's own.
#[component]
fn About(settings: Settings) -> impl IntoView {
    live_if(move || {
        let id = settings.open.get();
        let (_, paragraphs) = ABOUT.iter().find(|(of, _)| *of == id)?;
        let shipped = SHIPPED.iter().find(|shipped| shipped.id == id)?;
        let paragraphs = paragraphs
            .iter()
            .map(|text| view! { <p>{text(words())}</p> });
        let (before, after) = around(|templates| words().about_your_own(templates));
        Some(view! {
            <h2>{words().about_about(shipped.name)}</h2>
            {paragraphs.collect_view()}
            <p>{before}<a href="./templates/">{words().about_templates()}</a>{after}</p>
        })
    })
}
