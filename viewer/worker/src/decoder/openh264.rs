//! OpenH264 in wasm, each stream in a worker of its own (`viewer/openh264`): for browsers that decode nothing for us, above all
//! over plain HTTP. Belongs here: loading it, its messages, its pictures. Does not: when to use it, colours (see `yuv`).
//!
//! A worker each: decoding takes milliseconds that the socket must not wait for, a phone has more cores than one, and the end
//! of a worker is the only sure way out of a decoder that a stream has driven into a loop, and gives its memory back.

use super::{Config, Decoder, Output, Picture, Sink, Unit};
use crate::{
    browser,
    yuv::{self, Colour, Planes},
};
use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array, WebAssembly};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{Clamped, JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, ImageData, MessageEvent, OffscreenCanvasRenderingContext2d, Worker};

/// Where the bundle says what it has built; absent where it could not build it.
const PLACE: &str = "wardOpenh264";

/// This build has the decoder, and this browser may be able to run it.
pub(super) fn is_there() -> bool {
    browser::has(PLACE) && browser::has("Worker")
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
    worker: Worker,
    waiting: Rc<Cell<u32>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl OpenH264 {
    /// Opens a decoder; what cannot be loaded or decoded is told to the sink.
    pub(super) fn open(config: &Config<'_>, sink: Sink) -> Result<Self, String> {
        let sink = Rc::new(sink);
        let worker = Worker::new(&place("script")?).map_err(|e| words(&e))?;
        let waiting = Rc::new(Cell::new(0u32));

        let (tell, answered) = (Rc::clone(&sink), Rc::clone(&waiting));
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
        let tell = Rc::clone(&sink);
        let on_error =
            Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| tell(Output::Failed(event.message())));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));

        // Units may be sent before it: they wait on the other side.
        let (to, avcc) = (worker.clone(), Uint8Array::from(config.avcc));
        spawn_local(async move {
            let begun = match load().await {
                Ok(module) => to.post_message(&Array::of2(&module, &avcc)).map_err(|e| words(&e)),
                Err(why) => Err(why),
            };
            if let Err(why) = begun {
                sink(Output::Failed(why));
            }
        });
        Ok(Self { worker, waiting, _on_message: on_message, _on_error: on_error })
    }
}

impl Decoder for OpenH264 {
    fn decode(&mut self, unit: &Unit) -> Result<(), String> {
        // A copy, to be given away: the unit lies in a message with its header, and may be asked for again.
        let bytes = unit.bytes.slice(0, unit.bytes.length());
        let message = Array::of2(&bytes, &JsValue::from_f64(unit.stamp_us as f64));
        self.worker.post_message_with_transfer(&message, &Array::of1(&bytes.buffer())).map_err(|e| words(&e))?;
        self.waiting.set(self.waiting.get() + 1);
        Ok(())
    }

    fn waiting(&self) -> u32 {
        self.waiting.get()
    }
}

impl Drop for OpenH264 {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A picture as it comes out: planes one behind the other in a buffer of its own.
pub(crate) struct I420 {
    planes: ArrayBuffer,
    size: (u32, u32),
    rows: [u32; 2],
    colour: Colour,
}

impl I420 {
    /// Reads a message of `decoder.js`; `None` where it brings no picture.
    fn read(message: &Array) -> Option<(i64, Self)> {
        let number = |at: u32| message.get(at).as_f64();
        let stamp_us = number(0)? as i64;
        let planes = message.get(1).dyn_into().ok()?;
        let whole = |at: u32| number(at).map(|number| number as u32);
        let picture = Self {
            planes,
            size: (whole(2)?, whole(3)?),
            rows: [whole(4)?, whole(5)?],
            colour: Colour { bt709: whole(6)? == 1, full_range: whole(7)? == 1 },
        };
        Some((stamp_us, picture))
    }

    pub(super) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Draws it over the whole of a canvas of this size, which is at most its own.
    pub(super) fn draw(
        &self,
        context: &OffscreenCanvasRenderingContext2d,
        (width, height): (u32, u32),
    ) -> Result<(), JsValue> {
        thread_local! {
            /// Planes and pixels of the picture being drawn, kept for the next one.
            static SCRATCH: RefCell<(Vec<u8>, Vec<u8>)> = const { RefCell::new((Vec::new(), Vec::new())) };
        }
        SCRATCH.with_borrow_mut(|(bytes, rgba)| {
            let planes = Uint8Array::new(&self.planes);
            bytes.resize(planes.length() as usize, 0);
            planes.copy_to(bytes);
            let luma = self.rows[0] as usize * self.size.1 as usize;
            let chroma = self.rows[1] as usize * (self.size.1 as usize).div_ceil(2);
            let split = bytes.split_at_checked(luma).and_then(|(y, rest)| Some((y, rest.split_at_checked(chroma)?)));
            let Some((y, (cb, cr))) = split else { return Err("a picture is shorter than it says".into()) };
            let picture = Planes {
                planes: [y, cb, cr],
                rows: self.rows.map(|row| row as usize),
                size: (self.size.0 as usize, self.size.1 as usize),
                colour: self.colour,
            };
            yuv::to_rgba(&picture, (width as usize, height as usize), rgba);
            let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width, height)?;
            context.put_image_data(&image, 0, 0)
        })
    }
}

fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| "unknown error".to_owned())
}
