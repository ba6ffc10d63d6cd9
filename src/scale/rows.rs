//! The rows that a member holds, cut into tiles: blocks of the table in which a tile of x stays in the nearest cache, and
//! which are what members hand to each other.

use sprs::CsMatI;

use super::family::Table;
use super::generator;
use crate::economy::product::{add_times, row_times};
use crate::pace::Pace;

/// Goods to a tile.
pub const TILE: usize = 4096;

/// A block: the rows of one tile and the columns of another, both counted from the beginning of their tile.
type Block = CsMatI<f32, u16, u32>;

/// Units of work that drawing a cell takes.
const DRAWING: usize = 8;

/// Number of tiles of a table.
#[must_use]
pub fn tiles(goods: usize) -> usize {
    goods.div_ceil(TILE)
}

/// The goods of a tile.
#[must_use]
pub fn tile_goods(tile: usize, goods: usize) -> std::ops::Range<usize> {
    tile * TILE..((tile + 1) * TILE).min(goods)
}

/// The tiles of rows that a member holds: they go round the members.
pub fn own_tiles(goods: usize, members: usize, member: usize) -> impl Iterator<Item = usize> {
    (member..tiles(goods)).step_by(members)
}

/// The rows of one tile.
struct RowTile {
    tile: usize,
    /// A block per tile of columns, from the first that has cells.
    blocks: Vec<Block>,
    /// The tile of columns of the first block.
    from: usize,
}

/// The rows that a member holds, and what is asked of all goods.
pub(super) struct Rows {
    goods: usize,
    demand: Vec<f64>,
    tiles: Vec<RowTile>,
    cells: u64,
    triangular: bool,
}

impl Rows {
    /// Draws the rows of member `member` of `members`; `made` is told how many cells there are after each row.
    pub(super) async fn make(
        table: Table,
        members: usize,
        member: usize,
        made: impl Fn(u64),
        pace: &Pace,
    ) -> Self {
        let goods = table.goods();
        let mut drawn = generator::Rows::new(table);
        let demand = generator::demand(&table);
        pace.work(goods + DRAWING * generator::PROFILES * table.point.finals as usize)
            .await;
        let mut rows = Self {
            goods,
            demand,
            tiles: Vec::new(),
            cells: 0,
            triangular: true,
        };
        for tile in own_tiles(goods, members, member) {
            let range = tile_goods(tile, goods);
            let cells = range.clone().map(|row| table.row_cells(row)).sum();
            let mut columns: Vec<u32> = Vec::with_capacity(cells);
            let mut amounts: Vec<f32> = Vec::with_capacity(cells);
            let mut starts = Vec::with_capacity(range.len() + 1);
            starts.push(0);
            for row in range {
                drawn.each_cell(row, |column, amount| {
                    columns.push(column as u32);
                    amounts.push(amount);
                });
                let first = starts[starts.len() - 1];
                rows.triangular &= columns[first..].first().is_none_or(|&first| first as usize >= row);
                starts.push(columns.len());
                made(rows.cells + columns.len() as u64);
                pace.work(DRAWING * (columns.len() - first)).await;
            }
            rows.cells += columns.len() as u64;
            rows.tiles.push(RowTile::cut(tile, goods, &starts, &columns, &amounts, pace).await);
        }
        rows
    }
}
