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

/// When to come back, where that is known.
fn retry_after_secs(reason: Reason) -> Option<u32> {
    match reason {
        Reason::RateLimited => Some(1),
        Reason::StillBusy | Reason::Overloaded => Some(2),
        Reason::TooManyViewers
        | Reason::TooManySockets
        | Reason::ShuttingDown
        | Reason::NoPicture
        | Reason::TimedOut => Some(10),
        _ => None,
    }
}

fn status(reason: Reason) -> StatusCode {
    match reason {
        Reason::OriginRefused | Reason::NotAllowed => StatusCode::FORBIDDEN,
        Reason::HostRefused => StatusCode::MISDIRECTED_REQUEST,
        Reason::UnknownCamera | Reason::NoSuchPath => StatusCode::NOT_FOUND,
        Reason::TooManyViewers
        | Reason::ShuttingDown
        | Reason::NoPicture
        | Reason::StillBusy
        | Reason::Overloaded
        | Reason::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
        Reason::RateLimited | Reason::TooManySockets => StatusCode::TOO_MANY_REQUESTS,
        Reason::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
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
        | Reason::ProtocolError
        | Reason::StillUnavailable => StatusCode::BAD_GATEWAY,
        Reason::TooManySlots | Reason::BadMessage | Reason::Version | Reason::ViewerSilent | Reason::Unknown => {
            StatusCode::BAD_REQUEST
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (status(self.0), Json(api::Problem { reason: self.0 })).into_response();
        if let Some(secs) = retry_after_secs(self.0) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        response
    }
}
