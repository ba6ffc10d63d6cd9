//! Tests of the questions, with answers by hand.

use super::*;
use crate::annex::interview::rows::tests::economy;

/// The table that the producers look at.
fn table() -> EconomyView {
    let goods = [
        ("Milk", "l"),
        ("Butter", "kg"),
        ("Flour", ""),
        ("Bread", ""),
    ];
    economy(&goods, &["Lb(Butter)", "Lb(Milk)"], &["Smoke"], 0)
}

fn named(name: &str, unit: &str) -> Named {
    Named {
        name: name.to_owned(),
        unit: unit.to_owned(),
    }
}

fn dairy() -> Interview {
    Interview::new(
        "Dairy",
        named("Butter", "kg"),
        Some(500.0),
        vec![named("Milk", "l")],
    )
}

fn answered(interview: &mut Interview, answers: &[&str]) {
    for answer in answers {
        assert_eq!(
            interview.answer(answer, &table()),
            Ok(()),
            "{answer} to {}",
            interview.in_words()
        );
    }
}

fn refused(interview: &mut Interview, answer: &str) -> bool {
    let before = interview.clone();
    interview.answer(answer, &table()).is_err() && *interview == before
}

/// What the worker knows of the inputs: names and amounts, none of which is of what is no row.
fn told(interview: &mut Interview, inputs: &[(&str, &str, Option<&[f64]>)]) {
    let Look::Needs { unit, outputs, .. } = interview.look(0) else {
        panic!("it asks about something else");
    };
    let inputs = inputs.iter().map(|(name, unit, amounts)| Need {
        input: named(name, unit),
        is_row: amounts.is_some(),
        amounts: amounts.unwrap_or_default().to_vec(),
    });
    interview.know(&Needs {
        unit,
        outputs,
        inputs: inputs.collect(),
    });
}

#[test]
fn a_whole_interview() {
    let mut interview = dairy();
    assert_eq!(
        interview.in_words(),
        "How much Butter (kg) can you make in a day at most?"
    );
    assert_eq!(interview.draft(), "500");
    answered(&mut interview, &["2000"]);
    assert_eq!(
        interview.in_words(),
        "To make 1 of Butter (kg) in a day, how much Milk (l) do you need?"
    );
    answered(&mut interview, &["2", "20"]);
    interview.pass();
    answered(&mut interview, &["2500", "6000"]);
    assert_eq!(interview.question(), Question::Another { is_named: false });
    answered(
        &mut interview,
        &["Lb(Butter)", "0.5", "5", "50", "500", "1000"],
    );
    interview.pass();
    assert_eq!(interview.question(), Question::Review);
    let unit = || "Dairy".to_owned();
    assert_eq!(
        interview.edits(),
        [
            What::Capacity {
                unit: unit(),
                most: Some(2000.0)
            },
            What::Answers {
                unit: unit(),
                input: "Milk".to_owned(),
                answers: vec![(1.0, 2.0), (10.0, 20.0), (1000.0, 2500.0), (2000.0, 6000.0)],
            },
            What::Answers {
                unit: unit(),
                input: "Lb(Butter)".to_owned(),
                answers: vec![
                    (1.0, 0.5),
                    (10.0, 5.0),
                    (100.0, 50.0),
                    (1000.0, 500.0),
                    (2000.0, 1000.0)
                ],
            },
        ]
    );
}

#[test]
fn an_answer_that_makes_no_sense_is_told_and_the_question_stays() {
    let mut interview = dairy();
    assert!(refused(&mut interview, "0") && refused(&mut interview, "many"));
    answered(&mut interview, &["500", "2", "20"]);
    let question = interview.question();
    assert_eq!(
        interview.answer("7", &table()),
        Err("Making more cannot need less: to make 10 you said 20.".to_owned())
    );
    assert!(refused(&mut interview, "-1") && refused(&mut interview, ""));
    assert_eq!(interview.question(), question);
    answered(&mut interview, &["20", "20"]);
    assert!(refused(&mut interview, "Milk") && refused(&mut interview, " "));
}

#[test]
fn one_can_go_back_and_answer_otherwise() {
    let mut interview = dairy();
    answered(&mut interview, &["500", "2", "20", "200", "1000"]);
    for _ in 0..4 {
        interview.back();
    }
    assert_eq!(interview.draft(), "2");
    // More than was said of 10: that is asked again, what lies beyond is kept.
    answered(&mut interview, &["30"]);
    assert_eq!(interview.draft(), "");
    answered(&mut interview, &["40"]);
    assert_eq!(interview.draft(), "200");
    interview.back();
    interview.back();
    interview.back();
    interview.back();
    assert_eq!(interview.question(), Question::Most);
    // Another most asks about other outputs.
    answered(&mut interview, &["20"]);
    assert_eq!(interview.answers().0, [1.0, 10.0, 20.0]);
    let answers = interview.edits().pop();
    assert!(
        matches!(&answers, Some(What::Answers { answers, .. }) if *answers == [(1.0, 30.0), (10.0, 40.0)]),
        "{answers:?}"
    );
}

