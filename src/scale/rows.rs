//! The rows that a member holds, cut into tiles.

use std::hint::black_box;

use sprs::CsMatI;

use super::family::Table;
use super::generator;
use super::tiling::Tiling;
use crate::economy::product::{add_times, row_times_from_last};
use crate::pace::Pace;

/// A block: the rows of one tile and the columns of another, both counted from the beginning of their tile.
type Block = CsMatI<f32, u16, u32>;

/// Units of work that drawing a cell takes.
const DRAWING: usize = 8;

/// The rows of one tile.
#[derive(Debug)]
struct RowTile {
    tile: usize,
    /// A block per tile of columns, from the first that has cells to the last tile.
    blocks: Vec<Block>,
    /// The tile of columns of the first block.
    from: usize,
}

/// The rows that a member holds, and what is asked of all goods.
#[derive(Debug)]
pub(super) struct Rows {
    tiling: Tiling,
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
        let tiling = Tiling::of(&table);
        let mut drawn = generator::Rows::new(table);
        let mut rows = Self {
            tiling,
            demand: generator::demand(&table, pace).await,
            tiles: Vec::new(),
            cells: 0,
            triangular: true,
        };
        for tile in tiling.own(members, member) {
            let range = tiling.goods_of(tile);
            let cells = range.clone().map(|row| table.row_cells(row)).sum();
            let mut sketch = Sketch::with_room(range.len(), cells);
            for row in range {
                let before = sketch.columns.len();
                drawn.each_cell(row, |column, amount| sketch.push(column, amount));
                sketch.starts.push(sketch.columns.len());
                let first = sketch.columns.get(before);
                rows.triangular &= first.is_none_or(|&first| first as usize >= row);
                made(rows.cells + sketch.columns.len() as u64);
                pace.work(DRAWING * (sketch.columns.len() - before)).await;
            }
            rows.cells += cells as u64;
            rows.tiles.push(sketch.cut(tile, tiling, pace).await);
            if rows.tiles.len() == 1 {
                rows.warm_up(pace).await;
            }
        }
        rows
    }

    /// Runs what solving runs over the first tile, for nothing. A browser makes the fast code of a loop when that has turned
    /// out to be hot, beside what goes on: nobody waits for it while a table is made, everybody while it is solved.
    async fn warm_up(&self, pace: &Pace) {
        /// A tile on the diagonal is small: as often it is solved.
        const TIMES: usize = 8;
        let Some(tile) = self.tiles.first() else {
            return;
        };
        let zeros = vec![0.0; self.tiling.size()];
        let mut sums = vec![0.0; self.tiling.goods_of(tile.tile).len()];
        for columns in tile.from..self.tiling.tiles() {
            let x = &zeros[..self.tiling.goods_of(columns).len()];
            pace.work(black_box(self.add_block(0, columns, x, &mut sums)))
                .await;
        }
        for _ in 0..TIMES {
            let (_, work) = black_box(self.solve_tile(0, &sums));
            pace.work(work).await;
        }
    }

    /// How the table is cut.
    pub(super) fn tiling(&self) -> Tiling {
        self.tiling
    }

    /// Number of cells that are held.
    pub(super) fn cells(&self) -> u64 {
        self.cells
    }

    /// Whether no good that is held is needed for one before it.
    pub(super) fn is_triangular(&self) -> bool {
        self.triangular
    }

    /// Bytes that are held.
    pub(super) fn bytes(&self) -> u64 {
        let blocks = self.tiles.iter().flat_map(|tile| &tile.blocks);
        let of = |block: &Block| {
            block.nnz() * (size_of::<f32>() + size_of::<u16>())
                + (block.rows() + 1) * size_of::<u32>()
        };
        (blocks.map(of).sum::<usize>() + size_of_val(self.demand.as_slice())) as u64
    }

    /// The tiles of rows that are held, by rising number.
    pub(super) fn tiles(&self) -> impl Iterator<Item = usize> {
        self.tiles.iter().map(|tile| tile.tile)
    }

    /// Adds what the rows of the `own`-th tile need for the goods of a tile of columns, at their output x, to `sums`. The
    /// units of work that was.
    pub(super) fn add_block(
        &self,
        own: usize,
        columns: usize,
        x: &[f64],
        sums: &mut [f64],
    ) -> usize {
        let tile = &self.tiles[own];
        let block = columns.checked_sub(tile.from).map(|k| &tile.blocks[k]);
        block.map_or(1, |block| {
            add_times(block, x, sums);
            block.nnz() + block.rows()
        })
    }

    /// Solves the `own`-th tile of a triangular table from its last good to its first, when `sums` holds what later tiles
    /// need of it: x of its goods, and the units of work that was.
    pub(super) fn solve_tile(&self, own: usize, sums: &[f64]) -> (Vec<f64>, usize) {
        let tile = &self.tiles[own];
        let demand = &self.demand[self.tiling.goods_of(tile.tile)];
        let mut x = vec![0.0; demand.len()];
        let Some(block) = tile.tile.checked_sub(tile.from).map(|k| &tile.blocks[k]) else {
            return (x, 1);
        };
        bring_near(block);
        for row in (0..x.len()).rev() {
            // x of the good itself is still zero, and so are those before it: the sum is over later goods alone.
            let used = sums[row] + row_times_from_last(block, row, &x);
            let first = block.indptr().outer_inds_sz(row).start;
            let own = match block.indices().get(first) {
                Some(&column) if usize::from(column) == row => f64::from(block.data()[first]),
                _ => 0.0,
            };
            x[row] = (demand[row] + used) / (1.0 - own);
        }
        (x, block.nnz() + block.rows())
    }

    /// A x for the rows that are held, by rising row.
    pub(super) async fn times(&self, x: &[f64], pace: &Pace) -> Vec<f64> {
        let mut product = Vec::with_capacity(self.tiles.len() * self.tiling.size());
        for (own, tile) in self.tiles.iter().enumerate() {
            let mut sums = vec![0.0; self.tiling.goods_of(tile.tile).len()];
            for columns in (tile.from..self.tiling.tiles()).rev() {
                let x = &x[self.tiling.goods_of(columns)];
                let work = self.add_block(own, columns, x, &mut sums);
                pace.work(work).await;
            }
            product.extend(sums);
        }
        product
    }

    /// max_i |x_i - (A x)_i - d_i| / (x_i + (A x)_i + |d_i|) over the rows that are held, where 0/0 counts as 0.
    ///
    /// It goes through the cells one by one and shares no sum with what solved.
    pub(super) async fn residual(&self, x: &[f64], pace: &Pace) -> f64 {
        let mut worst = 0.0_f64;
        for tile in &self.tiles {
            let range = self.tiling.goods_of(tile.tile);
            let mut used = vec![0.0; range.len()];
            for (k, block) in tile.blocks.iter().enumerate() {
                let columns = self.tiling.goods_of(tile.from + k);
                for (row, cells) in block.outer_iterator().enumerate() {
                    for (column, &amount) in cells.iter() {
                        used[row] += f64::from(amount) * x[columns.start + column];
                    }
                }
                pace.work(block.nnz() + block.rows()).await;
            }
            for (row, used) in range.zip(used) {
                let size = x[row].abs() + used + self.demand[row].abs();
                let off = (x[row] - used - self.demand[row]).abs();
                // Not f64::max, which would pass over a NaN: a broken x must not look solved.
                let share = if size == 0.0 { 0.0 } else { off / size };
                if !(share <= worst || worst.is_nan()) {
                    worst = share;
                }
            }
        }
        worst
    }
}

