//! Where all of a good, or all hours of a kind of labour, go on a day: the balance x = R(x) + s d, row by row.

use super::protocol::{By, Taker, Today};
use crate::economy::{Economy, Input};
use crate::order;
use crate::plan::{BoundOn, Record};

/// Who takes how much of what the plan of a day is held back by: those who take the most, the largest first, and what all
/// others take together with how many they are. Nobody, where nothing holds it back, or what no one takes.
pub(super) fn takers(record: &Record) -> (Vec<Taker>, (f64, u32)) {
    let of = match record.plan.binding {
        Some(BoundOn::Stock(good) | BoundOn::Number(good) | BoundOn::Capacity(good)) => {
            Input::Good(good)
        }
        Some(BoundOn::Hours(kind)) => Input::Labour(kind),
        Some(BoundOn::Productivity(_)) | None => return Default::default(),
    };
    let (economy, plan) = (record.economy(), &record.plan);
    let taker = |by, amount| Taker { by, amount };
    let making = |good: usize| By::Making(economy.goods()[good].name.clone());
    let terms = terms(economy, of, &plan.solution.x).into_iter();
    let mut all: Vec<Taker> = terms
        .map(|(good, amount)| taker(making(good), amount))
        .collect();
    if let Input::Good(place) = of {
        let citizens = economy.profiles().iter().map(|profile| {
            let by = By::Citizens(profile.name.clone());
            taker(by, plan.scale * profile.target(place))
        });
        let outside = plan.scale * economy.goods()[place].external_demand;
        let demand = citizens.chain([taker(By::Outside, outside)]);
        all.extend(demand.filter(|taker| taker.amount > 0.0));
    }
    order::sort_by(&mut all, |a, b| b.amount.total_cmp(&a.amount));
    let others = all.get(Today::MOST_TAKERS..).unwrap_or_default();
    let others = (others.iter().map(|of| of.amount).sum(), others.len() as u32);
    all.truncate(Today::MOST_TAKERS);
    (all, others)
}

/// r_ij(x_j) > 0 of a good or a kind of labour i: (the good j, the amount), the largest first.
pub(super) fn terms(economy: &Economy, of: Input, x: &[f64]) -> Vec<(usize, f64)> {
    let (table, row) = match of {
        Input::Good(row) => (economy.goods_table(), row),
        Input::Labour(row) => (economy.labour_table(), row),
        Input::Externality(row) => (economy.externality_table(), row),
    };
    let constants = table.row(row).map(|(good, _)| good);
    let stacks = economy.stacks().iter().map(|stack| stack.good);
    let mut made: Vec<usize> = constants.chain(stacks).collect();
    made.sort_unstable();
    made.dedup();
    let term = |good: usize| {
        let amount = economy.requirement(of, good, x[good]);
        (amount > 0.0).then_some((good, amount))
    };
    let mut terms: Vec<(usize, f64)> = made.into_iter().filter_map(term).collect();
    order::sort_by(&mut terms, |a, b| b.1.total_cmp(&a.1));
    terms
}
