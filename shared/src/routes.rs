//! Every URL that the relay serves and the viewer asks for, built in one place.

use crate::{CameraId, still::StillWidth};

/// The live socket.
pub const LIVE: &str = "/api/v1/live";
/// The list of cameras.
pub const CAMERAS: &str = "/api/v1/cameras";
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
