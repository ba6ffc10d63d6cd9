//! What the charts have beside what a day tells anyway, day by day.

use std::rc::Rc;

use super::{HOURS, Scene, good};
use crate::economy::{Change, Economy};
use crate::pace::Pace;
use crate::plan::{self, Record};
use crate::solver::Status;
use crate::worker::look::Named;
use crate::worker::trace::{Days, Line, Trace};
use crate::worker::view::Shape;

/// The days of a trace from `from` on, as far as they are planned and fit an answer.
pub(super) async fn trace(scene: &Scene, of: Trace, from: u32, pace: &Pace) -> Days {
    let economy = scene.economy();
    let days = scene.of.days.get(from as usize..).unwrap_or_default();
    let days = &days[..days.len().min(Days::MOST_DAYS)];
    let goods = |economy: &Economy| {
        let watched = Shape::of(economy).watched().to_vec();
        let lines = watched.iter().map(|&place| line(good(economy, place)));
        (lines.collect(), watched, economy.goods().len())
    };
    match of {
        Trace::InFull => {
            let (lines, watched, all) = goods(economy);
            let value = |record: &Record, place| {
                let full = &record.targets.full;
                match full.status {
                    Status::Solved => full.x[watched[place]],
                    _ => f64::NAN,
                }
            };
            told((of, from), days, (lines, all), value, pace).await
        }
        Trace::OnTheWay => {
            let (lines, watched, all) = goods(economy);
            let value = |record: &Record, place| record.evening.expected(watched[place]);
            told((of, from), days, (lines, all), value, pace).await
        }
        Trace::Available => {
            let kinds = economy.labour().iter().take(Days::MOST_LINES);
            let lines = kinds.map(|kind| {
                line(Named {
                    name: kind.name.clone(),
                    unit: HOURS.to_owned(),
                })
            });
            let of_kind = |record: &Record, place: usize| record.economy().labour()[place].hours;
            let value = |record: &Record, place| of_kind(record, place).unwrap_or(f64::NAN);
            let lines = (lines.collect(), economy.labour().len());
            told((of, from), days, lines, value, pace).await
        }
        Trace::Served => served(scene, from, days, pace).await,
    }
}

fn line(of: Named) -> Line {
    Line {
        of,
        profile: None,
        values: Vec::new(),
    }
}

/// A value of each line for each day.
async fn told(
    (of, from): (Trace, u32),
    days: &[Rc<Record>],
    (mut lines, all): (Vec<Line>, usize),
    value: impl Fn(&Record, usize) -> f64,
    pace: &Pace,
) -> Days {
    for record in days {
        for (place, line) in lines.iter_mut().enumerate() {
            line.values.push(value(record, place));
        }
        pace.work(lines.len()).await;
    }
    Days {
        of,
        from,
        lines,
        of_lines: all as u32,
    }
}

/// φ of the first targets that there are on the first day or come to be through a dated change, so that they are the same
/// ones on whatever day the question is asked.
async fn served(scene: &Scene, from: u32, days: &[Rc<Record>], pace: &Pace) -> Days {
    let economy = scene.economy();
    let changes = scene.scenario.changes().iter();
    let comes = changes.filter_map(|dated| match dated.change {
        Change::Allotment {
            profile,
            good,
            amount,
        } if amount > 0.0 => Some((profile, good)),
        _ => None,
    });
    let mut targets: Vec<(usize, usize)> = comes.collect();
    for (place, profile) in economy.profiles().iter().enumerate() {
        let promised = |good: &usize| profile.allotment[*good] > 0.0;
        let goods = (0..economy.goods().len()).filter(promised);
        targets.extend(goods.map(|good| (place, good)));
        pace.work(economy.goods().len()).await;
    }
    targets.sort_unstable();
    targets.dedup();
    let all = targets.len();
    targets.truncate(Days::MOST_LINES);
    let mut lines: Vec<Line> = targets
        .iter()
        .map(|&(profile, place)| Line {
            of: good(economy, place),
            profile: Some(economy.profiles()[profile].name.clone()),
            values: Vec::with_capacity(days.len()),
        })
        .collect();
    let mut others = Vec::new();
    for record in days {
        let (economy, scale) = (record.economy(), record.plan.scale);
        let x = &record.plan.solution.x;
        let mut used = vec![0.0; x.len()];
        economy.goods_used_at(x, &mut used, pace).await;
        for (line, &(profile, good)) in lines.iter_mut().zip(&targets) {
            let made_and_used = (x[good], used[good]);
            let mut share = f64::NAN;
            plan::fulfilment_of(
                economy,
                good,
                made_and_used,
                scale,
                &mut others,
                &mut |of| {
                    if of.profile == profile {
                        share = of.share;
                    }
                },
            );
            line.values.push(share);
            pace.work(1 + 8 * economy.profiles().len()).await;
        }
    }
    Days {
        of: Trace::Served,
        from,
        lines,
        of_lines: all as u32,
    }
}
