//! A worker's thread in the pool for large tables: it becomes the lead or a member, carries messages between the other
//! threads and the state machine of [`crate::scale`], and lets that work in `Slices`.
//!
//! Every worker says hello to the page. The page then gives the lead a port to each member, and each member the other end
//! of its port; after that it asks only the lead. All that is long crosses as the bytes of one buffer, which changes hands.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::slices::{SLICE, Slices};
use crate::scale::lead::{Lead, Out};
use crate::scale::member::Member;
use crate::scale::protocol::{PROTOCOL, Tell};

/// Every so many milliseconds an empty message says that the worker is alive. The page gives it up after five seconds of
/// silence.
const BEAT: u32 = 1_000;

/// What a worker is, once it has been told.
enum Role {
    None,
    Lead {
        lead: Box<Lead>,
        /// To member 1, 2, ...
        members: Vec<MessagePort>,
    },
    Member {
        member: Member,
        lead: MessagePort,
    },
}

struct Shell {
    scope: DedicatedWorkerGlobalScope,
    slices: Slices,
    role: RefCell<Role>,
}

/// Sets a worker of the pool up and says hello. To be called once, from the worker's `main`.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let shell = Rc::new(Shell {
        slices: Slices::new(&scope),
        role: RefCell::new(Role::None),
        scope,
    });
    let hearing = Rc::clone(&shell);
    shell
        .scope
        .set_onmessage(Some(&listener(move |event| hearing.hear_page(&event))));
    let slicing = Rc::clone(&shell);
    shell.slices.done_by(move || slicing.slice());
    let beating = Rc::clone(&shell);
    Interval::new(BEAT, move || beating.tell(&[])).forget();
    shell.tell(&[Tell::Hello { protocol: PROTOCOL }]);
}

/// A function that hears messages as long as the worker lives.
fn listener(hear: impl Fn(MessageEvent) + 'static) -> js_sys::Function {
    Closure::<dyn Fn(MessageEvent)>::new(hear)
        .into_js_value()
        .unchecked_into()
}

impl Shell {
    /// A list of ports makes this worker the lead, a port makes it a member; anything else is asked of the lead.
    fn hear_page(self: &Rc<Self>, event: &MessageEvent) {
        let data = event.data();
        if let Some(ports) = data.dyn_ref::<Array>() {
            return self.lead(ports);
        }
        match data.dyn_into::<MessagePort>() {
            Ok(port) => {
                let hearing = Rc::clone(self);
                port.set_onmessage(Some(&listener(move |event| hearing.hear_lead(&event))));
                self.role.replace(Role::Member {
                    member: Member::new(),
                    lead: port,
                });
            }
            Err(bytes) => {
                if let Role::Lead { lead, .. } = &mut *self.role.borrow_mut() {
                    lead.receive(read(&bytes));
                }
                self.slices.wake();
            }
        }
    }

    fn lead(self: &Rc<Self>, ports: &Array) {
        let members: Vec<MessagePort> = ports.iter().map(JsCast::unchecked_into).collect();
        for (number, port) in (1..).zip(&members) {
            let hearing = Rc::clone(self);
            port.set_onmessage(Some(&listener(move |event| {
                hearing.hear_member(number, &event);
            })));
        }
        let clock = Rc::clone(self);
        let lead = Box::new(Lead::new(move || clock.slices.now() / 1_000.0));
        self.role.replace(Role::Lead { lead, members });
    }

    fn hear_lead(&self, event: &MessageEvent) {
        if let Role::Member { member, .. } = &mut *self.role.borrow_mut() {
            member.receive(read(&event.data()));
        }
        self.slices.wake();
    }

    fn hear_member(&self, number: u32, event: &MessageEvent) {
        if let Role::Lead { lead, .. } = &mut *self.role.borrow_mut() {
            for answer in read::<Vec<_>>(&event.data()) {
                lead.hear(number, answer);
            }
        }
        self.slices.wake();
    }

    fn slice(&self) {
        let budget = self.slices.begin();
        let began = self.slices.now();
        let mut left = budget;
        let busy = match &mut *self.role.borrow_mut() {
            Role::None => false,
            Role::Lead { lead, members } => {
                let mut tells = Vec::new();
                for out in lead.work(&mut left) {
                    match out {
                        Out::Page(tell) => tells.push(tell),
                        Out::Member(number, order) => post(&order, |array, transfer| {
                            members[number as usize - 1]
                                .post_message_with_transferable(array, transfer)
                        }),
                    }
                }
                if !tells.is_empty() {
                    self.tell(&tells);
                }
                lead.busy()
            }
            Role::Member { member, lead } => {
                let answers = member.work(&mut left);
                if !answers.is_empty() {
                    post(&answers, |array, transfer| {
                        lead.post_message_with_transferable(array, transfer)
                    });
                }
                member.busy()
            }
        };
        let (units, took) = (budget - left, self.slices.now() - began);
        // A slice that came back early for news says little about how long a unit takes, unless it took long.
        if 2 * units > budget || took > SLICE {
            self.slices.adapt(units, took);
        }
        if busy {
            self.slices.wake();
        }
    }

    fn tell(&self, tells: &[Tell]) {
        post(&tells, |array, transfer| {
            self.scope.post_message_with_transfer(array, transfer)
        });
    }
}

/// Reads a message. The page has checked the version, so what cannot be read is a mistake of ours, and the page has to
/// hear of it.
fn read<T: DeserializeOwned>(data: &JsValue) -> T {
    match postcard::from_bytes(&Uint8Array::new(data).to_vec()) {
        Ok(message) => message,
        Err(error) => wasm_bindgen::throw_str(&format!("not a message: {error}")),
    }
}

/// Posts a message as bytes that change hands.
fn post(message: &impl Serialize, by: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>) {
    let bytes = postcard::to_allocvec(message).unwrap_throw();
    let array = Uint8Array::from(bytes.as_slice());
    by(&array, &Array::of1(&array.buffer())).unwrap_throw();
}
