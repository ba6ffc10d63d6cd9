//! Cells on their way into a table: a list that grows without ever being copied.

/// Cells of one block: at 64 kB a block is written faster than anyone could notice.
pub(super) const BLOCK: usize = 4096;

/// Cells (row, column, amount) in the order in which they came. In blocks, because a single list of millions would be
/// copied as a whole each time it outgrows its room, and nothing else could be done meanwhile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells(Vec<Vec<(u32, u32, f64)>>);

impl Cells {
    /// Adds a cell.
    pub fn push(&mut self, row: u32, column: u32, amount: f64) {
        match self.0.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push((row, column, amount)),
            None => {
                // The first block grows, because most tables are small.
                let room = if self.0.is_empty() { 0 } else { BLOCK };
                let mut block = Vec::with_capacity(room);
                block.push((row, column, amount));
                self.0.push(block);
            }
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0
            .last()
            .map_or(0, |last| BLOCK * (self.0.len() - 1) + last.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// They block by block.
    pub fn blocks(&self) -> impl Iterator<Item = &[(u32, u32, f64)]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl FromIterator<(u32, u32, f64)> for Cells {
    fn from_iter<I: IntoIterator<Item = (u32, u32, f64)>>(cells: I) -> Self {
        let mut list = Self::default();
        for (row, column, amount) in cells {
            list.push(row, column, amount);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_in_their_order() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let expected: Vec<_> = (0..count as u32)
                .map(|n| (n, n / 2, f64::from(n)))
                .collect();
            let cells: Cells = expected.iter().copied().collect();
            assert_eq!((cells.len(), cells.is_empty()), (count, count == 0));
            assert_eq!(
                cells.blocks().flatten().copied().collect::<Vec<_>>(),
                expected
            );
        }
    }
}
