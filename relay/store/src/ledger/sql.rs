//! Between the tables' columns and the rows as values.

use super::rows::{Outage, Place, RowId, Run, Stay};
use shared::{CameraId, UnixSecs, wire::Reason};

pub(super) type RunRow = (i64, i64, i64, bool);
pub(super) type StayRow = (i64, String, String, Option<String>, Option<String>, i64, Option<i64>);
pub(super) type OutageRow = (i64, String, i64, Option<i64>, String, String);

pub(super) const RUN_COLUMNS: &str = "id, began, heard, closed";
pub(super) const STAY_COLUMNS: &str = "id, camera, name, area, area_name, began, ended";
pub(super) const OUTAGE_COLUMNS: &str = "id, camera, began, ended, first_reason, reason";

/// SQLite's integers are signed; no time or count reaches the last bit.
pub(super) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(super) fn secs(n: i64) -> UnixSecs {
    UnixSecs(u64::try_from(n).unwrap_or(0))
}

fn reason(code: &str) -> Reason {
    Reason::ALL.iter().copied().find(|r| r.as_str() == code).unwrap_or(Reason::Unknown)
}

pub(super) fn read_run((id, began, heard, closed): RunRow) -> Run {
    Run { id: RowId(id), began: secs(began), heard: secs(heard), closed }
}

/// A row whose id was altered names no camera at all, here and below.
pub(super) fn read_stay((id, camera, name, area, area_name, began, ended): StayRow) -> Option<Stay> {
    let camera: CameraId = camera.parse().ok()?;
    let place = area.map(|area| Place { name: area_name.unwrap_or_else(|| area.clone()), area });
    Some(Stay { id: RowId(id), camera, name, place, began: secs(began), ended: ended.map(secs) })
}

pub(super) fn read_outage((id, camera, began, ended, first, most): OutageRow) -> Option<Outage> {
    Some(Outage {
        id: RowId(id),
        camera: camera.parse().ok()?,
        began: secs(began),
        ended: ended.map(secs),
        first_reason: reason(&first),
        reason: reason(&most),
    })
}
