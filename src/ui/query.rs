//! The address: which economy, day and investment a link asks for, and what in it cannot be followed.

use super::number::decimal;
use super::shelf;
use super::views::{self, View};

/// What a link asks for, as far as it can be understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// `economy`: id of an economy that ships with the page.
    pub economy: Option<&'static str>,
    /// `day`: the day to show first.
    pub day: Option<u32>,
    /// `invest`: share of output invested.
    pub invest: Option<f64>,
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

/// Parameters whose names are taken, but which have no function in this version.
const NOT_YET: [&str; 6] = ["noise", "loss", "seed", "speed", "embed", "lang"];

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
            query.notices.push(format!(
                "The link gives {} twice; the first one counts.",
                quoted(&name)
            ));
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
            "day" => self.day = Some(day(value)?),
            "invest" => self.invest = Some(invest(value)?),
            "theme" => self.theme = Some(theme(value)?),
            "view" => self.view = Some(view(value)?),
            other if NOT_YET.contains(&other) => {
                return Err(format!(
                    "The link sets “{other}”, which is not available yet. It was ignored."
                ));
            }
            other => {
                return Err(format!(
                    "The link sets {}, which is not known here. It was ignored.",
                    quoted(other)
                ));
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
    Err(format!(
        "The link asks for the economy {found}, which is not known here. {first} was opened instead."
    ))
}

fn day(value: &str) -> Result<u32, String> {
    value.parse().map_err(|_| {
        format!(
            "The link asks for day {}, but a day is a whole number such as 250. It was ignored.",
            quoted(value)
        )
    })
}

fn invest(value: &str) -> Result<f64, String> {
    share(value).ok_or_else(|| {
        format!(
            "The link asks to invest {}, but investment is a share from 0 to 1. It was ignored.",
            quoted(value)
        )
    })
}

fn theme(value: &str) -> Result<Theme, String> {
    [Theme::Light, Theme::Dark, Theme::Projector].into_iter().find(|theme| theme.name() == value).ok_or_else(|| {
        format!("The link asks for the theme {}; there are light, dark and projector. It was ignored.", quoted(value))
    })
}

fn view(value: &str) -> Result<View, String> {
    views::view(value).ok_or_else(|| {
        let asked = quoted(value);
        format!("The link asks for the view {asked}, which is not known here. It was ignored.")
    })
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
        assert_eq!(parse(""), Query::default());
    }

    #[test]
    fn what_cannot_be_followed_is_named_and_ignored() {
        let query = parse("?economy=moon&day=1.5&invest=2&theme=pink&seed=7&x%3Cb%3E=1&day=3");
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
                "The link asks for day “1.5”, but a day is a whole number such as 250. It was ignored.",
                "The link asks to invest “2”, but investment is a share from 0 to 1. It was ignored.",
                "The link asks for the theme “pink”; there are light, dark and projector. It was ignored.",
                "The link sets “seed”, which is not available yet. It was ignored.",
                "The link sets “x<b>”, which is not known here. It was ignored.",
                "The link gives “day” twice; the first one counts.",
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
