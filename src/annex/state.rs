//! What the desk's views know: the edits made so far, which of them are in force, and what the worker told when it was
//! asked. Replies change it through [`State::apply`] and in no other way.
//!
//! One list of edits is on its way at a time, and the next one waits until what the views ask has been answered. So a
//! slider that is drawn along shows every result that the worker can keep up with, and none is overtaken for ever.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `deeds` | what the user does |
//! | `answers` | what the worker is sent, and what it says |
//! | `waiting` | what waits until the user has said from when on it holds |

mod answers;
mod deeds;
mod waiting;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::waiting::Waiting;
use super::reasons::Reasons;
use crate::worker::edit::{Edit, What};
use crate::worker::lines::{Detail, Lines, List};
use crate::worker::look::{Curve, Forecast, Look, Needs, Profiles, Reports, Stack, Table, Working};
use crate::worker::protocol::{Chance, EconomyView};

/// So many days ahead are planned to compare: the paper's village takes 382.
const DAYS: u32 = 400;

/// The most steps that can be undone.
const MOST_STEPS: usize = 200;

/// The most edits in all the steps of what is restored: of a very long list fewer steps can be undone.
const MOST_IN_STEPS: usize = 200_000;

/// Something for the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// Have these edits in force.
    Revise(Vec<Edit>),
    /// Answer this.
    Look(u32, Look),
}

/// From when on edits hold that can be dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hold {
    /// From the start, as if it had been so always.
    Start,
    /// From the shown day on; the days before stay as they were.
    Shown,
}

/// What became of edits that were to be made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They wait until the user has said from when on they hold.
    Undecided,
    /// The worker has not said yet.
    Underway,
    /// They are in force.
    InForce,
    /// They were refused, dropped or undone.
    Gone,
}

/// What was done to an economy at the desk, so that it can be done again to the same economy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    /// The edits in force.
    pub edits: Vec<Edit>,
    /// From when on edits hold, once the user has said so.
    pub hold: Option<Hold>,
    /// What all else is compared with, once there is something.
    pub baseline: Option<Arc<Baseline>>,
    /// What waits until the user has said from when on it holds: what was done together, the last last.
    pub waiting: Vec<Vec<What>>,
}

impl Work {
    /// Whether the economy is as it was opened, and compared with nothing else.
    pub fn is_nothing(&self) -> bool {
        let baseline = self.baseline.as_deref();
        self.edits.is_empty()
            && self.waiting.is_empty()
            // Who takes edits back may still compare with them.
            && baseline.is_none_or(|baseline| baseline.edits.is_empty())
    }
}

/// Why edits are not in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What the edit at fault was to change; `None` for one that is not in the list.
    pub what: Option<What>,
    /// What is wrong with it.
    pub why: String,
}

/// What all else is compared with: as it was foreseen then, whatever has changed since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The edits that were in force.
    pub edits: Vec<Edit>,
    /// What became of everyone.
    pub forecast: Forecast,
}

/// What the views know.
#[derive(Debug)]
pub struct State {
    /// Lists of edits, one a step; the one at `at` is wanted.
    steps: Vec<Vec<Edit>>,
    at: usize,
    /// The gesture that made the last step, while it goes on.
    gesture: Option<u32>,
    in_force: Vec<Edit>,
    /// The list that was sent last, while it is not known what became of it.
    sent: Option<Vec<Edit>>,
    waiting: Waiting,
    hold: Option<Hold>,
    /// Why not all that was done last is in force.
    faults: Vec<Fault>,
    day: u32,

    /// What the view on screen asks.
    looks: Vec<Look>,
    /// What is asked of costs beside the plan.
    costs_look: Option<Look>,
    /// Whether someone shows what is reported.
    wants_reports: bool,
    /// What each of the plan's long lists asks, by its place among them.
    list_looks: [Vec<Look>; List::ALL.len()],
    asked: Vec<(u32, Look)>,
    fresh: Vec<Look>,
    last_id: u32,

    baseline: Option<Arc<Baseline>>,
    forecast: Option<Arc<Forecast>>,
    /// Whether it is that of the edits in force.
    is_foreseen: bool,
    profiles: Option<Arc<Profiles>>,
    table: Option<Arc<Table>>,
    units: Option<Arc<Vec<Stack>>>,
    curve: Option<Arc<Curve>>,
    needs: Option<Arc<Needs>>,
    /// Whether the economy is from files of the user's, which may not say how many citizens there are.
    is_yours: bool,
    uncounted: Option<Arc<Vec<(String, f64)>>>,
    reports: Option<Arc<Reports>>,
    chance: Option<Chance>,
    working: Option<Arc<Working>>,
    /// The window on each of the long lists.
    lines: [Option<Arc<Lines>>; List::ALL.len()],
    detail: Option<Arc<Detail>>,
    /// Which of the lists are longer than what is told of them with the day.
    is_long: [bool; List::ALL.len()],
    /// The economy under the edits in force, as it was told last.
    economy: Option<Arc<EconomyView>>,
    /// Why there is not more of what is promised on the shown day.
    reasons: Arc<Reasons>,

