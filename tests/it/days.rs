//! Laws of the day: stocks, what is on the way, losses and externalities, kept in books of the tests' own.

use olin::economy::{Change, DatedChange, Economy, Keeping};
use olin::plan::{Noise, Policy, Record, Scenario, State, Step, run};
use proptest::prelude::*;

use crate::cases::{any_shape, config, near};
use crate::economies::changed;
use crate::files::import;
use crate::random::{self, Dice};
use crate::shadow;

const DAYS: u32 = 25;

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn stocks_are_kept_as_the_books_say(shape in any_shape(), world in any::<u64>()) {
        let economy = random::economy(shape);
        let mut dice = Dice::new(world);
        let shares = shares(&mut dice, shape.goods);
        let changes = deliveries(&mut dice, &economy);
        let noise = dice.one_in(2).then(|| Noise {
            probability: dice.between(0.0, 1.0),
            loss: dice.between(0.0, 1.0),
            seed: world,
        });
        let mut scenario = Scenario::new(policy(&shares), changes.clone());
        scenario.noise = noise;
        let records = run(&scenario, State::first(economy.clone(), noise), DAYS).expect("sound changes");
        let mut stocks: Vec<f64> = economy.goods().iter().map(|good| good.stock).collect();
        // What comes in on the evening of each day, per good.
        let mut arrivals = vec![vec![0.0; shape.goods]; DAYS as usize + 10];
        let mut generator = Dice::new(world);
        let mut caused = [0.0; 2];
        for (day, record) in records.iter().enumerate() {
            for change in changes.iter().filter(|change| change.day as usize == day) {
                if let Change::Delivery { good, amount } = change.change {
                    stocks[good] = f64::max(0.0, stocks[good] + amount);
                }
            }
            let x = &record.plan.solution.x;
            let strikes = noise.is_some_and(|noise| generator.0.random::<f64>() < noise.probability);
            prop_assert_eq!(record.lost, strikes);
            for (place, good) in economy.goods().iter().enumerate() {
                let invested = shares[usize::from(day >= 10)][place];
                let (out, back) = match good.keeping {
                    Keeping::Consumed => ((1.0 - invested) * x[place], invested * x[place]),
                    Keeping::Accumulating => (0.0, x[place]),
                    Keeping::Depleting => (x[place], 0.0),
                    Keeping::Constant | Keeping::Flow => (0.0, 0.0),
                };
                arrivals[day + good.gestation as usize][place] += back;
                let kept = matches!(good.keeping, Keeping::Consumed | Keeping::Accumulating);
                let struck = if strikes && kept { 1.0 - noise.map_or(0.0, |noise| noise.loss) } else { 1.0 };
                let before = stocks[place];
                stocks[place] = (before - out + arrivals[day][place]) * (1.0 - good.loss) * struck;
                let found = record.evening.stocks[place];
                prop_assert!(found >= 0.0, "day {}: {} of {}", day, found, good.name);
                prop_assert!(
                    near(found, stocks[place], 1e-12, before + out + arrivals[day][place]),
                    "day {}, {}: {} instead of {}", day, good.name, found, stocks[place]
                );
                // From here on with the engine's stock, so that rounding does not add up.
                stocks[place] = found;
                let later: f64 = arrivals[day + 1..].iter().map(|amounts| amounts[place]).sum();
                prop_assert!(near(record.evening.expected(place), later, 1e-12, later));
                if good.keeping == Keeping::Flow {
                    prop_assert_eq!(found, 0.0);
                }
            }
            let used = shadow::used(&economy, x);
            for kind in 0..2 {
                caused[kind] += used.externalities[kind];
                prop_assert!(near(record.labour[kind], used.labour[kind], 1e-11, used.labour[kind]));
                let size = x.iter().sum::<f64>() + caused[kind].abs();
                prop_assert!(near(record.externalities[kind], used.externalities[kind], 1e-11, size));
                prop_assert!(near(record.evening.caused[kind], caused[kind], 1e-10, size));
            }
        }
    }

    #[test]
    fn a_day_depends_on_its_morning_alone(shape in any_shape(), stop in 1..20_u32, seed in any::<u64>()) {
        // Half the days, then the other half from that evening: the same bits as in one go.
        let noise = Some(Noise { probability: 0.3, loss: 0.2, seed });
        let economy = random::economy(shape);
        let changes = deliveries(&mut Dice::new(seed), &economy);
        let mut scenario = Scenario::new(Policy::constant(0.55).expect("a share"), changes);
        scenario.noise = noise;
        let first = State::first(economy, noise);
        let whole = run(&scenario, first.clone(), 20).expect("sound changes");
        let begun = run(&scenario, first, stop).expect("sound changes");
        let evening = begun[begun.len() - 1].evening.clone();
        let rest = run(&scenario, evening, 20 - stop).expect("sound changes");
        let bits = |record: &Record| -> Vec<u64> {
            record.evening.stocks.iter().chain(&record.plan.solution.x).map(|v| v.to_bits()).collect()
        };
        prop_assert!(whole.iter().map(bits).eq(begun.iter().chain(&rest).map(bits)));
    }

    #[test]
    fn the_open_loop_knows_nothing_of_tomorrow(shape in any_shape(), draw in any::<u64>()) {
        let changes = deliveries(&mut Dice::new(draw), &random::economy(shape));
        let mut scenario = Scenario::new(Policy::constant(0.55).expect("a share"), changes.clone());
        scenario.noise = Some(Noise { probability: 1.0, loss: 0.5, seed: draw });
        let expected = scenario.as_expected_on(7);
        prop_assert!(expected.noise.is_none());
        let known: Vec<_> = changes.into_iter().filter(|change| change.day <= 7).collect();
        prop_assert_eq!(expected.changes(), known);
        prop_assert_eq!(expected.investment(), scenario.investment());
    }
}

