//! The constant cells of the table, as a sparse matrix in as little room as they allow.

use std::iter::{Peekable, Zip};
use std::slice::Iter;
use std::sync::Arc;

use super::builder::{Amounts, Builder, Indices};
use super::cells::Cells;
use super::product::{Column, row_times};
use super::scatter::Scatter;
use crate::order;
use crate::pace::Pace;
use sprs::CsMatI;

/// Technical coefficients: row i, column j holds how much of i is needed for one unit of j.
///
/// Stored by rows, because every use of it (the balance, the residual, a bound) is a sum over a row. Values take 32 bits
/// where that loses nothing and 64 where it would; columns 16 bits where 16 bits can count them (sprs asks that of rows too, 65,535). Sums are in
/// f64 always. So the largest table of the paper's Fig 2, 109 million coefficients, takes 0.65 GB
/// instead of 1.3.
///
/// Cloning is cheap: clones share their cells.
#[derive(Clone, Debug)]
pub struct Coefficients(Arc<Storage>);

#[derive(Clone, Debug, PartialEq)]
enum Storage {
    ShortSingle(CsMatI<f32, u16, usize>),
    ShortDouble(CsMatI<f64, u16, usize>),
    LongSingle(CsMatI<f32, u32, usize>),
    LongDouble(CsMatI<f64, u32, usize>),
}

impl PartialEq for Coefficients {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Does the same with whichever matrix is stored.
macro_rules! with_matrix {
    ($storage:expr, $matrix:ident => $body:expr) => {
        match $storage {
            Storage::ShortSingle($matrix) => $body,
            Storage::ShortDouble($matrix) => $body,
            Storage::LongSingle($matrix) => $body,
            Storage::LongDouble($matrix) => $body,
        }
    };
}

impl Coefficients {
    /// A table of `rows` x `columns` from its cells (row, column, amount), which may come in any order and are taken in
    /// fastest row by row. Cells that are zero take no room; of several amounts for one cell the last counts.
    ///
    /// # Panics
    /// When a row or column lies outside the table.
    #[must_use]
    pub fn new(
        rows: usize,
        columns: usize,
        cells: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut cells: Vec<(usize, usize, f64)> = cells.into_iter().collect();
        let place = |cell: &(usize, usize, f64)| (cell.0, cell.1);
        if !cells.is_sorted_by(|a, b| place(a) < place(b)) {
            // A stable sort keeps the order in which amounts for the same cell came, so the last of them can be kept.
            order::sort_by_key(&mut cells, place);
            cells.reverse();
            cells.dedup_by_key(|cell| place(cell));
            cells.reverse();
        }
        let mut builder = Builder::new(rows, columns, cells.len());
        for (row, column, amount) in cells {
            while builder.rows_begun() <= row {
                builder.begin_row();
            }
            builder.push_filled(column, amount);
        }
        builder.finish()
    }

    /// A table of `rows` x `columns` from its cells (row, column, amount), none of them zero, with pauses; and how many of
    /// the amounts were for a cell that had one already, to which they are added. Cells that come row by row and by rising
    /// column take no room but that of the table.
    ///
    /// # Panics
    /// When a row or column lies outside the table.
    pub async fn of(rows: usize, columns: usize, cells: &Cells, pace: &Pace) -> (Self, usize) {
        let mut builder = Builder::new(rows, columns, cells.len());
        let mut last = None;
        for block in cells.blocks() {
            for &(row, column, amount) in block {
                if Some((row, column)) <= last {
                    return Self::scattered(rows, columns, cells, pace).await;
                }
                last = Some((row, column));
                while builder.rows_begun() <= row as usize {
                    builder.begin_row();
                }
                builder.push(column as usize, amount);
            }
            pace.work(8 * block.len()).await;
        }
        (builder.finish(), 0)
    }

