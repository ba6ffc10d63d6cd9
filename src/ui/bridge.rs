//! The only file that knows workers: starts one, hears it, and notices when it is no longer there.
//!
//! A worker can fail in three ways, and only one of them speaks: it throws (an error event), it never loads (no hello),
//! or it is gone or stuck (silence while something is under way). All three become an [`Event`].

use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::{Rc, Weak};

use gloo_timers::callback::{Interval, Timeout};
use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::mirror;
use crate::words::words;
use crate::worker::protocol::{Reply, Request};

/// Where the lean worker's script is, relative to the page.
const LEAN: &str = "./worker_loader.js";

/// Where the full worker's script is, relative to the page.
const FULL: &str = "./desk_worker_loader.js";

/// How long a worker may take to say hello, in milliseconds. It is not ended then: the network may be slow.
const HELLO: u32 = 10_000;

/// How long a worker that has something to do may say nothing, in milliseconds.
const SILENCE: f64 = 5_000.0;

/// How often silence is looked for, in milliseconds.
const WATCH: u32 = 1_000;

/// What there is to know about the worker.
#[derive(Debug)]
pub enum Event<R = Reply> {
    /// It says something.
    Heard(R),
    /// It says something that cannot be understood: it is of another version.
    Garbled,
    /// It is gone.
    Died(Death),
    /// It has not said hello for long.
    Late,
}

/// What became of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// Its files did not come, or are none that can be run.
    Unloaded,
    /// It threw.
    Error,
    /// It said nothing although there was something to do.
    Silence,
}

impl Death {
    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unloaded => words().page_planner_could_not_loaded(),
            Self::Error => words().page_planner_stopped_with_error(),
            Self::Silence => words().page_planner_went_silent(),
        }
    }
}

/// The end on the page of a worker that is asked `Q` and replies lists of `R`. Cheap to clone; all clones are the same.
pub struct Bridge<Q = Request, R = Reply> {
    inner: Rc<Inner<R>>,
    asks: PhantomData<fn(Q)>,
}

impl<Q, R> Clone for Bridge<Q, R> {
    fn clone(&self) -> Self {
        Self {
            inner: Rc::clone(&self.inner),
            asks: PhantomData,
        }
    }
}

struct Inner<R> {
    tell: Box<dyn Fn(Event<R>)>,
    worker: RefCell<Option<Worker>>,
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_error: Closure<dyn Fn(ErrorEvent)>,
    hello: RefCell<Option<Timeout>>,
    watch: RefCell<Option<Interval>>,
    heard_at: Cell<f64>,
    looked_at: Cell<f64>,
}

impl Bridge {
    /// Starts a planner, the full one or the lean one, in place of the one there may be.
    pub fn start(&self, full: bool) {
        self.start_script(if full { FULL } else { LEAN });
    }
}

impl<Q: Serialize, R: DeserializeOwned + 'static> Bridge<Q, R> {
    /// A bridge without a worker yet, which tells everything to `tell`.
    pub fn new(tell: impl Fn(Event<R>) + 'static) -> Self {
        let inner = Rc::new_cyclic(|weak: &Weak<Inner<R>>| {
            let (hearing, failing) = (Weak::clone(weak), Weak::clone(weak));
            Inner {
                tell: Box::new(tell),
                worker: RefCell::new(None),
                on_message: Closure::new(move |event: MessageEvent| {
                    if let Some(inner) = hearing.upgrade() {
                        inner.hear(&event);
                    }
                }),
                on_error: Closure::new(move |event: ErrorEvent| {
                    // It is told on the page; the console need not hear of it again.
                    event.prevent_default();
                    if let Some(inner) = failing.upgrade() {
                        let has_spoken = inner.hello.borrow().is_none();
                        inner.bury(if has_spoken {
                            Death::Error
                        } else {
                            Death::Unloaded
                        });
                    }
                }),
                hello: RefCell::new(None),
                watch: RefCell::new(None),
                heard_at: Cell::new(0.0),
                looked_at: Cell::new(0.0),
            }
        });
        Self {
            inner,
            asks: PhantomData,
        }
    }

    /// Starts the worker of a script, which is relative to the page, in place of the one there may be.
    pub fn start_script(&self, script: &str) {
        self.inner.end();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(script, &options) else {
            return (self.inner.tell)(Event::Died(Death::Unloaded));
        };
        worker.set_onmessage(Some(self.inner.on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(self.inner.on_error.as_ref().unchecked_ref()));
        *self.inner.worker.borrow_mut() = Some(worker);
        let weak = Rc::downgrade(&self.inner);
        *self.inner.hello.borrow_mut() = Some(Timeout::new(HELLO, move || {
            if let Some(inner) = weak.upgrade() {
                (inner.tell)(Event::Late);
            }
        }));
    }

    /// Ends the worker.
    pub fn end(&self) {
        self.inner.end();
    }

    /// Sends a request.
    pub fn send(&self, request: &Q) {
        let worker = self.inner.worker.borrow();
        let (Some(worker), Ok(bytes)) = (worker.as_ref(), postcard::to_allocvec(request)) else {
            return;
        };
        let array = Uint8Array::from(bytes.as_slice());
        // A request that cannot be posted is as good as a worker that does not answer it: the watch finds out.
        let _ = worker.post_message_with_transfer(&array, &Array::of1(&array.buffer()));
    }

    /// Gives the worker things that cannot be written down, and that change hands: ports to other workers.
    pub fn give(&self, things: &JsValue, transfer: &Array) {
        if let Some(worker) = self.inner.worker.borrow().as_ref() {
            // As with requests.
            let _ = worker.post_message_with_transfer(things, transfer);
        }
    }

    /// Says whether the worker has something to do, so that its silence means something.
    pub fn expect(&self, busy: bool) {
        let mut watch = self.inner.watch.borrow_mut();
        if !busy || self.inner.worker.borrow().is_none() {
            *watch = None;
        } else if watch.is_none() {
            self.inner.heard_at.set(now());
            self.inner.looked_at.set(now());
            let weak = Rc::downgrade(&self.inner);
            *watch = Some(Interval::new(WATCH, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.look();
                }
            }));
        }
    }
}

impl<R: DeserializeOwned + 'static> Inner<R> {
    fn hear(&self, event: &MessageEvent) {
        self.heard_at.set(now());
        *self.hello.borrow_mut() = None;
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match postcard::from_bytes::<Vec<R>>(&bytes) {
            Ok(replies) => replies
                .into_iter()
                .for_each(|reply| (self.tell)(Event::Heard(reply))),
            Err(_) => (self.tell)(Event::Garbled),
        }
        // Other workers speak other languages, which the second module might take for this one.
        if TypeId::of::<R>() == TypeId::of::<Reply>() {
            mirror::pass_on(mirror::HEARD, &event.data());
        }
    }

    fn look(&self) {
        let now = now();
        // When the page itself was asleep, what the worker said meanwhile has not been heard yet.
        let awake = now - self.looked_at.replace(now) < 2.5 * f64::from(WATCH);
        if !awake {
            self.heard_at.set(now);
        } else if now - self.heard_at.get() > SILENCE && self.hello.borrow().is_none() {
            self.bury(Death::Silence);
        }
    }

    fn bury(&self, death: Death) {
        self.end();
        (self.tell)(Event::Died(death));
    }

    fn end(&self) {
        *self.hello.borrow_mut() = None;
        if let Ok(mut watch) = self.watch.try_borrow_mut() {
            *watch = None;
        }
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
