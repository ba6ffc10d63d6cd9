//! What is no economy is refused, and the message names what broke which invariant; and every dated change does what it says.

use olin::economy::{
    Answer, Change, Coefficients, Curve, Economy, Externality, Good, Input, Interpolation, Keeping,
    LARGEST, Labour, Parts, Profile, Unit,
};
use olin::solver::{Certificate, Method};

use crate::economies::{changed, plain};

/// Wheat and iron, made with hours, causing dust; one unit makes iron from wheat; one profile.
fn sound() -> Parts {
    Parts {
        labour: vec![Labour {
            name: "Hours".to_owned(),
            hours: Some(8.0),
        }],
        externalities: vec![Externality {
            name: "Dust".to_owned(),
            weight: 1.0,
        }],
        profiles: vec![Profile {
            name: "All".to_owned(),
            population: 5.0,
            allotment: vec![2.0, 0.0],
        }],
        goods_table: Coefficients::new(2, 2, [(1, 0, 0.1)]),
        labour_table: Coefficients::new(1, 2, [(0, 0, 1.0)]),
        externality_table: Coefficients::new(1, 2, [(0, 0, -0.5)]),
        units: vec![Unit {
            name: "Forge".to_owned(),
            good: 1,
            capacity: Some(10.0),
            needs: vec![(Input::Good(0), bent(1.0, 3.0))],
        }],
        ..plain(vec![Good::named("Wheat"), Good::named("Iron")])
    }
}

/// A curve through (1, first) and (2, second).
fn bent(first: f64, second: f64) -> Curve {
    let answers = vec![
        Answer {
            output: 1.0,
            amount: first,
        },
        Answer {
            output: 2.0,
            amount: second,
        },
    ];
    Curve::new(answers, Interpolation::Straight).expect("answers that rise")
}

/// Breaks one thing and looks for the words that the message must have.
fn refused(words: &[&str], breaks: impl FnOnce(&mut Parts)) {
    assert!(Economy::new(sound()).is_ok());
    let mut parts = sound();
    breaks(&mut parts);
    let message = Economy::new(parts)
        .expect_err("a broken invariant")
        .to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in: {message}");
    }
    assert!(!message.ends_with('.'));
}

#[test]
fn names_and_shapes() {
    refused(&["no good"], |parts| *parts = plain(Vec::new()));
    refused(&["has no name"], |parts| {
        parts.goods[0].name = " ".to_owned();
    });
    refused(&["Wheat", "twice"], |parts| {
        parts.goods[1].name = "Wheat".to_owned();
    });
    refused(&["Wheat", "twice"], |parts| {
        parts.labour[0].name = "Wheat".to_owned();
    });
    refused(&["profile", "All", "twice"], |parts| {
        parts.profiles.push(parts.profiles[0].clone());
    });
    refused(&["unit", "Forge", "twice"], |parts| {
        parts.units.push(parts.units[0].clone());
    });
    refused(&["is 3 × 2", "2 × 2 is expected"], |parts| {
        parts.goods_table = Coefficients::new(3, 2, []);
    });
    refused(&["is 1 × 3", "1 × 2 is expected"], |parts| {
        parts.labour_table = Coefficients::new(1, 3, []);
    });
    refused(&["is 2 × ", "1 × 2 is expected"], |parts| {
        parts.externality_table = Coefficients::new(2, 2, []);
    });
    refused(&["All", "is 1,", "expected, 2"], |parts| {
        parts.profiles[0].allotment = vec![1.0];
    });
}

#[test]
fn units() {
    refused(&["Forge", "does not exist"], |parts| {
        parts.units[0].good = 2;
    });
    refused(&["Forge", "does not exist"], |parts| {
        parts.units[0].needs[0].0 = Input::Good(2);
    });
    refused(&["Forge", "does not exist"], |parts| {
        parts.units[0].needs[0].0 = Input::Labour(1);
    });
    refused(&["Forge", "does not exist"], |parts| {
        parts.units[0].needs[0].0 = Input::Externality(1);
    });
    refused(&["Forge", "two curves"], |parts| {
        parts.units[0].needs.push((Input::Good(0), bent(1.0, 1.0)));
    });
    refused(&["capacity of Forge", "0", "above zero"], |parts| {
        parts.units[0].capacity = Some(0.0);
    });
    refused(&["capacity of Forge", "-1"], |parts| {
        parts.units[0].capacity = Some(-1.0);
    });
    refused(&["Forge", "1e60"], |parts| {
        parts.units[0].needs[0].1 = bent(1.0, 1e70);
    });
}

