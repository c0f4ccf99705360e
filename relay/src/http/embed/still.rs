//! `GET /embed/{token}/still.jpg?width=320`: the embed's newest still. `width` is at most 640; wider ones count as
//! that.

use super::{
    super::{App, problem::Refusal, stills, visitor::Visitor},
    Visited,
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use shared::{
    Profile,
    still::{CAMERA_REASON, StillWidth},
    wire::Reason,
};

const WIDEST: StillWidth = StillWidth::W640;

#[derive(Deserialize)]
pub(super) struct Asked {
    width: Option<String>,
}

pub(super) async fn still(
    State(app): State<App>,
    visited: Visited,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Refusal(Reason::BadMessage))?;
    let width = asked.width.map_or(Ok(StillWidth::W320), |text| text.parse());
    let width = width.map_err(|_| Refusal(Reason::BadMessage))?.min(WIDEST);
    let of = (Profile::Sub, width);
    let mut response = stills::answer(&app, &visited.watch()?, of, visited.actor(), visitor, &headers).await?;
    // What ails the camera is for those who look after it.
    response.headers_mut().remove(CAMERA_REASON);
    Ok(response)
}
