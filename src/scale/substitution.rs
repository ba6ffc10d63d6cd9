//! Back-substitution of a triangular table tile by tile, by any number of members at once.
//!
//! The tiles of rows go round the members. Who holds the last one solves it and hands x of its goods to all others; everyone
//! adds to their rows what these goods need; then the tile before it can be solved, and so on. A member always works at its
//! lowest open tile first, because that is the one that others will wait for, and fills the time it would wait itself with
//! the tiles above.

use super::rows::Rows;

/// How far a member is.
#[derive(Debug)]
pub(super) struct Substitution {
    /// x per tile, where it is known.
    x: Vec<Option<Vec<f64>>>,
    /// The tiles of rows of this member, by rising number.
    own: Vec<Own>,
}

#[derive(Debug)]
struct Own {
    tile: usize,
    /// What the tiles from `next` + 1 on need of the goods of this one.
    sums: Vec<f64>,
    /// The tile of columns to add next; the tile itself when all after it are in.
    next: usize,
    solved: bool,
}

/// What a step came to.
#[derive(Debug)]
pub(super) enum Step {
    /// So many units of work were done.
    Worked(usize),
    /// x of one of the member's tiles is found, after so many units of work.
    Found(usize, Vec<f64>, usize),
    /// Nothing can be done before another member has found x of a tile.
    Waiting,
    /// All tiles of this member are solved.
    Done,
}

impl Substitution {
    pub(super) fn new(rows: &Rows) -> Self {
        let tiling = rows.tiling();
        let all = tiling.tiles();
        let own = rows.tiles().map(|tile| Own {
            tile,
            sums: vec![0.0; tiling.goods_of(tile).len()],
            next: all - 1,
            solved: false,
        });
        Self {
            x: vec![None; all],
            own: own.collect(),
        }
    }

    /// Takes x of a tile that another member has found.
    pub(super) fn take(&mut self, tile: usize, x: Vec<f64>) {
        self.x[tile] = Some(x);
    }

    /// Whether nothing can be done before another member has found x of a tile.
    pub(super) fn waits(&self) -> bool {
        let mut open = self.own.iter().filter(|own| !own.solved).peekable();
        open.peek().is_some() && open.all(|own| own.next != own.tile && self.x[own.next].is_none())
    }

    /// Whether other members hold some of the tiles.
    pub(super) fn has_company(&self) -> bool {
        self.own.len() < self.x.len()
    }

    /// Does the next small piece: one block, or one tile solved.
    pub(super) fn step(&mut self, rows: &Rows) -> Step {
        let mut open = false;
        for (place, own) in self.own.iter_mut().enumerate().rev() {
            if own.solved {
                continue;
            }
            open = true;
            if own.next == own.tile {
                let (x, work) = rows.solve_tile(place, &own.sums);
                own.solved = true;
                self.x[own.tile] = Some(x.clone());
                return Step::Found(own.tile, x, work);
            }
            if let Some(x) = &self.x[own.next] {
                let work = rows.add_block(place, own.next, x, &mut own.sums);
                own.next -= 1;
                return Step::Worked(work);
            }
        }
        if open { Step::Waiting } else { Step::Done }
    }
}
