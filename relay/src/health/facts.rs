//! The ledger's rows sorted by camera, and the questions that lists, strips and reports have in common.

use super::{account::Account, spans::Spans};
use shared::{CameraId, UnixSecs, api::health::OutageInfo, wire::Reason};
use std::collections::BTreeMap;
use store::ledger::{Flaps, Outage, Past, Run, Stay, Window};

/// A run that is not closed goes on if its last sign of life, one a minute, is no older than this.
const FRESH_SECS: u64 = 90;

/// What is known of all cameras over a window, up to now.
pub(crate) struct Facts {
    pub(super) window: Window,
    pub(super) now: UnixSecs,
    pub(super) known: Spans,
    pub(super) cameras: BTreeMap<CameraId, History>,
    newest: Option<Run>,
}

/// One camera's rows, oldest first.
#[derive(Default)]
pub(super) struct History {
    pub(super) stays: Vec<Stay>,
    pub(super) outages: Vec<Outage>,
    pub(super) flaps: Vec<Flaps>,
}

/// What a part of a window took of an outage.
pub(super) struct Part<'a> {
    pub(super) outage: &'a Outage,
    pub(super) secs: u64,
}

impl Facts {
    /// Sorts what was read for a window. Nothing is known of the future.
    pub(crate) fn new(past: Past, window: Window, now: UnixSecs) -> Self {
        let newest = past.runs.iter().copied().max_by_key(|run| run.id);
        let alive = newest.filter(|run| goes_on(run, now)).map(|run| (run.began, now));
        let known = Spans::union(past.runs.iter().map(|run| (run.began, run.heard)).chain(alive));
        let mut cameras = BTreeMap::<_, History>::new();
        for stay in past.stays {
            cameras.entry(stay.camera.clone()).or_default().stays.push(stay);
        }
        for outage in past.outages {
            cameras.entry(outage.camera.clone()).or_default().outages.push(outage);
        }
        for flaps in past.flaps {
            cameras.entry(flaps.camera.clone()).or_default().flaps.push(flaps);
        }
        let window = Window { from: window.from.min(now), to: window.to.min(now) };
        Self { window, now, known, cameras, newest }
    }

    /// The window, which ends now at the latest.
    pub(crate) fn window(&self) -> Window {
        self.window
    }

    /// Whether a relay runs, by its last sign of life; and when that was.
    pub(crate) fn relay(&self) -> (bool, Option<UnixSecs>) {
        (self.newest.is_some_and(|run| goes_on(&run, self.now)), self.newest.map(|run| run.heard))
    }

    /// A camera whose rows there are.
    pub(super) fn camera(&self, id: &CameraId) -> Option<&History> {
        self.cameras.get(id)
    }

    /// When the camera was there, of the stays that count.
    pub(super) fn present(&self, history: &History, counts: impl Fn(&Stay) -> bool) -> Spans {
        let stays = history.stays.iter().filter(|stay| counts(stay));
        Spans::union(stays.map(|stay| (stay.began, stay.ended.unwrap_or(self.now))))
    }

    pub(super) fn account(&self, history: &History, present: &Spans) -> Account {
        let out = Spans::union(history.outages.iter().map(|o| (o.began, o.ended.unwrap_or(self.now))));
        Account::new(self.window, present, &self.known, &out)
    }

    /// What the window, as far as the camera was seen in it, took of each outage; those it took nothing of are left out.
    pub(super) fn parts<'a>(&self, history: &'a History, present: &Spans) -> Vec<Part<'a>> {
        let seen = present.and(&self.known).and(&Spans::window(self.window));
        let part = |outage: &'a Outage| Part { outage, secs: seen.secs_in(self.span(outage)) };
        history.outages.iter().map(part).filter(|part| part.secs > 0).collect()
    }

    /// An outage as the API tells it, in its whole length.
    pub(crate) fn info(&self, outage: &Outage) -> OutageInfo {
        let span = self.span(outage);
        let down_secs = self.known.secs_in(span);
        OutageInfo {
            began: outage.began.into(),
            ended: outage.ended.map(Into::into),
            down_secs,
            unknown_secs: span.to.secs_since(span.from) - down_secs,
            first_reason: outage.first_reason,
            reason: outage.reason,
        }
    }

    fn span(&self, outage: &Outage) -> Window {
        Window { from: outage.began, to: outage.ended.unwrap_or(self.now).max(outage.began) }
    }
}

impl History {
    pub(super) fn flaps_in(&self, window: Window) -> u64 {
        let inside = |f: &&Flaps| (window.from.0..window.to.0).contains(&(f.hour * 3600));
        self.flaps.iter().filter(inside).map(|f| f.count).sum()
    }
}

fn goes_on(run: &Run, now: UnixSecs) -> bool {
    !run.closed && now.secs_since(run.heard) <= FRESH_SECS
}

/// The reason that took most of something; of equals the one that comes first in the list of reasons.
pub(super) fn worst<'a>(parts: impl IntoIterator<Item = &'a (Reason, u64)>) -> Option<Reason> {
    let mut sums: BTreeMap<&str, (Reason, u64)> = BTreeMap::new();
    for (reason, secs) in parts {
        sums.entry(reason.as_str()).or_insert((*reason, 0)).1 += secs;
    }
    sums.into_values().rev().max_by_key(|(_, secs)| *secs).map(|(reason, _)| reason)
}
