//! Ties the state to the signals that the view shows, to the worker that reads, and to the page. Every click ends here.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::File;

use super::state::{Outcome, State, Under};
use super::words;
use crate::intake::protocol::{Ask, FileInfo, Mapping, PROTOCOL, Tell};
use crate::ui::bridge::{Bridge, Death, Event};
use crate::ui::{files, mirror};
use crate::words::words;

/// Where the worker's script is, relative to the page.
const SCRIPT: &str = "./table_worker_loader.js";

/// The desk. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What the user is told, and whether it is trouble.
    pub news: RwSignal<(String, bool)>,
    /// Which files these are.
    pub files: RwSignal<String>,
    state: StoredValue<State>,
    bridge: StoredValue<Option<Bridge<Ask, Tell>>, LocalStorage>,
    /// Handles of the files and the question about them, until the worker is up.
    first: StoredValue<Option<(Array, Ask)>, LocalStorage>,
    /// Pieces of the file that is written.
    pieces: StoredValue<Option<Array>, LocalStorage>,
    version: RwSignal<u32>,
    is_due: StoredValue<bool>,
    /// Turns to the plan.
    opened: Callback<()>,
}

impl Desk {
    /// A desk with nothing on it. It calls `opened` when the planner has been given an economy.
    pub fn new(opened: Callback<()>) -> Self {
        Self {
            news: RwSignal::new((String::new(), false)),
            files: RwSignal::new(String::new()),
            state: StoredValue::new(State::default()),
            bridge: StoredValue::new_local(None),
            first: StoredValue::new_local(None),
            pieces: StoredValue::new_local(None),
            version: RwSignal::new(0),
            is_due: StoredValue::new(false),
            opened,
        }
    }

