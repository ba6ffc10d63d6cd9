//! The address: which economy, day and investment a link asks for, and what in it cannot be followed.

use super::number::decimal;
use super::shelf;
use super::tempo;
use super::views::{self, View};
use crate::words::words;
use crate::worker::protocol::Chance;

/// What a link asks for, as far as it can be understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// `economy`: id of an economy that ships with the page.
    pub economy: Option<&'static str>,
    /// `day`: the day to show first.
    pub day: Option<u32>,
    /// `invest`: share of output invested.
    pub invest: Option<f64>,
    /// `noise`, `loss` and `seed`: losses by chance.
    pub chance: Option<Chance>,
    /// `speed`: days per second of Run.
    pub speed: Option<f64>,
    /// `theme`.
    pub theme: Option<Theme>,
    /// `view`: the view to show first.
    pub view: Option<View>,
    /// What was ignored and why, in sentences.
    pub notices: Vec<String>,
}

/// A choice of colours that overrides what the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
    /// Large and of high contrast.
    Projector,
}

impl Theme {
    /// Its name in the address and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }
}

/// Reads the part of an address from its question mark on.
pub fn parse(search: &str) -> Query {
    let mut query = Query::default();
    let mut seen: Vec<String> = Vec::new();
    for pair in search
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
    {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name), decoded(value));
        if seen.contains(&name) {
            query
                .notices
                .push(words().link_link_gives_twice_first(&quoted(&name)));
            continue;
        }
        if let Err(notice) = query.take(&name, value.trim()) {
            query.notices.push(notice);
        }
        seen.push(name);
    }
    query
}

impl Query {
    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "economy" => self.economy = Some(economy(value)?),
            "day" => match value.parse() {
                Ok(day) => self.day = Some(day),
                Err(_) => return Err(not(name, value, words().link_day_expected())),
            },
            "invest" | "noise" | "loss" => {
                let share = or(share(value), name, value, words().link_share_expected())?;
                match name {
                    "invest" => self.invest = Some(share),
                    "noise" => self.chance.get_or_insert_default().noise = share,
                    _ => self.chance.get_or_insert_default().loss = share,
                }
            }
            "seed" => match value.parse() {
                Ok(seed) => self.chance.get_or_insert_default().seed = seed,
                Err(_) => return Err(not(name, value, words().link_seed_expected())),
            },
            "speed" => {
                let expected = words().link_days_per_second_from();
                self.speed = Some(or(tempo::speed(value), name, value, expected)?);
            }
            "theme" => {
                let expected = words().link_light_dark_or_projector();
                self.theme = Some(or(theme(value), name, value, expected)?);
            }
            "view" => {
                self.view = Some(or(
                    views::view(value),
                    name,
                    value,
                    words().link_name_tab(),
                )?);
            }
            other => {
                return Err(words().link_link_sets_which_not(&quoted(other)));
            }
        }
        Ok(())
    }
}

fn economy(value: &str) -> Result<&'static str, String> {
    if let Some(shipped) = shelf::SHIPPED.iter().find(|shipped| shipped.id == value) {
        return Ok(shipped.id);
    }
    let found = quoted(value);
    let first = shelf::SHIPPED[0].name;
    Err(words().link_link_asks_economy_which(&found, first))
}

/// The value, or what to say instead.
fn or<T>(found: Option<T>, name: &str, value: &str, expected: &str) -> Result<T, String> {
    found.ok_or_else(|| not(name, value, expected))
}

/// Says that a value is not what its parameter takes.
fn not(name: &str, value: &str, expected: &str) -> String {
    let value = quoted(value);
    words().link_link_sets_but_takes(name, &value, expected)
}

fn theme(value: &str) -> Option<Theme> {
    let themes = [Theme::Light, Theme::Dark, Theme::Projector];
    themes.into_iter().find(|theme| theme.name() == value)
}

/// A share between 0 and 1 as people type it.
pub fn share(text: &str) -> Option<f64> {
    decimal(text).filter(|share| (0.0..=1.0).contains(share))
}

/// A value from outside, short enough for a sentence and unable to turn its direction round.
fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().count() > MOST {
        short.push('…');
    }
    format!("“\u{2068}{short}\u{2069}”")
}

/// Undoes the encoding of addresses: `+` is a space, `%41` an A.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (byte, code.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = tail;
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_asks_for() {
        let query = parse("?economy=village&day=250&invest=0.51&theme=projector");
        assert_eq!(query.economy, Some("village"));
        assert_eq!(query.day, Some(250));
        assert_eq!(query.invest, Some(0.51));
        assert_eq!(query.theme, Some(Theme::Projector));
        assert_eq!(query.notices, Vec::<String>::new());
        let query = parse("?noise=0.1&loss=.2&seed=18446744073709551615&speed=max");
        let chance = Chance {
            noise: 0.1,
            loss: 0.2,
            seed: u64::MAX,
        };
        assert_eq!(
            (query.chance, query.speed),
            (Some(chance), Some(f64::INFINITY))
        );
        let usual = Chance::default();
        assert_eq!(parse("?seed=7").chance, Some(Chance { seed: 7, ..usual }));
        assert_eq!(query.notices, Vec::<String>::new());
        assert_eq!(parse(""), Query::default());
    }

    #[test]
    fn what_cannot_be_followed_is_named_and_ignored() {
        let query = parse(
            "?economy=moon&day=1.5&invest=2&theme=pink&lang=de&x%3Cb%3E=1&day=3\
             &noise=2&loss=-1&seed=1.5&speed=0",
        );
        assert_eq!(
            Query {
                notices: Vec::new(),
                ..query.clone()
            },
            Query::default()
        );
        let plain: Vec<String> = query
            .notices
            .iter()
            .map(|notice| notice.replace(['\u{2068}', '\u{2069}'], ""))
            .collect();
        assert_eq!(
            plain,
            [
                "The link asks for the economy “moon”, which is not known here. Village (Table 1) was opened instead.",
                "The link sets day to “1.5”, but that takes a whole number such as 250. It was ignored.",
                "The link sets invest to “2”, but that takes a number from 0 to 1. It was ignored.",
                "The link sets theme to “pink”, but that takes light, dark or projector. It was ignored.",
                "The link sets “lang”, which is not known here. It was ignored.",
                "The link sets “x<b>”, which is not known here. It was ignored.",
                "The link gives “day” twice; the first one counts.",
                "The link sets noise to “2”, but that takes a number from 0 to 1. It was ignored.",
                "The link sets loss to “-1”, but that takes a number from 0 to 1. It was ignored.",
                "The link sets seed to “1.5”, but that takes a whole number such as 7. It was ignored.",
                "The link sets speed to “0”, but that takes days per second from 0.1 to 1,000, or max. It was ignored.",
            ]
        );
    }

    #[test]
    fn shares_are_between_nothing_and_all() {
        assert_eq!(share(" 0.51 "), Some(0.51));
        for bad in ["", "51 %", "1.01", "-0.1", "NaN", "inf"] {
            assert_eq!(share(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(decoded("a+b%20c%C3%A9%zz%"), "a b cé%zz%");
    }
}
