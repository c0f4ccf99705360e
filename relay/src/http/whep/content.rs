//! Bodies: of which media type they must be, and that they are text. Belongs here: reading them. Does not: what they say.

use super::{
    super::{App, problem::Refusal},
    options::ACCEPT_POST,
    refused::Refused,
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderName, StatusCode, header::CONTENT_TYPE},
    response::IntoResponse,
};
use shared::wire::Reason;

/// Offers and answers (RFC 8866 §8.1).
pub(super) const SDP: &str = "application/sdp";
/// What is learnt of ICE later (RFC 8840 §9).
pub(super) const FRAGMENT: &str = "application/trickle-ice-sdpfrag";
/// RFC 5789 §3.1
pub(super) const ACCEPT_PATCH: HeaderName = HeaderName::from_static("accept-patch");

/// An offer.
pub(super) struct Offer(pub(super) String);

/// An SDP fragment.
pub(super) struct Fragment(pub(super) String);

impl FromRequest<App> for Offer {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        let body = read(request, app, (ACCEPT_POST, SDP)).await?;
        String::from_utf8(body.into()).map(Self).map_err(|_| Refused::offer("it is no UTF-8"))
    }
}

impl FromRequest<App> for Fragment {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        let body = read(request, app, (ACCEPT_PATCH, FRAGMENT)).await?;
        String::from_utf8(body.into()).map(Self).map_err(|_| Refused::malformed())
    }
}

async fn read(request: Request, app: &App, (accept, wanted): (HeaderName, &'static str)) -> Result<Bytes, Refused> {
    let mut types = request.headers().get_all(CONTENT_TYPE).iter();
    let said = types.next().and_then(|said| said.to_str().ok()).filter(|said| is(said, wanted));
    if said.is_none() || types.next().is_some() {
        return Err(Refused::media_type(accept, wanted));
    }
    Bytes::from_request(request, app).await.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal(Reason::BodyTooLarge).into(),
        // It broke off.
        _ => Refusal(Reason::BadMessage).into(),
    })
}

/// A media type without its parameters, in any case (RFC 9110 §8.3.1).
fn is(said: &str, wanted: &str) -> bool {
    said.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        for good in ["application/sdp", "Application/SDP; charset=utf-8", " application/sdp ;x"] {
            assert!(is(good, SDP), "{good}");
        }
        for bad in ["", "application/sdpx", "text/plain; application/sdp", "application/sdp, text/plain", FRAGMENT] {
            assert!(!is(bad, SDP), "{bad}");
        }
    }
}
