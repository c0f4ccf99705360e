//! Every URL that the relay serves and the viewer asks for, built in one place.

pub mod door;
pub mod embed;

use crate::{CameraId, still::StillWidth};

/// The live socket.
pub const LIVE: &str = "/api/v1/live";
/// The list of cameras; `?of=area-k2` or `?of=wall-fav` for those of an area or of a wall, as [`crate::wall::Of`] is written.
pub const CAMERAS: &str = "/api/v1/cameras";
/// Who has logged in.
pub const ME: &str = "/api/v1/me";
/// The walls that whoever asks has arranged.
pub const WALLS: &str = "/api/v1/walls";
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
/// One of them, as a pattern with its name.
pub const ASSET_PATTERN: &str = "/assets/{file}";
/// The service worker: its scope is its folder.
pub const SERVICE_WORKER: &str = "/sw.js";
/// What is shown without a network.
pub const OFFLINE: &str = "/offline";
/// The wall: the page that opens first.
pub const WALL: &str = "/";

/// The name of the `<meta>` that tells a page that came over plain HTTP the origin where it is had over HTTPS.
pub const HTTPS_META: &str = "ward-https";
/// The page behind the set-up link; its token follows behind a slash.
pub const SETUP: &str = "/setup";
/// The page behind an invitation; its token follows behind a slash.
pub const INVITE: &str = "/invite";

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

/// Opening a WebRTC session for a wall (POST of an offer, as in WHEP); its tracks are given cameras over the live socket.
pub const WHEP: &str = "/api/v1/whep";
/// The same for one camera, which is sent at once, as WHEP has it; a pattern with its two parts; `?profile=main`.
pub const WHEP_PATTERN: &str = "/api/v1/cameras/{site}/{camera}/whep";
/// A WebRTC session (PATCH, DELETE), as a pattern with its secret name.
pub const WHEP_SESSION_PATTERN: &str = "/api/v1/whep/{session}";

/// Where one camera is had by WHEP.
pub fn whep(id: &CameraId) -> String {
    format!("{CAMERAS}/{}/{}/whep", id.site(), id.camera())
}

/// The wall for browsers that cannot run it.
pub const LITE: &str = "/lite";
/// One camera there, as a pattern with its two parts.
pub const LITE_CAMERA_PATTERN: &str = "/lite/{site}/{camera}";

/// One camera on the wall for browsers that cannot run it.
pub fn lite_camera(id: &CameraId) -> String {
    format!("{LITE}/{}/{}", id.site(), id.camera())
}

/// What a device can show.
pub const CHECK: &str = "/check";

/// Logging in; `?next=` is where to go from there.
pub const LOGIN: &str = "/login";
/// Logging out.
pub const LOGOUT: &str = "/logout";
/// Setting up cameras, areas, people; the audit.
pub const ADMIN: &str = "/admin";
/// One's own account: password, second factor, sessions.
pub const ACCOUNT: &str = "/account";

/// The page for logging in that leads on to a path of ours.
pub fn login(next: &str) -> String {
    if next == WALL {
        return LOGIN.to_owned();
    }
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-_.~".contains(&b);
    let mut out = format!("{LOGIN}?next=");
    for b in next.bytes() {
        if plain(b) { out.push(char::from(b)) } else { out.push_str(&format!("%{b:02X}")) }
    }
    out
}

/// Where `next` leads: a path of ours, or the wall where it is none, so that no link leads elsewhere after the login.
pub fn local(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    // Nothing that a header may not hold, nor what browsers leave out of an address.
    if ours && next.bytes().all(|b| b.is_ascii_graphic()) { next } else { WALL }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_leads_back_to_our_own_pages_only() {
        assert_eq!(login("/"), "/login");
        assert_eq!(login("/camera/a/b?x=1&y"), "/login?next=/camera/a/b%3Fx%3D1%26y");
        assert_eq!(local("/camera/a/b?x=1"), "/camera/a/b?x=1");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "",
            "javascript:x",
            "/\\evil.example",
            "/\t/evil",
            "/\0",
            "/\u{b}/evil",
            "/\u{7f}",
            "/a b",
        ] {
            assert_eq!(local(bad), "/", "{bad:?}");
        }
    }
}
