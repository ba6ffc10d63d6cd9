//! How much a reader has to understand and to say, known when it is compiled.
//!
//! The files that ship with the page are read before anything is on screen, so that reader has to be small; it only has
//! to understand them. A user's files need every layout and a sentence for everything that may be wrong. Both readers
//! are the same code: what stands behind [`Scope::FULL`] is left out of the smaller one by the compiler.

use std::pin::Pin;

/// Work that only a full reader does, behind a pointer. Awaited as it is, even where it is never reached, it would leave the
/// code that drops it in the small reader: some kilobytes.
pub(super) fn apart<'a, T>(
    work: impl Future<Output = T> + 'a,
) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(work)
}

/// What a reader is for.
pub trait Scope {
    /// Whether it understands all layouts and says what is wrong and how it understood what is right.
    const FULL: bool;
}

/// Reads the files that ship: the plain layouts, no reports, and of faults no more than that there are some.
#[derive(Clone, Copy, Debug)]
pub struct Shipped;

impl Scope for Shipped {
    const FULL: bool = false;
}

/// Reads whatever a user may bring.
#[derive(Clone, Copy, Debug)]
pub struct Everything;

impl Scope for Everything {
    const FULL: bool = true;
}
