//! One shown camera: the feed on screen, and during a change of stream the one that will follow it. Belongs here: what a tile
//! wants and what it shows. Does not: the socket, other tiles.

use crate::{
    feed::{Feed, FeedId},
    health::{Facts, Since},
    inflight,
    paint::Painter,
    protocol::{Rung, TileId, TileReport, TileState, Why},
    quality::{Quality, Sizes},
    rate::Rate,
};
use shared::{CameraId, Profile, UnixMicros, wire::Mode};

pub(crate) struct Tile {
    pub(crate) camera: CameraId,
    pub(crate) front: Option<Feed>,
    pub(crate) next: Option<Feed>,
    pub(crate) quality: Quality,
    /// Why it is not served, and when to ask again; `None`: when something has changed.
    pub(crate) refused: Option<(Why, Option<f64>)>,
    pub(crate) since: Since,
    /// Since when it is watched.
    pub(crate) watched: Option<UnixMicros>,
    may_main: bool,
    drawn_width: u32,
    on_screen: bool,
    painter: Painter,
    shown: Option<inflight::Facts>,
    fresh: bool,
    profile: Option<Profile>,
    size: (u32, u32),
    sub_width: Option<u32>,
    painted: Rate,
    dropped: u64,
}

impl Tile {
    /// Every picture; the policy that asks for less comes with the ladder.
    pub(crate) const MODE: Mode = Mode::All;

    pub(crate) fn new(camera: CameraId, may_main: bool, painter: Painter) -> Self {
        Self {
            camera,
            front: None,
            next: None,
            quality: Quality::default(),
            refused: None,
            since: Since::default(),
            watched: None,
            may_main,
            drawn_width: 0,
            on_screen: false,
            painter,
            shown: None,
            fresh: false,
            profile: None,
            size: (0, 0),
            sub_width: None,
            painted: Rate::default(),
            dropped: 0,
        }
    }

    pub(crate) fn layout(&mut self, width: u32, height: u32, on_screen: bool) {
        self.painter.set_drawn((width, height));
        self.drawn_width = width;
        self.on_screen = on_screen;
    }

    /// It is seen, and nothing speaks against serving it.
    pub(crate) fn wants(&mut self, now_ms: f64) -> bool {
        if self.refused.is_some_and(|(_, again)| again.is_some_and(|at| now_ms >= at)) {
            self.refused = None;
        }
        self.on_screen && self.refused.is_none()
    }

    /// A watch begins: what is on screen is of an earlier one.
    pub(crate) fn begin(&mut self, feed: Feed, now: UnixMicros) {
        self.front = Some(feed);
        self.fresh = false;
        self.watched = Some(now);
    }

    /// Nothing is watched any more. Gives what was.
    pub(crate) fn end(&mut self) -> impl Iterator<Item = Feed> + use<> {
        self.watched = None;
        self.quality.reset();
        self.keep_dropped();
        self.front.take().into_iter().chain(self.next.take())
    }

    pub(crate) fn feeds(&mut self) -> impl Iterator<Item = &mut Feed> {
        self.front.iter_mut().chain(self.next.iter_mut())
    }

    pub(crate) fn feed(&mut self, id: FeedId) -> Option<&mut Feed> {
        self.feeds().find(|feed| feed.id == id)
    }

    /// Paints what is due. Gives the feed that is no longer needed, where the change of stream is done.
    pub(crate) fn paint(&mut self, now_ms: f64) -> Option<Feed> {
        if let Some(frame) = self.next.as_mut().and_then(|feed| feed.take(now_ms)) {
            let old = std::mem::replace(&mut self.front, self.next.take());
            self.show(&frame, now_ms);
            self.quality.done(self.profile.unwrap_or(Profile::Sub), now_ms);
            return old;
        }
        if let Some(frame) = self.front.as_mut().and_then(|feed| feed.take(now_ms)) {
            self.show(&frame, now_ms);
        }
        None
    }

    fn show(&mut self, frame: &crate::playout::Frame<crate::decoder::Picture>, now_ms: f64) {
        if let Err(error) = self.painter.paint(&frame.picture) {
            return crate::browser::warn("a picture could not be painted:", &error);
        }
        self.painted.tick(now_ms);
        self.shown = Some(frame.facts);
        self.fresh = true;
        let Some(stream) = self.front.as_ref().and_then(|feed| feed.stream.as_ref()) else { return };
        self.profile = Some(stream.profile);
        self.size = (stream.width, stream.height);
        if stream.profile == Profile::Sub {
            self.sub_width = Some(stream.width);
        }
    }

    /// Something waits to be painted.
    pub(crate) fn is_busy(&self) -> bool {
        self.front.iter().chain(self.next.iter()).any(Feed::is_busy)
    }

    /// The picture on screen, for `seen`.
    pub(crate) fn shown(&self) -> Option<inflight::Facts> {
        self.shown.filter(|_| self.fresh)
    }

    /// The stream to change to, where that is due.
    pub(crate) fn wish(&self, now_ms: f64) -> Option<Profile> {
        let sizes = Sizes {
            may_main: self.may_main,
            drawn_width: self.drawn_width,
            sub_width: self.sub_width,
            shown: self.profile.filter(|_| self.fresh && self.next.is_none())?,
            live: self.since.state().0 == TileState::Live,
        };
        self.quality.wish(sizes, now_ms)
    }

    /// Completes what the judgement needs with what the tile knows.
    pub(crate) fn facts(&self, facts: Facts) -> Facts {
        Facts {
            refused: self.refused.map(|(why, _)| why),
            watched: self.watched,
            shown: self.shown.map(|facts| facts.time),
            fresh: self.fresh,
            key_interval: self.front.as_ref().and_then(Feed::key_interval),
            ..facts
        }
    }

    fn keep_dropped(&mut self) {
        self.dropped += self.front.iter_mut().chain(self.next.iter_mut()).map(Feed::take_dropped).sum::<u64>();
    }

    pub(crate) fn report(&mut self, tile: TileId, now: UnixMicros, now_ms: f64) -> TileReport {
        self.keep_dropped();
        let (state, why, since) = self.since.state();
        let shown = self.shown.map(|facts| facts.time);
        TileReport {
            tile,
            state,
            why,
            since,
            shown,
            age_ms: shown.map(|shown| now.since(shown).as_millis() as u64),
            fps_tenths: (self.painted.per_sec(now_ms) * 10.0).round() as u32,
            rung: Rung::Webcodecs,
            profile: self.profile,
            mode: Self::MODE,
            width: self.size.0,
            height: self.size.1,
            dropped: self.dropped,
        }
    }
}