#[test]
fn a_unit_of_which_nothing_is_known() {
    let mut interview = Interview::new("New", named("Bread", ""), None, Vec::new());
    interview.pass();
    assert_eq!(
        interview.in_words(),
        "What do you need to make Bread? Name one thing, as the table names it."
    );
    answered(&mut interview, &["Flour", "1"]);
    for _ in 0..3 {
        interview.pass();
    }
    interview.pass();
    assert_eq!(interview.edits().len(), 1);
    assert_eq!(interview.progress(), (7, 7));
}

#[test]
fn what_is_known_may_be_answered_as_it_is() {
    let mut interview = dairy();
    assert_eq!(
        interview.known_so_far().as_deref(),
        Some("Known so far: 500\u{a0}kg.")
    );
    told(
        &mut interview,
        &[("Milk", "l", Some(&[2.0, 20.0, 1.0 / 3.0 + 200.0, 1000.0]))],
    );
    answered(&mut interview, &["500"]);
    assert_eq!(
        interview.known_so_far().as_deref(),
        Some("Known so far: 2\u{a0}l.")
    );
    for _ in 0..4 {
        let draft = interview.draft();
        answered(&mut interview, &[&draft]);
    }
    // To the last digit it is what was known, so nothing is changed.
    assert_eq!(interview.answers().1[0].1[2], Some(1.0 / 3.0 + 200.0));
    assert_eq!(interview.edits(), []);
    interview.back();
    answered(&mut interview, &["1001"]);
    let changed = interview.edits();
    assert!(
        matches!(&changed[..], [What::Answers { answers, .. }] if answers.len() == 4 && answers[3] == (500.0, 1001.0)),
        "{changed:?}"
    );
}

#[test]
fn what_is_known_is_not_filled_in_where_it_no_longer_fits_or_was_said_to_be_unknown() {
    let mut interview = dairy();
    told(
        &mut interview,
        &[("Milk", "l", Some(&[2.0, 20.0, 200.0, 1000.0]))],
    );
    answered(&mut interview, &["500", "50"]);
    assert_eq!(interview.draft(), "");
    assert_eq!(
        interview.known_so_far().as_deref(),
        Some("Known so far: 20\u{a0}l.")
    );
    interview.pass();
    assert_eq!(interview.draft(), "200");
    interview.back();
    assert_eq!(interview.draft(), "");
    // Of other outputs it is asked anew; until the worker has answered nothing is known of them.
    interview.back();
    interview.back();
    answered(&mut interview, &["70", "50"]);
    assert_eq!(
        (interview.draft(), interview.known_so_far()),
        (String::new(), Some("Known so far: 20\u{a0}l.".to_owned()))
    );
    interview.pass();
    assert_eq!(
        (interview.draft(), interview.known_so_far()),
        (String::new(), None)
    );
}

#[test]
fn another_most_keeps_what_was_answered() {
    let mut interview = dairy();
    answered(&mut interview, &["500", "2", "20", "200", "1000"]);
    for _ in 0..5 {
        interview.back();
    }
    answered(&mut interview, &["2000"]);
    let (outputs, inputs) = interview.answers();
    assert_eq!(outputs, [1.0, 10.0, 100.0, 1000.0, 2000.0]);
    assert_eq!(
        inputs[0].1,
        [Some(2.0), Some(20.0), Some(200.0), None, None]
    );
    interview.back();
    answered(&mut interview, &["500"]);
    assert_eq!(interview.answers().1[0].1[3], Some(1000.0));
}

#[test]
fn a_name_that_is_no_row_is_refused_at_once() {
    let mut interview = dairy();
    answered(&mut interview, &["1", "1", "2", "3"]);
    let unknown = interview.answer("Flower", &table());
    assert!(
        unknown.as_ref().is_err_and(
            |why| why.starts_with("“Flower” is no row of the table. The nearest: Flour.")
        ),
        "{unknown:?}"
    );
    assert_eq!(
        interview.answer("milk ", &table()),
        Err("You have answered about Milk already.".to_owned())
    );
    assert_eq!(
        interview.answer("Milk", &table()),
        Err(
            "You have answered about Milk already. The hours of work are called Lb(Milk)."
                .to_owned()
        )
    );
    assert_eq!(
        interview.choices(&table(), ""),
        ["Flour", "Bread", "Lb(Butter)", "Lb(Milk)", "Smoke"]
    );
    assert_eq!(
        interview.choices_in_words(&table()),
        "In the table: Flour, Bread, Lb(Butter), Lb(Milk) and Smoke."
    );
    // A good can be made from itself, though few are.
    answered(&mut interview, &["butter"]);
    assert!(matches!(
        interview.question(),
        Question::Amount { is_own: true, .. }
    ));
    interview.back();
    answered(&mut interview, &["flour"]);
    assert_eq!(interview.inputs[1].of, named("Flour", ""));
    assert_eq!(interview.inputs.len(), 2);
}

