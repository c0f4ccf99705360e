//! One shown camera: the feed on screen, and during a change of stream or rung the one that will follow it. Belongs here: what a
//! tile wants and what it shows. Does not: the socket, other tiles.

use crate::{
    decoder::{Picture, surface::Surface},
    feed::{Feed, FeedId},
    health::{Facts, Since},
    inflight,
    ladder::Ladder,
    paint::Painter,
    playout::Frame,
    protocol::{H264Profile, Rung, TileId, TileReport, TileState, Why},
    quality::{Quality, Sizes},
    rate::Rate,
};
use shared::{CameraId, Profile, UnixMicros, wire::Mode};
use std::{cell::Cell, rc::Rc, time::Duration};

/// What is older than the picture on screen by more than this is of another clock.
const LONGEST_GOP: Duration = Duration::from_secs(30);

pub(crate) struct Tile {
    pub(crate) camera: CameraId,
    pub(crate) front: Option<Feed>,
    pub(crate) next: Option<Feed>,
    pub(crate) quality: Quality,
    pub(crate) ladder: Ladder,
    /// Since when a rung is wanted that is not ready to begin.
    pub(crate) waits_ms: Option<f64>,
    /// Of the stream that came last.
    pub(crate) h264: Option<H264Profile>,
    /// Why it is not served, and when to ask again; `None`: when something has changed.
    pub(crate) refused: Option<(Why, Option<f64>)>,
    pub(crate) since: Since,
    /// Since when it is watched.
    pub(crate) watched: Option<UnixMicros>,
    /// Which pictures the policy lets it have.
    pub(crate) share: Mode,
    /// The policy lets it have the main stream.
    pub(crate) spares_main: bool,
    /// In device pixels.
    pub(crate) drawn_width: Rc<Cell<u32>>,
    may_main: bool,
    on_screen: bool,
    /// `None`: this browser gives workers no canvas.
    painter: Option<Painter>,
    /// What is on screen is there instead of on the canvas.
    surface: Option<Rc<Surface>>,
    /// The watch that has ended goes on with another rung.
    moving: bool,
    shown: Option<inflight::Facts>,
    /// The feed that it came from.
    shown_of: Option<FeedId>,
    shown_by: Option<Rung>,
    fresh: bool,
    profile: Option<Profile>,
    size: (u32, u32),
    sub_width: Option<u32>,
    painted: Rate,
    dropped: u64,
    told_dropped: u64,
}

/// What painting has brought about.
#[derive(Default)]
pub(crate) struct Painted {
    /// The rung whose picture is on screen now.
    pub(crate) rung: Option<Rung>,
    /// The picture's time.
    pub(crate) time: Option<UnixMicros>,
    /// The feed that is no longer needed.
    pub(crate) old: Option<Feed>,
}

impl Tile {
    pub(crate) fn new(camera: CameraId, may_main: bool, painter: Option<Painter>) -> Self {
        Self {
            camera,
            front: None,
            next: None,
            quality: Quality::default(),
            ladder: Ladder::default(),
            waits_ms: None,
            h264: None,
            refused: None,
            since: Since::default(),
            watched: None,
            share: Mode::All,
            spares_main: true,
            drawn_width: Rc::default(),
            may_main,
            on_screen: false,
            painter,
            surface: None,
            moving: false,
            shown: None,
            shown_of: None,
            shown_by: None,
            fresh: false,
            profile: None,
            size: (0, 0),
            sub_width: None,
            painted: Rate::default(),
            dropped: 0,
            told_dropped: 0,
        }
    }

    /// Pictures can be painted here.
    pub(crate) fn has_canvas(&self) -> bool {
        self.painter.is_some()
    }

    pub(crate) fn layout(&mut self, width: u32, height: u32, on_screen: bool) {
        if let Some(painter) = &mut self.painter {
            painter.set_drawn((width, height));
        }
        self.drawn_width.set(width);
        self.on_screen = on_screen;
    }

    /// Somebody looks at it in particular.
    pub(crate) fn is_focused(&self) -> bool {
        self.may_main
    }

    /// This rung's picture is on screen, and no still of the past.
    pub(crate) fn is_shown_by(&self, rung: Rung) -> bool {
        self.fresh && self.shown_by == Some(rung)
    }

    /// This is the stream on screen.
    pub(crate) fn shows(&self, profile: Profile) -> bool {
        self.profile == Some(profile)
    }

    /// It shows the main stream, and could do with less: a camera with one stream has no other.
    pub(crate) fn has_less(&self) -> bool {
        self.shows(Profile::Main) && self.sub_width.is_some()
    }

    /// Pictures left out since it was last asked for.
    pub(crate) fn newly_dropped(&mut self) -> u64 {
        self.keep_dropped();
        self.dropped - std::mem::replace(&mut self.told_dropped, self.dropped)
    }

    /// It is seen, and nothing speaks against serving it.
    pub(crate) fn wants(&mut self, now_ms: f64) -> bool {
        if self.refused.is_some_and(|(_, again)| again.is_some_and(|at| now_ms >= at)) {
            self.refused = None;
        }
        self.is_wanted()
    }

    /// The same as it was last found.
    pub(crate) fn is_wanted(&self) -> bool {
        self.on_screen && self.refused.is_none()
    }

    /// A watch begins. What is on screen is of an earlier one, unless only the rung has changed.
    pub(crate) fn begin(&mut self, feed: Feed, now: UnixMicros) {
        self.front = Some(feed);
        self.fresh &= std::mem::take(&mut self.moving);
        self.watched = Some(now);
    }

