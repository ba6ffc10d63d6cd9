//! The workers of one run: a lead and its members, each with its own memory, joined by channels of their own.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use js_sys::Array;
use web_sys::MessageChannel;

use crate::scale::protocol::{Ask, PROTOCOL, Tell};
use crate::ui::bridge::{Bridge, Death, Event};

/// Where the workers' script is, relative to the page.
const SCRIPT: &str = "./scale_worker_loader.js";

/// What there is to know about the pool.
#[derive(Debug)]
pub enum News {
    /// The lead says something.
    Told(Tell),
    /// A worker is of another version than this page.
    OtherVersion,
    /// A worker is gone, and with it the run.
    Died(Death),
    /// The workers have not started for long.
    Late,
}

/// The pool. Dropping it ends its workers, which gives their memory back.
pub struct Pool {
    inner: Rc<Inner>,
}

struct Inner {
    tell: Box<dyn Fn(News)>,
    ask: Ask,
    /// The lead is the first.
    workers: Vec<Bridge<Ask, Tell>>,
    /// How many have said hello.
    greeted: Cell<usize>,
}

impl Pool {
    /// Starts `workers` workers, has the first ask the others to do what `ask` says, and tells everything to `tell`.
    pub fn start(workers: u32, ask: Ask, tell: impl Fn(News) + 'static) -> Self {
        let inner = Rc::new_cyclic(|weak: &Weak<Inner>| {
            let bridge = |_| {
                let hearing = Weak::clone(weak);
                Bridge::new(move |event| {
                    if let Some(inner) = hearing.upgrade() {
                        inner.hear(event);
                    }
                })
            };
            Inner {
                tell: Box::new(tell),
                ask,
                workers: (0..workers).map(bridge).collect(),
                greeted: Cell::new(0),
            }
        });
        for worker in &inner.workers {
            worker.start_script(SCRIPT);
        }
        Self { inner }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.inner.workers.iter().for_each(Bridge::end);
    }
}

impl Inner {
    fn hear(&self, event: Event<Tell>) {
        match event {
            Event::Heard(Tell::Hello { protocol }) if protocol == PROTOCOL => {
                self.greeted.set(self.greeted.get() + 1);
                if self.greeted.get() == self.workers.len() {
                    self.join();
                }
            }
            Event::Heard(Tell::Hello { .. }) | Event::Garbled => (self.tell)(News::OtherVersion),
            Event::Heard(tell) => (self.tell)(News::Told(tell)),
            Event::Died(death) => (self.tell)(News::Died(death)),
            Event::Late => (self.tell)(News::Late),
        }
    }

    /// Joins the lead and each member by a channel, and asks.
    fn join(&self) {
        let Some((lead, members)) = self.workers.split_first() else {
            return;
        };
        let ports = Array::new();
        for member in members {
            let Ok(channel) = MessageChannel::new() else {
                return (self.tell)(News::Died(Death::Unloaded));
            };
            let end = channel.port2();
            member.give(&end, &Array::of1(&end));
            ports.push(&channel.port1());
        }
        lead.give(&ports, &ports);
        lead.send(&self.ask);
        self.workers.iter().for_each(|worker| worker.expect(true));
    }
}