#[test]
fn of_a_large_table_the_worker_knows_what_the_page_does_not() {
    let large = economy(&[("Milk", "l"), ("Butter", "kg")], &[], &[], 5000);
    let mut interview = dairy();
    answered(&mut interview, &["1", "1", "2", "3"]);
    assert_eq!(interview.answer("Good 777", &large), Ok(()));
    assert_eq!(interview.answer("7", &large), Ok(()));
    assert_eq!(interview.fault(&large), None);
    let milk = ("Milk", "l", Some(&[][..]));
    told(&mut interview, &[milk, ("Good 777", "", None)]);
    // It is asked for again, and nothing that was typed is lost.
    assert_eq!(
        (interview.at(), interview.draft()),
        (At::Another(1), "Good 777".to_owned())
    );
    assert!(
        interview
            .fault(&large)
            .is_some_and(|why| why.starts_with("“Good 777” is no row"))
    );
    assert!(interview.answer("Good 777", &large).is_err());
    assert_eq!(interview.answer("Good 778", &large), Ok(()));
    told(&mut interview, &[milk, ("Good 778", "t", Some(&[]))]);
    assert_eq!(
        (interview.at(), interview.draft()),
        (At::Amount(1, 0), "7".to_owned())
    );
    assert_eq!(interview.inputs[1].of, named("Good 778", "t"));
}

#[test]
fn back_and_forth_it_goes_the_same_way() {
    let mut interview = dairy();
    let mut way = Vec::new();
    for answer in [
        "1",
        "1",
        "2",
        "3",
        "Lb(Butter)",
        "4",
        "5",
        "6",
        "Flour",
        "7",
        "8",
        "9",
    ] {
        way.push((interview.at(), interview.progress().0, answer));
        answered(&mut interview, &[answer]);
    }
    let last = (interview.at(), interview.progress());
    interview.pass();
    interview.back();
    assert_eq!((interview.at(), interview.progress()), last);
    for &(at, now, answer) in way.iter().rev() {
        interview.back();
        assert_eq!((interview.at(), interview.progress().0), (at, now));
        assert_eq!(interview.draft(), answer);
    }
    assert!(
        way.iter()
            .enumerate()
            .all(|(place, (_, now, _))| *now == place + 1)
    );
    assert_eq!(last.1, (13, 13));
    // With what stands there it comes to the same.
    for &(_, _, answer) in &way {
        answered(&mut interview, &[answer]);
    }
    assert_eq!((interview.at(), interview.edits().len()), (last.0, 4));
}

#[test]
fn what_was_named_by_mistake_can_be_taken_back_or_be_another() {
    let mut interview = dairy();
    answered(
        &mut interview,
        &["1", "1", "2", "3", "Flour", "7", "8", "9", "Smoke"],
    );
    for _ in 0..5 {
        interview.back();
    }
    assert_eq!(interview.draft(), "Flour");
    // Of another thing nothing has been said.
    answered(&mut interview, &["Bread"]);
    assert_eq!(interview.draft(), "");
    interview.back();
    interview.pass();
    assert_eq!(
        (interview.draft().as_str(), interview.at()),
        ("Smoke", At::Another(1))
    );
    interview.pass();
    assert_eq!(
        (interview.draft().as_str(), interview.at()),
        ("", At::Another(1))
    );
    interview.pass();
    assert_eq!(interview.question(), Question::Review);
    assert_eq!(interview.answers().1.len(), 1);
}

#[test]
fn outputs_are_asked_about_up_to_the_most() {
    for (most, expected) in [
        (None, &[1.0, 10.0, 100.0, 1000.0][..]),
        (Some(0.5), &[0.005, 0.05, 0.5]),
        (Some(1.0), &[0.01, 0.1, 1.0]),
        (Some(10.0), &[1.0, 10.0]),
        (Some(500.0), &[1.0, 10.0, 100.0, 500.0]),
        (Some(2e7), &[1e3, 1e4, 1e5, 1e6, 1e7, 2e7]),
    ] {
        assert_eq!(outputs(most), expected, "{most:?}");
    }
}
