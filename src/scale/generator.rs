//! The cells and the demand of a table, drawn row by row from a stream of its own for each row, so that any member can
//! make any row and the table is the same however many members share the work.
//!
//! Random sets, uniform numbers and integers only: no function that rounds differently somewhere.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng as _;

use super::family::{Family, Table};
use crate::pace::Pace;

/// Profiles of every point of Fig 2.
pub const PROFILES: usize = 200;
/// Coefficients of triangular tables are uniform in [0, this).
const LARGEST: f32 = 0.001;
/// What a good needs of itself, where it does.
const OWN: f32 = 0.1;
/// Amounts of profiles are uniform in [0, this) per citizen and day.
const ALLOTMENT: f64 = 10.0;

/// What a stream of random numbers is for.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    /// The cells of a row.
    Row(usize),
    /// What the profiles are allotted of a good.
    Allotments(usize),
    /// The shares of the profiles.
    Shares,
    /// What a made-up economy has besides its table.
    Economy,
}

/// A stream of random numbers that belongs to one thing.
pub(super) fn stream(seed: u64, of: Stream) -> Pcg32 {
    let (kind, place) = match of {
        Stream::Row(row) => (0, row as u64),
        Stream::Allotments(good) => (1, good as u64),
        Stream::Shares => (2, 0),
        Stream::Economy => (3, 0),
    };
    // Streams of one generator that begin at the same state are alike; these begin where a mixing of bits sends them.
    let number = (place << 2) | kind;
    Pcg32::new(mixed(seed ^ mixed(number)), number)
}

/// SplitMix64's mixing function (Steele, Lea, Flood, OOPSLA 2014): every bit of the result hangs on every bit given.
fn mixed(bits: u64) -> u64 {
    let mut z = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number below `bound`, all equally likely but for a share of `bound`/2^32.
pub(super) fn below(dice: &mut Pcg32, bound: usize) -> usize {
    ((u64::from(dice.next_u32()) * bound as u64) >> 32) as usize
}

/// An odd multiple of 2^-24, uniform in (0, 1): never 0, so that a cell that is drawn is a need.
pub(super) fn uniform(dice: &mut Pcg32) -> f32 {
    const UNIT: f32 = 1.0 / 16_777_216.0;
    ((dice.next_u32() >> 9) * 2 + 1) as f32 * UNIT
}

/// Draws the rows of a table.
pub(super) struct Rows {
    table: Table,
    /// Largest coefficient.
    top: f32,
    /// A bit per good: whether it is in the set that is drawn.
    set: Vec<u64>,
}

impl Rows {
    pub(super) fn new(table: Table) -> Self {
        let top = match table.family {
            Family::Published | Family::Full => LARGEST,
            Family::Entangled => 1.0 / table.point.needs as f32,
        };
        Self {
            table,
            top,
            set: vec![0; table.goods().div_ceil(64)],
        }
    }

    /// Calls `each` with (column, coefficient) of every cell of a row, by rising column.
    pub(super) fn each_cell(&mut self, row: usize, mut each: impl FnMut(usize, f32)) {
        let triangular = self.table.family != Family::Entangled;
        let from = if triangular { row } else { 0 };
        let left = self.table.goods() - from;
        let wanted = self.table.row_cells(row);
        let mut dice = stream(self.table.seed, Stream::Row(row));
        // Of a large set those that are not in it are drawn.
        let outside = 2 * wanted > left;
        let words = left.div_ceil(64);
        let set = &mut self.set[..words];
        set.fill(0);
        let mut missing = if outside { left - wanted } else { wanted };
        while missing > 0 {
            let place = below(&mut dice, left);
            let bit = 1 << (place % 64);
            if set[place / 64] & bit == 0 {
                set[place / 64] |= bit;
                missing -= 1;
            }
        }
        for (word, &bits) in set.iter().enumerate() {
            let mut bits = if outside { !bits } else { bits };
            if outside && word == words - 1 && !left.is_multiple_of(64) {
                bits &= (1 << (left % 64)) - 1;
            }
            while bits != 0 {
                let column = from + 64 * word + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let amount = if triangular && column == row {
                    OWN
                } else {
                    uniform(&mut dice) * self.top
                };
                each(column, amount);
            }
        }
    }
}

/// The share of all citizens that each profile has; they add up to 1.
#[must_use]
pub fn shares(table: &Table) -> Vec<f64> {
    let mut dice = stream(table.seed, Stream::Shares);
    let weights: Vec<f64> = (0..PROFILES)
        .map(|_| f64::from(uniform(&mut dice)))
        .collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// What each profile is allotted of a good per citizen and day; nothing of an industrial good.
#[must_use]
pub fn allotments(table: &Table, good: usize) -> Vec<f64> {
    if good >= table.point.finals as usize {
        return vec![0.0; PROFILES];
    }
    let mut dice = stream(table.seed, Stream::Allotments(good));
    (0..PROFILES)
        .map(|_| ALLOTMENT * f64::from(uniform(&mut dice)))
        .collect()
}

/// What is asked of every good besides what the profiles ask for.
#[must_use]
pub fn external_demand(family: Family) -> f64 {
    match family {
        Family::Published => 0.0,
        Family::Full | Family::Entangled => 1.0,
    }
}

/// d: what the profiles, with one citizen in all, and external demand ask for, per good.
pub async fn demand(table: &Table, pace: &Pace) -> Vec<f64> {
    let (shares, external) = (shares(table), external_demand(table.family));
    let mut demand = vec![external; table.goods()];
    for good in 0..table.point.finals as usize {
        let promised = allotments(table, good);
        let promised = promised.iter().zip(&shares);
        demand[good] += promised.map(|(amount, share)| amount * share).sum::<f64>();
        pace.work(8 * PROFILES).await;
    }
    demand
}
