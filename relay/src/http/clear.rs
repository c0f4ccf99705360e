//! What is said outside of the routes, in the clear: to plain HTTP on the port of TLS, and to the one connection too many.

use super::{guard::Site, visitor::Arrived};
use axum::{
    Extension, Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use shared::text::{Lang, Text, line};

/// Sends whoever speaks plain HTTP to the same address over HTTPS. For the time being only: TLS may be turned off again.
pub(super) fn app(site: Site) -> Router {
    Router::new().fallback(elsewhere).with_state(site)
}

async fn elsewhere(
    State(site): State<Site>,
    Extension(arrived): Extension<Arrived>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let close = [(header::CONNECTION, "close"), (header::CACHE_CONTROL, "no-store")];
    let said = both(line::SPEAKS_HTTPS);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    // Nobody is sent to a name that is not ours.
    let Some(host) = host.filter(|host| site.is_ours(host, arrived.at)) else {
        return (StatusCode::BAD_REQUEST, close, said).into_response();
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let to = [(header::LOCATION, format!("https://{host}{path}"))];
    (StatusCode::TEMPORARY_REDIRECT, close, to, said).into_response()
}

/// A whole answer: nobody has read the request yet.
pub(super) fn too_many() -> String {
    let said = both(line::TOO_MANY_CONNECTIONS);
    format!(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         Retry-After: 10\r\nConnection: close\r\n\r\n{said}",
        said.len()
    )
}

fn both(text: Text) -> String {
    format!("{}\n{}\n", text.raw(Lang::Vi), text.raw(Lang::En))
}
