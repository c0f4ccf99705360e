//! Tiles on the ladder. Belongs here: starting and ending what a tile's ladder asks for, and what rungs need before they can
//! begin. Does not: the order of rungs and their times (see `ladder`).

use super::{App, browser, page::tell, pictures::sink};
use crate::{
    decoder::{Still, Track},
    feed::{Feed, FeedId},
    ladder::{Able, Fall, Step},
    protocol::{Rung, TileId, ToPage},
    tile::Tile,
};
use shared::{
    Profile,
    wire::{ClientMessage, Mode},
};
use std::rc::Rc;

/// How long a rung may take until it can begin: a session to connect, a module to come.
const READY_MS: f64 = 15_000.0;
/// The relay hears a camera while its last sign is no older, in microseconds.
const HEARD_US: u64 = 3_000_000;

impl App {
    /// Looks after one tile that is to be watched.
    pub(super) fn climb(&mut self, id: TileId, now_ms: f64) {
        self.drop_broken(id, now_ms);
        let Some(able) = self.tiles.get(&id).map(|tile| self.able(tile, now_ms)) else { return };
        let Some(tile) = self.tiles.get_mut(&id) else { return };
        match tile.ladder.step(&able, now_ms) {
            Step::Stay => {}
            Step::Begin(rung) => {
                let feed = self.watch(id, rung, Profile::Sub, now_ms);
                let now = self.now();
                let Some(tile) = self.tiles.get_mut(&id) else { return };
                match feed {
                    Some(feed) => {
                        tile.ladder.begun(rung, &able, now_ms);
                        tile.waits_ms = None;
                        tile.begin(feed, now);
                    }
                    None => {
                        tile.watched.get_or_insert(now);
                        let since_ms = *tile.waits_ms.get_or_insert(now_ms);
                        if now_ms - since_ms > READY_MS {
                            tile.waits_ms = None;
                            self.fell(id, rung, Fall::Late, now_ms);
                        }
                    }
                }
            }
            // A change of stream comes first.
            Step::Try(_) if tile.next.is_some() => {}
            Step::Try(rung) => {
                let profile = tile.front.as_ref().and_then(|front| front.stream.as_ref()).map(|stream| stream.profile);
                let feed = self.watch(id, rung, profile.unwrap_or(Profile::Sub), now_ms);
                // Where it is not ready to begin, it is asked again.
                let (Some(feed), Some(tile)) = (feed, self.tiles.get_mut(&id)) else { return };
                tile.ladder.tried(rung, &able, now_ms);
                tile.next = Some(feed);
            }
            Step::GiveUp => {
                if let Some(rung) = tile.ladder.trial() {
                    let fall = if able.can(rung) { Fall::Late } else { Fall::Unable };
                    self.fell(id, rung, fall, now_ms);
                }
            }
            Step::Turn => {
                let ended: Vec<Feed> = tile.leave().collect();
                tile.ladder.stop();
                self.give_up(ended, now_ms);
                self.climb(id, now_ms);
            }
            Step::Leave => {
                if let Some(rung) = tile.ladder.running() {
                    self.fell(id, rung, Fall::Unable, now_ms);
                    self.climb(id, now_ms);
                }
            }
        }
    }

    /// Ends what does not work.
    fn drop_broken(&mut self, id: TileId, now_ms: f64) {
        let (now, seen) = (self.now(), self.visibility.is_seen());
        let Some(tile) = self.tiles.get_mut(&id) else { return };
        let heard = self.cameras.get(&tile.camera).and_then(|camera| camera.heard);
        let heard = heard.is_some_and(|heard| now.0.saturating_sub(heard.0) <= HEARD_US);
        let mut broken = Vec::new();
        for feed in tile.feeds() {
            if let Some(fall) = feed.check(heard, seen, now_ms) {
                broken.push((feed.rung, feed.has_shown, fall));
            }
        }
        let h264 = tile.h264;
        for (rung, has_shown, fall) in broken {
            if let Some(profile) = h264.filter(|_| !has_shown) {
                self.doubt(rung, profile);
            }
            self.fell(id, rung, fall, now_ms);
        }
    }

    /// A rung is of no use to a tile: what runs on it ends.
    pub(super) fn fell(&mut self, id: TileId, rung: Rung, fall: Fall, now_ms: f64) {
        let Some(tile) = self.tiles.get_mut(&id) else { return };
        browser::warn(
            &format!("{} leaves {}: {fall}", tile.camera.as_str(), rung.as_str()),
            &wasm_bindgen::JsValue::UNDEFINED,
        );
        let ended: Vec<Feed> = if tile.front.as_ref().is_some_and(|front| front.rung == rung) {
            tile.leave().collect()
        } else {
            tile.next.take_if(|next| next.rung == rung).into_iter().collect()
        };
        if tile.front.is_none() {
            // A rung that was tried beside it has ended, too.
            tile.ladder.stop();
        }
        tile.ladder.fell(rung, fall, now_ms);
        self.give_up(ended, now_ms);
    }

