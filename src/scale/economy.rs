//! A whole economy made from a point of Fig 2, to plan days with: its table, and besides it stocks, labour, an externality and
//! production units with curves.

use rand_pcg::Pcg32;

use super::family::Table;
use super::generator::{
    PROFILES, Rows, Stream, allotments, below, external_demand, shares, stream, uniform,
};
use crate::economy::{
    Answer, Builder, Coefficients, Curve, CurveError, Externality, Good, Input, Interpolation,
    Keeping, Labour, Parts, Profile, Unit,
};
use crate::pace::Pace;

/// Kinds of labour.
const LABOUR: usize = 2;
/// Citizens in all.
const CITIZENS: f64 = 1000.0;

/// The table as any economy holds it, row by row into vectors of its very size.
pub async fn coefficients(table: &Table, pace: &Pace) -> Coefficients {
    let goods = table.goods();
    let mut builder = Builder::new(goods, goods, table.cells() as usize);
    let mut rows = Rows::new(*table);
    for row in 0..goods {
        builder.begin_row();
        rows.each_cell(row, |column, amount| {
            builder.push(column, f64::from(amount));
        });
        pace.work(8 * table.row_cells(row)).await;
    }
    builder.finish()
}

/// The parts of an economy with the table, in which `curved` goods, spread over all, are made by two production units each:
/// one with even needs up to its capacity, one whose needs rise faster than its output. Every good is consumed and has a
/// stock that allows a part of what it takes to meet all targets.
///
/// # Errors
/// [`CurveError`] when a curve cannot be made; none of these can fail to.
///
/// # Panics
/// When more goods are to be curved than there are.
pub async fn parts(table: &Table, curved: usize, pace: &Pace) -> Result<Parts, CurveError> {
    let goods = table.goods();
    assert!(curved <= goods, "{curved} of {goods} goods");
    let mut dice = stream(table.seed, Stream::Economy);
    let mut profiles = Vec::with_capacity(PROFILES);
    for (place, share) in shares(table).into_iter().enumerate() {
        profiles.push(Profile {
            name: format!("Profile {place}"),
            population: share * CITIZENS,
            allotment: vec![0.0; goods],
        });
        pace.work(goods).await;
    }
    for good in 0..table.point.finals as usize {
        for (profile, amount) in profiles.iter_mut().zip(allotments(table, good)) {
            profile.allotment[good] = amount;
        }
        pace.work(8 * PROFILES).await;
    }
    let goods_table = coefficients(table, pace).await;
    let mut hours: Vec<(usize, usize, f64)> = Vec::with_capacity(LABOUR * goods);
    for kind in 0..LABOUR {
        hours.extend((0..goods).map(|good| (kind, good, 0.01 * f64::from(uniform(&mut dice)))));
        pace.work(20 * goods).await;
    }
    let smoke: Vec<(usize, usize, f64)> = (0..goods)
        .map(|good| (0, good, f64::from(uniform(&mut dice))))
        .collect();
    pace.work(20 * goods).await;
    let mut units = Vec::new();
    for k in 0..curved {
        units.extend(units_of(&goods_table, k * goods / curved, &mut dice)?);
        pace.work(500).await;
    }
    let mut made = Vec::with_capacity(goods);
    for place in 0..goods {
        made.push(good(table, place, &mut dice));
        pace.work(100).await;
    }
    let labour_table = Coefficients::new(LABOUR, goods, hours);
    pace.work(20 * LABOUR * goods).await;
    let externality_table = Coefficients::new(1, goods, smoke);
    pace.work(20 * goods).await;
    Ok(Parts {
        name: table.name(),
        goods: made,
        labour: (0..LABOUR)
            .map(|kind| Labour {
                name: format!("Lb({kind})"),
                hours: Some(1e9),
            })
            .collect(),
        externalities: vec![Externality {
            name: "Smoke".to_owned(),
            weight: 1.0,
        }],
        profiles,
        goods_table,
        labour_table,
        externality_table,
        units,
    })
}

fn good(table: &Table, place: usize, dice: &mut Pcg32) -> Good {
    let kind = if place < table.point.finals as usize {
        "Final good"
    } else {
        "Industrial good"
    };
    let external = external_demand(table.family);
    let promised = if place < table.point.finals as usize {
        5.0 * CITIZENS
    } else {
        0.0
    };
    Good {
        stock: (4.0 * external + promised) * f64::from(0.5 + uniform(dice)),
        keeping: Keeping::Consumed,
        stock_bound: true,
        external_demand: external,
        ..Good::named(&format!("{kind} {place}"))
    }
}

/// Two units that make a good from a good it has no constant cell for.
fn units_of(
    constants: &Coefficients,
    good: usize,
    dice: &mut Pcg32,
) -> Result<Vec<Unit>, CurveError> {
    // In a triangular table no good may be needed for one before it, and 0 is needed for any.
    let input = below(dice, good.max(1));
    let input = (0..input)
        .rev()
        .chain(input..good)
        .find(|&row| constants.at(row, good) == 0.0);
    let Some(input) = input else {
        return Ok(Vec::new());
    };
    let answers = |list: &[(f64, f64)]| {
        let list = list
            .iter()
            .map(|&(output, amount)| Answer { output, amount });
        Curve::new(list.collect(), Interpolation::Straight)
    };
    let unit = |name: &str, capacity, curve| Unit {
        name: format!("{name} of good {good}"),
        good,
        capacity,
        needs: vec![(Input::Good(input), curve)],
    };
    Ok(vec![
        unit("Old works", Some(2.0), answers(&[(2.0, 0.002)])?),
        unit(
            "New works",
            None,
            answers(&[(1.0, 0.0005), (10.0, 0.01), (1000.0, 1.5)])?,
        ),
    ])
}
