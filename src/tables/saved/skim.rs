//! JSON taken apart without being parsed: where the fields of an object and the items of a list begin and end.
//!
//! A library parses a value in one go, and a list of millions takes it long. Here values are passed over, with pauses, and
//! each is parsed later by itself; so only what stands between them is checked here.

use std::collections::BTreeMap;

use crate::pace::Pace;
use crate::words::words;

/// Something stands where something else is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Odd<'a> {
    /// The text from there on; empty at its end.
    pub(super) found: &'a str,
    /// What is expected.
    pub(super) expected: &'static str,
}

/// The fields of an object as they are written; of two with one name the later counts.
pub(super) async fn fields<'a>(
    text: &'a str,
    pace: &Pace,
) -> Result<BTreeMap<String, &'a str>, Odd<'a>> {
    let mut fields = BTreeMap::new();
    let mut skim = Skim::new(text, pace);
    skim.take(b'{', words().files_json_object())?;
    while !skim.ends(b'}', fields.is_empty())? {
        let at = skim.at;
        let name = skim.value().await?;
        let name =
            serde_json::from_str(name).map_err(|_| skim.odd(at, words().files_json_field()))?;
        skim.take(b':', words().files_json_colon())?;
        fields.insert(name, skim.value().await?);
    }
    skim.end(fields)
}

/// The items of a list as they are written.
pub(super) async fn items<'a>(text: &'a str, pace: &Pace) -> Result<Vec<&'a str>, Odd<'a>> {
    let mut items = Vec::new();
    let mut skim = Skim::new(text, pace);
    skim.take(b'[', words().files_json_list())?;
    while !skim.ends(b']', items.is_empty())? {
        items.push(skim.value().await?);
    }
    skim.end(items)
}

/// A place in a text, up to which it has been passed over.
struct Skim<'a, 'p> {
    text: &'a str,
    at: usize,
    pace: &'p Pace,
}

impl<'a, 'p> Skim<'a, 'p> {
    fn new(text: &'a str, pace: &'p Pace) -> Self {
        Self { text, at: 0, pace }
    }

    fn odd(&self, at: usize, expected: &'static str) -> Odd<'a> {
        // No place between values lies inside of a letter.
        let found = self.text.get(at..).unwrap_or_default();
        Odd { found, expected }
    }

    /// The next byte that is not white.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let white = rest.iter().position(|byte| !byte.is_ascii_whitespace());
        self.at += white.unwrap_or(rest.len());
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, mark: u8, expected: &'static str) -> Result<(), Odd<'a>> {
        if self.peek() != Some(mark) {
            return Err(self.odd(self.at, expected));
        }
        self.at += 1;
        Ok(())
    }

    /// Whether the object or list ends here; if not, the next value comes after a comma, unless it is the first.
    fn ends(&mut self, mark: u8, first: bool) -> Result<bool, Odd<'a>> {
        if self.peek() == Some(mark) {
            self.at += 1;
            return Ok(true);
        }
        if !first {
            self.take(b',', words().files_json_comma())?;
        }
        Ok(false)
    }

    fn end<T>(mut self, all: T) -> Result<T, Odd<'a>> {
        match self.peek() {
            None => Ok(all),
            Some(_) => Err(self.odd(self.at, words().files_json_end())),
        }
    }

    /// Passes over a value.
    async fn value(&mut self) -> Result<&'a str, Odd<'a>> {
        /// Bytes passed over between two pauses.
        const PIECE: usize = 16 * 1024;
        self.peek();
        let begin = self.at;
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth > 0 => depth -= 1,
                b',' | b':' | b'}' | b']' if depth == 0 => break,
                _ => {}
            }
            self.at += 1;
            if self.at.is_multiple_of(PIECE) {
                self.pace.work(2 * PIECE).await;
            }
        }
        let value = self.text[begin..self.at].trim_end();
        if value.is_empty() {
            return Err(self.odd(begin, words().files_json_value()));
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<Vec<(String, String)>, (usize, &'static str)> {
        let fields = Pace::finish(async |pace| fields(text, &pace).await);
        let fields = fields.map_err(|odd| (text.len() - odd.found.len(), odd.expected))?;
        let owned = |(name, value): (String, &str)| (name, value.to_owned());
        Ok(fields.into_iter().map(owned).collect())
    }

    fn listed(text: &str) -> Result<Vec<&str>, &'static str> {
        Pace::finish(async |pace| items(text, &pace).await).map_err(|odd| odd.expected)
    }

    #[test]
    fn fields_are_found_as_they_are_written() {
        let pairs = |pairs: &[(&str, &str)]| {
            let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            Ok(pairs.iter().map(pair).collect::<Vec<_>>())
        };
        assert_eq!(found("{}"), pairs(&[]));
        assert_eq!(
            found(" { \"a\" : [1, {\"b\": \"]},\\\"\"}] ,\"\\u00e4\":-1.5e3\n}\n"),
            pairs(&[("a", "[1, {\"b\": \"]},\\\"\"}]"), ("ä", "-1.5e3")])
        );
        assert_eq!(found("{\"a\":1,\"a\":2}"), pairs(&[("a", "2")]));
    }

    #[test]
    fn what_is_no_object_says_where() {
        for (text, at, expected) in [
            ("", 0, "an object in braces"),
            ("[1]", 0, "an object in braces"),
            ("{\"a\" 1}", 1, "the name of a field"),
            ("{a:1}", 1, "the name of a field"),
            ("{\"a\"}", 4, "a colon"),
            ("{\"a\":}", 5, "a value"),
            ("{\"a\":1", 6, "a comma, or the end"),
            ("{\"a\":1,}", 7, "a value"),
            ("{\"a\":1 \"b\":2}", 10, "a comma, or the end"),
            ("{\"a\":1} x", 8, "the end"),
            ("{\"a\":\"b", 7, "a comma, or the end"),
        ] {
            assert_eq!(found(text), Err((at, expected)), "{text}");
        }
    }

    #[test]
    fn items_are_found_as_they_are_written() {
        assert_eq!(listed("[]"), Ok(vec![]));
        assert_eq!(
            listed("[1, \"a,]\" ,[2,3]]"),
            Ok(vec!["1", "\"a,]\"", "[2,3]"])
        );
        assert_eq!(listed("[1,]"), Err("a value"));
        assert_eq!(listed("[1"), Err("a comma, or the end"));
        assert_eq!(listed("{}"), Err("a list in brackets"));
        let deep = format!("[{}]", "[".repeat(100_000));
        assert_eq!(listed(&deep), Err("a comma, or the end"));
    }
}
