//! Who may speak to us at all: a page elsewhere can reach 127.0.0.1, too, and a name elsewhere can point to it.
//! Belongs here: the Host and Origin checks of every request. Does not: who may see which camera.

use super::{
    problem::Refusal,
    visitor::{Arrived, Visitor},
};
use crate::config::PublicUrl;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::{routes, wire::Reason};
use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// The names under which this relay is reached.
#[derive(Clone)]
pub(crate) struct Site {
    hosts: Arc<BTreeSet<String>>,
}

impl Site {
    pub(crate) fn new(address: SocketAddr, more: &[String]) -> Self {
        let local = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{}", address.port()));
        let mut hosts: BTreeSet<_> = local.into_iter().chain(more.iter().cloned()).collect();
        if matches!(address.port(), 80 | 443) {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(String::from));
        }
        Self { hosts: Arc::new(hosts) }
    }

    /// The same with the host of the public address.
    pub(crate) fn with_public(mut self, url: Option<&PublicUrl>) -> Self {
        if let Some(url) = url {
            Arc::make_mut(&mut self.hosts).insert(url.authority().to_owned());
        }
        self
    }

    fn knows(&self, host: &str) -> bool {
        self.hosts.contains(&host.to_ascii_lowercase())
    }

    /// Whether a request to this host is meant for us: by a name we have, or by the very address that it came to. Only
    /// names can be made to point here from elsewhere.
    pub(super) fn is_ours(&self, host: &str, at: Option<SocketAddr>) -> bool {
        self.knows(host) || at.is_some_and(|at| address(host, at.port()) == Some(at.ip().to_canonical()))
    }

    /// `Err` names what is foreign.
    fn judge(&self, method: &Method, headers: &HeaderMap, came: Came) -> Result<(), Reason> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|h| h.to_str().ok()).filter(|host| self.is_ours(host, came.at));
        let (Some(host), None) = (host, hosts.next()) else { return Err(Reason::HostRefused) };
        for origin in headers.get_all(header::ORIGIN) {
            let origin = origin.to_str().unwrap_or_default();
            // A page of ours that came in the clear may be anybody's on the way.
            let clear = origin.strip_prefix("http://").filter(|_| !came.secure);
            let name = clear.or_else(|| origin.strip_prefix("https://"));
            if !name.is_some_and(|n| self.knows(n) || n.eq_ignore_ascii_case(host)) {
                return Err(Reason::OriginRefused);
            }
        }
        // Browsers name the origin of whatever changes something; what has none but a cookie is no page of ours. A script
        // that sends no cookie is nobody's hand.
        let changes = !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        if changes && headers.contains_key(header::COOKIE) && !headers.contains_key(header::ORIGIN) {
            return Err(Reason::OriginRefused);
        }
        // Browsers say so where a page of another site asks without an Origin; following a link to a page is fine.
        let said = |name| headers.get(name).and_then(|v| v.to_str().ok());
        let foreign = matches!(said("sec-fetch-site"), Some("cross-site" | "same-site"));
        if foreign && said("sec-fetch-mode") != Some("navigate") && !came.shared {
            return Err(Reason::OriginRefused);
        }
        Ok(())
    }
}

/// How a request came.
#[derive(Debug, Clone, Copy, Default)]
struct Came {
    /// To which address and port of ours.
    at: Option<SocketAddr>,
    /// Over HTTPS.
    secure: bool,
    /// For the one file that pages of other sites load as their own: it is the same for everybody.
    shared: bool,
}

/// The address that a `Host` is, where it is one with this port.
fn address(host: &str, port: u16) -> Option<IpAddr> {
    let socket: SocketAddr =
        host.parse().or_else(|_| format!("{host}:{}", if port == 443 { 443 } else { 80 }).parse()).ok()?;
    (socket.port() == port).then(|| socket.ip().to_canonical())
}

