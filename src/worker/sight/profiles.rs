//! What profiles are promised, and what a citizen's day costs.

use super::{Scene, good, input};
use crate::pace::Pace;
use crate::plan::{self, State};
use crate::worker::look::{Footprint, Profiles, Promise};

pub(super) async fn profiles(scene: &Scene, day: u32, pace: &Pace) -> Profiles {
    let economy = scene.economy_on(day);
    let (goods, all) = (economy.goods().len(), economy.profiles());
    let is_asked_for = |good: &usize| all.iter().any(|profile| profile.allotment[*good] > 0.0);
    let shown: Vec<usize> = if goods <= Profiles::MOST {
        (0..goods).collect()
    } else {
        (0..goods)
            .filter(is_asked_for)
            .take(Profiles::MOST)
            .collect()
    };
    pace.work(goods * all.len()).await;
    let promises = all.iter().take(Profiles::MOST).map(|profile| Promise {
        name: profile.name.clone(),
        population: profile.population,
        allotment: shown.iter().map(|&good| profile.allotment[good]).collect(),
    });
    let footprints = match scene.record(day) {
        Some(record) => plan::footprints(record, pace).await,
        None => first_footprints(scene, pace).await,
    };
    let per_citizen = |footprint: plan::Footprint| Footprint {
        of: input(economy, footprint.of),
        per_citizen: footprint
            .per_citizen
            .into_iter()
            .take(Profiles::MOST)
            .collect(),
    };
    Profiles {
        goods: shown.iter().map(|&place| good(economy, place)).collect(),
        of_goods: goods as u32,
        profiles: promises.collect(),
        of_profiles: all.len() as u32,
        footprints: footprints
            .unwrap_or_default()
            .into_iter()
            .map(per_citizen)
            .collect(),
    }
}

/// Profiles of which the files do not say how many citizens they have, and what they count as by now.
pub(super) fn uncounted(scene: &Scene) -> Vec<(String, f64)> {
    let profiles = scene.economy().profiles().iter();
    let of_those = profiles.filter(|profile| scene.uncounted.contains(&profile.name));
    let told = of_those.map(|profile| (profile.name.clone(), profile.population));
    told.take(Profiles::MOST).collect()
}

/// The footprints at the plan of day 0, where no day is planned yet.
async fn first_footprints(scene: &Scene, pace: &Pace) -> Option<Vec<plan::Footprint>> {
    let morning: State = scene.first.clone();
    let record = plan::step_day(&scene.scenario, morning, pace).await.ok()?;
    plan::footprints(&record, pace).await
}
