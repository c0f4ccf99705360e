//! One reader's place in a ring, and the rules for a slow one: within its budget it gets every frame; over it, it is
//! dropped to the newest keyframe. Belongs here: pure decisions. Does not: locks, waking, sending.

use crate::{Frame, Limits, ring::Ring};
use shared::{Pts90k, wire::Mode};
use std::{sync::Arc, time::Duration};

/// A catch-up that has not reached the newest frame by then is treated like any other lag.
const CATCH_UP_GRACE: Duration = Duration::from_secs(5);
/// What a cheap phone decodes at 640x360, and what a poor line carries: the price of a catch-up.
const DECODE_FRAMES_PER_SEC: u64 = 120;
const LINE_BYTES_PER_SEC: u64 = 500_000;

pub(crate) struct Cursor {
    next: u64,
    state: State,
    mode: Mode,
    /// Frames left out since the last delivery.
    dropped: u64,
    /// The next frame begins something new for a reader that had begun before.
    anew: Option<Pts90k>,
}

enum State {
    /// Reads the cached GOP; the newest frame's time when it began.
    CatchUp {
        since: Option<Duration>,
    },
    Live,
    /// Waits for the next keyframe; what comes before it was lost to a lag, or never was this reader's.
    NeedKey {
        lagged: bool,
    },
    /// Gets the lone keyframe as a poster, then waits for the next.
    Poster(Frame),
    /// Gets a recovery point's lead-in and its unit, then the frames behind it as any joiner.
    LeadIn {
        frames: Arc<[Frame]>,
        at: usize,
    },
}

impl Cursor {
    /// A new reader: it gets the cached GOP where that is cheaper than waiting, else the last keyframe as a poster.
    /// Also tells from which time on the frames are no longer the past.
    pub(crate) fn join(ring: &Ring, mode: Mode, usual_gop: Option<Duration>) -> (Self, Option<Pts90k>) {
        let live_from = ring.newest().map(|f| f.header.pts);
        let cheap = ring.gop_start().filter(|start| catch_up_is_cheaper(ring, *start, usual_gop));
        let (next, state, live_from) = match (cheap, ring.key()) {
            (Some(start), _) if mode == Mode::All => {
                (start, State::CatchUp { since: ring.newest().map(|f| f.at) }, live_from)
            }
            (_, Some(key)) => (ring.next(), State::Poster(key.clone()), live_from.or(Some(key.header.pts))),
            (_, None) => (ring.next(), State::NeedKey { lagged: false }, None),
        };
        (Self { next, state, mode, dropped: 0, anew: None }, live_from)
    }

