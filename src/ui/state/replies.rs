//! What replies change, and what the death of a worker does.

use std::sync::Arc;

use super::{Aftermath, Changes, Doing, Outcome, State, is_full};
use crate::worker::protocol::{
    DayRow, EconomyView, Ending, Fault, PROTOCOL, PolicyStep, Reply, Report, RunId,
};

/// After so many deaths in a row without progress the page stops respawning workers.
const MOST_DEATHS: u32 = 3;

impl State {
    /// Takes in what the worker says. Replies of earlier runs change nothing.
    pub fn apply(&mut self, reply: Reply) -> (Changes, Option<Outcome>) {
        let mut changes = Changes::default();
        let outcome = match reply {
            Reply::Hello { protocol, full } => self.greet(protocol, full),
            Reply::Opened {
                run,
                economy,
                report,
                policy,
                day,
            } if self.is_current(run) => {
                changes.economy = true;
                self.take_along(policy, day);
                self.opened(economy, report, &mut changes)
            }
            Reply::Refused { run, faults } if self.is_current(run) => self.refused(faults),
            Reply::Revised { run, economy } if self.is_current(run) => {
                self.revised(economy, &mut changes);
                None
            }
            Reply::Unrevised { run, .. } if self.is_current(run) => {
                self.run = None;
                self.edits.clone_from(&self.edits_in_force);
                None
            }
            Reply::Days { run, from, rows } if self.is_current(run) => {
                changes.days = self.extend(from as usize, rows);
                None
            }
            Reply::Progress {
                run,
                done,
                of,
                part,
            } if self.is_current(run) => {
                if let Some(run) = &mut self.run {
                    run.progress = Some((done, of, part));
                }
                None
            }
            Reply::Today { run, today } if self.is_current(run) => {
                // The plots mark the shown day.
                let before = self.today.as_ref().map(|before| before.day);
                changes.days = before != Some(today.day);
                changes.today = true;
                self.today = Some(Arc::new(*today));
                None
            }
            Reply::Ended { run, how } if self.is_current(run) => self.ended(how),
            Reply::File {
                run,
                name,
                media_type,
                bytes,
            } if self.is_current(run) => {
                self.wanted = None;
                self.run = None;
                Some(Outcome::File(name, media_type, bytes))
            }
            // Late, or not for the plan.
            Reply::Opened { .. }
            | Reply::Revised { .. }
            | Reply::Unrevised { .. }
            | Reply::Sight { .. }
            | Reply::Refused { .. }
            | Reply::Days { .. }
            | Reply::Progress { .. }
            | Reply::Today { .. }
            | Reply::Ended { .. }
            | Reply::File { .. } => None,
        };
        (changes, outcome)
    }

    /// The worker is gone, and with it all it was given.
    pub fn died(&mut self) -> Aftermath {
        let doing = self.leave_worker();
        self.deaths += 1;
        if self.deaths < MOST_DEATHS {
            return Aftermath::Respawn;
        }
        if doing == Some(Doing::Opening)
            && self.source.is_some()
            && let Some(opening) = self.opening.take()
        {
            self.deaths = 0;
            return Aftermath::RespawnWithout(opening.source.name);
        }
        // Whoever asks again begins a new count.
        self.deaths = 0;
        self.wanted = None;
        Aftermath::GiveUp
    }

    /// Forgets the worker and what it was at, which is given back. The days on screen stay until they are planned again.
    pub(super) fn leave_worker(&mut self) -> Option<Doing> {
        self.worker_ready = false;
        self.worker_has_economy = false;
        self.ahead = (0, 0);
        self.worker_has_edits = false;
        self.worker_has_plan = false;
        self.stop_wanted = false;
        self.again = true;
        self.run.take().map(|run| run.doing)
    }

    fn is_current(&self, id: RunId) -> bool {
        self.run.as_ref().is_some_and(|run| run.id == id)
    }

    fn greet(&mut self, protocol: u32, full: bool) -> Option<Outcome> {
        self.worker_ready = protocol == PROTOCOL && full == self.full;
        self.worker_has_economy = false;
        self.ahead = (0, 0);
        self.worker_has_plan = false;
        self.run = None;
        (!self.worker_ready).then_some(Outcome::OtherVersion)
    }

    /// The policy and the day that came with the files being opened count more than what the page would begin with, but not
    /// more than a day that is asked for.
    fn take_along(&mut self, mut policy: Vec<PolicyStep>, day: Option<u32>) {
        let is_opening = self.run.as_ref().map(|run| run.doing) == Some(Doing::Opening);
        let course = self.opening.as_mut().map(|opening| &mut opening.course);
        if let Some(course) = course.filter(|course| is_opening && course.day.is_none()) {
            let begins = policy
                .first()
                .is_some_and(|first| first.from_day == 0 && first.good.is_none());
            if !begins {
                policy.splice(0..0, course.policy.drain(..));
            }
            (course.policy, course.day) = (policy, day);
        }
    }

