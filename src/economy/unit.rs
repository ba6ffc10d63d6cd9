//! Production units: who makes a good, how much at most, and what for.

use super::Curve;

/// A row of the table: something that making a good uses up or causes. The number is the place in
/// the economy's list of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// A good, used up in its own physical unit.
    Good(usize),
    /// A kind of labour, in hours.
    Labour(usize),
    /// An externality, caused rather than used, in its own unit.
    Externality(usize),
}

impl Input {
    /// Its place in the economy's list of its kind.
    #[must_use]
    pub fn place(self) -> usize {
        let (Self::Good(place) | Self::Labour(place) | Self::Externality(place)) = self;
        place
    }
}

/// A production unit: it makes one good and says what it needs to make how much.
///
/// Units of one good stack in the order in which they are listed: the first is filled to its capacity,
/// then the next. An input without a curve is not needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its name, as people call it.
    pub name: String,
    /// The good it makes.
    pub good: usize,
    /// The most it can make in a day, in units of the good; `None` for no limit.
    pub capacity: Option<f64>,
    /// What it needs, one curve per input.
    pub needs: Vec<(Input, Curve)>,
}

impl Unit {
    /// The curve for `input`, if the unit needs any of it.
    #[must_use]
    pub fn need(&self, input: Input) -> Option<&Curve> {
        self.needs
            .iter()
            .find(|(row, _)| *row == input)
            .map(|(_, curve)| curve)
    }

    /// Whether making `q` goes past the last answer of one of its curves, or past its capacity.
    #[must_use]
    pub fn extrapolates(&self, q: f64) -> bool {
        self.capacity.is_some_and(|capacity| q > capacity)
            || self.needs.iter().any(|(_, curve)| curve.extrapolates(q))
    }
}

/// All the units of one good, in stacking order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The good they make.
    pub good: usize,
    /// Places in the economy's list of units.
    pub units: Vec<usize>,
}

impl Stack {
    /// Who makes how much when `output` is made in all: (unit, q) in stacking order. The q add up to `output`;
    /// what is beyond all capacities falls to the last unit, so that a plan beyond them can be costed.
    pub fn dispatch<'a>(
        &'a self,
        units: &'a [Unit],
        output: f64,
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let last = self.units.len() - 1;
        let mut rest = output;
        self.units.iter().enumerate().map(move |(place, &unit)| {
            let share = match units[unit].capacity {
                Some(capacity) if place < last => rest.min(capacity),
                _ => rest,
            };
            rest -= share;
            (unit, share)
        })
    }

    /// Σ_u r_iu(q_u): how much of `input` the whole stack needs to make `output`.
    #[must_use]
    pub fn requirement(&self, units: &[Unit], input: Input, output: f64) -> f64 {
        let needs = self
            .dispatch(units, output)
            .map(|(unit, q)| units[unit].need(input).map_or(0.0, |curve| curve.at(q)));
        needs.sum()
    }

    /// dr_i/dx at `output`: what the unit that would make the next bit of output needs for it.
    #[must_use]
    pub fn slope(&self, units: &[Unit], input: Input, output: f64) -> f64 {
        self.open(units, output).next().map_or(0.0, |(unit, q)| {
            units[unit].need(input).map_or(0.0, |curve| curve.slope(q))
        })
    }

    /// The largest slope that the stack's need of `input` has anywhere from output `low` to `high`.
    #[must_use]
    pub fn largest_slope(&self, units: &[Unit], input: Input, low: f64, high: f64) -> f64 {
        let ranges = self.open(units, low).map(|(unit, from)| {
            let to = self
                .dispatch(units, high)
                .find(|&(other, _)| other == unit)
                .map_or(from, |(_, q)| q);
            (unit, from, to)
        });
        let touched = ranges
            .enumerate()
            .filter(|&(place, (_, from, to))| place == 0 || to > from);
        touched
            .map(|(_, (unit, from, to))| {
                units[unit]
                    .need(input)
                    .map_or(0.0, |curve| curve.largest_slope(from, to))
            })
            .fold(0.0, f64::max)
    }

    /// The least slope that the stack's need of `input` has anywhere from `output` on. A bound from below: it is exact past
    /// the last answer, where all but the last unit are full.
    #[must_use]
    pub fn least_slope(&self, units: &[Unit], input: Input, output: f64) -> f64 {
        self.open(units, output)
            .map(|(unit, q)| {
                units[unit]
                    .need(input)
                    .map_or(0.0, |curve| curve.least_slope(q))
            })
            .fold(f64::INFINITY, f64::min)
    }

    /// The units that have room left when `output` is made in all, with what they make; the last always has.
    fn open<'a>(
        &'a self,
        units: &'a [Unit],
        output: f64,
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let last = self.units.len() - 1;
        self.dispatch(units, output)
            .enumerate()
            .filter(move |&(place, (unit, q))| {
                place == last || units[unit].capacity.is_none_or(|capacity| q < capacity)
            })
            .map(|(_, order)| order)
    }

    /// Sum of the capacities, `None` when one of the units has no limit.
    #[must_use]
    pub fn capacity(&self, units: &[Unit]) -> Option<f64> {
        self.units.iter().map(|&unit| units[unit].capacity).sum()
    }
}