    /// As [`Coefficients::of`], for cells in any order.
    async fn scattered(rows: usize, columns: usize, cells: &Cells, pace: &Pace) -> (Self, usize) {
        let mut counts = vec![0; rows];
        let mut single = true;
        for block in cells.blocks() {
            for &(row, _, amount) in block {
                counts[row as usize] += 1;
                single = single && f64::from(amount as f32) == amount;
            }
            pace.work(4 * block.len()).await;
        }
        let mut scatter = Scatter::of(columns, &counts, single, pace).await;
        for block in cells.blocks() {
            for &(row, column, amount) in block {
                scatter.put(row as usize, column as usize, amount);
            }
            pace.work(8 * block.len()).await;
        }
        while let Some(cells) = scatter.settle_row() {
            pace.work(8 + 16 * cells).await;
        }
        scatter.finish()
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        with_matrix!(&*self.0, matrix => matrix.rows())
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        with_matrix!(&*self.0, matrix => matrix.cols())
    }

    /// Number of cells that are not zero.
    #[must_use]
    pub fn filled(&self) -> usize {
        with_matrix!(&*self.0, matrix => matrix.nnz())
    }

    /// The coefficient in a cell, 0 where nothing is stored.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        with_matrix!(&*self.0, matrix => matrix.get(row, column).map_or(0.0, |&amount| widened(amount)))
    }

    /// The filled cells of a row: (column, coefficient) by rising column.
    #[must_use]
    pub fn row(&self, row: usize) -> Row<'_> {
        match &*self.0 {
            Storage::ShortSingle(matrix) => Row::ShortSingle(pairs(matrix, row)),
            Storage::ShortDouble(matrix) => Row::ShortDouble(pairs(matrix, row)),
            Storage::LongSingle(matrix) => Row::LongSingle(pairs(matrix, row)),
            Storage::LongDouble(matrix) => Row::LongDouble(pairs(matrix, row)),
        }
    }

    /// Number of filled cells of a row.
    #[must_use]
    pub fn row_filled(&self, row: usize) -> usize {
        with_matrix!(&*self.0, matrix => matrix.indptr().nnz_in_outer_sz(row))
    }

    /// The column of the k-th filled cell of a row, by rising column.
    #[must_use]
    pub fn column(&self, row: usize, k: usize) -> Option<usize> {
        with_matrix!(&*self.0, matrix => {
            let range = matrix.indptr().outer_inds_sz(row);
            matrix.indices()[range].get(k).map(|column| column.place())
        })
    }

    /// All filled cells: (row, column, coefficient), row by row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.rows()).flat_map(|row| {
            self.row(row)
                .map(move |(column, amount)| (row, column, amount))
        })
    }

    /// Σ_j a_ij x_j for row i.
    ///
    /// # Panics
    /// When there is no such row, or x has not an entry per column.
    #[must_use]
    pub fn row_times(&self, row: usize, x: &[f64]) -> f64 {
        with_matrix!(&*self.0, matrix => row_times(matrix, row, x))
    }

    /// Σ_j a_ij x_j for every row i, into `product`, with pauses.
    ///
    /// # Panics
    /// When x has not an entry per column, or `product` more entries than there are rows.
    pub async fn times(&self, x: &[f64], product: &mut [f64], pace: &Pace) {
        for (row, sum) in product.iter_mut().enumerate() {
            *sum = self.row_times(row, x);
            pace.work(1 + self.row_filled(row)).await;
        }
    }

    /// The same table with one cell set to `amount`.
    #[must_use]
    pub fn with_cell(&self, row: usize, column: usize, amount: f64) -> Self {
        self.with_cells(&[(row, column, amount)])
    }

    /// The same table with some cells (row, column, amount) set, which come by rising row and column, each once. Row by row
    /// into its place, because a large table may fit into memory twice but no third time.
    ///
    /// # Panics
    /// When a column lies outside the table.
    #[must_use]
    pub fn with_cells(&self, cells: &[(usize, usize, f64)]) -> Self {
        let mut setting = Setting::new(self, cells);
        while setting.set_row().is_some() {}
        setting.builder.finish()
    }

    /// As [`Coefficients::with_cells`], with pauses.
    ///
    /// # Panics
    /// As [`Coefficients::with_cells`].
    pub async fn with_cells_at(&self, cells: &[(usize, usize, f64)], pace: &Pace) -> Self {
        let mut setting = Setting::new(self, cells);
        while let Some(work) = setting.set_row() {
            pace.work(work).await;
        }
        setting.builder.finish()
    }
}

/// The columns and coefficients of a row, as they are stored.
type Pairs<'a, C, V> = Zip<Iter<'a, C>, Iter<'a, V>>;

