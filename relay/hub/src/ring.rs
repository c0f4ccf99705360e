//! The GOP ring: the current GOP, and behind it as much of the last one as a slow viewer may still need.
//! Belongs here: fast work under the stream's lock. Does not: locks, wakers, clocks (a frame's own arrival is the clock).

use crate::{
    Frame, Limits, Recovery,
    access_point::{AccessPoint, AccessPoints},
};
use std::collections::VecDeque;

/// Frames are numbered from 0 for the whole life of a stream; a number is never used again.
pub(crate) struct Ring {
    entries: VecDeque<Entry>,
    /// The number of `entries[0]`.
    base: u64,
    bytes: usize,
    /// Bytes ever pushed; an entry's end in this count gives distances in bytes at once.
    pushed_bytes: u64,
    /// The newest keyframe; it stays when its GOP is not kept.
    key: Option<(u64, Frame)>,
    /// The whole GOP from `key` on is in `entries`.
    intact: bool,
    /// Recovery points, where the stream has such.
    points: AccessPoints,
    limits: Limits,
}

/// So many of the newest frames keep what was cut of them for another way out.
const PARTS: usize = 16;

struct Entry {
    frame: Frame,
    end: u64,
}

impl Ring {
    pub(crate) fn new(limits: Limits) -> Self {
        let entries = VecDeque::new();
        let points = AccessPoints::default();
        Self { entries, base: 0, bytes: 0, pushed_bytes: 0, key: None, intact: false, points, limits }
    }

    /// The number that the next frame will get.
    pub(crate) fn next(&self) -> u64 {
        self.base + self.entries.len() as u64
    }

    /// The oldest number that can still be read.
    pub(crate) fn base(&self) -> u64 {
        self.base
    }

    /// The number of the newest keyframe, where it can still be read.
    pub(crate) fn key_in_ring(&self) -> Option<u64> {
        self.key.as_ref().map(|(n, _)| *n).filter(|n| *n >= self.base)
    }

    /// The newest keyframe, kept even where its GOP is not.
    pub(crate) fn key(&self) -> Option<&Frame> {
        self.numbered_key().map(|(_, f)| f)
    }

    /// The newest keyframe with its number.
    pub(crate) fn numbered_key(&self) -> Option<(u64, &Frame)> {
        self.key.as_ref().map(|(n, f)| (*n, f))
    }

    /// The keyframe's number if everything since can be read.
    pub(crate) fn gop_start(&self) -> Option<u64> {
        self.key_in_ring().filter(|_| self.intact)
    }

    /// The newest recovery point behind which all pictures are whole by now and can be read.
    pub(crate) fn access_point(&self) -> Option<&AccessPoint> {
        self.points.usable()
    }

    /// The stream can be decoded, but not from one picture alone.
    pub(crate) fn is_keyless(&self) -> bool {
        self.key.is_none() && self.points.usable().is_some()
    }

    pub(crate) fn get(&self, n: u64) -> Option<&Frame> {
        let at = usize::try_from(n.checked_sub(self.base)?).ok()?;
        self.entries.get(at).map(|e| &e.frame)
    }

    pub(crate) fn newest(&self) -> Option<&Frame> {
        self.entries.back().map(|e| &e.frame)
    }

    /// Bytes from frame `n` to the newest, both included.
    pub(crate) fn bytes_from(&self, n: u64) -> u64 {
        match self.get(n) {
            Some(frame) => {
                let entry = &self.entries[(n - self.base) as usize];
                self.pushed_bytes - entry.end + frame.message.len() as u64
            }
            None => 0,
        }
    }

    /// What is held, the lone keyframe included.
    pub(crate) fn bytes(&self) -> usize {
        let lone_key = if self.key_in_ring().is_none() { self.key().map_or(0, |f| f.message.len()) } else { 0 };
        self.bytes + lone_key + self.points.bytes()
    }

