//! What the page knows, and the only door through which replies change it.
//!
//! The page says what it *wants* (these files open, these days planned, this file written), and [`State::due`] compares
//! that with what the worker has been given. So starting, stepping and beginning again after a worker died are one and
//! the same thing: a new worker has been given nothing yet, and everything falls due again.

mod due;
mod replies;

use std::sync::Arc;

use super::shelf::{INVESTMENT, Source};
use super::tempo::Stride;
use crate::worker::protocol::{
    DayRow, Document, EconomyView, Fault, PolicyStep, Report, RunId, Today,
};

/// From this egalitarianism on everyone is taken to have everything.
pub const FULL: f64 = 0.999;

/// What begins the bytes of a setting: the speed of Run, in days per second (eight bytes of a number, the lowest first).
pub const SPEED: u8 = 0;

/// What begins the bytes of a setting: losses by chance, as bytes.
pub const CHANCE: u8 = 1;

/// What begins the bytes of a setting: the question of a number is asked no more (four bytes of it, the lowest first).
pub const LOOK_AWAY: u8 = 2;

/// What a beat of Run comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The days before are not there yet.
    Wait,
    /// It goes on.
    Go,
    /// It is at an end.
    End,
}

/// How an economy goes on from its opening.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Investment over time.
    pub policy: Vec<PolicyStep>,
    /// The day to show. Without one a policy and a day that come with the files count more.
    pub day: Option<u32>,
    /// Losses by chance, as bytes; empty for those that come with the files.
    pub chance: Vec<u8>,
}

/// An economy on its way to being open.
#[derive(Clone, Debug)]
struct Opening {
    source: Source,
    course: Course,
}

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Gives a new worker the economy that is on screen.
    Restoring,
    /// Reads files.
    Opening,
    /// Plans days.
    Planning,
    /// Writes a document.
    Writing,
    /// Puts edits in force.
    Revising,
}

/// A run under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// What it does.
    pub doing: Doing,
    /// Days planned, days asked for, and how far the next one is, once the worker has said so.
    pub progress: Option<(u32, u32, f64)>,
}

/// Which parts of the state a reply changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The economy, its report, the policy.
    pub economy: bool,
    /// The rows of the days.
    pub days: bool,
    /// The day in detail.
    pub today: bool,
}

/// Something that is to be told or handed over once, and is not kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Files were read.
    Opened(Report),
    /// Files make no economy.
    Refused(Vec<Fault>),
    /// What was asked for cannot be done.
    Impossible(String),
    /// A document cannot be written.
    Unwritten(String),
    /// A file for the user: name, media type, bytes.
    File(String, String, Vec<u8>),
    /// The worker speaks another version of the protocol.
    OtherVersion,
}

/// What to do after a worker's death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aftermath {
    /// Start another, and go on.
    Respawn,
    /// Start another, but without these files, which have killed several.
    RespawnWithout(String),
    /// Leave it be until the user asks again.
    GiveUp,
}

/// Everything the page knows about the economy, its plan, and the worker.
#[derive(Debug, Default)]
pub struct State {
    source: Option<Source>,
    opening: Option<Opening>,
    policy: Vec<PolicyStep>,
    /// Losses by chance, as bytes that only the worker and the view that sets them read; empty for those that came with the files.
    chance: Vec<u8>,
    to: u32,
    show: u32,
    wanted: Option<Document>,
    stop_wanted: bool,
    stride: Stride,
    /// Whether everyone had everything when Run began, and the last day asked for then.
    was_full: bool,
    asked_before: u32,
    /// The edits that are to be in force, as bytes that only the full worker and the view that made them read.
    edits: Vec<u8>,
    /// Those that were in force last, to go back to when others are refused.
    edits_in_force: Vec<u8>,
    looks: Vec<(u32, Vec<u8>)>,

    economy: Option<Arc<EconomyView>>,
    rows: Vec<DayRow>,
    today: Option<Arc<Today>>,
    first_full: Option<u32>,

