//! What is typed into the fields of chance, and what chance has done in words.

use crate::ui::number::{percent, whole};
use crate::ui::query::share;
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
            Self::Noise => "A probability is a number from 0 to 1, such as 0.1.",
            Self::Loss => "The share lost is a number from 0 to 1, such as 0.2.",
            Self::Seed => "A seed is a whole number, such as 7.",
        }
    }
}

/// Whether anything is ever lost.
pub fn strikes(chance: Chance) -> bool {
    chance.noise > 0.0 && chance.loss > 0.0
}

/// What chance may do, and on which of the `planned` days it did (`lost`, rising).
pub fn told(chance: Chance, planned: usize, lost: &[usize]) -> String {
    if !strikes(chance) {
        return "No losses: every day goes as planned.".to_owned();
    }
    let may = if chance.noise == 1.0 {
        "On every day".to_owned()
    } else {
        format!("With a probability of {} a day", percent(chance.noise))
    };
    let share = percent(chance.loss);
    let did = if lost.is_empty() {
        format!("It has not struck yet, in {}.", counted(planned))
    } else {
        let last = lost.len() == planned;
        let when = if last && planned > 1 {
            "all of them".to_owned()
        } else {
            days(lost)
        };
        format!(
            "It struck on {} of {}: {when}.",
            whole(lost.len() as u64),
            counted(planned)
        )
    };
    format!("{may} {share} of every stock that is consumed or accumulates is lost. {did}")
}

fn counted(days: usize) -> String {
    format!(
        "{} planned {}",
        whole(days as u64),
        if days == 1 { "day" } else { "days" }
    )
}

/// Days one by one, the last ones where they are many: "days 3, 9 and 17", "lately on days 80 and 99".
fn days(lost: &[usize]) -> String {
    let of: Vec<String> = lost.iter().map(|&day| whole(day as u64)).collect();
    let (lead, of) = match of.len().checked_sub(MOST) {
        Some(more) if more > 0 => ("lately on ", &of[more..]),
        _ => ("", &of[..]),
    };
    match of {
        [only] => format!("{lead}day {only}"),
        [first @ .., last] => format!("{lead}days {} and {last}", first.join(", ")),
        [] => String::new(),
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