    /// Nothing is watched any more. Gives what was.
    pub(crate) fn end(&mut self) -> impl Iterator<Item = Feed> + use<> {
        self.watched = None;
        self.ladder.stop();
        let ended = self.leave();
        self.moving = false;
        ended
    }

    /// The same, to go on at once with another rung.
    pub(crate) fn leave(&mut self) -> impl Iterator<Item = Feed> + use<> {
        self.waits_ms = None;
        self.moving = true;
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

    /// The change under way is one of the rung, not of the stream.
    pub(crate) fn is_trying(&self) -> bool {
        self.next.is_some() && self.ladder.trial().is_some()
    }

    /// Paints what is due.
    pub(crate) fn paint(&mut self, now_ms: f64) -> Painted {
        if let Some(frame) = self.next.as_mut().and_then(|feed| feed.take(now_ms)) {
            let trying = self.is_trying();
            let old = std::mem::replace(&mut self.front, self.next.take());
            let painted = self.show(&frame, now_ms);
            if !trying {
                self.quality.done(self.profile.unwrap_or(Profile::Sub), now_ms);
            }
            return Painted { old, ..painted };
        }
        if let Some(frame) = self.front.as_mut().and_then(|feed| feed.take(now_ms)) {
            return self.show(&frame, now_ms);
        }
        Painted::default()
    }

    fn show(&mut self, frame: &Frame<Picture>, now_ms: f64) -> Painted {
        if self.is_older(frame) {
            // A watch that begins with the last keyframe: what is on screen is newer.
            return Painted { rung: self.front.as_ref().map(|front| front.rung), ..Painted::default() };
        }
        let surface = match (&frame.picture, &self.painter) {
            (Picture::OnPage(surface), _) => Some(Rc::clone(surface)),
            (picture, Some(painter)) => {
                if let Err(error) = painter.paint(picture) {
                    crate::browser::warn("a picture could not be painted:", &error);
                    return Painted::default();
                }
                None
            }
            // No rung that paints here is begun without a canvas.
            (_, None) => return Painted::default(),
        };
        // The element that showed the picture before goes now, not earlier.
        self.surface = surface;
        self.painted.tick(now_ms);
        self.shown = Some(frame.facts);
        self.shown_of = self.front.as_ref().map(|front| front.id);
        self.fresh = true;
        let Some(front) = &self.front else { return Painted::default() };
        self.shown_by = Some(front.rung);
        let time = (!frame.facts.catch_up).then_some(frame.facts.time);
        let painted = Painted { rung: Some(front.rung), time, old: None };
        let Some(stream) = &front.stream else { return painted };
        self.profile = Some(stream.profile);
        self.size = (stream.width, stream.height);
        if stream.profile == Profile::Sub {
            self.sub_width = Some(stream.width);
        }
        painted
    }

    /// Time does not run backwards on screen, unless the relay's clock was set. Within one stream it is the camera's time that
    /// counts: pictures between which others are shown come first.
    fn is_older(&self, frame: &Frame<Picture>) -> bool {
        let Some(shown) = self.shown.filter(|_| self.fresh) else { return false };
        let back = shown.time.since(frame.facts.time);
        let is_same = self.shown_of == self.front.as_ref().map(|front| front.id);
        !back.is_zero() && back < LONGEST_GOP && !(is_same && frame.facts.pts > shown.pts)
    }

    /// Something waits to be painted.
    pub(crate) fn is_busy(&self) -> bool {
        self.front.iter().chain(self.next.iter()).any(Feed::is_busy)
    }

    /// The picture on screen, of the present watch.
    pub(crate) fn shown(&self) -> Option<inflight::Facts> {
        self.shown.filter(|_| self.fresh)
    }

    /// The stream to change to, where that is due.
    pub(crate) fn wish(&self, now_ms: f64) -> Option<Profile> {
        let is_still = self.front.as_ref().is_some_and(|front| front.rung == Rung::Still);
        let sizes = Sizes {
            may_main: self.may_main && self.spares_main && !is_still,
            drawn_width: self.drawn_width.get(),
            sub_width: self.sub_width,
            shown: self.profile.filter(|_| self.fresh && self.front.is_some() && self.next.is_none())?,
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
            mode: self.mode(),
            key_interval: self.front.as_ref().and_then(Feed::key_interval),
            ..facts
        }
    }

    /// Stills are made of keyframes.
    fn mode(&self) -> Mode {
        let rung = self.front.as_ref().map(|front| front.rung).or(self.shown_by);
        match &self.front {
            _ if rung == Some(Rung::Still) => Mode::Keyframes,
            Some(front) => front.mode(),
            None => self.share,
        }
    }

    fn keep_dropped(&mut self) {
        self.dropped += self.front.iter_mut().chain(self.next.iter_mut()).map(Feed::take_dropped).sum::<u64>();
    }

    pub(crate) fn report(&mut self, tile: TileId, now: UnixMicros, now_ms: f64) -> TileReport {
        self.keep_dropped();
        let (state, why, since) = self.since.state();
        let shown = self.shown.map(|facts| facts.time);
        let rung = self.shown_by.or(self.ladder.running());
        TileReport {
            tile,
            state,
            why,
            since,
            shown,
            age_ms: shown.map(|shown| now.since(shown).as_millis() as u64),
            fps_tenths: (self.painted.per_sec(now_ms) * 10.0).round() as u32,
            rung: rung.unwrap_or(Rung::Webcodecs),
            surface: self.surface.as_ref().map(|surface| surface.id()),
            profile: self.profile,
            mode: self.mode(),
            width: self.size.0,
            height: self.size.1,
            dropped: self.dropped,
        }
    }
}
