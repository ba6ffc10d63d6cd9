//! What bounds a day: stocks, fixed bounds, capacities, hours.

use std::fmt;

use crate::economy::Economy;

/// A bound of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoundOn {
    /// This morning's stock of a good: no more of it can be made than there is.
    Stock(usize),
    /// A fixed bound on a good.
    Number(usize),
    /// What all production units of a good can make together.
    Capacity(usize),
    /// The hours available of a kind of labour.
    Hours(usize),
    /// Beyond a certain scale these goods use up more of themselves than they make.
    Productivity(Vec<usize>),
}

impl BoundOn {
    /// How the bound is written in files: `stock:Milk`, `hours:Lb(Milk)`, `productivity:Milk+Butter`.
    #[must_use]
    pub fn written(&self, economy: &Economy) -> impl fmt::Display {
        let (kind, of) = (self.kind(), self.of(economy));
        format!("{kind}:{of}")
    }

    /// The name of the good or labour kind it is on; the goods joined by + for productivity.
    #[must_use]
    pub fn of(&self, economy: &Economy) -> String {
        match self {
            Self::Stock(good) | Self::Number(good) | Self::Capacity(good) => {
                economy.goods()[*good].name.clone()
            }
            Self::Hours(kind) => economy.labour()[*kind].name.clone(),
            Self::Productivity(group) => {
                let names: Vec<&str> = group
                    .iter()
                    .map(|&good| economy.goods()[good].name.as_str())
                    .collect();
                names.join("+")
            }
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Stock(_) => "stock",
            Self::Number(_) => "bound",
            Self::Capacity(_) => "capacity",
            Self::Hours(_) => "hours",
            Self::Productivity(_) => "productivity",
        }
    }
}

/// A bound with its limit, in units of the good per day or in hours per day.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What is bound.
    pub on: BoundOn,
    /// How much of it there is.
    pub limit: f64,
}

/// All bounds of a morning with these `stocks`: those of goods in the order of the table, then hours.
#[must_use]
pub fn bounds(economy: &Economy, stocks: &[f64]) -> Vec<Bound> {
    let mut bounds = Vec::new();
    for (place, good) in economy.goods().iter().enumerate() {
        let stock = good
            .stock_bound
            .then_some((BoundOn::Stock(place), stocks[place]));
        let number = good.bound.map(|limit| (BoundOn::Number(place), limit));
        let capacity = economy
            .stack(place)
            .and_then(|stack| stack.capacity(economy.units()));
        let capacity = capacity.map(|limit| (BoundOn::Capacity(place), limit));
        bounds.extend([stock, number, capacity].into_iter().flatten());
    }
    let hours = economy
        .labour()
        .iter()
        .enumerate()
        .filter_map(|(kind, labour)| Some((BoundOn::Hours(kind), labour.hours?)));
    bounds.extend(hours);
    bounds
        .into_iter()
        .map(|(on, limit)| Bound { on, limit })
        .collect()
}

/// How much of each bound the output x uses, in the order of `bounds`.
#[must_use]
pub fn uses(economy: &Economy, bounds: &[Bound], x: &[f64]) -> Vec<f64> {
    let labour = economy.labour_used(x);
    let used = |bound: &Bound| match bound.on {
        BoundOn::Stock(good) | BoundOn::Number(good) | BoundOn::Capacity(good) => x[good],
        BoundOn::Hours(kind) => labour[kind],
        // Not a bound that a morning has: it shows only where there is no solution.
        BoundOn::Productivity(_) => 0.0,
    };
    bounds.iter().map(used).collect()
}

/// use/limit: 1 when all of it is in use; using nothing of nothing counts as 0.
#[must_use]
pub fn ratio(used: f64, limit: f64) -> f64 {
    if used <= 0.0 { 0.0 } else { used / limit }
}
