//! Who asks, and what for, as extractors. Belongs here: from a cookie to a principal, from a path to a permission.
//! Does not: deciding (see `access`).

use super::{App, doors, problem::Refusal, visitor::Visitor};
use access::{Allowed, Granted, OfCamera, OfSite, Principal, Token};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, header, request::Parts},
};
use shared::wire::Reason;

/// The session's cookie over plain HTTP.
const SESSION: &str = "ward_session";
/// The same over HTTPS: browsers then take it from this very host only (RFC 6265bis §4.1.3.2).
const SESSION_SECURE: &str = "__Host-ward_session";

/// The principal of a request.
pub(super) struct Asking(pub(super) Principal);

/// Permission for the camera in the path.
pub(super) struct For<P: OfCamera>(pub(super) Allowed<P>);

/// Permission for the whole ward.
pub(super) struct OnSite<P: OfSite>(#[allow(dead_code, reason = "it is the proof")] pub(super) Granted<P>);

/// The cookie that carries the session: over HTTPS only the one that nobody on the line can have planted.
pub(super) fn session_cookie(secure: bool) -> &'static str {
    if secure { SESSION_SECURE } else { SESSION }
}

/// Whose session the request's cookie is.
pub(super) fn who(app: &App, visitor: Visitor, headers: &HeaderMap) -> Option<Principal> {
    let token = cookie(headers, session_cookie(visitor.secure)).and_then(Token::parse)?;
    app.book.session(token.hash())
}

/// A cookie's value (RFC 6265 §5.4).
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lists = headers.get_all(header::COOKIE).into_iter().filter_map(|list| list.to_str().ok());
    let mut pairs = lists.flat_map(|list| list.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

impl FromRequestParts<App> for Asking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        // The route's rule has looked already; where it did not need to, the cookie is still there.
        if let Some(known) = parts.extensions.get::<Principal>() {
            return Ok(Self(known.clone()));
        }
        let visitor = Visitor::from_request_parts(parts, app).await?;
        who(app, visitor, &parts.headers).map(Self).ok_or(Refusal(Reason::LoginRequired))
    }
}

impl<P: OfCamera> FromRequestParts<App> for For<P> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Asking(principal) = Asking::from_request_parts(parts, app).await?;
        let unknown = Refusal(Reason::UnknownCamera);
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| unknown)?;
        let id = doors::camera(&params).ok_or(unknown)?;
        principal.may(&id).map(Self).map_err(|access::Denied| unknown)
    }
}

impl<P: OfSite> FromRequestParts<App> for OnSite<P> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Asking(principal) = Asking::from_request_parts(parts, app).await?;
        principal.may_site().map(Self).map_err(|access::Denied| Refusal(Reason::NotAllowed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; ward_session=x; b==2".parse().unwrap());
        headers.append(header::COOKIE, "c=3".parse().unwrap());
        let value = |name| cookie(&headers, name);
        assert_eq!([value("a"), value(SESSION), value("b"), value("c")], [Some("1"), Some("x"), Some("=2"), Some("3")]);
        assert_eq!((value("session"), value(SESSION_SECURE), value("")), (None, None, None));
    }
}
