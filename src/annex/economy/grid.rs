//! The grid of the table: the cells that are looked at, and the editor of the one that is typed into.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Place, Sheet};
use crate::annex::cells::{about, at, column_head, row_head, shown};
use crate::ui::components::live::{live, live_if, text};
use crate::ui::components::measure;
use crate::ui::components::name::name;
use crate::ui::window::Window;
use crate::words::words;
use crate::worker::look::{Cell, Table};

/// The table itself. The focus stays on the grid, which says which of its cells is meant: cells come and go with scrolling.
#[component]
pub fn Grid(sheet: Sheet, open_unit: Callback<String>) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(grid) = sheet.grid.get() {
            measure::on_resize(&grid, move |_| sheet.measure());
        }
    });
    let wrong = Memo::new(move |_| sheet.wrong());
    let width = text(move || {
        format!(
            "{}px",
            sheet.head.get() + f64::from(sheet.size().1) * sheet.column
        )
    });
    let heads = live(move || {
        let (_, across) = sheet.seen();
        sheet.table.with(|table| {
            let table = table.as_ref()?;
            let head = |place: usize| {
                let column = table
                    .columns
                    .get(place.checked_sub(table.from.1 as usize)?)?;
                let head = column_head(column);
                Some(view! {
                    <div role="columnheader" class="cell" aria-colindex=(place + 2).to_string()>
                        {name(&head.name)}" "<span class="unit">{head.unit}</span>
                    </div>
                })
            };
            let cells = (across.first..across.first + across.count)
                .map(head)
                .collect_view();
            let gap = format!("{}px", across.above);
            Some(view! { <div class="gap" role="none" style:width=gap></div> {cells} })
        })
    });
    let rows = live(move || {
        let (down, across) = sheet.seen();
        let cursor = sheet.cursor.get();
        let wrong = wrong.with(|wrong| wrong.as_ref().map(|(place, _)| *place));
        sheet.table.with(|table| {
            let table = table.as_ref()?;
            let line = |row: usize| line(table, row, across, (cursor, wrong), width);
            let lines = (down.first..down.first + down.count)
                .map(line)
                .collect_view();
            let (above, below) = (format!("{}px", down.above), format!("{}px", down.below));
            Some(view! {
                <div role="none" style:height=above></div>
                {lines}
                <div role="none" style:height=below></div>
            })
        })
    });
    let active = text(move || {
        let (row, column) = sheet.cursor.get();
        format!("cell-{row}-{column}")
    });
    let editor = live_if(move || {
        let is_editing = Memo::new(move |_| sheet.draft.with(Option::is_some)).get();
        is_editing.then(|| {
            let (row, column) = sheet.cursor.get_untracked();
            let top = format!("{}px", (f64::from(row) + 1.0) * sheet.row);
            let left =
                text(move || format!("{}px", sheet.head.get() + f64::from(column) * sheet.column));
            let label = untrack(|| sheet.with_cell(|row, column, _| about(row, column)))
                .unwrap_or_default();
            view! {
                <input
                    node_ref=sheet.editor
                    class="editor typing"
                    type="text"
                    autocomplete="off"
                    aria-label=label
                    aria-invalid=text(move || (!sheet.fault.get().is_empty()).to_string())
                    aria-describedby="cell-fault"
                    style:top=top
                    style:left=left
                    prop:value=text(move || sheet.draft.get().unwrap_or_default())
                    on:input:target=move |event| {
                        sheet.fault.set(String::new());
                        sheet.draft.set(Some(event.target().value()));
                    }
                    on:keydown=move |event| sheet.by_key_in_editor(&event)
                />
            }
        })
    });
    let chosen = move |event: web_sys::MouseEvent| {
        if let Some(place) = place_of(&event)
            && sheet.end(true)
        {
            sheet.go(place);
        }
    };
    // What is wrong stands right below the cell.
    let px = move |side: usize| {
        wrong.get().map(|(place, _)| {
            let (top, left) = sheet.below(place);
            format!("{}px", [top, left][side])
        })
    };
    view! {
        <div class="sheet">
        <div
            node_ref=sheet.grid
            class="grid"
            style=("--head", move || format!("{}px", sheet.head.get()))
            role="grid"
            tabindex="0"
            aria-labelledby="table-title"
            aria-describedby="cell-fault"
            aria-rowcount=text(move || (sheet.size().0 + 1).to_string())
            aria-colcount=text(move || (sheet.size().1 + 1).to_string())
            aria-activedescendant=active
            on:scroll=move |_| sheet.measure()
            on:keydown=move |event| sheet.by_key(&event, open_unit)
            on:paste=move |event| sheet.pasted(&event)
            on:click=chosen
            on:dblclick=move |event| {
                if place_of(&event).is_some() {
                    let unit = untrack(|| sheet.with_cell(|_, _, cell| match cell {
                        Cell::Units(unit, _) => Some(unit.clone()),
                        _ => None,
                    }));
                    match unit.flatten() {
                        Some(unit) => open_unit.run(unit),
                        None => sheet.begin(None),
                    }
                }
            }
        >
            <div class="line heads" role="row" aria-rowindex="1" style:width=width>
                <div role="columnheader" class="first" aria-colindex="1"><span class="unseen">{words().economy_row()}</span></div>
                {heads}
            </div>
            {rows}
            {editor}
        </div>
        <p id="cell-fault" class="fault" role="alert" style:top=move || px(0) style:left=move || px(1)>
            {text(move || wrong.get().map(|(_, why)| why).unwrap_or_default())}
        </p>
        </div>
    }
}

