//! `GET /api/v1/cameras`: what a viewer may know of the cameras it may watch.

use super::{App, operator::Asking};
use crate::places;
use access::{Allowed, Watch};
use axum::{Json, extract::State};
use shared::api::{
    CameraInfo,
    places::{PlacedCamera, PlacedCameraList},
};

pub(super) async fn list(State(app): State<App>, Asking(principal): Asking) -> Json<PlacedCameraList> {
    let hub = &app.live.hub;
    // The revision is read first: a change in between is then announced once more than needed, never once less.
    let revision = hub.revision();
    let (entries, areas) = (app.catalog.entries(), app.catalog.areas());
    let camera = |entry: crate::catalog::Entry| {
        let allowed: Allowed<Watch> = principal.may(&entry.id).ok()?;
        let status = hub.camera(allowed.camera())?.status();
        let place = entry.place;
        Some(PlacedCamera {
            info: CameraInfo {
                id: entry.id,
                name: entry.name,
                state: status.state,
                since: status.since,
                reason: status.reason,
                has_sub: entry.has_sub,
            },
            area: place.area.and_then(|id| places::camera_area(&areas, &id)),
            street: place.street,
            position: place.position,
            heading: place.heading,
            owner: place.owner,
        })
    };
    Json(PlacedCameraList { revision, cameras: entries.into_iter().filter_map(camera).collect() })
}
