//! OpenH264 in wasm, each stream in a worker of its own (`viewer/openh264`): for browsers that decode nothing for us, above all
//! over plain HTTP. Belongs here: loading it, its messages, its pictures. Does not: when to use it, colours (see `yuv`).
//!
//! A worker each: decoding takes milliseconds that the socket must not wait for, a phone has more cores than one, and the end
//! of a worker is the only sure way out of a decoder that a stream has driven into a loop.

mod helper;
mod picture;

pub(crate) use picture::I420;

use super::{Config, Decoder, Output, Picture, Sink, Unit};
use crate::browser;
use helper::Helper;
use js_sys::{Array, Promise, Reflect, Uint8Array, WebAssembly};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageEvent;

/// Where the bundle says what it has built; absent where it could not build it.
const PLACE: &str = "wardOpenh264";

/// This build has the decoder, and this browser may be able to run it.
pub(super) fn is_there() -> bool {
    browser::has(PLACE) && browser::has("MessageChannel")
}

/// Fetches and compiles the decoder; once for all streams, unless it failed.
pub(crate) async fn load() -> Result<JsValue, String> {
    thread_local! {
        static MODULE: RefCell<Option<Promise>> = const { RefCell::new(None) };
    }
    let place = place("module")?;
    let module = MODULE.with_borrow_mut(|module| {
        module.get_or_insert_with(|| WebAssembly::compile_streaming(&browser::scope().fetch_with_str(&place))).clone()
    });
    let compiled = JsFuture::from(module).await;
    if compiled.is_err() {
        MODULE.set(None);
    }
    compiled.map_err(|error| format!("OpenH264 cannot be loaded: {}", words(&error)))
}

/// One of the two URLs.
fn place(name: &str) -> Result<String, String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let places = get(&browser::scope(), PLACE);
    let place = if places.is_object() { get(&places, name).as_string() } else { None };
    place.ok_or_else(|| "this build has no OpenH264".to_owned())
}

pub(super) struct OpenH264 {
    helper: Helper,
    waiting: Rc<Cell<u32>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl OpenH264 {
    /// Opens a decoder; what cannot be loaded or decoded is told to the sink.
    pub(super) fn open(config: &Config<'_>, sink: Sink) -> Result<Self, String> {
        let sink = Rc::new(sink);
        let (tell, waiting) = (Rc::clone(&sink), Rc::new(Cell::new(0u32)));
        let answered = Rc::clone(&waiting);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            if let Some(why) = data.as_string() {
                return tell(Output::Failed(why));
            }
            answered.set(answered.get().saturating_sub(1));
            if let Some((stamp_us, picture)) = data.dyn_ref().and_then(I420::read) {
                tell(Output::Picture { stamp_us, picture: Picture::Planes(picture) });
            }
        });
        let script = place("script")?;
        let helper = Helper::open(on_message.as_ref().unchecked_ref()).map_err(|e| words(&e))?;
        // Units may be sent before it begins: they wait in the port.
        let (start, avcc) = (helper.start(), Uint8Array::from(config.avcc));
        spawn_local(async move {
            match load().await {
                Ok(module) => start.start(script, &module, &avcc),
                Err(why) => sink(Output::Failed(why)),
            }
        });
        Ok(Self { helper, waiting, _on_message: on_message })
    }
}

impl Decoder for OpenH264 {
    fn decode(&mut self, unit: &Unit) -> Result<(), String> {
        // A copy, to be given away: the unit lies in a message with its header, and may be asked for again.
        let bytes = unit.bytes.slice(0, unit.bytes.length());
        let message = Array::of2(&bytes, &JsValue::from_f64(unit.stamp_us as f64));
        self.helper.tell(&message, &bytes.buffer()).map_err(|e| words(&e))?;
        self.waiting.set(self.waiting.get() + 1);
        Ok(())
    }

    fn waiting(&self) -> u32 {
        self.waiting.get()
    }
}

fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| "unknown error".to_owned())
}
