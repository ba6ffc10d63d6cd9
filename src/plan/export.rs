//! What a planned day says, as CSV files to take away: orders per production unit, fulfilment, footprints, the Leontief
//! inverse, multipliers, and the solution. Numbers have as many digits as it takes to read the same bits back.

use super::day::Record;
use super::{footprints, fulfilment};
use crate::economy::{Economy, Input};
use crate::field;
use crate::pace::Pace;
use crate::solver::{Status, leontief_inverse};
use crate::words::words;

/// The most goods of a Leontief inverse: it has a cell for each two of them.
pub const MOST_INVERTED: usize = 2000;

/// The orders of a day: a row for each production unit with an order, and each input of it.
///
/// `day,good,maker,output,extrapolated,input,amount`: how much of the good the maker makes, whether that is beyond what it
/// was asked about, and what it takes. Goods that no unit makes have one row per input and no maker. The amounts of an
/// input add up to what the day uses of it.
pub async fn orders(record: &Record, pace: &Pace) -> String {
    let economy = record.economy();
    let mut file = "day,good,maker,output,extrapolated,input,amount\n".to_owned();
    let constants = constants_by_good(economy, pace).await;
    for (good, constants) in constants.iter().enumerate() {
        let x = record.plan.solution.x[good];
        let mut makers: Vec<(Option<usize>, f64)> = match economy.stack(good) {
            Some(stack) => stack
                .dispatch(economy.units(), x)
                .map(|(unit, q)| (Some(unit), q))
                .filter(|&(_, q)| q > 0.0)
                .collect(),
            None => Vec::new(),
        };
        if makers.is_empty() && x > 0.0 {
            makers.push((None, x));
        }
        for (maker, q) in makers {
            let unit = maker.map(|maker| &economy.units()[maker]);
            let by_unit = unit.into_iter().flat_map(|unit| &unit.needs);
            let by_unit = by_unit.map(|(input, curve)| (*input, curve.at(q)));
            let constant = constants.iter().map(|&(input, each)| (input, each * q));
            let mut uses: Vec<(Option<Input>, f64)> = by_unit
                .chain(constant)
                .filter(|&(_, amount)| amount != 0.0)
                .map(|(input, amount)| (Some(input), amount))
                .collect();
            if uses.is_empty() {
                uses.push((None, 0.0));
            }
            for (input, amount) in &uses {
                field::number(&mut file, f64::from(record.day()));
                field::add(&mut file, &economy.goods()[good].name);
                field::add(&mut file, unit.map_or("", |unit| unit.name.as_str()));
                file.push(',');
                field::number(&mut file, q);
                let beyond = unit.is_some_and(|unit| unit.extrapolates(q));
                file.push_str(if beyond { ",yes" } else { ",no" });
                field::add(
                    &mut file,
                    input.map_or("", |input| economy.input_name(input)),
                );
                file.push(',');
                if input.is_some() {
                    field::number(&mut file, *amount);
                }
                file.push('\n');
            }
            pace.work(100 * uses.len()).await;
        }
    }
    file
}

/// The constants of each good's column.
async fn constants_by_good(economy: &Economy, pace: &Pace) -> Vec<Vec<(Input, f64)>> {
    let mut columns = vec![Vec::new(); economy.goods().len()];
    for (table, of) in [
        (economy.goods_table(), Input::Good as fn(usize) -> Input),
        (economy.labour_table(), Input::Labour),
        (economy.externality_table(), Input::Externality),
    ] {
        for row in 0..table.rows() {
            for (good, amount) in table.row(row) {
                columns[good].push((of(row), amount));
            }
            pace.work(4 * table.row_filled(row)).await;
        }
    }
    columns
}

/// φ of every target (Eq 5): `Name`, then the goods that somebody is promised; a row per profile. A cell is empty where a
/// profile is promised nothing.
pub async fn fulfilment_matrix(record: &Record, pace: &Pace) -> String {
    let economy = record.economy();
    let (profiles, x) = (economy.profiles(), &record.plan.solution.x);
    let shares = fulfilment(economy, x, record.plan.scale);
    let mut goods: Vec<usize> = shares.iter().map(|target| target.good).collect();
    goods.dedup();
    let mut cells = vec![None; goods.len() * profiles.len()];
    let mut column = 0;
    for target in &shares {
        if goods[column] != target.good {
            column += 1;
        }
        cells[target.profile * goods.len() + column] = Some(target.share);
    }
    let mut file = "Name".to_owned();
    for &good in &goods {
        field::add(&mut file, &economy.goods()[good].name);
    }
    file.push('\n');
    for (place, profile) in profiles.iter().enumerate() {
        field::text(&mut file, &profile.name);
        for share in &cells[place * goods.len()..(place + 1) * goods.len()] {
            file.push(',');
            if let Some(share) = share {
                field::number(&mut file, *share);
            }
        }
        file.push('\n');
        pace.work(4 * goods.len()).await;
    }
    file
}

