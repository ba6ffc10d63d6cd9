//! What waits until the user has said from when on it holds. What was done together is one act: it is undone, and later put in
//! force, as one.

use std::collections::{BTreeMap, BTreeSet};

use crate::worker::edit::What;

/// Acts, the last one last.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    acts: Vec<Vec<What>>,
    /// The gesture that made the last act, while it goes on.
    gesture: Option<u32>,
    /// What has been taken back, the last taken back last.
    undone: Vec<Vec<What>>,
}

impl Waiting {
    /// What waits again, as it was kept.
    pub(super) fn of(acts: Vec<Vec<What>>) -> Self {
        Self {
            acts,
            ..Self::default()
        }
    }

    pub(super) fn acts(&self) -> &[Vec<What>] {
        &self.acts
    }

    pub(super) fn is_empty(&self) -> bool {
        self.acts.is_empty()
    }

    /// Everything that waits; of two that set the same the later holds.
    pub(super) fn whats(&self) -> impl DoubleEndedIterator<Item = &What> {
        self.acts.iter().flatten()
    }

    /// How much would be otherwise.
    pub(super) fn count(&self) -> usize {
        let names: BTreeSet<String> = self.whats().map(What::in_words).collect();
        names.len()
    }

    /// One more act, or what the last one has become as its gesture goes on.
    pub(super) fn add(&mut self, act: Vec<What>, gesture: Option<u32>) {
        if gesture.is_some() && gesture == self.gesture {
            self.acts.pop();
        }
        self.acts.push(act);
        self.gesture = gesture;
        self.undone.clear();
    }

    /// Takes back what waits of what these set, too.
    pub(super) fn leave(&mut self, whats: &[What]) {
        if self.is_empty() {
            return;
        }
        // By their names first: each of them may be a pasted block.
        let whats: BTreeMap<String, &What> =
            whats.iter().map(|what| (what.in_words(), what)).collect();
        for act in &mut self.acts {
            act.retain(|waiting| {
                let same = whats.get(&waiting.in_words());
                same.is_none_or(|what| !what.sets_the_same_as(waiting))
            });
        }
        self.acts.retain(|act| !act.is_empty());
        self.gesture = None;
    }

    /// Takes back the last act; whether there was one.
    pub(super) fn undo(&mut self) -> bool {
        self.gesture = None;
        let last = self.acts.pop();
        let was_there = last.is_some();
        self.undone.extend(last);
        was_there
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Has the act that was taken back last wait again.
    pub(super) fn redo(&mut self) {
        self.acts.extend(self.undone.pop());
    }

    /// Takes back everything, act by act.
    pub(super) fn drop_all(&mut self) {
        while self.undo() {}
    }

    /// Gives out what waits; nothing that was taken back can be had again.
    pub(super) fn take(&mut self) -> Vec<Vec<What>> {
        std::mem::take(self).acts
    }

    /// Nothing that was taken back can be had again: something else has been done since.
    pub(super) fn go_on(&mut self) {
        self.undone.clear();
    }
}
