//! Keeps what is open a moment after it has changed, and opens again what was kept.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Date, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::record::{Kept, Of, sorted};
use super::session::{Deed, Open, Session};
use super::store::Store;
use crate::annex::chance::words::strikes;
use crate::annex::desk::Desk;
use crate::annex::settings::Settings;
use crate::annex::state::State;
use crate::ui::mirror;
use crate::words::words;
use crate::worker::protocol::{Chance, Reply};

/// From the last change until it is kept, in milliseconds.
const CALM: u32 = 300;

/// A change waits no longer than this, in milliseconds, when others keep following it.
const PATIENCE: f64 = 2_000.0;

/// The keeper. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// What was kept, the last first.
    pub list: RwSignal<Vec<Kept>>,
    /// What could not be kept or restored, in words.
    pub trouble: RwSignal<Option<&'static str>>,
    /// The key of what is open.
    pub open: RwSignal<f64>,
    desk: Desk,
    settings: Settings,
    store: StoredValue<Option<Store>, LocalStorage>,
    session: StoredValue<Session>,
    /// The key under which what is opened next is kept already, and its losses by chance where they are not in its file.
    next: StoredValue<Option<(f64, Option<Chance>)>>,
    /// What is to be kept once the worker has written its file.
    unwritten: StoredValue<Option<Kept>>,
    timer: StoredValue<Option<(f64, Timeout)>, LocalStorage>,
    /// What the page told last of what is open.
    told: StoredValue<Option<Open>>,
}

impl Keeper {
    /// A keeper that hears the page from now on. It has to be made where its owner lives as long as the page.
    pub fn new(desk: Desk, settings: Settings) -> Self {
        let key = Date::now();
        let keeper = Self {
            list: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            open: RwSignal::new(key),
            desk,
            settings,
            store: StoredValue::new_local(None),
            session: StoredValue::new(Session::new(key, false)),
            next: StoredValue::new(None),
            unwritten: StoredValue::new(None),
            timer: StoredValue::new_local(None),
            told: StoredValue::new(None),
        };
        desk.hear(move |reply| keeper.hear(reply));
        mirror::hear(mirror::OPENED, move |_| keeper.opened());
        mirror::hear(mirror::TOLD, move |bytes| keeper.told(&bytes));
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
        self.next.set_value(Some((kept.key, kept.chance)));
        match &kept.of {
            Of::Shipped { id, policy } => {
                let again: mirror::Again = (id.clone(), policy.clone(), kept.day);
                if let Ok(bytes) = postcard::to_allocvec(&again) {
                    mirror::say_bytes(mirror::RESTORE, &bytes);
                }
            }
            Of::File => {
                let (key, name) = (kept.key, kept.name.clone());
                spawn_local(async move { self.restore_file(key, &name).await });
            }
        }
    }

    async fn restore_file(self, key: f64, name: &str) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        let file = store.file(key).await.and_then(|bytes: Uint8Array| {
            File::new_with_u8_array_sequence(&Array::of1(&bytes), name)
        });
        match file {
            Ok(file) => mirror::say(mirror::RESTORE, &file),
            Err(_) => {
                self.next.set_value(None);
                self.trouble
                    .set(Some(words().keep_cannot_restored_browser_no()));
                self.forget(vec![key]);
            }
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

    fn opened(self) {
        let next = self.next.try_update_value(Option::take).flatten();
        let key = next.map_or_else(Date::now, |(key, _)| key);
        self.session.set_value(Session::new(key, next.is_some()));
        self.unwritten.set_value(None);
        self.open.set(key);
        // The page has not asked for a plan yet.
        if let Some(chance) = next.and_then(|(_, chance)| chance) {
            self.settings.face(chance);
        }
    }

    fn hear(self, reply: &Reply) {
        match reply {
            Reply::Today { today, .. } => {
                self.session
                    .try_update_value(|session| session.shows(today));
            }
            Reply::Refused { .. } => self.next.set_value(None),
            Reply::Sight { .. } => {
                if let Some(written) = self.desk.take_saved() {
                    self.written(written);
                }
                return;
            }
            Reply::Ended { .. } | Reply::Revised { .. } => {}
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
        self.told.try_set_value(
            told.map(|(id, name, policy, day, is_edited, chance, _)| Open {
                id,
                name,
                policy,
                day,
                is_edited,
                chance: Chance::read(&chance).filter(|&chance| strikes(chance)),
            }),
        );
    }

    /// Does what there is to do about what is open.
    fn look(self) {
        let Some(open) = self.what_is_open() else {
            return;
        };
        let deed = self
            .session
            .try_update_value(|session| session.deed(&open, Date::now()));
        match deed {
            None | Some(Deed::Nothing) => {}
            Some(Deed::Forget(key)) => self.forget(vec![key]),
            Some(Deed::Keep(kept)) if kept.of == Of::File => {
                self.unwritten.set_value(Some(kept));
                self.desk.change(State::keep);
            }
            Some(Deed::Keep(kept)) => self.keep(kept, None),
        }
    }

    /// The worker has written the file of what is open, or it is too large to be kept.
    fn written(self, written: Option<Vec<u8>>) {
        match (
            self.unwritten.try_update_value(Option::take).flatten(),
            written,
        ) {
            (Some(kept), Some(bytes)) => self.keep(kept, Some(bytes)),
            (Some(_), None) => self
                .trouble
                .set(Some(words().keep_this_economy_too_large())),
            (None, _) => {}
        }
    }

    fn keep(self, kept: Kept, file: Option<Vec<u8>>) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        let (list, goes) = self.list.with_untracked(|list| {
            let others = list.iter().filter(|other| other.key != kept.key).cloned();
            sorted(others.chain([kept.clone()]).collect())
        });
        self.list.set(list);
        spawn_local(async move {
            let bytes = file.as_deref();
            if store.keep(&kept, bytes, &goes).await.is_ok() {
                return;
            }
            // It may be that there is no more room: then the present counts more than the past.
            let others = self.list.try_update(|list| {
                let (stays, goes): (Vec<Kept>, Vec<Kept>) =
                    list.drain(..).partition(|other| other.key == kept.key);
                *list = stays;
                goes.iter().map(|kept| kept.key).collect::<Vec<f64>>()
            });
            if store
                .keep(&kept, bytes, &others.unwrap_or_default())
                .await
                .is_err()
            {
                let text = words().keep_what_you_do_not();
                self.trouble.try_set(Some(text));
            }
        });
    }
}
