//! Answers that are no success: a status and a reason code, made in one place.

use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use shared::{api, routes, wire::Reason};

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
        Reason::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        Reason::OriginRefused | Reason::NotAllowed | Reason::TotpRequired | Reason::Paused => StatusCode::FORBIDDEN,
        Reason::LoginRequired => StatusCode::UNAUTHORIZED,
        Reason::HostRefused => StatusCode::MISDIRECTED_REQUEST,
        Reason::UnknownCamera | Reason::NoSuchPath | Reason::RtpUnknown => StatusCode::NOT_FOUND,
        Reason::TooManyViewers
        | Reason::ShuttingDown
        | Reason::NoPicture
        | Reason::StillBusy
        | Reason::Overloaded
        | Reason::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
        Reason::RateLimited | Reason::TooManySockets => StatusCode::TOO_MANY_REQUESTS,
        Reason::Reordered => StatusCode::CONFLICT,
        Reason::BadOffer => StatusCode::NOT_ACCEPTABLE,
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
        // For whoever puts a page in its place.
        response.extensions_mut().insert(self);
        if let Some(secs) = retry_after_secs(self.0) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        response
    }
}

/// Refuses a request. A person who opens a page is led to where he can do something about it; a script gets the code.
pub(super) fn turn_away(request: &Request, Refusal(reason): Refusal) -> Response {
    let opens_a_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    match reason {
        Reason::LoginRequired if opens_a_page => {
            let back = request.uri().path_and_query().map_or(routes::WALL, |path| path.as_str());
            Redirect::to(&routes::login(back)).into_response()
        }
        Reason::TotpRequired if opens_a_page => Redirect::to(routes::ACCOUNT).into_response(),
        _ => Refusal(reason).into_response(),
    }
}