    /// Adds the newest frame; without a watcher nothing behind an unkept GOP is held.
    pub(crate) fn push_recovery(&mut self, frame: Frame, recovery: Recovery<'_>, watched: bool) {
        let n = self.next();
        let size = frame.message.len();
        if frame.header.key {
            self.key = Some((n, frame.clone()));
            self.intact = true;
            self.points.clear();
        } else if frame.header.discontinuity {
            self.intact = false;
            self.points.clear();
        }
        if let Some(lead_in) = recovery.lead_in {
            self.points.begin(n, &frame, lead_in);
        }
        self.bytes += size;
        self.pushed_bytes += size as u64;
        self.entries.push_back(Entry { frame, end: self.pushed_bytes });
        // What was cut for another way is a copy that nobody counts. Who comes as late as this has his own.
        if let Some(old) = self.entries.len().checked_sub(PARTS + 1) {
            self.entries[old].frame.forget_parts();
        }
        if self.gop_start().is_some_and(|start| self.is_too_much(start)) {
            self.intact = false;
        }
        if recovery.whole {
            self.points.whole();
        }
        let mut points = std::mem::take(&mut self.points);
        points.limit(|n| self.is_too_much(n));
        self.points = points;
        self.trim(watched);
        if self.points.usable().is_some() && self.key_in_ring().is_none() {
            // The last IDR picture may be as old as the session: no poster any more.
            self.key = None;
        }
    }

    fn is_too_much(&self, start: u64) -> bool {
        self.span_from(start) > self.limits.gop_span || self.bytes_from(start) > self.limits.gop_bytes as u64
    }

    /// Keeps only the newest keyframe, until the next one comes.
    pub(crate) fn shrink(&mut self) {
        self.intact = false;
        self.points.clear();
        self.base = self.next();
        self.entries.clear();
        self.bytes = 0;
    }

    /// Keeps nothing at all.
    pub(crate) fn clear(&mut self) {
        self.shrink();
        self.key = None;
    }

    fn span_from(&self, n: u64) -> std::time::Duration {
        match (self.get(n), self.newest()) {
            (Some(old), Some(new)) => new.at.saturating_sub(old.at),
            _ => std::time::Duration::ZERO,
        }
    }

    /// Takes off the front what neither a joiner nor a viewer within its budget can ask for.
    fn trim(&mut self, watched: bool) {
        let keep_from = self.gop_start().or(self.points.oldest()).unwrap_or_else(|| self.next());
        while self.base < keep_from {
            let in_budget = self.span_from(self.base) <= self.limits.viewer_span
                && self.bytes_from(self.base) <= self.limits.viewer_bytes as u64;
            // The newest frame is always there to be read: one keyframe is admitted whatever its size.
            if watched && (in_budget || self.base + 1 == self.next()) {
                break;
            }
            if let Some(gone) = self.entries.pop_front() {
                self.bytes -= gone.frame.message.len();
                self.base += 1;
            }
        }
    }

    /// A frame of a stream that has no recovery points; for tests.
    #[cfg(test)]
    pub(crate) fn push(&mut self, frame: Frame, watched: bool) {
        self.push_recovery(frame, Recovery::default(), watched);
    }

    /// What must hold after every operation; panics where it does not.
    pub(crate) fn check_invariants(&self) {
        let sum: usize = self.entries.iter().map(|e| e.frame.message.len()).sum();
        assert_eq!(sum, self.bytes);
        if let Some(start) = self.gop_start() {
            assert!(self.get(start).is_some_and(|f| f.header.key), "a GOP starts with its keyframe");
            assert!(self.span_from(start) <= self.limits.gop_span);
            assert!(self.bytes_from(start) <= self.limits.gop_bytes as u64);
        }
        if let Some(point) = self.points.oldest() {
            assert!(self.get(point).is_some(), "a recovery point can be read");
            assert!(!self.is_too_much(point));
        }
        let newer = self.entries.iter().rposition(|e| e.frame.header.key).map(|at| self.base + at as u64);
        assert!(newer.is_none() || newer == self.key_in_ring(), "the newest keyframe is known");
        let largest = self.entries.iter().map(|e| e.frame.message.len()).max().unwrap_or(0);
        let most = self.limits.gop_bytes + self.limits.viewer_bytes + 2 * largest;
        assert!(self.bytes <= most, "{} bytes held, at most {most}", self.bytes);
    }
}

#[cfg(test)]
#[path = "ring_tests.rs"]
pub(crate) mod tests;
