//! The plan's lists of orders, bounds and targets, where they are too long to be told with the day: windows that are searched
//! and sorted by the worker, and rendered only where they are looked at.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::portal::Portal;
use leptos::prelude::*;
use web_sys::{Element, MouseEvent};

use super::desk::Desk;
use super::state::State;
use crate::ui::components::live::{clicked, live, live_if, maybe, text};
use crate::ui::components::measure::on_resize;
use crate::ui::components::name::name;
use crate::ui::number::{amount, percent, whole, with_unit};
use crate::ui::text::{bound_words, labour_name};
use crate::ui::theme::root_em;
use crate::ui::window::{Window, scroll_to, window};
use crate::words::{Language, Text, words};
use crate::worker::lines::{Ask, By, Detail, Lines, List, Rows, Served};
use crate::worker::look::Look;
use crate::worker::protocol::{BoundUse, Maker, Order, Use};

/// Height of a row in em of the page; the style sheet has the same.
const ROW: f64 = 2.0;
/// Rows are asked for in blocks of so many, so that not every pixel of scrolling asks again.
const BLOCK: u32 = 50;

/// Says on a section of the plan that its list is shown by this module.
const LONG: &str = "data-long";

/// A column: its head, and what a click on that sorts by.
type Column = (Text, Option<By>);

/// What there is to know of a list before anything is told of it.
struct Kind {
    list: List,
    /// The section of the plan in whose place it is shown.
    section: &'static str,
    label: Text,
    /// How many rows there are.
    count: fn(Language, &str) -> String,
    /// How many rows were found, of how many.
    found: fn(Language, &str, &str) -> String,
    columns: &'static [Column],
}

const KINDS: [Kind; List::ALL.len()] = [
    Kind {
        list: List::Orders,
        section: "orders",
        label: Language::rows_all_orders,
        count: Language::rows_count_goods,
        found: Language::rows_found_goods,
        columns: &[
            (Language::plan_good, Some(By::Name)),
            (Language::plan_today, Some(By::Amount)),
            (Language::plan_full, None),
            (Language::rows_share, Some(By::Share)),
            (Language::plan_stock, Some(By::Stock)),
            (Language::plan_made_by, None),
        ],
    },
    Kind {
        list: List::Bounds,
        section: "bounds",
        label: Language::rows_all_bounds,
        count: Language::rows_count_bounds,
        found: Language::rows_found_bounds,
        columns: &[
            (Language::rows_bound, Some(By::Name)),
            (Language::rows_in_use, Some(By::Share)),
            (Language::plan_used, None),
            (Language::rows_there_is, Some(By::Amount)),
        ],
    },
    Kind {
        list: List::Targets,
        section: "fulfilment",
        label: Language::rows_all_targets,
        count: Language::rows_count_targets,
        found: Language::rows_found_targets,
        columns: &[
            (Language::plan_good, Some(By::Name)),
            (Language::rows_profile, Some(By::Profile)),
            (Language::rows_promised, Some(By::Amount)),
            (Language::rows_gets, Some(By::Share)),
        ],
    },
];

/// The lists that are long, each in the place of the plan's own.
#[component]
pub fn LongLists(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    KINDS
        .iter()
        .map(|kind| {
            let selector = format!(".plan .{}", kind.section);
            let section = document().query_selector(&selector).ok().flatten();
            section.map(|section| in_place(desk, kind, section))
        })
        .collect_view()
}

fn in_place(desk: Desk, kind: &'static Kind, section: Element) -> impl IntoView {
    let is_long = Memo::new(move |_| desk.with(|state| state.is_long(kind.list)));
    let marked = section.clone();
    Effect::new(move |_| {
        if is_long.get() {
            let _ = marked.set_attribute(LONG, "");
        } else {
            let _ = marked.remove_attribute(LONG);
            desk.change(|state| state.list_at(kind.list, Vec::new()));
        }
    });
    let list = move || {
        let is_long = is_long.get();
        is_long.then(|| view! { <LongList desk=desk kind=kind /> })
    };
    view! { <Portal mount=section>{list}</Portal> }
}

/// The parts of a list that know each other.
#[derive(Clone, Copy)]
struct Sheet {
    desk: Desk,
    kind: &'static Kind,
    lines: Memo<Option<Arc<Lines>>>,
    search: RwSignal<String>,
    sort: RwSignal<(By, bool)>,
    cursor: RwSignal<u32>,
    /// What is scrolled to, and how much is seen below the heads, in pixels.
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    row: f64,
    region: NodeRef<Div>,
}

