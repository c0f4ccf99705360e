//! `GET /api/v1/cameras` and one camera of it: what a viewer may know of the cameras it may watch.

use super::{App, operator::Asking, problem::Refusal};
use crate::{catalog::Entry, places};
use access::{Allowed, Watch};
use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
};
use shared::{
    Profile,
    api::{
        CameraInfo,
        places::{CameraDetail, ListedCamera, ListedCameras, PlacedCamera},
    },
    diagnosis::Diagnosis,
    still::StillWidth,
    wire::Reason,
};
use store::Areas;

pub(super) async fn list(State(app): State<App>, Asking(principal): Asking) -> Json<ListedCameras> {
    // The revision is read first: a change in between is then announced once more than needed, never once less.
    let revision = app.live.hub.revision();
    let areas = app.catalog.areas();
    let listed = |entry: Entry| {
        let allowed = principal.may(&entry.id).ok()?;
        let camera = placed(&app, &areas, &allowed, entry)?;
        Some(ListedCamera { camera, advice: diagnosis(&app, &allowed).advice })
    };
    Json(ListedCameras { revision, cameras: app.catalog.entries().into_iter().filter_map(listed).collect() })
}

pub(super) async fn one(
    State(app): State<App>,
    Asking(principal): Asking,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Json<CameraDetail>, Refusal> {
    let detail = || {
        let Path((site, camera)) = path.ok()?;
        let id = format!("{site}/{camera}").parse().ok()?;
        let allowed = principal.may(&id).ok()?;
        let entry = app.catalog.entries().into_iter().find(|entry| entry.id == id)?;
        let camera = placed(&app, &app.catalog.areas(), &allowed, entry)?;
        Some(CameraDetail { camera, diagnosis: diagnosis(&app, &allowed) })
    };
    // Whether it is not there or not for this viewer is nobody's business.
    detail().map(Json).ok_or(Refusal(Reason::UnknownCamera))
}

fn placed(app: &App, areas: &Areas, allowed: &Allowed<Watch>, entry: Entry) -> Option<PlacedCamera> {
    let status = app.live.hub.camera(allowed.camera())?.status();
    let place = entry.place;
    let picture = app.stills.source(allowed, Profile::Sub).ok().map(|source| source.name(StillWidth::Full).time);
    Some(PlacedCamera {
        info: CameraInfo {
            id: entry.id,
            name: entry.name,
            state: status.state,
            since: status.since,
            reason: status.reason,
            has_sub: entry.has_sub,
            picture,
        },
        area: place.area.and_then(|id| places::camera_area(areas, &id)),
        street: place.street,
        position: place.position,
        heading: place.heading,
        owner: place.owner,
    })
}

/// A camera that is not dialled, since its secrets cannot be read, has none.
fn diagnosis(app: &App, allowed: &Allowed<Watch>) -> Diagnosis {
    app.diagnoses.of(allowed.camera()).unwrap_or_else(|| Diagnosis::new(Vec::new(), []))
}
