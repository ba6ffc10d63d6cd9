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

/// The amounts of a row with their columns.
type Row<'a, V, C> = (&'a [C], &'a [V]);

/// Row i of a matrix whose columns are all places in x.
fn row_of<'a, V, C, I>(matrix: &'a CsMatI<V, C, I>, row: usize, x: &[f64]) -> Row<'a, V, C>
where
    C: Column,
    I: SpIndex,
{
    assert!(matrix.is_csr() && x.len() >= matrix.cols());
    let range = matrix.indptr().outer_inds_sz(row);
    (&matrix.indices()[range.clone()], &matrix.data()[range])
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
    let row = row_of(matrix, row, x);
    // SAFETY: a CsMatI lets no column exist that is not below its number of columns: `new` looks at every one and panics
    // otherwise, and nothing that takes a matrix apart or changes it leaves one that breaks this. x has as many entries,
    // which `row_of` holds.
    #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
    unsafe {
        sum([0.0; 4], row, x)
    }
}

/// Adds Σ_j a_ij x_j to `sums[i]` for every row i.
///
/// Two rows that lie far from each other are summed at once: a thread that reads from two more places waits less for the
/// memory, which made products of large tables a quarter faster.
///
/// # Panics
/// When `x` or `sums` has fewer entries than the matrix has columns or rows.
pub fn add_times<V, C, I>(matrix: &CsMatI<V, C, I>, x: &[f64], sums: &mut [f64])
where
    V: Copy + Into<f64>,
    C: Column,
    I: SpIndex,
{
    let half = matrix.rows() / 2;
    let (upper, lower) = sums[..matrix.rows()].split_at_mut(half);
    for (row, (upper, lower)) in upper.iter_mut().zip(&mut *lower).enumerate() {
        let rows = [row_of(matrix, row, x), row_of(matrix, half + row, x)];
        // SAFETY: as in `row_times`.
        #[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
        let [one, other] = unsafe { two_sums(rows, x) };
        *upper += one;
        *lower += other;
    }
    if lower.len() > half {
        lower[half] += row_times(matrix, 2 * half, x);
    }
}

/// Σ_k a_k x[column_k] of two rows, each as [`sum`] has it.
///
/// # Safety
/// Every column must be a place in x.
// In wasm it is compiled for vectors. That asks nothing of callers: a browser without them refuses the module as a whole.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
unsafe fn two_sums<V, C>(rows: [Row<'_, V, C>; 2], x: &[f64]) -> [f64; 2]
where
    V: Copy + Into<f64>,
    C: Column,
{
    let mut sums = [[0.0; 4]; 2];
    let [one, other] = rows.map(|(columns, amounts)| {
        let fours = columns.as_chunks::<4>().0.iter();
        fours.zip(amounts.as_chunks::<4>().0)
    });
    let both = one.len().min(other.len());
    for (one, other) in one.zip(other) {
        // SAFETY: the caller has seen to it.
        unsafe {
            add_four(&mut sums[0], one, x);
            add_four(&mut sums[1], other, x);
        }
    }
    let [one, other] = rows.map(|(columns, amounts)| (&columns[4 * both..], &amounts[4 * both..]));
    // SAFETY: the caller has seen to it.
    unsafe { [sum(sums[0], one, x), sum(sums[1], other, x)] }
}

/// Σ_k a_k x[column_k], beginning with what four sums have so far. Four, because one would have each addition wait for the
/// one before it. The order of additions is fixed, so the result has the same bits everywhere.
///
/// # Safety
/// Every column must be a place in x.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
unsafe fn sum<V, C>(mut sums: [f64; 4], (columns, amounts): Row<'_, V, C>, x: &[f64]) -> f64
where
    V: Copy + Into<f64>,
    C: Column,
{
    let (fours, rest) = columns.as_chunks::<4>();
    let (fours_amounts, rest_amounts) = amounts.as_chunks::<4>();
    for four in fours.iter().zip(fours_amounts) {
        // SAFETY: the caller has seen to it.
        unsafe { add_four(&mut sums, four, x) };
    }
    for (&column, &amount) in rest.iter().zip(rest_amounts) {
        // SAFETY: the caller has seen to it.
        sums[0] += amount.into() * unsafe { x.get_unchecked(column.place()) };
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// Adds a product to each of four sums.
///
/// # Safety
/// Every column must be a place in x.
#[inline(always)]
#[expect(unsafe_code, reason = "bounds checks cost a third of every product")]
unsafe fn add_four<V, C>(sums: &mut [f64; 4], (columns, amounts): (&[C; 4], &[V; 4]), x: &[f64])
where
    V: Copy + Into<f64>,
    C: Column,
{
    // SAFETY: the caller has seen to it.
    let at = |column: C| unsafe { *x.get_unchecked(column.place()) };
    // Written out, because optimising for size would keep a loop here, a third slower in wasm.
    sums[0] += amounts[0].into() * at(columns[0]);
    sums[1] += amounts[1].into() * at(columns[1]);
    sums[2] += amounts[2].into() * at(columns[2]);
    sums[3] += amounts[3].into() * at(columns[3]);
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
