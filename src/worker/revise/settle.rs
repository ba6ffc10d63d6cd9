//! One edit: what it does to the draft, or what is wrong with it.

use super::draft::Draft;
use crate::economy::{
    Answer, Change, Curve, DatedChange, Input, Interpolation, Keeping, LARGEST, Unit,
};
use crate::pace::Pace;
use crate::tables::{MOST_GOODS, MOST_NAME};
use crate::words::{listed, words};
use crate::worker::edit::{Edit, Kind, What};
use crate::worker::look::{KEEPINGS, keeping_in_words};

/// Applies the edit that stands at `place` of the list.
pub(super) async fn settle(
    draft: &mut Draft,
    place: usize,
    edit: &Edit,
    pace: &Pace,
) -> Result<(), String> {
    if let Some(day) = edit.day {
        let change = dated(draft, &edit.what)?;
        draft
            .changes
            .push((Some(place), DatedChange { day, change }));
        return Ok(());
    }
    match &edit.what {
        What::Population { profile, citizens } => {
            let profile = draft.place(Kind::Profile, profile)?;
            draft.profiles[profile].population = not_negative(*citizens)?;
        }
        What::Allotment {
            profile,
            good,
            amount,
        } => {
            let profile = draft.place(Kind::Profile, profile)?;
            let good = draft.place(Kind::Good, good)?;
            draft.profiles[profile].allotment[good] = not_negative(*amount)?;
        }
        What::Coefficient {
            input,
            good,
            amount,
        } => {
            let (input, good, amount) = coefficient(draft, input, good, *amount)?;
            if draft.answered(input, good) {
                return Err(words().edit_production_units_answer_this().to_owned());
            }
            draft.set_cell(input, good, amount);
        }
        What::Answers {
            unit,
            input,
            answers,
        } => {
            let (unit, input) = (draft.place(Kind::Unit, unit)?, draft.input(input)?);
            let curve = match answers.as_slice() {
                [] => None,
                answers => Some(curve(draft, unit, input, answers)?),
            };
            let needs = &mut draft.units[unit].needs;
            let at = needs.iter().position(|(row, _)| *row == input);
            match (at, curve) {
                (Some(at), Some(curve)) => needs[at].1 = curve,
                (None, Some(curve)) => needs.push((input, curve)),
                (Some(at), None) => drop(needs.remove(at)),
                (None, None) => {}
            }
        }
        What::Capacity { unit, most } => {
            let unit = draft.place(Kind::Unit, unit)?;
            draft.units[unit].capacity = most.map(positive).transpose()?;
        }
        What::Place { unit, place } => {
            let unit = draft.place(Kind::Unit, unit)?;
            draft.restack(unit, *place as usize);
        }
        What::Stock { good, amount } => {
            let good = draft.place(Kind::Good, good)?;
            let good = &mut draft.goods[good];
            if good.keeping == Keeping::Flow {
                return Err(words().edit_flow_made_used_on().to_owned());
            }
            good.stock = not_negative(*amount)?;
        }
        What::Delivery { .. } => {
            let change = dated(draft, &edit.what)?;
            draft
                .changes
                .push((Some(place), DatedChange { day: 0, change }));
        }
        What::ByStock { good, is_bound } => {
            let good = draft.place(Kind::Good, good)?;
            let good = &mut draft.goods[good];
            match good.keeping {
                Keeping::Flow if *is_bound => {
                    return Err(words().edit_flow_made_used_on().to_owned());
                }
                Keeping::Consumed | Keeping::Depleting if !is_bound => {
                    let kept = keeping_in_words(good.keeping.name());
                    return Err(words().edit_good_always_bound_its(kept));
                }
                _ => good.stock_bound = *is_bound,
            }
        }
        What::Most { good, most } => {
            let good = draft.place(Kind::Good, good)?;
            draft.goods[good].bound = most.map(not_negative).transpose()?;
        }
        What::Keeping { good, keeping } => {
            let good = draft.place(Kind::Good, good)?;
            let good = &mut draft.goods[good];
            good.keeping = Keeping::named(keeping).ok_or_else(|| {
                let names = listed(&KEEPINGS.map(keeping_in_words));
                words().edit_found_expected_one(keeping, &names)
            })?;
            if good.keeping == Keeping::Flow {
                // What is made and used on the same day has no stock, and the old one would bind it.
                (good.stock, good.stock_bound) = (0.0, false);
            }
        }
        What::Gestation { good, days } => {
            let good = draft.place(Kind::Good, good)?;
            draft.goods[good].gestation = *days;
        }
        What::Loss { good, share } => {
            let good = draft.place(Kind::Good, good)?;
            draft.goods[good].loss = a_share(*share)?;
        }
        What::Hours { labour, hours } => {
            let labour = draft.place(Kind::Labour, labour)?;
            draft.labour[labour].hours = hours.map(not_negative).transpose()?;
        }
        What::Weight {
            externality,
            weight,
        } => {
            let externality = draft.place(Kind::Externality, externality)?;
            draft.externalities[externality].weight = sized(*weight)?;
        }
        What::Measure { good, unit } => {
            let good = draft.place(Kind::Good, good)?;
            if unit.chars().count() > MOST_NAME || unit.contains(char::is_control) {
                return Err(words().edit_found_unit(&format!("{unit:?}"), &MOST_NAME.to_string()));
            }
            unit.trim().clone_into(&mut draft.goods[good].unit);
        }
        What::Investment { .. } => {
            return Err(words().edit_what_invested_from_start().to_owned());
        }
        What::Add { kind, name } => {
            if *kind == Kind::Unit {
                return Err(words().edit_production_unit_comes_with().to_owned());
            }
            let rows = draft.goods.len() + draft.labour.len() + draft.externalities.len();
            if rows >= MOST_GOODS || draft.profiles.len() >= MOST_GOODS {
                return Err(words().edit_table_may_have_at(&MOST_GOODS.to_string()));
            }
            let name = new_name(draft, *kind, name)?;
            draft.add(*kind, &name, pace).await;
        }
        What::AddUnit { unit, good } => {
            let good = draft.place(Kind::Good, good)?;
            let name = new_name(draft, Kind::Unit, unit)?;
            draft.units.push(Unit {
                name,
                good,
                capacity: None,
                needs: Vec::new(),
            });
        }
        What::Rename { kind, name, to } => {
            let at = draft.place(*kind, name)?;
            if name != to {
                let to = new_name(draft, *kind, to)?;
                draft.rename(*kind, at, &to);
            }
        }
        What::Remove { kind, name } => {
            let at = draft.place(*kind, name)?;
            if *kind == Kind::Good && draft.goods.len() == 1 {
                return Err(words().edit_economy_needs_at_least().to_owned());
            }
            draft.remove(*kind, at, pace).await;
        }
    }
    Ok(())
}

