//! One tile's place on the ladder of ways to decode. Belongs here: which rung is next, when, and why one was left. Does not:
//! decoding, and what the device can (it is told).
//!
//! Down at once: a rung that fails is barred, and the best of the others begins in its place. Up in calm: when nothing has
//! failed for a minute, a better rung is tried *beside* the running one, which goes only once the better one has painted. Each
//! failure in a row doubles the time for which its rung is barred, so that a rung that works for a moment only is seen rarely.

use crate::protocol::{Feed, Rung};
use shared::wire::{Mode, Reason};
use std::fmt;

/// How long nothing may have failed before a better rung is tried.
const CALM_MS: f64 = 60_000.0;
/// How long a rung is barred at most, however often it has failed.
const LONGEST_BAR_MS: f64 = 30.0 * CALM_MS;
/// A rung that has run for so long is forgiven its failures.
const STEADY_MS: f64 = 10.0 * CALM_MS;
/// How long a rung that is tried beside another may take to its first picture.
const TRIAL_MS: f64 = 8_000.0;

/// Why a rung was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fall {
    /// The device does not have it, or has it and it decodes nothing.
    Unable,
    /// It gave up, and said this.
    Error(String),
    /// Units go in and no picture comes out.
    Silent,
    /// The browser took the decoder away.
    Reclaimed,
    /// The relay does not send this stream its way.
    Refused(Reason),
    /// It had no picture in time when it was tried.
    Late,
}

impl fmt::Display for Fall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unable => f.write_str("this device cannot use it"),
            Self::Error(error) => f.write_str(error),
            Self::Silent => f.write_str("units go in and no picture comes out"),
            Self::Reclaimed => f.write_str("the browser took the decoder away"),
            Self::Refused(reason) => write!(f, "the relay refuses: {}", reason.as_str()),
            Self::Late => f.write_str("no picture in time"),
        }
    }
}

/// What the device can at this moment, with the stream in question. Stills it can always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Able {
    can: [bool; 5],
    feed: Feed,
    mode: Mode,
}

impl Able {
    /// `feed` is the way that pictures are to come if possible, `mode` which of them.
    pub fn new(feed: Feed, mode: Mode, can: impl Fn(Rung) -> bool) -> Self {
        let can = |rung| rung == Rung::Still || (is_for(rung, mode) && can(rung));
        Self { can: Rung::ALL.map(can), feed, mode }
    }

    /// It can use this rung.
    pub fn can(&self, rung: Rung) -> bool {
        self.can[rung as usize]
    }

    /// How good a rung is here; 0 is the best. A stream that comes by WebRTC is decoded by WebRTC alone.
    fn rank(&self, rung: Rung) -> usize {
        if rung == Rung::Webrtc && self.feed == Feed::Rtp { 0 } else { rung as usize + 1 }
    }
}

/// Players hold back as many pictures as their decoders have threads: with keyframes alone that is many seconds.
fn is_for(rung: Rung, mode: Mode) -> bool {
    rung != Rung::Mse || mode == Mode::All
}

/// What is to be done for a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Stay,
    /// Start on this rung: nothing runs.
    Begin(Rung),
    /// Start this rung beside the running one.
    Try(Rung),
    /// End the rung that was tried, and keep the running one.
    GiveUp,
    /// End everything; the next step begins anew.
    Leave,
    /// The same, and nothing has failed: the rung is not for the pictures that are to come.
    Turn,
}

/// One tile's place.
#[derive(Debug, Default)]
pub struct Ladder {
    running: Option<Running>,
    trial: Option<(Rung, f64)>,
    bars: [Bar; 5],
    fell_ms: Option<f64>,
    /// Which way and which pictures were preferred when the running rung was chosen.
    chosen: Option<(Feed, Mode)>,
}

#[derive(Debug)]
struct Running {
    rung: Rung,
    since_ms: f64,
    painted: bool,
}

#[derive(Debug, Default)]
struct Bar {
    until_ms: f64,
    failures: i32,
    why: Option<Fall>,
}

