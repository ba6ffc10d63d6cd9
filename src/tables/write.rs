//! Economy to text: the CSV set, which the reader takes back to the same economy, bit for bit.

use std::collections::{BTreeMap, BTreeSet};

use super::NamedFile;
use super::counts;
use super::fault::quoted;
use super::names::MOST_NAME;
use super::sheet::MOST_GOODS;
use super::units::{SMOOTH, STRAIGHT};
use crate::economy::{
    Change, Coefficients, DatedChange, Economy, Good, Input, Interpolation, Keeping,
};
use crate::field::{add as field, is_invisible, number, text};
use crate::pace::Pace;
use crate::words::words;

/// Titles that stand beside goods in a header, so that no good can be called like that in CSV.
const RESERVED: [&str; 2] = ["population", "weight"];

/// Writes an economy, its dated changes and a policy (changes of investment) as CSV files; of what an economy does not have
/// there is no file. Reading them gives the same economy, changes and policy.
///
/// # Errors
/// Why this economy cannot be written like that: more goods than a table may have, or a name that a file of this kind
/// cannot hold.
pub async fn write_set(
    economy: &Economy,
    changes: &[DatedChange],
    policy: &[DatedChange],
    pace: &Pace,
) -> Result<Vec<NamedFile>, String> {
    check(economy)?;
    let mut files = Vec::new();
    let mut add = |name: &str, text: String| {
        files.push(NamedFile {
            name: name.to_owned(),
            bytes: text.into_bytes(),
        });
    };
    let by_units = by_units(economy);
    add("table.csv", table(economy, &by_units, pace).await);
    if !economy.profiles().is_empty() {
        add("profiles.csv", profiles(economy, pace).await);
    }
    if !economy.units().is_empty() {
        add("units.csv", units(economy, pace).await);
    }
    add("stocks.csv", stocks(economy));
    if !economy.externalities().is_empty() {
        add(
            "externalities.csv",
            externalities(economy, &by_units, pace).await,
        );
    }
    if !changes.is_empty() {
        add("changes.csv", written_changes(economy, changes)?);
    }
    if !policy.is_empty() {
        add("policy.csv", written_policy(economy, policy));
    }
    Ok(files)
}

/// What stands in the cells that units answer for: `units`, or the constant that they overrule.
type ByUnits = BTreeMap<(Input, usize), Option<f64>>;

fn by_units(economy: &Economy) -> ByUnits {
    let mut cells = ByUnits::new();
    for unit in economy.units() {
        for &(input, _) in &unit.needs {
            cells.insert((input, unit.good), None);
        }
    }
    for &(input, good, constant) in economy.overruled() {
        cells.insert((input, good), Some(constant));
    }
    cells
}

async fn table(economy: &Economy, by_units: &ByUnits, pace: &Pace) -> String {
    let mut file = "Type".to_owned();
    for good in economy.goods() {
        field(&mut file, &good.name);
    }
    let has_external = economy
        .goods()
        .iter()
        .any(|good| good.external_demand != 0.0);
    if has_external {
        file.push_str(",Output");
    }
    file.push('\n');
    let goods = 0..economy.goods().len();
    for row in goods.clone() {
        cells(
            &mut file,
            economy,
            Input::Good(row),
            economy.goods_table(),
            row,
            by_units,
            |_| (),
        );
        if has_external {
            let external = economy.goods()[row].external_demand;
            file.push(',');
            number(&mut file, external);
        }
        file.push('\n');
        pace.work(4 * goods.len()).await;
    }
    for row in 0..economy.labour().len() {
        cells(
            &mut file,
            economy,
            Input::Labour(row),
            economy.labour_table(),
            row,
            by_units,
            |_| (),
        );
        if has_external {
            file.push(',');
        }
        file.push('\n');
        pace.work(4 * goods.len()).await;
    }
    file
}

/// A row of a table: its name, what `after` writes, and a cell per good.
fn cells(
    file: &mut String,
    economy: &Economy,
    input: Input,
    table: &Coefficients,
    row: usize,
    by_units: &ByUnits,
    after: impl FnOnce(&mut String),
) {
    text(file, economy.input_name(input));
    after(file);
    let mut constants = table.row(row).peekable();
    for good in 0..economy.goods().len() {
        file.push(',');
        let constant = constants.next_if(|&(column, _)| column == good);
        match by_units.get(&(input, good)) {
            Some(None) => file.push_str("units"),
            Some(&Some(overruled)) => number(file, overruled),
            None => number(file, constant.map_or(0.0, |(_, amount)| amount)),
        }
    }
}

