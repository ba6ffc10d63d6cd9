//! What is kept of an economy, and the list of recent ones.
//!
//! Whatever comes out of the browser's database may have been written by another version of the page, by another page of
//! the same server, or by nobody in their right mind: [`Kept::decoded`] lets nothing in that the page could not have written.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::annex::state::{Baseline, Hold, Work};
use crate::field::is_invisible;
use crate::ui::number::whole;
use crate::ui::shelf::shipped;
use crate::ui::views::view;
use crate::words::{Count, Language, around, counted, words};
use crate::worker::edit::{Edit, MOST_EDITS, What};
use crate::worker::look::Forecast;
use crate::worker::protocol::{Chance, PolicyStep};

/// The version of the bytes. Those of version 1 end before the losses by chance, those of version 2 before what was done at the
/// desk, which was a part of the file then, and those of version 3 before what waits.
const VERSION: u8 = 4;

/// No record is longer; what is longer is not ours. A list of edits has to be long to come near it.
pub const MOST_BYTES: usize = 8 << 20;

/// The most economies that are kept.
const MOST: usize = 8;

/// The longest name and the longest policy that are kept.
const MOST_LETTERS: usize = 300;
const MOST_STEPS: usize = 40_000;

/// The last day of any plan: a hundred years.
const LAST_DAY: u32 = 36_524;

/// An economy as it was left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// When it was opened, in milliseconds of the browser's clock: no two have the same.
    pub key: f64,
    /// When it was kept.
    pub at: f64,
    /// The name that it was opened by.
    pub name: String,
    /// The day that was shown.
    pub day: u32,
    /// How it can be opened again.
    pub of: Of,
    /// Losses by chance, where there are others than those it was opened with.
    #[serde(skip)]
    pub chance: Option<Chance>,
    /// Id of the view that was looked at; empty where that is not known.
    #[serde(skip)]
    pub view: String,
    /// What was done to it at the desk.
    #[serde(skip)]
    pub work: Arc<Work>,
}

/// How an economy can be opened again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Of {
    /// It ships with the page.
    Shipped {
        /// Its id.
        id: String,
        /// Investment over time.
        policy: Vec<PolicyStep>,
    },
    /// From the saved economy that is kept beside this, with all that was done to it: as versions 1 and 2 kept what was edited,
    /// and the user's files.
    File,
    /// From the user's files as they were opened: the saved economy that is kept beside this.
    Opened {
        /// Investment over time.
        policy: Vec<PolicyStep>,
    },
}

impl Of {
    /// Whether a saved economy is kept beside the record.
    pub fn has_file(&self) -> bool {
        !matches!(self, Self::Shipped { .. })
    }
}

/// What follows the losses by chance since version 3: from when on edits hold, and the view. The edits come after it, then what
/// was foreseen in the baseline, and its edits where there is one; since version 4 what waits until the user has said from when
/// on it holds, as edits with the place of what was done together in the place of their day.
type Desk = (Option<Hold>, String);

impl Kept {
    /// It as bytes.
    pub fn encoded(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        // Writing into memory cannot fail.
        let chance = self.chance.map(Chance::bytes).unwrap_or_default();
        let Work {
            edits,
            hold,
            baseline,
            waiting,
        } = &*self.work;
        let desk = (hold, &self.view);
        let (forecast, before) = match baseline.as_deref() {
            Some(baseline) => (Some(&baseline.forecast), &baseline.edits[..]),
            None => (None, &[][..]),
        };
        let acts = waiting.iter().zip(0..=LAST_DAY);
        let waiting: Vec<Edit> = acts
            .flat_map(|(act, place)| {
                act.iter().map(move |what| Edit {
                    day: Some(place),
                    what: what.clone(),
                })
            })
            .collect();
        let all = (self, chance, desk, edits, forecast, before, waiting);
        bytes.extend(postcard::to_allocvec(&all).unwrap_or_default());
        bytes
    }

