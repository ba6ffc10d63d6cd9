//! Edits as a document: what each does, what is refused, and the laws that undo and redo rest on.

use olin::economy::{Change, DatedChange, Economy, EconomyError, Input, Keeping, Parts};
use olin::pace::Pace;
use olin::plan::{Policy, Record, Scenario, State, run};
use olin::tables::{NamedFile, read_set};
use olin::worker::edit::{Edit, Kind, What};
use olin::worker::revise::{Refusal, Revised, revised};
use proptest::prelude::*;

use crate::economies::village;
use crate::files::import;

fn start(what: What) -> Edit {
    Edit { day: None, what }
}

fn on(day: u32, what: What) -> Edit {
    let day = Some(day);
    Edit { day, what }
}

fn allotment(profile: &str, good: &str, amount: f64) -> What {
    let (profile, good) = (profile.to_owned(), good.to_owned());
    What::Allotment {
        profile,
        good,
        amount,
    }
}

fn coefficient(input: &str, good: &str, amount: f64) -> What {
    let (input, good) = (input.to_owned(), good.to_owned());
    What::Coefficient {
        input,
        good,
        amount,
    }
}

fn answers(unit: &str, input: &str, answers: &[(f64, f64)]) -> What {
    What::Answers {
        unit: unit.to_owned(),
        input: input.to_owned(),
        answers: answers.to_vec(),
    }
}

fn remove(kind: Kind, name: &str) -> What {
    let name = name.to_owned();
    What::Remove { kind, name }
}

fn revise(economy: &Economy, changes: &[DatedChange], edits: &[Edit]) -> Result<Revised, Refusal> {
    Pace::finish(async |pace| revised(economy, changes, edits, &pace).await)
}

/// The economy after edits from the start.
fn edited(edits: impl IntoIterator<Item = What>) -> Economy {
    let edits: Vec<Edit> = edits.into_iter().map(start).collect();
    revise(&village(), &[], &edits)
        .expect("edits that can be")
        .economy
}

/// The village with something else in its parts.
fn rebuilt(change: impl FnOnce(&mut Parts)) -> Economy {
    let mut parts = village().parts();
    change(&mut parts);
    Economy::new(parts).expect("an economy")
}

fn days(revised: &Revised, days: u32) -> Vec<Record> {
    let policy = Policy::constant(0.55).expect("a share");
    let scenario = Scenario::new(policy, revised.changes.clone());
    run(&scenario, State::first(revised.economy.clone(), None), days).expect("days")
}

