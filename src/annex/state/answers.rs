//! The worker: what is to be sent to it, and what it says.

use std::sync::Arc;

use super::waiting::Waiting;
use super::{Fault, MOST_IN_STEPS, MOST_STEPS, Out, State, Work};
use crate::annex::reasons::Reasons;
use crate::worker::edit::Edit;
use crate::worker::lines::List;
use crate::worker::look::{Look, Sight};
use crate::worker::protocol::{Chance, Reply, Today};

/// The worker.
impl State {
    /// What is to be sent, if anything. To be asked until there is nothing.
    pub fn due(&mut self) -> Option<Out> {
        if self.sent.is_some() {
            return None;
        }
        let differs = self.edits() != self.in_force;
        if differs && self.asked.is_empty() {
            let list = self.edits().to_vec();
            self.sent = Some(list.clone());
            return Some(Out::Revise(list));
        }
        if differs {
            return None;
        }
        // Of each kind one question is on its way at a time: so every answer is seen, and none after a later one.
        let is_known = |look: &Look| {
            let mut asked = self.asked.iter();
            self.fresh.contains(look) || asked.any(|(_, asked)| is_of_a_kind(asked, look))
        };
        let always: &[Look] = match self.is_yours {
            true => &[Look::Uncounted, Look::Chance],
            false => &[],
        };
        let mut looks = self
            .looks
            .iter()
            .chain(self.list_looks.iter().flatten())
            .chain(&self.costs_look)
            .chain(self.has_reports().then_some(&Look::Reports))
            .chain(always)
            .chain(self.keep.then_some(&Look::Saved));
        let look = looks.find(|look| !is_known(look))?.clone();
        self.last_id = self.last_id.wrapping_add(1);
        self.asked.push((self.last_id, look.clone()));
        Some(Out::Look(self.last_id, look))
    }

    /// Another economy has been opened, from files of the user's or not: what was edited of the one before is gone. With the
    /// key of what is awaited that is done again.
    pub fn opened(&mut self, is_yours: bool, key: Option<f64>) {
        let again = self.awaited.take_if(|(of, _)| Some(*of) == key);
        *self = Self {
            awaited: self.awaited.take(),
            looks: std::mem::take(&mut self.looks),
            list_looks: std::mem::take(&mut self.list_looks),
            costs_look: self.costs_look.take(),
            wants_reports: self.wants_reports,
            last_id: self.last_id,
            day: 0,
            is_yours,
            ..Self::default()
        };
        if let Some((_, work)) = again {
            self.do_again(work);
        }
    }

    fn do_again(&mut self, work: Work) {
        let Work {
            edits,
            hold,
            baseline,
            waiting,
        } = work;
        self.hold = hold;
        self.baseline = baseline;
        self.waiting = Waiting::of(waiting);
        self.steps = steps(&edits);
        self.at = self.steps.len() - 1;
        self.is_restoring = !edits.is_empty();
    }

    /// Takes in what the worker said.
    pub fn apply(&mut self, reply: &Reply) {
        match reply {
            Reply::Revised { economy, .. } => {
                self.economy = Some(Arc::new(economy.clone()));
                self.is_foreseen = false;
                if !self.has_reports() {
                    self.reports = None;
                }
                if let Some(sent) = self.sent.take() {
                    self.in_force = sent;
                    self.is_restoring = false;
                }
                self.ask_again();
            }
            Reply::Unrevised { edit, why, .. } => {
                // What has been changed since will be looked at by itself.
                if let Some(sent) = self.sent.take().filter(|sent| sent == self.edits()) {
                    if self.is_restoring {
                        self.restore_less(sent, *edit as usize);
                        self.unrestored = Some(why.clone());
                    } else {
                        let edit = *edit as usize;
                        let what = sent.get(edit).map(|edit| edit.what.clone());
                        let why = why.clone();
                        self.refused(edit, Fault { what, why });
                    }
                }
                self.ask_again();
            }
            Reply::Today { today, .. } => self.shows(today),
            Reply::Opened { economy, .. } => {
                // A new worker opens the same economy once more: what is reported stays until it has the edits, too.
                self.economy = Some(Arc::new(economy.clone()));
                self.ask_again();
            }
            Reply::Hello { .. } | Reply::Ended { .. } => self.ask_again(),
            Reply::Sight { id, what } => self.see(*id, what),
            _ => {}
        }
    }

    /// Whether there is something reported to be asked for. Where there is nothing the lean worker stays: it answers no questions.
    fn has_reports(&self) -> bool {
        let economy = self.economy.as_ref();
        self.wants_reports && economy.is_some_and(|economy| economy.reports > 0)
    }

    fn shows(&mut self, today: &Today) {
        let was_later = self.day > 0;
        self.day = today.day;
        if was_later && self.day == 0 {
            // From the first day on and from the start are the same: there is nothing to decide.
            self.put_in_force();
        }
        let of_goods = self.economy.as_ref().map_or(0, |economy| economy.of_goods);
        self.reasons = Arc::new(Reasons::of(today));
        self.is_long = List::ALL.map(|list| match list {
            List::Orders => of_goods as usize > today.orders.len(),
            List::Bounds => today.bounds.len() >= Today::MOST_BOUNDS,
            List::Targets => today.fulfilment.len() >= Today::MOST_TARGETS,
        });
    }

