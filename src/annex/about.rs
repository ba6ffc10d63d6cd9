//! What the open economy is and where its numbers come from.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::UrlSearchParams;

use super::settings::Settings;
use crate::ui::components::live::{live_if, text};
use crate::ui::query::Theme;
use crate::ui::shelf::{SHIPPED, shipped};
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
        let view = move || view! { <About settings=settings /> <Looks settings=settings /> };
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

/// Other letters and colours, by links that say the same as the page's own: whoever teaches may want to hand one on.
#[component]
fn Looks(settings: Settings) -> impl IntoView {
    let link = move |theme: Option<Theme>, name: &'static str| {
        let address = text(move || address(&settings.open.get(), theme));
        view! { " " <a href=address>{name}</a> }
    };
    view! {
        <p class="looks">
            {words().about_letters_colours()}
            {link(None, words().about_as_system())}
            {link(Some(Theme::Light), words().about_light())}
            {link(Some(Theme::Dark), words().about_dark())}
            {link(Some(Theme::Projector), words().about_projector())}
        </p>
    }
}

/// The page's address with this theme and the open economy, where that ships with the page.
fn address(open: &str, theme: Option<Theme>) -> String {
    let search = window().location().search().unwrap_or_default();
    let Ok(query) = UrlSearchParams::new_with_str(&search) else {
        return String::new();
    };
    match theme {
        Some(theme) => query.set("theme", theme.name()),
        None => query.delete("theme"),
    }
    if shipped(open).is_some() {
        query.set("economy", open);
    }
    format!("?{}", query.to_string())
}
