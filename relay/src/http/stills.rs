//! `GET /api/v1/cameras/{site}/{camera}/still.jpg?width=320&profile=sub`: a camera's newest keyframe as a JPEG.
//!
//! `width` is 160, 320, 640, 1280 or `full`, 320 where it is left out; numbers in between count as the next one, and no
//! still is wider than its source. `profile` is `sub`, where it is left out, or `main`; a main stream that nobody watches
//! is not dialled for a still, so that there is no picture of it then. The answer names the picture's time, and the
//! camera's state where the camera is not live: an old picture is never without them.

use super::{
    App,
    asking::{Asking, For},
    problem::Refusal,
    visitor::Visitor,
};
use crate::audit::{self, Recorder};
use access::{Allowed, Watch};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hub::Status;
use serde::Deserialize;
use shared::{
    CameraId, Profile, UnixMicros,
    audit::{Action, Actor, Entry},
    still::{CAMERA_REASON, CAMERA_STATE, PICTURE_TIME, StillWidth},
    wire::Reason,
};
use std::time::{Duration, UNIX_EPOCH};
use transport::still::{Name, StillError};

/// Whoever may see it keeps it, but asks each time whether there is a newer one.
const EACH_TIME: HeaderValue = HeaderValue::from_static("private, no-cache");
const JPEG: HeaderValue = HeaderValue::from_static("image/jpeg");

#[derive(Deserialize)]
pub(super) struct Asked {
    width: Option<String>,
    profile: Option<Profile>,
}

pub(super) async fn still(
    State(app): State<App>,
    Asking(principal): Asking,
    For(allowed): For<Watch>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Refusal(Reason::BadMessage))?;
    let width = asked.width.map_or(Ok(StillWidth::W320), |text| text.parse());
    let width = width.map_err(|_| Refusal(Reason::BadMessage))?;
    let profile = asked.profile.unwrap_or(Profile::Sub);
    answer(&app, &allowed, (profile, width), audit::actor(&principal), visitor, &headers).await
}

/// The still, or that the one that is known is still the newest.
pub(super) async fn answer(
    app: &App,
    allowed: &Allowed<Watch>,
    (profile, width): (Profile, StillWidth),
    actor: Actor,
    visitor: Visitor,
    headers: &HeaderMap,
) -> Result<Response, Refusal> {
    let source = app.stills.source(allowed, allowed.profile(profile))?;
    let (name, status) = (source.name(width), source.status);
    if is_known(headers, &tag(&name)) {
        return Ok(with_facts(StatusCode::NOT_MODIFIED.into_response(), &name, status));
    }
    let still = app.stills.get(source, width).await?;
    note(&app.recorder, actor, visitor, allowed.camera(), width).await;
    let mut response = still.jpeg.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, JPEG);
    Ok(with_facts(response, &still.name, status))
}

/// A still that is large enough to be taken along stands in the audit by itself; a poster is a short look.
async fn note(recorder: &Recorder, actor: Actor, visitor: Visitor, camera: &CameraId, width: StillWidth) {
    if matches!(width, StillWidth::W1280 | StillWidth::Full) {
        let entry = Entry::new(hub::clock::now().time, actor, Action::StillTaken).address(visitor.address);
        recorder.record(entry.camera(camera.clone())).await;
    } else {
        recorder.began(&actor, Some(visitor.address), camera);
        recorder.ended(&actor, camera);
    }
}

impl From<StillError> for Refusal {
    fn from(error: StillError) -> Self {
        Self(error.reason())
    }
}

/// An entity tag (RFC 9110 §8.8.3), a strong one: the same name is the same file.
fn tag(name: &Name) -> String {
    format!("\"{name}\"")
}

/// `If-None-Match` names what there is (RFC 9110 §13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

fn with_facts(mut response: Response, name: &Name, status: Status) -> Response {
    let UnixMicros(time_us) = name.time;
    let time = UNIX_EPOCH + Duration::from_micros(time_us);
    let mut set = |header: HeaderName, value: &str| {
        // Nothing of it comes from outside: it is a header's value.
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(header, value);
        }
    };
    set(header::ETAG, &tag(name));
    set(header::LAST_MODIFIED, &httpdate::fmt_http_date(time));
    set(HeaderName::from_static(PICTURE_TIME), &time_us.to_string());
    set(HeaderName::from_static(CAMERA_STATE), status.state.as_str());
    if let Some(reason) = status.reason {
        set(HeaderName::from_static(CAMERA_REASON), reason.as_str());
    }
    response.headers_mut().insert(header::CACHE_CONTROL, EACH_TIME);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_are_known() {
        let known = |list: &str| {
            is_known(&HeaderMap::from_iter([(header::IF_NONE_MATCH, list.parse().unwrap())]), "\"1-2-320\"")
        };
        for list in ["\"1-2-320\"", "*", "\"x\", \"1-2-320\"", "W/\"1-2-320\""] {
            assert!(known(list), "{list}");
        }
        for list in ["", "\"1-2-3200\"", "1-2-320", "\"x\""] {
            assert!(!known(list), "{list}");
        }
    }
}
