//! Ties what the desk's views know to the signals that they show, and to the page, which owns the worker.

use std::rc::Rc;

use leptos::prelude::*;

use super::state::{Hold, Out, State};
use crate::ui::mirror;
use crate::worker::edit::What;
use crate::worker::look::Look;
use crate::worker::protocol::Reply;

/// The desk of the second module. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    state: StoredValue<State>,
    version: RwSignal<u32>,
    is_due: StoredValue<bool>,
    gesture: StoredValue<u32>,
    hearers: StoredValue<Vec<Hearer>, LocalStorage>,
}

/// Is told what the worker replies, once the desk knows it.
type Hearer = Rc<dyn Fn(&Reply)>;

impl Desk {
    /// A desk that hears the page from now on. It has to be made where its owner lives as long as the page.
    pub fn new() -> Self {
        let desk = Self {
            state: StoredValue::new(State::default()),
            version: RwSignal::new(0),
            is_due: StoredValue::new(false),
            gesture: StoredValue::new(0),
            hearers: StoredValue::new_local(Vec::new()),
        };
        mirror::hear(mirror::HEARD, move |bytes| desk.heard(&bytes));
        mirror::hear(mirror::OPENED, move |bytes| {
            let key = restored(&bytes);
            desk.change(|state| state.opened(bytes.first() == Some(&1), key));
        });
        desk
    }

    /// Reads what is known, and again whenever it changes.
    pub fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.version.track();
        self.state.with_value(read)
    }

    /// Changes something.
    pub fn edit(self, what: What) {
        self.change(|state| state.edit(what, None));
    }

    /// Changes something as a part of a gesture that began with [`Desk::new_gesture`].
    pub fn edit_in(self, what: What, gesture: u32) {
        self.change(|state| state.edit(what, Some(gesture)));
    }

    /// A gesture whose edits are one step.
    pub fn new_gesture(self) -> u32 {
        self.gesture
            .update_value(|gesture| *gesture = gesture.wrapping_add(1));
        self.gesture.get_value()
    }

    /// Changes several things in one step.
    pub fn edit_all(self, whats: Vec<What>) {
        self.change(|state| state.edit_all(whats, None));
    }

    /// Says from when on edits hold.
    pub fn decide(self, hold: Hold) {
        self.change(|state| state.decide(hold));
    }

    /// What the view on screen asks, from now on.
    pub fn look_at(self, looks: Vec<Look>) {
        self.change(|state| state.look_at(looks));
    }

    /// Does something to what is known.
    pub fn change(self, act: impl FnOnce(&mut State)) {
        if self.state.try_update_value(act).is_some() {
            self.show();
            self.push();
        }
    }

    fn heard(self, bytes: &[u8]) {
        let Ok(replies) = postcard::from_bytes::<Vec<Reply>>(bytes) else {
            // The page says what is wrong.
            return;
        };
        let hearers = self.hearers.try_get_value().unwrap_or_default();
        for reply in replies {
            // These come in numbers while a plan runs on, and say nothing to these views.
            if !matches!(reply, Reply::Days { .. } | Reply::Progress { .. }) {
                self.change(|state| state.apply(&reply));
            }
            hearers.iter().for_each(|hearer| hearer(&reply));
        }
    }

    /// Has someone told of the worker's replies.
    pub fn hear(self, hearer: impl Fn(&Reply) + 'static) {
        self.hearers
            .update_value(|hearers| hearers.push(Rc::new(hearer)));
    }

    /// The economy as the worker saved it, once; see [`State::take_saved`].
    pub fn take_saved(self) -> Option<Option<Vec<u8>>> {
        self.state.try_update_value(State::take_saved).flatten()
    }

    /// Why not all that was restored is in force, once; see [`State::take_unrestored`].
    pub fn take_unrestored(self) -> Option<String> {
        self.state
            .try_update_value(State::take_unrestored)
            .flatten()
    }

    fn push(self) {
        while let Some(out) = self.state.try_update_value(State::due).flatten() {
            match out {
                Out::Revise(list) => {
                    if let Ok(bytes) = postcard::to_allocvec(&list) {
                        mirror::say_bytes(mirror::REVISE, &bytes);
                    }
                }
                Out::Look(id, look) => {
                    if let Ok(bytes) = postcard::to_allocvec(&look) {
                        let message = [&id.to_le_bytes(), bytes.as_slice()].concat();
                        mirror::say_bytes(mirror::LOOK, &message);
                    }
                }
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

/// The key of what was restored, where the page says that it has opened that.
pub fn restored(opened: &[u8]) -> Option<f64> {
    let mark = opened.get(1..)?.try_into().ok()?;
    Some(f64::from_le_bytes(mark))
}