    /// Whether the full worker was started, and not the lean one.
    full: bool,
    /// Whether the lean worker refused files; only the full one has words for why.
    words_wanted: bool,
    worker_ready: bool,
    worker_has_economy: bool,
    /// How much of the files to be opened has been sent ahead: whole files, and bytes of the next.
    ahead: (usize, usize),
    worker_has_edits: bool,
    worker_has_plan: bool,
    run: Option<Run>,
    last_run: RunId,

    deaths: u32,
    most_days: usize,
    /// Whether the days to come are those on screen once more, planned by a new worker.
    again: bool,
}

/// What is known.
impl State {
    /// The open economy.
    pub fn economy(&self) -> Option<&Arc<EconomyView>> {
        self.economy.as_ref()
    }

    /// Where the open economy came from.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// The days planned, from day 0.
    pub fn rows(&self) -> &[DayRow] {
        &self.rows
    }

    /// The shown day in detail. While a run is under way it may lag behind [`State::shown`].
    pub fn today(&self) -> Option<&Arc<Today>> {
        self.today.as_ref()
    }

    /// The first day with full provision.
    pub fn first_full(&self) -> Option<u32> {
        self.first_full
    }

    /// Whether the shown day is the first one with full provision or a later one.
    pub fn is_past_full(&self) -> bool {
        self.first_full.is_some_and(|first| first <= self.shown())
    }

    /// Whether provision has been full from the first such day until `day`.
    pub fn full_until(&self, day: u32) -> bool {
        self.first_full.is_some_and(|first| {
            let days = self
                .rows
                .get(first as usize..=day as usize)
                .unwrap_or_default();
            !days.is_empty() && days.iter().all(is_full)
        })
    }

    /// Investment over time.
    pub fn policy(&self) -> &[PolicyStep] {
        &self.policy
    }

    /// Losses by chance, as bytes; empty for those that came with the files, if any.
    pub fn chance(&self) -> &[u8] {
        &self.chance
    }

    /// How Run goes.
    pub fn stride(&self) -> Stride {
        self.stride
    }

    /// The share invested on a day.
    pub fn investment_on(&self, day: u32) -> f64 {
        self.policy
            .iter()
            .rev()
            .find(|step| step.from_day <= day && step.good.is_none())
            .map_or(INVESTMENT, |step| step.investment)
    }

    /// The last day planned; day 0 when there is none yet.
    pub fn last_planned(&self) -> u32 {
        self.rows.len().saturating_sub(1) as u32
    }

    /// The last day asked for.
    pub fn asked_for(&self) -> u32 {
        self.to
    }

    /// The day that is looked at, or as far as planning has come on the way there.
    pub fn shown(&self) -> u32 {
        self.show.min(self.last_planned())
    }

    /// The day that the user wants to look at.
    pub fn wanted(&self) -> u32 {
        self.show
    }

    /// The last day that can be asked for.
    pub fn last_day(&self) -> u32 {
        self.economy.as_ref().map_or(0, |economy| economy.last_day)
    }

    /// The edits in force, or on their way to be.
    pub fn edits(&self) -> &[u8] {
        &self.edits
    }

    /// The run under way.
    pub fn run(&self) -> Option<&Run> {
        self.run.as_ref()
    }

    /// Whether anything that was asked for is not there yet.
    pub fn busy(&self) -> bool {
        self.run.is_some()
            || self.opening.is_some()
            || (self.source.is_some() && !self.worker_has_plan)
    }
}

/// What the user asks for.
impl State {
    /// Have these files opened and planned. What is open stays until they have been read.
    pub fn open(&mut self, source: Source, course: Course) {
        self.opening = Some(Opening { source, course });
        self.ahead = (0, 0);
        // A run that reads other files is of no more use.
        if self
            .run
            .as_ref()
            .is_some_and(|run| run.doing == Doing::Opening)
        {
            self.run = None;
        }
        self.deaths = 0;
    }

    /// Look at this day, and have the days up to it planned where they are not yet. Later days stay.
    pub fn show(&mut self, day: u32) {
        self.deaths = 0;
        self.most_days = self.rows.len().min(day as usize + 1);
        self.go_on_to(day);
    }

    /// As [`State::show`], but as a part of a longer run: a worker's deaths go on being counted.
    pub fn go_on_to(&mut self, day: u32) {
        self.show = day.min(self.last_day());
        self.to = self.to.max(self.show);
        self.worker_has_plan = false;
    }