    fn opened(
        &mut self,
        economy: EconomyView,
        report: Report,
        changes: &mut Changes,
    ) -> Option<Outcome> {
        let doing = self.run.take().map(|run| run.doing);
        self.worker_has_economy = true;
        self.worker_has_plan = false;
        if doing != Some(Doing::Restoring) {
            self.edits.clear();
            self.edits_in_force.clear();
        }
        self.worker_has_edits = self.edits.is_empty();
        let last_day = economy.last_day;
        self.economy = Some(Arc::new(economy));
        if doing == Some(Doing::Restoring) {
            // The days on screen stay until the new worker has planned them again.
            return None;
        }
        self.deaths = 0;
        self.most_days = 0;
        self.again = false;
        if let Some(opening) = self.opening.take() {
            let course = opening.course;
            self.source = Some(opening.source);
            (self.policy, self.chance) = (course.policy, course.chance);
            self.to = course.day.unwrap_or(0).min(last_day);
            self.show = self.to;
        }
        self.cut(0);
        self.today = None;
        *changes = Changes {
            economy: true,
            days: true,
            today: true,
        };
        Some(Outcome::Opened(report))
    }

    fn revised(&mut self, economy: EconomyView, changes: &mut Changes) {
        self.run = None;
        self.edits_in_force.clone_from(&self.edits);
        changes.economy = true;
        let same_lists = self.economy.as_ref().is_some_and(|before| {
            before.watched == economy.watched
                && before.of_goods == economy.of_goods
                && before.labour.len() == economy.labour.len()
                && before.externalities.len() == economy.externalities.len()
        });
        if !same_lists {
            // The days on screen are of other goods, kinds of labour or externalities.
            self.cut(0);
            self.today = None;
            (changes.days, changes.today) = (true, true);
        }
        self.economy = Some(Arc::new(economy));
    }

    fn refused(&mut self, faults: Vec<Fault>) -> Option<Outcome> {
        if !self.full {
            self.words_wanted = true;
            return None;
        }
        let doing = self.run.take().map(|run| run.doing);
        if doing == Some(Doing::Restoring) {
            // It was read before, so this worker is not the one it was; do not ask it again and again.
            self.source = None;
        } else {
            self.opening = None;
            self.worker_has_plan = false;
        }
        Some(Outcome::Refused(faults))
    }

    fn ended(&mut self, how: Ending) -> Option<Outcome> {
        let doing = self.run.take().map(|run| run.doing);
        if doing == Some(Doing::Planning) {
            self.again = false;
        }
        if how != Ending::Done {
            self.to = self.last_planned();
            self.show = self.shown();
            self.wanted = self.wanted.filter(|_| doing != Some(Doing::Writing));
            // Edits are no run that a user could want to stop: they were not in force yet.
            self.worker_has_edits &= doing != Some(Doing::Revising);
            if doing == Some(Doing::Opening) {
                self.opening = None;
                self.worker_has_plan = false;
            }
        }
        match how {
            Ending::Done | Ending::Stopped => None,
            Ending::Impossible(why) if doing == Some(Doing::Writing) => {
                Some(Outcome::Unwritten(why))
            }
            Ending::Impossible(why) => Some(Outcome::Impossible(why)),
        }
    }

    fn extend(&mut self, from: usize, rows: Vec<DayRow>) -> bool {
        if from > self.rows.len() {
            // Rows with a gap before them belong to no day we know.
            return false;
        }
        if self.again && from + rows.len() <= self.rows.len() {
            // The same days once more: those after them stay on screen meanwhile.
            let changed = !rows.is_empty();
            self.rows[from..from + rows.len()].clone_from_slice(&rows);
            return changed;
        }
        self.cut(from);
        if self.first_full.is_none() {
            self.first_full = rows
                .iter()
                .position(is_full)
                .map(|place| (from + place) as u32);
        }
        self.rows.extend(rows);
        if self.rows.len() > self.most_days {
            self.most_days = self.rows.len();
            // Farther than any worker before it came with this request: that is progress.
            self.deaths = 0;
        }
        true
    }

    fn cut(&mut self, days: usize) -> bool {
        let shorter = self.rows.len() > days;
        self.rows.truncate(days);
        self.first_full = self.first_full.filter(|&first| (first as usize) < days);
        shorter
    }
}
