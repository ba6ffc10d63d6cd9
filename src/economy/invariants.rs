//! The invariants of an [`Economy`](super::Economy), and the errors that name what breaks one.

use std::collections::BTreeSet;
use std::fmt;

use super::parts::Rows;
use super::{Curve, Good, Input, Keeping, LARGEST, Labour, Parts, Profile, Unit};
use crate::order;
use crate::pace::Pace;
use crate::words::{Language, words};

/// Why parts do not make an [`Economy`](super::Economy).
#[derive(Clone, Debug, PartialEq)]
pub enum EconomyError {
    /// There is no good.
    NoGoods,
    /// A name is empty.
    NoName {
        /// What has no name.
        of: Named,
    },
    /// Two things of a kind share a name.
    NameTwice {
        /// What they are.
        of: Named,
        /// The name they share.
        name: String,
    },
    /// A table is not as large as the lists of its rows and columns.
    Shape {
        /// Which table.
        table: Part,
        /// Its rows and columns.
        found: (usize, usize),
        /// The rows and columns it should have.
        expected: (usize, usize),
    },
    /// A unit refers to a good or a row that does not exist.
    NoSuchRow {
        /// The unit.
        unit: String,
    },
    /// A unit has two curves for the same input.
    InputTwice {
        /// The unit.
        unit: String,
    },
    /// A profile does not have one allotment per good.
    Allotments {
        /// The profile.
        profile: String,
        /// How many allotments it has.
        found: usize,
        /// How many goods there are.
        goods: usize,
    },
    /// A number is out of its range.
    Number {
        /// Which number.
        what: String,
        /// Its value.
        found: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// A flow is said to have a stock, or to be bound by one.
    FlowWithStock {
        /// The good.
        good: String,
    },
    /// A coefficient is set in a cell for which units answer.
    CellOfUnits {
        /// The row.
        input: String,
        /// The column.
        good: String,
    },
    /// Negative external demand in an economy that is not linear.
    ImportsNeedLinear {
        /// The good.
        good: String,
        /// Its external demand.
        amount: f64,
    },
}

/// What has a name that nothing else of the kind may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A row: goods, labour and externalities share one list, because units and changes refer to all three by name.
    Row,
    /// A profile.
    Profile,
    /// A production unit.
    Unit,
}

/// The parts that the technical coefficients are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Goods by goods.
    Goods,
    /// Kinds of labour by goods.
    Labour,
    /// Externalities by goods.
    Externalities,
}

impl fmt::Display for EconomyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGoods => f.write_str(words().economy_fault_economy_has_no_good()),
            Self::NoName { of } => f.write_str(match of {
                Named::Row => words().economy_fault_row_has_no_name(),
                Named::Profile => words().economy_fault_profile_has_no_name(),
                Named::Unit => words().economy_fault_unit_has_no_name(),
            }),
            Self::NameTwice { of, name } => f.write_str(&match of {
                Named::Row => words().economy_fault_row_there_twice(name),
                Named::Profile => words().economy_fault_profile_there_twice(name),
                Named::Unit => words().economy_fault_unit_there_twice(name),
            }),
            Self::Shape {
                table,
                found,
                expected,
            } => {
                let say = match table {
                    Part::Goods => Language::economy_fault_shape_goods,
                    Part::Labour => Language::economy_fault_shape_labour,
                    Part::Externalities => Language::economy_fault_shape_externalities,
                };
                let [rows, columns] = [found.0, found.1].map(|count| count.to_string());
                let expected = [expected.0, expected.1].map(|count| count.to_string());
                f.write_str(&say(words(), &rows, &columns, &expected[0], &expected[1]))
            }
            Self::NoSuchRow { unit } => {
                f.write_str(&words().economy_fault_unit_refers_good_or(unit))
            }
            Self::InputTwice { unit } => {
                f.write_str(&words().economy_fault_unit_has_two_curves(unit))
            }
            Self::Allotments {
                profile,
                found,
                goods,
            } => f.write_str(&words().economy_fault_allotments(
                profile,
                &found.to_string(),
                &goods.to_string(),
            )),
            Self::Number {
                what,
                found,
                expected,
            } => f.write_str(&words().economy_fault_expected(what, &found.to_string(), expected)),
            Self::FlowWithStock { good } => {
                f.write_str(&words().economy_fault_flow_made_used_on(good))
            }
            Self::CellOfUnits { input, good } => {
                f.write_str(&words().economy_fault_production_units_answer_how(input, good))
            }
            Self::ImportsNeedLinear { good, amount } => f.write_str(
                &words().economy_fault_external_demand_but_economy(good, &amount.to_string()),
            ),
        }
    }
}

