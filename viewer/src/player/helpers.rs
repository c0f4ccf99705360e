//! Workers that the page makes for its worker, because browsers make them more surely here. Belongs here: making and ending
//! them. Does not: what they do (`viewer/openh264/decoder.js`).

use crate::browser;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;
use worker::{few::Few, protocol::HelperId};

/// All of them.
#[derive(Default)]
pub(super) struct Helpers(Few<HelperId, Worker>);

impl Helpers {
    /// Makes one, and gives it what the worker has sent along. One that does not come gives no picture, which the worker sees.
    pub(super) fn open(&mut self, id: HelperId, script: &str, given: &JsValue) {
        let port = given.dyn_ref::<Array>().map_or(JsValue::UNDEFINED, |given| given.get(2));
        let told = Worker::new(script).and_then(|helper| {
            helper.post_message_with_transfer(given, &Array::of1(&port))?;
            self.0.insert(id, helper);
            Ok(())
        });
        if let Err(error) = told {
            browser::warn("a worker cannot be made:", &error);
        }
    }

    /// Ends one.
    pub(super) fn close(&mut self, id: HelperId) {
        if let Some(helper) = self.0.remove(&id) {
            helper.terminate();
        }
    }
}