#[test]
fn numbers() {
    refused(&["stock of Wheat", "-1"], |parts| {
        parts.goods[0].stock = -1.0;
    });
    refused(&["stock of Wheat", "NaN"], |parts| {
        parts.goods[0].stock = f64::NAN;
    });
    refused(&["bound of Iron", "-2"], |parts| {
        parts.goods[1].bound = Some(-2.0);
    });
    refused(&["external demand for Iron", "inf"], |parts| {
        parts.goods[1].external_demand = f64::INFINITY;
    });
    refused(
        &["daily loss of Wheat", "1.5", "between 0 and 1"],
        |parts| parts.goods[0].loss = 1.5,
    );
    refused(&["daily loss of Wheat", "-0.1"], |parts| {
        parts.goods[0].loss = -0.1;
    });
    refused(&["hours of Hours", "-3"], |parts| {
        parts.labour[0].hours = Some(-3.0);
    });
    refused(&["population of All", "-4"], |parts| {
        parts.profiles[0].population = -4.0;
    });
    refused(&["allotment", "All", "-5"], |parts| {
        parts.profiles[0].allotment[1] = -5.0;
    });
    refused(&["weight of Dust", "1e60"], |parts| {
        parts.externalities[0].weight = 10.0 * LARGEST;
    });
    refused(&["Iron", "Wheat", "-0.1"], |parts| {
        parts.goods_table = Coefficients::new(2, 2, [(1, 0, -0.1)]);
    });
    refused(&["Hours", "Wheat", "-1"], |parts| {
        parts.labour_table = Coefficients::new(1, 2, [(0, 0, -1.0)]);
    });
    refused(&["Dust", "Iron", "1e60"], |parts| {
        parts.externality_table = Coefficients::new(1, 2, [(0, 1, -1e61)]);
    });
    refused(&["Wheat", "flow"], |parts| {
        (parts.goods[0].keeping, parts.goods[0].stock_bound) = (Keeping::Flow, true);
    });
    refused(&["Wheat", "flow"], |parts| {
        let wheat = &mut parts.goods[0];
        (wheat.keeping, wheat.stock_bound, wheat.stock) = (Keeping::Flow, false, 1.0);
    });
    refused(&["Wheat", "-7", "not proportional"], |parts| {
        parts.goods[0].external_demand = -7.0;
    });
}

