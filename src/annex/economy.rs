//! The view of the table: a spreadsheet of everything that an economy is, rendered only where it is looked at.

mod grid;

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html::{Div, Input};
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use self::grid::Grid;
use super::bar::{Bar, DatedEdits, refusal};
use super::cells::{as_it_is, at, edit, paste, set_by, shown, with_waiting};
use super::compare::Headline;
use super::desk::Desk;
use super::lists::Lists;
use super::state::State;
use crate::ui::components::live::text;
use crate::ui::number::whole;
use crate::ui::theme::root_em;
use crate::ui::window::{Window, window as visible};
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::{Cell, Look, Table};

/// Height of a row in em of the page; the style sheet has the same.
const ROW: f64 = 2.0;
/// Width of a column in em of the page; the style sheet has the same.
const COLUMN: f64 = 7.0;
/// Width of the rows' heads in em of the page: in a grid that is narrow, and in one that has room for names such as those of
/// economies made by Fig 2's generator.
const HEAD: [f64; 2] = [8.5, 13.0];
/// Width in em of the page from which on a grid has that room.
const ROOMY: f64 = 48.0;
/// What is asked for at once: blocks of so many rows and columns, so that not every pixel of scrolling asks again.
const BLOCK: u32 = 16;

/// A place in the table.
type Place = (u32, u32);

/// What is scrolled to, and how much of it is seen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Scroll {
    top: f64,
    left: f64,
    height: f64,
    width: f64,
}

/// The parts of the view that know each other.
#[derive(Clone, Copy)]
struct Sheet {
    desk: Desk,
    /// The window of the table, with what waits for "From when on?".
    table: Memo<Option<Arc<Table>>>,
    cursor: RwSignal<Place>,
    scroll: RwSignal<Scroll>,
    /// What is being typed into the cell under the cursor.
    draft: RwSignal<Option<String>>,
    fault: RwSignal<String>,
    grid: NodeRef<Div>,
    editor: NodeRef<Input>,
    row: f64,
    column: f64,
    /// Width of the rows' heads in pixels.
    head: Memo<f64>,
}

/// The view.
#[component]
pub fn EconomyView(
    /// The desk.
    desk: Desk,
    /// Opens the production unit of this name.
    open_unit: Callback<String>,
) -> impl IntoView {
    let em = root_em();
    let scroll = RwSignal::new(Scroll::default());
    let sheet = Sheet {
        desk,
        table: Memo::new(move |_| {
            desk.with(|state| {
                let table = state.table()?;
                let waiting: Vec<What> = state.waiting().cloned().collect();
                Some(match waiting.is_empty() {
                    true => Arc::clone(table),
                    false => Arc::new(with_waiting(table, &waiting)),
                })
            })
        }),
        cursor: RwSignal::new((0, 0)),
        scroll,
        draft: RwSignal::new(None),
        fault: RwSignal::new(String::new()),
        grid: NodeRef::new(),
        editor: NodeRef::new(),
        row: ROW * em,
        column: COLUMN * em,
        head: Memo::new(move |_| HEAD[usize::from(scroll.get().width >= ROOMY * em)] * em),
    };
    let day = Memo::new(move |_| desk.with(State::day));
    let ahead = Memo::new(move |_| desk.with(State::days_ahead));
    let asked = Memo::new(move |_| sheet.asked());
    Effect::new(move |_| {
        let (day, (rows, columns)) = (day.get(), asked.get());
        desk.look_at(vec![
            Look::Table { day, rows, columns },
            Look::Forecast { days: ahead.get() },
        ]);
    });
    let size = text(move || {
        sheet.table.get().map_or_else(String::new, |table| {
            words().economy_rows_columns(&whole(table.size.0), &whole(table.size.1))
        })
    });
    view! {
        <div class="desk">
            <Headline desk=desk />
            <Bar desk=desk says=move |what: What| sheet.place_set_by(&what).is_some()>
                <Lists desk=desk at=Signal::derive(move || sheet.heads()) />
            </Bar>
            <section class="economy">
                <h2 id="table-title">{words().economy_table()} <small>{size}</small></h2>
                <Grid sheet=sheet open_unit=open_unit />
                <p class="hint">
                    {words().economy_down_what_used_up()}
                </p>
            </section>
            <DatedEdits desk=desk />
        </div>
    }
}

impl Sheet {
    fn size(self) -> Place {
        self.table
            .with(|table| table.as_ref().map_or((0, 0), |table| table.size))
    }

    /// The rows and columns that are seen.
    fn seen(self) -> (Window, Window) {
        let (scroll, (rows, columns)) = (self.scroll.get(), self.size());
        (
            visible(
                rows as usize,
                self.row,
                scroll.height - self.row,
                scroll.top,
            ),
            visible(
                columns as usize,
                self.column,
                scroll.width - self.head.get(),
                scroll.left,
            ),
        )
    }

