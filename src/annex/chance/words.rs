//! What is typed into the fields of chance, and what chance has done in words.

use crate::ui::number::{percent, whole};
use crate::ui::query::share;
use crate::words::{Plural, listed, words};
use crate::worker::protocol::Chance;

/// The most days that are told one by one.
const MOST: usize = 6;

/// A number of chance that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The probability of a loss per day.
    Noise,
    /// The share lost.
    Loss,
    /// The seed.
    Seed,
}

impl Of {
    /// The number as it is typed.
    pub fn text(self, chance: Chance) -> String {
        match self {
            Self::Noise => chance.noise.to_string(),
            Self::Loss => chance.loss.to_string(),
            Self::Seed => chance.seed.to_string(),
        }
    }

    /// The chance with the number that was typed; `None` where that is none.
    pub fn typed(self, text: &str, chance: Chance) -> Option<Chance> {
        Some(match self {
            Self::Noise => Chance {
                noise: share(text)?,
                ..chance
            },
            Self::Loss => Chance {
                loss: share(text)?,
                ..chance
            },
            Self::Seed => Chance {
                seed: text.trim().parse().ok()?,
                ..chance
            },
        })
    }

    /// What is said where none was typed.
    pub fn fault(self) -> &'static str {
        match self {
            Self::Noise => words().chance_probability_number_from_0(),
            Self::Loss => words().chance_share_lost_number_from(),
            Self::Seed => words().chance_seed_whole_number_such(),
        }
    }
}

/// Whether anything is ever lost.
pub fn strikes(chance: Chance) -> bool {
    chance.noise > 0.0 && chance.loss > 0.0
}

/// What chance may do, and on which of the `planned` days it did (`lost`, rising).
pub fn told(chance: Chance, planned: usize, lost: &[usize]) -> String {
    let words = words();
    if !strikes(chance) {
        return words.chance_none().to_owned();
    }
    let share = percent(chance.loss);
    let may = if chance.noise == 1.0 {
        words.chance_every_day(&share)
    } else {
        words.chance_with_probability(&percent(chance.noise), &share)
    };
    let (count, of) = (whole(lost.len() as u64), whole(planned as u64));
    let did = match (lost.is_empty(), words.plural(planned as u64)) {
        (true, Plural::One) => words.chance_not_yet_one(&of),
        (true, Plural::Other) => words.chance_not_yet_other(&of),
        (false, Plural::One) => words.chance_struck_one(&count, &of, &days(lost, planned)),
        (false, Plural::Other) => words.chance_struck_other(&count, &of, &days(lost, planned)),
    };
    format!("{may} {did}")
}

/// Days one by one, the last ones where they are many: "days 3, 9 and 17", "lately on days 80 and 99".
fn days(lost: &[usize], planned: usize) -> String {
    let words = words();
    if lost.len() == planned && planned > 1 {
        return words.chance_all_days().to_owned();
    }
    let more = lost.len().saturating_sub(MOST);
    let of: Vec<String> = lost
        .iter()
        .skip(more)
        .map(|&day| whole(day as u64))
        .collect();
    match (&of[..], more > 0) {
        ([only], false) => words.chance_one_day(only),
        ([only], true) => words.chance_lately_one_day(only),
        (of, false) => words.chance_days(&listed(of)),
        (of, true) => words.chance_lately_days(&listed(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(noise: f64, loss: f64) -> Chance {
        Chance {
            noise,
            loss,
            seed: 7,
        }
    }

    #[test]
    fn numbers_are_typed_and_shown() {
        let before = chance(0.1, 0.2);
        let typed = |of: Of, text: &str| of.typed(text, before);
        assert_eq!(typed(Of::Noise, " 0.25 "), Some(chance(0.25, 0.2)));
        assert_eq!(typed(Of::Loss, "1"), Some(chance(0.1, 1.0)));
        let most = Chance {
            seed: u64::MAX,
            ..before
        };
        assert_eq!(typed(Of::Seed, "18446744073709551615"), Some(most));
        for (of, bad) in [
            (Of::Noise, "1.1"),
            (Of::Noise, "-0.1"),
            (Of::Noise, ""),
            (Of::Loss, "NaN"),
            (Of::Loss, "20 %"),
            (Of::Seed, "1.5"),
            (Of::Seed, "-1"),
            (Of::Seed, ""),
            (Of::Seed, "18446744073709551616"),
        ] {
            assert_eq!(typed(of, bad), None, "{bad}");
        }
        // What is shown is what was typed, with every digit.
        for of in [Of::Noise, Of::Loss, Of::Seed] {
            let odd = Chance {
                noise: 0.123_456_789_012_345,
                loss: 1e-9,
                seed: u64::MAX,
            };
            assert_eq!(of.typed(&of.text(odd), odd), Some(odd));
        }
    }

    #[test]
    fn what_chance_does_in_words() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        let said = |chance, planned, lost: &[usize]| plain(told(chance, planned, lost));
        let none = "No losses: every day goes as planned.";
        assert_eq!(said(chance(0.0, 0.2), 10, &[]), none);
        assert_eq!(said(chance(0.1, 0.0), 10, &[]), none);
        assert_eq!(
            said(chance(0.1, 0.2), 1, &[]),
            "With a probability of 10 % a day 20 % of every stock that is consumed or accumulates is lost. \
             It has not struck yet, in 1 planned day."
        );
        assert!(
            said(chance(0.1, 0.2), 51, &[3, 9, 17])
                .ends_with("It struck on 3 of 51 planned days: days 3, 9 and 17.")
        );
        assert!(
            said(chance(0.1, 0.2), 51, &[3]).ends_with("It struck on 1 of 51 planned days: day 3.")
        );
        let many: Vec<usize> = (0..2000).step_by(10).collect();
        assert!(said(chance(0.1, 0.2), 2000, &many).ends_with(
            "It struck on 200 of 2,000 planned days: lately on days 1,940, 1,950, 1,960, 1,970, 1,980 and 1,990."
        ));
        assert_eq!(
            said(chance(1.0, 0.5), 2, &[0, 1]),
            "On every day 50 % of every stock that is consumed or accumulates is lost. \
             It struck on 2 of 2 planned days: all of them."
        );
    }
}
