//! Footprints: what is embodied in goods adds up to what a day takes, and to the published numbers of the valley.

use olin::economy::Keeping;
use olin::pace::Pace;
use olin::plan::{Footprint, Record, State, footprints, run};
use proptest::prelude::*;

use crate::cases::{any_shape, changed, config, near};
use crate::economies::investing;
use crate::files::import;
use crate::random;
use crate::shadow;

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn footprints_times_demand_are_the_totals(shape in any_shape()) {
        let economy = random::economy(shape);
        let record = first_day(economy.clone());
        let (s, x) = (record.plan.scale, &record.plan.solution.x);
        let found = footprints_of(&record);
        let used = shadow::used(&economy, x);
        let totals: Vec<f64> = used.labour.iter().chain(&used.externalities).copied().collect();
        prop_assert_eq!(found.len(), totals.len());
        for (footprint, total) in found.iter().zip(totals) {
            let parts = footprint.per_unit.iter().zip(economy.full_demand()).map(|(a, d)| a * s * d);
            let size: f64 = x.iter().sum::<f64>() + parts.clone().map(f64::abs).sum::<f64>();
            prop_assert!(near(parts.sum(), total, 1e-9, size), "{:?}", footprint.of);
            for (profile, embodied) in economy.profiles().iter().zip(&footprint.per_citizen) {
                let day: f64 = profile.allotment.iter().zip(&footprint.per_unit).map(|(c, a)| c * a).sum();
                prop_assert!(near(*embodied, day, 1e-12, day.abs()));
            }
        }
    }

    #[test]
    fn a_footprint_is_what_one_unit_more_would_take(seed in any::<u64>(), goods in 1..=8_usize) {
        // In a linear economy: (I - A^T) y = v, by elimination.
        let shape = random::Shape { seed, goods, linear: true, triangular: false };
        let economy = random::economy(shape);
        let a = shadow::dense(&economy);
        let transposed: Vec<Vec<f64>> = (0..goods).map(|i| (0..goods).map(|j| a[j][i]).collect()).collect();
        for (kind, footprint) in footprints_of(&first_day(economy.clone()))[..2].iter().enumerate() {
            let direct: Vec<f64> = (0..goods).map(|good| economy.labour_table().at(kind, good)).collect();
            let expected = shadow::leontief(&transposed, &direct);
            for (a, b) in footprint.per_unit.iter().zip(&expected) {
                prop_assert!(near(*a, *b, 1e-10, b + 1e-3), "{} instead of {}", a, b);
            }
        }
    }
}

#[test]
fn one_citizens_day_in_the_valley() {
    // With means for full targets on day 0, which leaves the outputs as they are.
    let economy = changed(&import("valley").economy, |parts| {
        for good in &mut parts.goods {
            good.bound = None;
            if good.keeping != Keeping::Flow {
                good.stock = 1e6;
            }
        }
        parts.labour.iter_mut().for_each(|kind| kind.hours = None);
    });
    let record = first_day(economy);
    assert_eq!(record.plan.scale, 1.0);
    let found = footprints_of(&record);
    // Field, works and care hours, CO2, smoke; to the digits of the model's description.
    let expected = [
        ("Field", [0.0422, 0.0178, 0.0805, 0.2103, 0.0459]),
        ("Town", [0.0371, 0.0238, 0.1208, 0.2986, 0.0542]),
        ("Elders", [0.0430, 0.0149, 0.4832, 0.1022, 0.0405]),
    ];
    for (place, (name, values)) in expected.into_iter().enumerate() {
        assert_eq!(record.economy().profiles()[place].name, name);
        for (footprint, value) in found.iter().zip(values) {
            let embodied = footprint.per_citizen[place];
            assert!(
                (embodied - value).abs() <= 0.5e-4,
                "{name} {:?}: {embodied}",
                footprint.of
            );
        }
    }
}

fn first_day(economy: olin::economy::Economy) -> Record {
    let first = State::first(economy, None);
    run(&investing(0.55), first, 1)
        .expect("no changes")
        .remove(0)
}

fn footprints_of(record: &Record) -> Vec<Footprint> {
    Pace::finish(async |pace| footprints(record, &pace).await).expect("a day that is solved")
}
