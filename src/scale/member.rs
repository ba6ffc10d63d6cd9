//! A member of the pool as a pure state machine: it makes its rows, substitutes back, multiplies, checks. Orders in, a share
//! of work, answers out.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::protocol::{Answer, JobId, Order};
use super::rows::Rows;
use super::substitution::{Step, Substitution};
use crate::pace::Task;

/// What a member holds, and what it is at.
#[derive(Debug, Default)]
pub struct Member {
    /// The rows it has made, with the number of their table.
    rows: Option<(JobId, Rc<Rows>)>,
    /// Orders not yet begun.
    waiting: VecDeque<Order>,
    doing: Option<Doing>,
}

#[derive(Debug)]
enum Doing {
    Making {
        job: JobId,
        cells: Rc<Cell<u64>>,
        task: Task<Rows>,
    },
    Substituting {
        job: JobId,
        rows: Rc<Rows>,
        state: Substitution,
    },
    Multiplying {
        job: JobId,
        task: Task<Vec<f64>>,
    },
    Checking {
        job: JobId,
        task: Task<f64>,
    },
}

impl Member {
    /// A member that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hears an order. Cheap: it only notes what to do; [`Member::work`] does it.
    pub fn receive(&mut self, order: Order) {
        match order {
            // Whatever goes on has lost its meaning, and its memory is needed.
            Order::Forget | Order::Make { .. } => {
                self.doing = None;
                self.rows = None;
                self.waiting.clear();
                if matches!(order, Order::Make { .. }) {
                    self.waiting.push_back(order);
                }
            }
            Order::Tile { job, tile, x } => match &mut self.doing {
                Some(Doing::Substituting {
                    job: current,
                    state,
                    ..
                }) if *current == job => state.take(tile as usize, x),
                // Found by another before this member has begun.
                _ => self.waiting.push_back(Order::Tile { job, tile, x }),
            },
            Order::Substitute { .. } | Order::Multiply { .. } | Order::Check { .. } => {
                self.waiting.push_back(order);
            }
        }
    }

    /// Whether there is work that waits for no message.
    #[must_use]
    pub fn busy(&self) -> bool {
        match &self.doing {
            Some(Doing::Substituting { state, .. }) => !state.waits(),
            Some(_) => true,
            None => !self.waiting.is_empty(),
        }
    }

    /// Works for about `left` units (see [`crate::pace`]), takes them from it, and hands out what there is to answer. It comes
    /// back before they are used up when it has found what others wait for, and now and then to hear what others have found:
    /// how long a unit takes follows from the units taken, not from those offered.
    pub fn work(&mut self, left: &mut u64) -> Vec<Answer> {
        /// Units after which a member that shares a back-substitution looks for what others have found: a blink of an eye
        /// in a thousand, some ten times what a message takes.
        const LOOK_UP: u64 = 300_000;
        let (mut answers, offered) = (Vec::new(), *left);
        while *left > 0 && answers.is_empty() {
            if self.doing.is_none() {
                match self.waiting.pop_front() {
                    Some(order) => self.begin(order),
                    None => break,
                }
            }
            let Some(doing) = self.doing.take() else {
                continue;
            };
            let before = *left;
            self.doing = self.advance(doing, left, &mut answers);
            let in_company = matches!(
                &self.doing,
                Some(Doing::Substituting { state, .. }) if state.has_company()
            );
            if *left == before || (in_company && offered - *left > LOOK_UP) {
                break;
            }
        }
        if let Some(Doing::Making { job, cells, .. }) = &self.doing {
            let (job, cells) = (*job, cells.get());
            answers.push(Answer::Making { job, cells });
        }
        answers
    }

    fn begin(&mut self, order: Order) {
        let rows_of = |wanted: JobId| {
            let rows = self.rows.as_ref().filter(|(job, _)| *job == wanted);
            rows.map(|(_, rows)| Rc::clone(rows))
        };
        self.doing = match order {
            Order::Make {
                job,
                table,
                members,
                member,
            } => {
                let cells = Rc::new(Cell::new(0));
                let told = Rc::clone(&cells);
                let task = Task::new(async move |pace| {
                    let made = move |cells| told.set(cells);
                    Rows::make(table, members as usize, member as usize, made, &pace).await
                });
                Some(Doing::Making { job, cells, task })
            }
            Order::Substitute { job } => rows_of(job).map(|rows| Doing::Substituting {
                job,
                state: Substitution::new(&rows),
                rows,
            }),
            Order::Multiply { job, x } => rows_of(job).map(|rows| Doing::Multiplying {
                job,
                task: Task::new(async move |pace| rows.times(&x, &pace).await),
            }),
            Order::Check { job, x } => rows_of(job).map(|rows| Doing::Checking {
                job,
                task: Task::new(async move |pace| rows.residual(&x, &pace).await),
            }),
            // Of a table that has been forgotten.
            Order::Tile { .. } | Order::Forget => None,
        };
        if let Some(Doing::Substituting { job, state, .. }) = &mut self.doing {
            // What others found before this member has begun.
            let (now, later) = std::mem::take(&mut self.waiting)
                .into_iter()
                .partition(|order| matches!(order, Order::Tile { job: of, .. } if of == job));
            self.waiting = later;
            for order in now {
                if let Order::Tile { tile, x, .. } = order {
                    state.take(tile as usize, x);
                }
            }
        }
    }

    /// Goes on with a piece of work; gives back what is left to do of it.
    fn advance(
        &mut self,
        doing: Doing,
        left: &mut u64,
        answers: &mut Vec<Answer>,
    ) -> Option<Doing> {
        match doing {
            Doing::Making {
                job,
                cells,
                mut task,
            } => match task.advance(left) {
                None => Some(Doing::Making { job, cells, task }),
                Some(rows) => {
                    answers.push(Answer::Made {
                        job,
                        cells: rows.cells(),
                        bytes: rows.bytes(),
                        triangular: rows.is_triangular(),
                    });
                    self.rows = Some((job, Rc::new(rows)));
                    None
                }
            },
            Doing::Substituting {
                job,
                rows,
                mut state,
            } => {
                match state.step(&rows) {
                    Step::Worked(units) => *left = left.saturating_sub(units as u64),
                    Step::Found(tile, x, units) => {
                        *left = left.saturating_sub(units as u64);
                        let tile = tile as u32;
                        answers.push(Answer::Tile { job, tile, x });
                    }
                    Step::Waiting => {}
                    Step::Done => return None,
                }
                Some(Doing::Substituting { job, rows, state })
            }
            Doing::Multiplying { job, mut task } => match task.advance(left) {
                None => Some(Doing::Multiplying { job, task }),
                Some(product) => {
                    answers.push(Answer::Product { job, product });
                    None
                }
            },
            Doing::Checking { job, mut task } => match task.advance(left) {
                None => Some(Doing::Checking { job, task }),
                Some(residual) => {
                    answers.push(Answer::Checked { job, residual });
                    None
                }
            },
        }
    }
}
