//! The one inner loop of all sums over the table: Σ_j a_ij x_j over a row of a sparse matrix, without bounds checks.

use std::ops::Range;

use sprs::{CsMatI, SpIndex};

/// An amount, as it is stored.
pub trait Amount: Copy + Into<f64> {
    /// Four amounts that lie behind each other.
    fn four(amounts: &[Self; 4]) -> [f64; 4];
}

impl Amount for f64 {
    fn four(amounts: &[Self; 4]) -> [f64; 4] {
        *amounts
    }
}

impl Amount for f32 {
    #[cfg(not(target_arch = "wasm32"))]
    fn four(amounts: &[Self; 4]) -> [f64; 4] {
        amounts.map(f64::from)
    }

    // One load for the four; left to itself the compiler makes two, and products of large tables take a twentieth longer.
    #[cfg(target_arch = "wasm32")]
    #[target_feature(enable = "simd128")]
    fn four(&[a, b, c, d]: &[Self; 4]) -> [f64; 4] {
        use std::arch::wasm32::{
            f32x4, f64x2_extract_lane, f64x2_promote_low_f32x4, i64x2_shuffle,
        };
        let all = f32x4(a, b, c, d);
        let first = f64x2_promote_low_f32x4(all);
        let last = f64x2_promote_low_f32x4(i64x2_shuffle::<1, 0>(all, all));
        [
            f64x2_extract_lane::<0>(first),
            f64x2_extract_lane::<1>(first),
            f64x2_extract_lane::<0>(last),
            f64x2_extract_lane::<1>(last),
        ]
    }
}

/// A number of a column, as it is stored.
pub trait Column: SpIndex {
    /// As a place in a slice.
    fn place(self) -> usize;
}

impl Column for u16 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Column for u32 {
    fn place(self) -> usize {
        // A usize has at least 32 bits wherever this runs.
        self as usize
    }
}

/// Σ_j a_ij x_j for row i.
///
/// # Panics
/// When x has fewer entries than the matrix has columns, or there is no such row.
// In wasm it is compiled for vectors, as all that it calls: a function that is not cannot have one that is put into it, and
// calls cost a sixth of a product. It asks nothing of callers: a browser without vectors refuses the module as a whole.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn row_times<V, C, I>(matrix: &CsMatI<V, C, I>, row: usize, x: &[f64]) -> f64
where
    V: Amount,
    C: Column,
    I: SpIndex,
{
    let (cells, starts) = cells_of(matrix, x);
    let row = starts[row].index()..starts[row + 1].index();
    // SAFETY: it is a row.
    #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
    unsafe {
        cells.sum([0.0; 4], row)
    }
}

/// Σ_j a_ij x_j for row i, summed from the last cell to the first.
///
/// In a back-substitution x of the goods right behind the row's own have only just been found. A sum that begins with them
/// waits for them with all that follows; one that ends with them has done the rest meanwhile.
///
/// # Panics
/// As [`row_times`].
// For vectors as `row_times`.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn row_times_from_last<V, C, I>(matrix: &CsMatI<V, C, I>, row: usize, x: &[f64]) -> f64
where
    V: Amount,
    C: Column,
    I: SpIndex,
{
    let (cells, starts) = cells_of(matrix, x);
    let row = starts[row].index()..starts[row + 1].index();
    // SAFETY: it is a row.
    #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
    unsafe {
        cells.sum_from_last(row)
    }
}

/// Adds Σ_j a_ij x_j to `sums[i]` for every row i.
///
/// Two rows that lie far from each other are summed at once: a thread that reads from two more places waits less for the
/// memory, which made products of large tables a quarter faster.
///
/// # Panics
/// When `x` or `sums` has fewer entries than the matrix has columns or rows.
// For vectors as `row_times`.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn add_times<V, C, I>(matrix: &CsMatI<V, C, I>, x: &[f64], sums: &mut [f64])
where
    V: Amount,
    C: Column,
    I: SpIndex,
{
    let (cells, starts) = cells_of(matrix, x);
    let half = matrix.rows() / 2;
    let (upper, lower) = sums[..matrix.rows()].split_at_mut(half);
    let pairs = upper.iter_mut().zip(&mut *lower);
    let rows = starts.windows(2).zip(starts[half..].windows(2));
    for ((upper, lower), (one, other)) in pairs.zip(rows) {
        let rows = [one, other].map(|starts| starts[0].index()..starts[1].index());
        // SAFETY: they are rows.
        #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
        let [one, other] = unsafe { cells.two_sums(rows) };
        *upper += one;
        *lower += other;
    }
    if lower.len() > half {
        lower[half] += row_times(matrix, 2 * half, x);
    }
}