#[component]
fn LongList(desk: Desk, kind: &'static Kind) -> impl IntoView {
    let sheet = Sheet {
        desk,
        kind,
        lines: Memo::new(move |_| desk.with(|state| state.lines(kind.list).cloned())),
        search: RwSignal::new(String::new()),
        sort: RwSignal::new((By::Place, false)),
        cursor: RwSignal::new(0),
        top: RwSignal::new(0.0),
        height: RwSignal::new(0.0),
        row: ROW * root_em(),
        region: NodeRef::new(),
    };
    let day = Memo::new(move |_| desk.with(State::day));
    let asked = Memo::new(move |_| sheet.asked());
    let chosen = Memo::new(move |_| sheet.chosen());
    Effect::new(move |_| {
        let (by, falling) = sheet.sort.get();
        let ask = Ask {
            list: kind.list,
            day: day.get(),
            search: sheet.search.get(),
            by,
            falling,
            rows: asked.get(),
        };
        let detail = chosen.get().map(|good| Look::Order {
            day: day.get(),
            good,
        });
        let looks = [Look::Lines(ask)].into_iter().chain(detail).collect();
        desk.change(|state| state.list_at(kind.list, looks));
    });
    // Another way of looking at a list begins with its first row.
    Effect::new(move |before: Option<()>| {
        sheet.search.track();
        sheet.sort.track();
        if before.is_some() {
            sheet.go(0);
        }
    });
    let count = text(move || {
        sheet.lines.with(|lines| match lines {
            Some(lines) if lines.found == lines.of => (kind.count)(words(), &whole(lines.of)),
            Some(lines) => (kind.found)(words(), &whole(lines.found), &whole(lines.of)),
            None => String::new(),
        })
    });
    let detail = live_if(move || (kind.list == List::Orders).then(|| detail(desk, chosen)));
    let id = format!("find-{}", kind.section);
    view! {
        <div class="rows">
            <div class="find">
                <label for=id.clone()>{words().rows_find()}</label>
                <input
                    id=id
                    type="search"
                    autocomplete="off"
                    on:input:target=move |event| sheet.search.set(event.target().value())
                />
                <span class="count" aria-live="polite">{count}</span>
            </div>
            {grid(sheet)}
            {detail}
        </div>
    }
}

impl Sheet {
    fn found(self) -> u32 {
        self.lines
            .with(|lines| lines.as_ref().map_or(0, |lines| lines.found))
    }

    fn seen(self) -> Window {
        let found = self.found() as usize;
        window(found, self.row, self.height.get(), self.top.get())
    }

    /// The rows to ask for: what is seen, and a block around it.
    fn asked(self) -> (u32, u32) {
        let seen = self.seen();
        let (from, to) = (seen.first as u32, (seen.first + seen.count) as u32);
        (
            (from / BLOCK).saturating_sub(1) * BLOCK,
            (to / BLOCK + 2) * BLOCK,
        )
    }

    /// The good under the cursor of the list of orders.
    fn chosen(self) -> Option<String> {
        self.lines.with(|lines| {
            let lines = lines.as_ref()?;
            let place = self.cursor.get().checked_sub(lines.from)?;
            match &lines.rows {
                Rows::Orders(orders) => Some(orders.get(place as usize)?.good.clone()),
                Rows::Bounds(_) | Rows::Targets(_) => None,
            }
        })
    }

    /// Sorts by something; again, and it is the other way round; once more, and the rows stand as in the table.
    fn sort_by(self, by: By) {
        let first = !matches!(by, By::Name | By::Profile);
        self.sort.update(|sort| {
            *sort = match *sort {
                (same, falling) if same == by && falling == first => (by, !first),
                (same, _) if same == by => (By::Place, false),
                _ => (by, first),
            };
        });
    }

    /// Moves the cursor there, and scrolls until it is seen.
    fn go(self, row: u32) {
        let found = untrack(|| self.found());
        let row = row.min(found.saturating_sub(1));
        self.cursor.set(row);
        let Some(region) = self.region.get_untracked() else {
            return;
        };
        let (height, top) = (self.height.get_untracked(), self.top.get_untracked());
        if let Some(top) = scroll_to(row as usize, found as usize, self.row, height, top) {
            region.set_scroll_top(top.round() as i32);
        }
    }

    fn measure(self) {
        if let Some(region) = self.region.get_untracked() {
            self.height
                .set(f64::from(region.client_height()) - self.row);
            self.top.set(f64::from(region.scroll_top()));
        }
    }

    fn by_key(self, event: &KeyboardEvent) {
        // Keys of the buttons in the heads come by here as well.
        if event.target() != event.current_target() || event.alt_key() {
            return;
        }
        let page = ((self.height.get_untracked() / self.row) as i64 - 1).max(1);
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "PageDown" => page,
            "PageUp" => -page,
            "Home" => -i64::from(u32::MAX),
            "End" => i64::from(u32::MAX),
            _ => return,
        };
        event.prevent_default();
        let row = i64::from(self.cursor.get_untracked()) + by;
        self.go(row.clamp(0, i64::from(u32::MAX)) as u32);
    }
}

