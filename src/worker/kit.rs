//! What a worker brings along besides planning. Its `main` hands a [`Kit`] to the session, which knows no other way to
//! read and write files; so the worker that the first plan waits for does not carry what only a user's own files need.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::document;
use super::edit::Edit;
use super::look::{Look, Sight};
use super::made;
use super::protocol::{Document, RunId, Upload};
use super::revise::{self, Refusal, Revised};
use super::session::Session;
use super::sight::{self, Scene, Shelf};
use crate::pace::{Pace, Task};
use crate::plan::Record;
use crate::scale::recipe::Recipe;
use crate::tables::{self, Import, ImportError, NamedFile};
use crate::words::words;

/// Files, once they have been read, or what is wrong with them.
pub type Reading = Task<Result<Read, Vec<ImportError>>>;

/// What files make.
#[derive(Clone, Debug)]
pub struct Read {
    /// What was read.
    pub import: Import,
    /// What it was made from, where it was made from a few numbers.
    pub recipe: Option<Recipe>,
}

impl From<Import> for Read {
    fn from(import: Import) -> Self {
        Self {
            import,
            recipe: None,
        }
    }
}

/// The economy with edits in force, or the edit at fault.
pub type Revising = Task<Result<Revised, Refusal>>;

/// Puts a list of edits, as bytes, in force on what was opened.
pub type Revise = fn(Rc<Revised>, Vec<u8>) -> Revising;

/// The answer to a question, as bytes.
pub type Looking = Task<Vec<u8>>;

/// A document, once it has been written, or why it cannot be.
pub type Writing = Task<Result<Written, String>>;

/// What a worker can do.
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    /// Reads files as the economy of that name.
    pub read: fn(String, Vec<Upload>) -> Reading,
    /// Puts the edits in these bytes in force on what was opened.
    pub revise: Option<Revise>,
    /// Takes the economy with edits in force, and whether there are any.
    pub revised: fn(&mut Session, RunId, Revised, bool),
    /// Answers the question in these bytes.
    pub look: Option<fn(Scene, Vec<u8>) -> Looking>,
    /// Goes on with answering questions.
    pub look_on: fn(&mut Session, &mut u64),
    /// An empty shelf for what is worked out to answer questions; it is a worker's own what it puts there.
    pub shelf: fn() -> Rc<dyn Any>,
    /// Writes a document.
    pub write: fn(Document, Material) -> Writing,
    /// Whether it can do everything. What a kit that cannot has refused, one that can may do.
    pub full: bool,
}

/// What documents are written from.
#[derive(Clone, Debug)]
pub struct Material {
    /// The economy on the morning of day 0, and everything that came or goes with it.
    pub import: Import,
    /// What it was made from, where that was a few numbers.
    pub recipe: Option<Recipe>,
    /// Whether edits are in force, so that those numbers do not say all of it.
    pub is_edited: bool,
    /// The days planned so far.
    pub days: Vec<Rc<Record>>,
    /// The day that is shown.
    pub shown: usize,
}

impl Material {
    /// What it was made from, as long as it is as it was made.
    #[must_use]
    pub fn recipe(&self) -> Option<&Recipe> {
        self.recipe.as_ref().filter(|_| !self.is_edited)
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// A name for it.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Kit {
    /// Of the worker that the first plan waits for: it opens the economies that ship with the page, and writes the plan.
    pub const LEAN: Self = Self {
        read: |name, files| {
            Task::new(async move |pace: Pace| {
                let read = tables::read_shipped(&name, &named(files), &pace).await;
                read.map(Read::from)
            })
        },
        revise: None,
        revised: |_, _, _, _| {},
        look: None,
        look_on: Session::have_no_answer,
        shelf: || Rc::new(()),
        write: |what, of| {
            Task::new(async move |pace: Pace| match what {
                Document::Plan => Ok(document::plan(&of, &pace).await),
                _ => Err(words().worker_this_worker_writes_nothing().to_owned()),
            })
        },
        full: false,
    };

    /// Of the worker that takes over when a user brings or takes files: it opens whatever can be opened, has words for what
    /// cannot, and writes every document.
    pub const FULL: Self = Self {
        read: |name, files| {
            Task::new(async move |pace: Pace| {
                if let Some(file) = made::file(&files) {
                    return made::read(file, &pace).await.map_err(|fault| vec![fault]);
                }
                let read = tables::read_files(&name, named(files), &pace).await;
                read.map(Read::from).map_err(tables::folded)
            })
        },
        revise: Some(|opened, edits| {
            Task::new(
                async move |pace: Pace| match postcard::from_bytes::<Vec<Edit>>(&edits) {
                    Ok(edits) => {
                        revise::revised(&opened.economy, &opened.changes, &edits, &pace).await
                    }
                    Err(error) => Err(Refusal {
                        edit: 0,
                        why: words().worker_this_no_list_edits(&error.to_string()),
                    }),
                },
            )
        }),
        revised: Session::revised,
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
        look_on: Session::look_on,
        shelf: || Rc::new(RefCell::new(Shelf::default())),
        write: |what, of| {
            Task::new(async move |pace: Pace| document::written(what, &of, &pace).await)
        },
        full: true,
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
