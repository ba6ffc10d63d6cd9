//! What the desk's views know: the edits made so far, which of them are in force, and what the worker told when it was
//! asked. Replies change it through [`State::apply`] and in no other way.
//!
//! One list of edits is on its way at a time, and the next one waits until what the views ask has been answered. So a
//! slider that is drawn along shows every result that the worker can keep up with, and none is overtaken for ever.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::reasons::Reasons;
use crate::worker::edit::{Edit, What, with_edit};
use crate::worker::lines::{Detail, Lines, List};
use crate::worker::look::{
    Curve, Forecast, Look, Needs, Profiles, Reports, Sight, Stack, Table, Working,
};
use crate::worker::protocol::{Chance, EconomyView, Reply, Today};

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
    /// So many of the edits, the first ones, were in force in what all else is compared with.
    pub baseline: u32,
}

/// Why edits are not in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What the edit at fault was to change; `None` for one that is not in the list.
    pub what: Option<What>,
    /// What is wrong with it.
    pub why: String,
}

/// Forecasts before and after.
#[derive(Clone, Debug, PartialEq)]
struct Baseline {
    edits: Vec<Edit>,
    forecast: Arc<Forecast>,
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
    /// An edit that waits until the user has said from when on it holds.
    undecided: Vec<What>,
    hold: Option<Hold>,
    fault: Option<Fault>,
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

