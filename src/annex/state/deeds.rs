//! What the user does: edits, undo and redo, the baseline, and what the views ask from now on.

use std::sync::Arc;

use super::{Baseline, Hold, MOST_STEPS, State, Work};
use crate::worker::edit::{Edit, What, with_edit};
use crate::worker::lines::List;
use crate::worker::look::{Forecast, Look};

/// What the user does.
impl State {
    /// Changes something. Edits of one `gesture`, such as drawing a slider along, are one step.
    pub fn edit(&mut self, what: What, gesture: Option<u32>) {
        self.edit_all(vec![what], gesture);
    }

    /// Changes several things in one step.
    pub fn edit_all(&mut self, whats: Vec<What>, gesture: Option<u32>) {
        if whats.is_empty() {
            return;
        }
        if self.day > 0 && self.hold.is_none() && whats.iter().any(What::can_be_dated) {
            self.faults.clear();
            self.waiting.add(whats, gesture);
            return;
        }
        // What waits would replace it later.
        self.waiting.leave(&whats);
        let goes_on = gesture.is_some() && gesture == self.gesture;
        let list = whats.into_iter().fold(self.edits().to_vec(), |list, what| {
            let edit = Edit {
                day: self.day_of(&what),
                what,
            };
            if goes_on {
                with_edit(list, edit)
            } else {
                let mut list = list;
                list.push(edit);
                list
            }
        });
        if goes_on {
            self.steps[self.at] = list;
        } else {
            self.step(list);
        }
        self.gesture = gesture;
    }

    fn day_of(&self, what: &What) -> Option<u32> {
        let is_dated = self.day > 0 && self.hold == Some(Hold::Shown) && what.can_be_dated();
        is_dated.then_some(self.day)
    }

    /// Says from when on edits hold; what waited for it is done.
    pub fn decide(&mut self, hold: Hold) {
        self.hold = Some(hold);
        self.put_in_force();
    }

    /// Does what waits, each act as a step.
    pub(super) fn put_in_force(&mut self) {
        for act in self.waiting.take() {
            self.edit_all(act, None);
        }
    }

    /// Drops what waits for a decision.
    pub fn drop_waiting(&mut self) {
        self.waiting.drop_all();
    }

    /// Changes something, or where that `is` as it is under the edits in force drops what waits of it.
    pub fn edit_or_leave(&mut self, what: What, gesture: Option<u32>, is: bool) {
        if is && self.waiting_for(&what).is_some() {
            self.waiting.leave(&[what]);
        } else {
            self.edit(what, gesture);
        }
    }

    /// Drops of what waits for a decision what these set as well.
    pub fn leave(&mut self, whats: &[What]) {
        self.waiting.leave(whats);
    }

    /// What was refused has been read, and is said no longer.
    pub fn drop_faults(&mut self) {
        self.faults.clear();
    }

    /// Takes an edit out of the list.
    pub fn take_out(&mut self, place: usize) {
        let mut list = self.edits().to_vec();
        if place < list.len() {
            list.remove(place);
            self.step(list);
        }
    }

    /// Takes the last act back: of what waits for a decision, or else of what was decided.
    pub fn undo(&mut self) {
        if !self.waiting.undo() {
            self.at = self.at.saturating_sub(1);
        }
        self.gesture = None;
        self.faults.clear();
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        if self.at + 1 < self.steps.len() {
            self.at += 1;
        } else {
            self.waiting.redo();
        }
        self.gesture = None;
        self.faults.clear();
    }

    /// What was foreseen last is what all else is compared with, under the edits that are in force. Where it is not known what
    /// becomes of those nothing is kept.
    pub fn keep_as_baseline(&mut self) {
        if let Some(forecast) = self.forecast.as_ref().filter(|_| self.is_foreseen) {
            self.baseline = Some(Arc::new(Baseline {
                edits: self.in_force.clone(),
                forecast: Forecast::clone(forecast),
            }));
        }
    }

    /// Goes back to the edits of the baseline.
    pub fn back_to_baseline(&mut self) {
        if let Some(baseline) = &self.baseline {
            let list = baseline.edits.clone();
            self.step(list);
        }
    }

    /// Have the economy saved as it is now, to be kept.
    pub fn keep(&mut self) {
        self.keep = true;
    }

    /// The economy as it was saved, once; `None` in it when it is too large for that.
    pub fn take_saved(&mut self) -> Option<Option<Vec<u8>>> {
        self.saved.take()
    }

    /// Have this done again to the economy that is opened with this key.
    pub fn await_opening(&mut self, key: f64, work: Work) {
        self.awaited = Some((key, work));
    }

    /// Why not all that was to be done again could be, once.
    pub fn take_unrestored(&mut self) -> Option<String> {
        self.unrestored.take()
    }

    /// Ask once more what has not been answered.
    pub fn ask_anew(&mut self) {
        self.asked.clear();
    }

    /// What the view on screen asks, from now on.
    pub fn look_at(&mut self, looks: Vec<Look>) {
        self.looks = looks;
    }

    /// What is asked of costs beside the plan, from now on.
    pub fn costs_at(&mut self, look: Option<Look>) {
        self.costs_look = look;
    }

    /// Asks what is reported, from now on.
    pub fn follow_reports(&mut self) {
        self.wants_reports = true;
    }

    /// What one of the plan's long lists asks, from now on.
    pub fn list_at(&mut self, list: List, looks: Vec<Look>) {
        self.list_looks[list as usize] = looks;
    }

    pub(super) fn step(&mut self, list: Vec<Edit>) {
        self.steps.truncate(self.at + 1);
        self.steps.push(list);
        if self.steps.len() > MOST_STEPS {
            self.steps.remove(0);
        }
        self.at = self.steps.len() - 1;
        self.gesture = None;
        self.faults.clear();
        self.waiting.go_on();
    }
}