    /// The step with the edit at fault is gone, and those after it are made without it. Where that cannot be told the list goes
    /// back to the one in force.
    fn refused(&mut self, edit: usize, fault: Fault) {
        let steps = &self.steps[..=self.at];
        let good = steps.iter().rposition(|list| *list == self.in_force);
        let bad = (good.map_or(0, |good| good + 1)..=self.at).find(|&step| {
            let before = step.checked_sub(1).map_or(0, |before| steps[before].len());
            (before..steps[step].len()).contains(&edit)
        });
        let grew = |from: usize| (from..=self.at).all(|at| steps[at].starts_with(&steps[at - 1]));
        match (good, bad) {
            (Some(_), Some(bad)) if grew(bad) => {
                let made = steps[bad - 1].len()..steps[bad].len();
                self.steps.truncate(self.at + 1);
                self.steps.remove(bad);
                for list in &mut self.steps[bad..] {
                    list.drain(made.clone());
                }
                self.at -= 1;
            }
            (Some(good), _) => {
                self.at = good;
                self.steps.truncate(good + 1);
            }
            (None, _) => {
                self.steps.truncate(self.at);
                self.steps.push(self.in_force.clone());
            }
        }
        self.gesture = None;
        self.faults.push(fault);
    }

    /// What is restored goes as far as before the edit at fault.
    fn restore_less(&mut self, mut edits: Vec<Edit>, fault: usize) {
        edits.truncate(fault.min(edits.len().saturating_sub(1)));
        // There is no way back to what would be refused once more.
        let baseline = self.baseline.take();
        let waiting = self.waiting.take();
        self.do_again(Work {
            waiting,
            hold: self.hold,
            baseline: baseline.filter(|baseline| edits.starts_with(&baseline.edits)),
            edits,
        });
    }

    /// Whatever was told may be otherwise now.
    fn ask_again(&mut self) {
        self.asked.clear();
        self.fresh.clear();
    }

    fn see(&mut self, id: u32, bytes: &[u8]) {
        let Some(place) = self.asked.iter().position(|&(asked, _)| asked == id) else {
            return;
        };
        let (_, look) = self.asked.remove(place);
        if bytes.is_empty() {
            // It was cut short: to be asked again.
            return;
        }
        self.fresh.retain(|other| !is_of_a_kind(other, &look));
        self.fresh.push(look);
        match postcard::from_bytes(bytes) {
            Ok(Sight::Profiles(profiles)) => self.profiles = Some(Arc::new(profiles)),
            Ok(Sight::Forecast(forecast)) => {
                self.forecast = Some(Arc::new(forecast));
                self.is_foreseen = true;
                if self.baseline.is_none() {
                    self.keep_as_baseline();
                }
            }
            Ok(Sight::Table(table)) => self.table = Some(Arc::new(table)),
            Ok(Sight::Units(units)) => self.units = Some(Arc::new(units)),
            Ok(Sight::Curve(curve)) => self.curve = Some(Arc::from(curve)),
            Ok(Sight::Needs(needs)) => self.needs = Some(Arc::new(needs)),
            Ok(Sight::Uncounted(profiles)) => self.uncounted = Some(Arc::new(profiles)),
            Ok(Sight::Reports(reports)) => self.reports = Some(Arc::new(reports)),
            Ok(Sight::Chance(bytes)) => self.chance = Chance::read(&bytes),
            Ok(Sight::Working(working)) => self.working = Some(Arc::from(working)),
            Ok(Sight::Lines(lines)) => {
                let place = lines.ask.list as usize;
                self.lines[place] = Some(Arc::from(lines));
            }
            Ok(Sight::Order(detail)) => self.detail = Some(Arc::from(detail)),
            Ok(Sight::Saved(kept)) => {
                self.keep = false;
                self.fresh.retain(|look| *look != Look::Saved);
                self.saved = Some(kept.map(|kept| kept.0));
            }
            // What the charts show is asked for elsewhere.
            Ok(Sight::Nothing | Sight::Morning(_) | Sight::Trace(_)) | Err(_) => {}
        }
    }
}

/// The steps in which a list grew, as far as that can be told: each edit one step.
fn steps(edits: &[Edit]) -> Vec<Vec<Edit>> {
    let most = (MOST_IN_STEPS / edits.len().max(1)).clamp(2, MOST_STEPS);
    let first = (edits.len() + 1).saturating_sub(most);
    (first..=edits.len())
        .map(|length| edits[..length].to_vec())
        .collect()
}

/// Whether the answer to one question takes the place of the answer to the other.
fn is_of_a_kind(one: &Look, other: &Look) -> bool {
    match (one, other) {
        (Look::Lines(one), Look::Lines(other)) => one.list == other.list,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
