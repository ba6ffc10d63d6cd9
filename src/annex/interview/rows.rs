//! The rows of the table by name, as a person may type them. Pure.

use crate::ui::text::labour_name;
use crate::words::{listed, words};
use crate::worker::look::Named;
use crate::worker::protocol::EconomyView;

/// The most names that are offered at once.
const MOST_CHOICES: usize = 200;

/// The most names that are told in a sentence.
const MOST_TOLD: usize = 6;

/// The most names that are told as near to what was typed.
const MOST_NEAR: usize = 3;

/// All rows that are known: goods, kinds of labour and externalities, in the order of the table.
fn rows(economy: &EconomyView) -> impl Iterator<Item = (&str, &str)> {
    let goods = economy.goods.iter();
    let goods = goods.map(|good| (good.name.as_str(), good.unit.as_str()));
    let labour = economy.labour.iter().map(|kind| (kind.as_str(), "h"));
    let others = economy.externalities.iter().map(|of| (of.as_str(), ""));
    goods.chain(labour).chain(others)
}

/// Whether all rows are known; of a large table some are not.
pub(super) fn are_all_known(economy: &EconomyView) -> bool {
    economy.goods.len() >= economy.of_goods as usize
}

/// The row that was meant: of this very name, or else the only one that differs in capitals and white space alone, or that
/// is a kind of labour without its brackets.
pub(super) fn called(economy: &EconomyView, typed: &str) -> Option<Named> {
    let (name, plain) = (typed.trim(), letters(typed));
    let exact = rows(economy).find(|(row, _)| *row == name);
    let found = exact
        .or_else(|| only(rows(economy).filter(|(row, _)| letters(row) == plain)))
        .or_else(|| only(rows(economy).filter(|(row, _)| letters(labour_name(row)) == plain)));
    found.map(|(name, unit)| Named {
        name: name.to_owned(),
        unit: unit.to_owned(),
    })
}

fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}

/// What tells names apart that differ in more than capitals and white space.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// Names of rows that have what is typed in them, without those that `is_out`.
pub(super) fn choices<'a>(
    economy: &'a EconomyView,
    typed: &str,
    is_out: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let plain = letters(typed);
    let names = rows(economy).map(|(name, _)| name);
    names
        .filter(|name| !is_out(name) && letters(name).contains(&plain))
        .take(MOST_CHOICES)
        .collect()
}

/// What there is to choose from, in a sentence.
pub(super) fn in_a_sentence(economy: &EconomyView, is_out: impl Fn(&str) -> bool) -> String {
    let left: Vec<&str> = rows(economy)
        .map(|(name, _)| name)
        .filter(|name| !is_out(name))
        .collect();
    let beyond = economy.of_goods as usize - economy.goods.len().min(economy.of_goods as usize);
    let more = left.len().saturating_sub(MOST_TOLD) + beyond;
    let told = &left[..left.len().min(MOST_TOLD)];
    match (told, more) {
        ([], _) => words().interview_no_row_left().to_owned(),
        (told, 0) => words().interview_rows_left(&listed(told)),
        (told, more) => words()
            .interview_more_rows_left(&told.join(", "), &crate::ui::number::whole(more as u64)),
    }
}

/// That there is no such row, what was expected, and how to mend it.
pub(super) fn unknown(economy: &EconomyView, typed: &str, is_out: impl Fn(&str) -> bool) -> String {
    let name = typed.trim();
    let near = near(economy, name);
    if near.is_empty() {
        let some = choices(economy, "", is_out);
        let some = listed(&some[..some.len().min(MOST_TOLD)]);
        return match some.as_str() {
            "" => words().interview_no_such_row(name),
            some => words().interview_no_such_row_but(name, some),
        };
    }
    words().interview_no_such_row_near(name, &listed(&near))
}

/// The rows whose names are nearest to what was typed, the nearest first, as far as any is near.
fn near<'a>(economy: &'a EconomyView, typed: &str) -> Vec<&'a str> {
    let typed: Vec<char> = letters(typed).chars().collect();
    let mut near: Vec<(usize, &str)> = rows(economy)
        .filter_map(|(name, _)| Some((apart(name, &typed)?, name)))
        .collect();
    near.sort_by_key(|(apart, _)| *apart);
    near.truncate(MOST_NEAR);
    near.into_iter().map(|(_, name)| name).collect()
}

/// How many letters have to be changed to come from what was typed to a name; `None` where that is more than a third of them.
fn apart(name: &str, typed: &[char]) -> Option<usize> {
    let forms = [letters(name), letters(labour_name(name))];
    let least = forms.iter().filter_map(|form| {
        let form: Vec<char> = form.chars().collect();
        let most = form.len().max(typed.len()).div_ceil(3);
        let is_near = form.len().abs_diff(typed.len()) <= most;
        let changes = is_near.then(|| changes(&form, typed))?;
        (changes <= most).then_some(changes)
    });
    least.min()
}

