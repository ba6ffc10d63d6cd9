//! A table from cells that come in any order, each written once to where it stays.

use super::Coefficients;
use super::builder::{Amounts, Indices, is_short};
use super::coefficients::assembled;
use crate::pace::Pace;

/// Makes a table from cells in any order, when it is known beforehand how many each row has. It takes the room of the
/// table and no copy of it. Several amounts for one cell are added up.
#[derive(Debug)]
pub struct Scatter {
    columns: usize,
    /// Where the next cell of row r goes, at r + 1; when all are there, that is where row r + 1 begins.
    starts: Vec<usize>,
    indices: Indices,
    amounts: Amounts,
    /// Rows that are sorted, where the next one begins, and how many cells are left of those before.
    settled: usize,
    begin: usize,
    kept: usize,
    /// The row that is sorted.
    row: Vec<(u32, f64)>,
}

impl Scatter {
    /// Room for a table with so many cells in each row. `single` says that every amount is a 32-bit float.
    ///
    /// # Panics
    /// When there are more columns than 32 bits can number.
    #[must_use]
    pub fn new(columns: usize, counts: &[u32], single: bool) -> Self {
        Pace::finish(async |pace| Self::of(columns, counts, single, &pace).await)
    }

    /// As [`Scatter::new`], with pauses.
    ///
    /// # Panics
    /// As [`Scatter::new`].
    pub async fn of(columns: usize, counts: &[u32], single: bool, pace: &Pace) -> Self {
        assert!(
            u32::try_from(columns).is_ok(),
            "a table with {columns} columns"
        );
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut filled = 0;
        starts.push(0);
        for &count in counts {
            starts.push(filled);
            filled += count as usize;
        }
        Self {
            columns,
            starts,
            indices: if is_short(counts.len(), columns) {
                Indices::Short(zeros(filled, pace).await)
            } else {
                Indices::Long(zeros(filled, pace).await)
            },
            amounts: if single {
                Amounts::Single(zeros(filled, pace).await)
            } else {
                Amounts::Double(zeros(filled, pace).await)
            },
            settled: 0,
            begin: 0,
            kept: 0,
            row: Vec::new(),
        }
    }

    /// Puts a cell in its place; `false` when there is no room for it, because there are more cells than were counted.
    ///
    /// # Panics
    /// When row or column lie outside the table.
    pub fn put(&mut self, row: usize, column: usize, amount: f64) -> bool {
        assert!(
            column < self.columns,
            "column {column} of a table with {} columns",
            self.columns
        );
        let next = &mut self.starts[row + 1];
        let room = match &mut self.indices {
            Indices::Short(indices) => indices.get_mut(*next).map(|slot| *slot = column as u16),
            Indices::Long(indices) => indices.get_mut(*next).map(|slot| *slot = column as u32),
        };
        if room.is_none() {
            return false;
        }
        match &mut self.amounts {
            Amounts::Single(amounts) => amounts[*next] = amount as f32,
            Amounts::Double(amounts) => amounts[*next] = amount,
        }
        *next += 1;
        true
    }

    /// Whether each row has as many cells as were counted.
    #[must_use]
    pub fn is_full(&self, counts: &[u32]) -> bool {
        let mut end = 0;
        let rows = self.starts[1..].iter().zip(counts);
        rows.fold(true, |full, (&found, &count)| {
            end += count as usize;
            full && found == end
        })
    }

    /// Sorts the next row, when all rows are full, and adds up the amounts of one cell. How many cells it had; `None`
    /// when all rows have been sorted.
    pub fn settle_row(&mut self) -> Option<usize> {
        let place = self.settled;
        let end = *self.starts.get(place + 1)?;
        self.row.clear();
        for at in self.begin..end {
            self.row.push((self.column(at), self.amount(at)));
        }
        let mut row = std::mem::take(&mut self.row);
        // A stable sort, so that amounts of one cell are added in the order in which they came.
        if !row.is_sorted_by(|a, b| a.0 < b.0) {
            row.sort_by_key(|cell| cell.0);
        }
        let first = self.kept;
        self.starts[place] = first;
        for &(column, amount) in &row {
            if self.kept > first && self.column(self.kept - 1) == column {
                let sum = self.amount(self.kept - 1) + amount;
                self.set(self.kept - 1, column, sum);
            } else {
                self.set(self.kept, column, amount);
                self.kept += 1;
            }
        }
        let cells = row.len();
        (self.row, self.begin, self.settled) = (row, end, place + 1);
        Some(cells)
    }