/// What is to be reported on a day.
fn dated(draft: &Draft, what: &What) -> Result<Change, String> {
    Ok(match what {
        What::Population { profile, citizens } => Change::Population {
            profile: draft.place(Kind::Profile, profile)?,
            citizens: not_negative(*citizens)?,
        },
        What::Allotment {
            profile,
            good,
            amount,
        } => Change::Allotment {
            profile: draft.place(Kind::Profile, profile)?,
            good: draft.place(Kind::Good, good)?,
            amount: not_negative(*amount)?,
        },
        What::Coefficient {
            input,
            good,
            amount,
        } => {
            let (input, good, amount) = coefficient(draft, input, good, *amount)?;
            Change::Coefficient {
                input,
                good,
                amount,
            }
        }
        What::Answers {
            unit,
            input,
            answers,
        } => {
            let (unit, input) = (draft.place(Kind::Unit, unit)?, draft.input(input)?);
            let curve = curve(draft, unit, input, answers)?;
            Change::Answers { unit, input, curve }
        }
        What::Delivery { good, amount } => Change::Delivery {
            good: draft.place(Kind::Good, good)?,
            amount: sized(*amount)?,
        },
        What::Hours {
            labour,
            hours: Some(hours),
        } => Change::Hours {
            labour: draft.place(Kind::Labour, labour)?,
            hours: not_negative(*hours)?,
        },
        What::Investment { good, share } => {
            let good = good.as_ref().map(|good| draft.place(Kind::Good, good));
            Change::Investment {
                good: good.transpose()?,
                share: a_share(*share)?,
            }
        }
        _ => return Err(words().edit_holds_from_start_only().to_owned()),
    })
}

fn coefficient(
    draft: &Draft,
    input: &str,
    good: &str,
    amount: f64,
) -> Result<(Input, usize, f64), String> {
    let (input, good) = (draft.input(input)?, draft.place(Kind::Good, good)?);
    // Making a good can take some of an externality away.
    let amount = match input {
        Input::Externality(_) => sized(amount)?,
        _ => not_negative(amount)?,
    };
    Ok((input, good, amount))
}

/// The curve through new answers; it runs between them as the unit's curve for that input did.
fn curve(
    draft: &Draft,
    unit: usize,
    input: Input,
    answers: &[(f64, f64)],
) -> Result<Curve, String> {
    let interpolation = draft.units[unit]
        .need(input)
        .map_or(Interpolation::Straight, Curve::interpolation);
    let mut list = Vec::new();
    for &(output, amount) in answers {
        list.push(Answer {
            output: sized(output)?,
            amount: sized(amount)?,
        });
    }
    Curve::new(list, interpolation).map_err(|error| error.to_string())
}

/// A name that nothing else in the same lists has. Labour is told from goods by how it is written, in files too.
fn new_name(draft: &Draft, kind: Kind, name: &str) -> Result<String, String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(kind.has_no_name().to_owned());
    }
    if name.chars().count() > MOST_NAME || name.contains(char::is_control) {
        return Err(words().edit_found_name(&format!("{name:?}"), &MOST_NAME.to_string()));
    }
    if draft.names(kind).contains(&name) {
        return Err(words().edit_name_taken(name));
    }
    let as_labour = name.starts_with("Lb(") && name.ends_with(')');
    match (kind, as_labour) {
        (Kind::Labour, false) => Err(words().edit_kind_labour_written_lb(name)),
        (Kind::Good | Kind::Externality, true) => Err(words().edit_how_kind_labour_written(name)),
        _ => Ok(name.to_owned()),
    }
}

fn sized(value: f64) -> Result<f64, String> {
    if value.is_finite() && value.abs() <= LARGEST {
        // -0 and 0 are the same number, and only one of them is written.
        return Ok(value + 0.0);
    }
    Err(words().edit_found_expected_number_at(&value.to_string()))
}

fn not_negative(value: f64) -> Result<f64, String> {
    match sized(value)? {
        value if value >= 0.0 => Ok(value),
        _ => Err(words().edit_found_expected_number_not(&value.to_string())),
    }
}

fn positive(value: f64) -> Result<f64, String> {
    match sized(value)? {
        value if value > 0.0 => Ok(value),
        _ => Err(words().edit_found_expected_number_above(&value.to_string())),
    }
}

fn a_share(value: f64) -> Result<f64, String> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value + 0.0);
    }
    Err(words().edit_found_expected_share_between(&value.to_string()))
}