async fn profiles(economy: &Economy, pace: &Pace) -> String {
    let mut file = "Name,Population".to_owned();
    for good in economy.goods() {
        field(&mut file, &good.name);
    }
    file.push('\n');
    for profile in economy.profiles() {
        text(&mut file, &profile.name);
        for &amount in [profile.population].iter().chain(&profile.allotment) {
            file.push(',');
            number(&mut file, amount);
        }
        file.push('\n');
        pace.work(4 * profile.allotment.len()).await;
    }
    file
}

async fn units(economy: &Economy, pace: &Pace) -> String {
    let mut needs = economy.units().iter().flat_map(|unit| &unit.needs);
    let has_smooth = needs.any(|(_, curve)| curve.interpolation() == Interpolation::MonotoneCubic);
    let mut file = "unit,good,input,capacity,output,amount".to_owned();
    file.push_str(if has_smooth { ",between\n" } else { "\n" });
    for unit in economy.units() {
        let mut row = |input: Option<Input>, answer: Option<(f64, f64)>, between: &str| {
            text(&mut file, &unit.name);
            field(&mut file, &economy.goods()[unit.good].name);
            field(
                &mut file,
                input.map_or("", |input| economy.input_name(input)),
            );
            file.push(',');
            if let Some(capacity) = unit.capacity {
                number(&mut file, capacity);
            }
            match answer {
                Some((output, amount)) => {
                    for value in [output, amount] {
                        file.push(',');
                        number(&mut file, value);
                    }
                }
                None => file.push_str(",,"),
            }
            if has_smooth {
                field(&mut file, between);
            }
            file.push('\n');
        };
        if unit.needs.is_empty() {
            row(None, None, "");
        }
        for (input, curve) in &unit.needs {
            let between = match curve.interpolation() {
                Interpolation::Straight => STRAIGHT.0,
                Interpolation::MonotoneCubic => SMOOTH.0,
            };
            for answer in curve.answers() {
                row(Some(*input), Some((answer.output, answer.amount)), between);
            }
            pace.work(30 * curve.answers().len()).await;
        }
    }
    file
}

fn stocks(economy: &Economy) -> String {
    let mut file = "name,stock,bound,keeping,gestation,loss,unit\n".to_owned();
    for good in economy.goods() {
        text(&mut file, &good.name);
        file.push(',');
        number(&mut file, good.stock);
        file.push(',');
        bound(&mut file, good);
        file.push(',');
        file.push_str(good.keeping.name());
        file.push(',');
        number(&mut file, f64::from(good.gestation));
        file.push(',');
        number(&mut file, good.loss);
        field(&mut file, &good.unit);
        file.push('\n');
    }
    for labour in economy.labour() {
        text(&mut file, &labour.name);
        file.push(',');
        if let Some(hours) = labour.hours {
            number(&mut file, hours);
        }
        file.push_str(",,,,,\n");
    }
    file
}

fn bound(file: &mut String, good: &Good) {
    let always = matches!(good.keeping, Keeping::Consumed | Keeping::Depleting);
    match (good.stock_bound, good.bound) {
        (true, None) => file.push_str("stock"),
        (false, None) => file.push_str("none"),
        (true, Some(_)) if !always => file.push_str("stock and "),
        _ => {}
    }
    if let Some(bound) = good.bound {
        number(file, bound);
    }
}

async fn externalities(economy: &Economy, by_units: &ByUnits, pace: &Pace) -> String {
    let mut file = "name,weight".to_owned();
    for good in economy.goods() {
        field(&mut file, &good.name);
    }
    file.push('\n');
    for (row, externality) in economy.externalities().iter().enumerate() {
        let (input, table) = (Input::Externality(row), economy.externality_table());
        cells(&mut file, economy, input, table, row, by_units, |file| {
            file.push(',');
            number(file, externality.weight);
        });
        file.push('\n');
        pace.work(4 * economy.goods().len()).await;
    }
    file
}