impl Ladder {
    /// What is to be done now. The caller does it and tells so by [`Self::begun`], [`Self::tried`] or [`Self::fell`].
    pub fn step(&mut self, able: &Able, now_ms: f64) -> Step {
        let Some(running) = &self.running else { return Step::Begin(self.best(able, now_ms)) };
        if let Some((trial, since_ms)) = self.trial {
            let late = now_ms - since_ms > TRIAL_MS;
            return if late || !able.can(trial) { Step::GiveUp } else { Step::Stay };
        }
        if !able.can(running.rung) {
            return if is_for(running.rung, able.mode) { Step::Leave } else { Step::Turn };
        }
        let best = self.best(able, now_ms);
        let is_better = able.rank(best) < able.rank(running.rung);
        if !is_better {
            self.chosen = Some((able.feed, able.mode));
            return Step::Stay;
        }
        let quiet_since_ms = self.fell_ms.map_or(running.since_ms, |fell| fell.max(running.since_ms));
        // Another way for all, or another share, is no matter of this tile's calm.
        let is_turned = self.chosen != Some((able.feed, able.mode));
        if running.painted && (is_turned || now_ms - quiet_since_ms >= CALM_MS) { Step::Try(best) } else { Step::Stay }
    }

    /// A rung was started, with nothing beside it.
    pub fn begun(&mut self, rung: Rung, able: &Able, now_ms: f64) {
        self.running = Some(Running { rung, since_ms: now_ms, painted: false });
        self.trial = None;
        self.chosen = Some((able.feed, able.mode));
    }

    /// A rung was started beside the running one.
    pub fn tried(&mut self, rung: Rung, able: &Able, now_ms: f64) {
        self.trial = Some((rung, now_ms));
        self.chosen = Some((able.feed, able.mode));
    }

    /// A rung's picture is on screen. `true`: it has just taken the running one's place.
    pub fn painted(&mut self, rung: Rung, now_ms: f64) -> bool {
        if self.trial.take_if(|(trial, _)| *trial == rung).is_some() {
            self.running = Some(Running { rung, since_ms: now_ms, painted: true });
            return true;
        }
        if let Some(running) = self.running.as_mut().filter(|running| running.rung == rung) {
            running.painted = true;
            if now_ms - running.since_ms > STEADY_MS {
                self.bars[rung as usize].failures = 0;
            }
        }
        false
    }

    /// A rung is of no use. What ran on it is over.
    pub fn fell(&mut self, rung: Rung, fall: Fall, now_ms: f64) {
        let bar = &mut self.bars[rung as usize];
        bar.until_ms = now_ms + (CALM_MS * 2f64.powi(bar.failures.min(10))).min(LONGEST_BAR_MS);
        bar.failures += 1;
        bar.why = Some(fall);
        self.fell_ms = Some(now_ms);
        self.trial.take_if(|(trial, _)| *trial == rung);
        self.running.take_if(|running| running.rung == rung);
    }

    /// Nothing is watched any more. What has failed is remembered.
    pub fn stop(&mut self) {
        self.running = None;
        self.trial = None;
    }

    /// What is on trial beside the running rung.
    pub fn trial(&self) -> Option<Rung> {
        self.trial.map(|(rung, _)| rung)
    }

    /// The rung that runs.
    pub fn running(&self) -> Option<Rung> {
        self.running.as_ref().map(|running| running.rung)
    }

    /// Why a rung was left last.
    pub fn why(&self, rung: Rung) -> Option<&Fall> {
        self.bars[rung as usize].why.as_ref()
    }

    fn best(&self, able: &Able, now_ms: f64) -> Rung {
        let open = |rung: &Rung| able.can(*rung) && now_ms >= self.bars[*rung as usize].until_ms;
        let open = Rung::ALL.into_iter().filter(open);
        open.min_by_key(|rung| able.rank(*rung)).unwrap_or(Rung::Still)
    }
}

#[cfg(test)]
#[path = "ladder_tests.rs"]
mod tests;
