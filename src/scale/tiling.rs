//! How a table is cut into tiles: blocks of goods, so that a tile of x stays in the nearest cache while the cells that it
//! meets are read, and which members hand to each other.

use std::ops::Range;

use super::family::Table;

/// The tiles of a table. Members and lead cut it alike, because it follows from the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tiling {
    goods: usize,
    size: usize,
}

impl Tiling {
    /// Goods to the smallest tiles: 16 kB of x are half of the nearest cache, and leave the other half to the cells.
    const SMALLEST: usize = 2048;
    /// Goods to the largest tiles: 16 bits tell the columns of a block.
    const LARGEST: usize = 1 << 15;
    /// A row has at least about as many cells in each tile, or setting out for them takes as long as summing them.
    const CELLS: usize = 32;

    /// How `table` is cut.
    pub(super) fn of(table: &Table) -> Self {
        let (goods, needs) = (table.goods(), table.point.needs as usize);
        let is_full = |size: usize| needs.saturating_mul(size) / goods.max(1) >= Self::CELLS;
        let mut size = Self::SMALLEST;
        while size < Self::LARGEST && size < goods && !is_full(size) {
            size *= 2;
        }
        Self { goods, size }
    }

    /// Number of goods in all tiles together.
    pub(super) fn goods(self) -> usize {
        self.goods
    }

    /// Goods of a tile; the last may have fewer.
    pub(super) fn size(self) -> usize {
        self.size.min(self.goods)
    }

    /// Number of tiles.
    pub(super) fn tiles(self) -> usize {
        self.goods.div_ceil(self.size)
    }

    /// The tile that a good is in.
    pub(super) fn tile_of(self, good: usize) -> usize {
        good / self.size
    }

    /// The goods of a tile.
    pub(super) fn goods_of(self, tile: usize) -> Range<usize> {
        tile * self.size..((tile + 1) * self.size).min(self.goods)
    }

    /// The tiles of rows that a member holds: they go round the members.
    pub(super) fn own(self, members: usize, member: usize) -> impl Iterator<Item = usize> {
        (member..self.tiles()).step_by(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::family::{Family, Point};

    fn tiling(goods: u32, needs: u32) -> Tiling {
        Tiling::of(&Table {
            point: Point {
                industrial: goods,
                finals: 0,
                needs,
            },
            family: Family::Full,
            seed: 1,
        })
    }

    #[test]
    fn a_row_has_enough_cells_in_each_tile() {
        // 2000 of 55,000 are 74 in 2048; 500 are 18 there and 37 in 4096.
        assert_eq!(tiling(55_000, 2000).size(), 2048);
        assert_eq!(tiling(55_000, 500).size(), 4096);
        assert_eq!(tiling(100_000, 1).size(), Tiling::LARGEST);
        assert_eq!(tiling(300, 1).size(), 300);
    }

    #[test]
    fn tiles_hold_every_good_once_and_go_round_the_members() {
        for (goods, needs) in [(1, 1), (2047, 9), (2048, 2000), (2049, 2000), (55_000, 500)] {
            let tiling = tiling(goods, needs);
            let all = (0..tiling.tiles()).flat_map(|tile| tiling.goods_of(tile));
            assert!(all.eq(0..goods as usize));
            let of_good = |good| tiling.goods_of(tiling.tile_of(good)).contains(&good);
            assert!((0..goods as usize).all(of_good));
            let mut held: Vec<usize> = (0..3).flat_map(|member| tiling.own(3, member)).collect();
            held.sort_unstable();
            assert!(held.into_iter().eq(0..tiling.tiles()));
        }
    }
}
