//! Economies built in code, so that the engine's tests do not lean on the readers of files.

use olin::economy::{
    Answer, Change, Coefficients, Curve, Economy, EconomyError, Good, Input, Interpolation,
    Keeping, Labour, Parts, Profile, Unit,
};
use olin::pace::Pace;
use olin::plan::{Policy, Scenario};

/// The village of the paper's Table 1 with the curves of Fig 1, sampled at every whole output as the paper's program does.
pub(crate) fn village() -> Economy {
    let good = |name: &str, stock, keeping| Good {
        stock,
        keeping,
        stock_bound: true,
        ..Good::named(name)
    };
    let labour = |name: &str, hours| Labour {
        name: name.to_owned(),
        hours: Some(hours),
    };
    let profile = |name: &str, population, allotment: [f64; 3]| Profile {
        name: name.to_owned(),
        population,
        allotment: allotment.to_vec(),
    };
    let (churns, butter) = (1, 2);
    let capacity = |unit| if unit < 3 { Some(500.0) } else { None };
    let milk_for = |unit: u32, q: f64| match unit {
        1 => 0.002 * q,
        2 => 0.01 * q.sqrt(),
        _ => q * q / 1e6,
    };
    let churns_for = |unit: u32, q: f64| match unit {
        1 => 0.003 * q,
        2 => 0.005 * q,
        _ => 0.001 * q,
    };
    let sampled = |unit, need: &dyn Fn(u32, f64) -> f64| {
        let most = if unit < 3 { 500 } else { 999 };
        let answers = (1..=most).map(|q| Answer {
            output: f64::from(q),
            amount: need(unit, f64::from(q)),
        });
        Curve::new(answers.collect(), Interpolation::Straight).expect("answers that rise")
    };
    let unit = |number, good, input, name: &str, need: &dyn Fn(u32, f64) -> f64| Unit {
        name: format!("{name} {number}"),
        good,
        capacity: capacity(number),
        needs: vec![(Input::Good(input), sampled(number, need))],
    };
    let churn_units = (1..=3).map(|number| unit(number, churns, 0, "Cooper", &milk_for));
    let butter_units = (1..=3).map(|number| unit(number, butter, churns, "Dairy", &churns_for));
    Economy::new(Parts {
        name: "Village".to_owned(),
        goods: vec![
            good("Milk", 2.0, Keeping::Consumed),
            good("Butter churn", 5.0, Keeping::Accumulating),
            good("Butter", 100_000.0, Keeping::Constant),
        ],
        labour: vec![
            labour("Lb(Milk)", 100_000.0),
            labour("Lb(Butter churn)", 700_000.0),
            labour("Lb(Butter)", 700_000.0),
        ],
        externalities: Vec::new(),
        profiles: vec![
            profile("Profile 0", 800.0, [3.0, 0.0, 0.1]),
            profile("Profile 1", 500.0, [2.0, 0.0, 0.2]),
        ],
        goods_table: Coefficients::new(3, 3, [(0, 0, 0.001), (0, 2, 2.0)]),
        labour_table: Coefficients::new(3, 3, [(0, 0, 0.001), (1, 1, 0.012), (2, 2, 0.001)]),
        externality_table: Coefficients::new(0, 3, []),
        units: churn_units.chain(butter_units).collect(),
    })
    .expect("Table 1 is an economy")
}

/// A world without noise or changes that invests `share` every day.
pub(crate) fn investing(share: f64) -> Scenario {
    Scenario::new(Policy::constant(share).expect("a share"), Vec::new())
}

/// The economy after a change.
pub(crate) fn changed(economy: &Economy, change: &Change) -> Result<Economy, EconomyError> {
    Pace::finish(async |pace| economy.changed(change, &pace).await)
}

/// The parts of an economy of `goods` that need nothing and are promised to nobody.
pub(crate) fn plain(goods: Vec<Good>) -> Parts {
    let count = goods.len();
    Parts {
        name: "Plain".to_owned(),
        goods,
        labour: Vec::new(),
        externalities: Vec::new(),
        profiles: Vec::new(),
        goods_table: Coefficients::new(count, count, []),
        labour_table: Coefficients::new(0, count, []),
        externality_table: Coefficients::new(0, count, []),
        units: Vec::new(),
    }
}
