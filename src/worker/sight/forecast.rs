//! What becomes of everyone when the plan runs on, without any of it being kept.

use super::{Scene, good, input};
use crate::economy::{Economy, Input, Keeping};
use crate::pace::Pace;
use crate::plan::{self, FULL_PROVISION, Record, State};
use crate::solver::Status;
use crate::worker::look::{Forecast, Measure};

/// Sums over the days.
struct Sums {
    days: u32,
    hours: Vec<f64>,
    externalities: Vec<f64>,
}

pub(super) async fn forecast(scene: &Scene, days: u32, pace: &Pace) -> Forecast {
    let economy = scene.economy();
    let mut told = Forecast::default();
    let mut sums = Sums {
        days: 0,
        hours: vec![0.0; economy.labour().len()],
        externalities: vec![0.0; economy.externalities().len()],
    };
    let mut evening = scene.first.clone();
    for day in 0..days {
        // Days that are planned already are right as they are.
        let planned = match scene.of.days.get(day as usize) {
            Some(record) => Record::clone(record),
            None => match plan::step_day(&scene.scenario, evening.clone(), pace).await {
                Ok(record) => record,
                Err(_) => break,
            },
        };
        if !matches!(
            planned.plan.solution.status,
            Status::Solved | Status::NotProductive(_)
        ) {
            break;
        }
        tell(&mut told, &planned, day, pace).await;
        count(&mut sums, &planned);
        evening = planned.evening;
    }
    told.days = sums.days;
    let average = |row: Input, sum: f64| Measure {
        of: input(economy, row),
        amount: sum / f64::from(sums.days.max(1)),
    };
    let hours = sums.hours.iter().take(Forecast::MOST_COSTS).enumerate();
    told.hours = hours
        .map(|(kind, &sum)| average(Input::Labour(kind), sum))
        .collect();
    let caused = sums.externalities.iter().take(Forecast::MOST_COSTS);
    let caused = caused.enumerate();
    told.externalities = caused
        .map(|(kind, &sum)| average(Input::Externality(kind), sum))
        .collect();
    told.stocks = stocks(&evening);
    told
}

/// What is to be seen of a day.
async fn tell(told: &mut Forecast, record: &Record, day: u32, pace: &Pace) {
    let economy = record.economy();
    if day == 0 {
        told.binding = plan::csv::binding(record);
    }
    told.egalitarianism.extend(record.egalitarianism);
    if told.full_after.is_none()
        && record
            .egalitarianism
            .is_some_and(|share| share > FULL_PROVISION)
    {
        told.full_after = Some(day + 1);
    }
    if told.worst.is_none() {
        told.worst = worst(economy, record, pace).await;
    }
}

/// The worst-served target of a day on which targets are met unequally.
async fn worst(economy: &Economy, record: &Record, pace: &Pace) -> Option<(String, String)> {
    let (x, scale) = (&record.plan.solution.x, record.plan.scale);
    let matrix = plan::fulfilment_at(economy, x, scale, pace).await;
    if matrix.iter().all(|target| target.as_planned) {
        return None;
    }
    let worst = matrix.iter().min_by(|a, b| a.share.total_cmp(&b.share))?;
    let profile = economy.profiles()[worst.profile].name.clone();
    Some((profile, economy.goods()[worst.good].name.clone()))
}

fn count(sums: &mut Sums, record: &Record) {
    let profiles = record.economy().profiles().iter();
    let citizens: f64 = profiles.map(|profile| profile.population).sum();
    sums.days += 1;
    if citizens > 0.0 {
        let add = |sums: &mut [f64], day: &[f64]| {
            for (sum, amount) in sums.iter_mut().zip(day) {
                *sum += amount / citizens;
            }
        };
        add(&mut sums.hours, &record.labour);
        add(&mut sums.externalities, &record.externalities);
    }
}

fn stocks(evening: &State) -> Vec<Measure> {
    let goods = evening.economy.goods().iter().enumerate();
    goods
        .filter(|(_, data)| data.keeping != Keeping::Flow)
        .take(Forecast::MOST_STOCKS)
        .map(|(place, _)| Measure {
            of: good(&evening.economy, place),
            amount: evening.stocks[place],
        })
        .collect()
}
