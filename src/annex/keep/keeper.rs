//! Keeps what is open a moment after it has changed, and opens again what was kept.

use gloo_timers::callback::Timeout;
use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::record::{Kept, MOST_BYTES, Of, sorted};
use super::session::{Deed, Open, Session};
use super::store::Store;
use crate::annex::desk::{Desk, restored};
use crate::annex::state::{State, Work};
use crate::annex::words::capital;
use crate::ui::components::live::by_id;
use crate::ui::components::tabs::tab_id;
use crate::ui::mirror;
use crate::ui::views::{ANNEX, SHOWN, TURNED, view};
use crate::words::words;
use crate::worker::protocol::{Chance, Reply, Upload};

/// From the last change until it is kept, in milliseconds.
const CALM: u32 = 300;

/// A change waits no longer than this, in milliseconds, when others keep following it.
const PATIENCE: f64 = 500.0;

/// The keeper. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// What was kept, the last first.
    pub list: RwSignal<Vec<Kept>>,
    /// What could not be kept or restored, in words.
    pub trouble: RwSignal<Option<String>>,
    /// The key of what is open.
    pub open: RwSignal<f64>,
    desk: Desk,
    store: StoredValue<Option<Store>, LocalStorage>,
    session: StoredValue<Session>,
    /// What is to be kept once the worker has written its file.
    unwritten: StoredValue<Option<Kept>>,
    timer: StoredValue<Option<(f64, Timeout)>, LocalStorage>,
    /// What the page told last of what is open.
    told: StoredValue<Option<Open>>,
}

impl Keeper {
    /// A keeper that hears the page from now on. It has to be made where its owner lives as long as the page.
    pub fn new(desk: Desk) -> Self {
        let key = Date::now();
        let keeper = Self {
            list: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            open: RwSignal::new(key),
            desk,
            store: StoredValue::new_local(None),
            session: StoredValue::new(Session::new(key, false)),
            unwritten: StoredValue::new(None),
            timer: StoredValue::new_local(None),
            told: StoredValue::new(None),
        };
        desk.hear(move |reply| keeper.hear(reply));
        mirror::hear(mirror::OPENED, move |bytes| keeper.opened(restored(&bytes)));
        mirror::hear(mirror::TOLD, move |bytes| keeper.told(&bytes));
        // Neither is told by the worker.
        window_event_listener_untyped(TURNED, move |_| keeper.wait());
        let said = Memo::new(move |_| desk.with(State::aside));
        // Read: a memo that is tracked and never read is never computed, and tells of no change.
        Effect::new(move |_| said.with(|_| keeper.wait()));
        spawn_local(async move {
            // Without a database there is nothing to restore, and nothing is kept.
            let Ok(store) = Store::open().await else {
                return;
            };
            let list = store.list().await.unwrap_or_default();
            if keeper.store.try_set_value(Some(store)).is_none() {
                keeper.list.set(sorted(list).0);
                keeper.wait();
            }
        });
        keeper
    }

    /// Opens again what was kept.
    pub fn restore(self, kept: &Kept) {
        self.trouble.set(None);
        let kept = kept.clone();
        if kept.of.has_file() {
            spawn_local(async move { self.restore_file(kept).await });
        } else {
            self.open(kept, Vec::new());
        }
    }

