//! Who asks, taken from the connection. Until there are accounts: the operator at this machine, or nobody.

use super::problem::Refusal;
use access::{Book, Principal, Settings};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use shared::wire::Reason;
use std::net::SocketAddr;

/// The principal of a request.
pub(super) struct Asking(pub(super) Principal);

impl<S: Sync> FromRequestParts<S> for Asking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let settings = Settings { clock: Box::new(Default::default), utc_offset_minutes: 0, totp_roles: Vec::new() };
        peer.and_then(|ip| Principal::local_operator(Book::new(settings), ip).ok())
            .map(Self)
            .ok_or(Refusal(Reason::NotAllowed))
    }
}