/// The cells of a matrix with what they are multiplied by, and where its rows start, one more than there are rows.
fn cells_of<'a, V, C, I>(matrix: &'a CsMatI<V, C, I>, x: &'a [f64]) -> (Cells<'a, V, C>, &'a [I])
where
    C: Column,
    I: SpIndex,
{
    assert!(matrix.is_csr() && x.len() >= matrix.cols());
    let starts = matrix.indptr().into_raw_storage();
    // A CsMatI may count its cells from another number than 0, which rows by the number of a cell must not.
    assert!(starts[0].index() == 0, "rows that start at cell 0");
    let cells = Cells {
        columns: matrix.indices(),
        amounts: matrix.data(),
        x,
    };
    (cells, starts)
}

/// The cells of a matrix, row after row. Made by [`cells_of`] alone, which the safety of what it can do rests on: a CsMatI lets
/// no row start before the one above it, the cells end where the last row does, and no column exist that is not below its number of
/// columns, of which x has no fewer. `new` looks at every one and panics otherwise, and nothing that takes a matrix apart or
/// changes it leaves one that breaks this.
struct Cells<'a, V, C> {
    columns: &'a [C],
    amounts: &'a [V],
    x: &'a [f64],
}

// All of it goes by the number of a cell, and not by slices of a row: they would be four pointers to move on in the inner
// loop of wasm instead of two numbers, an eighth slower.
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
impl<V, C> Cells<'_, V, C>
where
    V: Amount,
    C: Column,
{
    /// Σ_k a_k x[column_k] of two rows, each as [`Cells::sum`] has it.
    ///
    /// # Safety
    /// There must be all cells of the rows.
    #[inline(always)]
    unsafe fn two_sums(&self, [mut one, mut other]: [Range<usize>; 2]) -> [f64; 2] {
        let mut sums = [[0.0; 4]; 2];
        for _ in 0..one.len().min(other.len()) / 4 {
            // SAFETY: neither row ends before its next four cells.
            unsafe {
                self.add_four(&mut sums[0], one.start);
                self.add_four(&mut sums[1], other.start);
            }
            one.start += 4;
            other.start += 4;
        }
        // SAFETY: what is left of rows that the caller has seen to.
        unsafe { [self.sum(sums[0], one), self.sum(sums[1], other)] }
    }

    /// Σ_k a_k x[column_k] over a row, beginning with what four sums have so far. Four, because one would have each addition
    /// wait for the one before it. The order of additions is fixed, so the result has the same bits everywhere.
    ///
    /// # Safety
    /// There must be all cells of the row.
    #[inline(always)]
    unsafe fn sum(&self, mut sums: [f64; 4], mut row: Range<usize>) -> f64 {
        while row.len() >= 4 {
            // SAFETY: the row does not end before its next four cells.
            unsafe { self.add_four(&mut sums, row.start) };
            row.start += 4;
        }
        for cell in row {
            // SAFETY: a cell of the row.
            sums[0] += unsafe { self.product(cell) };
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3])
    }

    /// Σ_k a_k x[column_k] over a row from its last cell to its first, in four sums and a fixed order as in [`Cells::sum`].
    ///
    /// # Safety
    /// There must be all cells of the row.
    #[inline(always)]
    unsafe fn sum_from_last(&self, mut row: Range<usize>) -> f64 {
        let mut sums = [0.0; 4];
        while row.len() >= 4 {
            row.end -= 4;
            // SAFETY: the row did not begin after its last four cells.
            unsafe { self.add_four(&mut sums, row.end) };
        }
        for cell in row.rev() {
            // SAFETY: a cell of the row.
            sums[0] += unsafe { self.product(cell) };
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3])
    }

    /// Adds the products of four cells to four sums.
    ///
    /// # Safety
    /// There must be cells `first` to `first` + 3.
    #[inline(always)]
    unsafe fn add_four(&self, sums: &mut [f64; 4], first: usize) {
        // Written out, because optimising for size would keep a loop here, a third slower in wasm. Columns as an array, because
        // the second to fourth are then read at a distance from the first that the instruction holds.
        // SAFETY: there are four cells, and `cells_of` has seen to it that their columns are places in x.
        unsafe {
            let amounts = V::four(four(self.amounts, first));
            let columns = four(self.columns, first);
            sums[0] += amounts[0] * *self.x.get_unchecked(columns[0].place());
            sums[1] += amounts[1] * *self.x.get_unchecked(columns[1].place());
            sums[2] += amounts[2] * *self.x.get_unchecked(columns[2].place());
            sums[3] += amounts[3] * *self.x.get_unchecked(columns[3].place());
        }
    }

    /// a_k x[column_k] of cell k.
    ///
    /// # Safety
    /// There must be a cell k.
    #[inline(always)]
    unsafe fn product(&self, k: usize) -> f64 {
        // SAFETY: the caller has seen to it that k is a cell, and `cells_of` that its column is a place in x.
        unsafe {
            let column = self.columns.get_unchecked(k).place();
            (*self.amounts.get_unchecked(k)).into() * *self.x.get_unchecked(column)
        }
    }
}

