//! The offer to go on where the user left off, above the plan, and the recent economies in the page's list of economies.

use std::collections::BTreeMap;

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::keeper::Keeper;
use super::record::{Kept, ago};
use crate::ui::components::live::{clicked, live_if};
use crate::ui::components::name::name;
use crate::words::{around, words};

/// The list of economies: the first at the top of the page.
const LIST: &str = ".top select";

/// What the values of our entries in it begin with; no id of an economy does.
const MARK: &str = "recent:";

/// Puts both in their places.
pub fn offer(keeper: Keeper) {
    list_recent(keeper);
    let main = document().query_selector("main").ok().flatten();
    let place = document().create_element("div").ok();
    if let (Some(main), Some(place)) = (main, place)
        && main.prepend_with_node_1(&place).is_ok()
    {
        let place: HtmlElement = place.unchecked_into();
        mount_to(place, move || view! { <Offer keeper=keeper /> }).forget();
    }
}

/// What was left in earlier visits, and what could not be kept.
#[component]
fn Offer(
    /// The keeper.
    keeper: Keeper,
) -> impl IntoView {
    let is_dismissed = RwSignal::new(false);
    // What is open now is not offered to be opened.
    let earlier = Memo::new(move |_| {
        let open = keeper.open.get();
        keeper.list.with(|list| {
            let others = list.iter().filter(|kept| kept.key != open);
            others.cloned().collect::<Vec<Kept>>()
        })
    });
    let trouble = live_if(move || {
        let text = keeper.trouble.get()?;
        Some(view! {
            <div class="notice trouble" role="alert">
                <p>{text}</p>
                <button type="button" class="quiet" on:click=clicked(move || keeper.trouble.set(None))>{words().page_dismiss()}</button>
            </div>
        })
    });
    let offer = live_if(move || {
        let list = if is_dismissed.get() {
            Vec::new()
        } else {
            earlier.get()
        };
        let (last, others) = list.split_first()?;
        let dismiss = clicked(move || {
            is_dismissed.set(true);
            // The keyboard needs a place to be.
            let tab = document().query_selector(r#"[role="tab"][aria-selected="true"]"#);
            if let Some(tab) = tab
                .ok()
                .flatten()
                .and_then(|tab| tab.dyn_into::<HtmlElement>().ok())
            {
                let _ = tab.focus();
            }
        });
        let (before, after) = around(|economy| words().keep_left(economy));
        Some(view! {
            <section class="notice earlier" aria-label=words().keep_recent_economies()>
                <p>{before}{line(last)}{after}</p>
                {restore(keeper, last.clone(), is_dismissed, "main")}
                {others_of(keeper, others, is_dismissed)}
                <button type="button" class="quiet" on:click=clicked({
                    let keys: Vec<f64> = list.iter().map(|kept| kept.key).collect();
                    move || keeper.forget(keys.clone())
                })>{if others.is_empty() { words().keep_forget() } else { words().keep_forget_all() }}</button>
                <button type="button" class="quiet" on:click=dismiss>{words().page_dismiss()}</button>
            </section>
        })
    });
    view! { <div class="notices" aria-live="polite">{trouble}{offer}</div> }
}

fn others_of(
    keeper: Keeper,
    others: &[Kept],
    is_dismissed: RwSignal<bool>,
) -> impl IntoView + use<> {
    let row = |kept: &Kept| {
        view! { <li><span>{line(kept)}</span>{restore(keeper, kept.clone(), is_dismissed, "")}</li> }
    };
    (!others.is_empty()).then(|| {
        let rows = others.iter().map(row).collect_view();
        view! {
            <details>
                <summary>{words().keep_earlier_ones(&others.len().to_string())}</summary>
                <ul role="list">{rows}</ul>
            </details>
        }
    })
}

/// An economy in a line: its name, the day, and how long ago.
fn line(kept: &Kept) -> impl IntoView + use<> {
    let when = ago(Date::now() - kept.at);
    let day = crate::ui::number::whole(kept.day);
    let (before, after) = around(|economy| words().keep_on_day(economy, &day, &when));
    view! { {before}<b>{name(&kept.called())}</b>{after} }
}

fn restore(
    keeper: Keeper,
    kept: Kept,
    is_dismissed: RwSignal<bool>,
    class: &'static str,
) -> impl IntoView {
    let spoken = words().keep_restore_it(&kept.in_words());
    let act = clicked(move || {
        keeper.restore(&kept);
        is_dismissed.set(true);
        // The button is gone, and the keyboard needs a place to be.
        if let Some(list) = list_element() {
            let _ = list.focus();
        }
    });
    view! { <button type="button" class=class aria-label=spoken on:click=act>{words().keep_restore()}</button> }
}

fn list_element() -> Option<HtmlSelectElement> {
    document()
        .query_selector(LIST)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

/// The recent economies as a group of the page's list; choosing one restores it.
fn list_recent(keeper: Keeper) {
    let group = StoredValue::new_local(None::<Element>);
    Effect::new(move |_| {
        if let Some(Some(group)) = group.try_update_value(Option::take) {
            group.remove();
        }
        let entries = keeper.list.with(|list| entries(list));
        if let (false, Some(list)) = (entries.is_empty(), list_element())
            && let Ok(made) = grouped(&entries)
            && list.append_child(&made).is_ok()
        {
            group.set_value(Some(made));
        }
    });
    // Before the page hears of it, which knows nothing of these.
    let chosen = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let list = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let Some(list) = list.filter(|list| list.value().starts_with(MARK)) else {
            return;
        };
        event.stop_propagation();
        let key = list.value()[MARK.len()..].to_owned();
        if let Some(open) = keeper.what_is_open() {
            list.set_value(&open.id);
        }
        let kept = keeper.list.with_untracked(|list| {
            list.iter()
                .find(|kept| kept.key.to_string() == key)
                .cloned()
        });
        if let Some(kept) = kept {
            keeper.restore(&kept);
        }
    });
    let _ = document().add_event_listener_with_callback_and_bool(
        "change",
        chosen.as_ref().unchecked_ref(),
        true,
    );
    chosen.forget();
}

/// Values and texts of the entries. Those that read the same get their numbers.
fn entries(list: &[Kept]) -> Vec<(String, String)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let entry = |kept: &Kept| {
        let words = kept.in_words();
        let times = seen.entry(words.clone()).or_insert(0);
        *times += 1;
        let text = if *times > 1 {
            format!("{words} ({times})")
        } else {
            words
        };
        (format!("{MARK}{}", kept.key), text)
    };
    list.iter().map(entry).collect()
}

fn grouped(entries: &[(String, String)]) -> Result<Element, JsValue> {
    let group = document().create_element("optgroup")?;
    group.set_attribute("label", words().keep_recent())?;
    for (value, text) in entries {
        let option = document().create_element("option")?;
        option.set_attribute("value", value)?;
        option.set_text_content(Some(text));
        group.append_child(&option)?;
    }
    Ok(group)
}
