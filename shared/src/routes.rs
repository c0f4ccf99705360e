//! Every URL that the relay serves and the viewer asks for, built in one place.

pub mod door;

use crate::{CameraId, still::StillWidth};

/// The live socket.
pub const LIVE: &str = "/api/v1/live";
/// The list of cameras.
pub const CAMERAS: &str = "/api/v1/cameras";
/// The tree of areas.
pub const AREAS: &str = "/api/v1/areas";
/// One camera with all that is known of its streams, as a pattern with its two parts.
pub const CAMERA: &str = "/api/v1/cameras/{site}/{camera}";
/// How every camera fared lately; `?days=30`.
pub const HEALTH: &str = "/api/v1/health";
/// A month's report; `?month=2026-11`.
pub const HEALTH_REPORT: &str = "/api/v1/health/report";
/// The same as a sheet.
pub const HEALTH_SHEET: &str = "/api/v1/health/report.csv";
/// One camera's outages and strip, as a pattern with its two parts; `?from=2026-11-01&to=2026-11-30`.
pub const OUTAGES_PATTERN: &str = "/api/v1/cameras/{site}/{camera}/outages";
/// The process is up.
pub const HEALTHZ: &str = "/healthz";
/// The relay has its cameras and takes viewers.
pub const READYZ: &str = "/readyz";
/// Hashed files that never change.
pub const ASSETS: &str = "/assets";
/// The wall: the page that opens first.
pub const WALL: &str = "/";

/// Prometheus metrics, on a port of their own.
pub const METRICS: &str = "/metrics";
/// The page of one camera, as a pattern with its two parts.
pub const CAMERA_PATTERN: &str = "/camera/{site}/{camera}";

/// The page of one camera.
pub fn camera_page(id: &CameraId) -> String {
    format!("/camera/{}/{}", id.site(), id.camera())
}

/// A camera's newest keyframe as a JPEG, as a pattern with its two parts.
pub const STILL_PATTERN: &str = "/api/v1/cameras/{site}/{camera}/still.jpg";

/// A camera's still in a width.
pub fn still(id: &CameraId, width: StillWidth) -> String {
    format!("{CAMERAS}/{}/{}/still.jpg?width={}", id.site(), id.camera(), width.as_str())
}
