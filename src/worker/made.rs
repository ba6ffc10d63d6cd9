//! Economies that are made from a few numbers: the file that holds those, and the economy that they make.

use serde::{Deserialize, Serialize};

use super::kit::{Material, Read};
use super::protocol::Upload;
use crate::economy::{Change, DatedChange, Economy};
use crate::pace::Pace;
use crate::scale::economy::parts;
use crate::scale::family::{Family, Point, Table};
use crate::scale::generator::PROFILES;
use crate::scale::memory::{BROWSER_ROOM, megabytes};
use crate::scale::recipe::Recipe;
use crate::tables::saved::{FORMAT, Fields, Kept, unknown, version_fault};
use crate::tables::{Import, ImportError, Report, Saved, VERSION};
use crate::words::words;

/// A file of a made economy is not longer than this; most of it is the policy.
const MOST_BYTES: usize = 64 * 1024;

/// The file as it is written. The first such files had no head.
#[derive(Deserialize, Serialize)]
struct File {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    version: Option<u32>,
    made: Made,
    #[serde(default)]
    policy: Vec<PolicyPart>,
    #[serde(default)]
    day: u32,
    #[serde(default)]
    noise: Option<f64>,
    #[serde(default)]
    loss: Option<f64>,
    /// The seed of chance; that of the table is its own.
    #[serde(default)]
    seed: Option<u64>,
    /// What is not known here.
    #[serde(flatten, skip_deserializing)]
    rest: Fields,
}

/// The fields of the file.
const FIELDS: [&str; 8] = [
    "format", "version", MADE, "policy", "day", "noise", "loss", "seed",
];

#[derive(Deserialize, Serialize)]
struct Made {
    industrial: u32,
    finals: u32,
    needs: u32,
    family: String,
    seed: u64,
    curved: u32,
    /// What is not known here.
    #[serde(flatten, skip_deserializing)]
    rest: Fields,
}

/// Under what the numbers stand, and what is kept of them.
const MADE: &str = "made";

/// The fields of the numbers.
const NUMBERS: [&str; 6] = ["industrial", "finals", "needs", "family", "seed", "curved"];

#[derive(Deserialize, Serialize)]
struct PolicyPart {
    from_day: u32,
    good: Option<usize>,
    investment: f64,
}

/// What tells such a file from all others.
#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "made")]
    _made: serde::de::IgnoredAny,
}

/// The file, where there is one such file and nothing else.
pub(super) fn file(files: &[Upload]) -> Option<Upload> {
    let [file] = files else { return None };
    let is_made =
        file.bytes.len() <= MOST_BYTES && serde_json::from_slice::<Mark>(&file.bytes).is_ok();
    is_made.then(|| file.clone())
}

/// Makes the economy of a file.
///
/// # Errors
/// What is wrong with the file, or that there is no room for what it asks.
pub(super) async fn read(file: Upload, pace: &Pace) -> Result<Read, ImportError> {
    let fault = |found: &str, expected: &str, hint: &str| {
        ImportError::of_file(&file.name, found, expected, hint)
    };
    let odd = |error: serde_json::Error| {
        let hint = words().made_make_anew_scale_view();
        fault(
            &error.to_string(),
            words().made_numbers_made_economy(),
            hint,
        )
    };
    let of: File = serde_json::from_slice(&file.bytes).map_err(odd)?;
    if of.format.as_ref().is_some_and(|format| format != FORMAT) {
        let found = words().files_saved_other_json();
        return Err(fault(found, words().files_saved_expected(), ""));
    }
    if let Some((found, expected, hint)) = of.version.and_then(version_fault) {
        return Err(fault(&found, &expected, hint));
    }
    let kept = kept(&file.bytes).map_err(odd)?.text();
    let mut shares = [of.noise, of.loss].into_iter().flatten();
    if let Some(odd) = shares.find(|share| !(0.0..=1.0).contains(share)) {
        let found = words().made_losses_chance(&odd.to_string());
        return Err(fault(&found, words().economy_fault_share_between_0_1(), ""));
    }
    let recipe =
        recipe(&of.made).map_err(|why| fault(&why, words().made_numbers_make_economy(), ""))?;
    let (needed, room) = (megabytes(recipe.memory()), megabytes(BROWSER_ROOM));
    if needed > room {
        let found = words().made_economy_takes_about_mb(&needed.to_string());
        let expected = words().made_one_takes_at_most(&room.to_string());
        return Err(fault(
            &found,
            &expected,
            words().made_choose_fewer_goods_or(),
        ));
    }
    // What follows in units of work: drawing the cells and looking at them, what is promised of every good, the lists.
    let (cells, goods) = (recipe.table.cells(), recipe.table.goods() as u64);
    let promised = PROFILES as u64 * goods;
    pace.expect(12 * cells + 12 * promised + 500 * goods);
    let parts = parts(&recipe.table, recipe.curved as usize, pace)
        .await
        .map_err(|error| fault(&error.to_string(), words().made_curves_do_not_fall(), ""))?;
    let economy = Economy::of(parts, pace)
        .await
        .map_err(|error| fault(&error.to_string(), words().made_economy(), ""))?;
    let policy = policy(&of.policy, &economy)
        .map_err(|found| fault(&found, words().made_shares_between_0_1(), ""))?;
    let has_chance = of.noise.is_some() || of.loss.is_some() || of.seed.is_some();
    let is_saved = of.day > 0 || has_chance || !kept.is_empty();
    let read = words().made_made_here_with_profiles(
        economy.name(),
        &PROFILES.to_string(),
        &recipe.curved.to_string(),
    );
    Ok(Read {
        import: Import {
            economy,
            changes: Vec::new(),
            policy,
            saved: is_saved.then_some(Saved {
                day: of.day,
                noise: of.noise,
                loss: of.loss,
                seed: of.seed,
                kept,
            }),
            report: Report {
                read: vec![read],
                ..Report::default()
            },
        },
        recipe: Some(recipe),
    })
}

