//! The worker's thread: hears the page, lets the [`Session`] work in slices, and posts what it has to say.
//!
//! A worker hears messages only when it gives the thread back, and only a new *task* lets them in. So between two slices
//! the shell pings itself through a [`MessageChannel`], which costs some microseconds where a timeout costs milliseconds.
//! The session runs inside plain event handlers and not inside promises, so that a panic reaches the page as an error
//! event of its worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort, Performance};

use super::kit::Kit;
use super::protocol::{PROTOCOL, Reply, Request};
use super::session::Session;

/// How long a slice is meant to be, in milliseconds. A slice must end within 50 ms even where a unit of work takes four
/// times as long as it did in the slice before.
const SLICE: f64 = 12.0;

/// Units of work in the first slice: a few milliseconds on a slow machine.
const FIRST_BUDGET: u64 = 200_000;

/// After this many milliseconds without a reply an empty message says that the worker is alive. The page gives it up
/// after five seconds of silence.
const SILENCE: f64 = 1_000.0;

struct Shell {
    scope: DedicatedWorkerGlobalScope,
    clock: Option<Performance>,
    session: RefCell<Session>,
    budget: Cell<u64>,
    pinged: Cell<bool>,
    ping: MessagePort,
    said_at: Cell<f64>,
}

/// Sets a worker up that can do what `kit` can, and says hello. To be called once, from the worker's `main`.
pub fn run(kit: Kit) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let channel = MessageChannel::new().unwrap_throw();
    let shell = Rc::new(Shell {
        clock: scope.performance(),
        session: RefCell::new(Session::new(kit)),
        budget: Cell::new(FIRST_BUDGET),
        pinged: Cell::new(false),
        ping: channel.port2(),
        said_at: Cell::new(0.0),
        scope,
    });

    let hearing = Rc::clone(&shell);
    let hear =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| hearing.hear(&event));
    shell
        .scope
        .set_onmessage(Some(hear.as_ref().unchecked_ref()));
    let slicing = Rc::clone(&shell);
    let slice = Closure::<dyn Fn()>::new(move || slicing.slice());
    channel
        .port1()
        .set_onmessage(Some(slice.as_ref().unchecked_ref()));
    // Both live as long as the worker.
    hear.forget();
    slice.forget();

    shell.say(&[Reply::Hello {
        protocol: PROTOCOL,
        full: kit.full,
    }]);
}

impl Shell {
    fn hear(&self, event: &MessageEvent) {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match postcard::from_bytes::<Request>(&bytes) {
            Ok(request) => self.session.borrow_mut().receive(request),
            // The page has checked the version; this is a mistake of ours, and the page has to hear of it.
            Err(error) => wasm_bindgen::throw_str(&format!("not a request: {error}")),
        }
        self.wake();
    }

    /// Has the next slice begin as a task of its own.
    fn wake(&self) {
        if !self.pinged.replace(true) {
            self.ping.post_message(&JsValue::NULL).unwrap_throw();
        }
    }

    fn slice(&self) {
        self.pinged.set(false);
        let began = self.now();
        let (replies, busy) = {
            let mut session = self.session.borrow_mut();
            (session.work(self.budget.get()), session.busy())
        };
        let now = self.now();
        if !replies.is_empty() || (busy && now - self.said_at.get() > SILENCE) {
            self.say(&replies);
        }
        if busy {
            self.adapt(now - began);
            self.wake();
        }
    }

    /// Fits the budget to how long the last slice took. One that ended for lack of work says nothing about it.
    fn adapt(&self, took: f64) {
        let factor = (SLICE / took.max(0.1)).clamp(0.1, 2.0);
        let budget = self.budget.get() as f64 * factor;
        self.budget.set(budget.clamp(1e3, 1e10) as u64);
    }

    fn say(&self, replies: &[Reply]) {
        let bytes = postcard::to_allocvec(replies).unwrap_throw();
        let array = Uint8Array::from(bytes.as_slice());
        self.scope
            .post_message_with_transfer(&array, &Array::of1(&array.buffer()))
            .unwrap_throw();
        self.said_at.set(self.now());
    }

    /// Milliseconds since the worker began.
    fn now(&self) -> f64 {
        self.clock.as_ref().map_or(0.0, Performance::now)
    }
}
