//! Where a request comes from: the one place that looks at the peer and at what proxies say. Belongs here: judging both.
//! Does not: who may do what.

use super::{front::Front, problem::Refusal};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ipnet::IpNet;
use shared::wire::Reason;
use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Once,
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
/// What proxies add: whoever sends one of them is not the client itself, or pretends not to be.
const TRACES: [HeaderName; 5] =
    [FORWARDED_FOR, FORWARDED_PROTO, HeaderName::from_static("x-real-ip"), header::FORWARDED, header::VIA];

/// Where a request comes from. Every request has one as an extension; handlers may take it as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// The client's address; IPv4 inside IPv6 is unwrapped.
    pub(crate) address: IpAddr,
    /// The client's browser speaks HTTPS, to us or to a trusted proxy.
    pub(crate) secure: bool,
    /// Somebody stands in between: a proxy that we trust, or one that says so itself.
    pub(crate) proxied: bool,
}

/// How a connection came in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived {
    /// The address and port of ours that the other end connected to.
    pub(crate) at: Option<SocketAddr>,
    /// It is TLS.
    pub(crate) tls: bool,
}

impl Visitor {
    /// `peer` is the connection's other end, `tls` whether that connection is TLS.
    pub(crate) fn judge(peer: IpAddr, tls: bool, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let peer = peer.to_canonical();
        let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
        if !is_trusted(peer) {
            let proxied = TRACES.iter().any(|name| headers.contains_key(name));
            return Self { address: peer, secure: tls, proxied };
        }
        // Each proxy writes its own peer at the right end; left of the first that we do not trust, anybody may have written.
        let mut address = peer;
        for said in words(headers, &FORWARDED_FOR).rev() {
            let Some(said) = said.and_then(forwarded) else { break };
            address = said;
            if !is_trusted(said) {
                break;
            }
        }
        let proto = words(headers, &FORWARDED_PROTO).next_back();
        let secure = proto.map_or(tls, |proto| proto.is_some_and(|p| p.eq_ignore_ascii_case("https")));
        Self { address, secure, proxied: true }
    }

    /// What limits count by: the address, or of IPv6 the first 64 bits, which one subscriber has to himself.
    pub(crate) fn block(&self) -> IpAddr {
        block(self.address)
    }
}

/// See [`Visitor::block`].
pub(crate) fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

/// All lists of a header as one, in the order in which they were sent; `None` where a list is no text.
fn words<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl DoubleEndedIterator<Item = Option<&'a str>> {
    headers.get_all(name).into_iter().flat_map(|list| {
        let list = list.to_str().unwrap_or("\0");
        list.split(',').map(|word| Some(word.trim()).filter(|w| *w != "\0"))
    })
}

/// An address as proxies write it: alone, with a port, in brackets.
fn forwarded(word: &str) -> Option<IpAddr> {
    let alone = word.strip_prefix('[').and_then(|w| w.strip_suffix(']')).unwrap_or(word);
    let address = alone.parse().or_else(|_| word.parse().map(|socket: SocketAddr| socket.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

/// Outermost of all: gives the request its visitor. Without one, nobody gets in.
pub(super) async fn set(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let Some(peer) = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()) else {
        return Refusal(Reason::NotAllowed).into_response();
    };
    let tls = extensions.get::<Arrived>().is_some_and(|arrived| arrived.tls);
    let visitor = Visitor::judge(peer, tls, request.headers(), &front.proxies);
    if visitor.proxied && visitor.address == peer.to_canonical() && front.proxies.is_empty() {
        static TOLD: Once = Once::new();
        TOLD.call_once(|| {
            tracing::warn!(%peer, "a proxy seems to stand in front: name it in http.trusted_proxies, or all its clients count as one");
        });
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get().copied().ok_or(Refusal(Reason::NotAllowed))
    }
}

#[cfg(test)]
#[path = "visitor_tests.rs"]
mod tests;