/// Shares invested per good, before day 10 and from then on.
fn shares(dice: &mut Dice, goods: usize) -> [Vec<f64>; 2] {
    [0, 1].map(|_| (0..goods).map(|_| dice.between(0.0, 1.0)).collect())
}

fn policy(shares: &[Vec<f64>; 2]) -> Policy {
    let steps = shares.iter().zip([0, 10]).flat_map(|(shares, from_day)| {
        shares.iter().enumerate().map(move |(good, &share)| Step {
            from_day,
            good: Some(good),
            share,
        })
    });
    Policy::new(steps.collect()).expect("shares")
}

/// Some deliveries and some removals, also of more than there is; none to flows, which have no stock.
fn deliveries(dice: &mut Dice, economy: &Economy) -> Vec<DatedChange> {
    let goods = economy.goods();
    let drawn: Vec<DatedChange> = (0..dice.below(6))
        .map(|_| DatedChange {
            day: dice.below(DAYS as usize) as u32,
            change: Change::Delivery {
                good: dice.below(goods.len()),
                amount: dice.between(-300.0, 200.0),
            },
        })
        .collect();
    let has_stock = |change: &DatedChange| match change.change {
        Change::Delivery { good, .. } => goods[good].keeping != Keeping::Flow,
        _ => true,
    };
    drawn.into_iter().filter(has_stock).collect()
}

#[test]
fn nothing_can_be_delivered_to_the_stock_of_a_flow() {
    // A flow is made and used on the same day. A delivery once gave it a stock that then lay there for ever.
    let economy = import("valley").economy;
    let (bread, grain) = (2, 0);
    let delivery = |good| changed(&economy, &Change::Delivery { good, amount: 5.0 });
    let refused = delivery(bread).expect_err("bread is a flow");
    assert_eq!(
        refused.to_string(),
        "\"Bread\" is a flow, made and used on the same day, so it can have no stock and no stock bound"
    );
    assert!(delivery(grain).is_ok());
}
