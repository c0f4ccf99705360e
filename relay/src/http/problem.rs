//! Answers that are no success: a status and a reason code, made in one place.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::{api, wire::Reason};

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) Reason);

/// When a viewer that finds all places taken should come back.
const RETRY_AFTER_SECS: u32 = 10;

fn status(reason: Reason) -> StatusCode {
    match reason {
        Reason::OriginRefused | Reason::NotAllowed => StatusCode::FORBIDDEN,
        Reason::HostRefused => StatusCode::MISDIRECTED_REQUEST,
        Reason::UnknownCamera | Reason::NoSuchPath => StatusCode::NOT_FOUND,
        Reason::TooManyViewers | Reason::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
        Reason::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Reason::Connecting
        | Reason::Unreachable
        | Reason::ConnectionRefused
        | Reason::NameUnknown
        | Reason::AddressRefused
        | Reason::AuthFailed
        | Reason::SecretUnreadable
        | Reason::NotFound
        | Reason::CameraBusy
        | Reason::CodecH265
        | Reason::CodecUnsupported
        | Reason::Interlaced
        | Reason::NoKeyframe
        | Reason::NoMedia
        | Reason::CameraClosed
        | Reason::ProtocolError => StatusCode::BAD_GATEWAY,
        Reason::TooManySlots | Reason::BadMessage | Reason::Version | Reason::ViewerSilent | Reason::Unknown => {
            StatusCode::BAD_REQUEST
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = status(self.0);
        let mut response = (status, Json(api::Problem { reason: self.0 })).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECS));
        }
        response
    }
}
