//! A rung of the page: a track of a WebRTC session on a `<video>`. Belongs here: the element, and seeing that what arrives is
//! decoded. Does not: sessions (see `rtc`).

use super::video::{Presented, Video};
use crate::browser;
use js_sys::{Array, Function, Map, Reflect};
use leptos::prelude::*;
use std::{
    cell::Cell,
    rc::{Rc, Weak},
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, MediaStream, RtcRtpReceiver};

/// How often a track is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Pictures that arrive while none is decoded, until that is taken for what it is: Firefox without its plug-in does it.
const MOST_UNDECODED: f64 = 20.0;

/// A track on an element; its drop takes the element away.
pub(super) struct Track {
    watch: Rc<Watch>,
    look: Option<IntervalHandle>,
}

struct Watch {
    video: Video,
    receiver: RtcRtpReceiver,
    /// Pictures that had arrived when the last one was decoded, and how many were decoded then.
    last: Cell<(f64, f64)>,
    on_broken: Box<dyn Fn(String)>,
}

impl Track {
    /// `on_presented` is told of each picture's RTP time stamp.
    pub(super) fn open(
        place: Option<&Element>,
        receiver: RtcRtpReceiver,
        on_presented: impl Fn(u64) + 'static,
        on_broken: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let asked = receiver.clone();
        let video = Video::new(place, move |picture: Presented| {
            if let Some(rtp) = picture.rtp.or_else(|| synchronised(&asked)) {
                on_presented(rtp.into());
            }
        })?;
        let stream = MediaStream::new_with_tracks(&Array::of1(&receiver.track()))?;
        video.element.set_src_object(Some(&stream));
        let watch = Rc::new(Watch { video, receiver, last: Cell::default(), on_broken: Box::new(on_broken) });
        let failed = Rc::downgrade(&watch);
        watch.video.play(move |why| {
            if let Some(watch) = failed.upgrade() {
                (watch.on_broken)(why);
            }
        });
        let looked = Rc::downgrade(&watch);
        let look = set_interval_with_handle(move || spawn_local(look(looked.clone())), LOOK_EVERY).ok();
        Ok(Self { watch, look })
    }

    pub(super) fn element(&self) -> &Element {
        &self.watch.video.element
    }
}

impl Drop for Track {
    fn drop(&mut self) {
        if let Some(look) = self.look.take() {
            look.clear();
        }
    }
}

async fn look(watch: Weak<Watch>) {
    let Some(receiver) = watch.upgrade().map(|watch| watch.receiver.clone()) else { return };
    let Ok(stats) = JsFuture::from(receiver.get_stats()).await else { return };
    let Some(watch) = watch.upgrade() else { return };
    let mut now = None;
    stats.unchecked_into::<Map>().for_each(&mut |stat, _| {
        let number = |name: &str| Reflect::get(&stat, &name.into()).ok().and_then(|value| value.as_f64());
        if browser::member(&stat, "type").as_deref() == Some("inbound-rtp") {
            // Old browsers count only packets, of which there are more.
            let arrived = number("framesReceived").or_else(|| number("packetsReceived").map(|packets| packets / 4.0));
            now = arrived.zip(number("framesDecoded"));
        }
    });
    let Some((arrived, decoded)) = now else { return };
    let (arrived_then, decoded_then) = watch.last.get();
    if decoded != decoded_then || arrived < arrived_then {
        watch.last.set((arrived, decoded));
    } else if arrived - arrived_then > MOST_UNDECODED {
        (watch.on_broken)("pictures arrive and none is decoded".to_owned());
    }
}

/// The RTP time stamp of what is played, where the browser does not tell it with the picture.
fn synchronised(receiver: &RtcRtpReceiver) -> Option<u32> {
    let ask: Function = Reflect::get(receiver, &"getSynchronizationSources".into()).ok()?.dyn_into().ok()?;
    let source = Array::from(&ask.call0(receiver).ok()?).get(0);
    Some(Reflect::get(&source, &"rtpTimestamp".into()).ok()?.as_f64()? as u32)
}
