//! Dated changes: what units and citizens report while the plan runs.

use super::{Curve, Economy, EconomyError, Input, Keeping, LARGEST};
use crate::pace::Pace;
use crate::words::words;

/// A change that takes effect on the morning of `day`, before planning.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedChange {
    /// The first day for which it holds.
    pub day: u32,
    /// What changes.
    pub change: Change,
}

/// What can change while a plan runs. Numbers are places in the economy's lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// How many citizens have a profile.
    Population {
        /// The profile.
        profile: usize,
        /// Citizens from now on.
        citizens: f64,
    },
    /// What a profile allots to one citizen per day.
    Allotment {
        /// The profile.
        profile: usize,
        /// The good.
        good: usize,
        /// Units of the good per citizen.
        amount: f64,
    },
    /// A constant cell of the table.
    Coefficient {
        /// The row.
        input: Input,
        /// The column.
        good: usize,
        /// Units of the input per unit of the good.
        amount: f64,
    },
    /// What a production unit answers for one input.
    Answers {
        /// The unit.
        unit: usize,
        /// The input.
        input: Input,
        /// Its curve from now on.
        curve: Curve,
    },
    /// A delivery to a stock, or with a negative amount a removal of what is there, at most all of it.
    Delivery {
        /// The good.
        good: usize,
        /// Units of the good.
        amount: f64,
    },
    /// Hours available of a kind of labour.
    Hours {
        /// The labour kind.
        labour: usize,
        /// Hours per day.
        hours: f64,
    },
    /// The share of output invested.
    Investment {
        /// For this good, or for all.
        good: Option<usize>,
        /// The share, 0..=1.
        share: f64,
    },
}

impl Economy {
    /// The economy after a change. Deliveries and investment change the state and the policy, not the economy; they are
    /// only checked here.
    ///
    /// # Errors
    /// [`EconomyError`] when the new value breaks an invariant, a coefficient is set where units answer, or something is
    /// delivered to the stock of a flow, which has none.
    pub async fn changed(&self, change: &Change, pace: &Pace) -> Result<Self, EconomyError> {
        match change {
            &Change::Population { profile, citizens } => {
                let mut profiles = self.profiles().to_vec();
                profiles[profile].population = citizens;
                self.with_profiles(profiles)
            }
            &Change::Allotment {
                profile,
                good,
                amount,
            } => {
                let mut profiles = self.profiles().to_vec();
                profiles[profile].allotment[good] = amount;
                self.with_profiles(profiles)
            }
            &Change::Coefficient {
                input,
                good,
                amount,
            } => self.with_constant(input, good, amount, pace).await,
            Change::Answers { unit, input, curve } => {
                let mut units = self.units().to_vec();
                let needs = &mut units[*unit].needs;
                match needs.iter_mut().find(|(row, _)| row == input) {
                    Some(need) => need.1 = curve.clone(),
                    None => needs.push((*input, curve.clone())),
                }
                self.with_units(units)
            }
            &Change::Hours { labour, hours } => {
                let mut kinds = self.labour().to_vec();
                kinds[labour].hours = Some(hours);
                self.with_labour(kinds)
            }
            &Change::Delivery { good, amount } => {
                if self.goods()[good].keeping == Keeping::Flow {
                    let good = self.goods()[good].name.clone();
                    return Err(EconomyError::FlowWithStock { good });
                }
                if amount.is_finite() && amount.abs() <= LARGEST {
                    return Ok(self.clone());
                }
                let what = words().value_delivery(&self.goods()[good].name);
                Err(EconomyError::Number {
                    what,
                    found: amount,
                    expected: words().economy_fault_number_at_most_1e60(),
                })
            }
            &Change::Investment { share, .. } => {
                if (0.0..=1.0).contains(&share) {
                    return Ok(self.clone());
                }
                let what = words().value_investment().to_owned();
                Err(EconomyError::Number {
                    what,
                    found: share,
                    expected: words().economy_fault_share_between_0_1(),
                })
            }
        }
    }
}
