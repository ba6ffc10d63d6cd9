//! The plan as it stood on a morning: the open loop, with what was known then.

use super::Scene;
use crate::pace::Pace;
use crate::plan::{self, FULL_PROVISION, Record, State};
use crate::solver::Status;
use crate::worker::look::Morning;
use crate::worker::view::Shape;

/// The most days ahead: a hundred years.
const MOST: u32 = 36_525;

/// What was planned on the morning of `day` for `days` days, that day included; `None` where that morning has not come.
pub(super) async fn morning(scene: &Scene, day: u32, days: u32, pace: &Pace) -> Option<Morning> {
    let mut state = match day.checked_sub(1) {
        Some(yesterday) => scene.of.days.get(yesterday as usize)?.evening.clone(),
        None => scene.first.clone(),
    };
    let expected = scene.scenario.as_expected_on(day);
    let shape = Shape::of(&state.economy);
    let mut told = Morning {
        day,
        shares: Vec::new(),
        stocks: vec![Vec::new(); shape.watched().len()],
        full: None,
    };
    for ahead in 0..days.min(MOST) {
        let record = match plan::step_day(&expected, state, pace).await {
            Ok(record) if is_planned(&record) => record,
            _ => break,
        };
        let share = record.egalitarianism;
        if told.full.is_none() && share.is_some_and(|share| share > FULL_PROVISION) {
            told.full = Some(day.saturating_add(ahead));
        }
        told.shares.push(share.unwrap_or(record.plan.scale));
        state = evening(record, &mut told, &shape);
    }
    Some(told)
}

fn is_planned(record: &Record) -> bool {
    matches!(
        record.plan.solution.status,
        Status::Solved | Status::NotProductive(_)
    )
}

/// Writes down the stocks of an evening, and gives it back: nothing else of the day is kept.
fn evening(record: Record, told: &mut Morning, shape: &Shape) -> State {
    for (stocks, &good) in told.stocks.iter_mut().zip(shape.watched()) {
        stocks.push(record.evening.stocks[good]);
    }
    record.evening
}
