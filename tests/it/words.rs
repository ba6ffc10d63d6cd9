//! The texts: each is said somewhere, each language has all of it, and views have no words of their own.

use std::collections::BTreeSet;

use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use olin::economy::Keeping;
use olin::words::{Language, Plural, listed};
use olin::worker::look::{KEEPINGS, keeping_called, keeping_in_words};
use serde_json::Value;

use crate::house::sources;

const TEXTS: &str = include_str!("../../src/words.json");

/// Every text by the name of its function, with its lines by language.
fn texts() -> Vec<(String, serde_json::Map<String, Value>)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), serde_json::from_str(TEXTS).expect("JSON"))];
    while let Some((name, value)) = open.pop() {
        let Value::Object(inside) = value else {
            panic!("{name} is neither a text nor a group of texts");
        };
        if inside.values().all(Value::is_string) {
            found.push((name, inside));
            continue;
        }
        for (key, value) in inside {
            let name = if name.is_empty() {
                key
            } else {
                format!("{name}_{key}")
            };
            open.push((name, value));
        }
    }
    assert!(found.len() > 1000, "{} texts", found.len());
    found
}

#[test]
fn every_text_is_said_somewhere() {
    let code: String = sources(&["src"])
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let is_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    let said: BTreeSet<&str> = code.split(|sign| !is_name(sign)).collect();
    let of_piece = |name: &str| said.contains(format!("pieces_{name}").as_str());
    let silent: Vec<String> = texts()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !said.contains(name.as_str()) && !of_piece(name))
        .collect();
    assert_eq!(silent, [""; 0]);
}

/// What a text asks for, in any order: a sentence may turn around.
fn arguments(text: &str) -> BTreeSet<&str> {
    let rest = |part: &'static str| {
        let parts = text.split(part).skip(1);
        parts.map(|rest| rest.split('}').next().unwrap_or(rest))
    };
    rest("%{").chain(rest("*{")).collect()
}

#[test]
fn every_text_is_there_in_english_and_asks_for_the_same_in_every_language() {
    let known: BTreeSet<&str> = Language::ALL.into_iter().map(Language::tag).collect();
    for (name, lines) in texts() {
        let english = lines.get("en").and_then(Value::as_str);
        let english = english.unwrap_or_else(|| panic!("{name} is not there in English"));
        assert!(!english.is_empty(), "{name} says nothing");
        for (language, line) in &lines {
            assert!(known.contains(language.as_str()), "{name} in {language}");
            let line = line.as_str().unwrap_or_default();
            assert_eq!(arguments(line), arguments(english), "{name} in {language}");
        }
    }
}

/// What stands in a view between elements, or in an attribute that people see or hear.
fn words_of_views(line: &str) -> impl Iterator<Item = &str> {
    let before = [
        ">\"",
        "}\"",
        "aria-label=\"",
        "aria-valuetext=\"",
        "placeholder=\"",
        "title=\"",
        "label=\"",
        "alt=\"",
    ];
    before.into_iter().flat_map(move |before| {
        let after = line.split(before).skip(1);
        after.filter_map(|rest| rest.split_once('"').map(|(words, _)| words))
    })
}

#[test]
fn views_have_no_words_of_their_own() {
    // A name, two headers of files, and a column of a spreadsheet.
    const NAMES: [&str; 4] = ["Olin", "input,good,amount", "good,amount", "AY"];
    let has_letters = |words: &&str| {
        words
            .split(|sign: char| !sign.is_alphabetic())
            .any(|word| word.len() > 1)
    };
    let mut broken = Vec::new();
    for (path, text) in sources(&["src/ui", "src/annex"]) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//") && !line.contains("r#\""))
        {
            let words = words_of_views(line).filter(has_letters);
            let own = words.filter(|words| !NAMES.contains(words));
            broken.extend(own.map(|words| format!("{path}: {words}")));
        }
    }
    assert_eq!(broken, [""; 0]);
}

/// The languages with what ICU4X knows them as.
fn locales() -> impl Iterator<Item = (Language, Locale)> {
    Language::ALL
        .into_iter()
        .map(|language| (language, language.tag().parse().expect("a tag of BCP 47")))
}

#[test]
fn counts_take_the_form_that_the_cldr_gives_them() {
    for (language, locale) in locales() {
        let rules =
            PluralRules::try_new_cardinal(locale.into()).expect("rules of a known language");
        for count in (0..=1_000).chain([1_001, 1_000_000, 1_000_001, 2_000_000, u64::MAX]) {
            let expected = match rules.category_for(count) {
                PluralCategory::One => Plural::One,
                PluralCategory::Other => Plural::Other,
                category => panic!("{category:?} is no form that a text here has"),
            };
            assert_eq!(
                language.plural(count),
                expected,
                "{count} in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn numbers_have_the_marks_that_the_cldr_gives_them() {
    for (language, locale) in locales() {
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default())
            .expect("numbers of a known language");
        let number = "1234567.5".parse().expect("a number");
        let (thousands, decimal) = (language.number_thousands(), language.number_decimal());
        assert_eq!(
            formatter.format(&number).to_string(),
            format!("1{thousands}234{thousands}567{decimal}5")
        );
    }
}

#[test]
fn every_keeping_has_a_word() {
    assert_eq!(KEEPINGS, Keeping::ALL.map(Keeping::name));
    // The page's words are those of files in English only.
    for name in KEEPINGS {
        assert_eq!(keeping_called(&keeping_in_words(name).to_uppercase()), name);
    }
    assert_eq!(keeping_called("eaten"), "eaten");
}

#[test]
fn lists_are_read_out() {
    let lists: [&[&str]; 4] = [&[], &["A"], &["A", "B"], &["A", "B", "C"]];
    // CLDR, English, "standard" without the serial comma, as the texts of this page are.
    assert_eq!(lists.map(listed), ["", "A", "A and B", "A, B and C"]);
}
