//! Runs of which every bit is compared, natively and in a browser, with the same constants in tests/data/bits.txt.
//!
//! When a change of the engine is meant to change numbers, the test prints the new constants; look at what else changed
//! before you record them.

use olin::economy::{Economy, Keeping};
use olin::plan::{Noise, Record, State, csv, run};

use crate::economies::{investing, village};
use crate::random::{self, Shape};

/// The recorded constants, in the form of [`found`].
pub const RECORDED: &str = include_str!("../data/bits.txt");

/// A line for each run: its name and the digest of all its records.
pub fn found() -> String {
    let noise = Noise {
        probability: 0.1,
        loss: 0.2,
        seed: 20_210_909,
    };
    let mut parts = random::parts(Shape {
        seed: 200,
        goods: 200,
        linear: false,
        triangular: false,
    });
    // With a few resources that run out there would soon be no plan to compare.
    let depleting = parts
        .goods
        .iter_mut()
        .filter(|good| good.keeping == Keeping::Depleting);
    depleting.for_each(|good| good.keeping = Keeping::Accumulating);
    let nonlinear = Economy::new(parts).expect("the generator keeps every invariant");
    let runs = [
        ("village for 400 days", digest(&village(), None, 400)),
        (
            "noisy village for 400 days",
            digest(&village(), Some(noise), 400),
        ),
        (
            "200 nonlinear goods for 30 days",
            digest(&nonlinear, Some(noise), 30),
        ),
    ];
    runs.map(|(name, digest)| format!("{name}: {digest:016x}\n"))
        .concat()
}

/// All numbers of all records, folded by FNV-1a into 64 bits.
fn digest(economy: &Economy, noise: Option<Noise>, days: u32) -> u64 {
    let mut scenario = investing(0.55);
    scenario.noise = noise;
    let records = run(&scenario, State::first(economy.clone(), noise), days).expect("no changes");
    assert!(
        records.iter().all(|record| record.plan.scale > 0.0),
        "a plan of nothing tests nothing"
    );
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for record in &records {
        for value in numbers(record) {
            fold(&mut hash, &value.to_bits().to_le_bytes());
        }
        fold(&mut hash, csv::binding(record).as_bytes());
        fold(&mut hash, &[u8::from(record.lost)]);
        fold(&mut hash, csv::row(record).as_bytes());
    }
    hash
}

fn numbers(record: &Record) -> Vec<f64> {
    let plan = &record.plan;
    let mut numbers = vec![plan.scale, plan.solution.residual];
    numbers.extend(record.egalitarianism);
    numbers.extend(&plan.solution.x);
    numbers.extend(&record.labour);
    numbers.extend(&record.externalities);
    numbers.extend(&record.evening.stocks);
    numbers.extend(&record.evening.caused);
    numbers.extend(
        record
            .evening
            .on_the_way
            .iter()
            .map(|arrival| arrival.amount),
    );
    numbers
}

fn fold(hash: &mut u64, bytes: &[u8]) {
    for &byte in bytes {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