impl std::error::Error for EconomyError {}

/// All invariants but those of the cells of the tables.
pub(super) fn check_lists(parts: &Parts) -> Result<(), EconomyError> {
    check_lists_with(parts, &parts.profiles)
}

/// As [`check_lists`], with pauses.
pub(super) async fn check_lists_at(parts: &Parts, pace: &Pace) -> Result<(), EconomyError> {
    let goods = parts.goods.len();
    check_lists_with(parts, &[])?;
    // Looking a name up takes about as long as some hundred products.
    pace.work(200 * goods).await;
    for profile in parts.profiles.chunks(1) {
        check_profiles(profile, goods)?;
        pace.work(2 * goods).await;
    }
    Ok(())
}

/// All of them, but of the profiles' numbers only those of some.
fn check_lists_with(parts: &Parts, profiles: &[Profile]) -> Result<(), EconomyError> {
    check_names(parts)?;
    check_shapes(parts)?;
    check_numbers(parts, profiles)
}

/// The constants of one row.
pub(super) fn check_row(parts: &Parts, rows: Rows, row: usize) -> Result<(), EconomyError> {
    let input = rows.input(row);
    for (column, amount) in rows.table(parts).row(row) {
        check_coefficient(input, amount, || {
            let row = match input {
                Input::Good(row) => &parts.goods[row].name,
                Input::Labour(row) => &parts.labour[row].name,
                Input::Externality(row) => &parts.externalities[row].name,
            };
            (row.clone(), parts.goods[column].name.clone())
        })?;
    }
    Ok(())
}

/// A constant of the row of `input`; `names` are those of the row and the column.
pub(super) fn check_coefficient(
    input: Input,
    amount: f64,
    names: impl Fn() -> (String, String),
) -> Result<(), EconomyError> {
    let what = || {
        let (input, good) = names();
        words().value_coefficient(&input, &good)
    };
    match input {
        // Making a good can take some of an externality away.
        Input::Externality(_) => sized(amount, what),
        Input::Good(_) | Input::Labour(_) => not_negative(amount, what),
    }
}

fn check_names(parts: &Parts) -> Result<(), EconomyError> {
    let goods = parts.goods.iter().map(|good| &good.name);
    let labour = parts.labour.iter().map(|labour| &labour.name);
    let externalities = parts.externalities.iter().map(|other| &other.name);
    let rows = goods.chain(labour).chain(externalities);
    let profiles = parts.profiles.iter().map(|profile| &profile.name);
    let units = parts.units.iter().map(|unit| &unit.name);
    let all = rows
        .map(|name| (Named::Row, name))
        .chain(profiles.map(|name| (Named::Profile, name)))
        .chain(units.map(|name| (Named::Unit, name)));
    let mut seen = BTreeSet::new();
    for (of, name) in all {
        if name.trim().is_empty() {
            return Err(EconomyError::NoName { of });
        }
        if !seen.insert((of, name)) {
            return Err(EconomyError::NameTwice {
                of,
                name: name.clone(),
            });
        }
    }
    Ok(())
}

fn check_shapes(parts: &Parts) -> Result<(), EconomyError> {
    let goods = parts.goods.len();
    if goods == 0 {
        return Err(EconomyError::NoGoods);
    }
    let tables = [
        (Part::Goods, &parts.goods_table, goods),
        (Part::Labour, &parts.labour_table, parts.labour.len()),
        (
            Part::Externalities,
            &parts.externality_table,
            parts.externalities.len(),
        ),
    ];
    for (table, coefficients, rows) in tables {
        let found = (coefficients.rows(), coefficients.columns());
        if found != (rows, goods) {
            return Err(EconomyError::Shape {
                table,
                found,
                expected: (rows, goods),
            });
        }
    }
    let exists = |input: Input| match input {
        Input::Good(row) => row < goods,
        Input::Labour(row) => row < parts.labour.len(),
        Input::Externality(row) => row < parts.externalities.len(),
    };
    for unit in &parts.units {
        if unit.good >= goods || !unit.needs.iter().all(|(input, _)| exists(*input)) {
            return Err(EconomyError::NoSuchRow {
                unit: unit.name.clone(),
            });
        }
        let inputs = order::set(unit.needs.iter().map(|(input, _)| *input));
        if inputs.len() < unit.needs.len() {
            return Err(EconomyError::InputTwice {
                unit: unit.name.clone(),
            });
        }
    }
    Ok(())
}