    /// What the bytes say, unless this page cannot have written them.
    pub fn decoded(bytes: &[u8]) -> Option<Self> {
        let (&version, rest) = bytes.split_first()?;
        let (mut kept, mut left) = postcard::take_from_bytes::<Self>(rest).ok()?;
        if version >= 2 {
            let (chance, rest) = postcard::take_from_bytes::<Vec<u8>>(left).ok()?;
            left = rest;
            kept.chance = Chance::read(&chance);
            if kept.chance.is_some() == chance.is_empty() {
                return None;
            }
        }
        if version >= 3 {
            let ((hold, view), rest) = postcard::take_from_bytes::<Desk>(left).ok()?;
            let (edits, rest) = take_edits(rest)?;
            let (forecast, rest) = postcard::take_from_bytes::<Option<Forecast>>(rest).ok()?;
            let (before, rest) = take_edits(rest)?;
            let (waiting, rest) = match version {
                3 => (Vec::new(), rest),
                _ => take_edits(rest)?,
            };
            left = rest;
            kept.view = view;
            let baseline = forecast.map(|forecast| {
                Arc::new(Baseline {
                    edits: before,
                    forecast,
                })
            });
            if !are_edits(&waiting) {
                return None;
            }
            kept.work = Arc::new(Work {
                edits,
                hold,
                baseline,
                waiting: acts(&waiting),
            });
        }
        let is_known = (1..=VERSION).contains(&version);
        (is_known && left.is_empty() && kept.is_sound()).then_some(kept)
    }

    fn is_sound(&self) -> bool {
        let of = match &self.of {
            Of::Shipped { id, policy } => shipped(id).is_some() && is_policy(policy),
            Of::Opened { policy } => is_policy(policy),
            Of::File => true,
        };
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        let is_sound = |chance: Chance| is_share(chance.noise) && is_share(chance.loss);
        of && self.chance.is_none_or(is_sound)
            && are_edits(&self.work.edits)
            && self.work.baseline.as_ref().is_none_or(|baseline| {
                are_edits(&baseline.edits) && is_forecast(&baseline.forecast)
            })
            && (self.view.is_empty() || view(&self.view).is_some())
            && self.key.is_finite()
            && self.at.is_finite()
            && self.day <= LAST_DAY
            && self.name.len() <= MOST_LETTERS
            && !self.name.contains(is_invisible)
    }

    /// What it is called in the list: "Village (Table 1), edited".
    pub fn called(&self) -> String {
        let (before, after) = around(|name| words().keep_edited(name));
        // What was edited and then saved may be called so already.
        let is_said = self.name.starts_with(&before) && self.name.ends_with(&after);
        if is_said || self.work.is_nothing() {
            self.name.clone()
        } else {
            words().keep_edited(&self.name)
        }
    }

    /// It in a line: "Village (Table 1), edited · day 250".
    pub fn in_words(&self) -> String {
        words().keep_name_and_day(&self.called(), &whole(self.day))
    }
}

/// A name short enough to be kept, without what cannot be seen.
pub fn short(name: &str) -> String {
    let mut short = String::new();
    for c in name.chars().filter(|&c| !is_invisible(c)) {
        if short.len() + c.len_utf8() > MOST_LETTERS {
            break;
        }
        short.push(c);
    }
    short
}

/// What was done together, from edits that have the place of that in the place of their day.
fn acts(waiting: &[Edit]) -> Vec<Vec<What>> {
    let acts = waiting.chunk_by(|one, next| one.day == next.day);
    acts.map(|act| act.iter().map(|edit| edit.what.clone()).collect())
        .collect()
}

/// A list of edits, and what follows it.
fn take_edits(bytes: &[u8]) -> Option<(Vec<Edit>, &[u8])> {
    // A list begins with its length, which has a most before there is any room for it.
    let (count, _) = postcard::take_from_bytes::<u64>(bytes).ok()?;
    let is_short = count <= MOST_EDITS as u64;
    is_short.then(|| postcard::take_from_bytes(bytes).ok())?
}

fn are_edits(edits: &[Edit]) -> bool {
    let is_soon = |edit: &Edit| edit.day.is_none_or(|day| day <= LAST_DAY);
    // What is not equal to itself has a number in it that is none, and would never be found to be in force.
    edits.iter().all(is_soon) && *edits == edits.to_vec()
}

/// Whether something can have been foreseen so: the charts rely on days that there are, and on numbers.
fn is_forecast(forecast: &Forecast) -> bool {
    let Forecast {
        days,
        full_after,
        egalitarianism,
        hours,
        externalities,
        stocks,
        ..
    } = forecast;
    let mut measures = hours.iter().chain(externalities).chain(stocks);
    *days <= LAST_DAY + 1
        && full_after.is_none_or(|full| (1..=*days).contains(&full))
        && egalitarianism.len() <= *days as usize
        && egalitarianism.iter().all(|share| share.is_finite())
        && hours.len().max(externalities.len()) <= Forecast::MOST_COSTS
        && stocks.len() <= Forecast::MOST_STOCKS
        && measures.all(|measure| measure.amount.is_finite())
}