    /// Whether the economy is to be saved, to be kept.
    keep: bool,
    saved: Option<Option<Vec<u8>>>,

    /// What is to be done again once the economy with this key has been opened.
    awaited: Option<(f64, Work)>,
    /// Whether edits that were restored have not been in force yet.
    is_restoring: bool,
    unrestored: Option<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            steps: vec![Vec::new()],
            at: 0,
            gesture: None,
            in_force: Vec::new(),
            sent: None,
            waiting: Waiting::default(),
            hold: None,
            faults: Vec::new(),
            day: 0,
            looks: Vec::new(),
            costs_look: None,
            wants_reports: false,
            list_looks: Default::default(),
            asked: Vec::new(),
            fresh: Vec::new(),
            last_id: 0,
            baseline: None,
            forecast: None,
            is_foreseen: false,
            profiles: None,
            table: None,
            units: None,
            curve: None,
            needs: None,
            is_yours: false,
            uncounted: None,
            reports: None,
            chance: None,
            working: None,
            lines: Default::default(),
            detail: None,
            is_long: Default::default(),
            economy: None,
            reasons: Arc::default(),
            keep: false,
            saved: None,
            awaited: None,
            is_restoring: false,
            unrestored: None,
        }
    }
}

/// What is known.
impl State {
    /// The edits that are to be in force.
    pub fn edits(&self) -> &[Edit] {
        &self.steps[self.at]
    }

    /// Whether everything that was asked for is there: the edits are in force, and all questions are answered.
    pub fn is_settled(&self) -> bool {
        self.asked.is_empty() && self.are_in_force()
    }

    fn are_in_force(&self) -> bool {
        self.sent.is_none() && self.edits() == self.in_force
    }

    /// What was done, to be kept; `None` as long as it is not known whether it can be.
    pub fn work(&self) -> Option<Work> {
        self.are_in_force().then(|| {
            let (hold, baseline, waiting) = self.aside();
            Work {
                edits: self.edits().to_vec(),
                hold,
                baseline,
                waiting,
            }
        })
    }

    /// What is to be kept of what was done and is nothing to the worker.
    pub fn aside(&self) -> (Option<Hold>, Option<Arc<Baseline>>, Vec<Vec<What>>) {
        let waiting = self.waiting.acts().to_vec();
        (self.hold, self.baseline.clone(), waiting)
    }

    /// What waits of what `of` sets, if the user has yet to say from when on it holds.
    pub fn waiting_for(&self, of: &What) -> Option<&What> {
        let mut waiting = self.waiting.whats().rev();
        waiting.find(|what| what.sets_the_same_as(of))
    }

    /// The edit on its way that decides what `of` sets, so that a field can show what its user did before the worker has
    /// said so; `None` once it has.
    pub fn underway(&self, of: &What) -> Option<&What> {
        if let Some(what) = self.waiting_for(of) {
            return Some(what);
        }
        if self.is_settled() {
            return None;
        }
        let last = self.edits().iter().rev();
        let of_it = last
            // Before a change of the lists a name may have meant something else.
            .take_while(|edit| !edit.what.changes_lists())
            .filter(|edit| edit.what.sets_the_same_as(of) && edit.day <= Some(self.day));
        // What holds from a day on is said over what holds from the start, whichever was said later.
        let holds = of_it.reduce(|last, edit| if edit.day > last.day { edit } else { last });
        holds.map(|edit| &edit.what)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.at > 0 || !self.waiting.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.steps.len() || self.waiting.can_redo()
    }

    /// Why not all that was done last is in force.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What has become of edits that were made in one step, when there were so many before it.
    pub fn fate(&self, since: usize, whats: &[What]) -> Fate {
        if self.waiting.acts().iter().any(|act| act == whats) {
            return Fate::Undecided;
        }
        let steps = self.steps[..=self.at].windows(2);
        let made = steps.rev().find_map(|pair| {
            let (before, step) = (pair[0].len(), &pair[1]);
            let new = step.get(before..)?.iter().map(|edit| &edit.what);
            (before >= since && new.eq(whats)).then_some(step)
        });
        match made {
            None => Fate::Gone,
            Some(step) if self.in_force.starts_with(step) => Fate::InForce,
            Some(_) => Fate::Underway,
        }
    }

    /// What waits until the user has said from when on it holds.
    pub fn waiting(&self) -> impl DoubleEndedIterator<Item = &What> {
        self.waiting.whats()
    }

    /// How much would be otherwise if that were in force.
    pub fn count_waiting(&self) -> usize {
        self.waiting.count()
    }

    /// From when on edits hold, once the user has said so.
    pub fn hold(&self) -> Option<Hold> {
        self.hold
    }

