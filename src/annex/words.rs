//! What the desk's views say: the plan ahead in sentences, and how it differs from what it is compared with.

use std::cmp::Ordering;

use crate::ui::number::{NBSP, amount, days_in_words, percent, significant, whole, with_unit};
use crate::ui::state::FULL;
use crate::ui::text::labour_name;
use crate::words::{Language, around, counted, words};
use crate::worker::edit::{Edit, What};
use crate::worker::look::{Forecast, Measure};

/// What is to be read first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Words before the number.
    pub before: String,
    /// The number that matters.
    pub number: String,
    /// Words after it.
    pub after: String,
    /// How that compares.
    pub more: String,
}

/// The plan ahead in a sentence, and how it compares with the baseline.
pub fn outlook(now: &Forecast, baseline: Option<&Forecast>) -> Outlook {
    let words = words();
    let days = days_in_words;
    let ((before, after), number) = match (now.full_after, now.egalitarianism.last()) {
        (Some(full), _) => {
            let said = match fallen(now, full) {
                None => around(|days| words.ahead_everything_after(days)),
                Some(Fall { day, least, count }) => {
                    let (day, least) = (whole(day), percent(least));
                    match count {
                        None => around(|days| words.ahead_everything_then_less(days, &day, &least)),
                        Some(count) => around(|days| {
                            words.ahead_everything_less_on(days, &whole(count), &day, &least)
                        }),
                    }
                }
            };
            (said, days(full))
        }
        (None, Some(&share)) => {
            let after = days(now.days);
            let said = around(|share| words.ahead_not_everything(&after, share));
            (said, percent(share))
        }
        (None, None) => {
            let said = match now.days {
                0 => words.ahead_no_day(),
                _ => words.plan_nobody_promised_anything(),
            };
            ((said.to_owned(), String::new()), String::new())
        }
    };
    let more = match baseline {
        Some(before) if before != now => compared(now, before),
        _ => held_back(&now.binding),
    };
    Outlook {
        before,
        number,
        after,
        more,
    }
}

/// An end of full provision.
struct Fall {
    /// The first day without it.
    day: u32,
    /// The least share from then on.
    least: f64,
    /// How many days are without it, where it comes back.
    count: Option<u32>,
}

/// How full provision that was reached after `days` ends, if it does.
fn fallen(ahead: &Forecast, days: u32) -> Option<Fall> {
    let after = ahead.egalitarianism.get(days as usize..)?;
    let is_less = |&share: &f64| share <= FULL;
    let first = after.iter().position(is_less)?;
    let without = after.iter().copied().filter(|share| is_less(share));
    let count = without.clone().count();
    Some(Fall {
        day: days + first as u32,
        least: without.fold(f64::INFINITY, f64::min),
        count: (first + count < after.len()).then_some(count as u32),
    })
}

fn compared(now: &Forecast, before: &Forecast) -> String {
    let (words, days) = (words(), days_in_words);
    match (now.full_after, before.full_after) {
        (Some(now), Some(before)) if now < before => words.ahead_sooner(&days(before - now)),
        (Some(now), Some(before)) if now > before => words.ahead_later(&days(now - before)),
        (Some(_), Some(_)) => words.ahead_same_day().to_owned(),
        (Some(_), None) => words.ahead_baseline_does_not().to_owned(),
        (None, Some(before)) => words.ahead_baseline_after(&days(before)),
        (None, None) => words.ahead_neither().to_owned(),
    }
}

/// What holds the first day back, from the name of the bound in files.
fn held_back(binding: &str) -> String {
    let words = words();
    match binding.split_once(':') {
        Some(("stock", good)) => words.ahead_held_by_stock(good),
        Some(("hours", labour)) => words.ahead_held_by_hours(labour_name(labour)),
        Some(("capacity", good)) => words.ahead_held_by_capacity(good),
        Some(("productivity", goods)) => words.ahead_held_by_productivity(goods),
        Some((_, of)) => words.ahead_held_by_bound(of),
        None => words.ahead_held_by_nothing().to_owned(),
    }
}

/// A row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is compared, as far as before the name.
    pub what: String,
    /// What it is of: a name from the files; may be empty.
    pub of: String,
    /// What is compared, after the name.
    pub rest: String,
    /// Before.
    pub before: String,
    /// Now.
    pub now: String,
    /// The difference; empty when there is none.
    pub change: String,
    /// What it means for people.
    pub tone: Tone,
}

