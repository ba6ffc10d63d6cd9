//! Ties the state and the pool to the signals that the view shows. Every click ends here.

use leptos::prelude::*;

use super::csv::csv;
use super::pool::{self, Pool};
use super::state::{News, State};
use super::wish::Wish;
use crate::scale::memory::BROWSER_ROOM;
use crate::scale::protocol::Tell;
use crate::ui::bridge::Death;
use crate::ui::files;
use crate::words::words;

/// The desk. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What the user has chosen.
    pub wish: RwSignal<Wish>,
    /// What the user is told, and whether it is trouble.
    pub news: RwSignal<(String, bool)>,
    /// Whether a run is under way.
    pub running: RwSignal<bool>,
    state: StoredValue<State>,
    pool: StoredValue<Option<Pool>, LocalStorage>,
    /// Counts the pictures of the state.
    version: RwSignal<u32>,
    /// Counts the pictures in which results have changed.
    results: RwSignal<u32>,
    pending: StoredValue<Option<bool>>,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new() -> Self {
        Self {
            wish: RwSignal::new(Wish::default()),
            news: RwSignal::new((String::new(), false)),
            running: RwSignal::new(false),
            state: StoredValue::new(State::default()),
            pool: StoredValue::new_local(None),
            version: RwSignal::new(0),
            results: RwSignal::new(0),
            pending: StoredValue::new(None),
        }
    }

    /// Reads how far the run is.
    pub fn with_run<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.version.track();
        self.state.with_value(read)
    }

    /// Reads what has come out.
    pub fn with_results<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.results.track();
        self.state.with_value(read)
    }

    /// Runs what is chosen.
    pub fn run(self) {
        let wish = self.wish.get_untracked();
        if self.running.get_untracked() || wish.memory().is_err() {
            return;
        }
        let ask = self
            .state
            .try_update_value(|state| state.begin(wish.tables(), wish.workers, BROWSER_ROOM));
        let Some(ask) = ask else { return };
        self.running.set(true);
        self.news.set((String::new(), false));
        let pool = Pool::start(wish.workers, ask, move |news| self.heard(news));
        self.pool.set_value(Some(pool));
        self.mark(false);
    }

    /// Ends the run at once, whatever its workers are at.
    pub fn stop(self) {
        self.over(words().scale_stopped_what_was_solved().to_owned(), false);
    }

    /// Forgets what has come out.
    pub fn clear(self) {
        self.state.update_value(State::clear);
        self.mark(true);
    }

    /// Hands the results out as a file.
    pub fn download(self) {
        let text = self.state.with_value(|state| csv(state.results()));
        if files::download("scale.csv", "text/csv", text.as_bytes()).is_err() {
            let text = words().page_browser_did_not_take().to_owned();
            self.news.set((text, true));
        }
    }

    /// The run is over, and its workers with it.
    fn over(self, words: String, trouble: bool) {
        self.state.update_value(State::give_up);
        // Not within what a worker has just said: it is on its way through the pool that ends here.
        let pool = self.pool.try_update_value(Option::take);
        queue_microtask(move || drop(pool));
        self.running.set(false);
        self.news.set((words, trouble));
        self.mark(false);
    }

    fn heard(self, news: pool::News) {
        match news {
            pool::News::Told(tell) => {
                let solved = matches!(tell, Tell::Solved { .. });
                let news = self.state.try_update_value(|state| state.apply(tell));
                match news.flatten() {
                    None => {}
                    Some(News::Over(words)) => self.over(words, false),
                    Some(News::Trouble(words)) => self.over(words, true),
                }
                self.mark(solved);
            }
            pool::News::OtherVersion => {
                let text = words().scale_this_page_its_workers();
                self.over(text.to_owned(), true);
            }
            pool::News::Died(death) => {
                let text = words().scale_you_can_run_again(death_in_words(death));
                self.over(text, true);
            }
            pool::News::Late => {
                let text = words().scale_workers_have_not_started();
                self.news.set((text.to_owned(), true));
            }
        }
    }

    /// Has what changed shown with the next frame; many replies make one frame.
    fn mark(self, results: bool) {
        let before = self.pending.get_value();
        self.pending
            .set_value(Some(results || before == Some(true)));
        if before.is_none() {
            request_animation_frame(move || self.draw());
        }
    }

    fn draw(self) {
        let Some(results) = self.pending.try_update_value(Option::take).flatten() else {
            return;
        };
        self.version
            .update(|version| *version = version.wrapping_add(1));
        if results {
            self.results
                .update(|version| *version = version.wrapping_add(1));
        }
    }
}

/// What became of a worker of the pool.
fn death_in_words(death: Death) -> &'static str {
    match death {
        Death::Unloaded => words().scale_workers_could_not_loaded(),
        Death::Error => words().scale_worker_stopped_with_error(),
        Death::Silence => words().scale_worker_went_silent(),
    }
}
