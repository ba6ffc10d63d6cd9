//! The worker of the view of tables as a pure state machine: what is asked and read goes in, a share of work is done, and
//! messages and wishes for bytes come out.

use std::rc::Rc;

use super::large;
use super::line::{Line, Want};
use super::national;
use super::protocol::{Ask, Fault, FileInfo, Mapping, RunId, Stage, Tell};
use super::reading::{Large, Read, read};
use crate::pace::Task;
use crate::tables::{self, flows::FlowTable};

/// The bytes that a sparse table may take in a browser, whose memory ends at four gigabytes.
pub const BROWSER_ROOM: u64 = 3 << 30;

/// What the session has to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// To the view.
    Tell(Tell),
    /// Bytes of a file that it wants.
    Want(Want),
}

/// What has been read, and is kept while questions about it come.
#[derive(Clone, Debug, Default)]
enum Held {
    #[default]
    Nothing,
    National(Rc<FlowTable>, String),
    Sparse(Rc<Large>, Option<Rc<Vec<f64>>>),
}

/// The session.
#[derive(Debug)]
pub struct Session {
    line: Rc<Line>,
    held: Held,
    /// What is under way; it gives what is held from then on, where that changes.
    task: Option<Task<Result<Option<Held>, Vec<Fault>>>>,
    room: u64,
}

impl Session {
    /// A session that holds nothing. `clock` gives seconds from any beginning; they are reported and decide only how often
    /// progress is. `room` is how many bytes a sparse table may take.
    #[must_use]
    pub fn new(room: u64, clock: impl Fn() -> f64 + 'static) -> Self {
        Self {
            line: Rc::new(Line::new(clock)),
            held: Held::default(),
            task: None,
            room,
        }
    }

    /// Hears the view. Cheap: [`Session::work`] does what is asked.
    pub fn receive(&mut self, ask: Ask) {
        self.task = None;
        self.line.begin(ask.run());
        let line = Rc::clone(&self.line);
        match ask {
            Ask::Read { files, .. } => {
                // What was held goes first: two large tables may not fit.
                self.held = Held::Nothing;
                self.task = Some(reading(line, files, self.room));
            }
            Ask::Try { mapping, .. } => self.task = self.roles(mapping, false),
            Ask::Use { mapping, .. } => self.task = self.roles(mapping, true),
            Ask::Solve { .. } => {
                if let Held::Sparse(large, _) = &self.held {
                    let large = Rc::clone(large);
                    self.task = Some(Task::new(async move |pace| {
                        let (solved, x) = large::solve(&line, &large, &pace).await;
                        let (run, x) = (line.run(), solved.trouble.is_none().then(|| Rc::new(x)));
                        line.tell(Tell::Solved { run, solved });
                        Ok(Some(Held::Sparse(large, x)))
                    }));
                }
            }
            Ask::Write { .. } => {
                if let Held::Sparse(large, Some(x)) = &self.held {
                    let (large, x) = (Rc::clone(large), Rc::clone(x));
                    self.task = Some(Task::new(async move |pace| {
                        large::write(&line, &large, &x, &pace).await;
                        Ok(None)
                    }));
                }
            }
            Ask::UseSparse { .. } => {
                if let Held::Sparse(large, _) = &self.held {
                    let large = Rc::clone(large);
                    self.task = Some(Task::new(async move |pace| {
                        line.progress(Stage::Writing, None);
                        let bytes = large::economy(&large, &pace).await?;
                        let run = line.run();
                        line.tell(Tell::Economy { run, bytes });
                        Ok(None)
                    }));
                }
            }
            Ask::Stop => {}
        }
    }

    /// What roles make of the table that is held, or the economy that they make.
    fn roles(
        &self,
        mapping: Mapping,
        takes: bool,
    ) -> Option<Task<Result<Option<Held>, Vec<Fault>>>> {
        let Held::National(table, file) = &self.held else {
            return None;
        };
        let fits = mapping.columns.len() == table.columns().len()
            && mapping.rows.len() == table.rows().len();
        let (line, table, file) = (Rc::clone(&self.line), Rc::clone(table), file.clone());
        fits.then(|| {
            Task::new(async move |pace| {
                let run = line.run();
                if takes {
                    line.progress(Stage::Writing, None);
                    // Without the ending of a file, which says nothing about the economy.
                    let name = file.rsplit_once('.').map_or(&*file, |(name, _)| name);
                    let bytes = national::economy(name, &mapping, &table, &pace).await?;
                    line.tell(Tell::Economy { run, bytes });
                } else {
                    let told = national::tried(&mapping, &table, &pace).await?;
                    line.tell(Tell::Tried { run, told });
                }
                Ok(None)
            })
        })
    }

    /// Takes in bytes that were wanted; `None` when the file cannot be read.
    pub fn give(&mut self, id: u32, bytes: Option<Vec<u8>>) {
        self.line.give(id, bytes);
    }

    /// Whether there is work that waits for no bytes.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.line.has_news() || self.task.is_some() && self.line.goes_on()
    }

    /// Works for about `left` units, takes them from it, and hands out what there is to say.
    pub fn work(&mut self, left: &mut u64) -> Vec<Out> {
        if let Some(task) = self.task.as_mut().filter(|_| self.line.goes_on())
            && let Some(ended) = task.advance(left)
        {
            self.task = None;
            match ended {
                Ok(Some(held)) => self.held = held,
                Ok(None) => {}
                Err(faults) => {
                    let (run, faults) = (self.line.run(), tables::folded(faults));
                    self.line.tell(Tell::Refused { run, faults });
                }
            }
        }
        let wants = self.line.take_wants().into_iter().map(Out::Want);
        wants
            .chain(self.line.take_tells().into_iter().map(Out::Tell))
            .collect()
    }
}

impl Ask {
    fn run(&self) -> RunId {
        match self {
            Self::Read { run, .. }
            | Self::Try { run, .. }
            | Self::Use { run, .. }
            | Self::Solve { run }
            | Self::Write { run }
            | Self::UseSparse { run } => *run,
            Self::Stop => 0,
        }
    }
}

fn reading(
    line: Rc<Line>,
    files: Vec<FileInfo>,
    room: u64,
) -> Task<Result<Option<Held>, Vec<Fault>>> {
    Task::new(async move |pace| {
        let began = line.seconds();
        let found = read(&line, &files, room, &pace).await?;
        let run = line.run();
        Ok(Some(match found {
            Read::National(table, file) => {
                let proposed = Box::new(national::proposed(&table, &file, &pace).await);
                line.tell(Tell::National {
                    run,
                    table: proposed,
                });
                Held::National(Rc::new(table), file)
            }
            Read::Sparse(large) => {
                let table = large::view(&large, line.seconds() - began);
                line.tell(Tell::Sparse { run, table });
                Held::Sparse(Rc::new(large), None)
            }
        }))
    })
}
