//! The desk: ties the state and the worker to the signals that views show. Every click ends here.

mod drawing;
mod heard;

use std::sync::Arc;

use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::File;

use super::annex::{self, Annex};
use super::bridge::Bridge;
use super::files;
use super::mirror;
use super::notices::{Action, Notices, Tone};
use super::number::whole;
use super::query::Query;
use super::shelf::{INVESTMENT, SHIPPED, Shipped, Source, YOURS, shipped};
use super::state::{Beat, Changes, Course, State};
use super::views::{PLAN, View};
use crate::words::words;
use crate::worker::protocol::{Document, Fault, Report, Request, Upload};

/// What takes longer than this many milliseconds shows its progress.
const PATIENCE: u32 = 200;

/// A part of the state as views read it: reading subscribes to the changes of this part only.
#[derive(Clone, Copy)]
pub struct Part {
    state: StoredValue<State>,
    version: RwSignal<u32>,
}

impl Part {
    /// A part of a state.
    pub fn new(state: StoredValue<State>) -> Self {
        Self {
            state,
            version: RwSignal::new(0),
        }
    }

    /// Reads it.
    pub fn with<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        self.version.track();
        self.state.with_value(read)
    }

    /// Has its readers read again.
    pub fn changed(&self) {
        self.version
            .update(|version| *version = version.wrapping_add(1));
    }
}

/// What became of the user's files.
#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    /// They were read.
    Read(Report),
    /// They were not.
    Refused(Vec<Fault>),
}

/// The signals that views show.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The open economy.
    pub economy: Part,
    /// The days planned.
    pub days: Part,
    /// The last planned day in detail.
    pub today: Part,
    /// Investment over time.
    pub policy: Part,
    /// What is under way.
    pub run: Part,
    /// Whether Run is on.
    pub playing: RwSignal<bool>,
    /// Whether what is under way takes long.
    pub long: RwSignal<bool>,
    /// What only a screen reader needs to be told.
    pub aside: RwSignal<String>,
    /// What became of the user's files.
    pub import: RwSignal<Option<Import>>,
    /// The view that is looked at.
    pub view: RwSignal<View>,
    /// Id of the open economy.
    pub chosen: RwSignal<String>,
    /// Whether the user has opened an economy from files.
    pub has_yours: RwSignal<bool>,
}

/// The desk. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What views show.
    pub shown: Shown,
    /// What the user is told beside the plan.
    pub notices: Notices,
    state: StoredValue<State>,
    bridge: StoredValue<Option<Bridge>, LocalStorage>,
    yours: StoredValue<Option<Source>>,
    /// What is being opened, and the mark by which the second module knows it; empty for what was not restored.
    opening: StoredValue<Option<(Source, Vec<u8>)>>,
    wish: StoredValue<u32>,
    changes: StoredValue<Option<Changes>>,
    beat: StoredValue<Option<Interval>, LocalStorage>,
    patience: StoredValue<Option<Timeout>, LocalStorage>,
    given_up: StoredValue<bool>,
    annex: StoredValue<Annex>,
    marked: StoredValue<bool>,
    query: StoredValue<Query>,
}

impl Desk {
    /// A desk with nothing on it. It has to be made where its owner lives as long as the page.
    pub fn new(query: Query) -> Self {
        let state = StoredValue::new(State::default());
        let notices = Notices::new();
        for notice in &query.notices {
            notices.add("link", Tone::Note, notice, None);
        }
        let shown = Shown {
            economy: Part::new(state),
            days: Part::new(state),
            today: Part::new(state),
            policy: Part::new(state),
            run: Part::new(state),
            playing: RwSignal::new(false),
            long: RwSignal::new(false),
            aside: RwSignal::new(String::new()),
            import: RwSignal::new(None),
            view: RwSignal::new(query.view.unwrap_or(PLAN)),
            chosen: RwSignal::new(query.economy.unwrap_or(SHIPPED[0].id).to_owned()),
            has_yours: RwSignal::new(false),
        };
        Self {
            shown,
            notices,
            state,
            bridge: StoredValue::new_local(None),
            yours: StoredValue::new(None),
            opening: StoredValue::new(None),
            wish: StoredValue::new(0),
            changes: StoredValue::new(None),
            beat: StoredValue::new_local(None),
            patience: StoredValue::new_local(None),
            given_up: StoredValue::new(false),
            annex: StoredValue::new(Annex::Away),
            marked: StoredValue::new(false),
            query: StoredValue::new(query),
        }
    }

