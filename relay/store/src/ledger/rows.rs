//! The rows as values, and a batch of them to be written together.

use shared::{CameraId, UnixSecs, wire::Reason};
use std::collections::BTreeMap;

/// A row's number, unlike over all tables of the ledger; whoever writes gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub i64);

/// A span in which the relay ran and its clock went evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: RowId,
    /// Its beginning.
    pub began: UnixSecs,
    /// The last sign of life.
    pub heard: UnixSecs,
    /// It ended with that sign; otherwise it may still go on.
    pub closed: bool,
}

/// Where a camera stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The area's id.
    pub area: String,
    /// The area's name.
    pub name: String,
}

/// A span in which a camera stood in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Its number.
    pub id: RowId,
    /// Which camera.
    pub camera: CameraId,
    /// The camera's name at last.
    pub name: String,
    /// The area, one over the whole span.
    pub place: Option<Place>,
    /// When the camera came, or came to this area.
    pub began: UnixSecs,
    /// When it left; `None` while it is there.
    pub ended: Option<UnixSecs>,
}

/// A span in which a camera gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// Its number.
    pub id: RowId,
    /// Which camera.
    pub camera: CameraId,
    /// When the camera was last heard.
    pub began: UnixSecs,
    /// When it was heard again; `None` while it lasts.
    pub ended: Option<UnixSecs>,
    /// What it began with.
    pub first_reason: Reason,
    /// What lasted longest.
    pub reason: Reason,
}

/// A camera's short silences in an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaps {
    /// Which camera.
    pub camera: CameraId,
    /// Hours since 1970 (UTC).
    pub hour: u64,
    /// How many.
    pub count: u64,
}

/// Something to be written: a row as it now is, or flaps to be added to those of the same hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A run.
    Run(Run),
    /// A stay.
    Stay(Stay),
    /// An outage.
    Outage(Outage),
    /// Flaps.
    Flaps(Flaps),
}

/// Entries that are written in one transaction. Of a row that changes several times only the last form is kept, so a
/// batch that cannot be written for a while grows by new rows alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    pub(super) runs: BTreeMap<RowId, Run>,
    pub(super) stays: BTreeMap<RowId, Stay>,
    pub(super) outages: BTreeMap<RowId, Outage>,
    pub(super) flaps: BTreeMap<(CameraId, u64), u64>,
}

impl Batch {
    /// Adds an entry.
    pub fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Run(row) => drop(self.runs.insert(row.id, row)),
            Entry::Stay(row) => drop(self.stays.insert(row.id, row)),
            Entry::Outage(row) => drop(self.outages.insert(row.id, row)),
            Entry::Flaps(f) => *self.flaps.entry((f.camera, f.hour)).or_default() += f.count,
        }
    }

    /// How many rows it touches.
    pub fn len(&self) -> usize {
        self.runs.len() + self.stays.len() + self.outages.len() + self.flaps.len()
    }

    /// Nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives up the oldest outages and all flaps beyond `rows`; answers how many rows were lost.
    pub fn shrink(&mut self, rows: usize) -> usize {
        let before = self.len();
        if before > rows {
            self.flaps.clear();
        }
        while self.len() > rows && self.outages.pop_first().is_some() {}
        before - self.len()
    }
}
