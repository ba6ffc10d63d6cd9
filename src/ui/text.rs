//! The sentences at the top of the page: what the plan gives, what holds it back, and what would help.
//!
//! They are lists of [`Span`]s, so that the view can set numbers and names off, and isolate names whose script runs the
//! other way, without taking sentences apart.

use super::number::{NBSP, about, percent, whole, with_unit};
use super::state::FULL;
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

impl Sentence {
    fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push(Span::Words(words.into()));
        self
    }

    fn number(mut self, number: impl Into<String>) -> Self {
        self.0.push(Span::Number(number.into()));
        self
    }

    fn name(mut self, name: impl Into<String>) -> Self {
        self.0.push(Span::Name(name.into()));
        self
    }

    fn joined(mut self, mut next: Self) -> Self {
        self.0.append(&mut next.0);
        self
    }

    fn then(mut self, mut next: Self) -> Self {
        if !self.0.is_empty() && !next.0.is_empty() {
            self.0.push(Span::Words(" ".to_owned()));
        }
        self.0.append(&mut next.0);
        self
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
    let day = Sentence::default()
        .say(format!("Day {} · ", whole(today.day)))
        .name(story.economy)
        .say(format!(
            " · investing {} of output",
            percent(today.investment)
        ));
    let main = match today.bounds.first() {
        Some(bound) if today.held_back && today.scale <= 0.0 => nothing(bound, today),
        Some(bound) if today.held_back => given(today).then(held(bound, today)),
        _ => given(today),
    };
    let more = would_help(today).then(next(today)).then(full(story));
    Headline { day, main, more }
}

fn given(today: &Today) -> Sentence {
    let s = Sentence::default();
    let Some(share) = today.egalitarianism else {
        return if today.held_back {
            s.say("The plan provides ")
                .number(percent(today.scale))
                .say(" of all that is asked for.")
        } else {
            s.say("The plan provides all that is asked for.")
        };
    };
    match &today.worst {
        Some(worst) if !today.equal => s.say("Worst served: ").joined(gets(worst)),
        _ if share >= 1.0 || (today.equal && today.scale >= 1.0) => s
            .say("Everyone gets ")
            .number("everything")
            .say(" the plan promises."),
        _ if today.equal => s
            .say("Everyone gets ")
            .number(percent(share))
            .say(" of what the plan promises."),
        _ => s
            .say("The worst-served target gets ")
            .number(percent(share))
            .say(" of what was promised."),
    }
}

fn gets(target: &Target) -> Sentence {
    Sentence::default()
        .name(&target.profile)
        .say(" gets ")
        .number(percent(target.fulfilment))
        .say(" of the ")
        .name(&target.good)
        .say(" it is promised.")
}

fn held(bound: &BoundUse, today: &Today) -> Sentence {
    let s = Sentence::default();
    let limit = with_unit(&about(bound.limit), &bound.unit);
    match bound.kind {
        BoundKind::Stock if bound.limit >= 2.0 => s.name(&bound.of).say(format!(
            " stock holds it back: all {limit} of it are in use."
        )),
        BoundKind::Stock => s.name(&bound.of).say(format!(
            " stock holds it back: all of it, {limit}, is in use."
        )),
        BoundKind::Number => s.say("The limit on ").name(&bound.of).say(format!(
            " holds it back: no more than {limit} can be made in a day."
        )),
        BoundKind::Capacity => s.say("Capacity for ").name(&bound.of).say(format!(
            " holds it back: its units make {limit} a day at most."
        )),
        BoundKind::Hours => s
            .say("Hours in ")
            .name(labour_name(&bound.of))
            .say(format!(" hold it back: all {limit} are worked.")),
        BoundKind::Productivity => s
            .name(group(&bound.of))
            .say(format!(" holds it back: {}.", proof(today))),
    }
}

fn nothing(bound: &BoundUse, today: &Today) -> Sentence {
    let s = Sentence::default().number("Nothing").say(" can be made: ");
    match bound.kind {
        BoundKind::Stock => s.say("there is no ").name(&bound.of).say(" in stock."),
        BoundKind::Number => s.say("the limit on ").name(&bound.of).say(" is zero."),
        BoundKind::Capacity => s.say("no unit has capacity for ").name(&bound.of).say("."),
        BoundKind::Hours => s
            .say("there are no hours in ")
            .name(labour_name(&bound.of))
            .say("."),
        BoundKind::Productivity => s.say(format!("{}.", proof(today))),
    }
}

