//! Around every target: what holds whatever the bytes (tests/guarded), and a bound on memory.

use peak_alloc::PeakAlloc;

#[path = "../tests/guarded/mod.rs"]
mod guarded;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a reader may hold besides ten times its input: its faults, and the piece it looks at.
const FIXED: usize = 256 * 1024;

/// Runs a target, and fails when it held more than ten times its input.
///
/// # Panics
/// When something that must hold does not.
pub fn run(name: &str, bytes: &[u8]) {
    let target = guarded::TARGETS.iter().find(|target| target.0 == name);
    let (_, target) = target.expect("a target of that name");
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    target(bytes);
    let held = MEMORY.peak_usage().saturating_sub(before);
    let most = 10 * bytes.len() + FIXED;
    assert!(held <= most, "{} bytes took {held} of memory", bytes.len());
}