    /// From here on in another mode: what the reader has is its own, and what is next begins with the next keyframe.
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        if std::mem::replace(&mut self.mode, mode) != mode && !matches!(self.state, State::Poster(_)) {
            self.state = State::NeedKey { lagged: false };
        }
    }

    /// A lone keyframe comes first.
    pub(crate) fn is_poster(&self) -> bool {
        matches!(self.state, State::Poster(_))
    }

    /// Whether the frame that was given last begins something new: what the reader has decoded before it is of no use, and
    /// frames before this time are the past.
    pub(crate) fn take_anew(&mut self) -> Option<Pts90k> {
        self.anew.take()
    }

    /// The next frame to send, and how many were left out right before it.
    pub(crate) fn next(&mut self, ring: &Ring, limits: &Limits) -> Option<(Frame, u64)> {
        if let State::Poster(_) = self.state {
            let wait = State::NeedKey { lagged: false };
            let State::Poster(key) = std::mem::replace(&mut self.state, wait) else { return None };
            return Some((key, 0));
        }
        if self.mode == Mode::Keyframes {
            let (key, frame) = ring.numbered_key().filter(|(n, _)| *n >= self.next)?;
            self.next = key + 1;
            return Some((frame.clone(), 0));
        }
        self.fall_behind(ring, limits);
        let reads = matches!(self.state, State::Live | State::CatchUp { .. });
        if reads && ring.get(self.next).is_some_and(|f| f.header.discontinuity && !f.header.key) {
            // A recovery point behind a loss: what was decoded before is no reference for what follows.
            self.state = State::NeedKey { lagged: false };
        }
        if let State::NeedKey { lagged } = self.state {
            let key = ring.key_in_ring().filter(|n| *n >= self.next);
            let start = key.or_else(|| self.lead_in(ring, lagged))?;
            self.dropped += if lagged { start - self.next } else { 0 };
            self.next = start;
            if key.is_some() {
                self.state = State::Live;
            }
        }
        if let State::LeadIn { frames, at } = &mut self.state {
            let frame = frames.get(*at)?.clone();
            *at += 1;
            if *at == frames.len() {
                self.next += 1;
                self.state = State::CatchUp { since: ring.newest().map(|f| f.at) };
            }
            return Some((frame, std::mem::take(&mut self.dropped)));
        }
        let frame = ring.get(self.next)?.clone();
        self.next += 1;
        if self.next == ring.next() {
            self.state = State::Live;
        }
        Some((frame, std::mem::take(&mut self.dropped)))
    }

    /// Begins at the newest recovery point, where that is possible; gives its number. Who has lagged had its line's share
    /// of the frames before it, so only a point from then on will do.
    fn lead_in(&mut self, ring: &Ring, lagged: bool) -> Option<u64> {
        let point = ring.access_point().filter(|point| !lagged || point.n >= self.next)?;
        self.state = State::LeadIn { frames: point.frames.clone(), at: 0 };
        self.anew = ring.newest().map(|f| f.header.pts);
        Some(point.n)
    }

    /// Decides whether the frames in between are skipped.
    fn fall_behind(&mut self, ring: &Ring, limits: &Limits) {
        let newer_key = ring.key_in_ring().filter(|n| *n > self.next);
        if let State::CatchUp { since } = self.state {
            if let Some(key) = newer_key {
                // A new GOP has begun: what is left of the old one is of no use to a joiner.
                (self.next, self.state) = (key, State::Live);
                return;
            }
            let waited = |from| ring.newest().is_some_and(|f| f.at.saturating_sub(from) > CATCH_UP_GRACE);
            if self.next < ring.base() || since.is_some_and(waited) {
                self.state = State::Live;
            }
        }
        if matches!(self.state, State::Live) && self.next < ring.next() && self.over_budget(ring, limits) {
            if let Some(key) = newer_key {
                self.dropped += key - self.next;
                self.next = key;
            } else {
                self.dropped += ring.next() - self.next;
                self.next = ring.next();
                self.state = State::NeedKey { lagged: true };
            }
        }
    }

    fn over_budget(&self, ring: &Ring, limits: &Limits) -> bool {
        let (Some(mine), Some(newest)) = (ring.get(self.next), ring.newest()) else {
            return self.next < ring.base();
        };
        if ring.key_in_ring() == Some(self.next) {
            return false; // one keyframe is always admitted
        }
        newest.at.saturating_sub(mine.at) > limits.viewer_span
            || ring.bytes_from(self.next) > limits.viewer_bytes as u64
    }
}

/// Reading the cached GOP costs decoding and line time; not reading it costs the wait for the next keyframe.
fn catch_up_is_cheaper(ring: &Ring, start: u64, usual_gop: Option<Duration>) -> bool {
    let (Some(key), Some(newest)) = (ring.get(start), ring.newest()) else { return false };
    let Some(usual) = usual_gop else { return true };
    let wait = usual.saturating_sub(newest.at.saturating_sub(key.at));
    let decode = Duration::from_millis((ring.next() - start) * 1000 / DECODE_FRAMES_PER_SEC);
    let line = Duration::from_millis(ring.bytes_from(start) * 1000 / LINE_BYTES_PER_SEC);
    decode.max(line) <= wait
}

#[cfg(test)]
#[path = "cursor_tests.rs"]
mod tests;