    baseline: Option<Baseline>,
    /// The edits of a baseline that was restored, while its forecast is not known.
    before: Option<Vec<Edit>>,
    forecast: Option<Arc<Forecast>>,
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
    reasons: Reasons,

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
            undecided: Vec::new(),
            hold: None,
            fault: None,
            day: 0,
            looks: Vec::new(),
            costs_look: None,
            wants_reports: false,
            list_looks: Default::default(),
            asked: Vec::new(),
            fresh: Vec::new(),
            last_id: 0,
            baseline: None,
            before: None,
            forecast: None,
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
            reasons: Reasons::default(),
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
        let of_baseline = self.baseline.as_ref().map(|baseline| &baseline.edits);
        let edits = self.edits();
        let first = of_baseline
            .or(self.before.as_ref())
            .filter(|first| edits.starts_with(first));
        self.are_in_force().then(|| Work {
            edits: edits.to_vec(),
            hold: self.hold,
            baseline: first.map_or(0, |first| first.len() as u32),
        })
    }

    /// The edit on its way that decides what `of` sets, so that a field can show what its user did before the worker has
    /// said so; `None` once it has.
    pub fn underway(&self, of: &What) -> Option<&What> {
        if let Some(what) = self.undecided.iter().find(|what| what.sets_the_same_as(of)) {
            return Some(what);
        }
        if self.is_settled() {
            return None;
        }
        let edits = self.edits().iter().rev().map(|edit| &edit.what);
        edits
            // Before a change of the lists a name may have meant something else.
            .take_while(|what| !what.changes_lists())
            .find(|what| what.sets_the_same_as(of))
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.steps.len()
    }

    /// Why the last edits are not in force.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// What has become of edits that were made last, all in one step.
    pub fn fate(&self, whats: &[What]) -> Fate {
        if !whats.is_empty() && self.undecided == whats {
            return Fate::Undecided;
        }
        let before = self.edits().len().checked_sub(whats.len());
        let last = before.map_or(&[][..], |before| &self.edits()[before..]);
        if !last.iter().map(|edit| &edit.what).eq(whats) {
            return Fate::Gone;
        }
        match self.edits() == self.in_force {
            true => Fate::InForce,
            false => Fate::Underway,
        }
    }

    /// What waits until the user has said from when on it holds.
    pub fn undecided(&self) -> &[What] {
        &self.undecided
    }

    /// From when on edits hold, once the user has said so.
    pub fn hold(&self) -> Option<Hold> {
        self.hold
    }

    /// What the last edit changed, where that holds from the start though edits are to hold from the shown day on: it can not
    /// be reported while the plan runs.
    pub fn undated(&self) -> Option<&What> {
        let last = &self.edits().last()?.what;
        let is_meant = self.day > 0 && self.hold == Some(Hold::Shown);
        (is_meant && !last.can_be_dated() && !last.changes_lists()).then_some(last)
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
    pub fn baseline(&self) -> Option<&Arc<Forecast>> {
        self.baseline.as_ref().map(|baseline| &baseline.forecast)
    }

    /// Whether the edits are those of the baseline.
    pub fn is_at_baseline(&self) -> bool {
        self.baseline
            .as_ref()
            .is_none_or(|baseline| baseline.edits == self.edits())
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
    pub fn reasons(&self) -> Reasons {
        self.reasons.clone()
    }

    /// How a day is computed.
    pub fn working(&self) -> Option<&Arc<Working>> {
        self.working.as_ref()
    }
}

/// What the user does.
impl State {
    /// Changes something. Edits of one `gesture`, such as drawing a slider along, are one step.
    pub fn edit(&mut self, what: What, gesture: Option<u32>) {
        self.edit_all(vec![what], gesture);
    }

    /// Changes several things in one step.
    pub fn edit_all(&mut self, whats: Vec<What>, gesture: Option<u32>) {
        if self.day > 0 && self.hold.is_none() && whats.iter().any(What::can_be_dated) {
            self.undecided = whats;
            return;
        }
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
        let whats = std::mem::take(&mut self.undecided);
        if !whats.is_empty() {
            self.edit_all(whats, None);
        }
    }

    /// Drops what waits for a decision.
    pub fn drop_undecided(&mut self) {
        self.undecided.clear();
    }

    /// What was refused has been read, and is said no longer.
    pub fn drop_fault(&mut self) {
        self.fault = None;
    }

    /// Takes an edit out of the list.
    pub fn take_out(&mut self, place: usize) {
        let mut list = self.edits().to_vec();
        if place < list.len() {
            list.remove(place);
            self.step(list);
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        self.at = self.at.saturating_sub(1);
        (self.gesture, self.fault) = (None, None);
        self.undecided.clear();
    }

    /// Takes the step that was taken back again.
    pub fn redo(&mut self) {
        self.at = (self.at + 1).min(self.steps.len() - 1);
        (self.gesture, self.fault) = (None, None);
        self.undecided.clear();
    }

    /// What is now is what all else is compared with.
    pub fn keep_as_baseline(&mut self) {
        if let Some(forecast) = self.forecast.clone() {
            self.baseline = Some(Baseline {
                edits: self.edits().to_vec(),
                forecast,
            });
            self.before = None;
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

    fn step(&mut self, list: Vec<Edit>) {
        self.steps.truncate(self.at + 1);
        self.steps.push(list);
        if self.steps.len() > MOST_STEPS {
            self.steps.remove(0);
        }
        self.at = self.steps.len() - 1;
        (self.gesture, self.fault) = (None, None);
    }
}

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
        let before = self.before_look();
        let mut looks = before
            .iter()
            .chain(&self.looks)
            .chain(self.list_looks.iter().flatten())
            .chain(&self.costs_look)
            .chain(self.wants_reports.then_some(&Look::Reports))
            .chain(always)
            .chain(self.keep.then_some(&Look::Saved));
        let look = looks.find(|look| !is_known(look))?.clone();
        self.last_id = self.last_id.wrapping_add(1);
        self.asked.push((self.last_id, look.clone()));
        Some(Out::Look(self.last_id, look))
    }

    /// What is to be asked of a baseline that was restored. Where a day takes long it is not planned for that.
    fn before_look(&self) -> Option<Look> {
        let edits = self.before.as_ref().filter(|_| self.horizon() > 1)?;
        self.looks.iter().find_map(|look| match *look {
            Look::Forecast { days } => {
                let edits = edits.clone();
                Some(Look::Before { edits, days })
            }
            _ => None,
        })
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
        } = work;
        self.hold = hold;
        // Where the baseline is what is in force, its forecast comes first anyway.
        let before = edits.get(..baseline as usize).unwrap_or_default();
        self.before = (before.len() < edits.len()).then(|| before.to_vec());
        self.steps = steps(&edits);
        self.at = self.steps.len() - 1;
        self.is_restoring = !edits.is_empty();
    }

    /// Takes in what the worker said.
    pub fn apply(&mut self, reply: &Reply) {
        match reply {
            Reply::Revised { economy, .. } => {
                self.told(economy);
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
                        let what = sent.get(*edit as usize).map(|edit| edit.what.clone());
                        let why = why.clone();
                        self.refused(Fault { what, why });
                    }
                }
                self.ask_again();
            }
            Reply::Today { today, .. } => self.shows(today),
            Reply::Opened { economy, .. } => {
                self.told(economy);
                self.ask_again();
            }
            Reply::Hello { .. } | Reply::Ended { .. } => self.ask_again(),
            Reply::Sight { id, what } => self.see(*id, what),
            _ => {}
        }
    }

    fn told(&mut self, economy: &EconomyView) {
        self.economy = Some(Arc::new(economy.clone()));
    }

    fn shows(&mut self, today: &Today) {
        self.day = today.day;
        let of_goods = self.economy.as_ref().map_or(0, |economy| economy.of_goods);
        self.reasons = Reasons::of(today);
        self.is_long = List::ALL.map(|list| match list {
            List::Orders => of_goods as usize > today.orders.len(),
            List::Bounds => today.bounds.len() >= Today::MOST_BOUNDS,
            List::Targets => today.fulfilment.len() >= Today::MOST_TARGETS,
        });
    }

    /// The list goes back to the one in force, and the step that made it is gone.
    fn refused(&mut self, fault: Fault) {
        let good = self.steps[..=self.at]
            .iter()
            .rposition(|list| *list == self.in_force);
        match good {
            Some(good) => self.at = good,
            None => {
                let list = self.in_force.clone();
                self.step(list);
            }
        }
        self.steps.truncate(self.at + 1);
        (self.gesture, self.fault) = (None, Some(fault));
    }

    /// What is restored goes as far as before the edit at fault.
    fn restore_less(&mut self, mut edits: Vec<Edit>, fault: usize) {
        edits.truncate(fault.min(edits.len().saturating_sub(1)));
        let (hold, baseline) = (self.hold, self.before.as_ref().map_or(0, Vec::len));
        self.do_again(Work {
            baseline: baseline.min(edits.len()) as u32,
            edits,
            hold,
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
        let of_before = match &look {
            Look::Before { edits, .. } => Some(edits.clone()),
            _ => None,
        };
        self.fresh.retain(|other| !is_of_a_kind(other, &look));
        self.fresh.push(look);
        match postcard::from_bytes(bytes) {
            Ok(Sight::Profiles(profiles)) => self.profiles = Some(Arc::new(profiles)),
            Ok(Sight::Forecast(forecast)) => {
                self.foresee(Arc::new(forecast), of_before);
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
            // Such a baseline cannot be: what is in force is compared with itself.
            Ok(Sight::Nothing) if of_before.is_some() => {
                self.before = None;
                if let Some(forecast) = self.forecast.clone() {
                    self.foresee(forecast, None);
                }
            }
            // What the charts show is asked for elsewhere.
            Ok(Sight::Nothing | Sight::Morning(_) | Sight::Course(_)) | Err(_) => {}
        }
    }

    /// Takes in a forecast: of what is in force, or of a baseline that was restored.
    fn foresee(&mut self, forecast: Arc<Forecast>, of_before: Option<Vec<Edit>>) {
        let is_before = of_before.is_some();
        // It may be that another baseline has been chosen meanwhile.
        let edits = match of_before {
            Some(edits) => (self.before.as_ref() == Some(&edits)).then_some(edits),
            None => {
                let is_first = self.before.is_none() || self.horizon() == 1;
                (self.baseline.is_none() && is_first).then(|| self.in_force.clone())
            }
        };
        if let Some(edits) = edits {
            self.before = None;
            self.baseline = Some(Baseline {
                edits,
                forecast: Arc::clone(&forecast),
            });
        }
        if !is_before {
            self.forecast = Some(forecast);
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

#[cfg(test)]
mod tests;
