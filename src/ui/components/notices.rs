//! Notices above the plan: trouble, and what a link asked for in vain.

use leptos::prelude::*;

use super::live::{clicked, live};
use crate::ui::notices::{Action, Notice, Tone};
use crate::words::words;

/// The list of notices.
#[component]
pub fn NoticeList(
    /// The notices.
    list: ReadSignal<Vec<Notice>>,
    /// Removes one.
    #[prop(into)]
    dismiss: Callback<u32>,
    /// Does what one offers.
    #[prop(into)]
    act: Callback<Action>,
) -> impl IntoView {
    let notice = move |notice: &Notice| {
        let Notice {
            id,
            tone,
            text,
            action,
            ..
        } = notice.clone();
        let trouble = tone == Tone::Trouble;
        let button = action.map(|action| {
            let label = action.label();
            view! { <button type="button" on:click=clicked(move || act.run(action.clone()))>{label}</button> }
        });
        view! {
            <div class="notice" class:trouble=trouble role=trouble.then_some("alert")>
                <p>{text}</p>
                {button}
                <button type="button" class="quiet" on:click=clicked(move || dismiss.run(id))>
                    {words().page_dismiss()}
                </button>
            </div>
        }
    };
    view! {
        <div class="notices" aria-live="polite">
            {live(move || list.with(|list| list.iter().map(notice).collect_view()))}
        </div>
    }
}
