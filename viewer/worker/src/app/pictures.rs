//! The way of pictures through the tiles. Belongs here: from the socket's frame to the decoder, from the decoder's picture to
//! the canvas. Does not: single streams (see `feed`).

use super::{App, browser, take};
use crate::{
    decoder::{Output, Sink},
    feed::FeedId,
    protocol::{Rung, TileId},
    tile::Tile,
};
use js_sys::{ArrayBuffer, Uint8Array};
use shared::wire::{FrameHeader, Mode};

/// What a decoder has given, and for whom.
pub(super) struct Came {
    tile: TileId,
    feed: FeedId,
    generation: u32,
    output: Output,
}

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
        let camera = self.cameras.or_default(&tile.camera);
        camera.heard = camera.heard.max(Some(header.time));
        if let Some(feed) = tile.feed(feed_id) {
            // The unit stays where the browser put it: it goes from the socket to the decoder without passing our memory.
            let bytes = Uint8Array::new_with_byte_offset(buffer, head.len() as u32);
            feed.push(&header, bytes, browser::now_ms(), |feed, generation| sink(tile_id, feed, generation));
        }
    }

    pub(super) fn decoded(&mut self, came: Came) {
        let Came { tile, feed, generation, output } = came;
        let (now, now_ms) = (self.now(), browser::now_ms());
        let Some(tile) = self.tiles.get_mut(&tile) else { return };
        if let Output::Dated { heard: true, .. } = output {
            // The live socket tells of watched cameras only; this one is watched by stills.
            self.cameras.or_default(&tile.camera).heard = Some(now);
        }
        if let Some(feed) = tile.feed(feed) {
            feed.decoded(generation, output, now, now_ms);
            self.ask_to_paint();
        }
    }

    /// The screen is about to be drawn: paints what is due, and asks again while something waits.
    pub(super) fn paint(&mut self) {
        self.paint_is_asked = false;
        let (now, now_ms) = (self.now(), browser::now_ms());
        let feed = self.choice.feed();
        let (mut first, mut news, mut old) = (false, false, Vec::new());
        for tile in self.tiles.values_mut() {
            let was_shown = tile.shown().is_some();
            let painted = tile.paint(now_ms);
            old.extend(painted.old);
            let Some(rung) = painted.rung else { continue };
            let has_moved = tile.ladder.painted(rung, now_ms);
            first |= has_moved || !was_shown;
            if let Some(time) = painted.time {
                let age = now.since(time);
                if rung.feed() == feed {
                    self.choice.painted(age.as_secs_f64() * 1000.0, now_ms);
                }
                if tile.front.as_ref().is_some_and(|front| front.mode() == Mode::All && rung != Rung::Still) {
                    self.policy.measured().painted(age);
                }
            }
            if let Some(profile) = tile.h264.filter(|_| rung != Rung::Webrtc && rung != Rung::Still) {
                // The best proof there is.
                news |= self.device.is_open(rung, profile) && self.device.found(rung, profile, true);
            }
        }
        self.give_up(old, now_ms);
        if news {
            self.keep();
        }
        if first {
            self.judge();
            self.report();
        }
        if self.tiles.values().any(Tile::is_busy) {
            self.ask_to_paint();
        }
    }

    fn ask_to_paint(&mut self) {
        if !self.paint_is_asked {
            self.paint_is_asked = browser::before_paint(&self.before_paint).is_ok();
        }
    }
}

pub(super) fn sink(tile: TileId, feed: FeedId, generation: u32) -> Sink {
    Box::new(move |output| take(Came { tile, feed, generation, output }))
}