/// Hours and externalities embodied in one unit of each good and in a citizen's day: `of,name`, then the kinds of labour
/// and the externalities; a row per good and per profile.
///
/// # Errors
/// Why there are none, in words.
pub async fn footprint_table(record: &Record, pace: &Pace) -> Result<String, String> {
    let economy = record.economy();
    let prints = footprints(record, pace)
        .await
        .ok_or(words().export_day_has_no_solution())?;
    let mut file = "of,name".to_owned();
    for print in &prints {
        field::add(&mut file, economy.input_name(print.of));
    }
    file.push('\n');
    let goods = economy.goods().iter().map(|good| ("good", &good.name));
    let profiles = economy
        .profiles()
        .iter()
        .map(|profile| ("profile", &profile.name));
    let goods_count = economy.goods().len();
    for (row, (of, name)) in goods.chain(profiles).enumerate() {
        file.push_str(of);
        field::add(&mut file, name);
        for print in &prints {
            let amount = match row.checked_sub(goods_count) {
                None => print.per_unit[row],
                Some(profile) => print.per_citizen[profile],
            };
            file.push(',');
            field::number(&mut file, amount);
        }
        file.push('\n');
        pace.work(4 * prints.len()).await;
    }
    Ok(file)
}

/// (I - A*)^-1 at the day's outputs: `Name`, then the goods that are delivered; a row for each good that is made for them.
///
/// # Errors
/// Why there is none, in words.
pub async fn leontief(record: &Record, pace: &Pace) -> Result<String, String> {
    let (economy, inverse) = inverse(record, pace).await?;
    let goods = economy.goods();
    let mut file = "Name".to_owned();
    for good in goods {
        field::add(&mut file, &good.name);
    }
    file.push('\n');
    for (good, row) in goods.iter().zip(inverse.chunks(goods.len())) {
        field::text(&mut file, &good.name);
        for &amount in row {
            file.push(',');
            field::number(&mut file, amount);
            // Writing a number takes about as long as some products.
            pace.work(50).await;
        }
        file.push('\n');
    }
    Ok(file)
}

/// What one unit of final demand for a good sets going: `Name,output`, then kinds of labour and externalities. Output is
/// the column's sum of the Leontief inverse, which means something where all goods are counted in one unit, such as the
/// money of a national table.
///
/// # Errors
/// Why there are none, in words.
pub async fn multipliers(record: &Record, pace: &Pace) -> Result<String, String> {
    let (economy, inverse) = inverse(record, pace).await?;
    let prints = footprints(record, pace)
        .await
        .ok_or(words().export_day_has_no_solution())?;
    let goods = economy.goods();
    let mut file = "Name,output".to_owned();
    for print in &prints {
        field::add(&mut file, economy.input_name(print.of));
    }
    file.push('\n');
    for (column, good) in goods.iter().enumerate() {
        field::text(&mut file, &good.name);
        let output: f64 = inverse.iter().skip(column).step_by(goods.len()).sum();
        for amount in [output]
            .into_iter()
            .chain(prints.iter().map(|print| print.per_unit[column]))
        {
            file.push(',');
            field::number(&mut file, amount);
        }
        file.push('\n');
        pace.work(goods.len() + 50 * prints.len()).await;
    }
    Ok(file)
}

async fn inverse<'a>(record: &'a Record, pace: &Pace) -> Result<(&'a Economy, Vec<f64>), String> {
    let (economy, solution) = (record.economy(), &record.plan.solution);
    let goods = economy.goods().len();
    if goods > MOST_INVERTED {
        return Err(words()
            .export_leontief_inverse_goods_too(&goods.to_string(), &MOST_INVERTED.to_string()));
    }
    if solution.status != Status::Solved {
        return Err(words().export_day_has_no_solution().to_owned());
    }
    let inverse = leontief_inverse(economy, &solution.x, pace).await;
    let inverse = inverse.ok_or(words().export_making_some_good_uses())?;
    Ok((economy, inverse))
}

/// x, the output of the day: `good,amount`, a row per good.
pub async fn solution(record: &Record, pace: &Pace) -> String {
    let mut file = "good,amount\n".to_owned();
    for (good, &amount) in record.economy().goods().iter().zip(&record.plan.solution.x) {
        field::text(&mut file, &good.name);
        file.push(',');
        field::number(&mut file, amount);
        file.push('\n');
        pace.work(50).await;
    }
    file
}