/// Four neighbours in a slice, from `first` on.
///
/// # Safety
/// The slice must not end before them.
#[inline(always)]
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
unsafe fn four<T>(slice: &[T], first: usize) -> &[T; 4] {
    // SAFETY: the caller has seen to it.
    unsafe {
        slice
            .get_unchecked(first..first + 4)
            .as_array()
            .unwrap_unchecked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 0, 1, 2, ... cells, every third column, the last row up to the last column.
    fn matrix<V: From<u8>, C: Column>(rows: u8) -> CsMatI<V, C, u32> {
        let (mut starts, mut columns, mut amounts) = (vec![0], Vec::new(), Vec::new());
        for row in 0..rows {
            for k in 0..row {
                columns.push(C::from_usize(3 * usize::from(k)));
                amounts.push(V::from(row + k));
            }
            starts.push(columns.len() as u32);
        }
        let last = columns.last().map_or(0, |column| column.place());
        CsMatI::new((rows.into(), last + 1), starts, columns, amounts)
    }

    fn products_are_those_by_hand<V: Amount + From<u8>, C: Column>(rows: u8) {
        let matrix = matrix::<V, C>(rows);
        // None of it is zero: a cell of another row would be seen.
        let x: Vec<f64> = (0..matrix.cols()).map(|j| j as f64 + 1.0).collect();
        let mut sums = vec![1.0; rows.into()];
        add_times(&matrix, &x, &mut sums);
        for row in 0..rows {
            // Whole numbers, so that the order of additions does not matter.
            let expected: f64 = (0..row)
                .map(|k| f64::from(row + k) * f64::from(3 * k + 1))
                .sum();
            assert_eq!(row_times(&matrix, row.into(), &x), expected);
            assert_eq!(row_times_from_last(&matrix, row.into(), &x), expected);
            assert_eq!(sums[usize::from(row)], 1.0 + expected);
        }
    }

    // With every number of rows each length of row is the last one, behind which there are no cells. What tests are built with
    // looks at the bounds of each `get_unchecked`; Miri looks at every access.
    #[test]
    fn every_length_of_row_in_every_storage() {
        for rows in 0..=13 {
            products_are_those_by_hand::<f32, u16>(rows);
            products_are_those_by_hand::<f64, u16>(rows);
            products_are_those_by_hand::<f32, u32>(rows);
            products_are_those_by_hand::<f64, u32>(rows);
        }
    }

    #[test]
    #[should_panic(expected = "rows that start at cell 0")]
    fn cells_that_are_counted_from_elsewhere_are_refused() {
        let matrix = CsMatI::<f64, u16, u32>::new((1, 1), vec![5, 6], vec![0], vec![2.0]);
        let _ = row_times(&matrix, 0, &[1.0]);
    }

    #[test]
    #[should_panic(expected = "x.len() >= matrix.cols()")]
    fn a_short_x_is_refused() {
        let _ = row_times(&matrix::<f32, u16>(10), 9, &[1.0; 24]);
    }
}
