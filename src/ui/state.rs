//! What the page knows, and the only door through which replies change it.
//!
//! The page says what it *wants* (these files open, these days planned, this file written), and [`State::due`] compares
//! that with what the worker has been given. So starting, stepping and beginning again after a worker died are one and
//! the same thing: a new worker has been given nothing yet, and everything falls due again.

use std::sync::Arc;

use super::shelf::{INVESTMENT, Source, YOURS};
use super::tempo::Stride;
use crate::worker::protocol::{
    DayRow, Document, EconomyView, Ending, Fault, PIECE, PROTOCOL, PolicyStep, Reply, Report,
    Request, RunId, Today, Upload,
};

/// From this egalitarianism on everyone is taken to have everything.
pub const FULL: f64 = 0.999;

/// After so many deaths in a row without progress the page stops respawning workers.
const MOST_DEATHS: u32 = 3;

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

/// An economy on its way to being open.
#[derive(Clone, Debug)]
struct Opening {
    source: Source,
    policy: Vec<PolicyStep>,
    day: u32,
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
    /// Have these files opened and planned to `day`. What is open stays until they have been read.
    pub fn open(&mut self, source: Source, policy: Vec<PolicyStep>, day: u32) {
        self.opening = Some(Opening {
            source,
            policy,
            day,
        });
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

/// The worker.
impl State {
    /// Whether the full worker is the one to start.
    pub fn full(&self) -> bool {
        self.full
    }

    /// Whether what is due is beyond the lean worker. It counts as gone then, and everything falls due to the full one.
    pub fn outgrows_worker(&mut self) -> bool {
        let is_yours = |source: &Source| source.id == YOURS;
        let needs_full = self.words_wanted
            || !self.looks.is_empty()
            || !self.edits.is_empty()
            || self.wanted.is_some_and(|what| what != Document::Plan)
            || self.source.as_ref().is_some_and(is_yours)
            || self
                .opening
                .as_ref()
                .is_some_and(|opening| is_yours(&opening.source));
        let outgrown = needs_full && !self.full;
        if outgrown {
            self.full = true;
            self.leave_worker();
        }
        outgrown
    }

    /// The next request to send, if one is due. To be asked until there is none.
    pub fn due(&mut self) -> Option<Request> {
        if !self.worker_ready {
            return None;
        }
        if std::mem::take(&mut self.stop_wanted) {
            return Some(Request::Stop);
        }
        match self.run.as_ref().map(|run| run.doing) {
            // Nothing may overtake these: what follows needs them.
            Some(Doing::Restoring | Doing::Opening) => return None,
            Some(Doing::Revising) if self.worker_has_edits && self.opening.is_none() => {
                return None;
            }
            Some(Doing::Planning | Doing::Writing)
                if self.worker_has_plan && self.opening.is_none() =>
            {
                // Where a day takes long questions are answered meanwhile.
                let takes_long = self.economy.as_ref().is_some_and(|of| of.horizon == 1);
                return if takes_long { self.next_look() } else { None };
            }
            Some(Doing::Revising | Doing::Planning | Doing::Writing) | None => {}
        }
        if let (false, Some(source)) = (self.worker_has_economy, self.source.clone()) {
            return Some(self.open_request(Doing::Restoring, source));
        }
        if let Some(opening) = &self.opening {
            let source = opening.source.clone();
            return Some(self.open_request(Doing::Opening, source));
        }
        if !self.worker_has_economy {
            return None;
        }
        if !self.worker_has_edits {
            self.worker_has_edits = true;
            // Whatever was being planned is at an end, and will fall due again.
            self.worker_has_plan = false;
            let run = self.begin(Doing::Revising);
            let edits = self.edits.clone();
            return Some(Request::Revise { run, edits });
        }
        if !self.worker_has_plan {
            self.worker_has_plan = true;
            let run = self.begin(Doing::Planning);
            return Some(Request::Plan {
                run,
                policy: self.policy.clone(),
                chance: self.chance.clone(),
                to: self.to,
                show: self.show,
            });
        }
        if let (Some(what), false) = (self.wanted, self.rows.is_empty()) {
            let run = self.begin(Doing::Writing);
            return Some(Request::Write { run, what });
        }
        self.next_look()
    }

    /// A question is no run: whatever comes next may overtake it.
    fn next_look(&mut self) -> Option<Request> {
        let (id, what) = self.looks.pop()?;
        Some(Request::Look { id, what })
    }

    /// The request to open files, or the next piece of them that goes ahead of it.
    fn open_request(&mut self, doing: Doing, source: Source) -> Request {
        let size = |file: &Upload| file.bytes.len();
        let are_large = source.files.iter().map(size).sum::<usize>() > PIECE;
        let (file, at) = self.ahead;
        if let Some(next) = source.files.get(file).filter(|_| are_large) {
            let end = size(next).min(at + PIECE);
            self.ahead = if end < size(next) {
                (file, end)
            } else {
                (file + 1, 0)
            };
            return Request::Ahead {
                file: file as u32,
                at: at as u32,
                of: size(next) as u32,
                bytes: next.bytes[at..end].to_vec(),
            };
        }
        self.ahead = (0, 0);
        let sent = |file: &Upload| Upload {
            name: file.name.clone(),
            bytes: Vec::new(),
        };
        // Whatever was being planned is at an end, and will fall due again.
        self.worker_has_plan = false;
        let run = self.begin(doing);
        Request::Open {
            run,
            name: source.name,
            files: if are_large {
                source.files.iter().map(sent).collect()
            } else {
                source.files.to_vec()
            },
        }
    }

    fn begin(&mut self, doing: Doing) -> RunId {
        self.last_run = self.last_run.wrapping_add(1);
        self.run = Some(Run {
            id: self.last_run,
            doing,
            progress: None,
        });
        self.last_run
    }

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
    fn leave_worker(&mut self) -> Option<Doing> {
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

    /// The policy and the day that came with the files being opened count more than what the page would begin with.
    fn take_along(&mut self, mut policy: Vec<PolicyStep>, day: Option<u32>) {
        let is_opening = self.run.as_ref().map(|run| run.doing) == Some(Doing::Opening);
        if let Some(opening) = self.opening.as_mut().filter(|_| is_opening) {
            let begins = policy
                .first()
                .is_some_and(|first| first.from_day == 0 && first.good.is_none());
            if !begins {
                policy.splice(0..0, opening.policy.drain(..));
            }
            opening.policy = policy;
            opening.day = day.unwrap_or(opening.day);
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
            self.source = Some(opening.source);
            self.policy = opening.policy;
            self.chance.clear();
            self.to = opening.day.min(last_day);
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

/// A step of the policy for all goods.
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
