//! What is written is read back: the same economy, changes and policy, and the same plan, to the bit.

use olin::economy::{Change, DatedChange, Economy, Input, Parts};
use olin::pace::Pace;
use olin::plan::{Policy, Scenario, State, Step, csv, run};
use olin::tables::{
    Import, ImportError, NamedFile, Saved, packed, read_files, write_saved, write_set,
};
use proptest::prelude::*;

use crate::economies::changed;
use crate::files::import;
use crate::random::{Dice, Shape, parts};
use crate::tables::read;

/// Names that a spreadsheet, a browser or a reader might take for something else.
const NAMES: [&str; 14] = [
    "Milk",
    "=1+1",
    "+49",
    "-x",
    "@SUM(A1)",
    "'=quoted",
    "''+",
    "a,b",
    "a;b",
    "say \"cheese\"",
    "<b onclick=\"alert(1)\">",
    "حليب",
    "Output",
    "units",
];

/// A random economy whose names are hard on CSV.
fn renamed(shape: Shape) -> Parts {
    let mut parts = parts(shape);
    let mut dice = Dice::new(shape.seed ^ 0xC5F);
    let mut odd = |name: &mut String| {
        if dice.one_in(2) {
            *name = format!("{} {name}", NAMES[dice.below(NAMES.len())]);
        }
    };
    parts.goods.iter_mut().for_each(|good| odd(&mut good.name));
    parts
        .profiles
        .iter_mut()
        .for_each(|profile| odd(&mut profile.name));
    parts.units.iter_mut().for_each(|unit| odd(&mut unit.name));
    parts
        .externalities
        .iter_mut()
        .for_each(|externality| odd(&mut externality.name));
    for labour in &mut parts.labour {
        odd(&mut labour.name);
        labour.name = format!("Lb({})", labour.name);
    }
    // Names that are odd as a whole.
    for (good, name) in parts.goods.iter_mut().zip(NAMES) {
        if dice.one_in(2) {
            good.name = name.to_owned();
        }
        if dice.one_in(3) {
            good.unit = "=kg".to_owned();
        }
    }
    parts
}

/// Changes of all kinds that a file can tell, and a policy with steps for all goods and for some.
fn news(economy: &Economy, seed: u64) -> (Vec<DatedChange>, Vec<DatedChange>) {
    let mut dice = Dice::new(seed);
    let goods = economy.goods().len();
    let mut changes: Vec<DatedChange> = (0..dice.below(8))
        .filter_map(|place| {
            let (good, profile) = (dice.below(goods), dice.below(economy.profiles().len()));
            let amount = dice.between(0.0, 3.0);
            let change = match place % 6 {
                0 => Change::Population {
                    profile,
                    citizens: amount,
                },
                1 => Change::Allotment {
                    profile,
                    good,
                    amount,
                },
                2 => Change::Hours {
                    labour: dice.below(2),
                    hours: amount * 100.0,
                },
                3 => Change::Delivery {
                    good,
                    amount: amount - 1.0,
                },
                4 => Change::Coefficient {
                    input: Input::Labour(0),
                    good,
                    amount,
                },
                _ => Change::Investment {
                    good: Some(good),
                    share: amount / 3.0,
                },
            };
            changed(economy, &change)
                .is_ok()
                .then_some(DatedChange { day: 0, change })
        })
        .collect();
    let mut day = 0;
    for change in &mut changes {
        day += dice.below(3) as u32;
        change.day = day;
    }
    let mut day = 0;
    let policy = (0..dice.below(5)).map(|_| {
        day += dice.below(2) as u32;
        let good = dice.one_in(2).then(|| dice.below(goods));
        let change = Change::Investment {
            good,
            share: dice.between(0.0, 1.0),
        };
        DatedChange { day, change }
    });
    let policy = policy.collect();
    (changes, policy)
}

/// The plan of twelve days as CSV, which holds every bit of it.
fn plan(import: &Import) -> Result<String, String> {
    let steps = import.policy.iter().filter_map(|step| match step.change {
        Change::Investment { good, share } => Some(Step {
            from_day: step.day,
            good,
            share,
        }),
        _ => None,
    });
    let policy = Policy::new(steps.collect()).expect("shares");
    let scenario = Scenario::new(policy, import.changes.clone());
    let first = State::first(import.economy.clone(), None);
    let records = run(&scenario, first, 12).map_err(|error| error.to_string())?;
    Ok(records.iter().map(csv::row).collect())
}

fn written(import: &Import) -> Vec<NamedFile> {
    Pace::finish(async |pace| {
        write_set(&import.economy, &import.changes, &import.policy, &pace).await
    })
    .expect("an economy that CSV can hold")
}

/// Checks that two imports are the same but for the report, and plan the same.
fn assert_same(before: &Import, after: &Import) {
    let parts = |import: &Import| Parts {
        name: String::new(),
        ..import.economy.parts()
    };
    assert!(parts(before) == parts(after), "another economy");
    assert_eq!(before.changes, after.changes);
    assert_eq!(before.policy, after.policy);
    assert!(plan(before) == plan(after), "another plan");
}

