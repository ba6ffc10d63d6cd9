//! A pool of members natively: the lead on the thread that asks, a thread for every other member.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Instant;

use olin::scale::family::Table;
use olin::scale::lead::{Lead, Out};
use olin::scale::member::Member;
use olin::scale::protocol::{Answer, Ask, Ending, Order, Outcome, Tell};

/// Units of work between two looks at the mail.
const SLICE: u64 = 10_000_000;

/// Threads that wait for orders.
pub struct Pool {
    members: u32,
    orders: Vec<Sender<Order>>,
    answers: Receiver<(u32, Answer)>,
}

impl Pool {
    /// A pool of `members`, the thread that asks among them.
    pub fn new(members: u32) -> Self {
        let (answer, answers) = channel();
        let orders = (1..members)
            .map(|member| {
                let (order, orders) = channel();
                let answer = answer.clone();
                std::thread::spawn(move || {
                    serve(&orders, |said| answer.send((member, said)).is_ok());
                });
                order
            })
            .collect();
        Self {
            members,
            orders,
            answers,
        }
    }

    /// Makes, solves and checks a table.
    pub fn solve(&self, table: Table) -> Result<Outcome, String> {
        let clock = Instant::now();
        let mut lead = Lead::new(move || clock.elapsed().as_secs_f64());
        lead.receive(Ask::Run {
            run: 0,
            tables: vec![table],
            members: self.members,
            room: u64::MAX,
        });
        let mut solved = None;
        loop {
            while let Ok((member, answer)) = self.answers.try_recv() {
                lead.hear(member, answer);
            }
            for out in lead.work(&mut SLICE.clone()) {
                match out {
                    Out::Member(member, order) => {
                        let sent = self.orders[member as usize - 1].send(order);
                        sent.map_err(|_| "a member is gone".to_owned())?;
                    }
                    Out::Page(Tell::Solved { outcome, .. }) => solved = Some(*outcome),
                    Out::Page(Tell::Ended { how, .. }) => {
                        return match (how, solved) {
                            (Ending::Done, Some(outcome)) => Ok(outcome),
                            (how, _) => Err(format!("the run ended so: {how:?}")),
                        };
                    }
                    Out::Page(_) => {}
                }
            }
        }
    }
}

/// A member's thread: goes on for as long as someone listens.
fn serve(orders: &Receiver<Order>, say: impl Fn(Answer) -> bool) {
    let mut member = Member::new();
    loop {
        let order = if member.busy() {
            orders.try_recv()
        } else {
            orders.recv().map_err(|_| TryRecvError::Disconnected)
        };
        match order {
            Ok(order) => member.receive(order),
            Err(TryRecvError::Empty) => {
                if !member.work(&mut SLICE.clone()).into_iter().all(&say) {
                    return;
                }
            }
            Err(TryRecvError::Disconnected) => return,
        }
    }
}