/// The rows. The focus stays on the grid, which says which row is meant: rows come and go with scrolling.
fn grid(sheet: Sheet) -> impl IntoView {
    let kind = sheet.kind;
    Effect::new(move |_| {
        if let Some(region) = sheet.region.get() {
            on_resize(&region, move |_| sheet.measure());
        }
    });
    let is_coming = Memo::new(move |_| {
        let ((by, falling), search) = (sheet.sort.get(), sheet.search.get());
        let day = sheet.desk.with(State::day);
        sheet.lines.with(|lines| {
            lines.as_ref().is_none_or(|lines| {
                let told = &lines.ask;
                (told.by, told.falling, &told.search, told.day) != (by, falling, &search, day)
            })
        })
    });
    let heads = kind.columns.iter().enumerate();
    let heads = heads.map(|(place, &(head, by))| {
        let sorted = maybe(move || {
            let (now, falling) = sheet.sort.get();
            let order = match (Some(now) == by, falling) {
                (false, _) => "none",
                (true, false) => "ascending",
                (true, true) => "descending",
            };
            by.map(|_| order.to_owned())
        });
        let content = match by {
            Some(by) => view! {
                <button type="button" class="quiet" on:click=clicked(move || sheet.sort_by(by))>{head(words())}</button>
            }
            .into_any(),
            None => head(words()).into_any(),
        };
        view! {
            <th role="columnheader" scope="col" aria-colindex=(place + 1).to_string() aria-sort=sorted>{content}</th>
        }
    });
    let heads = heads.collect_view();
    let lines = live(move || {
        let (seen, cursor) = (sheet.seen(), sheet.cursor.get());
        sheet.lines.with(|lines| {
            let line = |row: usize| line(kind, lines.as_deref(), row, row as u32 == cursor);
            (seen.first..seen.first + seen.count)
                .map(line)
                .collect_view()
        })
    });
    let room = move |height: fn(Window) -> f64| {
        live_if(move || {
            let height = height(sheet.seen());
            (height > 0.0).then(|| {
                let width = kind.columns.len().to_string();
                view! {
                    <tr class="pad" role="none" aria-hidden="true"><td role="none" colspan=width style:height=format!("{height}px")></td></tr>
                }
            })
        })
    };
    let active = text(move || row_id(kind, sheet.cursor.get() as usize));
    let chosen = move |event: MouseEvent| {
        if let Some(row) = row_of(&event) {
            sheet.go(row);
        }
    };
    view! {
        <div
            class="long wide"
            role="grid"
            tabindex="0"
            node_ref=sheet.region
            aria-label=(kind.label)(words())
            aria-rowcount=text(move || (sheet.found() + 1).to_string())
            aria-colcount=kind.columns.len().to_string()
            aria-activedescendant=active
            aria-busy=text(move || is_coming.get().to_string())
            on:scroll=move |_| sheet.measure()
            on:keydown=move |event| sheet.by_key(&event)
            on:click=chosen
        >
            <table role="none">
                <thead role="rowgroup"><tr role="row" aria-rowindex="1">{heads}</tr></thead>
                <tbody role="rowgroup">
                    {room(|window| window.above)}
                    {lines}
                    {room(|window| window.below)}
                </tbody>
            </table>
        </div>
    }
}

fn row_id(kind: &Kind, row: usize) -> String {
    format!("{}-row-{row}", kind.section)
}

/// The row that was clicked.
fn row_of(event: &MouseEvent) -> Option<u32> {
    use wasm_bindgen::JsCast;
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let row = element.closest("tr[data-row]").ok()??;
    row.get_attribute("data-row")?.parse().ok()
}

/// A row, or the place of one that has not come yet.
fn line(kind: &Kind, lines: Option<&Lines>, row: usize, is_chosen: bool) -> impl IntoView + use<> {
    let cells = lines.and_then(|lines| {
        let place = row.checked_sub(lines.from as usize)?;
        match &lines.rows {
            Rows::Orders(orders) => orders.get(place).map(order),
            Rows::Bounds(bounds) => bounds.get(place).map(bound),
            Rows::Targets(targets) => targets.get(place).map(target),
        }
    });
    let cells = cells.unwrap_or_else(|| kind.columns.iter().map(|_| "…".into_any()).collect());
    let cells = cells.into_iter().enumerate().map(|(column, cell)| {
        let index = (column + 1).to_string();
        match column {
            0 => view! { <th role="rowheader" scope="row" aria-colindex=index>{cell}</th> }
                .into_any(),
            _ => view! { <td role="gridcell" aria-colindex=index>{cell}</td> }.into_any(),
        }
    });
    view! {
        <tr
            role="row"
            id=row_id(kind, row)
            class:chosen=is_chosen
            aria-rowindex=(row + 2).to_string()
            aria-selected=is_chosen.to_string()
            data-row=row.to_string()
        >
            {cells.collect_view()}
        </tr>
    }
}