#[test]
fn each_setting_is_what_it_says() {
    let cases: Vec<(What, Economy)> = vec![
        (
            What::Population {
                profile: "Profile 0".to_owned(),
                citizens: 900.0,
            },
            rebuilt(|parts| parts.profiles[0].population = 900.0),
        ),
        (
            allotment("Profile 1", "Butter", 0.4),
            rebuilt(|parts| parts.profiles[1].allotment[2] = 0.4),
        ),
        (
            coefficient("Milk", "Butter", 1.5),
            rebuilt(|parts| parts.goods_table = parts.goods_table.with_cell(0, 2, 1.5)),
        ),
        (
            coefficient("Lb(Milk)", "Milk", 0.002),
            rebuilt(|parts| parts.labour_table = parts.labour_table.with_cell(0, 0, 0.002)),
        ),
        (
            What::Capacity {
                unit: "Cooper 1".to_owned(),
                most: Some(20.0),
            },
            rebuilt(|parts| parts.units[0].capacity = Some(20.0)),
        ),
        (
            answers("Cooper 2", "Milk", &[]),
            rebuilt(|parts| parts.units[1].needs.clear()),
        ),
        (
            What::Stock {
                good: "Milk".to_owned(),
                amount: 4.0,
            },
            rebuilt(|parts| parts.goods[0].stock = 4.0),
        ),
        (
            What::Most {
                good: "Butter".to_owned(),
                most: Some(50.0),
            },
            rebuilt(|parts| parts.goods[2].bound = Some(50.0)),
        ),
        (
            What::ByStock {
                good: "Butter".to_owned(),
                is_bound: false,
            },
            rebuilt(|parts| parts.goods[2].stock_bound = false),
        ),
        (
            What::Keeping {
                good: "Butter".to_owned(),
                keeping: "flow".to_owned(),
            },
            rebuilt(|parts| {
                let good = &mut parts.goods[2];
                (good.keeping, good.stock, good.stock_bound) = (Keeping::Flow, 0.0, false);
            }),
        ),
        (
            What::Gestation {
                good: "Milk".to_owned(),
                days: 3,
            },
            rebuilt(|parts| parts.goods[0].gestation = 3),
        ),
        (
            What::Loss {
                good: "Milk".to_owned(),
                share: 0.1,
            },
            rebuilt(|parts| parts.goods[0].loss = 0.1),
        ),
        (
            What::Hours {
                labour: "Lb(Milk)".to_owned(),
                hours: None,
            },
            rebuilt(|parts| parts.labour[0].hours = None),
        ),
        (
            What::Measure {
                good: "Milk".to_owned(),
                unit: "l".to_owned(),
            },
            rebuilt(|parts| parts.goods[0].unit = "l".to_owned()),
        ),
        (
            What::Rename {
                kind: Kind::Good,
                name: "Milk".to_owned(),
                to: "Oat drink".to_owned(),
            },
            rebuilt(|parts| parts.goods[0].name = "Oat drink".to_owned()),
        ),
        (
            What::Place {
                unit: "Cooper 3".to_owned(),
                place: 0,
            },
            rebuilt(|parts| parts.units[..3].rotate_right(1)),
        ),
        (
            remove(Kind::Profile, "Profile 0"),
            rebuilt(|parts| drop(parts.profiles.remove(0))),
        ),
        (
            remove(Kind::Unit, "Dairy 3"),
            rebuilt(|parts| drop(parts.units.remove(5))),
        ),
    ];
    for (what, expected) in cases {
        let words = what.in_words();
        assert_eq!(edited([what]), expected, "{words}");
    }
}

#[test]
fn what_goes_takes_along_what_refers_to_it() {
    let file = |name: &str, text: &str| NamedFile {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let read = |files: &[NamedFile]| {
        Pace::finish(async |pace| read_set("Mill", files, &pace).await).expect("readable files")
    };
    let with = read(&[
        file(
            "table.csv",
            "Type,Grain,Salt,Bread\nGrain,0.1,0,0.8\nSalt,0,0.01,0.02\nBread,0,0,\nLb(Mine),0,3,0.1\nLb(Field),1,0,0\n",
        ),
        file(
            "profiles.csv",
            "Name,Population,Grain,Salt,Bread\nTown,10,0,0.1,0.5\n",
        ),
        file(
            "units.csv",
            "unit,good,input,capacity,output,amount\nMine,Salt,Grain,,1,0.5\nBaker,Bread,Bread,,10,0.1\nBaker,Bread,Salt,,10,1\n",
        ),
        file(
            "changes.csv",
            "day,what,name,of,value\n1,delivery,Salt,,5\n2,allotment,Town,Bread,0.6\n3,hours,Lb(Field),,80\n",
        ),
    ]);
    let without = read(&[
        file(
            "table.csv",
            "Type,Grain,Bread\nGrain,0.1,0.8\nBread,0,\nLb(Field),1,0\n",
        ),
        file(
            "profiles.csv",
            "Name,Population,Grain,Bread\nTown,10,0,0.5\n",
        ),
        file(
            "units.csv",
            "unit,good,input,capacity,output,amount\nBaker,Bread,Bread,,10,0.1\n",
        ),
        file(
            "changes.csv",
            "day,what,name,of,value\n2,allotment,Town,Bread,0.6\n3,hours,Lb(Field),,80\n",
        ),
    ]);
    let edits = [
        start(remove(Kind::Good, "Salt")),
        start(remove(Kind::Labour, "Lb(Mine)")),
    ];
    let left = revise(&with.economy, &with.changes, &edits).expect("edits that can be");
    assert_eq!(left.economy, without.economy);
    assert_eq!(left.changes, without.changes);
}

#[test]
fn what_is_new_changes_no_day_until_it_is_used() {
    let before = days(
        &Revised {
            economy: village(),
            changes: Vec::new(),
        },
        60,
    );
    let add = |kind, name: &str| What::Add {
        kind,
        name: name.to_owned(),
    };
    let with = edited([
        add(Kind::Good, "Cheese"),
        add(Kind::Labour, "Lb(Cheese)"),
        add(Kind::Externality, "Whey"),
        add(Kind::Profile, "Guests"),
        What::AddUnit {
            unit: "Dairy 4".to_owned(),
            good: "Butter".to_owned(),
        },
    ]);
    let after = days(
        &Revised {
            economy: with.clone(),
            changes: Vec::new(),
        },
        60,
    );
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.plan.scale, after.plan.scale);
        assert_eq!(before.plan.solution.x, after.plan.solution.x[..3]);
        assert_eq!(before.evening.stocks, after.evening.stocks[..3]);
    }
    // And then it is: 500 guests who eat 0.2 of cheese, made from 4 of milk each, are 400 more of milk.
    let used = revise(
        &with,
        &[],
        &[
            start(What::Population {
                profile: "Guests".to_owned(),
                citizens: 500.0,
            }),
            start(allotment("Guests", "Cheese", 0.2)),
            start(coefficient("Milk", "Cheese", 4.0)),
        ],
    )
    .expect("edits that can be");
    let full = &days(&used, 1)[0].targets.full;
    let milk = village();
    let before = days(
        &Revised {
            economy: milk,
            changes: Vec::new(),
        },
        1,
    )[0]
    .targets
    .full
    .x[0];
    assert!((full.x[0] - before - 400.0 / 0.999).abs() < 1e-9);
}