/// A row of the grid.
fn line(
    table: &Table,
    row: usize,
    across: Window,
    (cursor, wrong): (Place, Option<Place>),
    width: Signal<String>,
) -> impl IntoView + use<> {
    let head = row
        .checked_sub(table.from.0 as usize)
        .and_then(|place| table.rows.get(place));
    let head = head.map(row_head);
    let cells = (across.first..across.first + across.count).map(|column| {
        let place = (row as u32, column as u32);
        let cell = at(table, place).map(|(_, _, cell)| cell);
        let is_chosen = place == cursor;
        let class = match cell {
            None => "cell coming",
            Some(Cell::Outside) => "cell outside",
            Some(Cell::Units(..)) => "cell curve",
            Some(Cell::Text(_) | Cell::Whether(_) | Cell::Keeping(_)) => "cell word",
            Some(Cell::Number(number)) if *number == 0.0 => "cell zero",
            Some(Cell::Number(_) | Cell::Blank) => "cell",
        };
        let content = match cell {
            Some(Cell::Units(unit, points)) => {
                let label = words().economy_answered_production_units_first(unit);
                view! { <svg class="spark" viewBox="0 0 64 20" role="img" aria-label=label><polyline points=spark(points) /></svg> }
                    .into_any()
            }
            Some(cell) => shown(cell).into_any(),
            None => "…".into_any(),
        };
        view! {
            <div
                role="gridcell"
                id=format!("cell-{}-{}", place.0, place.1)
                class=class
                class:chosen=is_chosen
                aria-colindex=(column + 2).to_string()
                aria-selected=is_chosen.to_string()
                aria-invalid=(wrong == Some(place)).then_some("true")
                data-place=format!("{},{}", place.0, place.1)
            >
                {content}
            </div>
        }
    });
    let cells = cells.collect_view();
    let gap = format!("{}px", across.above);
    let (title, unit) = head.map_or_else(
        || ("…".to_owned(), String::new()),
        |head| (head.name, head.unit),
    );
    view! {
        <div class="line" role="row" aria-rowindex=(row + 2).to_string() style:width=width>
            <div role="rowheader" class="first" aria-colindex="1">{name(&title)}" "<span class="unit">{unit}</span></div>
            <div class="gap" role="none" style:width=gap></div>
            {cells}
        </div>
    }
}

/// The points of a small curve.
fn spark(points: &[f32]) -> String {
    let top = points.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let last = (points.len() - 1).max(1) as f32;
    let at = |(place, amount): (usize, &f32)| {
        format!(
            "{:.1},{:.1}",
            2.0 + 60.0 * place as f32 / last,
            18.0 - 16.0 * amount / top
        )
    };
    points
        .iter()
        .enumerate()
        .map(at)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The place of the cell that was clicked.
fn place_of(event: &web_sys::MouseEvent) -> Option<Place> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let cell = element.closest("[data-place]").ok()??;
    let place = cell.get_attribute("data-place")?;
    let (row, column) = place.split_once(',')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}
