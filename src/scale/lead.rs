//! The member that leads the others and answers the page, as a pure state machine: what page and members say in, a share of
//! work, messages out. It is member 0 itself, so a pool of one sends no orders.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use super::member::Member;
use super::protocol::{Answer, Ask, Ending, JobId, Order, RunId, Tell};
use super::solving;
use crate::pace::Task;

/// A message of the lead, and whom it is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// To the page.
    Page(Tell),
    /// To a member, from 1.
    Member(u32, Order),
}

/// The lead.
#[derive(Debug)]
pub struct Lead {
    own: Member,
    line: Rc<Line>,
    current: Option<(RunId, Task<Ending>)>,
    /// Members of the last run.
    members: u32,
}

impl Lead {
    /// A lead with nothing to do. `clock` gives seconds from any beginning; they are reported and decide nothing.
    #[must_use]
    pub fn new(clock: impl Fn() -> f64 + 'static) -> Self {
        Self {
            own: Member::new(),
            line: Rc::new(Line {
                clock: Box::new(clock),
                jobs: Cell::new(0),
                waits: Cell::new(false),
                mail: RefCell::default(),
                orders: RefCell::default(),
                tells: RefCell::default(),
            }),
            current: None,
            members: 1,
        }
    }

    /// Hears the page. Cheap: [`Lead::work`] does what is asked.
    pub fn receive(&mut self, ask: Ask) {
        self.end(Ending::Stopped);
        if let Ask::Run {
            run,
            tables,
            members,
            room,
        } = ask
        {
            self.members = members.max(1);
            let (line, members) = (Rc::clone(&self.line), self.members);
            let task = Task::new(async move |pace| {
                solving::run(&line, run, tables, members, room, &pace).await
            });
            self.line.waits.set(false);
            self.current = Some((run, task));
        }
    }

    /// Hears a member. Cheap, like [`Lead::receive`].
    pub fn hear(&mut self, member: u32, answer: Answer) {
        self.line.mail.borrow_mut().push_back((member, answer));
    }

    /// Whether there is work that waits for no message.
    #[must_use]
    pub fn busy(&self) -> bool {
        let told = !self.line.tells.borrow().is_empty() || !self.line.orders.borrow().is_empty();
        let goes_on = self.line.has_mail() || !self.line.waits.get();
        told || self.own.busy() || (self.current.is_some() && goes_on)
    }

    /// Works for about `left` units (see [`crate::pace`]), takes them from it, and hands out what there is to say. It comes back
    /// before they are used up when there is something to say, and when it waits for members: how long a unit takes follows
    /// from the units taken, not from those offered.
    pub fn work(&mut self, left: &mut u64) -> Vec<Out> {
        let mut outs = self.take_outs();
        while *left > 0 && outs.is_empty() {
            let before = *left;
            if let Some((_, task)) = &mut self.current
                && let Some(how) = task.advance(left)
            {
                self.end(how);
            }
            outs = self.take_outs();
            // Its own share comes after the orders are out: members would stand idle meanwhile.
            if outs.is_empty() {
                for answer in self.own.work(left) {
                    self.hear(0, answer);
                }
            }
            if self.current.is_none() {
                // What members say of a run that has ended is late.
                self.line.mail.borrow_mut().clear();
            }
            if *left == before && !self.line.has_mail() {
                break;
            }
        }
        outs.extend(self.take_outs());
        outs
    }

    /// Ends the run that is under way, if one is, and forgets its table everywhere.
    fn end(&mut self, how: Ending) {
        if let Some((run, _)) = self.current.take() {
            self.line.mail.borrow_mut().clear();
            self.line.orders.borrow_mut().clear();
            self.line.order_all(self.members, |_| Order::Forget);
            self.line.tell(Tell::Ended { run, how });
        }
    }

    /// What is to be said, but for orders to the lead itself, which it hears.
    fn take_outs(&mut self) -> Vec<Out> {
        let mut outs = Vec::new();
        for (member, order) in self.line.orders.take() {
            if member == 0 {
                self.own.receive(order);
            } else {
                outs.push(Out::Member(member, order));
            }
        }
        outs.extend(self.line.tells.take().into_iter().map(Out::Page));
        outs
    }
}

/// What runs between the lead and its computation under way.
pub(super) struct Line {
    clock: Box<dyn Fn() -> f64>,
    /// Number of the last job; answers about earlier ones are late.
    jobs: Cell<JobId>,
    /// Whether the computation waits for mail.
    waits: Cell<bool>,
    mail: RefCell<VecDeque<(u32, Answer)>>,
    orders: RefCell<Vec<(u32, Order)>>,
    tells: RefCell<Vec<Tell>>,
}

impl Line {
    /// Seconds from some beginning.
    pub(super) fn seconds(&self) -> f64 {
        (self.clock)()
    }

    /// A number for the next job.
    pub(super) fn next_job(&self) -> JobId {
        self.jobs.set(self.jobs.get().wrapping_add(1));
        self.jobs.get()
    }

    /// Tells the page.
    pub(super) fn tell(&self, tell: Tell) {
        self.tells.borrow_mut().push(tell);
    }

    /// Gives an order to a member; 0 is the lead itself.
    pub(super) fn order(&self, member: u32, order: Order) {
        self.orders.borrow_mut().push((member, order));
    }

    /// Gives an order to every member.
    pub(super) fn order_all(&self, members: u32, order: impl Fn(u32) -> Order) {
        (0..members).for_each(|member| self.order(member, order(member)));
    }

    /// The next answer of a member, once there is one.
    pub(super) async fn answer(&self) -> (u32, Answer) {
        poll_fn(|_| {
            let mail = self.mail.borrow_mut().pop_front();
            self.waits.set(mail.is_none());
            mail.map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    fn has_mail(&self) -> bool {
        !self.mail.borrow().is_empty()
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("mail", &self.mail)
            .field("orders", &self.orders)
            .finish_non_exhaustive()
    }
}
