//! The page's messages, and the reports to it. Belongs here: reading and writing them. Does not: their shapes (`protocol`).

use super::{App, browser, give_up};
use crate::{
    paint::Painter,
    protocol::{Report, TileState, ToPage, ToWorker},
    tile::Tile,
};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

impl App {
    pub(super) fn page(&mut self, event: &MessageEvent) {
        let parts: Array = event.data().unchecked_into();
        let Some(text) = parts.get(0).as_string() else { return };
        let Ok(message) = serde_json::from_str(&text) else { return };
        let now_ms = browser::now_ms();
        match message {
            ToWorker::Open { tile, camera, may_main } => match Painter::new(parts.get(1).unchecked_into()) {
                Ok(painter) => {
                    self.tiles.insert(tile, Tile::new(camera, may_main, painter));
                }
                Err(error) => browser::warn("a tile cannot be painted:", &error),
            },
            ToWorker::Layout { tile, width, height, on_screen } => {
                if let Some(tile) = self.tiles.get_mut(&tile) {
                    tile.layout(width, height, on_screen);
                }
                self.sync();
            }
            ToWorker::Close { tile } => {
                if let Some(mut tile) = self.tiles.remove(&tile) {
                    for feed in tile.end() {
                        give_up(&self.socket, &mut self.slots, &mut self.streams, &feed);
                    }
                }
            }
            ToWorker::Visible { visible } => {
                self.visibility.set(visible, now_ms);
                if visible {
                    self.wake();
                }
            }
        }
    }

    pub(super) fn report(&mut self) {
        let (now, now_ms) = (self.now(), browser::now_ms());
        let tiles: Vec<_> = self.tiles.iter_mut().map(|(id, tile)| tile.report(*id, now, now_ms)).collect();
        tell(&ToPage::Report(Report {
            link: self.socket.state(),
            build: self.build.clone(),
            revision: self.revision,
            live: tiles.iter().filter(|tile| tile.state == TileState::Live).count() as u32,
            tiles,
        }));
    }
}

/// Sends the page a message.
pub(super) fn tell(message: &ToPage) {
    let Ok(text) = serde_json::to_string(message) else { return };
    if let Err(error) = browser::scope().post_message(&JsValue::from_str(&text)) {
        browser::warn("the page cannot be told:", &error);
    }
}