/// What a difference means for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// There is none, or it is neither better nor worse.
    Same,
    /// It is better than before.
    Better,
    /// It is worse than before.
    Worse,
}

impl Tone {
    /// Of an amount of which more is better, or less is.
    fn of(before: f64, now: f64, more_is_better: bool) -> Self {
        match now.partial_cmp(&before) {
            Some(Ordering::Greater) if more_is_better => Self::Better,
            Some(Ordering::Less) if !more_is_better => Self::Better,
            Some(Ordering::Equal) | None => Self::Same,
            _ => Self::Worse,
        }
    }
}

/// Before and after, row by row. `day` is the one on screen.
pub fn lines(before: &Forecast, now: &Forecast, day: u32) -> Vec<Line> {
    let mut lines = vec![days_line(before, now)];
    if let (Some(&was), Some(&is)) = (at(before, day), at(now, day)) {
        let what = match &now.worst {
            Some((profile, good)) => words().ahead_worst_served(profile, good, &whole(day)),
            None => words().ahead_everyone_gets(&whole(day)),
        };
        lines.push(Line {
            what,
            of: String::new(),
            rest: String::new(),
            before: percent(was),
            now: percent(is),
            change: relative(was, is),
            tone: Tone::of(was, is, true),
        });
    }
    let hours = around(|labour| words().ahead_hours(labour));
    let less_is_better = |before, now| Tone::of(before, now, false);
    let worked = measured(&hours, &before.hours, &now.hours, less_is_better);
    lines.extend(worked.into_iter().map(|line| Line {
        of: labour_name(&line.of).to_owned(),
        ..line
    }));
    let externality = around(|externality| words().ahead_externality(externality));
    lines.extend(measured(
        &externality,
        &before.externalities,
        &now.externalities,
        less_is_better,
    ));
    let stock = around(|good| words().ahead_stock(good, &days_in_words(now.days)));
    // Of what less is needed there may well be less.
    let neither = |_, _| Tone::Same;
    lines.extend(measured(&stock, &before.stocks, &now.stocks, neither));
    lines
}

fn at(forecast: &Forecast, day: u32) -> Option<&f64> {
    let days = &forecast.egalitarianism;
    days.get(day as usize).or(days.last())
}

fn days_line(before: &Forecast, now: &Forecast) -> Line {
    let days = |forecast: &Forecast| match forecast.full_after {
        Some(days) => whole(days),
        None => words().ahead_over(&whole(forecast.days)),
    };
    // Where full provision does not come it would come later than all days that were planned.
    let at_least = |forecast: &Forecast| forecast.full_after.unwrap_or(forecast.days + 1);
    let (was, is) = (at_least(before), at_least(now));
    let is_open = before.full_after.is_none() || now.full_after.is_none();
    let change = match is.cmp(&was) {
        _ if before.full_after.is_none() && now.full_after.is_none() => String::new(),
        Ordering::Less => format!("−{}", whole(was - is)),
        Ordering::Greater => format!("+{}", whole(is - was)),
        Ordering::Equal => String::new(),
    };
    let tone = match change.is_empty() {
        true => Tone::Same,
        false => Tone::of(f64::from(was), f64::from(is), false),
    };
    let change = match is_open && !change.is_empty() {
        true => words().ahead_at_least(&change),
        false => change,
    };
    Line {
        what: words().ahead_days_until().to_owned(),
        of: String::new(),
        rest: String::new(),
        before: days(before),
        now: days(now),
        change,
        tone,
    }
}

/// Rows of measures, said before and after their names; those that are there on one side only have no number on the other.
fn measured(
    (what, rest): &(String, String),
    before: &[Measure],
    now: &[Measure],
    tone: impl Fn(f64, f64) -> Tone,
) -> Vec<Line> {
    let line = |measure: &Measure| {
        let was = before.iter().find(|was| was.of.name == measure.of.name);
        Line {
            what: what.clone(),
            of: measure.of.name.clone(),
            rest: rest.clone(),
            before: was.map_or("–".to_owned(), sized),
            now: sized(measure),
            change: was.map_or(String::new(), |was| relative(was.amount, measure.amount)),
            tone: was.map_or(Tone::Same, |was| tone(was.amount, measure.amount)),
        }
    };
    now.iter().map(line).collect()
}

fn sized(measure: &Measure) -> String {
    with_unit(&amount(measure.amount), &measure.of.unit)
}