    /// The table, and how many amounts were added to one that was there before.
    ///
    /// # Panics
    /// When not all rows are full and sorted.
    #[must_use]
    pub fn finish(mut self) -> (Coefficients, usize) {
        let rows = self.starts.len() - 1;
        assert_eq!(self.settled, rows, "rows that are sorted");
        self.starts[rows] = self.kept;
        match &mut self.indices {
            Indices::Short(indices) => indices.truncate(self.kept),
            Indices::Long(indices) => indices.truncate(self.kept),
        }
        match &mut self.amounts {
            Amounts::Single(amounts) => amounts.truncate(self.kept),
            Amounts::Double(amounts) => amounts.truncate(self.kept),
        }
        let added = self.begin - self.kept;
        let shape = (rows, self.columns);
        (
            assembled(shape, self.starts, self.indices, self.amounts),
            added,
        )
    }

    fn column(&self, at: usize) -> u32 {
        match &self.indices {
            Indices::Short(indices) => u32::from(indices[at]),
            Indices::Long(indices) => indices[at],
        }
    }

    fn amount(&self, at: usize) -> f64 {
        match &self.amounts {
            Amounts::Single(amounts) => f64::from(amounts[at]),
            Amounts::Double(amounts) => amounts[at],
        }
    }

    fn set(&mut self, at: usize, column: u32, amount: f64) {
        match &mut self.indices {
            Indices::Short(indices) => indices[at] = column as u16,
            Indices::Long(indices) => indices[at] = column,
        }
        match &mut self.amounts {
            Amounts::Single(amounts) => amounts[at] = amount as f32,
            Amounts::Double(amounts) => amounts[at] = amount,
        }
    }
}

/// So many zeros, some at a time: memory costs most where it is touched first.
async fn zeros<T: Clone + Default>(count: usize, pace: &Pace) -> Vec<T> {
    const PIECE: usize = 256 * 1024;
    let mut zeros = Vec::with_capacity(count);
    while zeros.len() < count {
        let more = PIECE.min(count - zeros.len());
        zeros.resize(zeros.len() + more, T::default());
        pace.work(4 * more).await;
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_give_one_table() {
        for single in [true, false] {
            let counts = [2, 0, 4];
            let mut scatter = Scatter::new(3, &counts, single);
            let cells = [
                (2, 1, 0.5),
                (0, 2, 1.0),
                (2, 0, 4.0),
                (0, 0, 8.0),
                (2, 1, 0.25),
                (2, 2, 2.0),
            ];
            assert!(
                cells
                    .iter()
                    .all(|&(row, column, amount)| scatter.put(row, column, amount))
            );
            assert!(scatter.is_full(&counts));
            assert_eq!(
                std::iter::from_fn(|| scatter.settle_row()).sum::<usize>(),
                6
            );
            let (table, added) = scatter.finish();
            let found: Vec<_> = table.cells().collect();
            assert_eq!(
                found,
                [
                    (0, 0, 8.0),
                    (0, 2, 1.0),
                    (2, 0, 4.0),
                    (2, 1, 0.75),
                    (2, 2, 2.0)
                ]
            );
            assert_eq!(added, 1);
        }
    }

    #[test]
    fn more_or_fewer_cells_than_were_counted_are_noticed() {
        let made = |cells: &[(usize, usize)]| {
            let mut scatter = Scatter::new(2, &[1, 1], true);
            let room = cells
                .iter()
                .all(|&(row, column)| scatter.put(row, column, 1.0));
            room && scatter.is_full(&[1, 1])
        };
        assert!(made(&[(1, 0), (0, 1)]));
        assert!(!made(&[(1, 0)]));
        assert!(!made(&[(0, 0), (0, 1)]));
        assert!(!made(&[(1, 0), (1, 1)]));
    }
}
