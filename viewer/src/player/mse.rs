//! A rung of the page: Media Source Extensions. Belongs here: the source, its buffer, what waits in front of it. Does not:
//! segments (the worker makes them), where to be in them (see `edge`).
//!
//! `ManagedMediaSource` is taken where it is: iPhones have nothing else.

use super::{
    edge::Edge,
    video::{Presented, Video},
};
use crate::browser;
use js_sys::{Array, ArrayBuffer, Function, Reflect};
use leptos::prelude::*;
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MediaSource, SourceBuffer, Url};

/// More than this in front of a buffer means that it takes nothing any more.
const MAX_WAITING_BYTES: u32 = 8 << 20;

/// One source; its drop ends it.
pub(super) struct Mse {
    player: Rc<Shared>,
    source: MediaSource,
    url: String,
    _on: [Closure<dyn FnMut()>; 2],
}

struct Shared {
    video: Video,
    mime: String,
    /// Safari stutters at each change of the speed.
    can_hurry: bool,
    feed: RefCell<Feed>,
    on_broken: Box<dyn Fn(String)>,
}

#[derive(Default)]
struct Feed {
    buffer: Option<SourceBuffer>,
    waiting: VecDeque<ArrayBuffer>,
    waiting_bytes: u32,
    is_broken: bool,
}

/// The browser has Media Source Extensions in some form.
pub(super) fn is_there() -> bool {
    constructor().is_some()
}

fn constructor() -> Option<Function> {
    let named = |name: &str| Reflect::get(&window(), &name.into()).ok()?.dyn_into::<Function>().ok();
    named("ManagedMediaSource").or_else(|| named("MediaSource"))
}

impl Mse {
    pub(super) fn open(
        place: Option<&Element>,
        mime: String,
        on_presented: impl Fn(Presented) + 'static,
        on_broken: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let constructor = constructor().ok_or("there is no MediaSource")?;
        let ask: Function = Reflect::get(&constructor, &"isTypeSupported".into())?.dyn_into()?;
        if !ask.call1(&constructor, &JsValue::from_str(&mime))?.is_truthy() {
            return Err(format!("{mime} is not supported").into());
        }
        let source: MediaSource = Reflect::construct(&constructor, &Array::new())?.unchecked_into();
        let video = Video::new(place, on_presented)?;
        let can_hurry = !browser::is_apple();
        let on_broken = Box::new(on_broken);
        let player = Rc::new(Shared { video, mime, can_hurry, feed: RefCell::default(), on_broken });
        let on_update = {
            let player = Rc::downgrade(&player);
            Closure::<dyn FnMut()>::new(move || {
                if let Some(player) = player.upgrade() {
                    player.hold_edge();
                    player.pump();
                }
            })
        };
        let on_open = {
            let (player, source) = (Rc::downgrade(&player), source.clone());
            let on_update: Function = on_update.as_ref().unchecked_ref::<Function>().clone();
            Closure::<dyn FnMut()>::new(move || {
                let Some(player) = player.upgrade() else { return };
                match source.add_source_buffer(&player.mime) {
                    Ok(buffer) => {
                        buffer.set_onupdateend(Some(&on_update));
                        player.feed.borrow_mut().buffer = Some(buffer);
                        player.pump();
                    }
                    Err(error) => player.fail(&error),
                }
            })
        };
        source.set_onsourceopen(Some(on_open.as_ref().unchecked_ref()));
        let url = Url::create_object_url_with_source(&source)?;
        player.video.element.set_src(&url);
        let failed = Rc::downgrade(&player);
        player.video.play(move |why| {
            if let Some(player) = failed.upgrade() {
                (player.on_broken)(why);
            }
        });
        Ok(Self { player, source, url, _on: [on_open, on_update] })
    }

    pub(super) fn element(&self) -> &Element {
        &self.player.video.element
    }

    /// Takes the next segment.
    pub(super) fn push(&self, segment: ArrayBuffer) {
        {
            let mut feed = self.player.feed.borrow_mut();
            feed.waiting_bytes += segment.byte_length();
            feed.waiting.push_back(segment);
            if feed.waiting_bytes > MAX_WAITING_BYTES {
                drop(feed);
                return self.player.fail(&"the buffer takes nothing any more".into());
            }
        }
        self.player.pump();
    }
}

impl Drop for Mse {
    fn drop(&mut self) {
        self.source.set_onsourceopen(None);
        if let Some(buffer) = self.player.feed.borrow_mut().buffer.take() {
            buffer.set_onupdateend(None);
        }
        // The address is one of ours: it cannot fail.
        let _ = Url::revoke_object_url(&self.url);
    }
}

impl Shared {
    /// Hands the buffer what it can take now.
    fn pump(&self) {
        let mut feed = self.feed.borrow_mut();
        if feed.is_broken {
            return;
        }
        let Some(buffer) = feed.buffer.clone().filter(|buffer| !buffer.updating()) else { return };
        let Some(segment) = feed.waiting.pop_front() else { return };
        feed.waiting_bytes -= segment.byte_length();
        let Err(error) = buffer.append_buffer_with_array_buffer(&segment) else { return };
        if browser::member(&error, "name").as_deref() == Some("QuotaExceededError") && self.make_room(&buffer) {
            feed.waiting_bytes += segment.byte_length();
            feed.waiting.push_front(segment);
            return;
        }
        drop(feed);
        self.fail(&error);
    }

    /// Throws away all that was played. `true`: the buffer is at it, and tells when it is done.
    fn make_room(&self, buffer: &SourceBuffer) -> bool {
        let until = self.video.element.current_time() - 0.5;
        until > 0.0 && buffer.remove(0.0, until).is_ok()
    }

    fn hold_edge(&self) {
        let Some(buffer) = self.feed.borrow().buffer.clone() else { return };
        let Some((start, end)) = range(&buffer) else { return };
        let video = &self.video.element;
        let step = Edge { start, end, at: video.current_time(), can_hurry: self.can_hurry }.hold();
        if let Some(to) = step.jump {
            video.set_current_time(to);
        }
        if (video.playback_rate() - step.rate).abs() > 0.01 {
            video.set_playback_rate(step.rate);
        }
        if let Some(until) = step.trim.filter(|_| !buffer.updating()) {
            // It throws only while the buffer is busy, and is asked again.
            let _ = buffer.remove(0.0, until);
        }
    }

    fn fail(&self, error: &JsValue) {
        if !std::mem::replace(&mut self.feed.borrow_mut().is_broken, true) {
            let said = self.video.element.error().map(|error| error.message()).filter(|said| !said.is_empty());
            let said = said.or_else(|| error.as_string()).or_else(|| browser::member(error, "message"));
            (self.on_broken)(said.unwrap_or_else(|| "unknown error".to_owned()));
        }
    }
}

/// From the first second in the buffer to the last.
fn range(buffer: &SourceBuffer) -> Option<(f64, f64)> {
    let ranges = buffer.buffered().ok()?;
    let last = ranges.length().checked_sub(1)?;
    Some((ranges.start(last).ok()?, ranges.end(last).ok()?))
}
