//! The sentences at the top of the page: what the plan gives, what holds it back, and what would help.
//!
//! They are lists of [`Span`]s, so that the view can set numbers and names off, and isolate names whose script runs the
//! other way, without taking sentences apart.

use super::number::{about, days_in_words, percent, whole, with_unit};
use super::state::FULL;
use crate::words::{Language, around, words};
use crate::worker::protocol::{BoundKind, BoundUse, Target, Today};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Words(String),
    /// A number that matters.
    Number(String),
    /// A name from the files.
    Name(String),
}

/// Sentences as pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Span>);

/// Marks around what is set off in a text while that is put together; no number has them, and no name that was read.
const NUMBER: char = '\u{1}';
const NAME: char = '\u{2}';
const END: char = '\u{3}';

fn number(text: &str) -> String {
    format!("{NUMBER}{text}{END}")
}

fn name(text: &str) -> String {
    format!("{NAME}{text}{END}")
}

impl Sentence {
    /// The pieces of a text with marks.
    fn marked(text: &str) -> Self {
        let mut spans = Vec::new();
        for part in text.split_terminator(END) {
            let (words, marked) = match part.find([NUMBER, NAME]) {
                // A mark takes one byte.
                Some(at) => (&part[..at], Some((&part[at..=at], &part[at + 1..]))),
                None => (part, None),
            };
            if !words.is_empty() {
                spans.push(Span::Words(words.to_owned()));
            }
            if let Some((mark, text)) = marked {
                let is_number = mark.starts_with(NUMBER);
                let span = if is_number { Span::Number } else { Span::Name };
                spans.push(span(text.to_owned()));
            }
        }
        Self(spans)
    }

    /// The sentences as plain text.
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Words(t) | Span::Number(t) | Span::Name(t) => t.as_str(),
            })
            .collect()
    }
}

/// Everything the headline is about.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// Name of the economy.
    pub economy: &'a str,
    /// The day in detail.
    pub today: &'a Today,
    /// The first planned day of full provision, and whether it has lasted until the day.
    pub full: Option<(u32, bool)>,
}

/// The headline in its three parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// Which day of what this is.
    pub day: Sentence,
    /// What the plan gives, and what holds it back.
    pub main: Sentence,
    /// What would help, what comes next, and since when everyone has had everything.
    pub more: Sentence,
}

/// Writes the headline.
pub fn headline(story: &Story<'_>) -> Headline {
    let today = story.today;
    let (economy, invested) = (name(story.economy), percent(today.investment));
    let day = words().headline_day(&whole(today.day), &economy, &invested);
    let main = match today.bounds.first() {
        Some(bound) if today.held_back && today.scale <= 0.0 => nothing(bound, today),
        Some(bound) if today.held_back => then(given(today), &held(bound, today)),
        _ => given(today),
    };
    let more = then(then(would_help(today), &next(today)), &full(story));
    Headline {
        day: Sentence::marked(&day),
        main: Sentence::marked(&main),
        more: Sentence::marked(&more),
    }
}

/// What holds the plan of a day back, in a sentence; none where nothing does.
pub fn holding(today: &Today) -> Option<String> {
    let bound = today.bounds.first().filter(|_| today.held_back)?;
    let sentence = match today.scale <= 0.0 {
        true => nothing(bound, today),
        false => held(bound, today),
    };
    Some(Sentence::marked(&sentence).plain())
}

/// One sentence after the other; either may be empty.
fn then(mut first: String, second: &str) -> String {
    if !first.is_empty() && !second.is_empty() {
        first.push(' ');
    }
    first.push_str(second);
    first
}

fn given(today: &Today) -> String {
    let words = words();
    let Some(share) = today.egalitarianism else {
        return match today.held_back {
            true => words.headline_provides(&number(&percent(today.scale))),
            false => words.headline_provides_all().to_owned(),
        };
    };
    let everyone = number(&percent(share));
    match &today.worst {
        Some(Target {
            profile,
            good,
            fulfilment,
            ..
        }) if !today.equal => {
            let share = number(&percent(*fulfilment));
            words.headline_worst_served(&name(profile), &share, &name(good))
        }
        _ if share >= 1.0 || (today.equal && today.scale >= 1.0) => {
            words.headline_everyone_all(&number(words.headline_everything()))
        }
        _ if today.equal => words.headline_everyone(&everyone),
        _ => words.headline_worst_target(&everyone),
    }
}

fn held(bound: &BoundUse, today: &Today) -> String {
    let words = words();
    let (of, limit) = (name(&bound.of), with_unit(&about(bound.limit), &bound.unit));
    match bound.kind {
        BoundKind::Stock if bound.limit >= 2.0 => words.headline_all_stock_are(&of, &limit),
        BoundKind::Stock => words.headline_all_stock_is(&of, &limit),
        BoundKind::Number => words.headline_limit_holds(&of, &limit),
        BoundKind::Capacity => words.headline_capacity_holds(&of, &limit),
        BoundKind::Hours => words.headline_hours_hold(&name(labour_name(&bound.of)), &limit),
        BoundKind::Productivity => {
            words.headline_productivity_holds(&name(&group(&bound.of)), proof(today))
        }
    }
}