    /// What can be used for a tile.
    fn able(&self, tile: &Tile, now_ms: f64) -> Able {
        Able::new(self.choice.feed(), tile.share, |rung| {
            let now = match rung {
                Rung::Webcodecs => tile.has_canvas(),
                Rung::Openh264 => tile.has_canvas() && self.may_have_module(now_ms),
                Rung::Mse | Rung::Still => true,
                Rung::Webrtc => self.tracks.is_able(now_ms),
            };
            now && self.device.can(rung, tile.h264)
        })
    }

    /// Starts a camera on a rung; `None` where that cannot begin yet.
    pub(super) fn watch(&mut self, id: TileId, rung: Rung, profile: Profile, now_ms: f64) -> Option<Feed> {
        if rung == Rung::Openh264 && !self.has_module() {
            return None;
        }
        let tile = self.tiles.get(&id)?;
        let (camera, width, has_canvas) = (tile.camera.clone(), Rc::clone(&tile.drawn_width), tile.has_canvas());
        let mode = if rung == Rung::Still { Mode::All } else { tile.share };
        self.next_feed = self.next_feed.wrapping_add(1);
        let mut feed = Feed::new(FeedId(self.next_feed), id, rung, (profile, mode));
        let sink = |feed: &Feed| sink(id, feed.id, 0);
        if rung == Rung::Still {
            let still = Still::open(id, camera, width, has_canvas, sink(&feed));
            feed.play(Box::new(still), now_ms);
            return Some(feed);
        }
        if rung == Rung::Webrtc {
            let Some(track) = self.tracks.take(now_ms) else {
                self.tracks.miss();
                return None;
            };
            feed.track = Some(track);
        }
        let Some(slot) = self.slots.take() else {
            if let Some(track) = &feed.track {
                self.tracks.give_back(track, now_ms);
            }
            return None;
        };
        feed.slot = Some(slot);
        self.socket.send(&ClientMessage::Watch { slot, camera, profile, mode, rtp: feed.track.clone() });
        if let Some(track) = feed.track.clone() {
            let track = Track::open(id, track, sink(&feed));
            feed.play(Box::new(track), now_ms);
        }
        Some(feed)
    }

    /// Gives feeds' slots and tracks back. Frames that are still under way find no stream any more.
    pub(super) fn give_up(&mut self, feeds: impl IntoIterator<Item = Feed>, now_ms: f64) {
        for feed in feeds {
            if let Some(slot) = feed.slot {
                self.socket.send(&ClientMessage::Unwatch { slot });
                self.slots.give_back(slot);
            }
            if let Some(track) = &feed.track {
                self.tracks.give_back(track, now_ms);
            }
            self.streams.retain(|_, (_, id)| *id != feed.id);
        }
    }

    /// Asks the page for a session where tiles found no track, and lets it close one that nobody uses. Once a tick, so that
    /// a wall whose tiles come one by one has one session.
    pub(super) fn look_after_tracks(&mut self, now_ms: f64) {
        let tiles = self.tiles.values().filter(|tile| self.wants_track(tile)).count();
        if self.tracks.take_missed()
            && let Some(tracks) = self.tracks.want(tiles, now_ms)
        {
            tell(&ToPage::Rtp { tracks });
        }
        if let Some(session) = self.tracks.tick(now_ms) {
            tell(&ToPage::RtpEnd { session });
        }
    }

    /// On screen, and without pictures from a track, where it is to have them.
    fn wants_track(&self, tile: &Tile) -> bool {
        let front = tile.front.as_ref().map(|front| front.rung);
        let is_better = |rung: Rung| rung.feed() == self.choice.feed() && matches!(rung, Rung::Webcodecs | Rung::Mse);
        tile.is_wanted() && !front.is_some_and(|rung| rung == Rung::Webrtc || is_better(rung))
    }

    pub(super) fn close_sessions(&mut self) {
        for session in self.tracks.clear() {
            tell(&ToPage::RtpEnd { session });
        }
    }

    /// Lets the way of all pictures be changed where they come late.
    pub(super) fn choose_feed(&mut self, now_ms: f64) {
        if !self.tracks.is_told() {
            // Before the relay's first word, and while it is away, nothing is measured and nothing ruled out.
            self.choice.pause(now_ms);
            return;
        }
        let can = self.device.has(Rung::Webrtc) && self.tracks.is_able(now_ms);
        let now = self.now();
        let is_heard = |tile: &Tile| {
            let heard = self.cameras.get(&tile.camera).and_then(|camera| camera.heard);
            let comes = tile.front.as_ref().is_some_and(|front| front.rung.feed() == self.choice.feed());
            comes && heard.is_some_and(|heard| now.0.saturating_sub(heard.0) <= HEARD_US)
        };
        let waiting = self.visibility.is_seen() && self.link_lost.is_none() && self.tiles.values().any(is_heard);
        if !self.visibility.is_seen() {
            self.choice.pause(now_ms);
        }
        if let Some(winner) = self.choice.tick(can, waiting, now_ms) {
            tell(&ToPage::Feed(winner));
        }
    }
}
