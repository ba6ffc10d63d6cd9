//! The chosen point as an economy to plan days of: what it is, what it takes, and the button that has it made.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::File;

use super::desk::Desk;
use super::wish::Wish;
use crate::scale::recipe::Recipe;
use crate::ui::components::live::{clicked, flag, text};
use crate::ui::mirror;
use crate::words::words;

/// The chosen point as an economy.
#[component]
pub fn PlanOne(
    /// The desk.
    desk: Desk,
    /// Turns to the plan.
    opened: Callback<()>,
) -> impl IntoView {
    let wish = Memo::new(move |_| desk.wish.with(Wish::economy));
    let takes = text(move || {
        wish.with(|wish| {
            wish.as_ref()
                .map(|(_, takes)| takes.clone())
                .unwrap_or_default()
        })
    });
    let refused = text(move || wish.get().err().unwrap_or_default());
    let open = move || {
        if let Ok((recipe, _)) = wish.get_untracked()
            && let Ok(file) = file(&recipe)
        {
            mirror::say(mirror::RESTORE, &file);
            opened.run(());
        }
    };
    view! {
        <section class="scale-plan">
            <h2 id="scale-plan">{words().scale_plan_with()}</h2>
            <p class="hint">
                {words().scale_point_as_whole_economy()}
            </p>
            <p class="hint" id="scale-plan-takes">{takes}</p>
            <p class="fault" id="scale-plan-refused">{refused}</p>
            <div class="go">
                <button
                    type="button"
                    aria-describedby="scale-plan-takes scale-plan-refused"
                    disabled=flag(move || desk.running.get() || wish.with(Result::is_err))
                    on:click=clicked(open)
                >
                    {words().scale_make_plan_day()}
                </button>
            </div>
        </section>
    }
}

/// The recipe as a file of the user's, which the planner makes the economy of, as often as it has to.
fn file(recipe: &Recipe) -> Result<File, wasm_bindgen::JsValue> {
    let bytes = Uint8Array::from(recipe.written().as_bytes());
    File::new_with_u8_array_sequence(&Array::of1(&bytes), &recipe.table.name())
}
