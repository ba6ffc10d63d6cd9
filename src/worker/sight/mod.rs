//! How questions about the open economy are answered. Pure: a scene and a question give the answer.
//!
//! | file | what it answers |
//! | --- | --- |
//! | `profiles` | what profiles are promised, and what a citizen's day costs |
//! | `forecast` | what becomes of everyone when the plan runs on |
//! | `table` | a window of the table |
//! | `lines` | windows on the long lists of a day |
//! | `sort` | sorting and searching those, with pauses |
//! | `units` | production units and their curves |
//! | `morning` | what was planned on a morning, with what was known then |
//! | `working` | how a day is computed, pass by pass |
//! | `reports` | what is reported while the plan runs |
//! | `trace` | what charts have besides, day by day |

mod forecast;
mod lines;
mod morning;
mod profiles;
mod reports;
mod sort;
mod table;
mod trace;
mod units;
mod working;

use std::any::Any;
use std::rc::Rc;

use super::document;
use super::kit::Material;
use super::look::{Kept, Look, Named, Sight};
use super::protocol::Chance;
use super::revise::Revised;
use crate::economy::{Coefficients, Economy, Input};
use crate::pace::Pace;
use crate::plan::{Record, Scenario, State};
use crate::tables::Import;
pub use lines::Shelf;

/// What can be looked at: the economy with edits in force, and its days planned so far.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The morning of day 0.
    pub first: State,
    /// How the days go.
    pub scenario: Rc<Scenario>,
    /// What documents are written from, the days planned among it.
    pub of: Material,
    /// The economy as it was opened, before any edit.
    pub opened: Rc<Revised>,
    /// Profiles of which the files do not say how many citizens they have.
    pub uncounted: Vec<String>,
    /// Losses by chance.
    pub chance: Chance,
    /// What was worked out about long lists, for the next window on one of them.
    pub shelf: Rc<dyn Any>,
}

/// The most cells, answers of units and targets of an economy that is kept: some megabytes as JSON.
const MOST_KEPT: usize = 200_000;

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
        let last = self.of.days.len().checked_sub(1)?;
        Some(&self.of.days[last.min(day as usize)])
    }

    /// What the economy is written from as it was opened.
    fn as_opened(&self) -> Material {
        Material {
            import: Import {
                economy: self.opened.economy.clone(),
                changes: self.opened.changes.clone(),
                ..self.of.import.clone()
            },
            is_edited: false,
            ..self.of.clone()
        }
    }

    /// About how much there is to write of the economy as it was opened.
    fn size(&self) -> usize {
        let economy = &self.opened.economy;
        let cells = [
            economy.goods_table(),
            economy.labour_table(),
            economy.externality_table(),
        ]
        .map(Coefficients::filled);
        let answers = economy.units().iter().flat_map(|unit| &unit.needs);
        let answers: usize = answers.map(|(_, curve)| curve.answers().len()).sum();
        let profiles = economy.profiles().len() * economy.goods().len();
        cells.iter().sum::<usize>() + answers + profiles + economy.goods().len()
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
        Look::Needs {
            unit,
            inputs,
            outputs,
            day,
        } => units::needs(scene, &unit, &inputs, outputs, day).map_or(Sight::Nothing, Sight::Needs),
        Look::Chance => Sight::Chance(scene.chance.bytes()),
        Look::Uncounted => Sight::Uncounted(profiles::uncounted(scene)),
        Look::Working { day, from, good } => working::working(scene, day, from, &good, pace)
            .await
            .map_or(Sight::Nothing, |working| Sight::Working(Box::new(working))),
        Look::Morning { day, days } => morning::morning(scene, day, days, pace)
            .await
            .map_or(Sight::Nothing, |morning| Sight::Morning(Box::new(morning))),
        Look::Lines(ask) => lines::window(scene, ask, pace)
            .await
            .map_or(Sight::Nothing, |lines| Sight::Lines(Box::new(lines))),
        Look::Order { day, good } => lines::detail(scene, day, &good, pace)
            .await
            .map_or(Sight::Nothing, |detail| Sight::Order(Box::new(detail))),
        Look::Reports => Sight::Reports(reports::reports(scene)),
        Look::Trace { of, from } => {
            Sight::Trace(Box::new(trace::trace(scene, of, from, pace).await))
        }
        Look::Saved if scene.of.recipe.is_none() && scene.size() > MOST_KEPT => Sight::Saved(None),
        Look::Saved => {
            let text = document::saved(&scene.as_opened(), pace).await;
            Sight::Saved(Some(Kept(text.into_bytes())))
        }
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
