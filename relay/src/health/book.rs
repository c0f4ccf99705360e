//! From what happens to what is written down. Belongs here: when a run, a stay and an outage begin and end (pure: time
//! comes in). Does not: disk, sums.
//!
//! - An outage begins when the camera was last heard, is written once it is offline and has lasted 10 s, and ends with
//!   the first picture, or when the camera is paused or leaves the list. Shorter ones are counted as flaps.
//! - It goes on over a restart of the relay. The relay's absence lies between two runs, and whoever sums up counts it
//!   neither as up nor as down.
//! - Where the clock is set, or the process slept, one run ends and another begins, so that time that never passed is
//!   no outage. What is open and would then begin in the future begins now.
//! - A camera that is dialled for the first time counts as up until it turns out to be offline, then from the dial on.

use super::{clock::Moment, open::Open};
use hub::Status;
use shared::{
    CameraId, UnixSecs,
    wire::{CameraState, Reason},
};
use std::collections::BTreeMap;
use store::ledger::{Entry, Flaps, Last, Outage, Place, RowId, Run, Stay};

/// A camera of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its id.
    pub(crate) id: CameraId,
    /// Its name.
    pub(crate) name: String,
    /// Where it stands, if that is known.
    pub(crate) place: Option<Place>,
}

/// What is open at the moment.
pub(super) struct Book {
    now: Moment,
    run: Run,
    next: i64,
    cameras: BTreeMap<CameraId, Kept>,
    /// Until the list is known: cameras that are not on it left when the last relay was last there.
    left: Option<UnixSecs>,
}

struct Kept {
    stay: Stay,
    state: CameraState,
    outage: Option<Open>,
}

impl Book {
    /// Goes on where the relay before this one ended.
    pub(super) fn resume(now: Moment, last: Last) -> (Self, Vec<Entry>) {
        let heard = last.run.map_or(now.wall, |run| run.heard.min(now.wall));
        let next = last.highest.map_or(0, |id| id.0) + 1;
        let run = Run { id: RowId(next), began: now.wall, heard: now.wall, closed: false };
        let mut book = Self { now, run, next: next + 1, cameras: BTreeMap::new(), left: Some(heard) };
        let before = last.run.filter(|run| !run.closed).map(|run| Run { closed: true, ..run });
        let mut out: Vec<_> = before.into_iter().chain([run]).map(Entry::Run).collect();
        for stay in last.stays {
            let kept = Kept { stay: stay.clone(), state: CameraState::Unknown, outage: None };
            if let Some(older) = book.cameras.insert(stay.camera, kept) {
                older.leave(heard, now, &mut out);
            }
        }
        for row in last.outages {
            let open = Open::resumed(row.clone(), heard);
            match book.cameras.get_mut(&row.camera) {
                Some(kept) if kept.outage.is_none() => kept.outage = Some(open),
                _ => out.extend(open.end(heard, now.even).map(Entry::Outage)),
            }
        }
        book.nothing_in_the_future(&mut out);
        (book, out)
    }

    /// The list of cameras is this one.
    pub(super) fn list(&mut self, now: Moment, members: Vec<Member>) -> Vec<Entry> {
        let mut out = self.advance(now);
        let left = self.left.take().unwrap_or(now.wall);
        let mut before = std::mem::take(&mut self.cameras);
        for member in members {
            let kept = match before.remove(&member.id) {
                None => self.arrive(member, &mut out),
                Some(kept) if kept.stay.place.as_ref().map(area) == member.place.as_ref().map(area) => {
                    kept.rename(member, &mut out)
                }
                Some(kept) => self.relocate(kept, member, &mut out),
            };
            self.cameras.insert(kept.stay.camera.clone(), kept);
        }
        for kept in before.into_values() {
            kept.leave(left, now, &mut out);
        }
        out
    }