#[test]
fn names_are_those_at_that_place_of_the_list() {
    let rename = |name: &str, to: &str| What::Rename {
        kind: Kind::Good,
        name: name.to_owned(),
        to: to.to_owned(),
    };
    let economy = edited([
        rename("Milk", "Cream"),
        rename("Butter", "Milk"),
        allotment("Profile 0", "Milk", 7.0),
    ]);
    assert_eq!(economy.profiles()[0].allotment, [3.0, 0.0, 7.0]);
}

#[test]
fn a_dated_answer_follows_its_unit_when_others_are_stacked_before_it() {
    let edits = [
        on(5, answers("Cooper 1", "Milk", &[(500.0, 9.0)])),
        start(What::Place {
            unit: "Cooper 1".to_owned(),
            place: 2,
        }),
    ];
    let left = revise(&village(), &[], &edits).expect("edits that can be");
    let Change::Answers { unit, .. } = left.changes[0].change else {
        panic!("{:?}", left.changes)
    };
    assert_eq!(left.economy.units()[unit].name, "Cooper 1");
    assert_eq!(unit, 2);
}

#[test]
fn a_dated_edit_is_a_dated_change() {
    let edits = [on(4, allotment("Profile 1", "Milk", 1.0))];
    let left = revise(&village(), &[], &edits).expect("an edit that can be");
    let (profile, good, amount) = (1, 0, 1.0);
    let change = Change::Allotment {
        profile,
        good,
        amount,
    };
    assert_eq!(left.changes, [DatedChange { day: 4, change }]);
    let (before, after) = (
        days(
            &Revised {
                economy: village(),
                changes: Vec::new(),
            },
            8,
        ),
        days(&left, 8),
    );
    assert_eq!(before[..4], after[..4]);
    assert!(before[4].plan.scale < after[4].plan.scale);
}

