//! `GET /api/v1/cameras` and one camera of it: what a viewer may know of the cameras it may watch.

use super::{
    App,
    asking::{Asking, For},
    problem::Refusal,
    walls,
};
use crate::{catalog::Entry, places};
use access::{Principal, See, Watch};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::Deserialize;
use shared::{
    CameraId, Profile,
    api::{
        CameraInfo,
        places::{CameraDetail, ListedCamera, ListedCameras, PlacedCamera},
    },
    diagnosis::Diagnosis,
    still::StillWidth,
    wire::Reason,
};
use store::Areas;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    of: String,
}

pub(super) async fn list(
    State(app): State<App>,
    Asking(principal): Asking,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<ListedCameras>, Refusal> {
    let of = wanted.map_err(|_| Refusal(Reason::BadMessage))?.0.of.parse().map_err(|_| Refusal(Reason::BadMessage))?;
    // The revision is read first: a change in between is then announced once more than needed, never once less.
    let revision = app.live.hub.revision();
    let areas = app.catalog.areas();
    let listed = |entry: Entry| {
        let advice = diagnosis(&app, &entry.id).advice;
        Some(ListedCamera { camera: placed(&app, &areas, &principal, entry)?, advice })
    };
    let (entries, wall) = walls::chosen(&app, &principal, &of).await?;
    Ok(Json(ListedCameras { revision, cameras: entries.into_iter().filter_map(listed).collect(), wall }))
}

pub(super) async fn one(
    State(app): State<App>,
    Asking(principal): Asking,
    For(allowed): For<See>,
) -> Result<Json<CameraDetail>, Refusal> {
    let detail = || {
        let entry = app.catalog.entries().into_iter().find(|entry| entry.id == *allowed.camera())?;
        let camera = placed(&app, &app.catalog.areas(), &principal, entry)?;
        Some(CameraDetail { camera, diagnosis: diagnosis(&app, allowed.camera()) })
    };
    detail().map(Json).ok_or(Refusal(Reason::UnknownCamera))
}

/// A camera as the principal may know it; `None` where it may not know of it at all.
pub(super) fn placed(app: &App, areas: &Areas, principal: &Principal, entry: Entry) -> Option<PlacedCamera> {
    let allowed = principal.may::<See>(&entry.id).ok()?;
    let status = app.live.hub.camera(allowed.camera())?.status();
    let place = entry.place;
    let watch = principal.may::<Watch>(&entry.id).ok();
    let source = watch.and_then(|allowed| app.stills.source(&allowed, Profile::Sub).ok());
    let picture = source.map(|source| source.name(StillWidth::Full).time);
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
fn diagnosis(app: &App, id: &CameraId) -> Diagnosis {
    app.diagnoses.of(id).unwrap_or_else(|| Diagnosis::new(Vec::new(), []))
}
