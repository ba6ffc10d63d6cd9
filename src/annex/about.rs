//! What the open economy is and where its numbers come from.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::settings::Settings;
use crate::ui::components::live::live_if;
use crate::ui::shelf::SHIPPED;

/// Where the page has room for it.
const PLACE: &str = ".plan .about";

/// By the id of an economy that ships with the page, what it is, in paragraphs.
const ABOUT: [(&str, &[&str]); 3] = [
    (
        "village",
        &[
            "The example of the paper (Samothrakis, PLoS ONE 16(9): e0257399, 2021) as its Table 1 prints it: cows give milk, \
             coopers make churns, dairies make butter, and two profiles of citizens are promised milk and butter.",
            "There is a second village, \"as published\", because the paper's program does not run Table 1: it has other \
             numbers in the rows of milk and of churns, and the second of its two curves stands in another cell.",
            "The paper contradicts itself in two more places. The caption of Table 1 speaks of 1500 citizens where its rows add \
             up to 1300; the rows count here. Eq 4 takes a coefficient at the output of the good that is used up, text and \
             program at the output of the good that is made; so does this page.",
        ],
    ),
    (
        "village-published",
        &[
            "The village with the numbers that the paper's program runs (Samothrakis, PLoS ONE 16(9): e0257399, 2021). Its \
             Fig 3(a) shows this run.",
            "They are not those of Table 1, which is why there are two villages: a churn takes 0.07 of milk and butter 1 where \
             Table 1 has a curve and 2, a litre of milk takes half a churn where Table 1 has none, and the second of the two \
             curves says how many churns it takes to make churns.",
        ],
    ),
    (
        "valley",
        &[
            "Seven goods, made up for this page, with everything that the village does not use: production units that stack, \
             hours that run short, timber that takes two days to arrive, ploughs that take five, grain that perishes, ore \
             that runs out, smoke and CO2, and news that arrives while the plan runs.",
        ],
    ),
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
        let paragraphs = paragraphs.iter().map(|text| view! { <p>{*text}</p> });
        Some(view! {
            <h2>{format!("About {}", shipped.name)}</h2>
            {paragraphs.collect_view()}
            <p>"Plan an economy of your own: open its tables. "<a href="./templates/">"Templates"</a>" show how to write them."</p>
        })
    })
}