/// How much more or less that is, as people say it.
pub fn relative(before: f64, now: f64) -> String {
    if before == now {
        return String::new();
    }
    let share = (now - before) / before.abs();
    let sign = if now > before { "+" } else { "−" };
    if before == 0.0 || !share.is_finite() {
        return format!("{sign}{}", amount((now - before).abs()));
    }
    let percents = 100.0 * share.abs();
    if percents >= 1000.0 {
        return words().ahead_times(&amount(now / before));
    }
    if percents < 0.05 {
        return words().ahead_tiny_share(sign);
    }
    format!(
        "{sign}{}{NBSP}%",
        significant(percents, if percents < 10.0 { 2 } else { 3 })
    )
}

/// What an edit does, for the list of dated changes: "from day 12: the allotment of Butter to Prof 1 is 0.1".
pub fn edit_in_words(edit: &Edit) -> String {
    let value = match &edit.what {
        What::Population { citizens, .. } => significant(*citizens, 9),
        What::Allotment { amount, .. }
        | What::Coefficient { amount, .. }
        | What::Delivery { amount, .. } => significant(*amount, 9),
        What::Hours {
            hours: Some(hours), ..
        } => significant(*hours, 9),
        What::Investment { share, .. } => percent(*share),
        What::Answers { answers, .. } => {
            let count = answers.len() as u64;
            let (one, other) = (Language::edits_answers_one, Language::edits_answers_other);
            counted(count, &whole(count), one, other)
        }
        _ => return edit.what.in_words(),
    };
    let of = match &edit.what {
        // As the plan calls it.
        What::Hours { labour, .. } => words().value_hours(labour_name(labour)),
        what => what.in_words(),
    };
    words().edits_value(&of, &value)
}

/// What is reported on a day, in a line: what is brought comes on that day, all else holds from it on.
pub fn reported(day: u32, edit: &Edit) -> String {
    let (day, said) = (whole(day), edit_in_words(edit));
    match edit.what {
        What::Delivery { .. } => words().edits_on_day(&day, &said),
        _ => words().edits_from_day(&day, &said),
    }
}

/// The number of a text as people type it, or what is wrong with it, for beside the field.
///
/// # Errors
/// A sentence.
pub fn typed(text: &str) -> Result<f64, String> {
    let text = text.trim();
    match crate::ui::number::decimal(text) {
        Some(value) if value.is_finite() => Ok(value),
        Some(_) => Err(words().edits_too_large().to_owned()),
        None if text.is_empty() => Err(words().edits_number_missing().to_owned()),
        None if crate::ui::number::decimal(&text.replacen(',', ".", 1)).is_some() => {
            Err(words().edits_decimal_point().to_owned())
        }
        None => Err(words().edits_no_number(text)),
    }
}

/// A round number of at least `least`: how far a slider goes.
pub fn round_up(least: f64) -> f64 {
    if !(1e-12..1e15).contains(&least) {
        return 1.0;
    }
    let mut power = 1e-13;
    while power * 10.0 <= least * (1.0 + 1e-9) {
        power *= 10.0;
    }
    let enough = |top: &f64| *top >= least * (1.0 - 1e-9);
    let tops = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power);
    tops.into_iter().find(enough).unwrap_or(10.0 * power)
}

