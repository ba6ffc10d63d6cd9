//! What the open economy is and where its numbers come from.

use leptos::prelude::*;

use super::live::live_if;
use crate::ui::shelf::SHIPPED;

/// A few paragraphs about an economy that ships with the page; nothing about the user's own.
#[component]
pub fn About(
    /// Id of the open economy.
    chosen: RwSignal<String>,
) -> impl IntoView {
    live_if(move || {
        let shipped = SHIPPED
            .iter()
            .find(|shipped| chosen.with(|chosen| chosen == shipped.id))?;
        let paragraphs = shipped
            .about
            .iter()
            .map(|text| view! { <p>{*text}</p> })
            .collect_view();
        Some(view! {
            <section class="about">
                <h2>{format!("About {}", shipped.name)}</h2>
                {paragraphs}
                <p>"Plan an economy of your own: open its tables. "<a href="./templates/">"Templates"</a>" show how to write them."</p>
            </section>
        })
    })
}
