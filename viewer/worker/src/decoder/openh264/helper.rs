//! A worker beside this one, which the page makes for us. Belongs here: its number, the way to it. Does not: what it does.
//!
//! The page, because Firefox (153 at least) hangs for good in the constructor of a worker inside of a worker, now and then, where
//! the page is busy. The module goes by the page, too: WebKit lets none pass a port.

use crate::{
    app::{tell, tell_with},
    protocol::{HelperId, ToPage},
};
use js_sys::{Array, ArrayBuffer, Function, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use wasm_bindgen::JsValue;
use web_sys::{MessageChannel, MessagePort};

/// A worker of ours; its drop ends it.
pub(super) struct Helper {
    port: MessagePort,
    other: Rc<Other>,
}

/// The other end, until the worker is made.
struct Other {
    id: HelperId,
    port: RefCell<Option<MessagePort>>,
}

/// Makes the worker, unless nobody wants it any more.
pub(super) struct Start(Weak<Other>);

impl Helper {
    /// Opens the way; the worker is made by [`Start::start`].
    pub(super) fn open(on_message: &Function) -> Result<Self, JsValue> {
        thread_local! {
            static LAST: Cell<u32> = const { Cell::new(0) };
        }
        let id = HelperId(LAST.get().wrapping_add(1));
        LAST.set(id.0);
        let channel = MessageChannel::new()?;
        let port = channel.port1();
        port.set_onmessage(Some(on_message));
        Ok(Self { port, other: Rc::new(Other { id, port: RefCell::new(Some(channel.port2())) }) })
    }

    pub(super) fn start(&self) -> Start {
        Start(Rc::downgrade(&self.other))
    }

    /// Tells it something, and hands bytes of it over.
    pub(super) fn tell(&self, message: &JsValue, bytes: &ArrayBuffer) -> Result<(), JsValue> {
        self.port.post_message_with_transferable(message, &Array::of1(bytes))
    }
}

impl Start {
    pub(super) fn start(self, script: String, module: &JsValue, avcc: &Uint8Array) {
        let Some(other) = self.0.upgrade() else { return };
        if let Some(port) = other.port.take() {
            let given = Array::of3(module, avcc, &port);
            tell_with(&ToPage::Helper { helper: other.id, script }, &given, &port);
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
        if self.other.port.take().is_none() {
            tell(&ToPage::HelperGone { helper: self.other.id });
        }
    }
}
