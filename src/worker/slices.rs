//! Work in slices, for the shells of workers: each slice is a task of its own, so that messages are heard in between.
//!
//! A worker hears messages only when it gives the thread back, and only a new *task* lets them in. So between two slices
//! the shell pings itself through a [`MessageChannel`], which costs some microseconds where a timeout costs milliseconds.
//! Slices run inside plain event handlers and not inside promises, so that a panic reaches the page as an error event of
//! its worker.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessagePort, Performance};

/// How long a slice is meant to be, in milliseconds. A slice must end within 50 ms even where a unit of work takes four
/// times as long as it did in the slice before.
pub(super) const SLICE: f64 = 12.0;

/// Units of work in the first slice: a few milliseconds on a slow machine.
const FIRST_BUDGET: u64 = 200_000;

/// When slices come, and how much may be done in one.
pub struct Slices {
    clock: Option<Performance>,
    budget: Cell<u64>,
    pinged: Cell<bool>,
    ping: MessagePort,
    hears: MessagePort,
}

impl Slices {
    /// No slice yet.
    pub fn new(scope: &DedicatedWorkerGlobalScope) -> Self {
        let channel = MessageChannel::new().unwrap_throw();
        Self {
            clock: scope.performance(),
            budget: Cell::new(FIRST_BUDGET),
            pinged: Cell::new(false),
            ping: channel.port2(),
            hears: channel.port1(),
        }
    }

    /// Has every slice done by `slice`, which lives as long as the worker.
    pub fn done_by(&self, slice: impl Fn() + 'static) {
        let slice = Closure::<dyn Fn()>::new(slice);
        self.hears
            .set_onmessage(Some(slice.as_ref().unchecked_ref()));
        slice.forget();
    }

    /// Has the next slice begin as a task of its own.
    pub fn wake(&self) {
        if !self.pinged.replace(true) {
            self.ping.post_message(&JsValue::NULL).unwrap_throw();
        }
    }

    /// A slice begins: how many units of work it may do.
    pub fn begin(&self) -> u64 {
        self.pinged.set(false);
        self.budget.get()
    }

    /// Fits the budget to how many milliseconds so many units took. A slice that ended for lack of work says nothing
    /// about it.
    pub fn adapt(&self, units: u64, took: f64) {
        let factor = (SLICE / took.max(0.1)).clamp(0.1, 2.0);
        let budget = units as f64 * factor;
        self.budget.set(budget.clamp(1e3, 1e10) as u64);
    }

    /// Milliseconds since the worker began.
    pub fn now(&self) -> f64 {
        self.clock.as_ref().map_or(0.0, Performance::now)
    }
}
