//! How questions about the open economy are answered. Pure: a scene and a question give the answer.
//!
//! | file | what it answers |
//! | --- | --- |
//! | `profiles` | what profiles are promised, and what a citizen's day costs |
//! | `forecast` | what becomes of everyone when the plan runs on |
//! | `table` | a window of the table |
//! | `units` | production units and their curves |

mod forecast;
mod profiles;
mod table;
mod units;

use std::rc::Rc;

use super::look::{Look, Named, Sight};
use crate::economy::{Economy, Input};
use crate::pace::Pace;
use crate::plan::{Record, Scenario, State};

/// What can be looked at: the economy with edits in force, and its days planned so far.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The morning of day 0.
    pub first: State,
    /// How the days go.
    pub scenario: Rc<Scenario>,
    /// The days planned.
    pub records: Vec<Rc<Record>>,
    /// Profiles of which the files do not say how many citizens they have.
    pub uncounted: Vec<String>,
}

impl Scene {
    fn economy(&self) -> &Economy {
        &self.first.economy
    }

    /// The economy of a day with its dated changes, or of the last day planned before it.
    fn economy_on(&self, day: u32) -> &Economy {
        self.record(day).map_or(self.economy(), Record::economy)
    }

    /// A day, or the last one planned before it.
    fn record(&self, day: u32) -> Option<&Record> {
        let last = self.records.len().checked_sub(1)?;
        Some(&self.records[last.min(day as usize)])
    }
}

/// Answers a question.
pub async fn sight(scene: &Scene, look: Look, pace: &Pace) -> Sight {
    match look {
        Look::Profiles { day } => Sight::Profiles(profiles::profiles(scene, day, pace).await),
        Look::Forecast { days } => Sight::Forecast(forecast::forecast(scene, days, pace).await),
        Look::Table { day, rows, columns } => {
            Sight::Table(table::window(scene.economy_on(day), rows, columns, pace).await)
        }
        Look::Units { day } => Sight::Units(units::stacks(scene, day)),
        Look::Curve { unit, input, day } => units::curve(scene, &unit, &input, day)
            .map_or(Sight::Nothing, |curve| Sight::Curve(Box::new(curve))),
        Look::Uncounted => Sight::Uncounted(profiles::uncounted(scene)),
    }
}

/// A good with its unit.
fn good(economy: &Economy, place: usize) -> Named {
    let good = &economy.goods()[place];
    Named {
        name: good.name.clone(),
        unit: good.unit.clone(),
    }
}

/// A row with its unit.
fn input(economy: &Economy, input: Input) -> Named {
    let name = economy.input_name(input).to_owned();
    let unit = match input {
        Input::Good(place) => economy.goods()[place].unit.clone(),
        Input::Labour(_) => HOURS.to_owned(),
        // Nobody says what an externality is counted in.
        Input::Externality(_) => String::new(),
    };
    Named { name, unit }
}

const HOURS: &str = "h";