/// Shares from 0 to 1 by rising day, from day 0 on.
fn is_policy(policy: &[PolicyStep]) -> bool {
    let begins = policy
        .first()
        .is_some_and(|first| first.from_day == 0 && first.good.is_none());
    begins
        && policy.len() <= MOST_STEPS
        && policy.is_sorted_by_key(|step| step.from_day)
        && policy
            .iter()
            .all(|step| (0.0..=1.0).contains(&step.investment))
}

/// The list, the last kept first, and the keys of what is to be forgotten: what is beyond the most, and of each economy
/// that ships all but the last, those apart to which something was done.
pub fn sorted(mut list: Vec<Kept>) -> (Vec<Kept>, Vec<f64>) {
    list.sort_by(|a, b| b.at.total_cmp(&a.at));
    let (mut stays, mut goes): (Vec<Kept>, Vec<f64>) = (Vec::new(), Vec::new());
    for kept in list {
        let is_known = match &kept.of {
            Of::Shipped { id, .. } if kept.work.is_nothing() => stays.iter().any(|other| {
                other.work.is_nothing()
                    && matches!(&other.of, Of::Shipped { id: known, .. } if known == id)
            }),
            _ => stays.iter().any(|other| other.key == kept.key),
        };
        if is_known || stays.len() == MOST {
            goes.push(kept.key);
        } else {
            stays.push(kept);
        }
    }
    (stays, goes)
}

