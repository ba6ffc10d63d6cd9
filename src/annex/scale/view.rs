//! The Scale view: why, what to run, the figure, and the numbers.

use leptos::prelude::*;

use super::desk::Desk;
use super::figure::Figure;
use super::form::Form;
use super::plan::PlanOne;
use super::results::Results;
use crate::ui::query;
use crate::ui::theme::theme;

/// The Scale view.
#[component]
pub fn ScaleView(
    /// Turns to the plan.
    opened: Callback<()>,
) -> impl IntoView {
    let query = query::parse(&window().location().search().unwrap_or_default());
    let desk = Desk::new();
    view! {
        <div class="scale">
            <header>
                <h1>"How large an economy can be planned in a browser tab?"</h1>
                <p>
                    "The paper's Fig 2 plans economies of up to 50,000 industrial and 5,000 final goods and gives the seconds that took on a desktop computer. Here the same tables are made and solved on your machine, in this tab, each by as many workers as you like. Nothing leaves the browser."
                </p>
                <p>
                    "There are three families of tables, because as published the experiment is emptier than it looks: no industrial good is ever needed there. The full and the entangled family show what a plan of that many goods really takes."
                </p>
            </header>
            <Form desk=desk />
            <PlanOne desk=desk opened=opened />
            <Figure desk=desk theme=theme(query.theme) />
            <Results desk=desk />
        </div>
    }
}
