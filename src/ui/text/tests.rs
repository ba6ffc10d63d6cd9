//! Tests of the headline, one per kind of day.

use super::*;
use crate::ui::number::NBSP;

fn bound(kind: BoundKind, of: &str, unit: &str, used: f64, limit: f64) -> BoundUse {
    BoundUse {
        kind,
        of: of.to_owned(),
        unit: unit.to_owned(),
        used,
        limit,
    }
}

fn today(scale: f64, bounds: Vec<BoundUse>) -> Today {
    Today {
        day: 250,
        egalitarianism: Some(scale),
        scale,
        investment: 0.51,
        takers: Vec::new(),
        other_takers: (0.0, 0),
        is_invested_in: false,
        certificate: None,
        equal: true,
        worst: None,
        held_back: scale < 1.0,
        bounds,
        with_ten_percent: Some((scale * 1.1).min(1.0)),
        orders: Vec::new(),
        labour: Vec::new(),
        profiles: Vec::new(),
        fulfilment: Vec::new(),
        residual: 0.0,
        iterations: 1,
    }
}

fn check(today: &Today, full: Option<(u32, bool)>, main: &str, more: &str) {
    let story = Story {
        economy: "Village (Table 1)",
        today,
        full,
    };
    let headline = headline(&story);
    assert_eq!(headline.main.plain().replace(NBSP, " "), main);
    assert_eq!(headline.more.plain().replace(NBSP, " "), more);
}

#[test]
fn held_back_by_a_stock() {
    let milk = bound(BoundKind::Stock, "Milk", "l", 282.54, 282.54);
    let churn = bound(BoundKind::Stock, "Butter churn", "", 0.0405, 6.42);
    let mut day = today(0.0751, vec![milk, churn]);
    check(
        &day,
        None,
        "Everyone gets 7.5 % of what the plan promises. Milk stock holds it back: all 283 l of it are in use.",
        "With 10 % more Milk everyone would get 8.3 %. Next to run short: Butter churn stock, at 0.63 % of its limit.",
    );
    day.bounds[0].limit = 0.5;
    day.bounds.truncate(1);
    day.with_ten_percent = Some(0.0751);
    check(
        &day,
        None,
        "Everyone gets 7.5 % of what the plan promises. Milk stock holds it back: all of it, 0.5 l, is in use.",
        "With 10 % more Milk alone nothing would change.",
    );
}

#[test]
fn the_day_line() {
    let day = today(0.5, Vec::new());
    let story = Story {
        economy: "Village (Table 1)",
        today: &day,
        full: None,
    };
    let line = headline(&story).day.plain().replace(NBSP, " ");
    assert_eq!(
        line,
        "Day 250 · Village (Table 1) · investing 51 % of output"
    );
}

#[test]
fn held_back_by_other_bounds() {
    let cases = [
        (
            bound(BoundKind::Number, "Care", "h", 330.0, 330.0),
            "The limit on Care holds it back: no more than 330 h can be made in a day.",
            "With a 10 % higher limit on Care everyone would get 55 %.",
        ),
        (
            bound(BoundKind::Capacity, "Flour", "kg", 920.0, 920.0),
            "Capacity for Flour holds it back: its units make 920 kg a day at most.",
            "With 10 % more capacity for Flour everyone would get 55 %.",
        ),
        (
            bound(BoundKind::Hours, "Lb(Works)", "h", 22.0, 22.0),
            "Hours in Works hold it back: all 22 h are worked.",
            "With 10 % more hours in Works everyone would get 55 %.",
        ),
        (
            bound(BoundKind::Productivity, "Milk+Butter", "", 1.0, 1.0),
            "Milk + Butter holds it back: beyond this, making more uses up more than it yields.",
            "",
        ),
    ];
    for (bound, reason, more) in cases {
        let main = format!("Everyone gets 50 % of what the plan promises. {reason}");
        check(&today(0.5, vec![bound]), None, &main, more);
    }
}

#[test]
fn nothing_can_be_made() {
    let ore = bound(BoundKind::Stock, "Ore", "t", 0.0, 0.0);
    check(
        &today(0.0, vec![ore]),
        Some((170, false)),
        "Nothing can be made: there is no Ore in stock.",
        "Everyone had everything first on day 170: 171 days to full provision.",
    );
}

#[test]
fn full_provision() {
    let milk = bound(BoundKind::Stock, "Milk", "l", 3763.0, 3800.0);
    check(
        &today(1.0, vec![milk]),
        Some((238, true)),
        "Everyone gets everything the plan promises.",
        "Nearest to its limit: Milk stock, at 99 % of its limit. \
         Everyone has had everything since day 238: 239 days to full provision.",
    );
    check(
        &today(1.0, Vec::new()),
        Some((250, true)),
        "Everyone gets everything the plan promises.",
        "Today everyone has everything for the first time: 251 days to full provision.",
    );
}

#[test]
fn unequal_fulfilment_names_the_worst_served() {
    let milk = bound(BoundKind::Stock, "Milk", "l", 282.54, 282.54);
    let mut day = today(0.5, vec![milk]);
    day.equal = false;
    day.worst = Some(Target {
        profile: "Town".to_owned(),
        good: "Bread".to_owned(),
        unit: "kg".to_owned(),
        fulfilment: 0.042,
        promised: 100.0,
    });
    check(
        &day,
        None,
        "Worst served: Town gets 4.2 % of the Bread it is promised. \
         Milk stock holds it back: all 283 l of it are in use.",
        "With 10 % more Milk the plan would provide 55 % of all that is asked for.",
    );
}

#[test]
fn without_targets_the_scale_is_told() {
    let milk = bound(BoundKind::Stock, "Milk", "l", 282.54, 282.54);
    let mut day = today(0.5, vec![milk]);
    day.egalitarianism = None;
    check(
        &day,
        None,
        "The plan provides 50 % of all that is asked for. Milk stock holds it back: all 283 l of it are in use.",
        "With 10 % more Milk the plan would provide 55 % of all that is asked for.",
    );
}
