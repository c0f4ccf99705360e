//! `GET /api/v1/cameras` and one camera of it: what a viewer may know of the cameras it may watch.

use super::{App, operator::Asking, problem::Refusal};
use crate::catalog::Entry;
use access::{Allowed, Watch};
use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
};
use shared::{
    api::{AdvisedCamera, AdvisedList, CameraDetail, CameraInfo},
    diagnosis::Diagnosis,
    wire::Reason,
};

pub(super) async fn list(State(app): State<App>, Asking(principal): Asking) -> Json<AdvisedList> {
    // The revision is read first: a change in between is then announced once more than needed, never once less.
    let revision = app.live.hub.revision();
    let camera = |entry: Entry| {
        let allowed = principal.may(&entry.id).ok()?;
        let info = info(&app, &allowed, entry)?;
        Some(AdvisedCamera { info, advice: diagnosis(&app, &allowed).advice })
    };
    Json(AdvisedList { revision, cameras: app.catalog.entries().into_iter().filter_map(camera).collect() })
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
        Some(CameraDetail { info: info(&app, &allowed, entry)?, diagnosis: diagnosis(&app, &allowed) })
    };
    // Whether it is not there or not for this viewer is nobody's business.
    detail().map(Json).ok_or(Refusal(Reason::UnknownCamera))
}

fn info(app: &App, allowed: &Allowed<Watch>, entry: Entry) -> Option<CameraInfo> {
    let status = app.live.hub.camera(allowed.camera())?.status();
    Some(CameraInfo {
        id: entry.id,
        name: entry.name,
        state: status.state,
        since: status.since,
        reason: status.reason,
        has_sub: entry.has_sub,
    })
}

/// A camera that is not dialled, since its secrets cannot be read, has none.
fn diagnosis(app: &App, allowed: &Allowed<Watch>) -> Diagnosis {
    app.diagnoses.of(allowed.camera()).unwrap_or_else(|| Diagnosis::new(Vec::new(), []))
}
