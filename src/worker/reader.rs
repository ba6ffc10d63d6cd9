//! The worker's thread of the view of tables: hears the view, reads the bytes that the session of [`crate::intake`] wants,
//! and lets it work in `Slices`.
//!
//! Files come as handles, from which slices are read while the session works at those that it has; nothing is held whole.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::slices::{SLICE, Slices};
use crate::intake::protocol::{Ask, PROTOCOL, Tell};
use crate::intake::session::{BROWSER_ROOM, Out, Session};

/// Every so many milliseconds an empty message says that the worker is alive. The page gives it up after five seconds of
/// silence.
const BEAT: u32 = 1_000;

struct Shell {
    scope: DedicatedWorkerGlobalScope,
    slices: Slices,
    session: RefCell<Session>,
    files: RefCell<Vec<File>>,
}

/// Sets the worker up and says hello. To be called once, from the worker's `main`.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let clock = scope.performance();
    let shell = Rc::new(Shell {
        slices: Slices::new(&scope),
        session: RefCell::new(Session::new(BROWSER_ROOM, move || {
            clock.as_ref().map_or(0.0, |clock| clock.now() / 1_000.0)
        })),
        files: RefCell::default(),
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
    let beating = Rc::clone(&shell);
    Interval::new(BEAT, move || beating.tell(&[])).forget();
    shell.tell(&[Tell::Hello { protocol: PROTOCOL }]);
}

impl Shell {
    /// A list is one of files; anything else is a question.
    fn hear(&self, event: &MessageEvent) {
        let data = event.data();
        if let Some(files) = data.dyn_ref::<Array>() {
            let files = files.iter().map(JsCast::unchecked_into).collect();
            self.files.replace(files);
            return;
        }
        match postcard::from_bytes::<Ask>(&Uint8Array::new(&data).to_vec()) {
            Ok(ask) => self.session.borrow_mut().receive(ask),
            // The page has checked the version; this is a mistake of ours, and the page has to hear of it.
            Err(error) => wasm_bindgen::throw_str(&format!("not a question: {error}")),
        }
        self.slices.wake();
    }

    fn slice(self: &Rc<Self>) {
        let budget = self.slices.begin();
        let began = self.slices.now();
        let mut left = budget;
        let (outs, busy) = {
            let mut session = self.session.borrow_mut();
            (session.work(&mut left), session.busy())
        };
        let mut tells = Vec::new();
        for out in outs {
            match out {
                Out::Tell(tell) => tells.push(tell),
                Out::Want(want) => self.read(want.id, want.file, want.from, want.to),
            }
        }
        if !tells.is_empty() {
            self.tell(&tells);
        }
        let (units, took) = (budget - left, self.slices.now() - began);
        // A slice that came back early says little about how long a unit takes, unless it took long.
        if 2 * units > budget || took > SLICE {
            self.slices.adapt(units.max(1), took);
        }
        if busy {
            self.slices.wake();
        }
    }

    /// Reads bytes of a file, and gives them to the session when they are there.
    fn read(self: &Rc<Self>, id: u32, file: usize, from: u64, to: u64) {
        let shell = Rc::clone(self);
        let part = self.files.borrow().get(file).map(|file| {
            let part = file.slice_with_f64_and_f64(from as f64, to as f64);
            part.map(|part| part.array_buffer())
        });
        spawn_local(async move {
            let bytes = match part {
                Some(Ok(buffer)) => JsFuture::from(buffer).await.ok(),
                _ => None,
            };
            let bytes = bytes.map(|buffer| Uint8Array::new(&buffer).to_vec());
            shell.session.borrow_mut().give(id, bytes);
            // What is done with them is done in a slice and not within a promise, so that a panic reaches the page.
            shell.slices.wake();
        });
    }

    fn tell(&self, tells: &[Tell]) {
        let bytes = postcard::to_allocvec(tells).unwrap_throw();
        let array = Uint8Array::from(bytes.as_slice());
        self.scope
            .post_message_with_transfer(&array, &Array::of1(&array.buffer()))
            .unwrap_throw();
    }
}