fn nothing(bound: &BoundUse, today: &Today) -> String {
    let words = words();
    let (nothing, of) = (number(words.headline_nothing()), name(&bound.of));
    match bound.kind {
        BoundKind::Stock => words.headline_no_stock(&nothing, &of),
        BoundKind::Number => words.headline_no_limit(&nothing, &of),
        BoundKind::Capacity => words.headline_no_capacity(&nothing, &of),
        BoundKind::Hours => words.headline_no_hours(&nothing, &name(labour_name(&bound.of))),
        BoundKind::Productivity => words.headline_not_productive(&nothing, proof(today)),
    }
}

/// Why a group of goods does not carry itself.
fn proof(today: &Today) -> &str {
    let certificate = today.certificate.as_deref();
    certificate.unwrap_or(words().headline_uses_up_more())
}

fn would_help(today: &Today) -> String {
    let words = words();
    let (true, Some(bound), Some(scale)) = (
        today.held_back,
        today.bounds.first(),
        today.with_ten_percent,
    ) else {
        return String::new();
    };
    if today.scale <= 0.0 {
        return String::new();
    }
    let of = name(&bound.of);
    let more = match bound.kind {
        BoundKind::Stock => words.headline_more_stock(&of),
        BoundKind::Number => words.headline_more_limit(&of),
        BoundKind::Capacity => words.headline_more_capacity(&of),
        BoundKind::Hours => words.headline_more_hours(&name(labour_name(&bound.of))),
        BoundKind::Productivity => return String::new(),
    };
    // Below a millionth more is not an improvement that anyone would notice, or that percentages can show.
    if scale <= today.scale * (1.0 + 1e-6) {
        return words.headline_alone_nothing(&more);
    }
    let is_all = scale >= 1.0;
    let gets = match is_all {
        true => number(words.headline_everything()),
        false => number(&percent(scale)),
    };
    match (today.equal && today.egalitarianism.is_some(), is_all) {
        (true, _) => words.headline_everyone_would(&more, &gets),
        (false, true) => words.headline_plan_would_all(&more, &gets),
        (false, false) => words.headline_plan_would(&more, &gets),
    }
}

fn next(today: &Today) -> String {
    let words = words();
    let bound = today.bounds.get(usize::from(today.held_back));
    let Some(bound) = bound.filter(|bound| bound.limit > 0.0 || bound.used > 0.0) else {
        return String::new();
    };
    if today.scale <= 0.0 {
        return String::new();
    }
    let used = match used_share(bound) {
        used if used >= 1.0 => words.headline_used_up_as_well().to_owned(),
        used if bound.kind == BoundKind::Hours => words.headline_of_what_there_is(&percent(used)),
        used => words.headline_of_its_limit(&percent(used)),
    };
    let (say, of) = bound_name(bound);
    let bound = say(words, &name(&of));
    match today.held_back {
        true => words.headline_next_short(&bound, &used),
        false => words.headline_nearest(&bound, &used),
    }
}

fn full(story: &Story<'_>) -> String {
    let words = words();
    let Some((first, lasting)) = story.full else {
        return String::new();
    };
    let (today, day) = (story.today, whole(first));
    let days = number(&days_in_words(first + 1));
    let is_full = today.egalitarianism.is_some_and(|share| share > FULL);
    if first > today.day {
        words.headline_at_this_pace(&days, &day)
    } else if first == today.day {
        words.headline_first_time(&days)
    } else if lasting {
        words.headline_since(&day, &days)
    } else if is_full {
        words.headline_again(&day, &days)
    } else {
        words.headline_had_first(&day, &days)
    }
}

/// How a kind of bound is said of a name, and the name.
fn bound_name(bound: &BoundUse) -> (fn(Language, &str) -> String, String) {
    match bound.kind {
        BoundKind::Stock => (Language::headline_bound_stock, bound.of.clone()),
        BoundKind::Number => (Language::headline_bound_limit, bound.of.clone()),
        BoundKind::Capacity => (Language::headline_bound_capacity, bound.of.clone()),
        BoundKind::Hours => (
            Language::headline_bound_hours,
            labour_name(&bound.of).to_owned(),
        ),
        BoundKind::Productivity => (Language::headline_bound_productivity, group(&bound.of)),
    }
}

/// How a bound is called: words before its name, the name, words after it.
pub fn bound_words(bound: &BoundUse) -> (String, String, String) {
    let (say, name) = bound_name(bound);
    let (before, after) = around(|name| say(words(), name));
    (before, name, after)
}

/// How much of a bound is in use, 0 to 1.
pub fn used_share(bound: &BoundUse) -> f64 {
    if bound.limit > 0.0 {
        (bound.used / bound.limit).clamp(0.0, 1.0)
    } else {
        1.0
    }
}

/// A labour kind without the brackets it has in a table: `Lb(Milk)` is work in Milk.
pub fn labour_name(row: &str) -> &str {
    row.strip_prefix("Lb(")
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(row)
}

fn group(of: &str) -> String {
    of.replace('+', " + ")
}

#[cfg(test)]
mod tests;