/// A text with a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(full_after: Option<u32>) -> Forecast {
        Forecast {
            days: 400,
            full_after,
            egalitarianism: vec![0.5; 400],
            binding: "stock:Milk".to_owned(),
            ..Forecast::default()
        }
    }

    #[test]
    fn the_outlook_says_when_and_how_that_compares() {
        let lasting = |full: Option<u32>| {
            let mut ahead = ahead(full);
            let from = full.map_or(400, |days| days as usize - 1);
            ahead.egalitarianism[from..].fill(1.0);
            ahead
        };
        let plain = |now, before: Option<u32>| {
            let outlook = outlook(&lasting(now), Some(&lasting(before)));
            format!(
                "{}{}{} {}",
                outlook.before, outlook.number, outlook.after, outlook.more
            )
        };
        let same = "Everyone has everything after 382 days. On the first day the stock of Milk holds everyone back.";
        assert_eq!(plain(Some(382), Some(382)), same);
        assert_eq!(
            plain(Some(300), Some(382)),
            "Everyone has everything after 300 days. 82 days sooner than the baseline."
        );
        assert_eq!(
            plain(Some(383), Some(382)),
            "Everyone has everything after 383 days. 1 day later than the baseline."
        );
        assert_eq!(
            plain(None, Some(382)),
            "After 400 days everyone has 50\u{a0}% of what is promised, not everything. The baseline gets there after 382 days."
        );
    }

    #[test]
    fn what_does_not_last_is_said() {
        let mut ahead = ahead(Some(171));
        ahead.egalitarianism[170..209].fill(1.0);
        ahead.egalitarianism[209] = 0.045;
        ahead.egalitarianism[210..].fill(0.002);
        let told = outlook(&ahead, None);
        assert_eq!(told.number, "171 days");
        assert_eq!(
            told.after,
            ", but less from day 209 on, down to 0.2\u{a0}%."
        );
        // It comes back.
        ahead.egalitarianism[212..].fill(1.0);
        assert_eq!(
            outlook(&ahead, None).after,
            ", but less on 3 of the days after that, the first of them day 209, down to 0.2\u{a0}%."
        );
    }

    #[test]
    fn differences_are_in_percent_where_there_is_something_to_compare_with() {
        assert_eq!(relative(2.0, 2.0), "");
        assert_eq!(relative(2.0, 3.0), "+50\u{a0}%");
        assert_eq!(relative(2.0, 1.9), "−5\u{a0}%");
        assert_eq!(relative(2.0, 1.9999), "−under 0.1\u{a0}%");
        assert_eq!(relative(0.0, 0.25), "+0.250");
        assert_eq!(relative(1.0, 40.0), "40\u{a0}times");
    }

    #[test]
    fn rows_compare_what_has_the_same_name() {
        let measure = |name: &str, amount| Measure {
            of: crate::worker::look::Named {
                name: name.to_owned(),
                unit: "h".to_owned(),
            },
            amount,
        };
        let (mut before, mut now) = (ahead(Some(9)), ahead(Some(4)));
        before.hours = vec![measure("Lb(Milk)", 2.0)];
        now.hours = vec![measure("Lb(Milk)", 1.0), measure("Lb(New)", 3.0)];
        (before.stocks, now.stocks) = (vec![measure("Ore", 4.0)], vec![measure("Ore", 3.0)]);
        let rows = lines(&before, &now, 0);
        assert_eq!(
            (rows[4].change.as_str(), rows[4].tone),
            ("−25\u{a0}%", Tone::Same)
        );
        assert_eq!(
            (rows[0].change.as_str(), rows[0].tone),
            ("−5", Tone::Better)
        );
        assert_eq!(
            (rows[2].of.as_str(), rows[2].change.as_str(), rows[2].tone),
            ("Milk", "−50\u{a0}%", Tone::Better)
        );
        assert_eq!(
            (rows[3].before.as_str(), rows[3].change.as_str()),
            ("–", "")
        );
    }

    #[test]
    fn what_does_not_come_within_the_days_planned_is_worse_by_what_is_known() {
        let change = |before, now| {
            let line = days_line(&ahead(before), &ahead(now));
            (line.change, line.tone)
        };
        assert_eq!(
            change(Some(382), None),
            ("+19 or more".to_owned(), Tone::Worse)
        );
        assert_eq!(
            change(None, Some(382)),
            ("−19 or more".to_owned(), Tone::Better)
        );
        assert_eq!(change(None, None), (String::new(), Tone::Same));
        assert_eq!(change(Some(3), Some(3)), (String::new(), Tone::Same));
        assert_eq!(Tone::of(1.0, 2.0, true), Tone::Better);
        assert_eq!(Tone::of(1.0, 2.0, false), Tone::Worse);
    }

    #[test]
    fn what_is_typed_is_a_number_or_a_sentence() {
        assert_eq!(typed(" 2.5 "), Ok(2.5));
        assert_eq!(
            typed("2,5"),
            Err("The decimal mark is a point, as in 0.5.".to_owned())
        );
        assert_eq!(typed(""), Err("A number is missing here.".to_owned()));
        assert_eq!(typed("much"), Err("“much” is not a number.".to_owned()));
    }

    #[test]
    fn sliders_go_to_a_round_number() {
        for (least, top) in [
            (0.4, 0.5),
            (6.0, 10.0),
            (1600.0, 2000.0),
            (0.0, 1.0),
            (2.0, 2.0),
            (0.02, 0.02),
        ] {
            assert!(
                (round_up(least) - top).abs() < 1e-9 * top,
                "{least}: {}",
                round_up(least)
            );
        }
    }
}
