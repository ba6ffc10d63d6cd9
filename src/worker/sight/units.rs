//! Production units and their curves.

use super::{Scene, good, input};
use crate::economy::{Economy, Input, Unit};
use crate::worker::look::{Curve, Maker, Stack};

/// Points of a curve between its ends, besides its answers.
const POINTS: u32 = 200;

/// How far a curve is shown, over the farthest of what is known about it.
const BEYOND: f64 = 1.2;

/// All units, good by good in stacking order, with their orders of a day.
pub(super) fn stacks(scene: &Scene, day: u32) -> Vec<Stack> {
    let economy = scene.economy_on(day);
    let stacks = economy.stacks().iter();
    stacks
        .map(|stack| Stack {
            good: good(economy, stack.good),
            units: stack
                .units
                .iter()
                .map(|&unit| maker(scene, economy, unit, day))
                .collect(),
        })
        .collect()
}

fn maker(scene: &Scene, economy: &Economy, unit: usize, day: u32) -> Maker {
    let data = &economy.units()[unit];
    Maker {
        name: data.name.clone(),
        capacity: data.capacity,
        today: output(scene, economy, unit, day),
        inputs: data
            .needs
            .iter()
            .map(|(row, _)| input(economy, *row))
            .collect(),
    }
}

/// What a unit is to make on a day; 0 where no day is planned.
fn output(scene: &Scene, economy: &Economy, unit: usize, day: u32) -> f64 {
    let (Some(record), Some(stack)) =
        (scene.record(day), economy.stack(economy.units()[unit].good))
    else {
        return 0.0;
    };
    let made = record
        .plan
        .solution
        .x
        .get(stack.good)
        .copied()
        .unwrap_or(0.0);
    let mut orders = stack.dispatch(economy.units(), made);
    orders
        .find(|&(other, _)| other == unit)
        .map_or(0.0, |(_, q)| q)
}

/// What a unit answers for an input; `None` when there is no such unit, or it answers nothing for it.
pub(super) fn curve(scene: &Scene, unit: &str, of: &str, day: u32) -> Option<Curve> {
    let economy = scene.economy_on(day);
    let place = economy
        .units()
        .iter()
        .position(|other| other.name == unit)?;
    let data: &Unit = &economy.units()[place];
    let (row, curve): &(Input, _) = data
        .needs
        .iter()
        .find(|(row, _)| economy.input_name(*row) == of)?;
    let answers: Vec<(f64, f64)> = curve
        .answers()
        .iter()
        .map(|answer| (answer.output, answer.amount))
        .collect();
    let today = output(scene, economy, place, day);
    let last = answers.last().map_or(0.0, |&(output, _)| output);
    let end = BEYOND * last.max(today).max(data.capacity.unwrap_or(0.0));
    let at = |q: f64| (q, curve.at(q), curve.coefficient(q));
    Some(Curve {
        unit: data.name.clone(),
        input: input(economy, *row),
        good: good(economy, data.good),
        points: (0..=POINTS)
            .map(|k| at(end * f64::from(k) / f64::from(POINTS)))
            .collect(),
        answers,
        capacity: data.capacity,
        today,
    })
}
