//! Every text that a person reads, in every language: `words.json` beside this file has them, this file gives each a function.
//!
//! A text is named by where it stands: `"plan": { "step": { "en": "Plan one more day" } }` in the file is `words().plan_step()` in the code,
//! and what stands in `%{braces}` there is an argument here, in the order of the English text; numbers in it are written by
//! whoever says it. The functions are made when the
//! program is compiled, so a text that is missing or asks for something else does not compile, and every binary carries only
//! the texts that it says.
//!
//! What is not text for people stays in the code: headers and keywords of files, names in links, names of files.
//!
//! # Another language
//!
//! Add it to [`Language`] and to its [`Language::tag`] and [`Language::plural`], then a line to every text; a text without one is
//! said in English. Where a language has more plural forms than are here, add them to [`Plural`]: the compiler then shows
//! every place that must choose. The marks in numbers are texts, too (`number`). Tests hold forms and marks against the CLDR.

// What a function says is its text in `words.json`.
#![allow(missing_docs)]

use typed_i18n::TypedI18N;

/// A language that the page can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, TypedI18N)]
#[typed_i18n(filename = "src/words.json", global = "atomic")]
#[typed_i18n(builder = "mixed_str")]
#[typed_i18n(builder = "_", input = "_", prefix = "pieces_")]
pub enum Language {
    /// English.
    En,
}

/// The form that a count takes, as the Unicode CLDR names them; only those that a language here has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// As in "1 day".
    One,
    /// As in "2 days".
    Other,
}

impl Language {
    /// The languages there are.
    pub const ALL: [Self; 1] = [Self::En];

    /// The tag of the language (BCP 47), as a page's `lang` has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }

    /// The form of a whole number of things (CLDR, cardinal).
    pub fn plural(self, count: impl Into<u64>) -> Plural {
        match (self, count.into()) {
            (Self::En, 1) => Plural::One,
            (Self::En, _) => Plural::Other,
        }
    }
}

/// A text without arguments, to be said later.
pub type Text = fn(Language) -> &'static str;

/// A text that counts something: "1 day", "2 days". Its argument is the number as it is written.
pub type Count = fn(Language, &str) -> String;

/// What counts `count` things, in the form that goes with it; `written` is the number as people read it.
pub fn counted(count: impl Into<u64>, written: &str, one: Count, other: Count) -> String {
    let say = match words().plural(count) {
        Plural::One => one,
        Plural::Other => other,
    };
    say(words(), written)
}

/// The texts in the language that is spoken.
pub fn words() -> Language {
    Language::global()
}

/// Things one after the other, as in "A, B and C" (CLDR, list patterns); empty of none.
pub fn listed<S: AsRef<str>>(things: &[S]) -> String {
    let [rest @ .., last] = things else {
        return String::new();
    };
    let (words, last) = (words(), last.as_ref());
    match rest {
        [] => last.to_owned(),
        [one] => words.list_two(one.as_ref(), last),
        [first, rest @ ..] => {
            let next = |before: String, next: &S| words.list_comma(&before, next.as_ref());
            words.list_last(&rest.iter().fold(first.as_ref().to_owned(), next), last)
        }
    }
}

/// What a sentence says before and after something in it that is set off from its words, such as a name that may be written the
/// other way.
pub fn around(sentence: impl FnOnce(&str) -> String) -> (String, String) {
    // Nothing that can be read has it.
    const HERE: char = '\u{1}';
    let said = sentence(HERE.encode_utf8(&mut [0; 4]));
    match said.split_once(HERE) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (said, String::new()),
    }
}
