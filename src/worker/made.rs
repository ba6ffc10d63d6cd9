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
use crate::tables::{Import, ImportError, Report, Saved};

/// A file of a made economy is not longer than this; most of it is the policy.
const MOST_BYTES: usize = 64 * 1024;

/// The file as it is written.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
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
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Made {
    industrial: u32,
    finals: u32,
    needs: u32,
    family: String,
    seed: u64,
    curved: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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
    let of: File = serde_json::from_slice(&file.bytes).map_err(|error| {
        let hint = "Make it anew in the Scale view.";
        fault(&error.to_string(), "the numbers of a made economy", hint)
    })?;
    let mut shares = [of.noise, of.loss].into_iter().flatten();
    if let Some(odd) = shares.find(|share| !(0.0..=1.0).contains(share)) {
        let found = format!("losses by chance of {odd}");
        return Err(fault(&found, "a share between 0 and 1", ""));
    }
    let recipe = recipe(&of.made).map_err(|why| fault(&why, "numbers that make an economy", ""))?;
    let (needed, room) = (megabytes(recipe.memory()), megabytes(BROWSER_ROOM));
    if needed > room {
        let found = format!("an economy that takes about {needed} MB to plan");
        let expected = format!("one that takes at most {room} MB, as much as a browser gives");
        return Err(fault(
            &found,
            &expected,
            "Choose fewer goods, or fewer needs per good.",
        ));
    }
    // What follows in units of work: drawing the cells and looking at them, what is promised of every good, the lists.
    let (cells, goods) = (recipe.table.cells(), recipe.table.goods() as u64);
    let promised = PROFILES as u64 * goods;
    pace.expect(12 * cells + 12 * promised + 500 * goods);
    let parts = parts(&recipe.table, recipe.curved as usize, pace)
        .await
        .map_err(|error| fault(&error.to_string(), "curves that do not fall", ""))?;
    let economy = Economy::of(parts, pace)
        .await
        .map_err(|error| fault(&error.to_string(), "an economy", ""))?;
    let policy = policy(&of.policy, &economy)
        .map_err(|found| fault(&found, "shares between 0 and 1 by rising day", ""))?;
    let is_saved = of.day > 0 || of.noise.is_some() || of.loss.is_some() || of.seed.is_some();
    let read = format!(
        "{}: made here, with {PROFILES} profiles, stocks, labour, and {} goods made by production units.",
        economy.name(),
        recipe.curved
    );
    Ok(Read {
        import: Import {
            economy,
            changes: Vec::new(),
            policy,
            saved: is_saved.then(|| Saved {
                day: of.day,
                noise: of.noise,
                loss: of.loss,
                seed: of.seed,
                ..Saved::default()
            }),
            report: Report {
                read: vec![read],
                ..Report::default()
            },
        },
        recipe: Some(recipe),
    })
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
            family: family.ok_or("a family of tables that is not known")?,
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
        return Err("a policy out of order".to_owned());
    }
    let step = |step: &PolicyPart| {
        let is_share = (0.0..=1.0).contains(&step.investment);
        let is_good = step.good.is_none_or(|good| good < economy.goods().len());
        if !is_share || !is_good {
            return Err(format!("an investment of {}", step.investment));
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
    let file = File {
        made: Made {
            industrial: point.industrial,
            finals: point.finals,
            needs: point.needs,
            family: family.name().to_owned(),
            seed,
            curved: recipe.curved,
        },
        policy: policy.collect(),
        day: of.shown as u32,
        noise: saved.and_then(|saved| saved.noise),
        loss: saved.and_then(|saved| saved.loss),
        seed: saved.and_then(|saved| saved.seed),
    };
    // Numbers and words can always be written.
    serde_json::to_string(&file).unwrap_or_default()
}
