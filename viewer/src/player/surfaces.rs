//! The elements that rungs of the page paint in. Belongs here: making them, which of a tile's is seen, letting them go. Does not:
//! when that is due (the worker says), what each plays.

use super::{Player, image::Image, mse::Mse, rtc::Rtc, track::Track};
use crate::browser;
use js_sys::ArrayBuffer;
use leptos::prelude::queue_microtask;
use wasm_bindgen::JsValue;
use web_sys::Element;
use worker::{
    few::Few,
    protocol::{Source, SurfaceId, TileId, ToWorker},
};

/// On the one that is seen of a tile's pictures; the style puts it above the others.
pub(crate) const SHOWN: &str = "data-shown";

/// All of them.
#[derive(Default)]
pub(super) struct Surfaces(Few<SurfaceId, (TileId, Surface)>);

enum Surface {
    Mse(Mse),
    Track(Track),
    Image(Image),
}

impl Surfaces {
    /// Makes one. Whatever goes wrong is told the worker, which then goes down a rung.
    pub(super) fn open(
        &mut self,
        player: Player,
        rtc: &Rtc,
        (tile, id): (TileId, SurfaceId),
        place: Option<&Element>,
        source: Source,
    ) {
        let presented = move |at: u64| player.post(&ToWorker::Presented { surface: id, at }, None);
        let broken = move |why: String| player.post(&ToWorker::Broken { surface: id, why }, None);
        let made = match source {
            Source::Mse { mime } => {
                let on_presented =
                    move |picture: super::video::Presented| presented((picture.media_secs * 90_000.0) as u64);
                Mse::open(place, mime, on_presented, broken).map(Surface::Mse)
            }
            Source::Webrtc { session, mid } => match rtc.receiver(&session, &mid) {
                Some(receiver) => Track::open(place, receiver, presented, broken).map(Surface::Track),
                None => Err("the session has no such track".into()),
            },
            Source::Still => Image::open(place, move || presented(0)).map(Surface::Image),
        };
        match made {
            Ok(surface) => {
                self.0.insert(id, (tile, surface));
            }
            // Not now: the player is being changed.
            Err(error) => queue_microtask(move || broken(words(&error))),
        }
    }

    /// Hands one its next bytes.
    pub(super) fn push(&self, id: SurfaceId, bytes: ArrayBuffer) {
        match self.0.get(&id) {
            Some((_, Surface::Mse(mse))) => mse.push(bytes),
            Some((_, Surface::Image(image))) => image.push(&bytes),
            Some((_, Surface::Track(_))) | None => {}
        }
    }

    /// Lets one go.
    pub(super) fn close(&mut self, id: SurfaceId) {
        self.0.remove(&id);
    }

    /// Lets all of a tile go.
    pub(super) fn close_tile(&mut self, tile: TileId) {
        self.0.retain(|_, (of, _)| *of != tile);
    }

    /// Of a tile's surfaces this one is seen; `None`: its canvas is.
    pub(super) fn show(&self, tile: TileId, shown: Option<SurfaceId>) {
        for (id, (_, surface)) in self.0.iter().filter(|(_, (of, _))| *of == tile) {
            let element = surface.element();
            let is_shown = element.has_attribute(SHOWN);
            // Neither can fail: the name is ours.
            if shown == Some(*id) && !is_shown {
                let _ = element.set_attribute(SHOWN, "");
            } else if shown != Some(*id) && is_shown {
                let _ = element.remove_attribute(SHOWN);
            }
        }
    }
}

impl Surface {
    fn element(&self) -> &Element {
        match self {
            Self::Mse(mse) => mse.element(),
            Self::Track(track) => track.element(),
            Self::Image(image) => image.element(),
        }
    }
}

/// Why something failed, for the console.
pub(super) fn words(error: &JsValue) -> String {
    error.as_string().or_else(|| browser::member(error, "message")).unwrap_or_else(|| "unknown error".to_owned())
}
