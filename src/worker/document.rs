//! Files to take away: from what the session knows to a name, a media type and bytes.

use super::kit::{Material, Written};
use super::made;
use super::protocol::Document;
use crate::pace::Pace;
use crate::plan::{self, Record, export};
use crate::tables;
use crate::words::words;

/// The days planned so far.
pub(super) async fn plan(of: &Material, pace: &Pace) -> Written {
    let mut text = plan::csv::header(&of.import.economy);
    for record in &of.days {
        let row = plan::csv::row(record);
        // Writing and reading a digit takes about as long as a few products.
        pace.work(4 * row.len()).await;
        text.push_str(&row);
    }
    csv("plan.csv", text)
}

fn csv(name: &'static str, text: String) -> Written {
    Written {
        name,
        media_type: "text/csv;charset=utf-8",
        bytes: text.into_bytes(),
    }
}

/// The most cells of a table that are written one by one: as text they take some hundred megabytes.
const MOST_CELLS: usize = 10_000_000;

/// Everything there is, as a file that can be opened again.
pub(super) async fn saved(of: &Material, pace: &Pace) -> String {
    match of.recipe() {
        Some(recipe) => made::written(recipe, of),
        None => tables::write_saved(&of.import, pace).await,
    }
}

/// Writes any document.
///
/// # Errors
/// Why it cannot be written, in words.
pub(super) async fn written(what: Document, of: &Material, pace: &Pace) -> Result<Written, String> {
    let today = || -> Result<&Record, String> {
        let today = of.days.get(of.shown).map(|day| &**day);
        today.ok_or_else(|| words().export_no_day_planned().to_owned())
    };
    let import = &of.import;
    let cells = import.economy.goods_table().filled();
    let lists_cells = match what {
        Document::Economy => of.recipe().is_none(),
        Document::Tables | Document::Orders => true,
        _ => false,
    };
    if lists_cells && cells > MOST_CELLS {
        return Err(
            words().export_would_list_coefficients(&cells.to_string(), &MOST_CELLS.to_string())
        );
    }
    Ok(match what {
        Document::Plan => plan(of, pace).await,
        Document::Economy => Written {
            name: "economy.json",
            media_type: "application/json",
            bytes: saved(of, pace).await.into_bytes(),
        },
        Document::Tables => {
            let (changes, policy) = (&import.changes, &import.policy);
            let files = tables::write_set(&import.economy, changes, policy, pace).await;
            let files = files.map_err(|why| words().export_can_saved_as_json(&why))?;
            Written {
                name: "economy.zip",
                media_type: "application/zip",
                bytes: tables::packed(&files, pace).await,
            }
        }
        Document::Orders => csv("orders.csv", export::orders(today()?, pace).await),
        Document::Fulfilment => csv(
            "fulfilment.csv",
            export::fulfilment_matrix(today()?, pace).await,
        ),
        Document::Footprints => csv(
            "footprints.csv",
            export::footprint_table(today()?, pace).await?,
        ),
        Document::Leontief => csv(
            "leontief-inverse.csv",
            export::leontief(today()?, pace).await?,
        ),
        Document::Multipliers => csv(
            "multipliers.csv",
            export::multipliers(today()?, pace).await?,
        ),
        Document::Solution => csv("solution.csv", export::solution(today()?, pace).await),
    })
}
