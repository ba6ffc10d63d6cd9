//! What the Scale view knows: how far the run under way is, and what has come out.

use crate::scale::family::Table;
use crate::scale::memory::megabytes;
use crate::scale::protocol::{Ask, Ending, Method, RunId, Stage, Tell};
use crate::scale::published;
use crate::ui::number::{percent, whole};
use crate::words::words;

/// A table that was solved.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The table.
    pub table: Table,
    /// Workers that shared the work.
    pub workers: u32,
    /// Its cells.
    pub cells: u64,
    /// Bytes that all workers together held for it.
    pub bytes: u64,
    /// Seconds it took to make.
    pub making: f64,
    /// Seconds it took to solve, without the check.
    pub solving: f64,
    /// Seconds it took to check.
    pub checking: f64,
    /// How it was solved.
    pub method: Method,
    /// Products with the whole table that took.
    pub products: u32,
    /// The residual, recomputed apart from the solver's sums.
    pub residual: f64,
    /// Whether the method settled.
    pub settled: bool,
    /// A number that follows from every bit of x, see [`digest`].
    pub digest: u64,
}

impl Solved {
    /// The seconds that the paper gives for a table like this one.
    #[must_use]
    pub fn published(&self) -> Option<f64> {
        published::seconds(self.table.point)
    }
}

/// A run under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    id: RunId,
    tables: Vec<Table>,
    place: usize,
    stage: Option<Stage>,
    share: f64,
}

impl Run {
    /// How much of it is done, from 0 to 1, counted in cells: a table takes as long as it has cells.
    #[must_use]
    pub fn share(&self) -> f64 {
        /// Most of the time goes into making a table.
        const MAKING: f64 = 0.8;
        let cells = |tables: &[Table]| tables.iter().map(|table| table.cells() as f64).sum::<f64>();
        let within = match self.stage {
            None => 0.0,
            Some(Stage::Making) => MAKING * self.share,
            Some(Stage::Solving) => MAKING,
            Some(Stage::Checking) => 0.5 * (1.0 + MAKING),
        };
        let (before, rest) = self.tables.split_at(self.place.min(self.tables.len()));
        let now = rest.first().map_or(0.0, |table| table.cells() as f64);
        (cells(before) + now * within) / cells(&self.tables).max(1.0)
    }

    /// What is being done.
    #[must_use]
    pub fn words(&self) -> String {
        let Some(table) = self.tables.get(self.place) else {
            return String::new();
        };
        let (words, point) = (words(), table.point);
        let [industrial, finals, needs] = [point.industrial, point.finals, point.needs].map(whole);
        let doing = match self.stage {
            None => words.scale_starting(&industrial, &finals, &needs),
            Some(Stage::Making) => {
                let share = percent((self.share * 100.0).floor() / 100.0);
                words.scale_making(&share, &industrial, &finals, &needs)
            }
            Some(Stage::Solving) => words.scale_solving(&industrial, &finals, &needs),
            Some(Stage::Checking) => words.scale_checking(&industrial, &finals, &needs),
        };
        match self.tables.len() {
            1 => doing,
            all => words.scale_table_of(&whole(self.place as u64 + 1), &whole(all as u64), &doing),
        }
    }
}

/// What the Scale view knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    run: Option<Run>,
    last_run: RunId,
    results: Vec<Solved>,
}

/// What came of a run, for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It is over; in words.
    Over(String),
    /// It cannot be done; in words.
    Trouble(String),
}

impl State {
    /// The run under way.
    #[must_use]
    pub fn run(&self) -> Option<&Run> {
        self.run.as_ref()
    }

    /// What has come out, the last one last. A table that is run again with as many workers takes the place of what it
    /// was.
    #[must_use]
    pub fn results(&self) -> &[Solved] {
        &self.results
    }

    /// Begins a run: what to ask of the pool.
    pub fn begin(&mut self, tables: Vec<Table>, members: u32, room: u64) -> Ask {
        self.last_run = self.last_run.wrapping_add(1);
        let run = self.last_run;
        self.run = Some(Run {
            id: run,
            tables: tables.clone(),
            place: 0,
            stage: None,
            share: 0.0,
        });
        Ask::Run {
            run,
            tables,
            members,
            room,
        }
    }

    /// The run is given up: stopped, or its workers are gone. What has come out stays.
    pub fn give_up(&mut self) {
        self.run = None;
    }

    /// Forgets what has come out.
    pub fn clear(&mut self) {
        self.results.clear();
    }

    /// Takes in what the pool tells. What belongs to an earlier run changes nothing.
    pub fn apply(&mut self, tell: Tell) -> Option<News> {
        let current = self.run.as_ref().map(|run| run.id);
        match tell {
            Tell::Progress {
                run,
                place,
                stage,
                share,
            } if Some(run) == current => {
                if let Some(run) = &mut self.run {
                    run.place = place as usize;
                    run.stage = Some(stage);
                    run.share = share;
                }
                None
            }
            Tell::Solved { run, outcome, .. } if Some(run) == current => {
                let solved = Solved {
                    table: outcome.table,
                    workers: outcome.members,
                    cells: outcome.cells,
                    bytes: outcome.bytes,
                    making: outcome.making,
                    solving: outcome.solving,
                    checking: outcome.checking,
                    method: outcome.method,
                    products: outcome.products,
                    residual: outcome.residual,
                    settled: outcome.settled,
                    digest: digest(&outcome.x),
                };
                self.results
                    .retain(|other| (other.table, other.workers) != (solved.table, solved.workers));
                self.results.push(solved);
                None
            }
            Tell::TooLarge {
                run, needed, room, ..
            } if Some(run) == current => {
                Some(News::Trouble(words().scale_table_was_passed_over(
                    &whole(megabytes(needed)),
                    &whole(megabytes(room)),
                )))
            }
            Tell::Ended { run, how } if Some(run) == current => {
                let tables = self.run.take().map_or(0, |run| run.tables.len());
                match how {
                    Ending::Done => Some(News::Over(self.over(tables))),
                    Ending::Stopped => None,
                    Ending::Impossible(why) => Some(News::Trouble(why)),
                }
            }
            // Late, or for whoever starts the workers.
            Tell::Hello { .. }
            | Tell::Progress { .. }
            | Tell::Solved { .. }
            | Tell::TooLarge { .. }
            | Tell::Ended { .. } => None,
        }
    }

    fn over(&self, tables: usize) -> String {
        match self.results.last() {
            Some(last) if tables == 1 => {
                let (cells, took) = (whole(last.cells), seconds(last.solving));
                match last.published().map(seconds) {
                    Some(given) => words().scale_solved_beside(&cells, &took, &given),
                    None => words().scale_solved_coefficients(&cells, &took),
                }
            }
            _ => words().scale_tables_solved(&tables.to_string()),
        }
    }
}

/// Seconds as people read them: `0.093 s`, `5.69 s`, `12.4 ms`.
#[must_use]
pub fn seconds(seconds: f64) -> String {
    use crate::ui::number::{NBSP, significant};
    if seconds < 0.0995 {
        format!("{}{NBSP}ms", significant(seconds * 1000.0, 3))
    } else {
        format!("{}{NBSP}s", significant(seconds, 3))
    }
}

/// A number that follows from every bit of x, to compare solutions with: FNV-1a over the little-endian bytes.
#[must_use]
pub fn digest(x: &[f64]) -> u64 {
    let bytes = x.iter().flat_map(|x| x.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