/// Why a group of goods does not carry itself.
fn proof(today: &Today) -> &str {
    today
        .certificate
        .as_deref()
        .unwrap_or("beyond this, making more uses up more than it yields")
}

fn would_help(today: &Today) -> Sentence {
    let s = Sentence::default();
    let (true, Some(bound), Some(scale)) = (
        today.held_back,
        today.bounds.first(),
        today.with_ten_percent,
    ) else {
        return s;
    };
    if today.scale <= 0.0 {
        return s;
    }
    let what = match bound.kind {
        BoundKind::Stock => s.say(format!("10{NBSP}% more ")).name(&bound.of),
        BoundKind::Number => s
            .say(format!("a 10{NBSP}% higher limit on "))
            .name(&bound.of),
        BoundKind::Capacity => s
            .say(format!("10{NBSP}% more capacity for "))
            .name(&bound.of),
        BoundKind::Hours => s
            .say(format!("10{NBSP}% more hours in "))
            .name(labour_name(&bound.of)),
        BoundKind::Productivity => return s,
    };
    let with = Sentence::default().say("With ").joined(what);
    // Below a millionth more is not an improvement that anyone would notice, or that percentages can show.
    if scale <= today.scale * (1.0 + 1e-6) {
        return with.say(" alone nothing would change.");
    }
    let everyone = today.equal && today.egalitarianism.is_some();
    let with = with.say(if everyone {
        " everyone would get "
    } else {
        " the plan would provide "
    });
    let all = if everyone {
        "."
    } else {
        " of all that is asked for."
    };
    if scale >= 1.0 {
        with.number("everything").say(".")
    } else {
        with.number(percent(scale)).say(all)
    }
}

fn next(today: &Today) -> Sentence {
    let s = Sentence::default();
    if today.scale <= 0.0 {
        return s;
    }
    let Some(bound) = today.bounds.get(usize::from(today.held_back)) else {
        return s;
    };
    let said = if today.held_back {
        "Next to run short: "
    } else {
        "Nearest to its limit: "
    };
    let used = match used_share(bound) {
        used if used >= 1.0 => "used up as well".to_owned(),
        used => format!(
            "at {} of {}",
            percent(used),
            if bound.kind == BoundKind::Hours {
                "what there is"
            } else {
                "its limit"
            }
        ),
    };
    if bound.limit <= 0.0 && bound.used <= 0.0 {
        return s;
    }
    let (before, name, after) = bound_words(bound);
    s.say(format!("{said}{before}"))
        .name(name)
        .say(format!("{after}, {used}."))
}

fn full(story: &Story<'_>) -> Sentence {
    let s = Sentence::default();
    let Some((first, lasting)) = story.full else {
        return s;
    };
    let days = match first + 1 {
        1 => "1 day".to_owned(),
        days => format!("{} days", whole(days)),
    };
    let today = story.today;
    let is_full = today.egalitarianism.is_some_and(|share| share > FULL);
    if first > today.day {
        return s
            .say("At this pace everyone has everything after ")
            .number(days)
            .say(".");
    }
    let s = if first == today.day {
        s.say("Today everyone has everything for the first time: ")
    } else if lasting {
        s.say(format!(
            "Everyone has had everything since day {}: ",
            whole(first)
        ))
    } else if is_full {
        s.say(format!(
            "Everyone has everything again, as first on day {}: ",
            whole(first)
        ))
    } else {
        s.say(format!(
            "Everyone had everything first on day {}: ",
            whole(first)
        ))
    };
    s.number(days).say(" to full provision.")
}

/// How a bound is called: words before its name, the name, words after it.
pub fn bound_words(bound: &BoundUse) -> (&'static str, String, &'static str) {
    match bound.kind {
        BoundKind::Stock => ("", bound.of.clone(), " stock"),
        BoundKind::Number => ("limit on ", bound.of.clone(), ""),
        BoundKind::Capacity => ("capacity for ", bound.of.clone(), ""),
        BoundKind::Hours => ("hours in ", labour_name(&bound.of).to_owned(), ""),
        BoundKind::Productivity => ("productivity of ", group(&bound.of), ""),
    }
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
