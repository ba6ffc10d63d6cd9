//! The worker's side of the protocol as a pure state machine: requests in, a share of work, replies out. It knows no
//! browser and no clock, so all of it is tested natively.

mod open;

use std::collections::VecDeque;
use std::rc::Rc;

use self::open::Open;
use super::kit::{Kit, Looking, Read, Reading, Revising, Writing};
use super::protocol::{Ending, PolicyStep, Reply, Request, RunId, Today};
use super::revise::Revised;
use super::view::{self, Shape};
use crate::economy::EconomyError;
use crate::pace::Task;
use crate::plan::{Policy, Record, Step};
use crate::words::words;

/// What the worker knows, and what it is at.
#[derive(Debug)]
pub struct Session {
    kit: Kit,
    /// The economy that is open, with the days planned so far.
    open: Option<Open>,
    /// Files of which all or some has come ahead of the request to open them.
    ahead: Vec<Vec<u8>>,
    /// Requests not yet begun.
    waiting: VecDeque<Request>,
    /// What is being worked at.
    current: Option<Current>,
    /// Questions not yet begun.
    asked: Vec<(u32, Vec<u8>)>,
    /// Questions that are being answered, the last one first: it is about what is on screen now. A run that is under way
    /// goes on meanwhile, at half its speed.
    looking: Vec<(u32, Looking)>,
    /// Replies not yet handed out.
    replies: Vec<Reply>,
}

/// A piece of work under way.
#[derive(Debug)]
enum Current {
    /// Files are being read.
    Opening { run: RunId, task: Reading },
    /// A day is being planned; day `to` is the last to plan.
    Planning {
        run: RunId,
        to: u32,
        task: Task<Result<Record, EconomyError>>,
    },
    /// The day to show is being explained; `how` the run ended is said after that.
    Explaining {
        run: RunId,
        how: Ending,
        task: Task<Today>,
    },
    /// A document is being written.
    Writing { run: RunId, task: Writing },
    /// Edits are being put in force.
    Revising {
        run: RunId,
        is_edited: bool,
        task: Revising,
    },
}

impl Session {
    /// A session with nothing open, which can do what `kit` can.
    #[must_use]
    pub fn new(kit: Kit) -> Self {
        Self {
            kit,
            open: None,
            ahead: Vec::new(),
            waiting: VecDeque::new(),
            current: None,
            asked: Vec::new(),
            looking: Vec::new(),
            replies: Vec::new(),
        }
    }

    /// Hears a request. Cheap: it only notes what to do; [`Session::work`] does it.
    pub fn receive(&mut self, mut request: Request) {
        match &mut request {
            Request::Ahead {
                file,
                at,
                of,
                bytes,
            } => {
                if (*file, *at) == (0, 0) {
                    self.ahead.clear();
                }
                if *at == 0 {
                    self.ahead.push(Vec::with_capacity(*of as usize));
                }
                if let Some(file) = self.ahead.last_mut() {
                    file.append(bytes);
                }
            }
            Request::Stop => {
                self.waiting.clear();
                self.end_current(true);
                self.end_looking();
            }
            Request::Open { files, .. } => {
                for (file, bytes) in files.iter_mut().zip(self.ahead.drain(..)) {
                    file.bytes = bytes;
                }
                // What is asked of the economy that is open now has no meaning after this.
                self.waiting.clear();
                self.end_current(false);
                self.end_looking();
                self.waiting.push_back(request);
            }
            Request::Plan { .. } => {
                let overtakes = !matches!(
                    self.current,
                    Some(Current::Opening { .. } | Current::Revising { .. })
                );
                if overtakes {
                    self.end_current(false);
                }
                self.end_looking();
                self.waiting
                    .retain(|request| !matches!(request, Request::Plan { .. }));
                self.waiting.push_back(request);
            }
            Request::Revise { .. } => {
                if !matches!(self.current, Some(Current::Opening { .. })) {
                    self.end_current(false);
                }
                self.end_looking();
                // What is to be planned or told was meant of the economy as it was.
                self.waiting
                    .retain(|request| matches!(request, Request::Open { .. }));
                self.waiting.push_back(request);
            }
            Request::Look { id, what } => self.asked.push((*id, std::mem::take(what))),
            Request::Write { .. } => self.waiting.push_back(request),
        }
    }

