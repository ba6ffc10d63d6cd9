//! When what has changed is drawn.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Desk;
use crate::ui::annex;
use crate::ui::state::Changes;
use crate::ui::views::PLAN;

/// After the first plan, until the second module is fetched, in milliseconds.
const SETTLED: u32 = 700;

/// Between two pictures of a run that takes long, in milliseconds.
const CALM: u32 = 100;

impl Desk {
    /// Has what changed shown with the next frame, and the frames after it where it is another economy; many replies make one
    /// picture.
    pub(super) fn mark(self, changes: Changes) {
        let is_first = self.changes.try_update_value(|pending| {
            let is_first = pending.is_none();
            let pending = pending.get_or_insert_default();
            pending.economy |= changes.economy;
            pending.days |= changes.days;
            pending.today |= changes.today;
            is_first
        });
        if is_first != Some(true) {
            return;
        }
        if self.shown.long.get_untracked() {
            // Nobody reads sixty pictures a second of a run that takes long, and drawing would slow it down.
            Timeout::new(CALM, move || request_animation_frame(move || self.draw())).forget();
        } else {
            request_animation_frame(move || self.draw());
        }
    }

    pub(super) fn draw(self) {
        let shown = self.shown;
        // While another view is looked at, the plan changes with every move of a slider: it is drawn when it is turned to.
        if shown.view.get_untracked() != PLAN && self.marked.get_value() {
            return;
        }
        let Some(changes) = self.changes.try_update_value(Option::take).flatten() else {
            return;
        };
        if changes.economy {
            shown.economy.changed();
            shown.policy.changed();
            self.show_chosen();
        }
        if changes.economy && self.marked.get_value() {
            // All of a large economy would make one frame late.
            request_animation_frame(move || {
                if self.draws_later(changes) {
                    return;
                }
                self.draw_today(changes);
                request_animation_frame(move || {
                    if !self.draws_later(changes) {
                        self.draw_days(changes);
                    }
                });
            });
        } else {
            self.draw_today(changes);
            self.draw_days(changes);
        }
        if shown.long.get_untracked() {
            shown.run.changed();
        }
    }

    /// Whether another economy is to be drawn first: then these changes are drawn with it.
    fn draws_later(self, changes: Changes) -> bool {
        let is_other = self
            .changes
            .with_value(|pending| pending.is_some_and(|pending| pending.economy));
        if is_other {
            self.mark(changes);
        }
        is_other
    }

    fn draw_today(self, changes: Changes) {
        if changes.today {
            self.shown.today.changed();
            self.mark_first_plan();
        }
    }

    fn draw_days(self, changes: Changes) {
        if changes.days {
            self.shown.days.changed();
        }
    }

    /// Says in the browser's own books when the first plan is on screen.
    fn mark_first_plan(self) {
        let is_first =
            self.state.with_value(|state| state.today().is_some()) && !self.marked.get_value();
        if is_first {
            self.marked.set_value(true);
            // The frame after this one shows it.
            request_animation_frame(|| {
                if let Some(clock) = window().performance() {
                    let _ = clock.mark("olin:first-plan");
                }
            });
            // It keeps what the user does from now on; nobody waits for it, and the page has its breath back by then.
            let (annex, notices) = (self.annex, self.notices);
            Timeout::new(SETTLED, move || annex::summon(annex, notices, false)).forget();
        }
    }
}
