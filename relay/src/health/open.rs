//! An outage while it lasts. Belongs here: which of its reasons it is remembered by. Does not: when it begins and ends.

use shared::{UnixSecs, wire::Reason};
use std::time::Duration;
use store::ledger::Outage;

/// What is shorter is a flap.
pub(super) const SHORTEST_SECS: u64 = 10;

/// An outage that has not ended. It is told by the reason that lasted longest: the first is often only how the end of
/// a session looked, the last how the camera looked while it started again. The first is kept beside it.
#[derive(Debug, Clone)]
pub(super) struct Open {
    row: Outage,
    /// It has lasted long enough to be written.
    told: bool,
    /// How long each reason has lasted, up to the present one.
    held: Vec<(Reason, Duration)>,
    /// The present reason, and since when on the even clock.
    present: Option<(Reason, Duration)>,
}

impl Open {
    pub(super) fn new(row: Outage, even: Duration) -> Self {
        let present = Some((row.first_reason, even));
        Self { row, told: false, held: Vec::new(), present }
    }

    /// One that began under another relay, which saw it last at `heard`: the reason that led till then keeps its lead.
    pub(super) fn resumed(row: Outage, heard: UnixSecs) -> Self {
        let held = vec![(row.reason, Duration::from_secs(heard.secs_since(row.began)))];
        Self { row, told: true, held, present: None }
    }

    /// The reason is this one from now on.
    pub(super) fn reason(&mut self, reason: Reason, even: Duration) {
        if self.present.is_some_and(|(r, _)| r == reason) {
            return;
        }
        self.hold(even);
        self.present = Some((reason, even));
    }

    /// Credits the present reason with the time up to now.
    fn hold(&mut self, even: Duration) {
        let Some((reason, since)) = &mut self.present else { return };
        let lasted = even.saturating_sub(*since);
        match self.held.iter_mut().find(|(r, _)| r == reason) {
            Some((_, sum)) => *sum += lasted,
            None => self.held.push((*reason, lasted)),
        }
        *since = even;
    }

    /// The row where it is news: it has become an outage, or another reason leads.
    pub(super) fn news(&mut self, wall: UnixSecs, even: Duration) -> Option<Outage> {
        self.hold(even);
        let leads = self.leads();
        let first = !self.told && wall.secs_since(self.row.began) >= SHORTEST_SECS;
        let other = self.told && leads != self.row.reason;
        self.row.reason = leads;
        self.told |= first;
        (first || other).then(|| self.row.clone())
    }

    /// Of equals the earlier one leads.
    fn leads(&self) -> Reason {
        let longest = self.held.iter().rev().max_by_key(|(_, sum)| *sum);
        longest.map_or(self.row.reason, |(reason, _)| *reason)
    }

    /// Nothing begins in the future: the clock was set back. The row, where it had been written with another beginning.
    pub(super) fn no_later_than(&mut self, wall: UnixSecs) -> Option<Outage> {
        let moved = self.row.began > wall;
        self.row.began = self.row.began.min(wall);
        (moved && self.told).then(|| self.row.clone())
    }

    /// The ended outage; `None` where it was too short to be one.
    pub(super) fn end(mut self, ended: UnixSecs, even: Duration) -> Option<Outage> {
        self.hold(even);
        self.row.reason = self.leads();
        self.row.ended = Some(ended.max(self.row.began));
        (self.told || ended.secs_since(self.row.began) >= SHORTEST_SECS).then_some(self.row)
    }
}