    /// Starts the worker, and opens the economy that the link asks for.
    pub fn start(self) {
        let bridge = Bridge::new(move |event| self.heard(event));
        bridge.start(false);
        self.bridge.set_value(Some(bridge));
        mirror::hear(mirror::LOOK, move |bytes| self.look(&bytes));
        mirror::hear(mirror::REVISE, move |edits| self.revise(edits));
        mirror::hear(mirror::COME, |_| mirror::catch_up());
        mirror::hear(mirror::TELL, move |_| self.tell());
        mirror::hear(mirror::SET, move |bytes| self.set(&bytes));
        mirror::hear_any(mirror::RESTORE, move |what| self.restore(what));
        mirror::hear(mirror::OPEN, move |bytes| {
            let name = "economy.json".to_owned();
            self.open_yours(
                vec![Upload { name, bytes }],
                words().page_your_files().to_owned(),
            );
        });
        let (investment, day, speed) = self
            .query
            .with_value(|query| (query.invest, query.day, query.speed));
        if let Some(speed) = speed {
            self.state.update_value(|state| state.go_at(speed));
        }
        let shipped = self
            .query
            .with_value(|query| shipped_or_first(query.economy.unwrap_or_default()));
        self.fetch(
            shipped,
            Course::at(investment.unwrap_or(shipped.investment), day.unwrap_or(0)),
            Vec::new(),
        );
    }
}

/// What the user does.
impl Desk {
    /// Opens an economy of the list.
    pub fn choose(self, id: &str) {
        match self.yours.get_value().filter(|_| id == YOURS) {
            Some(source) => self.open(source, Course::at(self.investment(), None), Vec::new()),
            None => {
                let shipped = shipped_or_first(id);
                self.fetch(shipped, Course::at(shipped.investment, 0), Vec::new());
            }
        }
    }

    /// Opens files of the user's.
    pub fn open_files(self, files: Vec<File>) {
        self.open_as(files, words().page_your_files().to_owned());
    }

    fn open_as(self, files: Vec<File>, name: String) {
        if files.is_empty() {
            return;
        }
        let wish = self.new_wish();
        spawn_local(async move {
            let read = files::read(files).await;
            if self.wish.try_get_value() != Some(wish) {
                return;
            }
            self.notices.clear("files");
            match read {
                Ok(files) => self.open_yours(files, name),
                Err(why) => self.notices.add("files", Tone::Trouble, &why, None),
            }
        });
    }

    /// Opens what is in files as the user's economy of that name.
    fn open_yours(self, files: Vec<Upload>, name: String) {
        let course = Course::at(self.investment(), None);
        self.open(yours(name, files), course, Vec::new());
    }

    /// Goes so many days on from the shown one.
    pub fn step(self, days: u32) {
        let from = self.state.with_value(State::wanted);
        self.show(from.saturating_add(days));
    }

    /// Shows this day, and plans the days up to it where they are not planned yet.
    pub fn show(self, day: u32) {
        self.leave_off();
        self.state.update_value(|state| state.show(day));
        self.push();
    }

    /// Begins again with the present investment.
    pub fn reset(self) {
        self.leave_off();
        self.state.update_value(State::reset);
        self.shown.policy.changed();
        self.push();
    }

    /// Invests this share from the shown day on.
    pub fn invest(self, investment: f64) {
        self.be_alive();
        self.state.update_value(|state| state.invest(investment));
        self.shown.policy.changed();
        self.push();
    }

    /// Ends what is under way.
    pub fn stop(self) {
        self.pause();
        self.state.update_value(State::stop);
        self.push();
    }

