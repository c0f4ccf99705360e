//! A session that there is: what its owner's player tells of ICE later, and its end. Another login's session is as little
//! there as one that never was.

use super::{
    super::{App, asking::Asking, problem::Refusal},
    content::Fragment,
    if_match::{Condition, condition},
    refused::Refused,
};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, StatusCode, request::Parts},
};
use shared::wire::Reason;
use std::sync::Arc;
use transport::webrtc::{Session, Trickle};

/// The session that the path names, of who asks.
pub(super) struct Own(Arc<Session>);

impl FromRequestParts<App> for Own {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let unknown = Refusal(Reason::RtpUnknown);
        let Asking(principal) = Asking::from_request_parts(parts, app).await?;
        let desk = app.live.rtc.as_ref().ok_or(unknown)?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| unknown)?;
        let name = params.iter().find(|(key, _)| *key == "session").map(|(_, name)| name).ok_or(unknown)?;
        desk.session(name, &principal.identity()).map(Self).ok_or(unknown)
    }
}

/// Candidates of the player's (RFC 9725 §4.3.2). What a request is comes before what it is conditional on, and that before
/// what it says (RFC 9110 §13.2.1).
pub(super) async fn patch(
    Own(session): Own,
    headers: HeaderMap,
    Fragment(fragment): Fragment,
) -> Result<StatusCode, Refused> {
    match condition(&headers, session.etag()) {
        Condition::Absent => return Err(Refused::no_condition()),
        Condition::Other => return Err(Refused::other_tag()),
        Condition::Holds => {}
    }
    match session.trickle(&fragment) {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Trickle::Malformed) => Err(Refused::malformed()),
        Err(Trickle::Restart) => Err(Refused::restart()),
    }
}

/// Ends it, whatever its tag is.
pub(super) async fn delete(Own(session): Own) -> StatusCode {
    session.close();
    StatusCode::OK
}

/// There is nothing to be had (RFC 9725 §4.1).
pub(super) async fn get(Own(_): Own) -> StatusCode {
    StatusCode::NO_CONTENT
}
