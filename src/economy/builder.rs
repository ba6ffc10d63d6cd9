//! A table made row by row, in as little room as its numbers allow.

use super::Coefficients;
use super::coefficients::assembled;

/// Makes a table row by row, each cell written once to where it stays.
#[derive(Debug)]
pub struct Builder {
    rows: usize,
    columns: usize,
    starts: Vec<usize>,
    indices: Indices,
    amounts: Amounts,
    /// How many cells there is to be room for.
    filled: usize,
}

#[derive(Debug)]
pub(super) enum Indices {
    Short(Vec<u16>),
    Long(Vec<u32>),
}

#[derive(Debug)]
pub(super) enum Amounts {
    Single(Vec<f32>),
    Double(Vec<f64>),
}

impl Builder {
    /// An empty table of `rows` x `columns` with room for `filled` cells.
    ///
    /// # Panics
    /// When there are more columns than 32 bits can number.
    #[must_use]
    pub fn new(rows: usize, columns: usize, filled: usize) -> Self {
        assert!(
            u32::try_from(columns).is_ok(),
            "a table with {columns} columns"
        );
        let indices = if is_short(rows, columns) {
            Indices::Short(Vec::with_capacity(filled))
        } else {
            Indices::Long(Vec::with_capacity(filled))
        };
        // Room for the beginning of every row and the end of the last.
        let starts = Vec::with_capacity(rows + 1);
        Self {
            rows,
            columns,
            starts,
            indices,
            amounts: Amounts::Single(Vec::new()),
            filled,
        }
    }

    /// How many rows have been begun.
    #[must_use]
    pub fn rows_begun(&self) -> usize {
        self.starts.len()
    }

    /// Begins the next row.
    ///
    /// # Panics
    /// When all rows have been begun.
    pub fn begin_row(&mut self) {
        assert!(
            self.starts.len() < self.rows,
            "a row more than {}",
            self.rows
        );
        self.starts.push(self.amounts.len());
    }

    /// Adds a cell to the row that was begun last, right of its other cells.
    ///
    /// # Panics
    /// When no row was begun, or the column lies outside the table.
    pub fn push(&mut self, column: usize, amount: f64) {
        assert!(!self.starts.is_empty(), "a cell before the first row");
        assert!(
            column < self.columns,
            "column {column} of a table with {} columns",
            self.columns
        );
        match &mut self.indices {
            Indices::Short(indices) => indices.push(column as u16),
            Indices::Long(indices) => indices.push(column as u32),
        }
        self.amounts.push(amount, self.filled);
    }

    /// Adds a cell unless it is zero.
    pub fn push_filled(&mut self, column: usize, amount: f64) {
        if amount != 0.0 {
            self.push(column, amount);
        }
    }

    /// The table.
    ///
    /// # Panics
    /// When the columns of a row do not rise.
    #[must_use]
    pub fn finish(mut self) -> Coefficients {
        while self.starts.len() < self.rows {
            self.begin_row();
        }
        let mut starts = self.starts;
        starts.push(self.amounts.len());
        assembled(
            (self.rows, self.columns),
            starts,
            self.indices,
            self.amounts,
        )
    }
}

/// Whether columns are numbered by 16 bits.
pub(super) fn is_short(rows: usize, columns: usize) -> bool {
    rows.max(columns) <= usize::from(u16::MAX)
}

impl Amounts {
    fn len(&self) -> usize {
        match self {
            Self::Single(amounts) => amounts.len(),
            Self::Double(amounts) => amounts.len(),
        }
    }

    /// Adds an amount. The first decides how wide all are, with room for `filled`; a later one that 32 bits cannot hold
    /// moves all to 64.
    fn push(&mut self, amount: f64, filled: usize) {
        match self {
            Self::Single(amounts) if amounts.capacity() == 0 => {
                *self = if f64::from(amount as f32) == amount {
                    let mut amounts = Vec::with_capacity(filled);
                    amounts.push(amount as f32);
                    Self::Single(amounts)
                } else {
                    let mut amounts = Vec::with_capacity(filled);
                    amounts.push(amount);
                    Self::Double(amounts)
                };
            }
            Self::Single(amounts) if f64::from(amount as f32) == amount => {
                amounts.push(amount as f32);
            }
            Self::Single(amounts) => {
                let mut doubles = Vec::with_capacity(amounts.capacity());
                doubles.extend(amounts.iter().map(|&amount| f64::from(amount)));
                doubles.push(amount);
                *self = Self::Double(doubles);
            }
            Self::Double(amounts) => amounts.push(amount),
        }
    }
}
