//! What runs between the session and its computation under way: slices of files in, messages out.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::task::Poll;

use super::protocol::{FileInfo, RunId, Stage, Tell};

/// Bytes of a slice of a file: a few dozen pieces of work, so that reading the next one is well hidden.
pub(super) const SLICE: u64 = 4 << 20;

/// Bytes of a file that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// For the answer.
    pub id: u32,
    /// Place of the file among those that were given.
    pub file: usize,
    /// The first byte.
    pub from: u64,
    /// The first byte after.
    pub to: u64,
}

/// The line.
pub(super) struct Line {
    clock: Box<dyn Fn() -> f64>,
    run: Cell<RunId>,
    tells: RefCell<Vec<Tell>>,
    wants: RefCell<Vec<Want>>,
    last_want: Cell<u32>,
    /// Slices that have come; `None` for one that could not be read.
    slices: RefCell<Vec<(u32, Option<Vec<u8>>)>>,
    /// Whether the computation waits for a slice that has not come.
    waits: Cell<bool>,
    shown: Cell<f64>,
}

/// A file cannot be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gone;

impl Line {
    pub(super) fn new(clock: impl Fn() -> f64 + 'static) -> Self {
        Self {
            clock: Box::new(clock),
            run: Cell::new(0),
            tells: RefCell::default(),
            wants: RefCell::default(),
            last_want: Cell::new(0),
            slices: RefCell::default(),
            waits: Cell::new(false),
            shown: Cell::new(f64::NEG_INFINITY),
        }
    }

    /// Seconds from some beginning.
    pub(super) fn seconds(&self) -> f64 {
        (self.clock)()
    }

    /// Forgets everything of the run before.
    pub(super) fn begin(&self, run: RunId) {
        self.run.set(run);
        self.tells.borrow_mut().clear();
        self.wants.borrow_mut().clear();
        self.slices.borrow_mut().clear();
        self.waits.set(false);
        self.shown.set(f64::NEG_INFINITY);
    }

    /// The run that is under way.
    pub(super) fn run(&self) -> RunId {
        self.run.get()
    }

    /// Tells the view.
    pub(super) fn tell(&self, tell: Tell) {
        self.tells.borrow_mut().push(tell);
    }

    /// Says how far things are, ten times a second at most.
    pub(super) fn progress(&self, stage: Stage, share: Option<f64>) {
        let now = self.seconds();
        if now - self.shown.get() >= 0.1 || share == Some(0.0) {
            self.shown.set(now);
            let run = self.run();
            self.tell(Tell::Progress { run, stage, share });
        }
    }

    pub(super) fn take_tells(&self) -> Vec<Tell> {
        self.tells.take()
    }

    pub(super) fn take_wants(&self) -> Vec<Want> {
        self.wants.take()
    }

    pub(super) fn has_news(&self) -> bool {
        !self.tells.borrow().is_empty() || !self.wants.borrow().is_empty()
    }

    /// Whether the computation can go on.
    pub(super) fn goes_on(&self) -> bool {
        !self.waits.get() || !self.slices.borrow().is_empty()
    }

    /// Takes a slice in. One that nobody waits for any more is dropped.
    pub(super) fn give(&self, id: u32, bytes: Option<Vec<u8>>) {
        if self.last_want.get().wrapping_sub(id) < 2 {
            self.slices.borrow_mut().push((id, bytes));
        }
    }

    /// Has bytes of a file read while other things go on; the number is for [`Line::slice`].
    pub(super) fn want(&self, file: usize, from: u64, to: u64) -> u32 {
        let id = self.last_want.get().wrapping_add(1);
        self.last_want.set(id);
        self.wants.borrow_mut().push(Want { id, file, from, to });
        id
    }

    /// The bytes that were wanted, once they have come.
    pub(super) async fn slice(&self, id: u32) -> Result<Vec<u8>, Gone> {
        let found = poll_fn(|_| {
            let mut slices = self.slices.borrow_mut();
            let place = slices.iter().position(|(of, _)| *of == id);
            self.waits.set(place.is_none());
            match place {
                Some(place) => Poll::Ready(slices.swap_remove(place).1),
                None => {
                    // Of an earlier question.
                    slices.clear();
                    Poll::Pending
                }
            }
        });
        found.await.ok_or(Gone)
    }

    /// The first bytes of a file, a slice at most.
    pub(super) async fn head(
        &self,
        file: usize,
        info: &FileInfo,
        most: u64,
    ) -> Result<Vec<u8>, Gone> {
        let id = self.want(file, 0, info.size.min(most));
        self.slice(id).await
    }

    /// A file as a whole, slice by slice.
    pub(super) async fn whole(&self, file: usize, info: &FileInfo) -> Result<Vec<u8>, Gone> {
        let mut bytes = Vec::with_capacity(usize::try_from(info.size).unwrap_or(0));
        while (bytes.len() as u64) < info.size {
            let from = bytes.len() as u64;
            let id = self.want(file, from, info.size.min(from + SLICE));
            let slice = self.slice(id).await?;
            if slice.is_empty() {
                return Err(Gone);
            }
            bytes.extend_from_slice(&slice);
        }
        Ok(bytes)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}