#[test]
fn refusals_name_the_edit_and_what_is_wrong() {
    let fine = || start(allotment("Profile 0", "Milk", 2.0));
    let cases: Vec<(Edit, &str)> = vec![
        (
            start(allotment("Profile 0", "Mlik", 1.0)),
            "the allotment of Mlik to Profile 0: there is no good called \"Mlik\"",
        ),
        (
            start(allotment("Profile 0", "Milk", -1.0)),
            "the allotment of Milk to Profile 0: found -1, expected a number not below zero",
        ),
        (
            start(allotment("Profile 0", "Milk", f64::NAN)),
            "the allotment of Milk to Profile 0: found NaN, expected a number of at most 1e60 in size",
        ),
        (
            start(coefficient("Milk", "Butter churn", 1.0)),
            "the coefficient of Milk in Butter churn: production units answer for this cell, so it has no constant",
        ),
        (
            on(3, coefficient("Milk", "Butter churn", 1.0)),
            "the coefficient of Milk in Butter churn: on day 3, production units answer how much Milk it takes to make \
             Butter churn, so there is no coefficient to set",
        ),
        (
            start(coefficient("Wood", "Butter", 1.0)),
            "the coefficient of Wood in Butter: there is no row called \"Wood\"",
        ),
        (
            start(answers("Cooper 1", "Milk", &[(10.0, 5.0), (20.0, 3.0)])),
            "what Cooper 1 answers for Milk: making 20 needs 3, less than the 5 for making 10",
        ),
        (
            start(What::Capacity {
                unit: "Cooper 1".to_owned(),
                most: Some(0.0),
            }),
            "the capacity of Cooper 1: found 0, expected a number above zero",
        ),
        (
            on(
                2,
                What::Capacity {
                    unit: "Cooper 1".to_owned(),
                    most: Some(1.0),
                },
            ),
            "the capacity of Cooper 1: it cannot be reported while the plan runs, so it holds from the start only",
        ),
        (
            start(What::ByStock {
                good: "Milk".to_owned(),
                is_bound: false,
            }),
            "whether the stock bounds Milk: a good that is consumed is always bound by its stock",
        ),
        (
            start(What::Keeping {
                good: "Milk".to_owned(),
                keeping: "eaten".to_owned(),
            }),
            "the keeping of Milk: found \"eaten\", expected one of consumed, accumulating, constant, flow and depleting",
        ),
        (
            start(What::Loss {
                good: "Milk".to_owned(),
                share: 1.5,
            }),
            "the daily loss of Milk: found 1.5, expected a share between 0 and 1",
        ),
        (
            start(What::Add {
                kind: Kind::Good,
                name: "Lb(Milk)".to_owned(),
            }),
            "the new good Lb(Milk): the name \"Lb(Milk)\" is taken",
        ),
        (
            start(What::Add {
                kind: Kind::Labour,
                name: "Weaving".to_owned(),
            }),
            "the new kind of labour Weaving: a kind of labour is written Lb(...), such as Lb(Weaving)",
        ),
        (
            start(What::Add {
                kind: Kind::Profile,
                name: " ".to_owned(),
            }),
            "the new profile  : the profile has no name",
        ),
        (
            start(What::Investment {
                good: None,
                share: 0.5,
            }),
            "the investment: what is invested from the start is the policy of the plan; this needs a day",
        ),
        (
            start(What::Rename {
                kind: Kind::Unit,
                name: "Cooper 1".to_owned(),
                to: "Dairy 1".to_owned(),
            }),
            "the name of Cooper 1, now Dairy 1: the name \"Dairy 1\" is taken",
        ),
    ];
    for (edit, why) in cases {
        let refusal = revise(&village(), &[], &[fine(), edit, fine()]).expect_err(why);
        assert_eq!((refusal.edit, refusal.to_string().as_str()), (1, why));
    }
}

