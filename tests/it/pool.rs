//! A pool of members with the lead, all on this thread: who works and which message arrives next is thrown by dice, so that
//! orders and answers cross in every way they may in a browser.

use std::collections::VecDeque;

use olin::scale::family::Table;
use olin::scale::lead::{Lead, Out};
use olin::scale::member::Member;
use olin::scale::protocol::{Answer, Ask, Order, Outcome, Tell};

use crate::random::Dice;

/// The lead, the other members, and what is on the way between them.
pub(crate) struct Pool {
    lead: Lead,
    members: Vec<(Member, VecDeque<Order>, VecDeque<Answer>)>,
    dice: Dice,
    /// Units of work of a slice.
    slice: u64,
    /// What the page has been told, but for progress.
    pub told: Vec<Tell>,
}

impl Pool {
    /// A pool of `members`, the lead among them.
    pub(crate) fn new(members: usize, slice: u64) -> Self {
        let ticks = std::cell::Cell::new(0.0);
        Self {
            lead: Lead::new(move || {
                ticks.set(ticks.get() + 1.0);
                ticks.get()
            }),
            members: (1..members)
                .map(|_| (Member::new(), VecDeque::new(), VecDeque::new()))
                .collect(),
            dice: Dice::new(members as u64),
            slice,
            told: Vec::new(),
        }
    }

    /// Asks the lead.
    pub(crate) fn ask(&mut self, ask: Ask) {
        self.lead.receive(ask);
    }

    /// Whether anything is left to do or on the way.
    pub(crate) fn busy(&self) -> bool {
        self.lead.busy()
            || self.members.iter().any(|(member, orders, answers)| {
                member.busy() || !orders.is_empty() || !answers.is_empty()
            })
    }

    /// Has one of them do something.
    pub(crate) fn step(&mut self) {
        let who = self.dice.below(self.members.len() + 1);
        if who == 0 {
            for out in self.lead.work(&mut self.slice.clone()) {
                match out {
                    Out::Member(member, order) => {
                        self.members[member as usize - 1].1.push_back(order);
                    }
                    Out::Page(Tell::Progress { share, .. }) => {
                        assert!((0.0..=1.0).contains(&share));
                    }
                    Out::Page(tell) => self.told.push(tell),
                }
            }
            return;
        }
        let (member, orders, answers) = &mut self.members[who - 1];
        match self.dice.below(3) {
            0 => orders
                .pop_front()
                .into_iter()
                .for_each(|order| member.receive(order)),
            1 => {
                if let Some(answer) = answers.pop_front() {
                    self.lead.hear(who as u32, answer);
                }
            }
            _ => answers.extend(member.work(&mut self.slice.clone())),
        }
    }

    /// Goes on until nothing is left to do.
    pub(crate) fn finish(&mut self) {
        while self.busy() {
            self.step();
        }
    }
}

/// The request for some tables.
pub(crate) fn asked(run: u32, tables: &[Table], members: usize, room: u64) -> Ask {
    Ask::Run {
        run,
        tables: tables.to_vec(),
        members: members as u32,
        room,
    }
}

/// What comes out for a table in a pool of `members`.
pub(crate) fn solved(table: Table, members: usize, room: u64) -> Outcome {
    let mut pool = Pool::new(members, 200_000);
    pool.ask(asked(7, &[table], members, room));
    pool.finish();
    match pool.told.as_slice() {
        [
            Tell::Solved {
                run: 7,
                place: 0,
                outcome,
            },
            Tell::Ended { run: 7, .. },
        ] => (**outcome).clone(),
        other => panic!("a solved table was expected, not {other:?}"),
    }
}
