//! How much memory a table takes, said before it is made.

use super::family::Table;
use super::tiling::Tiling;

/// Bytes that a member may take in a browser: WebAssembly's memory ends at 4 GiB, and the program needs a little of it.
pub const BROWSER_ROOM: u64 = (4 << 30) - (64 << 20);

/// Bytes a cell takes: a value of 32 bits, and 16 bits for its column within a tile.
const CELL: u64 = 6;
/// Bytes a cell takes while its row is drawn, before it is cut into tiles.
const DRAWN: u64 = 8;
/// Vectors with an entry per good that a member holds while it solves: demand, x, a product, and the lead's own.
const VECTORS: u64 = 16;

/// Bytes that the fullest member takes for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Once the table is made.
    pub made: u64,
    /// At the most, while it is made.
    pub making: u64,
}

impl Memory {
    /// What `table` takes in a pool of `members`.
    ///
    /// # Panics
    /// When there is no member.
    #[must_use]
    pub fn of(table: &Table, members: u32) -> Self {
        assert!(members > 0, "a pool without members");
        let (goods, members) = (table.goods() as u64, u64::from(members));
        // The tiles of rows go round the members, so the fullest has at most one more than the others.
        let tiling = Tiling::of(table);
        let (all, size) = (tiling.tiles() as u64, tiling.size() as u64);
        let own = all.div_ceil(members);
        let tile_cells = size * u64::from(table.point.needs).min(goods);
        let cells = table.cells().min(own * tile_cells);
        // A block of a tile has the beginning of each of its rows.
        let starts = own * all * (size + 1) * 4;
        let made = cells * CELL + starts + VECTORS * goods * 8;
        // A tile is drawn row by row before it is cut into blocks.
        Self {
            made,
            making: made + tile_cells * DRAWN,
        }
    }
}

/// Bytes in whole megabytes of a million bytes, rounded up: how memory is told to people.
#[must_use]
pub fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