/// A random economy with news, as if it had been read.
fn made_up(seed: u64, goods: usize, linear: bool) -> Import {
    let shape = Shape {
        seed,
        goods,
        linear,
        triangular: seed.is_multiple_of(3),
    };
    let parts = Parts {
        name: "test".to_owned(),
        ..renamed(shape)
    };
    let economy = Economy::new(parts).expect("names that differ");
    let (changes, policy) = news(&economy, seed);
    Import {
        economy,
        changes,
        policy,
        saved: None,
        report: Default::default(),
    }
}

/// As [`written`], in one saved file.
fn saved(import: &Import) -> NamedFile {
    NamedFile {
        name: "economy.json".to_owned(),
        bytes: Pace::finish(async |pace| write_saved(import, &pace).await).into_bytes(),
    }
}

/// Opens files as a user does.
fn opened(files: Vec<NamedFile>) -> Result<Import, Vec<ImportError>> {
    Pace::finish(async |pace| read_files("test", files, &pace).await)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_economy_as_a_saved_file(
        seed in any::<u64>(),
        goods in 1_usize..24,
        linear in any::<bool>(),
        day in 0_u32..40_000,
        chance in any::<Option<(u64, u32, u32)>>(),
    ) {
        let mut before = made_up(seed, goods, linear);
        let share = |of: u32| f64::from(of) / f64::from(u32::MAX);
        before.saved = Some(Saved {
            day,
            noise: chance.map(|chance| share(chance.1)),
            loss: chance.map(|chance| share(chance.2)),
            seed: chance.map(|chance| chance.0),
            kept: String::new(),
        });
        before.report.read.push("table.csv: \"quoted\" \u{202e} and\nbroken".to_owned());
        let file = saved(&before);
        let after = opened(vec![file.clone()]).expect("what was saved can be opened");
        prop_assert!(before == after, "{}", String::from_utf8_lossy(&file.bytes));
        prop_assert!(plan(&before) == plan(&after), "another plan");
        prop_assert_eq!(saved(&after), file);
    }

    #[test]
    fn any_economy_as_a_zip(seed in any::<u64>(), goods in 1_usize..24, linear in any::<bool>()) {
        let before = made_up(seed, goods, linear);
        let files = written(&before);
        let bytes = Pace::finish(async |pace| packed(&files, &pace).await);
        let zip = NamedFile { name: "economy.zip".to_owned(), bytes };
        let after = opened(vec![zip]).expect("what was packed can be opened");
        assert_same(&before, &after);
    }

    #[test]
    fn any_economy_as_csv(seed in any::<u64>(), goods in 1_usize..24, linear in any::<bool>()) {
        let before = made_up(seed, goods, linear);
        let files = written(&before);
        for file in &files {
            let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
            let runs = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '@']);
            prop_assert!(!text.lines().flat_map(|line| line.split(',')).any(runs), "{text}");
        }
        let after = read(&files).expect("what was written can be read");
        assert_same(&before, &after);
    }
}

#[test]
fn what_ships_as_csv() {
    for name in ["village", "village-published", "valley"] {
        let mut before = import(name);
        before.policy = news(&before.economy, 7).1;
        let mut after = read(&written(&before)).expect("what was written can be read");
        assert_same(
            &before,
            &Import {
                report: before.report.clone(),
                ..after.clone()
            },
        );
        // Written once more it is the same text.
        after.policy = before.policy.clone();
        assert_eq!(written(&before), written(&after), "{name}");
    }
}

#[test]
fn what_later_versions_add_is_kept() {
    let text = String::from_utf8(saved(&import("valley")).bytes).expect("UTF-8");
    let with = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1)
    };
    let later = with(
        &text,
        "\n\"version\":",
        "\n\"mood\":{\"of\":[1,2.50]},\"version\":",
    );
    let later = with(
        &later,
        "\"name\":\"Timber\"",
        "\"colour\":\"brown\",\"name\":\"Timber\"",
    );
    let after = opened(vec![NamedFile {
        name: "later.json".to_owned(),
        bytes: later.into_bytes(),
    }])
    .expect("unknown fields are no fault");
    assert_eq!(after.economy, import("valley").economy);
    let again = String::from_utf8(saved(&after).bytes).expect("UTF-8");
    assert!(again.contains("\"mood\":{\"of\":[1,2.50]}"), "{again}");
    let timber = again
        .lines()
        .find(|line| line.contains("\"name\":\"Timber\""))
        .expect("a line per good");
    assert!(timber.contains("\"colour\":\"brown\""), "{timber}");
    // And once more, although nothing of it is known here.
    let file = NamedFile {
        name: "again.json".to_owned(),
        bytes: again.clone().into_bytes(),
    };
    let twice = saved(&opened(vec![file]).expect("an economy"));
    assert_eq!(String::from_utf8_lossy(&twice.bytes), again);
}
