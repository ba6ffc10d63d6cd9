//! The page: where everything stands, and what is connected to what.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::bounds::BoundList;
use super::days_table::DaysTable;
use super::drop::DropTarget;
use super::fulfilment::FulfilmentMatrix;
use super::headline::HeadlineRegion;
use super::hours::HoursTable;
use super::import::ImportReport;
use super::live::{flag, text};
use super::notices::NoticeList;
use super::orders::OrderTable;
use super::plot::Plot;
use super::policy::PolicyPanel;
use super::stocks::StockPlots;
use super::tabs::tab_id;
use super::top::Top;
use super::transport::{Controls, Transport};
use crate::ui::charts::egalitarianism;
use crate::ui::charts::palette::Palette;
use crate::ui::desk::{Desk, Part};
use crate::ui::query::{self, Theme};
use crate::ui::theme::theme;
use crate::ui::views::{ANNEX, PLAN};
use crate::words::words;

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

    // The element that the second module fills has to be there when it comes.
    Effect::new(move |_| desk.turn(shown.view.get_untracked()));
    let has_plan = flag(move || shown.today.with(|state| state.today().is_some()));
    let changing = flag(move || shown.playing.get() || shown.long.get());
    let controls = Controls {
        reset: Callback::new(move |()| desk.reset()),
        step: Callback::new(move |days| desk.step(days)),
        play: Callback::new(move |()| desk.play()),
        pause: Callback::new(move |()| desk.pause()),
        show: Callback::new(move |day| desk.show(day)),
        stop: Callback::new(move |()| desk.stop()),
    };
    view! {
        <Top
            chosen=shown.chosen
            has_yours=shown.has_yours
            has_plan=has_plan
            choose=move |id: String| desk.choose(&id)
            open=move |files| desk.open_files(files)
            download=move |what| desk.download(what)
            take_charts=move |kind| desk.take_charts(kind)
            view=shown.view
            turn=move |view| desk.turn(view)
        />
        <main>
            <div class="news">
                <NoticeList
                    list=desk.notices.list()
                    dismiss=move |id| desk.notices.dismiss(id)
                    act=move |action| desk.act(&action)
                />
                <ImportReport import=shown.import />
            </div>
            <div id=PLAN.id class="plan" role="tabpanel" aria-labelledby=tab_id(PLAN) hidden=flag(move || shown.view.get() != PLAN)>
            <div class="head">
                <HeadlineRegion today=shown.today changing=changing aside=shown.aside />
                <p class="intro">{words().plan_what_this_is()}</p>
            </div>
            <Transport
                playing=shown.playing
                long=shown.long
                run=shown.run
                economy=shown.economy
                days=shown.days
                controls=controls
            />
            <Egalitarianism days=shown.days theme=theme />
            <div class="why">
                <BoundList today=shown.today />
                <PolicyPanel today=shown.today policy=shown.policy invest=move |share| desk.invest(share) />
                <FulfilmentMatrix today=shown.today />
                <HoursTable today=shown.today />
            </div>
            <StockPlots economy=shown.economy days=shown.days theme=theme />
            <OrderTable today=shown.today />
            <DaysTable economy=shown.economy days=shown.days />
            <section class="about"></section>
            </div>
            <div
                id=ANNEX
                role="tabpanel"
                aria-labelledby=text(move || tab_id(shown.view.get()))
                data-view=text(move || shown.view.get().id.to_owned())
                hidden=flag(move || shown.view.get() == PLAN)
            >
                // The second module puts itself in its place.
                {words().page_fetching_this_view()}
            </div>
        </main>
        <DropTarget open=move |files| desk.open_files(files) />
    }
}

/// Egalitarianism over time.
#[component]
fn Egalitarianism(days: Part, theme: RwSignal<Theme>) -> impl IntoView {
    let draw = move |size| {
        days.with(|state| {
            let of = (state.rows(), state.shown(), state.first_full());
            egalitarianism::svg(of, &(), size, &Palette::of(theme.get()))
        })
    };
    view! {
        <section class="egalitarianism">
            <h2>
                {words().plan_egalitarianism_plan()} <small>{words().plan_worst_served_target_share()}</small>
            </h2>
            <figure>
                <Plot label=words().plan_line_chart_egalitarianism_day() draw=Box::new(draw) />
                <figcaption>{text(move || days.with(egalitarianism::caption))}</figcaption>
            </figure>
        </section>
    }
}