fn pairs<C: Column, V>(matrix: &CsMatI<V, C, usize>, row: usize) -> Pairs<'_, C, V> {
    let range = matrix.indptr().outer_inds_sz(row);
    let columns = &matrix.indices()[range.clone()];
    columns.iter().zip(&matrix.data()[range])
}

/// The filled cells of a row: (column, coefficient) by rising column. Quickest with what goes through all of them in one call,
/// such as `for_each` or `fold`: how they are stored is then looked up once for the row and not for each cell.
#[derive(Clone, Debug)]
pub enum Row<'a> {
    /// Columns of 16 bits, coefficients of 32.
    ShortSingle(Pairs<'a, u16, f32>),
    /// Columns of 16 bits, coefficients of 64.
    ShortDouble(Pairs<'a, u16, f64>),
    /// Columns of 32 bits, coefficients of 32.
    LongSingle(Pairs<'a, u32, f32>),
    /// Columns of 32 bits, coefficients of 64.
    LongDouble(Pairs<'a, u32, f64>),
}

/// Does the same with the cells of whichever row it is.
macro_rules! with_pairs {
    ($row:expr, $pairs:ident => $body:expr) => {
        match $row {
            Row::ShortSingle($pairs) => $body,
            Row::ShortDouble($pairs) => $body,
            Row::LongSingle($pairs) => $body,
            Row::LongDouble($pairs) => $body,
        }
    };
}

impl Iterator for Row<'_> {
    type Item = (usize, f64);

    fn next(&mut self) -> Option<Self::Item> {
        with_pairs!(self, pairs => pairs.next().map(cell))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        with_pairs!(self, pairs => pairs.size_hint())
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut each: F) -> B {
        with_pairs!(self, pairs => pairs.fold(init, |sum, pair| each(sum, cell(pair))))
    }
}

fn cell<C: Column, V: Copy + Into<f64>>((&column, &amount): (&C, &V)) -> (usize, f64) {
    (column.place(), widened(amount))
}

/// Some cells of a table being set.
struct Setting<'a> {
    table: &'a Coefficients,
    cells: Peekable<Iter<'a, (usize, usize, f64)>>,
    builder: Builder,
}

impl<'a> Setting<'a> {
    fn new(table: &'a Coefficients, cells: &'a [(usize, usize, f64)]) -> Self {
        Self {
            builder: Builder::new(table.rows(), table.columns(), table.filled() + cells.len()),
            cells: cells.iter().peekable(),
            table,
        }
    }

    /// Writes the next row; how much work that was, `None` when there are no more.
    fn set_row(&mut self) -> Option<usize> {
        let row = self.builder.rows_begun();
        if row == self.table.rows() {
            return None;
        }
        self.builder.begin_row();
        for (column, amount) in self.table.row(row) {
            while let Some(cell) = self.cells.next_if(|cell| (cell.0, cell.1) < (row, column)) {
                self.builder.push_filled(cell.1, cell.2);
            }
            let set = self.cells.next_if(|cell| (cell.0, cell.1) == (row, column));
            self.builder
                .push_filled(column, set.map_or(amount, |cell| cell.2));
        }
        while let Some(cell) = self.cells.next_if(|cell| cell.0 == row) {
            self.builder.push_filled(cell.1, cell.2);
        }
        Some(8 + 4 * self.table.row_filled(row))
    }
}

/// A stored value as the f64 that all sums are in.
fn widened<V: Into<f64>>(value: V) -> f64 {
    value.into()
}

/// The table of its arrays.
///
/// # Panics
/// When the columns of a row do not rise, or the arrays do not fit together.
pub(super) fn assembled(
    shape: (usize, usize),
    starts: Vec<usize>,
    indices: Indices,
    amounts: Amounts,
) -> Coefficients {
    Coefficients(Arc::new(match (indices, amounts) {
        (Indices::Short(indices), Amounts::Single(amounts)) => {
            Storage::ShortSingle(CsMatI::new(shape, starts, indices, amounts))
        }
        (Indices::Short(indices), Amounts::Double(amounts)) => {
            Storage::ShortDouble(CsMatI::new(shape, starts, indices, amounts))
        }
        (Indices::Long(indices), Amounts::Single(amounts)) => {
            Storage::LongSingle(CsMatI::new(shape, starts, indices, amounts))
        }
        (Indices::Long(indices), Amounts::Double(amounts)) => {
            Storage::LongDouble(CsMatI::new(shape, starts, indices, amounts))
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_32_bits_only_where_that_loses_nothing() {
        let stored = |amount| match *Coefficients::new(1, 2, [(0, 0, 0.5), (0, 1, amount)]).0 {
            Storage::ShortSingle(_) => 32,
            Storage::ShortDouble(_) => 64,
            Storage::LongSingle(_) | Storage::LongDouble(_) => panic!("two columns fit in 16 bits"),
        };
        assert_eq!(
            (
                stored(0.25),
                stored(0.1),
                stored(1e60),
                stored(f64::from(0.1_f32))
            ),
            (32, 64, 64, 32)
        );
        let table = Coefficients::new(1, 3, [(0, 0, 0.5), (0, 1, 0.1), (0, 2, 0.25)]);
        assert_eq!(
            table.row(0).collect::<Vec<_>>(),
            [(0, 0.5), (1, 0.1), (2, 0.25)]
        );
    }

    #[test]
    fn columns_take_16_bits_up_to_65535() {
        let last = |columns: usize| {
            let table = Coefficients::new(1, columns, [(0, columns - 1, 2.0)]);
            let short = matches!(*table.0, Storage::ShortSingle(_));
            (short, table.row(0).collect::<Vec<_>>())
        };
        assert_eq!(last(65_535), (true, vec![(65_534, 2.0)]));
        assert_eq!(last(65_536), (false, vec![(65_535, 2.0)]));
    }

    #[test]
    fn with_pauses_it_is_the_same_table_in_whatever_order_cells_come() {
        let of = |cells: &[(u32, u32, f64)]| {
            let cells = cells.iter().copied().collect();
            Pace::finish(async |pace| Coefficients::of(4, 3, &cells, &pace).await)
        };
        let expected = Coefficients::new(4, 3, [(0, 1, 0.1), (1, 0, 3.0), (1, 2, 7.0)]);
        let rising = [(0, 1, 0.1), (1, 0, 3.0), (1, 2, 7.0)];
        assert_eq!(of(&rising), (expected.clone(), 0));
        let [a, b, c] = rising;
        for cells in [[b, a, c], [c, b, a], [a, c, b]] {
            assert_eq!(of(&cells), (expected.clone(), 0));
        }
        assert_eq!(of(&[a, b, (1, 2, 3.0), (1, 2, 4.0)]), (expected, 1));
    }

    #[test]
    fn cells_in_any_order_give_one_table_and_the_last_amount_counts() {
        let cells = [
            (1, 2, 7.0),
            (0, 1, 1.0),
            (1, 0, 3.0),
            (0, 1, 5.0),
            (2, 2, 4.0),
            (2, 2, 0.0),
        ];
        let table = Coefficients::new(4, 3, cells);
        let found: Vec<_> = table.cells().collect();
        assert_eq!(found, [(0, 1, 5.0), (1, 0, 3.0), (1, 2, 7.0)]);
        assert_eq!(
            table,
            Coefficients::new(4, 3, [(0, 1, 5.0), (1, 0, 3.0), (1, 2, 7.0)])
        );
        assert_eq!(
            (table.at(1, 2), table.at(2, 2), table.filled()),
            (7.0, 0.0, 3)
        );
        assert_eq!(
            table.with_cell(1, 0, 0.0).cells().collect::<Vec<_>>(),
            [(0, 1, 5.0), (1, 2, 7.0)]
        );
        let set = [
            (0, 0, 9.0),
            (0, 1, 0.0),
            (1, 1, 8.0),
            (1, 2, 6.0),
            (3, 0, 2.0),
        ];
        assert_eq!(
            Pace::finish(async |pace| table.with_cells_at(&set, &pace).await)
                .cells()
                .collect::<Vec<_>>(),
            [
                (0, 0, 9.0),
                (1, 0, 3.0),
                (1, 1, 8.0),
                (1, 2, 6.0),
                (3, 0, 2.0)
            ]
        );
        // 3 * 10 + 7 * 1000
        assert_eq!(table.row_times(1, &[10.0, 100.0, 1000.0]), 7030.0);
    }
}