pub(super) async fn check(State(site): State<Site>, request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let at = extensions.get::<Arrived>().and_then(|arrived| arrived.at);
    let shared = request.method() == Method::GET && request.uri().path() == routes::embed::SCRIPT;
    let came = Came { at, secure: extensions.get::<Visitor>().is_some_and(|visitor| visitor.secure), shared };
    match site.judge(request.method(), request.headers(), came) {
        Ok(()) => next.run(request).await,
        Err(reason) => Refusal(reason).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(pairs: &[(&'static str, &str)]) -> Result<(), Reason> {
        judge_as(&Method::GET, Came::default(), pairs)
    }

    fn judge_as(method: &Method, came: Came, pairs: &[(&'static str, &str)]) -> Result<(), Reason> {
        let site = Site::new("127.0.0.1:8080".parse().unwrap(), &["cam.example.vn".into()]);
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        site.judge(method, &headers, came)
    }

    #[test]
    fn only_our_own_names_and_pages() {
        let host = ("host", "127.0.0.1:8080");
        for good in [
            vec![host],
            vec![("host", "LOCALHOST:8080")],
            vec![("host", "cam.example.vn"), ("origin", "https://cam.example.vn")],
            vec![host, ("origin", "http://127.0.0.1:8080")],
            vec![host, ("sec-fetch-site", "same-origin")],
            vec![host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
        ] {
            assert_eq!(judge(&good), Ok(()), "{good:?}");
        }
        for bad in [vec![], vec![("host", "evil.example:8080")], vec![("host", "127.0.0.1")], vec![host, host]] {
            assert_eq!(judge(&bad), Err(Reason::HostRefused), "{bad:?}");
        }
        for bad in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:8080.evil.example"),
            ("origin", "ws://127.0.0.1:8080"),
            ("sec-fetch-site", "cross-site"),
        ] {
            assert_eq!(judge(&[host, bad]), Err(Reason::OriginRefused), "{bad:?}");
        }
    }

    #[test]
    fn the_address_that_a_request_came_to_is_ours_and_no_other() {
        for (at, host, ours) in [
            ("192.168.1.9:8080", "192.168.1.9:8080", true),
            ("192.168.1.9:8080", "192.168.1.10:8080", false),
            ("192.168.1.9:8080", "192.168.1.9", false),
            ("192.168.1.9:8080", "192.168.1.9:80", false),
            ("192.168.1.9:8080", "192.168.1.9.evil.example:8080", false),
            ("192.168.1.9:80", "192.168.1.9", true),
            ("192.168.1.9:443", "192.168.1.9", true),
            ("[fd00::9]:443", "[fd00::9]", true),
            ("[::ffff:192.168.1.9]:8080", "192.168.1.9:8080", true),
        ] {
            let came = Came { at: Some(at.parse().unwrap()), ..Came::default() };
            let origin = format!("http://{host}");
            assert_eq!(
                judge_as(&Method::GET, came, &[("host", host), ("origin", &origin)]).is_ok(),
                ours,
                "{at} {host}"
            );
            let foreign = [("host", host), ("origin", "http://192.168.1.7:8080")];
            assert!(judge_as(&Method::GET, came, &foreign).is_err(), "{at} {host}");
        }
    }

    #[test]
    fn a_page_in_the_clear_is_foreign_to_https() {
        let came = Came { secure: true, ..Came::default() };
        let from = |origin| judge_as(&Method::GET, came, &[("host", "cam.example.vn"), ("origin", origin)]);
        assert_eq!(from("https://cam.example.vn"), Ok(()));
        assert_eq!(from("http://cam.example.vn"), Err(Reason::OriginRefused));
    }

    #[test]
    fn a_page_elsewhere_has_the_one_shared_file_as_a_script_and_in_no_other_way() {
        let came = Came { shared: true, ..Came::default() };
        let host = ("host", "127.0.0.1:8080");
        let script = [host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")];
        assert_eq!(judge_as(&Method::GET, came, &script), Ok(()));
        assert_eq!(judge_as(&Method::GET, Came::default(), &script), Err(Reason::OriginRefused));
        let fetched = [host, ("origin", "https://ward.example.vn"), ("sec-fetch-mode", "cors")];
        assert_eq!(judge_as(&Method::GET, came, &fetched), Err(Reason::OriginRefused));
    }

    #[test]
    fn a_change_with_a_cookie_needs_a_page_of_ours() {
        let (host, cookie) = (("host", "127.0.0.1:8080"), ("cookie", "a=b"));
        let origin = ("origin", "http://127.0.0.1:8080");
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let judge = |pairs: &[_]| judge_as(&method, Came::default(), pairs);
            assert_eq!(judge(&[host, cookie]), Err(Reason::OriginRefused), "{method}");
            assert_eq!(judge(&[host, cookie, ("sec-fetch-site", "same-origin")]), Err(Reason::OriginRefused));
            assert_eq!(judge(&[host, cookie, ("origin", "https://evil.example")]), Err(Reason::OriginRefused));
            assert_eq!(judge(&[host, cookie, origin]), Ok(()), "{method}");
            assert_eq!(judge(&[host]), Ok(()), "a script without a cookie: {method}");
        }
        assert_eq!(judge(&[host, cookie]), Ok(()));
    }
}