/// Reads a block in the order in which it lies in memory. Row by row from the last on every row would be waited for.
fn bring_near(block: &Block) {
    /// Bytes that come near at once.
    const LINE: usize = 64;
    let amounts = block.data().iter().step_by(LINE / size_of::<f32>());
    let columns = block.indices().iter().step_by(LINE / size_of::<u16>());
    // Something has to become of what is read, or it would not be read.
    black_box(amounts.fold(0, |sum, amount| sum ^ amount.to_bits()));
    black_box(columns.fold(0, |sum, column| sum ^ column));
}

/// The rows of a tile as they are drawn, before they are cut into blocks.
struct Sketch {
    starts: Vec<usize>,
    columns: Vec<u32>,
    amounts: Vec<f32>,
}

impl Sketch {
    fn with_room(rows: usize, cells: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self {
            starts,
            columns: Vec::with_capacity(cells),
            amounts: Vec::with_capacity(cells),
        }
    }

    fn push(&mut self, column: usize, amount: f32) {
        self.columns.push(column as u32);
        self.amounts.push(amount);
    }

    /// Cuts the rows into blocks, each written once into vectors of its very size.
    async fn cut(self, tile: usize, tiling: Tiling, pace: &Pace) -> RowTile {
        let first = self.starts.windows(2).filter(|ends| ends[0] < ends[1]);
        let first = first.map(|ends| self.columns[ends[0]] as usize).min();
        let from = first.map_or(tiling.tiles(), |column| tiling.tile_of(column));
        let mut blocks = Vec::with_capacity(tiling.tiles() - from);
        // Where the cells of each row that are not in a block yet begin.
        let mut rest = self.starts[..self.starts.len() - 1].to_vec();
        for columns in from..tiling.tiles() {
            let range = tiling.goods_of(columns);
            let until = |row: usize| {
                let cells = &self.columns[rest[row]..self.starts[row + 1]];
                rest[row] + cells.partition_point(|&column| (column as usize) < range.end)
            };
            let ends: Vec<usize> = (0..rest.len()).map(until).collect();
            let cells = rest.iter().zip(&ends).map(|(start, end)| end - start).sum();
            let mut starts = Vec::with_capacity(rest.len() + 1);
            starts.push(0);
            let mut indices: Vec<u16> = Vec::with_capacity(cells);
            let mut amounts: Vec<f32> = Vec::with_capacity(cells);
            for (&start, &end) in rest.iter().zip(&ends) {
                let within = self.columns[start..end].iter();
                indices.extend(within.map(|&column| (column as usize - range.start) as u16));
                amounts.extend_from_slice(&self.amounts[start..end]);
                starts.push(indices.len() as u32);
            }
            let shape = (rest.len(), range.len());
            blocks.push(Block::new(shape, starts, indices, amounts));
            rest = ends;
            pace.work(4 * cells + shape.0).await;
        }
        RowTile { tile, blocks, from }
    }
}
