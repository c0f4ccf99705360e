//! Where a camera's seconds went. Belongs here: the one place that decides what counts as up, down, unknown, absent.

use super::spans::Spans;
use shared::api::health::Tally;
use store::ledger::Window;

/// Every second of a window in exactly one of four sets: absent where the camera was not in the list, else unknown
/// where no run of the relay was, else down in an outage, else up.
pub(super) struct Account {
    absent: Spans,
    unknown: Spans,
    down: Spans,
    up: Spans,
}

impl Account {
    pub(super) fn new(window: Window, present: &Spans, known: &Spans, out: &Spans) -> Self {
        let window = Spans::window(window);
        let present = window.and(present);
        let seen = present.and(known);
        Self {
            absent: window.without(&present),
            unknown: present.without(known),
            down: seen.and(out),
            up: seen.without(out),
        }
    }

    pub(super) fn tally(&self, window: Window) -> Tally {
        with_share(Tally {
            up_secs: self.up.secs_in(window),
            down_secs: self.down.secs_in(window),
            unknown_secs: self.unknown.secs_in(window),
            absent_secs: self.absent.secs_in(window),
            availability_per_mille: None,
        })
    }
}

/// The seconds of several cameras together.
pub(super) fn sum(tallies: impl IntoIterator<Item = Tally>) -> Tally {
    with_share(tallies.into_iter().fold(Tally::default(), |a, b| Tally {
        up_secs: a.up_secs + b.up_secs,
        down_secs: a.down_secs + b.down_secs,
        unknown_secs: a.unknown_secs + b.unknown_secs,
        absent_secs: a.absent_secs + b.absent_secs,
        availability_per_mille: None,
    }))
}

fn with_share(tally: Tally) -> Tally {
    let share = (tally.up_secs * 1000).checked_div(tally.up_secs + tally.down_secs);
    Tally { availability_per_mille: share.and_then(|s| u16::try_from(s).ok()), ..tally }
}
