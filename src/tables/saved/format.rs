//! The saved file as it is written: one structure per object of the JSON, in the words of docs/files.md. Goods, labour and
//! the like are referred to by their places in the lists, from 0.

use serde::{Deserialize, Serialize};

use crate::economy::{Input, Interpolation};
use crate::tables::units::{SMOOTH, STRAIGHT};
use crate::words::words;

/// An object with a name in one of the lists.
pub(super) trait Part: for<'a> Deserialize<'a> + Serialize {
    /// What it is called in the file.
    const LIST: &'static str;
    /// Its fields.
    const FIELDS: &'static [&'static str];
    /// Its name, which ties what is not known here to it.
    fn name(&self) -> &str;
}

#[derive(Deserialize, Serialize)]
pub(super) struct GoodPart {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) stock: f64,
    pub(super) stock_bound: bool,
    pub(super) bound: Option<f64>,
    pub(super) keeping: String,
    pub(super) gestation: u32,
    pub(super) loss: f64,
    pub(super) external_demand: f64,
}

impl Part for GoodPart {
    const LIST: &'static str = "goods";
    const FIELDS: &'static [&'static str] = &[
        "name",
        "unit",
        "stock",
        "stock_bound",
        "bound",
        "keeping",
        "gestation",
        "loss",
        "external_demand",
    ];
    fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Deserialize, Serialize)]
pub(super) struct LabourPart {
    pub(super) name: String,
    pub(super) hours: Option<f64>,
}

impl Part for LabourPart {
    const LIST: &'static str = "labour";
    const FIELDS: &'static [&'static str] = &["name", "hours"];
    fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Deserialize, Serialize)]
pub(super) struct ExternalityPart {
    pub(super) name: String,
    pub(super) weight: f64,
}

impl Part for ExternalityPart {
    const LIST: &'static str = "externalities";
    const FIELDS: &'static [&'static str] = &["name", "weight"];
    fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Deserialize, Serialize)]
pub(super) struct ProfilePart {
    pub(super) name: String,
    pub(super) population: f64,
    /// Good and amount; goods that are not listed are not allotted.
    pub(super) allotment: Vec<(usize, f64)>,
}

impl Part for ProfilePart {
    const LIST: &'static str = "profiles";
    const FIELDS: &'static [&'static str] = &["name", "population", "allotment"];
    fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Deserialize, Serialize)]
pub(super) struct UnitPart {
    pub(super) name: String,
    pub(super) good: usize,
    pub(super) capacity: Option<f64>,
    pub(super) needs: Vec<NeedPart>,
}

impl Part for UnitPart {
    const LIST: &'static str = "units";
    const FIELDS: &'static [&'static str] = &["name", "good", "capacity", "needs"];
    fn name(&self) -> &str {
        &self.name
    }
}

/// What a unit answers about one input.
#[derive(Deserialize, Serialize)]
pub(super) struct NeedPart {
    pub(super) input: InputPart,
    pub(super) between: Between,
    /// Output and amount.
    pub(super) answers: Vec<(f64, f64)>,
}

/// A row of the table.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum InputPart {
    Good(usize),
    Labour(usize),
    Externality(usize),
}

impl From<Input> for InputPart {
    fn from(input: Input) -> Self {
        match input {
            Input::Good(place) => Self::Good(place),
            Input::Labour(place) => Self::Labour(place),
            Input::Externality(place) => Self::Externality(place),
        }
    }
}

impl From<InputPart> for Input {
    fn from(input: InputPart) -> Self {
        match input {
            InputPart::Good(place) => Self::Good(place),
            InputPart::Labour(place) => Self::Labour(place),
            InputPart::Externality(place) => Self::Externality(place),
        }
    }
}

/// How a need runs between two answers, by the word of the CSV files.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(try_from = "String", into = "&'static str")]
pub(super) struct Between(pub(super) Interpolation);

impl TryFrom<String> for Between {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let known = [STRAIGHT, SMOOTH]
            .into_iter()
            .find(|(name, _)| *name == word);
        let known = known.ok_or_else(|| words().files_saved_between().to_owned());
        known.map(|(_, between)| Self(between))
    }
}

impl From<Between> for &'static str {
    fn from(between: Between) -> Self {
        match between.0 {
            Interpolation::Straight => STRAIGHT.0,
            Interpolation::MonotoneCubic => SMOOTH.0,
        }
    }
}

/// A dated change.
#[derive(Deserialize, Serialize)]
pub(super) struct ChangePart {
    pub(super) day: u32,
    #[serde(flatten)]
    pub(super) what: WhatPart,
}

/// What changes, and to what.
#[derive(Deserialize, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(super) enum WhatPart {
    Population {
        profile: usize,
        citizens: f64,
    },
    Allotment {
        profile: usize,
        good: usize,
        amount: f64,
    },
    Coefficient {
        input: InputPart,
        good: usize,
        amount: f64,
    },
    Answers {
        unit: usize,
        need: NeedPart,
    },
    Delivery {
        good: usize,
        amount: f64,
    },
    Hours {
        labour: usize,
        hours: f64,
    },
    Investment {
        good: Option<usize>,
        share: f64,
    },
}

/// A step of the policy.
#[derive(Deserialize, Serialize)]
pub(super) struct StepPart {
    pub(super) from_day: u32,
    pub(super) good: Option<usize>,
    pub(super) investment: f64,
}

/// Where the numbers came from.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct LogPart {
    pub(super) read: Vec<String>,
    pub(super) assumed: Vec<String>,
    pub(super) ignored: Vec<String>,
    /// Not in files that were saved before it was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) uncounted: Vec<String>,
}