#[test]
fn what_holds_between_edits_is_checked_too() {
    // A constant was reported for day 120; now units answer for that cell.
    let valley = import("valley");
    let changes = vec![DatedChange {
        day: 9,
        change: Change::Coefficient {
            input: Input::Good(0),
            good: 0,
            amount: 0.1,
        },
    }];
    let grain = valley.economy.goods()[0].name.clone();
    let edits = [
        start(What::AddUnit {
            unit: "Farm".to_owned(),
            good: grain.clone(),
        }),
        start(answers("Farm", &grain, &[(10.0, 1.0)])),
    ];
    let refusal = revise(&valley.economy, &changes, &edits).expect_err("a contradiction");
    let cell = EconomyError::CellOfUnits {
        input: grain.clone(),
        good: grain,
    };
    assert_eq!(refusal.edit, 1);
    assert!(refusal.why.ends_with(&cell.to_string()), "{refusal}");
}

#[test]
fn of_several_edits_at_fault_one_is_named_before_which_all_can_be() {
    // Units answer for milk in butter churns, which shows when all edits are in; a good that is not there shows at once.
    let report = on(0, coefficient("Milk", "Butter churn", 0.0));
    let unknown = start(allotment("Profile 0", "Cheese", 0.0));
    let sound = start(allotment("Profile 0", "Milk", 2.0));
    let refused = |edits: &[Edit]| {
        revise(&village(), &[], edits)
            .expect_err("edits at fault")
            .edit
    };
    assert_eq!(refused(&[report.clone(), unknown.clone()]), 0);
    assert_eq!(
        refused(&[sound.clone(), report, sound.clone(), unknown.clone()]),
        1
    );
    assert_eq!(refused(&[sound.clone(), sound, unknown]), 2);
}

/// An edit of the village that may or may not make sense.
fn any_edit() -> impl Strategy<Value = Edit> {
    let good = prop::sample::select(vec!["Milk", "Butter churn", "Butter", "Cheese"]);
    let input = prop::sample::select(vec!["Milk", "Butter", "Lb(Milk)", "Smoke"]);
    let profile = prop::sample::select(vec!["Profile 0", "Profile 1"]);
    let unit = prop::sample::select(vec!["Cooper 1", "Cooper 3", "Dairy 2"]);
    let amount = prop_oneof![Just(0.0), 0.0..10.0, Just(-1.0)];
    let what = (0..13_u32, good, input, profile, unit, amount).prop_map(
        |(which, good, input, profile, unit, amount)| match which {
            0 => What::Population {
                profile: profile.to_owned(),
                citizens: 100.0 * amount,
            },
            1 => allotment(profile, good, amount),
            2 => coefficient(input, good, amount / 100.0),
            3 => answers(unit, input, &[(5.0, amount), (10.0, amount + 1.0)]),
            4 => What::Capacity {
                unit: unit.to_owned(),
                most: Some(100.0 * amount),
            },
            5 => What::Place {
                unit: unit.to_owned(),
                place: amount.max(0.0) as u32,
            },
            6 => What::Stock {
                good: good.to_owned(),
                amount,
            },
            7 => What::Add {
                kind: Kind::Good,
                name: good.to_owned(),
            },
            8 => What::Add {
                kind: Kind::Externality,
                name: input.to_owned(),
            },
            9 => remove(Kind::Good, good),
            10 => remove(Kind::Unit, unit),
            11 => remove(Kind::Profile, profile),
            _ => What::Keeping {
                good: good.to_owned(),
                keeping: "flow".to_owned(),
            },
        },
    );
    (prop::option::weighted(0.3, 0..9_u32), what).prop_map(|(day, what)| Edit { day, what })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever the list, it is in force as a whole or the place at fault is named, and what stands before that place can be
    /// in force, so that an undo of the rest always works. The days can be planned.
    #[test]
    fn any_list_is_in_force_or_names_the_edit_at_fault(edits in prop::collection::vec(any_edit(), 0..12)) {
        let village = village();
        let good = match revise(&village, &[], &edits) {
            Ok(_) => &edits[..],
            Err(refusal) => {
                prop_assert!(refusal.edit < edits.len(), "{}", refusal);
                &edits[..refusal.edit]
            }
        };
        let left = revise(&village, &[], good).expect("the edits before the one at fault");
        prop_assert_eq!(&left, &revise(&village, &[], good).expect("the same again"));
        prop_assert_eq!(days(&left, 10).len(), 10);
    }
}
