//! Who asks, taken from the connection. Until there are accounts: the operator at this machine, or nobody.

use super::{problem::Refusal, visitor::Visitor};
use access::{Book, Principal, Settings};
use axum::{extract::FromRequestParts, http::request::Parts};
use shared::wire::Reason;

/// The principal of a request.
pub(super) struct Asking(pub(super) Principal);

impl<S: Sync> FromRequestParts<S> for Asking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        // Whoever comes through a proxy sits elsewhere, wherever the proxy does.
        let visitor = parts.extensions.get::<Visitor>().filter(|visitor| !visitor.proxied);
        let settings = Settings { clock: Box::new(Default::default), utc_offset_minutes: 0, totp_roles: Vec::new() };
        visitor
            .and_then(|visitor| Principal::local_operator(Book::new(settings), visitor.address).ok())
            .map(Self)
            .ok_or(Refusal(Reason::NotAllowed))
    }
}
