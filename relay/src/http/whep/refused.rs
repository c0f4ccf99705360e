//! Refusals: the relay's own, and those that WHEP has a status of its own for, with words for whoever writes a player.

use super::super::problem::Refusal;
use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use shared::{api, wire::Reason};
use std::borrow::Cow;

/// Why not.
pub(super) enum Refused {
    /// As anywhere else.
    As(Refusal),
    /// With a status of WHEP's, in words, with what would be taken.
    Whep(StatusCode, Reason, Cow<'static, str>, Option<(HeaderName, &'static str)>),
}

impl Refused {
    /// As a code.
    pub(super) fn reason(&self) -> Reason {
        match self {
            Self::As(Refusal(reason)) | Self::Whep(_, reason, ..) => *reason,
        }
    }

    /// The offer cannot be answered.
    pub(super) fn offer(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Whep(StatusCode::NOT_ACCEPTABLE, Reason::BadOffer, why.into(), None)
    }

    /// The body is of another type than it must be; the answer names the right one (RFC 9110 §15.5.16).
    pub(super) fn media_type(accept: HeaderName, wanted: &'static str) -> Self {
        let why = "the body's Content-Type is another than this address takes";
        Self::Whep(StatusCode::UNSUPPORTED_MEDIA_TYPE, Reason::BadMessage, why.into(), Some((accept, wanted)))
    }

    /// The fragment is none.
    pub(super) fn malformed() -> Self {
        Self::Whep(StatusCode::BAD_REQUEST, Reason::BadMessage, "the body is no SDP fragment (RFC 8840)".into(), None)
    }

    /// RFC 6585 §3
    pub(super) fn no_condition() -> Self {
        let why = "If-Match must name the session's ETag";
        Self::Whep(StatusCode::PRECONDITION_REQUIRED, Reason::BadMessage, why.into(), None)
    }

    /// RFC 9110 §13.1.1
    pub(super) fn other_tag() -> Self {
        let why = "If-Match names another ETag than the session's";
        Self::Whep(StatusCode::PRECONDITION_FAILED, Reason::BadMessage, why.into(), None)
    }

    /// Candidates may come later, new ICE credentials may not (draft-ietf-wish-whep §4.4.1).
    pub(super) fn restart() -> Self {
        let why = "ICE restarts are not supported: open a new session";
        Self::Whep(StatusCode::UNPROCESSABLE_ENTITY, Reason::BadMessage, why.into(), None)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::As(refusal)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::As(refusal) => refusal.into_response(),
            Self::Whep(status, reason, detail, takes) => {
                let body = api::Explained { reason, detail: detail.into_owned() };
                let mut response = (status, Json(body)).into_response();
                if let Some((name, value)) = takes {
                    response.headers_mut().insert(name, HeaderValue::from_static(value));
                }
                response
            }
        }
    }
}
