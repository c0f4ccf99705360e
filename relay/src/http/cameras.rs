//! `GET /api/v1/cameras`: what a viewer may know of the cameras it may watch.

use super::{App, operator::Asking};
use access::{Allowed, Watch};
use axum::{Json, extract::State};
use shared::{
    Profile,
    api::{CameraInfo, CameraList},
    still::StillWidth,
};

pub(super) async fn list(State(app): State<App>, Asking(principal): Asking) -> Json<CameraList> {
    let hub = &app.live.hub;
    // The revision is read first: a change in between is then announced once more than needed, never once less.
    let revision = hub.revision();
    let info = |entry: crate::catalog::Entry| {
        let allowed: Allowed<Watch> = principal.may(&entry.id).ok()?;
        let status = hub.camera(allowed.camera())?.status();
        let picture = app.stills.source(&allowed, Profile::Sub).ok().map(|source| source.name(StillWidth::Full).time);
        Some(CameraInfo {
            id: entry.id,
            name: entry.name,
            state: status.state,
            since: status.since,
            reason: status.reason,
            has_sub: entry.has_sub,
            picture,
        })
    };
    Json(CameraList { revision, cameras: app.catalog.entries().into_iter().filter_map(info).collect() })
}