/// What a later version wrote beside what is known here.
fn kept(bytes: &[u8]) -> serde_json::Result<Kept> {
    let file: Fields = serde_json::from_slice(bytes)?;
    let mut kept = Kept::default();
    if let Some(made) = file.get(MADE) {
        let made: Fields = serde_json::from_str(made.get())?;
        kept.add(MADE, MADE, unknown(made, &NUMBERS));
    }
    kept.file = unknown(file, &FIELDS);
    Ok(kept)
}

fn recipe(made: &Made) -> Result<Recipe, String> {
    let family = Family::ALL
        .into_iter()
        .find(|family| family.name() == made.family);
    let recipe = Recipe {
        table: Table {
            point: Point {
                industrial: made.industrial,
                finals: made.finals,
                needs: made.needs,
            },
            family: family.ok_or(words().made_family_tables_not_known())?,
            seed: made.seed,
        },
        curved: made.curved,
    };
    match recipe.fault() {
        None => Ok(recipe),
        Some(why) => Err(why),
    }
}

fn policy(steps: &[PolicyPart], economy: &Economy) -> Result<Vec<DatedChange>, String> {
    if !steps.is_sorted_by_key(|step| step.from_day) {
        return Err(words().made_policy_out_order().to_owned());
    }
    let step = |step: &PolicyPart| {
        let is_share = (0.0..=1.0).contains(&step.investment);
        let is_good = step.good.is_none_or(|good| good < economy.goods().len());
        if !is_share || !is_good {
            return Err(words().made_investment(&step.investment.to_string()));
        }
        Ok(DatedChange {
            day: step.from_day,
            change: Change::Investment {
                good: step.good,
                share: step.investment,
            },
        })
    };
    steps.iter().map(step).collect()
}

/// The file of what was made and not edited since: the few numbers, the policy, and the shown day.
pub(super) fn written(recipe: &Recipe, of: &Material) -> String {
    let Table {
        point,
        family,
        seed,
    } = recipe.table;
    let policy = of
        .import
        .policy
        .iter()
        .filter_map(|step| match step.change {
            Change::Investment { good, share } => Some(PolicyPart {
                from_day: step.day,
                good,
                investment: share,
            }),
            _ => None,
        });
    let saved = of.import.saved.as_ref();
    let mut kept = saved.map_or_else(Kept::default, |saved| Kept::of(&saved.kept));
    let mut made = kept.lists.remove(MADE).unwrap_or_default();
    let file = File {
        format: Some(FORMAT.to_owned()),
        version: Some(VERSION),
        made: Made {
            industrial: point.industrial,
            finals: point.finals,
            needs: point.needs,
            family: family.name().to_owned(),
            seed,
            curved: recipe.curved,
            rest: made.remove(MADE).unwrap_or_default(),
        },
        policy: policy.collect(),
        day: of.shown as u32,
        noise: saved.and_then(|saved| saved.noise),
        loss: saved.and_then(|saved| saved.loss),
        seed: saved.and_then(|saved| saved.seed),
        rest: kept.file,
    };
    // Numbers and words can always be written.
    serde_json::to_string(&file).unwrap_or_default()
}
