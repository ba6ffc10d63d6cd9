//! The constant cells of the table, as a sparse matrix.

use sprs::CsMat;

/// Technical coefficients: row i, column j holds how much of i is needed for one unit of j.
///
/// Stored by rows, because every use of it (the balance, the residual, a bound) is a sum over a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficients(CsMat<f64>);

impl Coefficients {
    /// A table of `rows` x `columns` from its cells (row, column, amount). Cells that are zero take no room;
    /// of several amounts for one cell the last counts.
    ///
    /// # Panics
    /// When a row or column lies outside the table.
    #[must_use]
    pub fn new(
        rows: usize,
        columns: usize,
        cells: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut by_row = vec![Vec::new(); rows];
        for (row, column, amount) in cells {
            assert!(
                column < columns,
                "column {column} of a table with {columns} columns"
            );
            by_row[row].push((column, amount));
        }
        let (mut starts, mut indices, mut amounts) = (vec![0], Vec::new(), Vec::new());
        for mut row in by_row {
            // A stable sort keeps the order in which amounts for the same cell came.
            row.sort_by_key(|&(column, _)| column);
            for (place, &(column, amount)) in row.iter().enumerate() {
                let last_for_cell = row.get(place + 1).is_none_or(|&(next, _)| next != column);
                if last_for_cell && amount != 0.0 {
                    indices.push(column);
                    amounts.push(amount);
                }
            }
            starts.push(indices.len());
        }
        Self(CsMat::new((rows, columns), starts, indices, amounts))
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.0.rows()
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.0.cols()
    }

    /// Number of cells that are not zero.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.0.nnz()
    }

    /// The coefficient in a cell, 0 where nothing is stored.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.0.get(row, column).copied().unwrap_or(0.0)
    }

    /// The filled cells of a row: (column, coefficient) by rising column.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.0.indptr().outer_inds_sz(row);
        let (columns, amounts) = (&self.0.indices()[range.clone()], &self.0.data()[range]);
        columns.iter().copied().zip(amounts.iter().copied())
    }

    /// All filled cells: (row, column, coefficient), row by row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.rows()).flat_map(|row| {
            self.row(row)
                .map(move |(column, amount)| (row, column, amount))
        })
    }

    /// Σ_j a_ij x_j for row i, in f64 from the first column to the last.
    #[must_use]
    pub fn row_times(&self, row: usize, x: &[f64]) -> f64 {
        self.row(row)
            .map(|(column, amount)| amount * x[column])
            .sum()
    }

    /// The same table with one cell set to `amount`.
    #[must_use]
    pub fn with_cell(&self, row: usize, column: usize, amount: f64) -> Self {
        Self::new(
            self.rows(),
            self.columns(),
            self.cells().chain(std::iter::once((row, column, amount))),
        )
    }
}
