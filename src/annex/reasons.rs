//! Why there is not more of a good, in words: for who looks at one good and not at the whole plan.

use super::words::capital;
use crate::ui::number::{amount, percent, whole, with_unit};
use crate::ui::text::{bound_words, holding, labour_name};
use crate::words::{listed, words};
use crate::worker::protocol::{BoundKind, BoundUse, By, Taker, Today};

/// The most goods that can be asked about: as many as a list to choose from is of use for.
const MOST_GOODS: usize = 200;

/// What there is to say of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// The goods that are promised to anyone, in the order of the table.
    pub goods: Vec<String>,
    /// Where all of what holds the plan back goes.
    pub goes: Option<String>,
    /// What becomes of it.
    pub grows: Option<String>,
    scale: f64,
    /// What holds the plan back.
    holds: Option<String>,
    bounds: Vec<BoundUse>,
}

impl Reasons {
    /// What there is to say of a day.
    pub fn of(today: &Today) -> Self {
        // They are told good by good.
        let goods = today.fulfilment.chunk_by(|a, b| a.good == b.good);
        let goods = goods.take(MOST_GOODS).map(|of| of[0].good.clone());
        Self {
            goods: goods.collect(),
            goes: goes(today),
            grows: today
                .is_invested_in
                .then(|| words().reasons_stock_grows(&percent(today.investment))),
            scale: today.scale,
            holds: holding(today),
            bounds: today.bounds.clone(),
        }
    }

    /// Why there is not more of a good.
    pub fn why(&self, good: &str) -> String {
        let words = words();
        let Some(holds) = &self.holds else {
            return words.reasons_all_there(good);
        };
        let is_own = |bound: &&BoundUse| {
            let is_of_good = matches!(
                bound.kind,
                BoundKind::Stock | BoundKind::Number | BoundKind::Capacity
            );
            is_of_good && bound.of == good
        };
        if self.bounds.iter().take(1).any(|bound| is_own(&bound)) {
            return holds.clone();
        }
        let share = percent(self.scale);
        let mut said = words.reasons_same_share(&share, good, holds);
        // Of several the nearest to its limit.
        if let Some(own) = self.bounds.iter().find(is_own) {
            let (before, name, after) = bound_words(own);
            let own_name = format!("{before}{name}{after}");
            let used = words.plan_used_of_limit(&amount(own.used), &amount(own.limit));
            said.push(' ');
            said.push_str(
                &words.reasons_own_limit(&capital(&own_name), &with_unit(&used, &own.unit)),
            );
            if own.kind == BoundKind::Stock {
                said.push(' ');
                said.push_str(words.reasons_stock_is_the_most());
            }
        }
        said
    }
}

/// Where all of what holds a plan back goes: "Where all 283 l of Milk go: 257 l to Prof 1, 26 l into making Butter."
fn goes(today: &Today) -> Option<String> {
    let words = words();
    let bound = today.bounds.first().filter(|_| today.held_back)?;
    let counted = |amount_: f64| with_unit(&amount(amount_), &bound.unit);
    let taken = |taker: &Taker| match &taker.by {
        By::Citizens(profile) => words.reasons_to_citizens(&counted(taker.amount), profile),
        By::Making(good) => words.reasons_into_making(&counted(taker.amount), good),
        By::Outside => words.reasons_to_outside(&counted(taker.amount)),
    };
    let mut all: Vec<String> = today.takers.iter().map(taken).collect();
    if let (others, count @ 1..) = today.other_takers {
        all.push(words.reasons_to_others(&counted(others), &whole(count)));
    }
    let of = match bound.kind {
        BoundKind::Hours => labour_name(&bound.of),
        _ => &bound.of,
    };
    (!all.is_empty()).then(|| words.reasons_where_all_goes(&counted(bound.used), of, &listed(&all)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::protocol::Target;

    fn bound(kind: BoundKind, of: &str, used: f64, limit: f64) -> BoundUse {
        BoundUse {
            kind,
            of: of.to_owned(),
            unit: "kg".to_owned(),
            used,
            limit,
        }
    }

    fn today() -> Today {
        let target = |profile: &str, good: &str| Target {
            profile: profile.to_owned(),
            good: good.to_owned(),
            unit: "kg".to_owned(),
            fulfilment: 0.02,
            promised: 100.0,
        };
        let taker = |by, amount| Taker { by, amount };
        Today {
            day: 0,
            egalitarianism: Some(0.02),
            scale: 0.02,
            investment: 0.51,
            equal: true,
            worst: None,
            bounds: vec![
                bound(BoundKind::Stock, "Milk", 50.0, 50.0),
                bound(BoundKind::Stock, "Butter", 2.0, 100_000.0),
            ],
            held_back: true,
            with_ten_percent: None,
            takers: vec![
                taker(By::Citizens("Town".to_owned()), 30.0),
                taker(By::Making("Butter".to_owned()), 15.0),
            ],
            other_takers: (5.0, 2),
            is_invested_in: true,
            certificate: None,
            orders: Vec::new(),
            labour: Vec::new(),
            profiles: Vec::new(),
            fulfilment: vec![
                target("Town", "Milk"),
                target("Town", "Butter"),
                target("Farm", "Butter"),
            ],
            residual: 0.0,
            iterations: 1,
        }
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn who_asks_for_a_good_hears_what_is_short_and_that_the_good_is_not() {
        let reasons = Reasons::of(&today());
        assert_eq!(reasons.goods, ["Milk", "Butter"]);
        assert_eq!(
            plain(&reasons.why("Butter")),
            "Nobody gets a larger share of one good than of another, so there is 2 % of the Butter that is promised, as of \
             everything. Milk stock holds it back: all 50 kg of it are in use. Butter stock is not what is short: \
             2 of 100,000 kg in use. A day hands out what it makes; a stock is the most that it can make."
        );
        assert_eq!(
            plain(&reasons.why("Milk")),
            "Milk stock holds it back: all 50 kg of it are in use."
        );
        // No bound of its own.
        assert!(plain(&reasons.why("Bread")).ends_with("are in use."));
    }

    #[test]
    fn all_of_what_is_short_goes_somewhere() {
        let reasons = Reasons::of(&today());
        assert_eq!(
            plain(&reasons.goes.expect("milk is short")),
            "Where the 50 kg of Milk go: 30 kg to Town, 15 kg into making Butter and 5 kg to 2 others."
        );
        assert!(reasons.grows.is_some());
        let hours = Today {
            bounds: vec![bound(BoundKind::Hours, "Lb(Field)", 8.0, 8.0)],
            is_invested_in: false,
            other_takers: (0.0, 0),
            ..today()
        };
        let reasons = Reasons::of(&hours);
        assert!(
            plain(&reasons.goes.expect("hours are short"))
                .starts_with("Where the 8 kg of Field go: ")
        );
        assert_eq!(reasons.grows, None);
    }

    #[test]
    fn where_nothing_is_short_there_is_all_that_is_promised() {
        let full = Today {
            held_back: false,
            scale: 1.0,
            takers: Vec::new(),
            other_takers: (0.0, 0),
            is_invested_in: false,
            ..today()
        };
        let reasons = Reasons::of(&full);
        assert_eq!(reasons.goes, None);
        assert_eq!(
            reasons.why("Butter"),
            "There is all the Butter that is promised."
        );
    }
}