/// Letters that are added, left out or replaced to turn one text into the other.
fn changes(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (down, letter) in from.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], down + 1);
        for (across, other) in to.iter().enumerate() {
            let replaced = corner + usize::from(letter != other);
            corner = row[across + 1];
            row[across + 1] = replaced.min(corner + 1).min(row[across] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::worker::protocol::GoodView;

    /// An economy of these rows, and of goods that are not told.
    pub(in crate::annex::interview) fn economy(
        goods: &[(&str, &str)],
        labour: &[&str],
        others: &[&str],
        untold: u32,
    ) -> EconomyView {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        EconomyView {
            name: String::new(),
            goods: goods
                .iter()
                .map(|&(name, unit)| GoodView {
                    name: name.to_owned(),
                    unit: unit.to_owned(),
                    has_stock: true,
                })
                .collect(),
            of_goods: goods.len() as u32 + untold,
            labour: owned(labour),
            externalities: owned(others),
            watched: Vec::new(),
            last_day: 9,
            horizon: 400,
            reports: 0,
        }
    }

    fn valley() -> EconomyView {
        let goods = [
            ("Grain", "t"),
            ("Flour", ""),
            ("Bread", ""),
            ("bread", ""),
            ("Care", ""),
        ];
        economy(&goods, &["Lb(Field)", "Lb(Care)"], &["CO2"], 0)
    }

    #[test]
    fn a_row_is_found_as_people_write_it() {
        let economy = valley();
        let found = |typed| called(&economy, typed).map(|row| row.name + " " + &row.unit);
        for (typed, row) in [
            ("Grain", "Grain t"),
            (" grain ", "Grain t"),
            ("Lb(Field)", "Lb(Field) h"),
            ("lb ( field )", "Lb(Field) h"),
            ("Field", "Lb(Field) h"),
            ("co2", "CO2 "),
            // A good comes before the work on it, and a name as it is before one that is alike.
            ("care", "Care "),
            ("bread", "bread "),
        ] {
            assert_eq!(found(typed).as_deref(), Some(row), "{typed}");
        }
        for typed in ["BREAD", "Grains", "", "Lb()"] {
            assert_eq!(found(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_row_is_told_with_what_is_near() {
        let unknown = |typed| unknown(&valley(), typed, |name| name == "Flour");
        assert_eq!(
            unknown(" Grian"),
            "“Grian” is no row of the table. The nearest: Grain. If it is another, add it in Economy first; your answers stay."
        );
        assert!(
            unknown("Feld").contains("The nearest: Lb(Field)."),
            "{}",
            unknown("Feld")
        );
        assert!(unknown("BREAD").contains("The nearest: Bread and bread."));
        assert_eq!(
            unknown("Electricity"),
            "“Electricity” is no row of the table. A good, a kind of labour or an externality of it is expected, such as \
             Grain, Bread, bread, Care, Lb(Field) and Lb(Care). If it is another, add it in Economy first; your answers stay."
        );
    }

    #[test]
    fn so_many_letters_are_changed() {
        let changes = |from: &str, to: &str| {
            let [from, to] = [from, to].map(|text| text.chars().collect::<Vec<char>>());
            changes(&from, &to)
        };
        for (from, to, expected) in [
            ("", "", 0),
            ("milk", "", 4),
            ("", "milk", 4),
            ("milk", "mlik", 2),
            ("milk", "silk", 1),
            ("milk", "milks", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(changes(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn a_large_table_offers_so_many_names_and_all_that_are_typed() {
        let names: Vec<String> = (0..1000).map(|good| format!("Good {good}")).collect();
        let goods: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        let large = economy(&goods, &["Lb(All)"], &[], 4000);
        assert!(!are_all_known(&large) && are_all_known(&valley()));
        assert_eq!(choices(&large, "", |_| false).len(), MOST_CHOICES);
        assert_eq!(choices(&large, "good 99 ", |_| false).len(), 11);
        assert_eq!(choices(&large, "all", |_| false), ["Lb(All)"]);
        assert_eq!(
            choices(&large, "Good 999", |name| name == "Good 999"),
            [""; 0]
        );
        assert_eq!(
            in_a_sentence(&large, |name| name == "Good 1"),
            "In the table: Good 0, Good 2, Good 3, Good 4, Good 5, Good 6 and 4,994 more."
        );
        assert_eq!(
            in_a_sentence(&valley(), |name| name.len() > 4),
            "In the table: Care and CO2."
        );
        assert_eq!(
            in_a_sentence(&valley(), |_| true),
            "All rows of the table are answered for. What it lacks is added in Economy."
        );
    }
}