fn order(order: &Order) -> Vec<AnyView> {
    let unit = (!order.unit.is_empty())
        .then(|| view! { " " <span class="unit"><bdi>{order.unit.clone()}</bdi></span> });
    let share = match order.in_full {
        Some(full) if full > 0.0 => percent(order.today / full),
        Some(_) => percent(1.0),
        None => "–".to_owned(),
    };
    let maker = order.makers.first().map(|first| {
        let rest = order.makers.len() - 1;
        let rest = (rest > 0).then(|| words().rows_and_more(&whole(rest as u64)));
        view! { {name(&first.unit)}{rest} }
    });
    vec![
        view! { {name(&order.good)}{unit} }.into_any(),
        amount(order.today).into_any(),
        order
            .in_full
            .map_or_else(|| words().plan_in_full_never().to_owned(), amount)
            .into_any(),
        share.into_any(),
        order
            .stock
            .map_or_else(|| words().plan_no_stock().to_owned(), amount)
            .into_any(),
        maker.into_any(),
    ]
}

fn bound(bound: &BoundUse) -> Vec<AnyView> {
    let (before, of, after) = bound_words(bound);
    let share = match bound.limit > 0.0 {
        true => percent(bound.used / bound.limit),
        false => "–".to_owned(),
    };
    vec![
        view! { {before}{name(&of)}{after} }.into_any(),
        share.into_any(),
        with_unit(&amount(bound.used), &bound.unit).into_any(),
        with_unit(&amount(bound.limit), &bound.unit).into_any(),
    ]
}

fn target(target: &Served) -> Vec<AnyView> {
    vec![
        name(&target.good).into_any(),
        name(&target.profile).into_any(),
        with_unit(&amount(target.promised), &target.unit).into_any(),
        percent(target.fulfilment).into_any(),
    ]
}

/// The order under the cursor: who makes it, and what that uses up.
fn detail(desk: Desk, chosen: Memo<Option<String>>) -> impl IntoView {
    let told = Memo::new(move |_| {
        let good = chosen.get()?;
        desk.with(|state| {
            let detail = state.detail()?;
            (detail.order.good == good).then(|| Arc::clone(detail))
        })
    });
    live_if(move || {
        told.with(|detail| {
            let detail = detail.as_ref()?;
            let order = &detail.order;
            let made = with_unit(&amount(order.today), &order.unit);
            Some(view! {
                <div class="detail" role="group" aria-label=words().rows_order_detail()>
                    <h3>{name(&order.good)}" "<small>{words().rows_today(&made)}</small></h3>
                    {makers(&order.makers)}
                    {uses(detail)}
                </div>
            })
        })
    })
}

fn makers(makers: &[Maker]) -> impl IntoView + use<> {
    let maker = |maker: &Maker| {
        let beyond = maker
            .extrapolated
            .then(|| view! { " " <em>{words().plan_extrapolated()}</em> });
        view! { <li>{name(&maker.unit)}" "{amount(maker.output)}{beyond}</li> }
    };
    let items = makers.iter().map(maker).collect_view();
    (!makers.is_empty()).then(|| view! { <p>{words().plan_made_by()}</p><ul>{items}</ul> })
}

fn uses(detail: &Detail) -> impl IntoView + use<> {
    let use_ = |use_: &Use| {
        let work = (labour_name(&use_.of) != use_.of).then_some(words().plan_work_in_before());
        let amount = with_unit(&amount(use_.amount), &use_.unit);
        view! { <li class:by-units=use_.by_units>{amount}" "{work}{name(labour_name(&use_.of))}</li> }
    };
    let uses = &detail.order.uses;
    let rest = (detail.inputs as usize).saturating_sub(uses.len());
    let rest = (rest > 0)
        .then(|| view! { <li class="rest">{words().plan_more_uses(&whole(rest as u64))}</li> });
    let items = uses.iter().map(use_).collect_view();
    match uses.is_empty() {
        true => view! { <p>{words().rows_uses_nothing_up()}</p> }.into_any(),
        false => view! { <p>{words().rows_uses_up()}</p><ul>{items}{rest}</ul> }.into_any(),
    }
}
