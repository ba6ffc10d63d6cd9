//! Production units and their curves.

use super::{Scene, good, input};
use crate::economy::{Economy, Input, Unit};
use crate::worker::look::{Curve, Maker, Named, Need, Needs, Stack};

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

/// What a unit needs of `inputs` to make `outputs`; `None` when there is no such unit.
pub(super) fn needs(
    scene: &Scene,
    unit: &str,
    inputs: &[String],
    outputs: Vec<f64>,
    day: u32,
) -> Option<Needs> {
    let economy = scene.economy_on(day);
    let data = economy.units().iter().find(|other| other.name == unit)?;
    let need = |name: &String| {
        let curves = data.needs.iter();
        let answered = curves
            .map(|(row, curve)| (*row, Some(curve)))
            .find(|(row, _)| economy.input_name(*row) == name);
        match answered.or_else(|| Some((row_called(economy, name)?, None))) {
            Some((row, curve)) => Need {
                input: input(economy, row),
                is_row: true,
                amounts: match (curve, economy.constant(row, data.good)) {
                    (Some(curve), _) => outputs.iter().map(|&q| curve.at(q)).collect(),
                    (None, constant) if constant > 0.0 => {
                        outputs.iter().map(|q| constant * q).collect()
                    }
                    (None, _) => Vec::new(),
                },
            },
            None => Need {
                input: Named {
                    name: name.clone(),
                    unit: String::new(),
                },
                is_row: false,
                amounts: Vec::new(),
            },
        }
    };
    Some(Needs {
        unit: data.name.clone(),
        inputs: inputs.iter().map(need).collect(),
        outputs,
    })
}

/// The row of that name.
fn row_called(economy: &Economy, name: &str) -> Option<Input> {
    let good = economy.goods().iter().position(|good| good.name == name);
    let labour = || economy.labour().iter().position(|kind| kind.name == name);
    let other = || {
        economy
            .externalities()
            .iter()
            .position(|of| of.name == name)
    };
    good.map(Input::Good)
        .or_else(|| labour().map(Input::Labour))
        .or_else(|| other().map(Input::Externality))
}
