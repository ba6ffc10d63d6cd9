//! What the user is told beside the plan: a short list, where news on a topic can replace what was said before.

use crate::words::words;
use leptos::prelude::*;

/// How urgent a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Note,
    /// Something went wrong.
    Trouble,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Fetch this economy again.
    Fetch(&'static str),
    /// Start another worker.
    Revive,
    /// Load the page again.
    Reload,
}

impl Action {
    /// What its button says.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Fetch(_) | Self::Revive => words().page_try_again(),
            Self::Reload => words().page_reload(),
        }
    }
}

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Counts up, so that lists can tell them apart.
    pub id: u32,
    /// What it is about.
    pub topic: &'static str,
    /// How urgent it is.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// What it offers.
    pub action: Option<Action>,
}

/// The list. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}

impl Notices {
    /// Nothing to tell.
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// The list as it is shown.
    pub fn list(self) -> ReadSignal<Vec<Notice>> {
        self.list.read_only()
    }

    /// Adds one.
    pub fn add(self, topic: &'static str, tone: Tone, text: &str, action: Option<Action>) {
        self.next.update_value(|id| *id += 1);
        let notice = Notice {
            id: self.next.get_value(),
            topic,
            tone,
            text: text.to_owned(),
            action,
        };
        self.list.try_update(|list| list.push(notice));
    }

    /// Adds one in place of all others on its topic.
    pub fn put(self, topic: &'static str, tone: Tone, text: &str, action: Option<Action>) {
        self.clear(topic);
        self.add(topic, tone, text, action);
    }

    /// Removes those on a topic.
    pub fn clear(self, topic: &str) {
        self.retain(|notice| notice.topic != topic);
    }

    /// Removes those on a topic that wait for something to be done: it has been done.
    pub fn resolve(self, topic: &str) {
        self.retain(|notice| notice.topic != topic || notice.action.is_none());
    }

    /// Removes one.
    pub fn dismiss(self, id: u32) {
        self.retain(|notice| notice.id != id);
    }

    fn retain(self, keep: impl Fn(&Notice) -> bool) {
        if self.list.with_untracked(|list| !list.iter().all(&keep)) {
            self.list.update(|list| list.retain(keep));
        }
    }
}
