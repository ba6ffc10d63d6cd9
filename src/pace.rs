//! Work in pieces: long computations count what they do and pause when their share is used up.
//!
//! A browser's worker hears "stop" only between two pieces of work, and it must hear it within a blink. So everything
//! that can take long (reading a file, solving, planning a year) is an `async` function that says how much it has done,
//! in *units of work* of roughly one multiply-add each. It never looks at a clock: the same input takes the same units
//! everywhere, and whoever drives a [`Task`] decides how many units a piece has. Dropping a task ends it.
//!
//! Natively nobody wants to pause: [`Pace::finish`] runs the same function to its end in one go.

use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The units of work that are left of the present piece; a shared counter, cheap to clone.
#[derive(Clone, Debug)]
pub struct Pace {
    left: Rc<Cell<u64>>,
    /// Units of work there are in all, about; 0 while nobody knows.
    in_all: Rc<Cell<u64>>,
}

impl Pace {
    /// A pace that never pauses.
    #[must_use]
    pub fn unlimited() -> Self {
        Self {
            left: Rc::new(Cell::new(u64::MAX)),
            in_all: Rc::default(),
        }
    }

    /// Says how many units of work there are in all, about, for whoever wants to know how far it is.
    pub fn expect(&self, units: u64) {
        self.in_all.set(units);
    }

    /// Counts `units` of work as done, and pauses here when the present piece is used up.
    pub async fn work(&self, units: usize) {
        let units = units as u64;
        if self.left.get() == u64::MAX {
            return;
        }
        self.left.set(self.left.get().saturating_sub(units));
        std::future::poll_fn(|_| {
            if self.left.get() == 0 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }

    /// Runs a computation to its end without pausing.
    ///
    /// # Panics
    /// When the computation waits for something that is not [`Pace::work`]; nothing of ours does.
    pub fn finish<T, F: Future<Output = T>>(computation: impl FnOnce(Self) -> F) -> T {
        let mut future = pin!(computation(Self::unlimited()));
        match future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(value) => value,
            Poll::Pending => unreachable!("an unlimited pace never pauses"),
        }
    }
}

/// A computation under way that is driven piece by piece.
pub struct Task<T> {
    pace: Pace,
    done: u64,
    future: Pin<Box<dyn Future<Output = T>>>,
}

impl<T> Task<T> {
    /// A computation that has not begun.
    pub fn new<F: Future<Output = T> + 'static>(computation: impl FnOnce(Pace) -> F) -> Self {
        let pace = Pace {
            left: Rc::new(Cell::new(0)),
            in_all: Rc::default(),
        };
        Self {
            done: 0,
            future: Box::pin(computation(pace.clone())),
            pace,
        }
    }

    /// Goes on for about `units` of work and takes what was done from them; the result, once there is
    /// one. Not to be called again after that.
    pub fn advance(&mut self, units: &mut u64) -> Option<T> {
        let share = (*units).clamp(1, u64::MAX - 1);
        self.pace.left.set(share);
        let mut context = Context::from_waker(Waker::noop());
        let polled = self.future.as_mut().poll(&mut context);
        *units = self.pace.left.get();
        self.done += share - *units;
        match polled {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }
}

impl<T> Task<T> {
    /// Says how many units of work there are in all, about, as [`Pace::expect`] does.
    #[must_use]
    pub fn expecting(self, units: u64) -> Self {
        self.pace.expect(units);
        self
    }

    /// Units of work done so far.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done
    }

    /// How far it is, from 0 to 1, about; 0 where nobody knows. What takes longer than was expected stays short of the end.
    #[must_use]
    pub fn part(&self) -> f64 {
        match self.pace.in_all.get() {
            0 => 0.0,
            all => (self.done as f64 / all as f64).min(0.99),
        }
    }
}

impl<T> std::fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task")
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn count_to(n: u32, pace: Pace) -> u32 {
        let mut count = 0;
        for _ in 0..n {
            count += 1;
            pace.work(10).await;
        }
        count
    }

    #[test]
    fn pauses_when_its_share_is_used_up() {
        let mut task = Task::new(|pace| count_to(7, pace));
        let pieces = std::iter::repeat_with(|| task.advance(&mut 20))
            .take(8)
            .position(|ended| ended.is_some());
        // Two counts to a piece: 2, 4, 6, and the seventh in the fourth piece.
        assert_eq!(pieces, Some(3));
    }

    #[test]
    fn says_how_far_it_is_where_somebody_knows_how_much_there_is() {
        let mut task = Task::new(|pace| count_to(10, pace));
        task.advance(&mut 20);
        assert_eq!((task.done(), task.part()), (20, 0.0));
        let mut task = task.expecting(100);
        task.advance(&mut 30);
        assert_eq!((task.done(), task.part()), (50, 0.5));
        // Ten counts were a hundred units; whoever expected less is told that it is not over.
        let mut task = task.expecting(50);
        task.advance(&mut 10);
        assert_eq!(task.part(), 0.99);
    }

    #[test]
    fn finish_never_pauses() {
        assert_eq!(Pace::finish(|pace| count_to(1000, pace)), 1000);
    }
}