    async fn restore_file(self, kept: Kept) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        match store.file(kept.key).await {
            Ok(bytes) => {
                let (name, bytes) = (kept.name.clone(), bytes.to_vec());
                self.open(kept, vec![Upload { name, bytes }]);
            }
            Err(_) => {
                let text = words().keep_cannot_restored_browser_no();
                self.trouble.set(Some(text.to_owned()));
                self.forget(vec![kept.key]);
            }
        }
    }

    /// Has the page open it again, and the desk do again what was done to it.
    fn open(self, kept: Kept, files: Vec<Upload>) {
        let (id, policy, day) = match kept.of {
            Of::Shipped { id, policy } => (id, policy, Some(kept.day)),
            Of::Opened { policy } => (String::new(), policy, Some(kept.day)),
            Of::File => Default::default(),
        };
        let chance = kept.chance.map(Chance::bytes).unwrap_or_default();
        let mark = kept.key.to_le_bytes().to_vec();
        let again: mirror::Again = (mark, id, kept.name, files, policy, day, chance);
        if let Ok(bytes) = postcard::to_allocvec(&again) {
            let work = Work::clone(&kept.work);
            self.desk
                .change(|state| state.await_opening(kept.key, work));
            mirror::say_bytes(mirror::RESTORE, &bytes);
        }
    }

    /// Forgets what was kept under these keys.
    pub fn forget(self, keys: Vec<f64>) {
        self.list
            .update(|list| list.retain(|kept| !keys.contains(&kept.key)));
        if let Some(store) = self.store.get_value() {
            // What cannot be forgotten now will be offered once more.
            spawn_local(async move { drop(store.forget(&keys).await) });
        }
    }

    /// What is open.
    pub fn what_is_open(self) -> Option<Open> {
        // The page answers before this returns.
        mirror::say_bytes(mirror::TELL, &[]);
        self.told.get_value()
    }

    fn opened(self, restored: Option<f64>) {
        self.begin(restored.unwrap_or_else(Date::now), restored.is_some());
        let view = self.list.with_untracked(|list| {
            let mut list = list.iter();
            list.find(|kept| Some(kept.key) == restored)
                .and_then(|kept| view(&kept.view))
        });
        if let Some(view) = view.filter(|view| view.id != shown_view())
            && let Some(tab) = by_id(&tab_id(view))
        {
            // Once the page shows what it has opened, with the next frame: a turn before that leaves its list at another economy.
            request_animation_frame(move || request_animation_frame(move || tab.click()));
        }
    }

    fn begin(self, key: f64, is_restored: bool) {
        self.session.set_value(Session::new(key, is_restored));
        self.unwritten.set_value(None);
        self.open.set(key);
    }

    fn hear(self, reply: &Reply) {
        match reply {
            Reply::Today { today, .. } => {
                self.session
                    .try_update_value(|session| session.shows(today));
            }
            Reply::Sight { .. } => {
                if let Some(written) = self.desk.take_saved() {
                    self.written(written);
                }
                return;
            }
            Reply::Ended { .. } => {
                self.session.try_update_value(Session::rests);
            }
            Reply::Unrevised { .. } => {
                if let Some(why) = self.desk.take_unrestored() {
                    self.trouble
                        .set(Some(words().keep_not_all_edits(&capital(&why))));
                    // What was kept stays as it is, to be tried once more.
                    self.begin(Date::now(), false);
                }
            }
            Reply::Revised { .. } => {}
            _ => return,
        }
        self.wait();
    }

    /// Has what is open kept in a moment.
    fn wait(self) {
        if self.store.with_value(Option::is_none) {
            return;
        }
        self.timer.update_value(|timer| {
            let now = Date::now();
            let since = timer.take().map_or(now, |(since, _)| since);
            let calm = if now - since < PATIENCE { CALM } else { 0 };
            let due = Timeout::new(calm, move || {
                self.timer.set_value(None);
                self.look();
            });
            *timer = Some((since, due));
        });
    }

    fn told(self, bytes: &[u8]) {
        let told = postcard::from_bytes::<mirror::Told>(bytes).ok();
        self.told
            .try_set_value(told.map(|(id, name, policy, day, chance, _)| Open {
                id,
                name,
                policy,
                day,
                chance: Chance::read(&chance),
                view: shown_view(),
                work: Work::default(),
            }));
    }

    /// Does what there is to do about what is open.
    fn look(self) {
        // As long as edits are on their way, what comes of them will be heard.
        let Some(work) = untrack(|| self.desk.with(State::work)) else {
            return;
        };
        let Some(open) = self.what_is_open() else {
            return;
        };
        let open = Open { work, ..open };
        let deed = self
            .session
            .try_update_value(|session| session.deed(open, Date::now()));
        match deed {
            None | Some(Deed::Nothing) => {}
            Some(Deed::Forget(key)) => self.forget(vec![key]),
            Some(Deed::Keep(kept)) if kept.of.has_file() => {
                spawn_local(async move { self.keep_with_file(kept).await });
            }
            Some(Deed::Keep(kept)) => self.keep(kept, None),
        }
    }

    /// Keeps something of which the file may be there already. If it is not, or not any more, the worker writes it first.
    async fn keep_with_file(self, kept: Kept) {
        let Some(store) = self.store.try_get_value().flatten() else {
            return;
        };
        if store.has_file(kept.key).await.unwrap_or(false) {
            self.keep(kept, None);
        } else if self.open.try_get_untracked() == Some(kept.key) {
            self.unwritten.set_value(Some(kept));
            self.desk.change(State::keep);
        }
    }

    /// The worker has written the file of what is open, or it is too large to be kept.
    fn written(self, written: Option<Vec<u8>>) {
        match (
            self.unwritten.try_update_value(Option::take).flatten(),
            written,
        ) {
            (Some(kept), Some(bytes)) => self.keep(kept, Some(bytes)),
            (Some(_), None) => self.is_too_large(),
            (None, _) => {}
        }
    }

    fn is_too_large(self) {
        let text = words().keep_this_economy_too_large();
        self.trouble.set(Some(text.to_owned()));
    }

    fn keep(self, kept: Kept, file: Option<Vec<u8>>) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        let (key, record) = (kept.key, kept.encoded());
        if record.len() > MOST_BYTES {
            return self.is_too_large();
        }
        let (list, goes) = self.list.with_untracked(|list| {
            let others = list.iter().filter(|other| other.key != key).cloned();
            sorted(others.chain([kept]).collect())
        });
        self.list.set(list);
        spawn_local(async move {
            let bytes = file.as_deref();
            if store.keep(key, &record, bytes, &goes).await.is_ok() {
                return;
            }
            // It may be that there is no more room: then the present counts more than the past.
            let others = self.list.try_update(|list| {
                let (stays, goes): (Vec<Kept>, Vec<Kept>) =
                    list.drain(..).partition(|other| other.key == key);
                *list = stays;
                goes.iter().map(|kept| kept.key).collect::<Vec<f64>>()
            });
            let goes = others.unwrap_or_default();
            if store.keep(key, &record, bytes, &goes).await.is_err() {
                let text = words().keep_what_you_do_not();
                self.trouble.try_set(Some(text.to_owned()));
            }
        });
    }
}

/// Id of the view that is looked at, as the page says it.
fn shown_view() -> String {
    let place = document().get_element_by_id(ANNEX);
    place
        .and_then(|place| place.get_attribute(SHOWN))
        .unwrap_or_default()
}
