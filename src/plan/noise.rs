//! Losses by chance (Fig 3b), the same to the bit in a browser and natively.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

/// On each day, with a certain probability, every consumed and accumulating stock loses a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Probability of a loss per day, 0..=1; the paper's program has 0.1.
    pub probability: f64,
    /// Share lost, 0..=1; the paper's program has 0.2.
    pub loss: f64,
    /// Seed of the generator.
    pub seed: u64,
}

/// The days that are still to come: a generator of which one number is drawn per day.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance(Pcg64Mcg);

impl Chance {
    /// The days of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// Whether the next day has a loss: a uniform number in [0, 1) of 53 bits is drawn, and a loss happens when it is
    /// below `probability`.
    pub fn strikes(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }
}
