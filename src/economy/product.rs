//! The one inner loop of all sums over the table: Σ_j a_ij x_j over a row of a sparse matrix, without bounds checks.

use sprs::{CsMatI, SpIndex};

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
pub fn row_times<V, C, I>(matrix: &CsMatI<V, C, I>, row: usize, x: &[f64]) -> f64
where
    V: Copy + Into<f64>,
    C: Column,
    I: SpIndex,
{
    assert!(matrix.is_csr() && x.len() >= matrix.cols());
    let range = matrix.indptr().outer_inds_sz(row);
    let (columns, amounts) = (
        &matrix.indices()[range.clone()],
        &matrix.data()[range.clone()],
    );
    // SAFETY: a CsMatI lets no column exist that is not below its number of columns: `new` looks at every one and panics
    // otherwise, and nothing that takes a matrix apart or changes it leaves one that breaks this. x has as many entries,
    // which the assertion holds.
    #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
    unsafe {
        times(columns, amounts, x)
    }
}

/// Adds Σ_j a_ij x_j to `sums[i]` for every row i.
///
/// # Panics
/// When `x` or `sums` has fewer entries than the matrix has columns or rows.
pub fn add_times<V, C, I>(matrix: &CsMatI<V, C, I>, x: &[f64], sums: &mut [f64])
where
    V: Copy + Into<f64>,
    C: Column,
    I: SpIndex,
{
    for (row, sum) in sums[..matrix.rows()].iter_mut().enumerate() {
        *sum += row_times(matrix, row, x);
    }
}

/// Σ_k a_k x[column_k]. Four sums, because one would have each addition wait for the one before it. The order of
/// additions is fixed, so the result has the same bits everywhere.
///
/// # Safety
/// Every column must be a place in x.
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
unsafe fn times<V: Copy + Into<f64>, C: Column>(columns: &[C], amounts: &[V], x: &[f64]) -> f64 {
    // SAFETY: the caller has seen to it.
    let at = |column: C| unsafe { *x.get_unchecked(column.place()) };
    let mut sums = [0.0; 4];
    let (fours, rest) = columns.as_chunks::<4>();
    let (fours_amounts, rest_amounts) = amounts.as_chunks::<4>();
    for (columns, amounts) in fours.iter().zip(fours_amounts) {
        // Written out, because optimising for size would keep a loop here, a third slower in wasm.
        sums[0] += amounts[0].into() * at(columns[0]);
        sums[1] += amounts[1].into() * at(columns[1]);
        sums[2] += amounts[2].into() * at(columns[2]);
        sums[3] += amounts[3].into() * at(columns[3]);
    }
    for (&column, &amount) in rest.iter().zip(rest_amounts) {
        sums[0] += amount.into() * at(column);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 0 to 9 cells, every third column, the last row up to the last column.
    fn matrix<V: From<u8>, C: Column>() -> CsMatI<V, C, u32> {
        let (mut starts, mut columns, mut amounts) = (vec![0], Vec::new(), Vec::new());
        for row in 0..10_u8 {
            for k in 0..row {
                columns.push(C::from_usize(3 * usize::from(k)));
                amounts.push(V::from(row + k));
            }
            starts.push(columns.len() as u32);
        }
        CsMatI::new((10, 25), starts, columns, amounts)
    }

    fn products_are_those_by_hand<V: Copy + From<u8> + Into<f64>, C: Column>() {
        let matrix = matrix::<V, C>();
        let x: Vec<f64> = (0..25).map(f64::from).collect();
        let mut sums = vec![1.0; 10];
        add_times(&matrix, &x, &mut sums);
        for row in 0..10_u8 {
            // Whole numbers, so that the order of additions does not matter.
            let expected: f64 = (0..row)
                .map(|k| f64::from(row + k) * f64::from(3 * k))
                .sum();
            assert_eq!(row_times(&matrix, row.into(), &x), expected);
            assert_eq!(sums[usize::from(row)], 1.0 + expected);
        }
    }

    // To be run by Miri, too: it sees every access out of bounds.
    #[test]
    fn every_length_of_row_in_every_storage() {
        products_are_those_by_hand::<f32, u16>();
        products_are_those_by_hand::<f64, u16>();
        products_are_those_by_hand::<f32, u32>();
        products_are_those_by_hand::<f64, u32>();
    }

    #[test]
    #[should_panic(expected = "x.len() >= matrix.cols()")]
    fn a_short_x_is_refused() {
        let _ = row_times(&matrix::<f32, u16>(), 9, &[1.0; 24]);
    }
}