    /// Whether there is work left.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.has_work() || !self.replies.is_empty()
    }

    fn has_work(&self) -> bool {
        self.current.is_some()
            || !self.asked.is_empty()
            || !self.looking.is_empty()
            || !self.waiting.is_empty()
    }

    /// Works for about `budget` units (see [`crate::pace`]) and hands out what there is to say.
    pub fn work(&mut self, budget: u64) -> Vec<Reply> {
        let mut left = budget;
        while left > 0 {
            if self.current.is_none()
                && let Some(request) = self.waiting.pop_front()
            {
                self.begin(request);
            }
            (self.kit.look_on)(self, &mut left);
            if let Some(current) = self.current.take() {
                self.current = self.advance(current, &mut left);
            }
            if !self.has_work() {
                break;
            }
        }
        self.tell_progress();
        std::mem::take(&mut self.replies)
    }

    /// Goes on with the last question, once everything has come to be that it may be about; beside a run it gets half of what
    /// is left.
    pub(super) fn look_on(&mut self, left: &mut u64) {
        let is_other = matches!(
            self.current,
            Some(Current::Opening { .. } | Current::Revising { .. })
        );
        if is_other || !self.waiting.is_empty() {
            return;
        }
        let begun = match (self.asked.pop(), &self.open, self.kit.look) {
            (None, ..) => self.looking.pop(),
            (Some((id, what)), Some(open), Some(look)) => Some((id, look(open.scene(), what))),
            (Some((id, _)), ..) => return self.say_nothing(id),
        };
        let Some((id, mut task)) = begun else { return };
        let share = match self.current {
            Some(_) => left.div_ceil(2),
            None => *left,
        };
        let mut own = share;
        match task.advance(&mut own) {
            Some(what) => self.replies.push(Reply::Sight { id, what }),
            None => self.looking.push((id, task)),
        }
        *left -= share - own;
    }

    /// Says so of every question: what a lean worker does with them.
    pub(super) fn have_no_answer(&mut self, _: &mut u64) {
        while let Some((id, _)) = self.asked.pop() {
            self.say_nothing(id);
        }
    }

    /// Ends all questions. Whoever asked is not left waiting.
    fn end_looking(&mut self) {
        while let Some((id, _)) = self.looking.pop() {
            self.say_nothing(id);
        }
    }

    /// An empty answer.
    fn say_nothing(&mut self, id: u32) {
        let what = Vec::new();
        self.replies.push(Reply::Sight { id, what });
    }

    fn tell_progress(&mut self) {
        let (run, of, part) = match &self.current {
            Some(Current::Planning { run, to, task }) => (*run, to + 1, task.part()),
            Some(Current::Opening { run, task }) if task.part() > 0.0 => (*run, 0, task.part()),
            _ => return,
        };
        let mut done = 0;
        if of > 0 {
            self.tell_days(run);
            done = self.open.as_ref().map_or(0, |open| open.told as u32);
        }
        self.replies.push(Reply::Progress {
            run,
            done,
            of: of.max(1),
            part,
        });
    }

    /// Ends what is under way; with `explain` a day of the run is still shown in detail.
    fn end_current(&mut self, explain: bool) {
        self.current = match self.current.take() {
            Some(Current::Planning { run, .. }) if explain => self.end_run(run, Ending::Stopped),
            Some(
                Current::Opening { run, .. }
                | Current::Planning { run, .. }
                | Current::Explaining { run, .. }
                | Current::Writing { run, .. }
                | Current::Revising { run, .. },
            ) => {
                self.replies.push(Reply::Ended {
                    run,
                    how: Ending::Stopped,
                });
                None
            }
            None => None,
        };
    }

    fn begin(&mut self, request: Request) {
        self.current = match request {
            Request::Open { run, name, files } => Some(Current::Opening {
                run,
                task: (self.kit.read)(name, files),
            }),
            Request::Plan {
                run,
                policy,
                chance,
                to,
                show,
            } => self.begin_plan(run, (&policy, &chance), to, show),
            Request::Write { run, what } => match &self.open {
                Some(open) => Some(Current::Writing {
                    run,
                    task: (self.kit.write)(what, open.material()),
                }),
                None => self.refuse(run, words().worker_no_economy_open()),
            },
            Request::Revise { run, edits } => match (&self.open, self.kit.revise) {
                (Some(open), Some(revise)) => Some(Current::Revising {
                    run,
                    // An empty list is written as its length.
                    is_edited: edits != [0],
                    task: revise(Rc::clone(&open.opened), edits),
                }),
                _ => self.refuse(run, words().worker_no_economy_open()),
            },
            // Heard and done in `receive`.
            Request::Ahead { .. } | Request::Stop | Request::Look { .. } => None,
        }
    }

    fn begin_plan(
        &mut self,
        run: RunId,
        (policy, chance): (&[PolicyStep], &[u8]),
        to: u32,
        show: u32,
    ) -> Option<Current> {
        let Some(open) = &mut self.open else {
            return self.refuse(run, words().worker_no_economy_open());
        };
        let last = open.shape.last_day();
        if to > last {
            let why = words().worker_day_too_far_away(&to.to_string(), &last.to_string());
            return self.refuse(run, &why);
        }
        let steps = policy.iter().map(|step| Step {
            from_day: step.from_day,
            good: step.good.map(|good| good as usize),
            share: step.investment,
        });
        let taken = Policy::new(steps.collect()).and_then(|policy| open.follow(policy, chance));
        if let Err(share) = taken {
            return self.refuse(run, &words().worker_not_share_between_0(&share.to_string()));
        }
        open.records.truncate(to as usize + 1);
        open.show = show as usize;
        // The page forgets days that are planned differently now, and learns where the next ones begin.
        open.told = open.records.len();
        self.replies.push(Reply::Days {
            run,
            from: open.told as u32,
            rows: Vec::new(),
        });
        self.next_day(run, to)
    }

    /// What comes after a day: the next one, or the end of the run.
    fn next_day(&mut self, run: RunId, to: u32) -> Option<Current> {
        match self
            .open
            .as_ref()
            .filter(|open| open.records.len() <= to as usize)
        {
            Some(open) => Some(Current::Planning {
                run,
                to,
                task: open.plan_day(),
            }),
            None => self.end_run(run, Ending::Done),
        }
    }

    /// The end of a run: first the day to show in detail, if any is planned.
    fn end_run(&mut self, run: RunId, how: Ending) -> Option<Current> {
        self.tell_days(run);
        if let Some(today) = self.open.as_ref().and_then(Open::told_before) {
            self.replies.push(Reply::Today {
                run,
                today: Box::new(today.clone()),
            });
        } else if let Some(task) = self.open.as_ref().and_then(Open::explain_shown) {
            return Some(Current::Explaining { run, how, task });
        }
        self.replies.push(Reply::Ended { run, how });
        None
    }

    fn refuse(&mut self, run: RunId, why: &str) -> Option<Current> {
        self.replies.push(Reply::Ended {
            run,
            how: Ending::Impossible(why.to_owned()),
        });
        None
    }

    /// Goes on with a piece of work; gives back what is to be done next, if anything.
    fn advance(&mut self, current: Current, left: &mut u64) -> Option<Current> {
        match current {
            Current::Opening { run, mut task } => match task.advance(left) {
                None => Some(Current::Opening { run, task }),
                Some(Ok(read)) => {
                    self.opened(run, read);
                    None
                }
                Some(Err(faults)) => {
                    self.replies.push(Reply::Refused {
                        run,
                        faults: faults.iter().map(view::fault).collect(),
                    });
                    None
                }
            },
            Current::Planning { run, to, mut task } => match task.advance(left) {
                None => Some(Current::Planning { run, to, task }),
                Some(outcome) => {
                    let took = task.done();
                    self.planned(run, to, outcome, took)
                }
            },
            Current::Explaining { run, how, mut task } => match task.advance(left) {
                None => Some(Current::Explaining { run, how, task }),
                Some(today) => {
                    if let Some(open) = &mut self.open
                        && let Some((_, record)) = open.shown()
                    {
                        open.explained = Some((Rc::clone(record), today.clone()));
                    }
                    self.replies.push(Reply::Today {
                        run,
                        today: Box::new(today),
                    });
                    self.replies.push(Reply::Ended { run, how });
                    None
                }
            },
            Current::Revising {
                run,
                is_edited,
                mut task,
            } => match task.advance(left) {
                None => Some(Current::Revising {
                    run,
                    is_edited,
                    task,
                }),
                Some(Ok(revised)) => {
                    (self.kit.revised)(self, run, revised, is_edited);
                    None
                }
                Some(Err(refusal)) => {
                    self.replies.push(Reply::Unrevised {
                        run,
                        edit: u32::try_from(refusal.edit).unwrap_or(u32::MAX),
                        why: refusal.why,
                    });
                    None
                }
            },
            Current::Writing { run, mut task } => match task.advance(left) {
                None => Some(Current::Writing { run, task }),
                Some(Ok(written)) => {
                    self.replies.push(Reply::File {
                        run,
                        name: written.name.to_owned(),
                        media_type: written.media_type.to_owned(),
                        bytes: written.bytes,
                    });
                    None
                }
                Some(Err(why)) => self.refuse(run, &why),
            },
        }
    }

    fn opened(&mut self, run: RunId, read: Read) {
        let import = &read.import;
        let shape = Shape::of(&import.economy);
        let economy = view::economy(&import.economy, &shape, import.changes.len());
        self.replies.push(Reply::Opened {
            run,
            economy,
            report: view::report(import.report.clone()),
            policy: import.policy.iter().filter_map(view::policy_step).collect(),
            day: import.saved.as_ref().map(|saved| saved.day),
        });
        self.open = Some(Open::new(read, shape, (self.kit.shelf)()));
    }

    pub(super) fn revised(&mut self, run: RunId, revised: Revised, is_edited: bool) {
        if let Some(open) = &mut self.open {
            open.is_edited = is_edited;
            open.shelf = (self.kit.shelf)();
            open.take(revised);
            let reports = open.scenario.changes().len();
            let economy = view::economy(&open.first.economy, &open.shape, reports);
            self.replies.push(Reply::Revised { run, economy });
        }
    }

    fn planned(
        &mut self,
        run: RunId,
        to: u32,
        outcome: Result<Record, EconomyError>,
        took: u64,
    ) -> Option<Current> {
        let day = self.open.as_ref().map_or(0, |open| open.records.len());
        let why = match (outcome, &mut self.open) {
            (Ok(mut record), Some(open)) => match view::why_no_plan(&record) {
                None => {
                    open.day_took = took;
                    // What arrived today has left room behind, of which many goods make megabytes.
                    if record.evening.on_the_way.is_empty() {
                        record.evening.on_the_way = Vec::new();
                    }
                    open.records.push(Rc::new(record));
                    return self.next_day(run, to);
                }
                Some(why) => why,
            },
            (Ok(_), None) => words().worker_no_economy_open().to_owned(),
            (Err(error), _) => error.to_string(),
        };
        self.end_run(
            run,
            Ending::Impossible(words().worker_day_cannot_planned(&day.to_string(), &why)),
        )
    }

    /// Sends the days planned since the last time.
    fn tell_days(&mut self, run: RunId) {
        let Some(open) = self
            .open
            .as_mut()
            .filter(|open| open.told < open.records.len())
        else {
            return;
        };
        let rows = open.records[open.told..]
            .iter()
            .map(|record| view::row(record, &open.shape))
            .collect();
        self.replies.push(Reply::Days {
            run,
            from: open.told as u32,
            rows,
        });
        open.told = open.records.len();
    }
}