    /// Reads what is known, and again whenever it changes.
    pub fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.version.track();
        self.state.with_value(read)
    }

    /// Reads what is known now.
    pub fn with_untracked<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_value(read)
    }

    /// Reads files, in place of the table that there is. Another worker does it, so that the memory of the one before is
    /// given back.
    pub fn open(self, files: &[File]) {
        if files.is_empty() {
            return;
        }
        let infos: Vec<FileInfo> = (files.iter())
            .map(|file| FileInfo {
                name: file.name(),
                size: file.size() as u64,
            })
            .collect();
        self.files.set(words::files(&infos));
        self.news.set((String::new(), false));
        let handles = Array::new();
        files.iter().for_each(|file| {
            handles.push(file);
        });
        let ask = self.state.try_update_value(|state| state.read(infos));
        self.first.set_value(ask.map(|ask| (handles, ask)));
        let bridge = Bridge::new(move |event| self.heard(event));
        bridge.start_script(SCRIPT);
        if let Some(before) = self
            .bridge
            .try_update_value(|held| held.replace(bridge))
            .flatten()
        {
            before.end();
        }
        self.show();
    }

    /// Changes roles.
    pub fn decide(self, change: impl FnOnce(&mut Mapping)) {
        let ask = self.state.try_update_value(|state| state.decide(change));
        self.ask(ask.flatten());
    }

    /// Has the planner open what the table is as an economy.
    pub fn take(self) {
        self.say(String::new(), false);
        let ask = self.state.try_update_value(State::take);
        self.ask(ask.flatten());
    }

    /// Solves the balance of a sparse table.
    pub fn solve(self) {
        self.say(String::new(), false);
        let ask = self.state.try_update_value(State::solve);
        self.ask(ask.flatten());
    }

    /// Hands the solution out as a file.
    pub fn download(self) {
        self.pieces.set_value(Some(Array::new()));
        let ask = self.state.try_update_value(State::write);
        self.ask(ask.flatten());
    }

    /// Ends what is under way. While a table is read its worker ends, and what was read of it is given back.
    pub fn stop(self) {
        if self.state.with_value(State::under) == Some(Under::Reading) {
            self.end();
            self.state.update_value(State::forget);
            self.files.set(String::new());
        } else {
            self.with_bridge(|bridge| {
                bridge.send(&Ask::Stop);
                bridge.expect(false);
            });
            self.state.update_value(State::give_up);
        }
        self.say(words().tables_stopped().to_owned(), false);
        self.show();
    }

    fn ask(self, ask: Option<Ask>) {
        if let Some(ask) = ask {
            self.with_bridge(|bridge| {
                bridge.send(&ask);
                bridge.expect(true);
            });
        }
        self.show();
    }

    fn say(self, words: String, trouble: bool) {
        self.news.set((words, trouble));
    }

    fn with_bridge(self, f: impl FnOnce(&Bridge<Ask, Tell>)) {
        // A clone, because what is done with it may end up here again.
        if let Some(bridge) = self.bridge.try_get_value().flatten() {
            f(&bridge);
        }
    }

    fn end(self) {
        let bridge = self.bridge.try_update_value(Option::take).flatten();
        if let Some(bridge) = bridge {
            bridge.end();
            // Not within what the worker has just said: it is on its way through the bridge.
            queue_microtask(move || drop(bridge));
        }
        self.first.set_value(None);
    }

    fn heard(self, event: Event<Tell>) {
        match event {
            Event::Heard(Tell::Hello { protocol }) if protocol == PROTOCOL => {
                if let Some((handles, ask)) = self.first.try_update_value(Option::take).flatten() {
                    self.with_bridge(|bridge| {
                        bridge.give(&handles, &Array::new());
                        bridge.send(&ask);
                        bridge.expect(true);
                    });
                }
                self.say(String::new(), false);
            }
            Event::Heard(Tell::Hello { .. }) | Event::Garbled => {
                self.gone(words().tables_this_page_its_reader());
            }
            Event::Heard(tell) => self.told(tell),
            Event::Died(death) => {
                let what = match death {
                    Death::Unloaded => words().tables_reader_tables_could_not(),
                    Death::Error => words().tables_reader_tables_stopped_with(),
                    Death::Silence => words().tables_reader_tables_went_silent(),
                };
                self.gone(&words().tables_plan_still_here_you(what));
            }
            Event::Late => {
                let text = words().tables_reader_tables_has_not();
                self.say(text.to_owned(), true);
            }
        }
    }

    fn gone(self, words: &str) {
        self.end();
        self.state.update_value(State::forget);
        self.say(words.to_owned(), true);
        self.show();
    }

    fn told(self, tell: Tell) {
        let (outcome, ask) = self
            .state
            .try_update_value(|state| state.apply(tell))
            .unwrap_or_default();
        match outcome {
            Some(Outcome::Say(words)) => self.say(words, false),
            Some(Outcome::Open(bytes)) => {
                mirror::say_bytes(mirror::OPEN, &bytes);
                self.opened.run(());
            }
            Some(Outcome::Piece(bytes, last)) => self.piece(&bytes, last),
            None => {}
        }
        let asks = ask.is_some();
        self.ask(ask);
        if !asks && self.state.with_value(|state| state.under().is_none()) {
            self.with_bridge(|bridge| bridge.expect(false));
        }
    }

    fn piece(self, bytes: &[u8], last: bool) {
        let pieces = self.pieces.try_get_value().flatten().unwrap_or_default();
        pieces.push(&Uint8Array::from(bytes));
        if last {
            self.pieces.set_value(None);
            if files::download_parts("solution.csv", "text/csv;charset=utf-8", &pieces).is_err() {
                self.say(words().page_browser_did_not_take().to_owned(), true);
            }
        }
    }

    /// Shows what has changed with the next frame, however much that is.
    fn show(self) {
        if self.is_due.try_get_value() != Some(false) {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            let _ = self.is_due.try_set_value(false);
            let _ = self
                .version
                .try_update(|version| *version = version.wrapping_add(1));
        });
    }
}

/// The files that were chosen in a file input.
pub fn files_of(event: &leptos::ev::Event) -> Vec<File> {
    use wasm_bindgen::JsCast;
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else {
        return Vec::new();
    };
    let files = input.files().map(|files| files::listed(&files));
    // So that choosing the same files again is a change again.
    input.set_value("");
    files.unwrap_or_default()
}
