//! The Scale view: why, what to run, the figure, and the numbers.

use leptos::prelude::*;

use super::desk::Desk;
use super::figure::Figure;
use super::form::Form;
use super::plan::PlanOne;
use super::results::Results;
use crate::ui::query;
use crate::ui::theme::theme;
use crate::words::words;

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
                <h1>{words().scale_how_large_economy_can()}</h1>
                <p>
                    {words().scale_papers_fig_2_plans()}
                </p>
                <p>
                    {words().scale_there_three_families_tables()}
                </p>
            </header>
            <Form desk=desk />
            <PlanOne desk=desk opened=opened />
            <Figure desk=desk theme=theme(query.theme) />
            <Results desk=desk />
        </div>
    }
}