    /// Asks for a document.
    pub fn download(self, what: Document) {
        self.be_alive();
        self.state.update_value(|state| state.want(what));
        self.push();
    }

    /// Has the charts handed out as files of a kind.
    pub fn take_charts(self, kind: &str) {
        annex::take_charts(kind, self.annex, self.notices);
    }

    /// Plays day after day, until everyone has everything for the first time.
    pub fn play(self) {
        self.leave_off();
        self.state.update_value(State::play);
        self.shown.playing.set(true);
        self.keep_time();
    }

    /// Has the days of Run come at its speed from now on.
    fn keep_time(self) {
        let beat = self.state.with_value(|state| state.stride().beat());
        let beat = Interval::new(beat as u32, move || self.next_beat());
        self.beat.set_value(Some(beat));
    }

    /// Takes what the second module sets.
    fn set(self, bytes: &[u8]) {
        self.be_alive();
        self.state.update_value(|state| state.set(bytes));
        if self.shown.playing.get_untracked() {
            self.keep_time();
        }
        self.push();
    }

    /// Ends playing; the day on screen stays.
    pub fn pause(self) {
        self.beat.set_value(None);
        if self.shown.playing.get_untracked() {
            self.shown.playing.set(false);
            let day = self.state.with_value(State::shown);
            self.shown
                .aside
                .set(words().page_paused_on_day(&whole(day)));
        }
    }

    fn look(self, bytes: &[u8]) {
        if let Some((id, what)) = bytes.split_first_chunk() {
            let (id, what) = (u32::from_le_bytes(*id), what.to_vec());
            self.state.update_value(|state| state.look(id, what));
            self.push();
        }
    }

    fn revise(self, edits: Vec<u8>) {
        self.be_alive();
        self.state.update_value(|state| state.revise(edits));
        self.push();
    }

    /// Tells the second module what is open.
    fn tell(self) {
        let told = self.state.with_value(|state| {
            let source = state.source()?;
            let of = (
                &source.id,
                &source.name,
                state.policy(),
                state.shown(),
                state.chance(),
                state.stride().speed(),
            );
            postcard::to_allocvec(&of).ok()
        });
        mirror::say_bytes(mirror::TOLD, &told.unwrap_or_default());
    }

    /// Opens something again, as the second module kept it.
    fn restore(self, what: JsValue) {
        match what.dyn_into::<File>() {
            Ok(file) => {
                let name = file.name();
                self.open_as(vec![file], name);
            }
            Err(what) => {
                if let Ok(again) = postcard::from_bytes(&mirror::bytes(what)) {
                    self.open_again(again);
                }
            }
        }
    }

    fn open_again(self, again: mirror::Again) {
        let (mark, id, name, files, policy, day, chance) = again;
        let mut course = Course {
            policy,
            day,
            chance,
        };
        if course.policy.is_empty() {
            course.policy = Course::at(self.investment(), None).policy;
        }
        match shipped(&id) {
            Some(shipped) => self.fetch(shipped, course, mark),
            None => {
                self.notices.clear("files");
                self.open(yours(name, files), course, mark);
            }
        }
    }

    /// Turns to a view.
    pub fn turn(self, view: View) {
        self.shown.view.set(view);
        if view == PLAN {
            request_animation_frame(move || self.draw());
        }
        annex::turn(view, self.annex, self.notices);
    }

    /// Does what a notice offers.
    pub fn act(self, action: &Action) {
        match action {
            Action::Fetch(id) => self.choose(id),
            Action::Revive => {
                self.revive();
                self.push();
            }
            Action::Reload => drop(window().location().reload()),
        }
    }
}

/// What follows from it.
impl Desk {
    fn investment(self) -> f64 {
        self.state
            .with_value(|state| match (state.source(), state.today()) {
                (Some(_), Some(today)) => today.investment,
                _ => self
                    .query
                    .with_value(|query| query.invest.unwrap_or(INVESTMENT)),
            })
    }

    fn new_wish(self) -> u32 {
        self.wish.update_value(|wish| *wish = wish.wrapping_add(1));
        self.wish.get_value()
    }

