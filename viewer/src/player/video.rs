//! A `<video>` inside a tile. Belongs here: the element, and telling which picture it presents. Does not: what it plays.

use crate::browser;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlVideoElement};

/// How often a browser that does not tell is looked at: it then shows at most ten pictures a second to our knowledge.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What is known of a presented picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Presented {
    /// Its media time in seconds.
    pub(super) media_secs: f64,
    /// Its RTP time stamp, where the browser tells.
    pub(super) rtp: Option<u32>,
}

/// The element; its drop takes it away.
pub(super) struct Video {
    pub(super) element: HtmlVideoElement,
    is_gone: Rc<Cell<bool>>,
}

impl Video {
    /// Makes the element, last in `place`; without a place it is in no document. `on_presented` is told of each picture. What is
    /// in no document is never presented in Safari, but has a picture.
    pub(super) fn new(place: Option<&Element>, on_presented: impl Fn(Presented) + 'static) -> Result<Self, JsValue> {
        let element: HtmlVideoElement = document().create_element("video")?.unchecked_into();
        for (name, value) in [("class", "picture"), ("muted", ""), ("playsinline", ""), ("autoplay", "")] {
            element.set_attribute(name, value)?;
        }
        // The attribute counts only for elements that a parser makes.
        element.set_muted(true);
        // Casting to a television is not to be offered, and is what `ManagedMediaSource` asks for.
        Reflect::set(&element, &"disableRemotePlayback".into(), &JsValue::TRUE)?;
        if let Some(place) = place {
            place.append_child(&element)?;
        }
        let is_gone = Rc::new(Cell::new(false));
        match Reflect::get(&element, &"requestVideoFrameCallback".into())?.dyn_into::<Function>() {
            Ok(request) if place.is_some() => ask(&element, &request, Rc::clone(&is_gone), on_presented),
            _ => poll(element.clone(), Rc::clone(&is_gone), on_presented),
        }
        Ok(Self { element, is_gone })
    }

    /// Plays, where the browser lets it. `on_refused` is told when it does not, as some do to save power.
    pub(super) fn play(&self, on_refused: impl FnOnce(String) + 'static) {
        let Ok(promise) = self.element.play() else { return };
        spawn_local(async move {
            if let Err(error) = JsFuture::from(promise).await
                && browser::member(&error, "name").as_deref() == Some("NotAllowedError")
            {
                on_refused("the browser does not let a video play".to_owned());
            }
        });
    }
}

impl Drop for Video {
    fn drop(&mut self) {
        self.is_gone.set(true);
        self.element.set_src_object(None);
        // Without it the decoder stays until the garbage is collected.
        let _ = self.element.remove_attribute("src");
        self.element.load();
        self.element.remove();
    }
}

/// `requestVideoFrameCallback`: Chrome 83, Safari 15.4, Firefox 132.
fn ask(
    element: &HtmlVideoElement,
    request: &Function,
    is_gone: Rc<Cell<bool>>,
    on_presented: impl Fn(Presented) + 'static,
) {
    let callback: Rc<Cell<Option<JsValue>>> = Rc::default();
    let again = Rc::clone(&callback);
    let on_frame = {
        let (element, request) = (element.clone(), request.clone());
        Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_, facts: JsValue| {
            if is_gone.get() {
                // Nobody asks again: this is the callback's own end.
                again.take();
                return;
            }
            let number = |name: &str| Reflect::get(&facts, &name.into()).ok().and_then(|value| value.as_f64());
            let media_secs = number("mediaTime").unwrap_or_else(|| element.current_time());
            on_presented(Presented { media_secs, rtp: number("rtpTimestamp").map(|rtp| rtp as u32) });
            if let Some(this) = again.take() {
                // It throws never: the method is there.
                let _ = request.call1(&element, &this);
                again.set(Some(this));
            }
        })
    };
    let on_frame = on_frame.into_js_value();
    let _ = request.call1(element, &on_frame);
    callback.set(Some(on_frame));
}

fn poll(element: HtmlVideoElement, is_gone: Rc<Cell<bool>>, on_presented: impl Fn(Presented) + 'static) {
    let last = Cell::new(-1.0);
    let handle: Rc<Cell<Option<IntervalHandle>>> = Rc::default();
    let own = Rc::clone(&handle);
    let look = move || {
        if is_gone.get() {
            if let Some(handle) = own.take() {
                handle.clear();
            }
            return;
        }
        let media_secs = element.current_time();
        let has_picture = element.ready_state() >= 2;
        if has_picture && last.replace(media_secs) != media_secs {
            on_presented(Presented { media_secs, rtp: None });
        }
    };
    handle.set(set_interval_with_handle(look, LOOK_EVERY).ok());
}
