//! The worker's thread: hears the page, lets the [`Session`] work in `Slices`, and posts what it has to say.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::kit::Kit;
use super::protocol::{PROTOCOL, Reply, Request};
use super::session::Session;
use super::slices::Slices;

/// After this many milliseconds without a reply an empty message says that the worker is alive. The page gives it up
/// after five seconds of silence.
const SILENCE: f64 = 1_000.0;

struct Shell {
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    slices: Slices,
    said_at: Cell<f64>,
}

/// Sets a worker up that can do what `kit` can, and says hello. To be called once, from the worker's `main`.
pub fn run(kit: Kit) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let shell = Rc::new(Shell {
        session: RefCell::new(Session::new(kit)),
        slices: Slices::new(&scope),
        said_at: Cell::new(0.0),
        scope,
    });

    let hearing = Rc::clone(&shell);
    let hear =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| hearing.hear(&event));
    shell
        .scope
        .set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    hear.forget();
    let slicing = Rc::clone(&shell);
    shell.slices.done_by(move || slicing.slice());

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
        self.slices.wake();
    }

    fn slice(&self) {
        let budget = self.slices.begin();
        let began = self.slices.now();
        let (replies, busy) = {
            let mut session = self.session.borrow_mut();
            (session.work(budget), session.busy())
        };
        let now = self.slices.now();
        if !replies.is_empty() || (busy && now - self.said_at.get() > SILENCE) {
            self.say(&replies);
        }
        if busy {
            self.slices.adapt(budget, now - began);
            self.slices.wake();
        }
    }

    fn say(&self, replies: &[Reply]) {
        let bytes = postcard::to_allocvec(replies).unwrap_throw();
        let array = Uint8Array::from(bytes.as_slice());
        self.scope
            .post_message_with_transfer(&array, &Array::of1(&array.buffer()))
            .unwrap_throw();
        self.said_at.set(self.slices.now());
    }
}