/// How long ago something was, in words.
pub fn ago(milliseconds: f64) -> String {
    const UNITS: [(f64, Count, Count); 3] = [
        (
            86_400_000.0,
            Language::keep_days_ago_one,
            Language::keep_days_ago_other,
        ),
        (
            3_600_000.0,
            Language::keep_hours_ago_one,
            Language::keep_hours_ago_other,
        ),
        (
            60_000.0,
            Language::keep_minutes_ago_one,
            Language::keep_minutes_ago_other,
        ),
    ];
    let fits = |(length, ..): &&(f64, Count, Count)| milliseconds >= *length;
    match UNITS.iter().find(fits) {
        Some((length, one, other)) => {
            let count = (milliseconds / length).min(36_500.0) as u32;
            counted(count, &whole(count), *one, *other)
        }
        // A clock that was set back counts as now.
        None => words().keep_just_now().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::look::{Measure, Named};

    const CHANCE: Chance = Chance {
        noise: 0.1,
        loss: 0.25,
        seed: 7,
    };

    fn step(from_day: u32, investment: f64) -> PolicyStep {
        PolicyStep {
            from_day,
            good: None,
            investment,
        }
    }

    fn kept(key: f64, at: f64, of: Of) -> Kept {
        Kept {
            key,
            at,
            name: "Village".to_owned(),
            day: 250,
            of,
            chance: Some(CHANCE),
            view: String::new(),
            work: Arc::default(),
        }
    }

    fn population(day: Option<u32>, citizens: f64) -> Edit {
        let profile = "Prof 0".to_owned();
        let what = What::Population { profile, citizens };
        Edit { day, what }
    }

    /// Something edited, with everything that there can be.
    fn edited(edits: Vec<Edit>) -> Kept {
        Kept {
            view: "profiles".to_owned(),
            work: Arc::new(Work {
                edits,
                hold: Some(Hold::Shown),
                baseline: Some(Arc::new(Baseline {
                    edits: vec![population(Some(3), 4.5)],
                    forecast: forecast(),
                })),
                waiting: vec![
                    vec![population(None, 1.0).what, population(None, 2.0).what],
                    vec![population(None, 3.0).what],
                ],
            }),
            ..kept(1.5, 2.5, village(vec![step(0, 0.51), step(9, 0.6)]))
        }
    }

    fn forecast() -> Forecast {
        let of = Named {
            name: "Butter".to_owned(),
            unit: "g".to_owned(),
        };
        let measure = Measure { of, amount: 2.5 };
        Forecast {
            days: 2,
            full_after: Some(2),
            egalitarianism: vec![0.5, 1.0],
            binding: "stock:Milk".to_owned(),
            worst: Some(("Prof 0".to_owned(), "Butter".to_owned())),
            hours: vec![measure.clone()],
            externalities: Vec::new(),
            stocks: vec![measure],
        }
    }

    fn village(policy: Vec<PolicyStep>) -> Of {
        let id = "village".to_owned();
        Of::Shipped { id, policy }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let policy = vec![step(0, 0.51), step(9, 0.6)];
        for of in [Of::File, village(policy.clone()), Of::Opened { policy }] {
            let kept = kept(1.5, 2.5, of);
            assert_eq!(Kept::decoded(&kept.encoded()), Some(kept));
        }
        let kept = edited(vec![population(None, 9.0), population(Some(50), 12.5)]);
        assert_eq!(Kept::decoded(&kept.encoded()), Some(kept));
    }

    #[test]
    fn what_is_edited_is_called_so_once() {
        let mut kept = edited(vec![population(None, 9.0)]);
        assert_eq!(kept.in_words(), "Village, edited · day 250");
        kept.name = "Village, edited".to_owned();
        assert_eq!(kept.called(), "Village, edited");
        kept.work = Arc::default();
        kept.name = "Village".to_owned();
        assert_eq!(kept.called(), "Village");
    }

    #[test]
    fn what_earlier_versions_kept_comes_back_with_what_they_knew() {
        for of in [Of::File, village(vec![step(0, 0.51)])] {
            let now = kept(1.5, 2.5, of);
            let chance = CHANCE.bytes();
            let of_version = |version: u8, bytes: Result<Vec<u8>, postcard::Error>| {
                [&[version], bytes.expect("memory").as_slice()].concat()
            };
            let second = of_version(2, postcard::to_allocvec(&(&now, chance)));
            assert_eq!(Kept::decoded(&second).as_ref(), Some(&now));
            let first = of_version(1, postcard::to_allocvec(&now));
            let chance = None;
            let old = Kept {
                chance,
                ..now.clone()
            };
            assert_eq!(Kept::decoded(&first), Some(old));
            // Version 3 ended before what waits.
            let mut third = edited(vec![population(None, 9.0)]);
            let mut bytes = third.encoded();
            Arc::make_mut(&mut third.work).waiting.clear();
            let without = third.encoded();
            bytes.truncate(without.len() - 1);
            bytes[0] = 3;
            assert_eq!(Kept::decoded(&bytes).as_ref(), Some(&third));
            for bytes in [first, second, bytes] {
                assert_eq!(Kept::decoded(&[&bytes[..], &[0]].concat()), None);
            }
        }
    }

    #[test]
    fn a_list_has_a_most() {
        let of_length = |length| edited(vec![population(None, 1.0); length]).encoded();
        assert!(Kept::decoded(&of_length(MOST_EDITS)).is_some());
        assert_eq!(Kept::decoded(&of_length(MOST_EDITS + 1)), None);
    }

    #[test]
    fn what_the_page_cannot_have_written_stays_out() {
        let good = kept(1.0, 2.0, village(vec![step(0, 0.51)]));
        let bad = [
            Kept {
                chance: Some(Chance {
                    noise: 1.5,
                    ..CHANCE
                }),
                ..good.clone()
            },
            Kept {
                chance: Some(Chance {
                    loss: f64::NAN,
                    ..CHANCE
                }),
                ..good.clone()
            },
            Kept {
                key: f64::NAN,
                ..good.clone()
            },
            Kept {
                at: f64::INFINITY,
                ..good.clone()
            },
            Kept {
                day: 36_525,
                ..good.clone()
            },
            Kept {
                name: "x".repeat(301),
                ..good.clone()
            },
            Kept {
                name: "a\u{202e}b".to_owned(),
                ..good.clone()
            },
            Kept {
                name: "a\nb".to_owned(),
                ..good.clone()
            },
            kept(
                1.0,
                2.0,
                Of::Opened {
                    policy: vec![step(1, 0.5)],
                },
            ),
            edited(vec![population(Some(36_525), 1.0)]),
            edited(vec![population(None, f64::NAN)]),
            Kept {
                view: "atlantis".to_owned(),
                ..good.clone()
            },
            kept(1.0, 2.0, village(vec![])),
            kept(1.0, 2.0, village(vec![step(1, 0.5)])),
            kept(1.0, 2.0, village(vec![step(0, 1.5)])),
            kept(1.0, 2.0, village(vec![step(0, f64::NAN)])),
            kept(
                1.0,
                2.0,
                village(vec![step(0, 0.5), step(9, 0.5), step(3, 0.5)]),
            ),
            kept(
                1.0,
                2.0,
                Of::Shipped {
                    id: "atlantis".to_owned(),
                    policy: vec![step(0, 0.5)],
                },
            ),
        ];
        for kept in bad {
            assert_eq!(Kept::decoded(&kept.encoded()), None, "{kept:?}");
        }
        let bytes = good.encoded();
        let (other, longer) = (
            [&[VERSION + 1], &bytes[1..]].concat(),
            [&bytes[..], &[0]].concat(),
        );
        for broken in [&[][..], &bytes[..9], &other, &longer, &[VERSION; 40]] {
            assert_eq!(Kept::decoded(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_baseline_is_of_days_and_of_numbers() {
        let with = |edits: &[Edit], change: &dyn Fn(&mut Forecast)| {
            let mut forecast = forecast();
            change(&mut forecast);
            let edits = edits.to_vec();
            let mut kept = edited(vec![population(None, 1.0)]);
            Arc::make_mut(&mut kept.work).baseline = Some(Arc::new(Baseline { edits, forecast }));
            Kept::decoded(&kept.encoded())
        };
        assert!(with(&[], &|_| ()).is_some());
        assert!(with(&[], &|told| told.full_after = None).is_some());
        // Rounding leaves a share above one now and then.
        assert!(with(&[], &|told| told.egalitarianism[1] += f64::EPSILON).is_some());
        let bad: [&dyn Fn(&mut Forecast); 8] = [
            &|told| told.full_after = Some(0),
            &|told| told.full_after = Some(3),
            &|told| told.days = 1,
            &|told| told.days = u32::MAX,
            &|told| told.egalitarianism[0] = f64::NAN,
            &|told| told.hours[0].amount = f64::INFINITY,
            &|told| told.stocks = vec![told.stocks[0].clone(); Forecast::MOST_STOCKS + 1],
            &|told| told.hours = vec![told.hours[0].clone(); Forecast::MOST_COSTS + 1],
        ];
        for (which, change) in bad.iter().enumerate() {
            assert_eq!(with(&[], change), None, "{which}");
        }
        assert_eq!(with(&[population(Some(36_525), 1.0)], &|_| ()), None);
        let many = vec![population(None, 1.0); MOST_EDITS + 1];
        assert_eq!(with(&many, &|_| ()), None);
    }

    #[test]
    fn what_waits_is_of_numbers_and_has_a_most() {
        let with = |waiting: Vec<Vec<What>>| {
            let mut kept = edited(vec![population(None, 1.0)]);
            Arc::make_mut(&mut kept.work).waiting = waiting;
            Kept::decoded(&kept.encoded())
        };
        let what = population(None, 1.0).what;
        assert!(with(vec![vec![what.clone(); 3]; 2]).is_some());
        assert_eq!(with(vec![vec![population(None, f64::NAN).what]]), None);
        assert_eq!(with(vec![vec![what; MOST_EDITS + 1]]), None);
    }

    #[test]
    fn no_bytes_make_the_reader_panic() {
        // Every byte of a good record in turn replaced by every other: it is read as something sound or not at all.
        let bytes = edited(vec![population(Some(50), 12.5)]).encoded();
        for place in 0..bytes.len() {
            for byte in 0..=255 {
                let mut broken = bytes.clone();
                broken[place] = byte;
                assert!(Kept::decoded(&broken).is_none_or(|kept| kept.is_sound()));
            }
        }
    }

    #[test]
    fn names_are_made_short_and_plain() {
        assert_eq!(
            short("Village (Table 1), edited"),
            "Village (Table 1), edited"
        );
        assert_eq!(short("a\nb\u{202e}c"), "abc");
        let long = short(&"ä".repeat(400));
        assert!(kept(0.0, 0.0, Of::File).is_sound() && long.len() <= MOST_LETTERS);
    }

    #[test]
    fn the_list_begins_with_the_last_and_does_not_grow_for_ever() {
        let mut list: Vec<Kept> = (0..9)
            .map(|k| kept(f64::from(k), f64::from(k), Of::File))
            .collect();
        list.push(kept(100.0, 3.5, village(vec![step(0, 0.5)])));
        list.push(kept(101.0, 8.5, village(vec![step(0, 0.6)])));
        // What was edited is another economy.
        list.push(Kept {
            key: 102.0,
            at: 6.5,
            ..edited(vec![population(None, 1.0)])
        });
        let (stays, goes) = sorted(list);
        let keys: Vec<f64> = stays.iter().map(|kept| kept.key).collect();
        assert_eq!(keys, [101.0, 8.0, 7.0, 102.0, 6.0, 5.0, 4.0, 3.0]);
        assert_eq!(goes, [100.0, 2.0, 1.0, 0.0]);
    }

    #[test]
    fn times_in_words() {
        let told = [-5e9, 0.0, 59e3, 60e3, 125e3, 3.6e6, 8.64e7, 2.6e9].map(ago);
        let expected = [
            "just now",
            "just now",
            "just now",
            "1 minute ago",
            "2 minutes ago",
            "1 hour ago",
            "1 day ago",
            "30 days ago",
        ];
        assert_eq!(told, expected);
    }
}
