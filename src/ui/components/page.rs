//! The page: where everything stands, and what is connected to what.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::about::About;
use super::bounds::BoundList;
use super::days_table::DaysTable;
use super::drop::DropTarget;
use super::fulfilment::FulfilmentMatrix;
use super::headline::HeadlineRegion;
use super::hours::HoursTable;
use super::import::ImportReport;
use super::notices::NoticeList;
use super::orders::OrderTable;
use super::plot::Plot;
use super::policy::PolicyPanel;
use super::stocks::StockPlots;
use super::top::Top;
use super::transport::{Controls, Transport};
use crate::ui::charts::egalitarianism;
use crate::ui::charts::palette::Palette;
use crate::ui::desk::{Days, Desk};
use crate::ui::query::{self, Theme};
use crate::ui::theme::theme;

/// Puts the page in place of its first frame.
pub fn mount() {
    console_error_panic_hook::set_once();
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    mount_to(root.unchecked_into(), Page).forget();
}

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let query = query::parse(&window().location().search().unwrap_or_default());
    let theme = theme(query.theme);
    let desk = Desk::new(query);
    // Before anything is built: the worker and the files come while the page is drawn.
    desk.start();
    let shown = desk.shown;

    let has_plan = Signal::derive(move || shown.today.with(Option::is_some));
    let last_day = Signal::derive(move || {
        shown
            .economy
            .with(|economy| economy.as_ref().map(|economy| economy.last_day))
    });
    let investment = Signal::derive(move || {
        shown
            .today
            .with(|today| today.as_ref().map(|today| today.investment))
    });
    let changing =
        Signal::derive(move || shown.playing.get() || shown.progress.with(Option::is_some));
    let controls = Controls {
        reset: Callback::new(move |()| desk.reset()),
        step: Callback::new(move |days| desk.step(days)),
        play: Callback::new(move |()| desk.play()),
        pause: Callback::new(move |()| desk.pause()),
        run_to: Callback::new(move |day| desk.run_to(day)),
        stop: Callback::new(move |()| desk.stop()),
    };
    view! {
        <Top
            chosen=shown.chosen
            has_yours=shown.has_yours
            has_plan=has_plan
            choose=move |id: String| desk.choose(&id)
            open=move |files| desk.open_files(files)
            download=move |()| desk.download_plan()
        />
        <main>
            <div class="head">
                <NoticeList
                    list=desk.notices.list()
                    dismiss=move |id| desk.notices.dismiss(id)
                    act=move |action| desk.act(&action)
                />
                <ImportReport import=shown.import />
                <HeadlineRegion headline=shown.headline changing=changing aside=shown.aside />
            </div>
            <Transport playing=shown.playing progress=shown.progress last_day=last_day controls=controls />
            <div class="charts">
                <Egalitarianism days=shown.days theme=theme />
                <StockPlots economy=shown.economy days=shown.days theme=theme />
            </div>
            <div class="why">
                <BoundList today=shown.today />
                <PolicyPanel investment=investment policy=shown.policy invest=move |share| desk.invest(share) />
                <FulfilmentMatrix today=shown.today economy=shown.economy />
                <HoursTable today=shown.today />
            </div>
            <OrderTable today=shown.today />
            <DaysTable economy=shown.economy days=shown.days />
            <About chosen=shown.chosen />
        </main>
        <DropTarget open=move |files| desk.open_files(files) />
    }
}

/// Egalitarianism over time.
#[component]
fn Egalitarianism(days: Days, theme: Signal<Theme>) -> impl IntoView {
    let draw =
        move |size| days.with(|state| egalitarianism::svg(state, size, &Palette::of(theme.get())));
    view! {
        <section class="egalitarianism">
            <h2>
                "Egalitarianism of the plan" <small>"worst-served target, share of what was promised"</small>
            </h2>
            <figure>
                <Plot label="Line chart of egalitarianism by day" draw=draw />
                <figcaption>{move || days.with(egalitarianism::caption)}</figcaption>
            </figure>
        </section>
    }
}
