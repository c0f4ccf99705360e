//! What the live socket says. Belongs here: one arm a message. Does not: frames (see `pictures`).

use super::{App, browser, page::tell};
use crate::{
    feed::Stream,
    ladder::Fall,
    link::socket::{Event, hello},
    protocol::{H264Profile, Rung, TileId, ToPage, Why},
    tile::Tile,
};
use shared::{
    Slot,
    wire::{Reason, ServerMessage, VERSION},
};

impl App {
    pub(super) fn link(&mut self, number: u32, event: Event) {
        if !self.socket.is_current(number) {
            return;
        }
        let now_ms = browser::now_ms();
        self.socket.heard(now_ms);
        match event {
            Event::Ticket(ticket) => self.socket.ticket(&ticket, now_ms),
            Event::NoTicket(status) => {
                tell(&ToPage::NoTicket { status });
                self.lose_link(now_ms);
                self.report();
            }
            Event::Opened => {
                self.socket.opened(now_ms);
                self.socket.send(&hello());
                self.tick();
            }
            Event::Closed => {
                self.lose_link(now_ms);
                self.judge();
                self.report();
            }
            Event::Binary(buffer) => self.frame(&buffer),
            // Messages of a newer relay are none of ours.
            Event::Text(text) => {
                if let Ok(message) = serde_json::from_str(&text) {
                    self.told(message, now_ms);
                }
            }
        }
    }

    fn told(&mut self, message: ServerMessage, now_ms: f64) {
        match message {
            ServerMessage::Hello { version, build, limits } => {
                self.build = Some(build);
                self.slots.set_limit(limits.slots);
                self.tracks.set_limit(limits.rtp_tracks);
                self.socket.greeted();
                // Not before: a relay that lets us in and says nothing is no relay.
                self.link_lost = None;
                if version != VERSION {
                    self.outdated();
                }
            }
            ServerMessage::Stream { slot, stream, profile, codec, avcc, width, height, live_from_pts } => {
                let Some((tile_id, tile)) = self.tile_of(slot) else { return };
                let h264 = H264Profile::of(&codec);
                tile.h264 = Some(h264);
                let Some(feed) = tile.feeds().find(|feed| feed.slot == Some(slot)) else { return };
                let (live_from, rung) = (live_from_pts, feed.rung);
                feed.set_stream(Stream { profile, codec, avcc, width, height, live_from });
                let feed_id = feed.id;
                self.streams.retain(|_, (_, id)| *id != feed_id);
                self.streams.insert(stream, (tile_id, feed_id));
                self.prove(rung, h264);
                // It may be a stream that this rung is known not to decode.
                self.climb(tile_id, now_ms);
            }
            ServerMessage::Alive { camera, last_arrival_us } => {
                self.cameras.or_default(&camera).heard = Some(last_arrival_us);
            }
            ServerMessage::Camera { id, state, since, reason } => {
                self.cameras.or_default(&id).state = Some((state, reason));
                for tile in self.tiles.values_mut().filter(|tile| tile.camera == id) {
                    ask_again(tile);
                }
                tell(&ToPage::Camera { id, state, since, reason });
                self.report_changes();
            }
            ServerMessage::Cameras { revision } => {
                self.revision = Some(revision);
                self.tiles.values_mut().for_each(ask_again);
                self.report();
            }
            ServerMessage::Dropped { slot, n } => {
                if let Some((_, tile)) = self.tile_of(slot) {
                    tile.feeds().filter(|feed| feed.slot == Some(slot)).for_each(|feed| feed.dropped(n));
                }
            }
            ServerMessage::Refused { slot, reason, retry_after_secs } => {
                let again = retry_after_secs.map(|secs| now_ms + f64::from(secs) * 1000.0);
                self.refused(slot, reason, again, now_ms);
            }
            ServerMessage::Pong { time_us } => {
                self.slots.pong();
                self.tracks.pong();
                if let Some(sent) = self.pings.pop_front() {
                    self.clock.pong(sent, browser::wall(), time_us);
                }
            }
        }
    }

    fn refused(&mut self, slot: Slot, reason: Reason, again: Option<f64>, now_ms: f64) {
        if reason == Reason::Version {
            return self.outdated();
        }
        let Some((id, tile)) = self.tile_of(slot) else { return };
        let track = tile.feeds().find(|feed| feed.slot == Some(slot)).and_then(|feed| feed.track.clone());
        if let Some(track) = track.filter(|_| matches!(reason, Reason::Reordered | Reason::RtpUnknown)) {
            // Not the camera: the way.
            if reason == Reason::RtpUnknown {
                self.tracks.lost(Some(&track.session), now_ms);
            }
            self.fell(id, Rung::Webrtc, Fall::Refused(reason), now_ms);
            return self.climb(id, now_ms);
        }
        let Some((_, tile)) = self.tile_of(slot) else { return };
        let trying = tile.is_trying();
        let next = tile.next.take_if(|feed| feed.slot == Some(slot));
        let refused: Vec<_> = if next.is_some() && trying {
            if let Some(trial) = tile.ladder.trial() {
                tile.ladder.fell(trial, Fall::Refused(reason), now_ms);
            }
            next.into_iter().collect()
        } else if next.is_some() {
            // Only the change of stream is refused: what is on screen goes on.
            tile.quality.failed(now_ms);
            next.into_iter().collect()
        } else {
            tile.refused = Some((Why::Relay(reason), again));
            tile.ladder.stop();
            tile.front.take().into_iter().chain(tile.next.take()).collect()
        };
        self.give_up(refused, now_ms);
        self.report_changes();
    }

    fn outdated(&mut self) {
        self.link_lost.get_or_insert(self.clock.now(browser::wall()));
        self.socket.give_up();
        self.forget_watches();
        self.report();
    }

    fn tile_of(&mut self, slot: Slot) -> Option<(TileId, &mut Tile)> {
        self.tiles.iter_mut().find_map(|(id, tile)| {
            let shows = tile.feeds().any(|feed| feed.slot == Some(slot));
            shows.then_some((*id, tile))
        })
    }
}

/// Something has changed at the relay: what was refused for good may be served now.
fn ask_again(tile: &mut Tile) {
    if matches!(tile.refused, Some((Why::Relay(_), None))) {
        tile.refused = None;
    }
}
