//! What follows from what the worker says, and from its death.

use js_sys::Uint8Array;
use leptos::prelude::*;

use super::{Desk, Import};
use crate::ui::annex;
use crate::ui::bridge::{Bridge, Death, Event};
use crate::ui::files;
use crate::ui::mirror;
use crate::ui::notices::{Action, Tone};
use crate::ui::number::whole;
use crate::ui::shelf::{SHIPPED, YOURS};
use crate::ui::state::{Aftermath, Course, Outcome, State};
use crate::words::words;
use crate::worker::protocol::{Reply, Report};

impl Desk {
    pub(super) fn heard(self, event: Event) {
        match event {
            Event::Heard(reply) => {
                if matches!(reply, Reply::Hello { .. }) {
                    // It has come after all.
                    self.notices.resolve("worker");
                }
                let (changes, outcome) = self
                    .state
                    .try_update_value(|state| state.apply(reply))
                    .unwrap_or_default();
                if let Some(outcome) = outcome {
                    self.settle(outcome);
                }
                self.mark(changes);
            }
            Event::Garbled => self.settle(Outcome::OtherVersion),
            Event::Late => {
                let text = words().page_planner_has_not_started();
                self.notices
                    .put("worker", Tone::Trouble, text, Some(Action::Revive));
            }
            Event::Died(death) => self.mourn(death),
        }
        self.push();
    }

    fn mourn(self, death: Death) {
        let why = death.words();
        match self.state.try_update_value(State::died) {
            Some(Aftermath::Respawn) => {
                if death != Death::Unloaded {
                    let text = words().page_new_one_takes_over(why);
                    self.notices.put("worker", Tone::Trouble, &text, None);
                }
                self.start_worker();
            }
            Some(Aftermath::RespawnWithout(name)) => {
                let text = words().page_three_times_over_they(why, &name);
                self.notices.put("worker", Tone::Trouble, &text, None);
                self.show_chosen();
                self.start_worker();
            }
            Some(Aftermath::GiveUp) | None => {
                self.pause();
                self.given_up.set_value(true);
                let text = match death {
                    Death::Unloaded => words().page_there_connection(why),
                    _ => words().page_three_times_row_at(why),
                };
                self.notices
                    .put("worker", Tone::Trouble, &text, Some(Action::Revive));
            }
        }
    }

    fn settle(self, outcome: Outcome) {
        match outcome {
            Outcome::Opened(report) => {
                self.opened(report);
            }
            Outcome::Refused(faults) => {
                self.shown.import.set(Some(Import::Refused(faults)));
                self.show_chosen();
                if self.state.with_value(|state| state.source().is_none()) {
                    // They were opened before anything else was there.
                    self.fetch(SHIPPED[0], Course::at(self.investment(), 0), Vec::new());
                }
            }
            Outcome::Impossible(why) => {
                self.pause();
                self.notices.put(
                    "plan",
                    Tone::Trouble,
                    &words().page_plan_ends_here(&why),
                    None,
                );
            }
            Outcome::Unwritten(why) => {
                let text = words().page_this_cannot_written(&why);
                self.notices.put("files", Tone::Trouble, &text, None);
            }
            Outcome::File(name, media_type, bytes) => {
                if files::download(&name, &media_type, &bytes).is_err() {
                    self.notices.put(
                        "files",
                        Tone::Trouble,
                        words().page_browser_did_not_take(),
                        None,
                    );
                }
            }
            Outcome::OtherVersion => {
                self.with_bridge(Bridge::end);
                let text = words().page_this_page_its_planner();
                self.notices
                    .put("worker", Tone::Trouble, text, Some(Action::Reload));
            }
        }
    }

    fn opened(self, report: Report) {
        self.notices.clear("plan");
        let Some((source, mark)) = self.opening.try_update_value(Option::take).flatten() else {
            return;
        };
        let chance = self.query.try_update_value(|query| query.chance.take());
        if let Some(chance) = chance.flatten() {
            self.state.update_value(|state| state.face(chance.bytes()));
        }
        let is_yours = source.id == YOURS;
        // Of what is restored nobody need be told how it is read.
        let is_new = is_yours && mark.is_empty();
        let said = [&[u8::from(is_yours)], mark.as_slice()].concat();
        mirror::pass_on(mirror::OPENED, &Uint8Array::from(&said[..]));
        self.shown
            .import
            .set(is_new.then_some(Import::Read(report)));
        if is_yours {
            self.shown.has_yours.set(true);
            self.yours.set_value(Some(source));
            // It asks for what the files do not say.
            annex::summon(self.annex, self.notices, false);
        }
        // The link's wishes are for the first economy only.
        let asked = self.query.try_update_value(|query| query.day.take());
        let asked = asked.flatten().unwrap_or(0);
        let last_day = self.state.with_value(State::last_day);
        if asked > last_day {
            let (asked, last) = (whole(asked), whole(last_day));
            let text = words().page_link_asks_day_but(&asked, &last, &last);
            self.notices.add("link", Tone::Note, &text, None);
        }
    }
}