    fn fetch(self, shipped: Shipped, course: Course, mark: Vec<u8>) {
        let wish = self.new_wish();
        spawn_local(async move {
            let fetched = files::fetch(shipped).await;
            if self.wish.try_get_value() != Some(wish) {
                return;
            }
            self.notices.clear("fetch");
            match fetched {
                Ok(files) => {
                    let (id, name) = (shipped.id.to_owned(), shipped.name.to_owned());
                    self.open(
                        Source {
                            id,
                            name,
                            files: Arc::new(files),
                        },
                        course,
                        mark,
                    );
                }
                Err(why) => {
                    let text = words().page_not_here(shipped.name, &why);
                    self.notices.add(
                        "fetch",
                        Tone::Trouble,
                        &text,
                        Some(Action::Fetch(shipped.id)),
                    );
                    self.show_chosen();
                }
            }
        });
    }

    fn open(self, source: Source, course: Course, mark: Vec<u8>) {
        self.new_wish();
        self.leave_off();
        self.opening.set_value(Some((source.clone(), mark)));
        self.state.update_value(|state| state.open(source, course));
        self.push();
    }

    fn next_beat(self) {
        let beat = self.state.try_update_value(State::beat);
        if beat != Some(Beat::Wait) {
            self.push();
        }
        if beat == Some(Beat::End) {
            self.pause();
        }
    }

    fn with_bridge(self, f: impl FnOnce(&Bridge)) {
        // A clone, because what is done with it may end up here again.
        if let Some(bridge) = self.bridge.try_get_value().flatten() {
            f(&bridge);
        }
    }

    fn start_worker(self) {
        self.with_bridge(|bridge| bridge.start(self.state.with_value(State::full)));
    }

    /// Starts another worker because the user wants one.
    fn revive(self) {
        self.given_up.set_value(false);
        self.notices.clear("worker");
        self.start_worker();
    }

    /// Tries a worker again that was given up.
    fn be_alive(self) {
        if self.given_up.get_value() {
            self.revive();
        }
    }

    /// Makes room for something that the user asks for: what plays ends, and a worker given up is tried again.
    fn leave_off(self) {
        self.pause();
        self.be_alive();
        if self.shown.aside.with_untracked(|aside| !aside.is_empty()) {
            self.shown.aside.set(String::new());
        }
    }

    /// Sends what is due, and keeps watch over what is under way.
    fn push(self) {
        if self.state.try_update_value(State::outgrows_worker) == Some(true) {
            self.start_worker();
        }
        self.with_bridge(|bridge| {
            while let Some(request) = self.state.try_update_value(State::due).flatten() {
                bridge.send(&request);
                if matches!(request, Request::Ahead { .. }) {
                    // Each piece in a task of its own, so that the page can be used meanwhile.
                    Timeout::new(0, move || self.push()).forget();
                    break;
                }
            }
            let busy = self.state.with_value(State::busy);
            bridge.expect(busy);
            self.be_patient(busy);
        });
    }

    fn be_patient(self, busy: bool) {
        if !busy {
            self.patience.set_value(None);
            self.take_long(false);
        } else if self.patience.with_value(Option::is_none) {
            let timeout = Timeout::new(PATIENCE, move || self.take_long(true));
            self.patience.set_value(Some(timeout));
        }
    }

    fn take_long(self, long: bool) {
        if self.shown.long.get_untracked() != long {
            self.shown.run.changed();
            self.shown.long.set(long);
        }
    }

    fn show_chosen(self) {
        let id = self
            .state
            .with_value(|state| state.source().map(|source| source.id.clone()));
        self.shown
            .chosen
            .set(id.unwrap_or_else(|| SHIPPED[0].id.to_owned()));
    }
}

/// The user's economy of that name.
fn yours(name: String, files: Vec<Upload>) -> Source {
    Source {
        id: YOURS.to_owned(),
        name,
        files: Arc::new(files),
    }
}

/// An economy that ships, the first where there is none of that id.
fn shipped_or_first(id: &str) -> Shipped {
    shipped(id).unwrap_or(SHIPPED[0])
}