#[test]
fn answers() {
    let answers = |pairs: &[(f64, f64)]| -> String {
        let answers = pairs
            .iter()
            .map(|&(output, amount)| Answer { output, amount })
            .collect();
        Curve::new(answers, Interpolation::Straight)
            .expect_err("a broken invariant")
            .to_string()
    };
    /// Pairs of output and amount, and what their refusal says.
    type Case = (&'static [(f64, f64)], &'static [&'static str]);
    let cases: [Case; 8] = [
        (&[], &["no answer"]),
        (&[(0.0, 1.0)], &["0", "positive"]),
        (&[(f64::NAN, 1.0)], &["NaN"]),
        (&[(2.0, -1.0)], &["making 2", "-1"]),
        (&[(2.0, f64::INFINITY)], &["inf"]),
        (&[(2.0, 1.0), (2.0, 3.0)], &["making 2", "twice", "1", "3"]),
        (
            &[(100.0, 5.0), (200.0, 4.0)],
            &["making 200", "4", "less than", "5", "100"],
        ),
        (&[(1e-300, 1e300)], &["too steeply"]),
    ];
    for (pairs, words) in cases {
        let message = answers(pairs);
        assert!(
            words.iter().all(|word| message.contains(word)),
            "{words:?} in: {message}"
        );
    }
}

#[test]
fn a_constant_beside_units_does_not_count_and_is_reported() {
    let mut parts = sound();
    parts.goods_table = Coefficients::new(2, 2, [(1, 0, 0.1), (0, 1, 9.0)]);
    let economy = Economy::new(parts).expect("units count");
    assert_eq!(economy.overruled(), [(Input::Good(0), 1, 9.0)]);
    assert_eq!(economy.requirement(Input::Good(0), 1, 2.0), 3.0);
}

#[test]
fn every_change_does_what_it_says() {
    let economy = Economy::new(sound()).expect("sound");
    let after = |change: Change| changed(&economy, &change).expect("a change that can be made");
    let refused = |change: Change| {
        changed(&economy, &change)
            .expect_err("a broken invariant")
            .to_string()
    };
    let citizens = after(Change::Population {
        profile: 0,
        citizens: 7.0,
    });
    assert_eq!(citizens.full_demand(), [14.0, 0.0]);
    let amount = after(Change::Allotment {
        profile: 0,
        good: 1,
        amount: 3.0,
    });
    assert_eq!(amount.full_demand(), [10.0, 15.0]);
    let cell = |input, good, amount| Change::Coefficient {
        input,
        good,
        amount,
    };
    assert_eq!(
        after(cell(Input::Good(1), 0, 0.2)).constant(Input::Good(1), 0),
        0.2
    );
    assert_eq!(
        after(cell(Input::Labour(0), 1, 4.0)).labour_used(&[1.0, 2.0]),
        [9.0]
    );
    assert_eq!(
        after(cell(Input::Externality(0), 0, 0.0)).externalities_caused(&[1.0, 2.0]),
        [0.0]
    );
    let message = refused(cell(Input::Good(0), 1, 1.0));
    assert!(
        message.contains("Wheat") && message.contains("Iron"),
        "{message}"
    );
    let answers = |input, curve| Change::Answers {
        unit: 0,
        input,
        curve,
    };
    let steeper = after(answers(Input::Good(0), bent(2.0, 8.0)));
    assert_eq!(steeper.requirement(Input::Good(0), 1, 2.0), 8.0);
    let more = after(answers(Input::Labour(0), bent(5.0, 6.0)));
    assert_eq!(more.labour_used(&[0.0, 2.0]), [6.0]);
    let hours = after(Change::Hours {
        labour: 0,
        hours: 1.5,
    });
    assert_eq!(hours.labour()[0].hours, Some(1.5));
    // These change the state and the policy.
    assert_eq!(
        after(Change::Delivery {
            good: 0,
            amount: -1.0
        }),
        economy
    );
    assert_eq!(
        after(Change::Investment {
            good: None,
            share: 1.0
        }),
        economy
    );
    let delivery = refused(Change::Delivery {
        good: 0,
        amount: f64::NAN,
    });
    assert!(
        delivery.contains("delivery of Wheat") && delivery.contains("NaN"),
        "{delivery}"
    );
    let share = refused(Change::Investment {
        good: Some(0),
        share: 1.01,
    });
    assert!(
        share.contains("investment") && share.contains("1.01"),
        "{share}"
    );
    let negative = refused(Change::Population {
        profile: 0,
        citizens: -1.0,
    });
    assert!(
        negative.contains("All") && negative.contains("-1"),
        "{negative}"
    );
    assert!(
        refused(Change::Hours {
            labour: 0,
            hours: -1.0
        })
        .contains("Hours")
    );
}

#[test]
fn certificates_in_words() {
    let goods = ["Milk", "Churn", "Cow", "Hay", "Scythe", "Iron", "Coal"];
    let economy = Economy::new(plain(goods.map(Good::named).to_vec())).expect("goods");
    let words = |group: &[usize], own_use| {
        let group = group.to_vec();
        Certificate {
            group,
            good: 0,
            own_use,
        }
        .in_words(&economy)
    };
    let cases: [(&[usize], f64, &str); 6] = [
        (&[0], 1.5, "making 1 Milk uses up 1.50 Milk, directly"),
        (
            &[0, 1],
            1.07,
            "making 1 Milk uses up 1.07 Milk, directly and through Churn",
        ),
        (
            &[0, 1, 2],
            2.0,
            "making 1 Milk uses up 2.00 Milk, directly and through Churn and Cow",
        ),
        (
            &[0, 1, 2, 3, 4],
            2.0,
            "making 1 Milk uses up 2.00 Milk, directly and through Churn, Cow, Hay and Scythe",
        ),
        (
            &[0, 1, 2, 3, 4, 5, 6],
            2.0,
            "making 1 Milk uses up 2.00 Milk, directly and through Churn, Cow and 4 other goods",
        ),
        // More digits where two would read as one.
        (&[0], 1.0004, "making 1 Milk uses up 1.0004 Milk, directly"),
    ];
    for (group, own_use, expected) in cases {
        assert_eq!(words(group, own_use), expected);
    }
    let mut names: Vec<&str> = Method::ALL.map(Method::name).to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names.len(),
        Method::ALL.len(),
        "every method has a name of its own"
    );
}
