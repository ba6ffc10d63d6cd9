//! Notices above the plan: trouble, and what a link asked for in vain.

use leptos::prelude::*;

use crate::ui::notices::{Action, Notice, Tone};

/// The list of notices.
#[component]
pub fn NoticeList(
    /// The notices.
    #[prop(into)]
    list: Signal<Vec<Notice>>,
    /// Removes one.
    #[prop(into)]
    dismiss: Callback<u32>,
    /// Does what one offers.
    #[prop(into)]
    act: Callback<Action>,
) -> impl IntoView {
    let notice = move |notice: Notice| {
        let Notice {
            id,
            tone,
            text,
            action,
            ..
        } = notice;
        let trouble = tone == Tone::Trouble;
        let button = action.map(|action| {
            let label = action.label();
            view! { <button type="button" on:click=move |_| act.run(action.clone())>{label}</button> }
        });
        view! {
            <div class="notice" class:trouble=trouble role=trouble.then_some("alert")>
                <p>{text}</p>
                {button}
                <button type="button" class="quiet" on:click=move |_| dismiss.run(id)>"Dismiss"</button>
            </div>
        }
    };
    view! {
        <div class="notices" aria-live="polite">
            <For each=move || list.get() key=|notice| notice.id children=notice />
        </div>
    }
}
