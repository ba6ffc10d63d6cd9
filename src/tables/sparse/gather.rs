//! Entries to coefficients: rows that come in order go straight to where they stay, others are counted first.

use crate::economy::{Builder, Coefficients, Scatter};
use crate::pace::Pace;

/// What comes after a file has been read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Everything is there.
    Done,
    /// The file has to be pushed once more from its beginning.
    Again,
}

/// How many bytes a table takes, at most: its columns, its amounts in 64 bits, and where its rows begin.
#[must_use]
pub fn needs(rows: usize, columns: usize, entries: u64) -> u64 {
    let short = rows.max(columns) <= usize::from(u16::MAX);
    let entry = if short { 10 } else { 12 };
    // While rows are gathered each is counted, too.
    entries * entry + rows as u64 * (size_of::<usize>() as u64 + 4)
}

/// Gathers entries. Several amounts for one cell are added up, and zeros take no room.
#[derive(Debug)]
pub(super) struct Gather {
    columns: usize,
    /// Entries of each row that are not zero.
    pub(super) counts: Vec<u32>,
    /// Whether every amount so far is a 32-bit float.
    single: bool,
    /// How many amounts were added to another.
    pub(super) added: usize,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Rows came in order so far: the row under way, and its cells.
    InOrder {
        builder: Builder,
        row: usize,
        cells: Vec<(u32, f64)>,
    },
    /// They did not: the first pass counts them.
    Counting,
    /// The second puts them where they belong; `false` when they are not those of the first.
    Placing(Scatter, bool),
}

impl Gather {
    /// For a table whose size is known.
    pub(super) fn of(rows: usize, columns: usize, entries: usize) -> Self {
        Self {
            columns,
            counts: vec![0; rows],
            single: true,
            added: 0,
            state: State::InOrder {
                builder: Builder::new(rows, columns, entries),
                row: 0,
                cells: Vec::new(),
            },
        }
    }

    /// For a table whose size shows only at the end: rows are added to `counts` as they are met.
    pub(super) fn unknown() -> Self {
        Self {
            columns: 0,
            counts: Vec::new(),
            single: true,
            added: 0,
            state: State::Counting,
        }
    }

    /// Whether rows came in order.
    pub(super) fn in_order(&self) -> bool {
        matches!(self.state, State::InOrder { .. })
    }

    /// Takes an entry, from 0.
    #[inline]
    pub(super) fn entry(&mut self, row: usize, column: usize, amount: f64) {
        if amount == 0.0 {
            return;
        }
        match &mut self.state {
            State::InOrder {
                builder,
                row: at,
                cells,
            } => {
                if row != *at {
                    if row < *at {
                        // What was built is given back; the rest of the pass only counts.
                        self.state = State::Counting;
                        return self.entry(row, column, amount);
                    }
                    self.added += flush(builder, *at, cells);
                    *at = row;
                }
                cells.push((column as u32, amount));
                self.counts[row] += 1;
                self.single &= f64::from(amount as f32) == amount;
            }
            State::Counting => {
                self.counts[row] += 1;
                self.single &= f64::from(amount as f32) == amount;
            }
            State::Placing(scatter, same) => {
                *same = *same
                    && row < self.counts.len()
                    && column < self.columns
                    && scatter.put(row, column, amount);
            }
        }
    }

    /// After a pass: whether another is needed, which then begins.
    pub(super) fn end_of_pass(&mut self, columns: usize) -> Pass {
        if !matches!(self.state, State::Counting) {
            return Pass::Done;
        }
        self.columns = columns;
        self.added = 0;
        self.state = State::Placing(Scatter::new(columns, &self.counts, self.single), true);
        Pass::Again
    }

    /// The table, and how many amounts were added to another; `None` when the second pass was not as the first.
    pub(super) async fn finish(self, pace: &Pace) -> Option<(Coefficients, usize)> {
        match self.state {
            State::InOrder {
                mut builder,
                row,
                mut cells,
            } => {
                let added = self.added + flush(&mut builder, row, &mut cells);
                pace.work(self.counts.len()).await;
                Some((builder.finish(), added))
            }
            State::Counting => None,
            State::Placing(mut scatter, same) => {
                if !same || !scatter.is_full(&self.counts) {
                    return None;
                }
                while let Some(cells) = scatter.settle_row() {
                    pace.work(4 * cells + 1).await;
                }
                Some(scatter.finish())
            }
        }
    }
}

/// Writes a row to where it stays. How many amounts were added to another.
fn flush(builder: &mut Builder, row: usize, cells: &mut Vec<(u32, f64)>) -> usize {
    if cells.is_empty() {
        return 0;
    }
    while builder.rows_begun() <= row {
        builder.begin_row();
    }
    let mut added = 0;
    if cells.is_sorted_by(|a, b| a.0 < b.0) {
        for &(column, amount) in &*cells {
            builder.push(column as usize, amount);
        }
    } else {
        // A stable sort, so that amounts of one cell are added in the order in which they came.
        cells.sort_by_key(|cell| cell.0);
        for of_a_cell in cells.chunk_by(|a, b| a.0 == b.0) {
            builder.push(
                of_a_cell[0].0 as usize,
                of_a_cell.iter().map(|cell| cell.1).sum(),
            );
            added += of_a_cell.len() - 1;
        }
    }
    cells.clear();
    added
}
