//! The second module's place in the page. The page says through an attribute of its element which view to show; whatever
//! else the two have to say to each other goes through events on the window.

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::portal::Portal;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::about;
use super::ask::{Ask, NEWS};
use super::bar::Question;
use super::chance;
use super::charts;
use super::costs;
use super::desk::Desk;
use super::economy::EconomyView;
use super::how::HowView;
use super::interview::Interview;
use super::keep::{Keeper, offer};
use super::profiles::ProfilesView;
use super::read::{self, Charts};
use super::reports;
use super::rows::LongLists;
use super::scale::view::ScaleView;
use super::settings::Settings;
use super::speed;
use super::tables::view::TablesView;
use super::units::{Chosen, UnitsView};
use super::why;
use crate::ui::components::live::{by_id, flag, live, live_if};
use crate::ui::components::tabs::tab_id;
use crate::ui::mirror;
use crate::ui::query::Theme;
use crate::ui::theme::theme;
use crate::ui::views::{
    ANNEX, CHARTS_WANTED, ECONOMY, HOW, PLAN, PROFILES, SHOWN, TABLES, TURNED, UNITS, View,
};

/// The desk's own styles, relative to the page.
const STYLE: &str = "./annex.css";

/// Puts the views in their place in the page.
pub fn mount() {
    console_error_panic_hook::set_once();
    let Some(element) = document().get_element_by_id(ANNEX) else {
        return;
    };
    // Apart from the task in which the browser makes the module ready.
    Timeout::new(0, move || begin(element)).forget();
}

fn begin(element: Element) {
    let place = element.clone();
    element.set_inner_html("");
    mount_to(element.unchecked_into(), move || {
        let read = move || place.get_attribute(SHOWN).unwrap_or_default();
        let shown = RwSignal::new(PLAN.id.to_owned());
        let is_dressed = RwSignal::new(false);
        dress(is_dressed);
        let (desk, theme) = (Desk::new(), theme(None));
        charts::hand_out();
        let wanted = window_event_listener_untyped(CHARTS_WANTED, |_| charts::hand_out());
        on_cleanup(move || wanted.remove());
        let settings = Settings::new(desk);
        let keeper = Keeper::new(desk);
        let reading = Charts::new(desk, settings, is_dressed, theme);
        let at_first = read.clone();
        one_by_one(vec![
            // All who hear what the page has kept for them are there. Views ask for what they show, and have to know of what.
            Box::new(|| mirror::say_bytes(mirror::COME, &[])),
            Box::new(move || shown.set(at_first())),
            Box::new(move || about::put(settings)),
            Box::new(move || offer(keeper)),
            Box::new(move || speed::put(settings)),
            Box::new(move || read::put(reading)),
            Box::new(move || read::put_more(reading, theme)),
            Box::new(move || reports::put(desk)),
            Box::new(move || why::put(desk)),
            Box::new(move || costs::put(desk)),
            Box::new(move || chance::put(settings, reading.days())),
        ]);
        let turned = window_event_listener_untyped(TURNED, move |_| {
            let view = read();
            reading.look();
            // What is behind the plan stays as it is.
            if view != PLAN.id {
                shown.set(view);
            }
        });
        on_cleanup(move || turned.remove());
        view! { <Annex shown=shown desk=desk theme=theme /> }
    })
    .forget();
}

/// Does this in tasks of their own, so that none keeps the page from answering; what they make lives as long as what is made now.
fn one_by_one(tasks: Vec<Box<dyn FnOnce()>>) {
    let owner = Owner::current();
    spawn_local(async move {
        for task in tasks {
            TimeoutFuture::new(0).await;
            match &owner {
                Some(owner) => owner.with(task),
                None => task(),
            }
        }
    });
}

/// Has the views' own styles fetched, and says when they are there.
fn dress(is_dressed: RwSignal<bool>) {
    let link = document().create_element("link").and_then(|link| {
        link.set_attribute("rel", "stylesheet")?;
        link.set_attribute("href", STYLE)?;
        let come = Closure::once_into_js(move || is_dressed.try_set(true));
        link.add_event_listener_with_callback("load", come.unchecked_ref())?;
        Ok(link)
    });
    if let (Ok(link), Some(head)) = (link, document().head()) {
        let _ = head.append_child(&link);
    }
}

/// The views.
#[component]
fn Annex(
    /// Id of the view that is looked at.
    shown: RwSignal<String>,
    /// What the desk's views know.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let opened = Callback::new(|()| turn(PLAN));
    // The views of tables are made when they are first looked at, and keep what they hold while others are.
    let is_scale = move || shown.with(|shown| shown == "scale");
    let was_scale = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_scale());
    let scale = live_if(move || {
        was_scale
            .get()
            .then(|| view! { <ScaleView opened=opened /> })
    });
    let is_tables = move || shown.with(|shown| shown == TABLES.id);
    let was_tables = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_tables());
    let tables = live_if(move || {
        was_tables
            .get()
            .then(|| view! { <TablesView opened=opened /> })
    });
    // What waits is said in every view, the plan among them.
    let news = document().query_selector(NEWS).ok().flatten();
    view! {
        {news.map(|news| view! { <Portal mount=news><Question desk=desk /></Portal> })}
        <DeskViews shown=shown desk=desk theme=theme />
        <Ask desk=desk />
        <LongLists desk=desk />
        <div hidden=flag(move || !is_tables())>{tables}</div>
        <div hidden=flag(move || !is_scale())>{scale}</div>
    }
}

/// Turns to a view by its tab: the page turns its views.
fn turn(view: View) {
    if let Some(tab) = by_id(&tab_id(view)) {
        tab.click();
        let _ = tab.focus();
    }
}

/// The desk's views. What they hold is the desk's, so each is made when it is turned to.
#[component]
fn DeskViews(
    /// Id of the view that is looked at.
    shown: RwSignal<String>,
    /// What they know.
    desk: Desk,
    /// The colours in force.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let chosen: RwSignal<Chosen> = RwSignal::new((String::new(), String::new()));
    let interview = RwSignal::new(None::<Interview>);
    mirror::hear(mirror::OPENED, move |_| interview.set(None));
    let open_unit = Callback::new(move |unit| {
        chosen.set((unit, String::new()));
        turn(UNITS);
    });
    live(move || match shown.get().as_str() {
        id if id == ECONOMY.id => {
            view! { <EconomyView desk=desk open_unit=open_unit /> }.into_any()
        }
        id if id == PROFILES.id => view! { <ProfilesView desk=desk theme=theme /> }.into_any(),
        id if id == UNITS.id => {
            view! { <UnitsView desk=desk theme=theme chosen=chosen interview=interview /> }
                .into_any()
        }
        id if id == HOW.id => view! { <HowView desk=desk /> }.into_any(),
        _ => {
            desk.look_at(Vec::new());
            ().into_any()
        }
    })
}
