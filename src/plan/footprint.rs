//! Footprints: hours and externalities embodied in goods, and so in a citizen's day.

use super::day::Record;
use crate::economy::{Economy, Input};
use crate::pace::Pace;
use crate::solver::{Status, embodied};

/// The footprint of one kind of labour or one externality.
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    /// The labour kind or externality.
    pub of: Input,
    /// Amount embodied in one unit of each good: hours, or units of the externality.
    pub per_unit: Vec<f64>,
    /// Amount embodied in a full day's allotment of one citizen of each profile.
    pub per_citizen: Vec<f64>,
}

/// Footprints at a day's plan, with its coefficients A* = F(x) held fixed: labour kinds first, then externalities.
/// Each footprint times final demand s d adds up to what the day uses or causes of it.
///
/// `None` when the day has no solution, or one whose footprints do not add up to a finite number.
pub async fn footprints(record: &Record, pace: &Pace) -> Option<Vec<Footprint>> {
    if record.plan.solution.status != Status::Solved {
        return None;
    }
    let (economy, x) = (record.economy(), &record.plan.solution.x);
    let labour = (0..economy.labour().len()).map(Input::Labour);
    let rows = labour.chain((0..economy.externalities().len()).map(Input::Externality));
    let mut footprints = Vec::new();
    for of in rows {
        let direct: Vec<f64> = x
            .iter()
            .enumerate()
            .map(|(good, &q)| economy.coefficient(of, good, q))
            .collect();
        let per_unit = embodied(economy, x, &direct, pace).await?;
        let per_citizen = per_citizen(economy, &per_unit);
        footprints.push(Footprint {
            of,
            per_unit,
            per_citizen,
        });
    }
    Some(footprints)
}

fn per_citizen(economy: &Economy, per_unit: &[f64]) -> Vec<f64> {
    let day = |allotment: &[f64]| {
        allotment
            .iter()
            .zip(per_unit)
            .map(|(amount, embodied)| amount * embodied)
            .sum()
    };
    economy
        .profiles()
        .iter()
        .map(|profile| day(&profile.allotment))
        .collect()
}
