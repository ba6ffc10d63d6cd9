//! What a worker brings along besides planning. Its `main` hands a [`Kit`] to the session, which knows no other way to
//! read files; so the worker that the first plan waits for does not carry what only a user's own files need.

use std::rc::Rc;

use super::edit::Edit;
use super::look::{Look, Sight};
use super::protocol::Upload;
use super::revise::{self, Refusal, Revised};
use super::sight::{self, Scene};
use crate::pace::{Pace, Task};
use crate::tables::{self, Import, ImportError, NamedFile};

/// Files, once they have been read, or what is wrong with them.
pub type Reading = Task<Result<Import, Vec<ImportError>>>;

/// The economy with edits in force, or the edit at fault.
pub type Revising = Task<Result<Revised, Refusal>>;

/// Puts a list of edits, as bytes, in force on what was opened.
pub type Revise = fn(Rc<Revised>, Vec<u8>) -> Revising;

/// The answer to a question, as bytes.
pub type Looking = Task<Vec<u8>>;

/// What a worker can do.
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    /// Whether it can do everything. What a kit that cannot has refused, one that can may do.
    pub full: bool,
    /// Reads files as the economy of that name.
    pub read: fn(String, Vec<Upload>) -> Reading,
    /// Puts the edits in these bytes in force on what was opened.
    pub revise: Option<Revise>,
    /// Answers the question in these bytes.
    pub look: Option<fn(Scene, Vec<u8>) -> Looking>,
}

impl Kit {
    /// Of the worker that the first plan waits for: it opens the economies that ship with the page.
    pub const LEAN: Self = Self {
        full: false,
        read: |name, files| {
            Task::new(async move |pace: Pace| {
                tables::read_shipped(&name, &named(files), &pace).await
            })
        },
        revise: None,
        look: None,
    };

    /// Of the worker that takes over when a user brings files: it opens whatever can be opened, and has words for what
    /// cannot.
    pub const FULL: Self = Self {
        full: true,
        read: |name, files| {
            Task::new(async move |pace: Pace| tables::read_set(&name, &named(files), &pace).await)
        },
        revise: Some(|opened, edits| {
            Task::new(
                async move |pace: Pace| match postcard::from_bytes::<Vec<Edit>>(&edits) {
                    Ok(edits) => {
                        revise::revised(&opened.economy, &opened.changes, &edits, &pace).await
                    }
                    Err(error) => Err(Refusal {
                        edit: 0,
                        why: format!("this is no list of edits: {error}"),
                    }),
                },
            )
        }),
        look: Some(|scene, what| {
            Task::new(async move |pace: Pace| {
                let sight = match postcard::from_bytes::<Look>(&what) {
                    Ok(look) => sight::sight(&scene, look, &pace).await,
                    Err(_) => Sight::Nothing,
                };
                // Writing into memory cannot fail.
                postcard::to_allocvec(&sight).unwrap_or_default()
            })
        }),
    };
}

fn named(files: Vec<Upload>) -> Vec<NamedFile> {
    files
        .into_iter()
        .map(|file| NamedFile {
            name: file.name,
            bytes: file.bytes,
        })
        .collect()
}
