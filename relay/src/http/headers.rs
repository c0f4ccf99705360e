//! The security headers of every answer, the worker's script among them: a worker obeys the policy it came with.

use super::{front::Front, visitor::Visitor};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::net::IpAddr;

const FIXED: [(HeaderName, &str); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not "no-referrer": browsers then send `Origin: null` with our own forms (Fetch §3.2), which are refused as foreign.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(self), screen-wake-lock=(self)",
    ),
];
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
pub(super) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// A year. Not for names below ours, which may be another's, and in no list of browsers: it can be taken back.
const INSIST: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The pages that may show an answer in a frame, as a source list of CSP (`https://phuong.example.vn`). A handler puts it
/// among its answer's extensions; without it nobody may. It must hold origins only.
#[derive(Debug, Clone)]
pub(crate) struct FrameAncestors(pub(crate) String);

/// Another origin whose images an answer may show (`https://tile.example.vn`): a handler puts it among its answer's extensions.
#[derive(Debug, Clone)]
pub(crate) struct ImageSource(pub(crate) String);

/// Older Safari does not count its own host's sockets as 'self', so the host is named; a foreign one gets no page.
fn policy(host: &str, secure: bool, ancestors: &str, images: &str) -> String {
    let clear = if secure { String::new() } else { format!("ws://{host} ") };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:{images}; media-src blob:; \
         connect-src 'self' {clear}wss://{host}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors {ancestors}"
    )
}

fn host(headers: &HeaderMap) -> &str {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.chars().all(plain) { host } else { "" }
}

/// A host without its port.
fn name(host: &str) -> &str {
    if host.starts_with('[') {
        return host.rsplit_once("]:").map_or(host, |(inside, _)| inside).trim_matches(['[', ']']);
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

/// Whether a browser is told to take HTTPS only from now on (RFC 6797). Not under a self-signed certificate: its warning
/// could then not be passed any more. Not for addresses and this machine: it has no effect on the first (§8.1.1) and
/// would bind everything else that ever listens on the second.
fn insists(host: &str, visitor: Visitor, front: &Front) -> bool {
    let name = name(host);
    let is_name = name != "localhost" && !name.is_empty() && name.parse::<IpAddr>().is_err();
    visitor.secure && is_name && (front.insists || visitor.proxied)
}

/// Whether a browser takes this address for its own machine, and so for as good as HTTPS.
fn is_local(host: &str) -> bool {
    let name = name(host);
    name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

pub(super) async fn add(State(front): State<Front>, visitor: Visitor, request: Request, next: Next) -> Response {
    let host = host(request.headers()).to_owned();
    let mut response = next.run(request).await;
    let ancestors = response.extensions_mut().remove::<FrameAncestors>();
    let images = response.extensions_mut().remove::<ImageSource>();
    let images = images.map(|ImageSource(origin)| format!(" {origin}")).filter(|origin| !origin.contains([';', ',']));
    let images = images.unwrap_or_default();
    let is_list = ancestors.as_ref().is_some_and(|FrameAncestors(list)| !list.contains([';', ',']));
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let shown = ancestors.as_ref().map(|FrameAncestors(list)| policy(&host, visitor.secure, list, &images));
    // A list that would say more than who may frame it, or is no header's value, leaves the answer to nobody.
    let policy = shown.filter(|_| is_list).and_then(|policy| HeaderValue::try_from(policy).ok()).map_or_else(
        || {
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
            HeaderValue::try_from(policy(&host, visitor.secure, "'none'", &images))
        },
        Ok,
    );
    if let Ok(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if insists(&host, visitor, &front) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, INSIST);
    }
    // Elsewhere browsers ignore it, and complain.
    if visitor.secure || is_local(&host) {
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    }
    headers.entry(RESOURCE_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
