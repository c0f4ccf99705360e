//! The way of pictures through the tiles. Belongs here: from the socket's frame to the decoder, from the decoder's picture to
//! the canvas. Does not: single streams (see `feed`).

use super::{App, browser, give_up, with};
use crate::{
    decoder::{Output, Sink},
    feed::FeedId,
    protocol::TileId,
};
use js_sys::{ArrayBuffer, Uint8Array};
use shared::wire::FrameHeader;

impl App {
    pub(super) fn frame(&mut self, buffer: &ArrayBuffer) {
        let mut head = [0; FrameHeader::LEN];
        if (buffer.byte_length() as usize) < head.len() {
            return;
        }
        Uint8Array::new_with_byte_offset_and_length(buffer, 0, head.len() as u32).copy_to(&mut head);
        let Ok((header, _)) = FrameHeader::decode(&head) else { return };
        let Some((tile_id, feed_id)) = self.streams.get(&header.stream).copied() else { return };
        let Some(tile) = self.tiles.get_mut(&tile_id) else { return };
        self.clock.at_least(header.time, browser::wall());
        // The camera was heard then, whatever the last `alive` says.
        let camera = self.cameras.entry(tile.camera.clone()).or_default();
        camera.heard = camera.heard.max(Some(header.time));
        if let Some(feed) = tile.feed(feed_id) {
            // The unit stays where the browser put it: it goes from the socket to the decoder without passing our memory.
            let bytes = Uint8Array::new_with_byte_offset(buffer, head.len() as u32);
            feed.push(&header, bytes, browser::now_ms(), |feed, generation| sink(tile_id, feed, generation));
        }
    }

    fn decoded(&mut self, tile: TileId, feed: FeedId, generation: u32, output: Output) {
        if let Some(feed) = self.tiles.get_mut(&tile).and_then(|tile| tile.feed(feed)) {
            feed.decoded(generation, output, browser::now_ms());
            self.ask_to_paint();
        }
    }

    /// The screen is about to be drawn: paints what is due, and asks again while something waits.
    pub(super) fn paint(&mut self) {
        self.paint_is_asked = false;
        let now_ms = browser::now_ms();
        let mut first = false;
        for tile in self.tiles.values_mut() {
            let was_shown = tile.shown().is_some();
            if let Some(old) = tile.paint(now_ms) {
                give_up(&self.socket, &mut self.slots, &mut self.streams, &old);
            }
            first |= !was_shown && tile.shown().is_some();
        }
        if first {
            self.report_changes();
        }
        if self.tiles.values().any(crate::tile::Tile::is_busy) {
            self.ask_to_paint();
        }
    }

    fn ask_to_paint(&mut self) {
        if !self.paint_is_asked {
            self.paint_is_asked = browser::before_paint(&self.before_paint).is_ok();
        }
    }
}

fn sink(tile: TileId, feed: FeedId, generation: u32) -> Sink {
    Box::new(move |output| with(|app| app.decoded(tile, feed, generation, output)))
}
