//! The bodies of the health ledger: outages, strips, monthly reports. Belongs here: shapes. Does not: counting.
//!
//! Points in time are microseconds as everywhere in the API, of a whole second each; lengths are whole seconds.

use crate::{
    CameraId, UnixMicros,
    wire::{CameraState, Reason},
};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/health?days=30`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthList {
    /// The span's beginning.
    pub from: UnixMicros,
    /// Its end: now.
    pub to: UnixMicros,
    /// In the order in which cameras are shown.
    pub cameras: Vec<CameraHealth>,
}

/// How a camera is and how it fared over a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraHealth {
    /// Its id.
    pub id: CameraId,
    /// Its name.
    pub name: String,
    /// Its state now.
    pub state: CameraState,
    /// Since when.
    pub since: UnixMicros,
    /// Why, where it is not live.
    pub reason: Option<Reason>,
    /// The span's seconds.
    pub tally: Tally,
    /// Outages that lie in the span, if only in part.
    pub outages: u64,
    /// The longest one's seconds, as far as they lie in the span.
    pub longest_secs: u64,
    /// Silences of 3 to 10 s, too short for outages.
    pub flaps: u64,
    /// The newest outage.
    pub last_outage: Option<OutageInfo>,
}

/// Where a span's seconds went. Their sum is the span's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The camera was in the list, the relay was there and knew of no outage.
    pub up_secs: u64,
    /// In an outage.
    pub down_secs: u64,
    /// In the list, but the relay did not run or its clock was set.
    pub unknown_secs: u64,
    /// Not in the list.
    pub absent_secs: u64,
    /// Up per thousand of what is known, rounded down: 1000 is flawless. `None` where nothing is known.
    pub availability_per_mille: Option<u16>,
}

/// An outage: from the last access unit before it to the first one behind it, or to the camera's removal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageInfo {
    /// When the camera was last heard.
    pub began: UnixMicros,
    /// When it was heard again; `None` while it lasts.
    pub ended: Option<UnixMicros>,
    /// Its length so far, without what is unknown.
    pub down_secs: u64,
    /// Seconds in it in which the relay was away.
    pub unknown_secs: u64,
    /// What it began with.
    pub first_reason: Reason,
    /// What lasted longest of it.
    pub reason: Reason,
}

/// `GET /api/v1/cameras/{site}/{camera}/outages?from=2026-11-01&to=2026-11-30`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutagePage {
    /// Which camera.
    pub camera: CameraId,
    /// Local time's distance from UTC by which days are cut.
    pub utc_offset_minutes: i16,
    /// Outages that lie in the days asked for, if only in part; newest first.
    pub outages: Vec<OutageInfo>,
    /// Where there are more: what to ask for next as `before`.
    pub next: Option<String>,
    /// Each of the days, today as far as it has gone.
    pub strip: Vec<StripDay>,
}

/// One local day of a strip chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripDay {
    /// `2026-11-01`
    pub date: String,
    /// The day's seconds.
    pub tally: Tally,
    /// The reason of the outage that took most of the day.
    pub reason: Option<Reason>,
    /// Silences of 3 to 10 s.
    pub flaps: u64,
}

/// `GET /api/v1/health/report?month=2026-11`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthReport {
    /// `2026-11`
    pub month: String,
    /// Local time's distance from UTC by which the month is cut.
    pub utc_offset_minutes: i16,
    /// The month's beginning.
    pub from: UnixMicros,
    /// Its end, or now where it still lasts.
    pub to: UnixMicros,
    /// All cameras together.
    pub all: Figures,
    /// Areas by name, those without one last.
    pub areas: Vec<AreaReport>,
    /// Every camera that was in the list in the month, by area and name.
    pub cameras: Vec<CameraReport>,
    /// The ten that were down most, for the part of the month that is known; none that was never down.
    pub worst: Vec<CameraId>,
}

/// An area's month: its cameras as long as they stood in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaReport {
    /// Which; `None` for cameras without one.
    pub area: Option<String>,
    /// Its name at last.
    pub name: Option<String>,
    /// How many cameras were in it.
    pub cameras: u64,
    /// Its figures.
    pub figures: Figures,
}

/// A camera's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraReport {
    /// Its id.
    pub id: CameraId,
    /// Its name at last.
    pub name: String,
    /// The area in which it stood at last.
    pub area: Option<String>,
    /// Its figures.
    pub figures: Figures,
}

/// What a report says of one camera or of many.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// The month's seconds, summed over cameras.
    pub tally: Tally,
    /// Outages that lie in the month, if only in part.
    pub outages: u64,
    /// The mean length of the outages that ended in the month.
    pub mean_repair_secs: Option<u64>,
    /// The longest outage's seconds, as far as they lie in the month.
    pub longest_secs: u64,
    /// Silences of 3 to 10 s.
    pub flaps: u64,
    /// The reasons that cost most, worst first; three at most.
    pub reasons: Vec<ReasonShare>,
}

/// What one reason cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonShare {
    /// Which.
    pub reason: Reason,
    /// How many outages.
    pub outages: u64,
    /// Their seconds in the month.
    pub down_secs: u64,
}

/// The body of a 400 for a query's value; older pages read it as a [`super::Problem`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadQuery {
    /// [`Reason::BadMessage`]
    pub reason: Reason,
    /// Which value.
    pub key: String,
    /// What it must be, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}
