//! A sparse table, names and a demand as an economy.

use super::Sparse;
use crate::economy::{Coefficients, Economy, EconomyError, Good, Keeping, Parts};

/// The economy of a table and a demand per good (below zero where more is imported than asked for). Goods without names
/// are called by their numbers, from 1. Nothing is bound by stock, and there is neither labour nor a profile.
///
/// # Errors
/// When the parts make no economy.
///
/// # Panics
/// When there is not a name and a demand per good.
pub fn economy(
    name: &str,
    sparse: Sparse,
    names: Option<Vec<String>>,
    demand: &[f64],
) -> Result<Economy, EconomyError> {
    let goods = sparse.table.rows();
    assert_eq!(demand.len(), goods, "a demand per good");
    let names = names.or(sparse.names);
    let names = names.unwrap_or_else(|| (1..=goods).map(|good| good.to_string()).collect());
    assert_eq!(names.len(), goods, "a name per good");
    let free = |(name, &external_demand): (&String, &f64)| Good {
        keeping: Keeping::Constant,
        stock_bound: false,
        external_demand,
        ..Good::named(name)
    };
    Economy::new(Parts {
        name: name.to_owned(),
        goods: names.iter().zip(demand).map(free).collect(),
        labour: Vec::new(),
        externalities: Vec::new(),
        profiles: Vec::new(),
        goods_table: sparse.table,
        labour_table: Coefficients::new(0, goods, []),
        externality_table: Coefficients::new(0, goods, []),
        units: Vec::new(),
    })
}