    /// Begins to run on day after day.
    pub fn play(&mut self) {
        self.was_full = self.is_past_full();
        self.asked_before = self.to;
    }

    /// Runs on by as many days as are due now.
    pub fn beat(&mut self) -> Beat {
        let busy = self.busy();
        let days = self.stride.days(busy);
        let day = self.shown();
        if busy {
            return Beat::Wait;
        }
        if let Some(full) = self.first_full.filter(|&full| full <= day)
            && !self.was_full
        {
            if full < day {
                // A long stride has gone beyond it; what was asked for before stays.
                self.to = self.asked_before;
                self.go_on_to(full);
            }
            return Beat::End;
        }
        if day >= self.last_day() {
            return Beat::End;
        }
        if days > 0 {
            self.go_on_to(day.saturating_add(days));
        }
        Beat::Go
    }

    /// Invest this share from the shown day on. That day and those after it are planned again.
    pub fn invest(&mut self, investment: f64) {
        let day = self.shown();
        self.policy.retain(|step| step.from_day < day);
        if self
            .policy
            .last()
            .is_none_or(|last| last.good.is_some() || last.investment != investment)
        {
            // What was said of single goods ends with a step for all.
            self.policy.push(for_all(day, investment));
        }
        self.deaths = 0;
        self.most_days = day as usize;
        self.again = false;
        self.worker_has_plan = false;
    }

    /// Have these losses by chance. All days are planned again.
    pub fn face(&mut self, chance: Vec<u8>) {
        self.chance = chance;
        self.again = false;
        self.deaths = 0;
        self.worker_has_plan = false;
    }

    /// Have a setting as the second module says it ([`SPEED`], [`CHANCE`], [`LOOK_AWAY`]).
    pub fn set(&mut self, bytes: &[u8]) {
        match bytes {
            [SPEED, rest @ ..] => {
                if let Ok(speed) = rest.try_into() {
                    self.go_at(f64::from_le_bytes(speed));
                }
            }
            [CHANCE, rest @ ..] => self.face(rest.to_vec()),
            [LOOK_AWAY, rest @ ..] => {
                let before = self.looks.len();
                self.looks.retain(|look| look.0.to_le_bytes() != rest);
                // The worker may be at it; a run would have overtaken it.
                self.stop_wanted |= self.looks.len() == before && self.run.is_none();
            }
            _ => {}
        }
    }

    /// Run at this speed, in days per second.
    pub fn go_at(&mut self, speed: f64) {
        self.stride = Stride::at(speed);
    }

    /// Begin again: day 0, with the present investment from then on.
    pub fn reset(&mut self) {
        let investment = self.investment_on(self.shown());
        self.policy = vec![for_all(0, investment)];
        self.again = false;
        self.to = 0;
        self.show(0);
    }

    /// End what is under way.
    pub fn stop(&mut self) {
        self.stop_wanted = self.run.is_some();
    }

    /// Have exactly these edits in force. Days from the first on which they make a difference are planned again.
    pub fn revise(&mut self, edits: Vec<u8>) {
        self.edits = edits;
        self.worker_has_edits = false;
        self.worker_has_plan = false;
        self.again = false;
        self.deaths = 0;
        self.most_days = 0;
    }

    /// Have a question answered.
    pub fn look(&mut self, id: u32, what: Vec<u8>) {
        self.looks.push((id, what));
    }

    /// Have a document written, once the run under way has ended.
    pub fn want(&mut self, what: Document) {
        self.wanted = Some(what);
        self.deaths = 0;
    }
}

impl Course {
    /// The same investment on all days, and this day to show.
    pub fn at(investment: f64, day: impl Into<Option<u32>>) -> Self {
        Self {
            policy: vec![for_all(0, investment)],
            day: day.into(),
            chance: Vec::new(),
        }
    }
}

/// A step of a policy for all goods.
pub fn for_all(from_day: u32, investment: f64) -> PolicyStep {
    PolicyStep {
        from_day,
        good: None,
        investment,
    }
}

fn is_full(row: &DayRow) -> bool {
    row.egalitarianism.is_some_and(|share| share > FULL)
}

#[cfg(test)]
mod tests;