fn check_numbers(parts: &Parts, profiles: &[Profile]) -> Result<(), EconomyError> {
    for good in &parts.goods {
        not_negative(good.stock, || words().value_stock(&good.name))?;
        not_negative(good.bound.unwrap_or(0.0), || {
            words().value_bound(&good.name)
        })?;
        sized(good.external_demand, || {
            words().value_external_demand(&good.name)
        })?;
        if !(0.0..=1.0).contains(&good.loss) {
            let what = words().value_daily_loss(&good.name);
            return Err(EconomyError::Number {
                what,
                found: good.loss,
                expected: words().economy_fault_share_between_0_1(),
            });
        }
    }
    check_labour(&parts.labour)?;
    check_profiles(profiles, parts.goods.len())?;
    for externality in &parts.externalities {
        sized(externality.weight, || {
            words().value_weight(&externality.name)
        })?;
    }
    for unit in &parts.units {
        if let Some(capacity) = unit.capacity {
            let what = || words().value_capacity(&unit.name);
            not_negative(capacity, what)?;
            if capacity == 0.0 {
                return Err(EconomyError::Number {
                    what: what(),
                    found: capacity,
                    expected: words().economy_fault_number_above_zero(),
                });
            }
        }
        for (_, curve) in &unit.needs {
            check_curve(unit, curve)?;
        }
    }
    Ok(())
}

/// A curve's own constructor knows no largest number, so it is looked at here.
fn check_curve(unit: &Unit, curve: &Curve) -> Result<(), EconomyError> {
    for answer in curve.answers() {
        not_negative(answer.output, || words().value_output_answer(&unit.name))?;
        not_negative(answer.amount, || words().value_amount_answer(&unit.name))?;
    }
    Ok(())
}

pub(super) fn check_labour(labour: &[Labour]) -> Result<(), EconomyError> {
    labour.iter().try_for_each(|kind| {
        not_negative(kind.hours.unwrap_or(0.0), || {
            words().value_hours(&kind.name)
        })
    })
}

pub(super) fn check_profiles(profiles: &[Profile], goods: usize) -> Result<(), EconomyError> {
    for profile in profiles {
        not_negative(profile.population, || {
            words().value_population(&profile.name)
        })?;
        if profile.allotment.len() != goods {
            return Err(EconomyError::Allotments {
                profile: profile.name.clone(),
                found: profile.allotment.len(),
                goods,
            });
        }
        for (good, &amount) in profile.allotment.iter().enumerate() {
            not_negative(amount, || {
                words().value_allotment_good_number(&(good + 1).to_string(), &profile.name)
            })?;
        }
    }
    Ok(())
}

pub(super) fn check_keeping(good: &mut Good) -> Result<(), EconomyError> {
    match good.keeping {
        // A stock that is taken from must bound what is taken, or it could become negative.
        Keeping::Consumed | Keeping::Depleting => good.stock_bound = true,
        Keeping::Flow if good.stock_bound || good.stock > 0.0 => {
            return Err(EconomyError::FlowWithStock {
                good: good.name.clone(),
            });
        }
        Keeping::Flow | Keeping::Accumulating | Keeping::Constant => {}
    }
    Ok(())
}

fn not_negative(value: f64, what: impl Fn() -> String) -> Result<(), EconomyError> {
    sized(value, &what)?;
    if value < 0.0 {
        return Err(EconomyError::Number {
            what: what(),
            found: value,
            expected: words().economy_fault_number_not_below_zero(),
        });
    }
    Ok(())
}

fn sized(value: f64, what: impl Fn() -> String) -> Result<(), EconomyError> {
    if value.is_finite() && value.abs() <= LARGEST {
        return Ok(());
    }
    Err(EconomyError::Number {
        what: what(),
        found: value,
        expected: words().economy_fault_number_at_most_1e60(),
    })
}