    /// A camera is like this now; one that is not in the list is left out.
    pub(super) fn status(&mut self, now: Moment, camera: &CameraId, status: Status) -> Vec<Entry> {
        let mut out = self.advance(now);
        let since = UnixSecs::from(status.since).min(now.wall);
        let reason = status.reason.unwrap_or(Reason::NoMedia);
        let Some(kept) = self.cameras.get_mut(camera) else { return out };
        let before = std::mem::replace(&mut kept.state, status.state);
        match (status.state, kept.outage.take()) {
            (CameraState::Offline, None) => {
                let id = RowId(self.next);
                self.next += 1;
                let row =
                    Outage { id, camera: camera.clone(), began: since, ended: None, first_reason: reason, reason };
                let open = kept.outage.insert(Open::new(row, now.even));
                out.extend(open.news(now.wall, now.even).map(Entry::Outage));
            }
            (CameraState::Offline, Some(mut open)) => {
                open.reason(reason, now.even);
                out.extend(open.news(now.wall, now.even).map(Entry::Outage));
                kept.outage = Some(open);
            }
            (CameraState::Live | CameraState::Paused, Some(open)) => match open.end(since, now.even) {
                Some(row) => out.push(Entry::Outage(row)),
                None => out.push(flap(camera, now)),
            },
            (CameraState::Live, None) if before == CameraState::Stale => out.push(flap(camera, now)),
            (_, open) => kept.outage = open,
        }
        out
    }

    /// Time goes by.
    pub(super) fn tick(&mut self, now: Moment) -> Vec<Entry> {
        let mut out = self.advance(now);
        let open = self.cameras.values_mut().filter_map(|kept| kept.outage.as_mut());
        out.extend(open.filter_map(|open| open.news(now.wall, now.even)).map(Entry::Outage));
        out
    }

    /// The sign of life, to be written about once a minute.
    pub(super) fn alive(&self) -> Entry {
        Entry::Run(self.run)
    }

    /// The relay stops; what is open stays so.
    pub(super) fn close(&mut self, now: Moment) -> Vec<Entry> {
        let mut out = self.advance(now);
        self.run.closed = true;
        out.push(Entry::Run(self.run));
        out
    }

    fn advance(&mut self, now: Moment) -> Vec<Entry> {
        let before = std::mem::replace(&mut self.now, now);
        let mut out = Vec::new();
        if now.follows(before) {
            self.run.heard = self.run.heard.max(now.wall);
            return out;
        }
        out.push(Entry::Run(Run { closed: true, ..self.run }));
        self.run = Run { id: self.id(), began: now.wall, heard: now.wall, closed: false };
        out.push(Entry::Run(self.run));
        self.nothing_in_the_future(&mut out);
        out
    }

    fn nothing_in_the_future(&mut self, out: &mut Vec<Entry>) {
        let wall = self.now.wall;
        for kept in self.cameras.values_mut() {
            if kept.stay.began > wall {
                kept.stay.began = wall;
                out.push(Entry::Stay(kept.stay.clone()));
            }
            out.extend(kept.outage.as_mut().and_then(|open| open.no_later_than(wall)).map(Entry::Outage));
        }
    }

    fn arrive(&mut self, member: Member, out: &mut Vec<Entry>) -> Kept {
        let Member { id: camera, name, place } = member;
        let stay = Stay { id: self.id(), camera, name, place, began: self.now.wall, ended: None };
        out.push(Entry::Stay(stay.clone()));
        Kept { stay, state: CameraState::Unknown, outage: None }
    }

    /// A camera that moves to another area takes its outage along.
    fn relocate(&mut self, kept: Kept, member: Member, out: &mut Vec<Entry>) -> Kept {
        let Kept { stay, state, outage } = kept;
        out.push(Entry::Stay(Stay { ended: Some(self.now.wall.max(stay.began)), ..stay }));
        Kept { state, outage, ..self.arrive(member, out) }
    }

    fn id(&mut self) -> RowId {
        self.next += 1;
        RowId(self.next - 1)
    }
}

impl Kept {
    fn rename(mut self, member: Member, out: &mut Vec<Entry>) -> Self {
        if (&self.stay.name, &self.stay.place) != (&member.name, &member.place) {
            (self.stay.name, self.stay.place) = (member.name, member.place);
            out.push(Entry::Stay(self.stay.clone()));
        }
        self
    }

    fn leave(self, at: UnixSecs, now: Moment, out: &mut Vec<Entry>) {
        let ended = Some(at.max(self.stay.began));
        out.push(Entry::Stay(Stay { ended, ..self.stay }));
        out.extend(self.outage.and_then(|open| open.end(at, now.even)).map(Entry::Outage));
    }
}

fn area(place: &Place) -> &str {
    &place.area
}

fn flap(camera: &CameraId, now: Moment) -> Entry {
    Entry::Flaps(Flaps { camera: camera.clone(), hour: now.wall.0 / 3600, count: 1 })
}

#[cfg(test)]
#[path = "book_tests.rs"]
mod tests;
