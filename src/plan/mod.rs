//! The plan: what a day provides, what it does to the stocks, how well it serves everyone, and what holds it back.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `bounds` | stocks, fixed bounds, capacities and hours of a morning |
//! | `scale` | the largest share of all targets that respects them |
//! | `day` | the state of a morning, one day, its record |
//! | `policy` | investment over time |
//! | `noise` | losses by chance |
//! | `egalitarianism` | fulfilment of every target, and of the worst-served (Eq 5) |
//! | `explain` | use of every bound, and what more of the binding one would give |
//! | `footprint` | hours and externalities embodied in goods and in a citizen's day |
//! | `reward` | one number for a day and for a plan |
//! | `csv` | the days as CSV |
//! | `export` | what a day says, as CSV: orders, fulfilment, footprints, Leontief inverse, multipliers, solution |

mod bounds;
pub mod csv;
mod day;
mod egalitarianism;
mod explain;
pub mod export;
mod footprint;
mod noise;
mod policy;
mod reward;
mod scale;

pub use bounds::{Bound, BoundOn, bounds, ratio, uses};
pub use day::{Arrival, DayPlan, Record, Scenario, State, Targets, step_day};
pub use egalitarianism::{Fulfilment, egalitarianism, fulfilment, fulfilment_at, fulfilment_of};
pub use explain::{BoundUse, Explanation, explain};
pub use footprint::{Footprint, footprints};
pub use noise::{Chance, Noise};
pub use policy::{Policy, Step};
pub use reward::{Preference, weighted_externalities};
pub use scale::{Scaled, Warm, largest_scale};

use crate::economy::EconomyError;
use crate::pace::Pace;

/// Days to full provision: the number of days planned until EG > 0.999, that day included.
#[must_use]
pub fn days_to_full_provision(records: &[Record]) -> Option<usize> {
    let full = |record: &Record| {
        record
            .egalitarianism
            .is_some_and(|share| share > FULL_PROVISION)
    };
    records.iter().position(full).map(|place| place + 1)
}

/// EG above which everyone counts as fully provided for.
pub const FULL_PROVISION: f64 = 0.999;

/// The records of `days` days from `morning` on, in one go.
///
/// # Errors
/// [`EconomyError`] when a dated change breaks an invariant of the economy.
pub fn run(scenario: &Scenario, morning: State, days: u32) -> Result<Vec<Record>, EconomyError> {
    let mut state = morning;
    let mut records = Vec::new();
    for _ in 0..days {
        let record = Pace::finish(async |pace| step_day(scenario, state, &pace).await)?;
        state = record.evening.clone();
        records.push(record);
    }
    Ok(records)
}
