//! JPEGs from the relay, one a second at most: what always works. Belongs here: asking for the next one. Does not: the poster
//! before the first picture, which the page has by itself.
//!
//! Wherever this program runs (Chrome 57, Firefox 52, Safari 11). Without `OffscreenCanvas` the page shows it in an `<img>`.

use super::{
    Decoder, Output, Picture, Sink, Unit,
    surface::{Event, Surface},
};
use crate::{
    browser,
    protocol::{Source, TileId},
};
use js_sys::ArrayBuffer;
use shared::{
    CameraId, UnixMicros, routes,
    still::{CAMERA_STATE, PICTURE_TIME, StillWidth},
    wire::CameraState,
};
use std::{
    cell::Cell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ImageBitmap, RequestCache, RequestInit, Response};

/// From one picture to the next, once it is there.
const EVERY_MS: i32 = 1_000;
/// The same after an answer without a picture.
const RETRY_MS: i32 = 5_000;
/// An answer that is not here by then will not come: a network that vanished closes nothing.
const ANSWER_MS: i32 = 10_000;

pub(crate) struct Still {
    _asking: Rc<Asking>,
}

/// What is asked for, for as long as somebody wants it.
struct Asking {
    camera: CameraId,
    /// The tile's width in device pixels.
    width: Rc<Cell<u32>>,
    sink: Sink,
    /// The page's element, where there is no canvas.
    surface: Option<Rc<Surface>>,
    /// Of the picture that the surface is showing next.
    pending: Rc<Cell<Option<Facts>>>,
}

#[derive(Clone, Copy)]
struct Facts {
    time: UnixMicros,
    heard: bool,
}

impl Still {
    /// `has_canvas`: pictures are painted here; else by the page.
    pub(crate) fn open(tile: TileId, camera: CameraId, width: Rc<Cell<u32>>, has_canvas: bool, sink: Sink) -> Self {
        let asking = Rc::new_cyclic(|asking: &Weak<Asking>| {
            let pending = Rc::new(Cell::new(None::<Facts>));
            let surface = (!has_canvas).then(|| {
                let (asking, pending) = (asking.clone(), Rc::clone(&pending));
                Surface::open(tile, Source::Still, move |surface, event| {
                    let Some(asking) = asking.upgrade() else { return };
                    // A JPEG that cannot be shown is followed by another one.
                    if let (Event::Presented(_), Some(Facts { time, heard })) = (event, pending.take()) {
                        let picture = Picture::OnPage(Rc::clone(surface));
                        (asking.sink)(Output::Dated { time, heard, picture });
                    }
                })
            });
            Asking { camera, width, sink, surface, pending }
        });
        spawn_local(ask(Rc::downgrade(&asking)));
        Self { _asking: asking }
    }
}

impl Decoder for Still {
    fn decode(&mut self, _unit: &Unit) -> Result<(), String> {
        Err("stills have no units".to_owned())
    }

    fn waiting(&self) -> u32 {
        0
    }
}

async fn ask(asking: Weak<Asking>) {
    loop {
        // Not held while waiting: nobody may want it any more by then.
        let Some(url) = asking.upgrade().map(|asking| asking.url()) else { return };
        let wait_ms = match get(&url).await {
            Ok((facts, jpeg)) => {
                let Some(asking) = asking.upgrade() else { return };
                asking.show(facts, &jpeg).await;
                EVERY_MS
            }
            Err(error) => {
                browser::warn("no still:", &error);
                RETRY_MS
            }
        };
        browser::sleep(wait_ms).await;
    }
}

impl Asking {
    fn url(&self) -> String {
        let (embed, width) = (browser::scope().name(), StillWidth::at_least(self.width.get()));
        // No wider: what is wider counts as a picture that was taken out, and this is only looking.
        let width = width.min(StillWidth::W640);
        if embed.is_empty() {
            routes::still(&self.camera, width)
        } else {
            format!("{}?width={}", routes::embed::still(&embed), width.as_str())
        }
    }

    async fn show(&self, facts: Facts, jpeg: &Response) {
        match &self.surface {
            Some(surface) => match buffer(jpeg).await {
                Ok(buffer) => {
                    self.pending.set(Some(facts));
                    surface.send(&buffer);
                }
                Err(error) => browser::warn("a still did not arrive whole:", &error),
            },
            None => match bitmap(jpeg).await {
                Ok(bitmap) => {
                    let Facts { time, heard } = facts;
                    (self.sink)(Output::Dated { time, heard, picture: Picture::Bitmap(bitmap) });
                }
                Err(error) => browser::warn("a still cannot be read:", &error),
            },
        }
    }
}

async fn get(url: &str) -> Result<(Facts, Response), JsValue> {
    let init = RequestInit::new();
    // Ask each time whether there is a newer one, and have the old one from the cache where there is not.
    init.set_cache(RequestCache::NoCache);
    let answer = browser::within(browser::scope().fetch_with_str_and_init(url, &init), ANSWER_MS).await?;
    let answer: Response = answer.dyn_into()?;
    let time = answer.headers().get(PICTURE_TIME)?.and_then(|time| time.parse().ok());
    let length = answer.headers().get("content-length")?.and_then(|length| length.parse().ok());
    browser::came(length.unwrap_or(0));
    // A refusal has no picture, and so no time.
    let time = UnixMicros(time.ok_or_else(|| JsValue::from(answer.status()))?);
    let heard = answer.headers().get(CAMERA_STATE)?.as_deref() == Some(CameraState::Live.as_str());
    Ok((Facts { time, heard }, answer))
}

async fn buffer(jpeg: &Response) -> Result<ArrayBuffer, JsValue> {
    Ok(browser::within(jpeg.array_buffer()?, ANSWER_MS).await?.unchecked_into())
}

/// Reads a JPEG.
pub(super) async fn bitmap(jpeg: &Response) -> Result<ImageBitmap, JsValue> {
    let blob = browser::within(jpeg.blob()?, ANSWER_MS).await?;
    let promise = browser::scope().create_image_bitmap_with_blob(blob.unchecked_ref())?;
    Ok(browser::within(promise, ANSWER_MS).await?.unchecked_into())
}
