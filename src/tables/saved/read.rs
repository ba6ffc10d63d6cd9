//! JSON to everything. The file is taken apart list by list and object by object, so that reading can pause between them
//! and a fault can say in which line it is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::format::{
    ChangePart, ExternalityPart, GoodPart, LabourPart, LogPart, NeedPart, Part, ProfilePart,
    StepPart, UnitPart, WhatPart,
};
use super::skim;
use super::{FIELDS, FORMAT, Fields, Kept, Saved, unknown, version_fault};
use crate::economy::{
    Answer, Cells, Change, Coefficients, Curve, DatedChange, Economy, Externality, Good, Input,
    Keeping, Labour, Parts, Profile, Unit,
};
use crate::pace::Pace;
use crate::tables::fault::{Faults, Place, quoted};
use crate::tables::scope::Everything;
use crate::tables::write::is_readable;
use crate::tables::{Import, ImportError, NamedFile, Report, text};
use crate::words::words;

/// Whether a file looks like JSON.
pub(crate) fn is_saved(file: &NamedFile) -> bool {
    let text = file
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&file.bytes);
    text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// Reads a saved file.
pub(crate) async fn read(file: &NamedFile, pace: &Pace) -> Result<Import, Vec<ImportError>> {
    let mut faults = Faults::of(&file.name);
    let bytes = text::checked(&file.bytes, &mut faults, pace).await;
    let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let mut reader = Reader {
        text: text.unwrap_or_default(),
        faults,
        kept: Kept::default(),
        pace,
    };
    let import = match text {
        Some(_) => reader.import().await,
        None => None,
    };
    match import {
        Some(import) if reader.faults.count() == 0 => Ok(import),
        _ => Err(reader.faults.into_list()),
    }
}

struct Reader<'a> {
    text: &'a str,
    faults: Faults<Everything>,
    kept: Kept,
    pace: &'a Pace,
}

/// An object whose fields have not been read yet.
type Object<'a> = BTreeMap<String, &'a str>;

/// How many there are of what is referred to by places.
#[derive(Clone, Copy)]
struct Counts {
    goods: usize,
    labour: usize,
    externalities: usize,
    profiles: usize,
    units: usize,
}

impl Counts {
    fn has(self, input: Input) -> bool {
        match input {
            Input::Good(place) => place < self.goods,
            Input::Labour(place) => place < self.labour,
            Input::Externality(place) => place < self.externalities,
        }
    }
}

impl<'a> Reader<'a> {
    /// Everything, or `None` after a fault.
    async fn import(&mut self) -> Option<Import> {
        let file = self.object().await?;
        let goods = self.parts::<GoodPart>(&file).await;
        let labour = self.parts::<LabourPart>(&file).await;
        let externalities = self.parts::<ExternalityPart>(&file).await;
        let profiles = self.parts::<ProfilePart>(&file).await;
        let units = self.parts::<UnitPart>(&file).await;
        let counts = Counts {
            goods: goods.len(),
            labour: labour.len(),
            externalities: externalities.len(),
            profiles: profiles.len(),
            units: units.len(),
        };
        let parts = Parts {
            name: self.field(&file, "name").unwrap_or_default(),
            goods_table: self.table(&file, "table", counts.goods, counts.goods).await,
            labour_table: self
                .table(&file, "labour_table", counts.labour, counts.goods)
                .await,
            externality_table: self
                .table(
                    &file,
                    "externality_table",
                    counts.externalities,
                    counts.goods,
                )
                .await,
            goods: goods
                .into_iter()
                .filter_map(|(at, part)| self.good(at, part))
                .collect(),
            labour: labour
                .into_iter()
                .map(|(_, part)| Labour {
                    name: part.name,
                    hours: part.hours,
                })
                .collect(),
            externalities: externalities
                .into_iter()
                .map(|(_, part)| Externality {
                    name: part.name,
                    weight: part.weight,
                })
                .collect(),
            profiles: profiles
                .into_iter()
                .filter_map(|(at, part)| self.profile(at, part, counts))
                .collect(),
            units: units
                .into_iter()
                .filter_map(|(at, part)| self.unit(at, part, counts))
                .collect(),
        };
        self.names(&parts);
        let changes = self.changes(&file, counts).await;
        let policy = self.policy(&file, counts).await;
        let log: LogPart = self.field(&file, "log").unwrap_or_default();
        let saved = Saved {
            day: self.field(&file, "day").unwrap_or_default(),
            noise: self.share(&file, "noise"),
            loss: self.share(&file, "loss"),
            seed: self.field(&file, "seed").flatten(),
            kept: self.kept(&file),
        };
        if self.faults.count() > 0 {
            return None;
        }
        match Economy::of(parts, self.pace).await {
            Ok(economy) => Some(Import {
                economy,
                changes,
                policy,
                report: Report {
                    read: log.read,
                    assumed: log.assumed,
                    ignored: log.ignored,
                    uncounted: log.uncounted,
                },
                saved: Some(saved),
            }),
            Err(error) => {
                self.faults.add(Place::File, || {
                    (error.to_string(), words().files_set_computable(), "")
                });
                None
            }
        }
    }