    /// What the last step changed of which nothing can be reported while the plan runs, so that it holds from the start; none
    /// where everything is meant to, or the plan shows the first day.
    pub fn undated(&self) -> Option<&What> {
        let before = self.at.checked_sub(1).map_or(0, |at| self.steps[at].len());
        let mut last = self.edits().iter().skip(before).map(|edit| &edit.what);
        let is_meant = self.day > 0 && self.hold != Some(Hold::Start);
        let is_undated = |what: &&What| !what.can_be_dated() && !what.changes_lists();
        last.find(is_undated).filter(|_| is_meant)
    }

    /// Edits that hold from a day on, by day: (their place in the list, the edit, whether a later one of that day replaces it).
    pub fn dated(&self) -> Vec<(usize, &Edit, bool)> {
        let edits = self.edits();
        let is_replaced = |place: usize, edit: &Edit| {
            let later = edits[place + 1..].iter();
            later
                // After a change of the lists a name may mean something else.
                .take_while(|later| !later.what.changes_lists())
                .any(|later| later.day == edit.day && later.what.sets_the_same_as(&edit.what))
        };
        let all = edits.iter().enumerate();
        let dated = all.filter(|(_, edit)| edit.day.is_some());
        let mut dated: Vec<_> = dated
            .map(|(place, edit)| (place, edit, is_replaced(place, edit)))
            .collect();
        dated.sort_by_key(|(place, edit, _)| (edit.day, *place));
        dated
    }

    /// The day that the plan shows.
    pub fn day(&self) -> u32 {
        self.day
    }

    /// What becomes of everyone under the edits in force.
    pub fn forecast(&self) -> Option<&Arc<Forecast>> {
        self.forecast.as_ref()
    }

    /// What it is compared with.
    pub fn baseline(&self) -> Option<&Arc<Baseline>> {
        self.baseline.as_ref()
    }

    /// Whether the edits are those of the baseline.
    pub fn is_at_baseline(&self) -> bool {
        self.baseline
            .as_ref()
            .is_none_or(|baseline| baseline.edits == self.edits())
    }

    /// Whether there is another baseline to be kept: only once it is known what becomes of the edits that are wanted.
    pub fn can_be_baseline(&self) -> bool {
        self.are_in_force() && self.is_foreseen && !self.is_at_baseline()
    }

    /// What profiles are promised.
    pub fn profiles(&self) -> Option<&Arc<Profiles>> {
        self.profiles.as_ref()
    }

    /// The window of the table.
    pub fn table(&self) -> Option<&Arc<Table>> {
        self.table.as_ref()
    }

    /// The production units.
    pub fn units(&self) -> Option<&Arc<Vec<Stack>>> {
        self.units.as_ref()
    }

    /// Profiles of which the files do not say how many citizens they have, and what each counts as.
    pub fn uncounted(&self) -> Option<&Arc<Vec<(String, f64)>>> {
        self.uncounted.as_ref()
    }

    /// What is reported while the plan runs.
    pub fn reports(&self) -> Option<&Arc<Reports>> {
        self.reports.as_ref()
    }

    /// Losses by chance of an economy from files of the user's.
    pub fn chance(&self) -> Option<Chance> {
        self.chance
    }

    /// What a unit answers.
    pub fn curve(&self) -> Option<&Arc<Curve>> {
        self.curve.as_ref()
    }

    /// What a unit needs of the inputs that were asked about.
    pub fn needs(&self) -> Option<&Arc<Needs>> {
        self.needs.as_ref()
    }

    /// The economy under the edits in force.
    pub fn economy(&self) -> Option<&Arc<EconomyView>> {
        self.economy.as_ref()
    }

    /// The window on a long list.
    pub fn lines(&self, list: List) -> Option<&Arc<Lines>> {
        self.lines[list as usize].as_ref()
    }

    /// The order that is looked at in detail.
    pub fn detail(&self) -> Option<&Arc<Detail>> {
        self.detail.as_ref()
    }

    /// Whether a list has more rows than are told with the day, so that it is told as it is looked at.
    pub fn is_long(&self, list: List) -> bool {
        self.is_long[list as usize]
    }

    /// How many days of the economy are planned at a moment's notice.
    fn horizon(&self) -> u32 {
        let economy = self.economy.as_ref();
        economy.map_or(DAYS, |economy| economy.horizon)
    }

    /// How many days ahead are planned to compare: some hundreds, where a day takes a moment; else those up to the shown one,
    /// which are planned already unless edits have changed them.
    pub fn days_ahead(&self) -> u32 {
        match self.horizon() {
            1 => self.day.saturating_add(1),
            days => days,
        }
    }

    /// Why there is not more of what is promised on the shown day.
    pub fn reasons(&self) -> Arc<Reasons> {
        Arc::clone(&self.reasons)
    }

    /// How a day is computed.
    pub fn working(&self) -> Option<&Arc<Working>> {
        self.working.as_ref()
    }
}

#[cfg(test)]
mod tests;
