//! Everything to JSON, list by list.

use std::fmt::Write as _;

use serde::Serialize;

use super::format::{
    Between, ChangePart, ExternalityPart, GoodPart, LabourPart, LogPart, NeedPart, Part,
    ProfilePart, StepPart, UnitPart, WhatPart,
};
use super::{FORMAT, Fields, Kept, Saved, VERSION};
use crate::economy::{
    Change, Coefficients, Curve, DatedChange, Economy, Good, Input, Profile, Unit,
};
use crate::pace::Pace;
use crate::tables::Import;

/// Writes everything that `import` holds. Reading it gives the same, to the bit.
pub async fn write_saved(import: &Import, pace: &Pace) -> String {
    let economy = &import.economy;
    let saved = import.saved.clone().unwrap_or_default();
    let mut file = File {
        text: String::new(),
        kept: Kept::of(&saved.kept),
        pace,
    };
    file.head(economy, &saved);
    file.parts(economy.goods().iter().map(good)).await;
    let labour = economy.labour().iter().map(|labour| LabourPart {
        name: labour.name.clone(),
        hours: labour.hours,
    });
    file.parts(labour).await;
    let externalities = economy
        .externalities()
        .iter()
        .map(|externality| ExternalityPart {
            name: externality.name.clone(),
            weight: externality.weight,
        });
    file.parts(externalities).await;
    file.parts(economy.profiles().iter().map(profile)).await;
    file.parts(economy.units().iter().map(unit)).await;
    let constants = |table: &Coefficients, of: fn(usize) -> Input| {
        let mut cells: Vec<(usize, usize, f64)> = table.cells().collect();
        // A constant that units overrule is a part of what was read.
        let overruled = economy.overruled().iter();
        cells.extend(overruled.filter_map(|&(input, good, constant)| {
            let row = input.place();
            (of(row) == input).then_some((row, good, constant))
        }));
        cells
    };
    file.list("table", constants(economy.goods_table(), Input::Good))
        .await;
    file.list(
        "labour_table",
        constants(economy.labour_table(), Input::Labour),
    )
    .await;
    let externalities = constants(economy.externality_table(), Input::Externality);
    file.list("externality_table", externalities).await;
    file.list("changes", import.changes.iter().map(change))
        .await;
    file.list("policy", import.policy.iter().filter_map(step))
        .await;
    file.foot(&LogPart {
        read: import.report.read.clone(),
        assumed: import.report.assumed.clone(),
        ignored: import.report.ignored.clone(),
        uncounted: uncounted(import),
    });
    file.text
}

/// Profiles that nobody has counted by now.
fn uncounted(import: &Import) -> Vec<String> {
    let ones = import.economy.profiles().iter();
    let ones = ones.filter(|profile| profile.population == 1.0);
    let names = ones.map(|profile| &profile.name);
    let still = names.filter(|name| import.report.uncounted.contains(name));
    still.cloned().collect()
}

/// A file being written.
struct File<'a> {
    text: String,
    kept: Kept,
    pace: &'a Pace,
}

impl File<'_> {
    fn head(&mut self, economy: &Economy, saved: &Saved) {
        // Writing to a String cannot fail.
        let _ = write!(
            self.text,
            "{{\n\"format\":{},\n\"version\":{VERSION},\n\"name\":{},\n\"day\":{},\n\"noise\":{},\n\"loss\":{},\n\"seed\":{},\n",
            json(&FORMAT),
            json(&economy.name()),
            saved.day,
            json(&saved.noise),
            json(&saved.loss),
            json(&saved.seed),
        );
    }

    /// A list of objects with names, each with the fields of its own that are not known here.
    async fn parts<P: Part>(&mut self, parts: impl Iterator<Item = P>) {
        let kept = self.kept.lists.remove(P::LIST).unwrap_or_default();
        let objects = parts.map(|part| {
            let mut object = json(&part);
            if let Some(fields) = kept.get(part.name()) {
                object.pop();
                add_fields(&mut object, fields);
                object.push('}');
            }
            object
        });
        self.written(P::LIST, objects).await;
    }

    async fn list<T: Serialize>(&mut self, name: &str, items: impl IntoIterator<Item = T>) {
        self.written(name, items.into_iter().map(|item| json(&item)))
            .await;
    }

    async fn written(&mut self, name: &str, items: impl Iterator<Item = String>) {
        let _ = write!(self.text, "\"{name}\":[");
        let mut separator = "\n";
        for item in items {
            self.text.push_str(separator);
            self.text.push_str(&item);
            separator = ",\n";
            // Writing a number takes about as long as some products.
            self.pace.work(2 * item.len()).await;
        }
        self.text.push_str("],\n");
    }

    fn foot(&mut self, log: &LogPart) {
        let _ = write!(self.text, "\"log\":{}", json(log));
        let fields = std::mem::take(&mut self.kept.file);
        add_fields(&mut self.text, &fields);
        self.text.push_str("\n}\n");
    }
}

fn add_fields(object: &mut String, fields: &Fields) {
    for (name, value) in fields {
        let _ = write!(object, ",{}:{}", json(name), value.get());
    }
}

/// What is written here has names and numbers only, and numbers of an economy are finite: this cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn good(good: &Good) -> GoodPart {
    GoodPart {
        name: good.name.clone(),
        unit: good.unit.clone(),
        stock: good.stock,
        stock_bound: good.stock_bound,
        bound: good.bound,
        keeping: good.keeping.name().to_owned(),
        gestation: good.gestation,
        loss: good.loss,
        external_demand: good.external_demand,
    }
}

fn profile(profile: &Profile) -> ProfilePart {
    let amounts = profile.allotment.iter().copied().enumerate();
    ProfilePart {
        name: profile.name.clone(),
        population: profile.population,
        allotment: amounts.filter(|&(_, amount)| amount != 0.0).collect(),
    }
}

fn unit(unit: &Unit) -> UnitPart {
    UnitPart {
        name: unit.name.clone(),
        good: unit.good,
        capacity: unit.capacity,
        needs: unit
            .needs
            .iter()
            .map(|(input, curve)| need(*input, curve))
            .collect(),
    }
}

fn need(input: Input, curve: &Curve) -> NeedPart {
    let answers = curve.answers().iter();
    NeedPart {
        input: input.into(),
        between: Between(curve.interpolation()),
        answers: answers
            .map(|answer| (answer.output, answer.amount))
            .collect(),
    }
}

fn change(dated: &DatedChange) -> ChangePart {
    let what = match &dated.change {
        &Change::Population { profile, citizens } => WhatPart::Population { profile, citizens },
        &Change::Allotment {
            profile,
            good,
            amount,
        } => WhatPart::Allotment {
            profile,
            good,
            amount,
        },
        &Change::Coefficient {
            input,
            good,
            amount,
        } => WhatPart::Coefficient {
            input: input.into(),
            good,
            amount,
        },
        Change::Answers { unit, input, curve } => WhatPart::Answers {
            unit: *unit,
            need: need(*input, curve),
        },
        &Change::Delivery { good, amount } => WhatPart::Delivery { good, amount },
        &Change::Hours { labour, hours } => WhatPart::Hours { labour, hours },
        &Change::Investment { good, share } => WhatPart::Investment { good, share },
    };
    ChangePart {
        day: dated.day,
        what,
    }
}

fn step(step: &DatedChange) -> Option<StepPart> {
    match step.change {
        Change::Investment { good, share } => Some(StepPart {
            from_day: step.day,
            good,
            investment: share,
        }),
        _ => None,
    }
}