    /// The whole file as an object, if it is a saved economy of a version that can be read.
    async fn object(&mut self) -> Option<Object<'a>> {
        let expected = words().files_saved_expected();
        let file = match skim::fields(self.text, self.pace).await {
            Ok(file) => file,
            Err(odd) => {
                // The library has the better words for it, where it minds the same.
                let error = serde_json::from_str::<IgnoredAny>(self.text).err();
                let place = match &error {
                    Some(error) => {
                        Place::Line(u32::try_from(error.line()).unwrap_or(u32::MAX).max(1))
                    }
                    None => self.place(odd.found),
                };
                self.faults.add(place, || {
                    let why = error.map_or(odd.expected.to_owned(), |error| without_place(&error));
                    let hint = words().files_saved_cut_off();
                    (words().files_saved_no_json(&why), expected, hint)
                });
                return None;
            }
        };
        let format = file
            .get("format")
            .and_then(|raw| serde_json::from_str(raw).ok());
        if format != Some(FORMAT.to_owned()) {
            self.faults.add(Place::File, || {
                let found = words().files_saved_other_json();
                (found, expected, "")
            });
            return None;
        }
        let version: u32 = self.field(&file, "version")?;
        if let Some(fault) = version_fault(version) {
            self.faults.add(Place::File, || fault);
            return None;
        }
        Some(file)
    }

    /// A field of the file.
    fn field<T: for<'b> Deserialize<'b>>(&mut self, file: &Object<'a>, name: &str) -> Option<T> {
        let raw = file.get(name).copied();
        let Some(raw) = raw else {
            self.faults.add(Place::File, || {
                (
                    words().files_saved_no_field(&quoted(name)),
                    words().files_saved_all_fields(),
                    "",
                )
            });
            return None;
        };
        self.value(raw, name)
    }

    /// A share that is not in every file.
    fn share(&mut self, file: &Object<'a>, name: &str) -> Option<f64> {
        let raw = file.get(name).copied()?;
        let share = self.value::<Option<f64>>(raw, name).flatten()?;
        if !(0.0..=1.0).contains(&share) {
            let place = self.place(raw);
            self.faults.add(place, || {
                let found = words().files_saved_value_in(&share.to_string(), &quoted(name));
                (found, words().files_saved_share(), "")
            });
            return None;
        }
        Some(share)
    }

    fn value<T: for<'b> Deserialize<'b>>(&mut self, raw: &str, of: &str) -> Option<T> {
        match serde_json::from_str(raw) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = self.place(raw);
                self.faults.add(place, || {
                    let found = words().files_saved_value_in(&quoted(raw), &quoted(of));
                    (
                        found,
                        words().files_saved_what_is_saved(&without_place(&error)),
                        "",
                    )
                });
                None
            }
        }
    }

    /// The items of a list, not yet read.
    async fn items(&mut self, file: &Object<'a>, name: &str) -> Vec<&'a str> {
        let raw = file.get(name).copied();
        let items = match raw {
            Some(raw) => skim::items(raw, self.pace).await.ok(),
            None => None,
        };
        items.unwrap_or_else(|| {
            let place = raw.map_or(Place::File, |raw| self.place(raw));
            self.faults.add(place, || {
                let found = raw.map_or(words().files_saved_nothing().to_owned(), quoted);
                (found, words().files_saved_list(&quoted(name)), "")
            });
            Vec::new()
        })
    }

    /// A list of objects with names; what they have beyond their known fields is kept.
    async fn parts<P: Part>(&mut self, file: &Object<'a>) -> Vec<(&'a str, P)> {
        let mut parts = Vec::new();
        for raw in self.items(file, P::LIST).await {
            self.pace.work(10 * raw.len()).await;
            let Some(part) = self.value::<P>(raw, P::LIST) else {
                continue;
            };
            let fields: Fields = serde_json::from_str(raw).unwrap_or_default();
            let extra = unknown(fields, P::FIELDS);
            self.kept.add(P::LIST, part.name(), extra);
            parts.push((raw, part));
        }
        parts
    }

    async fn table(
        &mut self,
        file: &Object<'a>,
        name: &str,
        rows: usize,
        goods: usize,
    ) -> Coefficients {
        let mut cells = Cells::default();
        for raw in self.items(file, name).await {
            self.pace.work(10 * raw.len()).await;
            let Some(cell) = self.value::<(u32, u32, f64)>(raw, name) else {
                continue;
            };
            if (cell.0 as usize) < rows && (cell.1 as usize) < goods {
                cells.push(cell.0, cell.1, cell.2);
            } else {
                self.out_of_range(raw, name);
            }
        }
        let (table, twice) = Coefficients::of(rows, goods, &cells, self.pace).await;
        if twice > 0 {
            self.faults.add(Place::File, || {
                let found = words().files_saved_amounts_twice(&twice.to_string(), &quoted(name));
                (found, words().files_saved_one_amount(), "")
            });
        }
        table
    }

    fn good(&mut self, at: &'a str, part: GoodPart) -> Option<Good> {
        let Some(keeping) = Keeping::named(&part.keeping) else {
            let place = self.place(at);
            self.faults.add(place, || {
                let expected =
                    words().files_header_one_of(&Keeping::ALL.map(Keeping::name).join(", "));
                (
                    words().files_saved_keeping(&quoted(&part.keeping)),
                    expected,
                    "",
                )
            });
            return None;
        };
        Some(Good {
            name: part.name,
            unit: part.unit,
            stock: part.stock,
            stock_bound: part.stock_bound,
            bound: part.bound,
            keeping,
            gestation: part.gestation,
            loss: part.loss,
            external_demand: part.external_demand,
        })
    }

    fn profile(&mut self, at: &'a str, part: ProfilePart, counts: Counts) -> Option<Profile> {
        let mut allotment = vec![0.0; counts.goods];
        for (good, amount) in part.allotment {
            match allotment.get_mut(good) {
                Some(slot) => *slot = amount,
                None => {
                    self.out_of_range(at, &part.name);
                    return None;
                }
            }
        }
        Some(Profile {
            name: part.name,
            population: part.population,
            allotment,
        })
    }

    fn unit(&mut self, at: &'a str, part: UnitPart, counts: Counts) -> Option<Unit> {
        let mut needs = Vec::new();
        for need in part.needs {
            needs.push(self.need(at, &part.name, need, counts)?);
        }
        if part.good >= counts.goods {
            self.out_of_range(at, &part.name);
            return None;
        }
        Some(Unit {
            name: part.name,
            good: part.good,
            capacity: part.capacity,
            needs,
        })
    }

    fn need(
        &mut self,
        at: &'a str,
        of: &str,
        part: NeedPart,
        counts: Counts,
    ) -> Option<(Input, Curve)> {
        let input = part.input.into();
        if !counts.has(input) {
            self.out_of_range(at, of);
            return None;
        }
        let answers = part.answers.into_iter();
        let answers = answers.map(|(output, amount)| Answer { output, amount });
        match Curve::new(answers.collect(), part.between.0) {
            Ok(curve) => Some((input, curve)),
            Err(error) => {
                let place = self.place(at);
                self.faults.add(place, || {
                    let found =
                        words().files_unit_answers_do_not_fit(&quoted(of), &error.to_string());
                    (found, words().files_unit_fitting_answers(), "")
                });
                None
            }
        }
    }

    async fn changes(&mut self, file: &Object<'a>, counts: Counts) -> Vec<DatedChange> {
        let mut changes = Vec::new();
        for raw in self.items(file, "changes").await {
            self.pace.work(10 * raw.len()).await;
            let Some(part) = self.value::<ChangePart>(raw, "changes") else {
                continue;
            };
            let at = raw;
            if let Some(change) = self.change(at, part.what, counts) {
                changes.push(DatedChange {
                    day: part.day,
                    change,
                });
            }
        }
        changes
    }

    fn change(&mut self, at: &'a str, part: WhatPart, counts: Counts) -> Option<Change> {
        let Counts {
            goods,
            labour: kinds,
            profiles,
            units,
            ..
        } = counts;
        let (known, change) = match part {
            WhatPart::Population { profile, citizens } => {
                (profile < profiles, Change::Population { profile, citizens })
            }
            WhatPart::Allotment {
                profile,
                good,
                amount,
            } => (
                profile < profiles && good < goods,
                Change::Allotment {
                    profile,
                    good,
                    amount,
                },
            ),
            WhatPart::Coefficient {
                input,
                good,
                amount,
            } => {
                let input = input.into();
                let change = Change::Coefficient {
                    input,
                    good,
                    amount,
                };
                (counts.has(input) && good < goods, change)
            }
            WhatPart::Answers { unit, need } => {
                let (input, curve) = self.need(at, "changes", need, counts)?;
                (unit < units, Change::Answers { unit, input, curve })
            }
            WhatPart::Delivery { good, amount } => {
                (good < goods, Change::Delivery { good, amount })
            }
            WhatPart::Hours { labour, hours } => (labour < kinds, Change::Hours { labour, hours }),
            WhatPart::Investment { good, share } => (
                good.is_none_or(|good| good < goods),
                Change::Investment { good, share },
            ),
        };
        if !known {
            self.out_of_range(at, "changes");
        }
        known.then_some(change)
    }

    async fn policy(&mut self, file: &Object<'a>, counts: Counts) -> Vec<DatedChange> {
        let mut steps = Vec::new();
        for raw in self.items(file, "policy").await {
            self.pace.work(10 * raw.len()).await;
            let Some(step) = self.value::<StepPart>(raw, "policy") else {
                continue;
            };
            let at = raw;
            if step.good.is_some_and(|good| good >= counts.goods) {
                self.out_of_range(at, "policy");
            } else if !(0.0..=1.0).contains(&step.investment) {
                let place = self.place(at);
                self.faults.add(place, || {
                    let found = words().files_saved_investment(&step.investment.to_string());
                    (found, words().files_number_share(), "")
                });
            } else {
                let change = Change::Investment {
                    good: step.good,
                    share: step.investment,
                };
                steps.push(DatedChange {
                    day: step.from_day,
                    change,
                });
            }
        }
        steps
    }

    /// What holds for the names of every economy that was read from a file.
    fn names(&mut self, parts: &Parts) {
        let goods = parts.goods.iter().map(|good| &good.name);
        let labour = parts.labour.iter().map(|labour| &labour.name);
        let externalities = parts
            .externalities
            .iter()
            .map(|externality| &externality.name);
        let profiles = parts.profiles.iter().map(|profile| &profile.name);
        let units = parts.units.iter().map(|unit| &unit.name);
        let names = goods
            .chain(labour)
            .chain(externalities)
            .chain(profiles)
            .chain(units);
        let wrong: BTreeSet<&String> = names.filter(|name| !is_readable(name)).collect();
        for name in wrong {
            self.faults.add(Place::File, || {
                let expected = words().files_saved_readable_name();
                (words().files_saved_name(&quoted(name)), expected, "")
            });
        }
    }

    fn kept(&mut self, file: &Object<'a>) -> String {
        let mut fields = Fields::new();
        for (name, raw) in file {
            if !FIELDS.contains(&name.as_str())
                && let Some(value) = self.value(raw, name)
            {
                fields.insert(name.clone(), value);
            }
        }
        self.kept.file = fields;
        self.kept.text()
    }

    fn out_of_range(&mut self, at: &'a str, of: &str) {
        let place = self.place(at);
        self.faults.add(place, || {
            let found = words().files_saved_out_of_list(&quoted(of));
            (found, words().files_saved_places(), "")
        });
    }

    /// The line in which a part of the file begins. Looks at everything before, so it is for faults only.
    fn place(&self, raw: &str) -> Place {
        if !self.faults.has_room() {
            return Place::File;
        }
        let begin = (raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let before = self.text.as_bytes().get(..begin).unwrap_or_default();
        let lines = before.iter().filter(|&&byte| byte == b'\n').count();
        Place::Line(u32::try_from(lines + 1).unwrap_or(u32::MAX))
    }
}

/// What an error says, without the place, which is counted from the part that was read. It quotes the file, and a name in
/// there may be as long and look as odd as it likes.
fn without_place(error: &serde_json::Error) -> String {
    const MOST: usize = 150;
    let text = error.to_string();
    let words = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(words, _)| words);
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
