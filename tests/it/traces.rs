//! What charts have besides, where what is short goes, and what is reported: against the paper, and against the books of the
//! same days.

use olin::worker::edit::{Edit, What};
use olin::worker::look::{Look, Reports, Sight};
use olin::worker::protocol::{BoundKind, By, DayRow, Reply, Today};
use olin::worker::session::Session;
use olin::worker::trace::{Days, Trace};

use crate::session_edits::{allotment, look, opened, plan, revise};

fn trace(session: &mut Session, of: Trace, from: u32) -> Days {
    match look(session, &Look::Trace { of, from }) {
        Sight::Trace(days) => *days,
        other => panic!("{other:?}"),
    }
}

fn rows(replies: &[Reply]) -> Vec<DayRow> {
    let days = replies.iter().filter_map(|reply| match reply {
        Reply::Days { rows, .. } => Some(rows.clone()),
        _ => None,
    });
    days.flatten().collect()
}

fn today(replies: Vec<Reply>) -> Today {
    let mut days = replies.into_iter().filter_map(|reply| match reply {
        Reply::Today { today, .. } => Some(*today),
        _ => None,
    });
    days.next_back().expect("a day in detail")
}

fn values<'a>(days: &'a Days, name: &str, profile: Option<&str>) -> &'a [f64] {
    let mut lines = days.lines.iter();
    let line = lines.find(|line| line.of.name == name && line.profile.as_deref() == profile);
    &line.expect("a line").values
}

#[test]
fn what_full_targets_take_is_what_the_paper_says() {
    let mut session = opened("village");
    plan(&mut session, 9);
    let days = trace(&mut session, Trace::InFull, 0);
    assert_eq!((days.from, days.of_lines), (0, 3));
    for (good, in_full) in [
        ("Milk", 3_763.764_845),
        ("Butter churn", 0.54),
        ("Butter", 180.0),
    ] {
        let values = values(&days, good, None);
        assert_eq!(values.len(), 10);
        let is_so = |value: &f64| (value / in_full - 1.0).abs() < 1e-9;
        assert!(values.iter().all(is_so), "{good}: {values:?}");
    }
    // From a day on, and beyond what is planned.
    assert_eq!(
        values(&trace(&mut session, Trace::InFull, 7), "Milk", None).len(),
        3
    );
    let beyond = trace(&mut session, Trace::InFull, 10);
    assert_eq!((beyond.from, values(&beyond, "Milk", None).len()), (10, 0));
}

#[test]
fn what_was_invested_is_on_its_way_as_long_as_it_takes() {
    let mut session = opened("valley");
    let rows = rows(&plan(&mut session, 60));
    let days = trace(&mut session, Trace::OnTheWay, 0);
    // Of timber 55 % comes back after two days; of ploughs all that is made is there after five.
    for (good, place, share, takes) in [("Timber", 3, 0.55, 2), ("Plough", 4, 1.0, 5)] {
        let values = values(&days, good, None);
        for (day, value) in values.iter().enumerate() {
            let since = (day + 1).saturating_sub(takes);
            let sent = rows[since..=day]
                .iter()
                .map(|row| share * row.output[place]);
            let sent: f64 = sent.sum();
            assert!((value - sent).abs() <= 1e-12 * sent, "{good}, day {day}");
        }
    }
    assert!(values(&days, "Ore", None).iter().all(|&way| way == 0.0));
}

#[test]
fn hours_available_are_those_of_the_day() {
    let mut session = opened("valley");
    plan(&mut session, 121);
    let days = trace(&mut session, Trace::Available, 118);
    assert_eq!(values(&days, "Lb(Works)", None), [22.0, 22.0, 45.0, 45.0]);
    assert_eq!(values(&days, "Lb(Field)", None), [400.0; 4]);
    // As many as are needed.
    let labour = "Lb(Field)".to_owned();
    let what = What::Hours {
        labour,
        hours: None,
    };
    revise(&mut session, &[Edit { day: None, what }]);
    plan(&mut session, 2);
    let days = trace(&mut session, Trace::Available, 0);
    let hours = values(&days, "Lb(Field)", None);
    assert!(hours.len() == 3 && hours.iter().all(|hours| hours.is_nan()));
}

#[test]
fn everyone_is_served_alike_and_a_new_promise_from_its_day_on() {
    let mut session = opened("valley");
    revise(&mut session, &[allotment(Some(5), "Town", "Grain", 0.1)]);
    let rows = rows(&plan(&mut session, 9));
    let days = trace(&mut session, Trace::Served, 0);
    // The 14 targets of the files, and the new one; as many as fit are told.
    assert_eq!((days.lines.len(), days.of_lines), (Days::MOST_LINES, 15));
    let grain = values(&days, "Grain", Some("Town"));
    assert!(grain[..5].iter().all(|share| share.is_nan()));
    let bread = values(&days, "Bread", Some("Field"));
    for (day, row) in rows.iter().enumerate() {
        let share = row.egalitarianism.expect("targets");
        assert!((bread[day] - share).abs() < 1e-9);
        assert!(day < 5 || (grain[day] - share).abs() < 1e-9);
    }
}

#[test]
fn all_of_what_is_short_goes_to_someone() {
    let mut kinds = Vec::new();
    for (economy, days) in [("village", [0, 40]), ("valley", [0, 100])] {
        let mut session = opened(economy);
        for day in days {
            let today = today(plan(&mut session, day));
            assert!(today.held_back);
            let bound = &today.bounds[0];
            let told: f64 = today.takers.iter().map(|taker| taker.amount).sum();
            let all = told + today.other_takers.0;
            assert!(
                (all - bound.used).abs() <= 1e-9 * bound.used,
                "{economy}, day {day}: {all} of {bound:?}"
            );
            assert!(today.takers.is_sorted_by(|a, b| a.amount >= b.amount));
            kinds.push(bound.kind.clone());
        }
    }
    assert!(kinds.contains(&BoundKind::Stock), "{kinds:?}");
    // Of the village's milk nearly all is drunk, and some becomes butter.
    let today = today(plan(&mut opened("village"), 0));
    let by: Vec<&By> = today.takers.iter().map(|taker| &taker.by).collect();
    assert!(matches!(by[0], By::Citizens(_)), "{by:?}");
    assert!(by.contains(&&By::Making("Butter".to_owned())), "{by:?}");
    assert!(today.is_invested_in);
}

#[test]
fn what_is_reported_is_told_by_day() {
    let mut session = opened("valley");
    plan(&mut session, 1);
    let Sight::Reports(Reports {
        first,
        others,
        days: all,
    }) = look(&mut session, &Look::Reports)
    else {
        panic!("reports");
    };
    assert_eq!((others, &all[..]), (0, &[40, 60, 90, 120, 150, 170][..]));
    let days: Vec<Option<u32>> = first.iter().map(|edit| edit.day).collect();
    assert_eq!(days, [40, 60, 90, 120, 150, 170].map(Some));
    let delivery = What::Delivery {
        good: "Timber".to_owned(),
        amount: 40.0,
    };
    assert_eq!(first[2].what, delivery);
    let share = 0.51;
    assert_eq!(first[4].what, What::Investment { good: None, share });
    assert_eq!(first[5], allotment(Some(170), "Town", "Care", 0.12));
}
