//! What the page goes by and views here have controls for.

use leptos::prelude::*;

use super::desk::Desk;
use super::state::State;
use crate::ui::mirror::{self, Told};
use crate::ui::state::{CHANCE, LOOK_AWAY, SPEED};
use crate::ui::tempo::USUAL;
use crate::worker::protocol::{Chance, Reply};

/// The settings. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Id of the open economy; empty before there is one.
    pub open: RwSignal<String>,
    /// The speed of Run, in days per second.
    pub speed: RwSignal<f64>,
    /// Losses by chance.
    pub chance: RwSignal<Chance>,
    /// Those that the page has set, where they are not those that came with the files.
    set: StoredValue<Option<Chance>>,
    desk: Desk,
}

impl Settings {
    /// The page's settings, followed from now on. They have to be made where their owner lives as long as the page.
    pub fn new(desk: Desk) -> Self {
        let settings = Self {
            open: RwSignal::new(String::new()),
            speed: RwSignal::new(USUAL),
            chance: RwSignal::new(Chance::default()),
            set: StoredValue::new(None),
            desk,
        };
        mirror::hear(mirror::TOLD, move |bytes| settings.told(&bytes));
        // A link's or a file's settings come with an economy.
        mirror::hear(mirror::OPENED, |_| mirror::say_bytes(mirror::TELL, &[]));
        desk.hear(move |reply| {
            if matches!(reply, Reply::Sight { .. }) {
                settings.show();
            }
        });
        mirror::say_bytes(mirror::TELL, &[]);
        settings
    }

    /// Has Run go at this speed.
    pub fn go_at(self, speed: f64) {
        change(self.speed, speed);
        say(SPEED, &speed.to_le_bytes());
    }

    /// Has these losses by chance.
    pub fn face(self, chance: Chance) {
        // Known here at once: what the worker answers meanwhile must not bring back what was set before.
        self.set.set_value(Some(chance));
        change(self.chance, chance);
        say(CHANCE, &chance.bytes());
    }

    /// Has a question answered no more.
    pub fn look_away(self, id: u32) {
        say(LOOK_AWAY, &id.to_le_bytes());
        // Others that waited behind it went with it.
        self.desk.change(State::ask_anew);
    }

    fn told(self, bytes: &[u8]) {
        if let Ok((id, _, _, _, chance, speed)) = postcard::from_bytes::<Told>(bytes) {
            change(self.open, id);
            change(self.speed, speed);
            self.set.set_value(Chance::read(&chance));
            self.show();
        }
    }

    fn show(self) {
        let of_file = || untrack(|| self.desk.with(State::chance));
        if let Some(set) = self.set.try_get_value() {
            change(self.chance, set.or_else(of_file).unwrap_or_default());
        }
    }
}

fn say(kind: u8, what: &[u8]) {
    mirror::say_bytes(mirror::SET, &[&[kind], what].concat());
}

fn change<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.try_with_untracked(|before| *before != now) == Some(true) {
        signal.set(now);
    }
}
