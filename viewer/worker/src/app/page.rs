//! The page's messages, and the reports to it. Belongs here: reading and writing them. Does not: their shapes (`protocol`).

use super::{App, browser, surface, with};
use crate::{
    paint::Painter,
    protocol::{Report, TileState, ToPage, ToWorker},
    tile::Tile,
};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, OffscreenCanvas};

/// The page says something.
pub(super) fn heard(event: &MessageEvent) {
    let parts: Array = event.data().unchecked_into();
    let Some(text) = parts.get(0).as_string() else { return };
    match serde_json::from_str(&text) {
        // Surfaces are looked up before the state is taken: what they make of it comes back as any decoder's picture does.
        Ok(ToWorker::Presented { surface, at }) => surface::told(surface, surface::Event::Presented(at)),
        Ok(ToWorker::Broken { surface, why }) => surface::told(surface, surface::Event::Broken(why)),
        Ok(message) => with(|app| app.page(message, parts.get(1).dyn_into().ok())),
        // A message of another version of the page is none of ours.
        Err(_) => {}
    }
}

impl App {
    fn page(&mut self, message: ToWorker, canvas: Option<OffscreenCanvas>) {
        let now_ms = browser::now_ms();
        match message {
            ToWorker::Start { page, proofs, feed } => self.started(page, &proofs, feed),
            ToWorker::Open { tile, camera, may_main } => {
                let painter = canvas.and_then(|canvas| {
                    let painter = Painter::new(canvas);
                    painter.map_err(|error| browser::warn("a tile cannot be painted:", &error)).ok()
                });
                self.tiles.insert(tile, Tile::new(camera, may_main, painter));
            }
            ToWorker::Layout { tile, width, height, on_screen } => {
                if let Some(tile) = self.tiles.get_mut(&tile) {
                    tile.layout(width, height, on_screen);
                }
                self.sync();
            }
            ToWorker::Close { tile } => {
                if let Some(mut tile) = self.tiles.remove(&tile) {
                    self.give_up(tile.end(), now_ms);
                }
            }
            ToWorker::Visible { visible } => {
                self.visibility.set(visible, now_ms);
                if visible {
                    self.wake();
                }
            }
            ToWorker::RtpOpen { session, mids } => {
                if !self.connected(Some(&session), None) {
                    self.tracks.opened(session, mids, now_ms);
                    self.sync();
                }
            }
            ToWorker::RtpLost { session, why } => {
                browser::warn("no WebRTC session:", &JsValue::from_str(&why));
                if session.is_some() || !self.connected(None, Some(&why)) {
                    self.tracks.lost(session.as_deref(), now_ms);
                    self.sync();
                }
            }
            ToWorker::Saver(saves) => self.saves = saves,
            ToWorker::Check(()) => self.check(),
            // Taken above.
            ToWorker::Presented { .. } | ToWorker::Broken { .. } => {}
        }
    }

    pub(super) fn report(&mut self) {
        let (now, now_ms) = (self.now(), browser::now_ms());
        let tiles: Vec<_> = self.tiles.iter_mut().map(|(id, tile)| tile.report(*id, now, now_ms)).collect();
        tell(&ToPage::Report(Report {
            link: self.socket.state(),
            build: self.build.clone(),
            revision: self.revision,
            kilobytes: browser::kilobytes(),
            live: tiles.iter().filter(|tile| tile.state == TileState::Live).count() as u32,
            tiles,
        }));
    }
}

/// Sends the page a message.
pub(crate) fn tell(message: &ToPage) {
    let Ok(text) = serde_json::to_string(message) else { return };
    if let Err(error) = browser::scope().post_message(&JsValue::from_str(&text)) {
        browser::warn("the page cannot be told:", &error);
    }
}

/// Sends the page a message with something beside it, of which `handed_over` is ours no more.
pub(crate) fn tell_with(message: &ToPage, beside: &JsValue, handed_over: &JsValue) {
    let Ok(text) = serde_json::to_string(message) else { return };
    let parts = Array::of2(&JsValue::from_str(&text), beside);
    if let Err(error) = browser::scope().post_message_with_transfer(&parts, &Array::of1(handed_over)) {
        browser::warn("the page cannot be given anything:", &error);
    }
}
