//! What a worker brings along besides planning. Its `main` hands a [`Kit`] to the session, which knows no other way to
//! read files; so the worker that the first plan waits for does not carry what only a user's own files need.

use super::protocol::Upload;
use crate::pace::{Pace, Task};
use crate::tables::{self, Import, ImportError, NamedFile};

/// Files, once they have been read, or what is wrong with them.
pub type Reading = Task<Result<Import, Vec<ImportError>>>;

/// What a worker can do.
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    /// Whether it can do everything. What a kit that cannot has refused, one that can may do.
    pub full: bool,
    /// Reads files as the economy of that name.
    pub read: fn(String, Vec<Upload>) -> Reading,
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
    };

    /// Of the worker that takes over when a user brings files: it opens whatever can be opened, and has words for what
    /// cannot.
    pub const FULL: Self = Self {
        full: true,
        read: |name, files| {
            Task::new(async move |pace: Pace| tables::read_set(&name, &named(files), &pace).await)
        },
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