fn written_changes(economy: &Economy, changes: &[DatedChange]) -> Result<String, String> {
    let mut file = "day,what,name,of,value\n".to_owned();
    let good = |place: usize| economy.goods()[place].name.as_str();
    let profile = |place: usize| economy.profiles()[place].name.as_str();
    for dated in changes {
        let (what, name, of, value) = match dated.change {
            Change::Population {
                profile: place,
                citizens,
            } => ("population", profile(place), "", citizens),
            Change::Allotment {
                profile: place,
                good: of,
                amount,
            } => ("allotment", profile(place), good(of), amount),
            Change::Coefficient {
                input,
                good: of,
                amount,
            } => ("coefficient", economy.input_name(input), good(of), amount),
            Change::Delivery {
                good: place,
                amount,
            } => ("delivery", good(place), "", amount),
            Change::Hours { labour, hours } => {
                ("hours", economy.labour()[labour].name.as_str(), "", hours)
            }
            Change::Investment { good: place, share } => {
                ("investment", place.map_or("", good), "", share)
            }
            Change::Answers { unit, .. } => {
                let name = quoted(&economy.units()[unit].name);
                return Err(words().files_write_answers_anew(&name, &dated.day.to_string()));
            }
        };
        number(&mut file, f64::from(dated.day));
        for part in [what, name, of] {
            field(&mut file, part);
        }
        file.push(',');
        number(&mut file, value);
        file.push('\n');
    }
    Ok(file)
}

fn written_policy(economy: &Economy, policy: &[DatedChange]) -> String {
    let steps = policy.iter().filter_map(|step| match step.change {
        Change::Investment { good, share } => Some((step.day, good, share)),
        _ => None,
    });
    let steps: Vec<(u32, Option<usize>, f64)> = steps.collect();
    let goods: BTreeSet<usize> = steps.iter().filter_map(|&(_, good, _)| good).collect();
    let mut file = "from_day,investment".to_owned();
    for &good in &goods {
        field(&mut file, &economy.goods()[good].name);
    }
    file.push('\n');
    // A row per step: the order of the steps of a day is that of the rows.
    for (day, good, share) in steps {
        number(&mut file, f64::from(day));
        for column in [None].into_iter().chain(goods.iter().copied().map(Some)) {
            file.push(',');
            if column == good {
                number(&mut file, share);
            }
        }
        file.push('\n');
    }
    file
}

/// Whether CSV files can hold the economy; if not, why.
fn check(economy: &Economy) -> Result<(), String> {
    let goods = economy.goods();
    if goods.is_empty() || goods.len() > MOST_GOODS {
        let (found, most) = (counts::goods(goods.len()), counts::goods(MOST_GOODS));
        return Err(words().files_write_goods(&most, &found));
    }
    for good in goods {
        let is_reserved = RESERVED
            .iter()
            .any(|word| good.name.eq_ignore_ascii_case(word));
        if is_reserved || good.name.starts_with("Lb(") {
            let name = quoted(&good.name);
            return Err(words().files_write_reserved(&name));
        }
    }
    if let Some(labour) = economy
        .labour()
        .iter()
        .find(|labour| !is_labour(&labour.name))
    {
        let name = quoted(&labour.name);
        return Err(words().files_write_labour(&name));
    }
    let inputs = goods
        .iter()
        .map(|good| &good.name)
        .chain(economy.labour().iter().map(|labour| &labour.name))
        .chain(
            economy
                .externalities()
                .iter()
                .map(|externality| &externality.name),
        );
    let mut seen = BTreeSet::new();
    for name in inputs.clone() {
        if !seen.insert(name) {
            return Err(words().files_write_twice(&quoted(name)));
        }
    }
    let others = economy.profiles().iter().map(|profile| &profile.name);
    let others = others.chain(economy.units().iter().map(|unit| &unit.name));
    let units = goods
        .iter()
        .map(|good| &good.unit)
        .filter(|unit| !unit.is_empty());
    match inputs
        .chain(others)
        .chain(units)
        .find(|name| !is_readable(name))
    {
        Some(name) => Err(words().files_write_unreadable(&quoted(name))),
        None => Ok(()),
    }
}

fn is_labour(name: &str) -> bool {
    name.starts_with("Lb(") && name.ends_with(')')
}

/// Whether a cell with this name is read as this name.
pub(super) fn is_readable(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && name.chars().count() <= MOST_NAME
        && !name.contains(is_invisible)
}
