//! What the endpoints and sessions say of themselves: the same to everybody, whether or not there is such a camera or
//! session.

use super::content::{ACCEPT_PATCH, FRAGMENT, SDP};
use axum::{
    http::{HeaderName, StatusCode, header::ALLOW},
    response::{IntoResponse, Response},
};

/// Linked Data Platform 1.0 §7.1
pub(super) const ACCEPT_POST: HeaderName = HeaderName::from_static("accept-post");

/// `OPTIONS` where offers are posted.
pub(super) async fn endpoint() -> Response {
    [(ALLOW, "GET, HEAD, POST, OPTIONS"), (ACCEPT_POST, SDP)].into_response()
}

/// `OPTIONS` of a session.
pub(super) async fn session() -> Response {
    [(ALLOW, "GET, HEAD, PATCH, DELETE, OPTIONS"), (ACCEPT_PATCH, FRAGMENT)].into_response()
}

/// `GET` where offers are posted: there is nothing to be had (RFC 9725 §4.1).
pub(super) async fn nothing() -> StatusCode {
    StatusCode::NO_CONTENT
}