    /// The rows and columns to ask for: what is seen, and a block around it.
    fn asked(self) -> (Place, Place) {
        let (down, across) = self.seen();
        let around = |seen: Window, least: u32| {
            let (from, to) = (seen.first as u32, (seen.first + seen.count) as u32);
            let from = (from / BLOCK).saturating_sub(1) * BLOCK;
            (from, ((to / BLOCK + 2) * BLOCK).max(least))
        };
        (around(down, 2 * BLOCK), around(across, BLOCK))
    }

    /// Row, column and cell under the cursor, where they have come.
    fn with_cell<T>(
        self,
        read: impl FnOnce(&crate::worker::look::Row, &crate::worker::look::Column, &Cell) -> T,
    ) -> Option<T> {
        let place = self.cursor.get();
        self.table.with(|table| {
            let (row, column, cell) = at(table.as_ref()?, place)?;
            Some(read(row, column, cell))
        })
    }

    /// The place of the cell that an edit sets, where it has come.
    fn place_set_by(self, what: &What) -> Option<Place> {
        self.table.with(|table| set_by(table.as_ref()?, what))
    }

    /// What is wrong, in sentences, and with which cell: with what is being typed, or with what the worker refused.
    fn wrong(self) -> Option<(Place, String)> {
        let typed = self.fault.get();
        if !typed.is_empty() {
            return Some((
                self.cursor.get(),
                words().economy_last_good_plan_stays(&typed),
            ));
        }
        let faults = self.desk.with(|state| state.faults().to_vec());
        faults.iter().find_map(|fault| {
            let place = self.place_set_by(fault.what.as_ref()?)?;
            Some((place, refusal(&fault.why)))
        })
    }

    /// Where a text beside a cell goes, in pixels from the upper left of the grid: below the cell, as far as that is seen.
    fn below(self, (row, column): Place) -> (f64, f64) {
        const LEAST_WIDTH: f64 = 260.0;
        let scroll = self.scroll.get();
        let top = (f64::from(row) + 2.0) * self.row - scroll.top;
        let left = self.head.get() + f64::from(column) * self.column - scroll.left;
        (
            top.clamp(2.0 * self.row, scroll.height.max(2.0 * self.row)),
            left.min(scroll.width - LEAST_WIDTH).max(0.0),
        )
    }

    fn heads(self) -> Option<(crate::worker::look::Row, crate::worker::look::Column)> {
        self.with_cell(|row, column, _| (row.clone(), column.clone()))
    }

    /// Moves the cursor there, and scrolls until it is seen.
    fn go(self, (row, column): Place) {
        let size = untrack(|| self.size());
        let place = (
            row.min(size.0.saturating_sub(1)),
            column.min(size.1.saturating_sub(1)),
        );
        self.cursor.set(place);
        let Some(grid) = self.grid.get_untracked() else {
            return;
        };
        let scroll = self.scroll.get_untracked();
        let into = |at: f64, length: f64, from: f64, seen: f64| {
            if at < from {
                at
            } else if at + length > from + seen {
                at + length - seen
            } else {
                from
            }
        };
        let top = into(
            f64::from(place.0) * self.row,
            self.row,
            scroll.top,
            scroll.height - self.row,
        );
        let left = into(
            f64::from(place.1) * self.column,
            self.column,
            scroll.left,
            scroll.width - self.head.get_untracked(),
        );
        if top != scroll.top {
            grid.set_scroll_top(top.ceil() as i32);
        }
        if left != scroll.left {
            grid.set_scroll_left(left.ceil() as i32);
        }
    }

    fn step(self, rows: i64, columns: i64) {
        let (row, column) = self.cursor.get_untracked();
        let to = |at: u32, by: i64| (i64::from(at) + by).clamp(0, i64::from(u32::MAX)) as u32;
        self.go((to(row, rows), to(column, columns)));
    }

    /// Begins to edit the cell under the cursor; `text` is typed over what is there.
    fn begin(self, text: Option<String>) {
        let now = untrack(|| {
            self.with_cell(|_, _, cell| match cell {
                Cell::Outside | Cell::Units(..) => None,
                cell => Some(shown(cell)),
            })
        });
        let Some(Some(now)) = now else { return };
        self.fault.set(String::new());
        let is_over = text.is_some();
        self.draft.set(Some(text.unwrap_or(now)));
        request_animation_frame(move || {
            if let Some(editor) = self.editor.get_untracked() {
                let _ = editor.focus();
                if !is_over {
                    editor.select();
                }
            }
        });
    }

    /// Ends editing; with `keep` what was typed holds, if it makes sense. Whether editing has ended.
    fn end(self, keep: bool) -> bool {
        let Some(text) = self.draft.get_untracked() else {
            return true;
        };
        if keep {
            let outcome = untrack(|| {
                self.with_cell(|row, column, cell| {
                    (shown(cell) != text.trim()).then(|| edit(row, column, cell, &text))
                })
            });
            match outcome.flatten() {
                Some(Err(why)) => {
                    self.fault.set(why);
                    return false;
                }
                Some(Ok(what)) => self.set(vec![what]),
                None => {}
            }
        }
        self.fault.set(String::new());
        self.draft.set(None);
        self.focus();
        true
    }

    /// Has cells be otherwise than they are shown. Those that are as they are under the edits in force wait no more.
    fn set(self, whats: Vec<What>) {
        self.desk.change(|state| {
            let settled = match (state.table(), state.waiting().next()) {
                (Some(table), Some(_)) => as_it_is(table, &whats),
                _ => Vec::new(),
            };
            state.leave(&settled);
            let is_news = |what: &What| !settled.contains(what);
            state.edit_all(whats.into_iter().filter(is_news).collect(), None);
        });
    }

    fn focus(self) {
        if let Some(grid) = self.grid.get_untracked() {
            let _ = grid.focus();
        }
    }

    fn measure(self) {
        if let Some(grid) = self.grid.get_untracked() {
            self.scroll.set(Scroll {
                top: f64::from(grid.scroll_top()),
                left: f64::from(grid.scroll_left()),
                height: f64::from(grid.client_height()),
                width: f64::from(grid.client_width()),
            });
        }
    }

    fn by_key(self, event: &KeyboardEvent, open_unit: Callback<String>) {
        if event.alt_key() {
            return;
        }
        if self.draft.get_untracked().is_some() {
            return self.by_key_before_editor(event);
        }
        let all = event.ctrl_key() || event.meta_key();
        let page = ((self.scroll.get_untracked().height / self.row) as i64 - 2).max(1);
        const FAR: i64 = u32::MAX as i64;
        match event.key().as_str() {
            "ArrowDown" => self.step(1, 0),
            "ArrowUp" => self.step(-1, 0),
            "ArrowRight" => self.step(0, 1),
            "ArrowLeft" => self.step(0, -1),
            "PageDown" => self.step(page, 0),
            "PageUp" => self.step(-page, 0),
            "Home" if all => self.step(-FAR, -FAR),
            "End" if all => self.step(FAR, FAR),
            "Home" => self.step(0, -FAR),
            "End" => self.step(0, FAR),
            "Enter" | "F2" => {
                let unit = untrack(|| {
                    self.with_cell(|_, _, cell| match cell {
                        Cell::Units(unit, _) => Some(unit.clone()),
                        _ => None,
                    })
                });
                match unit.flatten() {
                    Some(unit) => open_unit.run(unit),
                    None => self.begin(None),
                }
            }
            "Escape" => {
                self.fault.set(String::new());
                self.desk.change(State::drop_faults);
            }
            "Delete" | "Backspace" => self.begin(Some(String::new())),
            key if !all && key.chars().count() == 1 && key != " " => {
                self.begin(Some(key.to_owned()));
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Keys between the one that begins to edit and the editor's having the focus are meant for it, too. Keys of the editor
    /// come by here as well.
    fn by_key_before_editor(self, event: &KeyboardEvent) {
        if event.target() != event.current_target() {
            return;
        }
        match event.key() {
            key if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() => {
                event.prevent_default();
                self.draft
                    .update(|draft| draft.get_or_insert_default().push_str(&key));
            }
            _ => self.by_key_in_editor(event),
        }
    }

    fn by_key_in_editor(self, event: &KeyboardEvent) {
        let goes_on = match event.key().as_str() {
            "Enter" => self.end(true).then_some((1, 0)),
            "Tab" if event.shift_key() => self.end(true).then_some((0, -1)),
            "Tab" => self.end(true).then_some((0, 1)),
            "Escape" => {
                self.end(false);
                None
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some((rows, columns)) = goes_on {
            self.step(rows, columns);
        }
    }

    fn pasted(self, event: &ClipboardEvent) {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        let (Some(text), true) = (text, self.draft.get_untracked().is_none()) else {
            return;
        };
        event.prevent_default();
        let edits = self.table.with_untracked(|table| {
            table
                .as_ref()
                .map(|table| paste(table, self.cursor.get_untracked(), &text))
        });
        match edits {
            Some(Ok(edits)) if !edits.is_empty() => {
                self.fault.set(String::new());
                self.set(edits);
            }
            Some(Err(why)) => self.fault.set(why),
            _ => {}
        }
    }
}
