//! Who may speak to us at all: a page elsewhere can reach 127.0.0.1, too, and a name elsewhere can point to it.
//! Belongs here: the Host and Origin checks of every request. Does not: who may see which camera.

use super::problem::Refusal;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::wire::Reason;
use std::{collections::BTreeSet, net::SocketAddr, sync::Arc};

/// The names under which this relay is reached.
#[derive(Clone)]
pub(crate) struct Site {
    hosts: Arc<BTreeSet<String>>,
}

impl Site {
    pub(crate) fn new(address: SocketAddr, more: &[String]) -> Self {
        let local = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{}", address.port()));
        let mut hosts: BTreeSet<_> = local.into_iter().chain(more.iter().cloned()).collect();
        if address.port() == 80 {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(String::from));
        }
        Self { hosts: Arc::new(hosts) }
    }

    fn knows(&self, host: &str) -> bool {
        self.hosts.contains(&host.to_ascii_lowercase())
    }

    /// `Err` names what is foreign.
    fn judge(&self, headers: &HeaderMap) -> Result<(), Reason> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|h| h.to_str().ok());
        if !host.is_some_and(|h| self.knows(h)) || hosts.next().is_some() {
            return Err(Reason::HostRefused);
        }
        for origin in headers.get_all(header::ORIGIN) {
            let origin = origin.to_str().unwrap_or_default();
            let name = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            if !name.is_some_and(|n| self.knows(n)) {
                return Err(Reason::OriginRefused);
            }
        }
        // Browsers say so where a page of another site asks without an Origin; following a link to a page is fine.
        let said = |name| headers.get(name).and_then(|v| v.to_str().ok());
        let foreign = matches!(said("sec-fetch-site"), Some("cross-site" | "same-site"));
        if foreign && said("sec-fetch-mode") != Some("navigate") {
            return Err(Reason::OriginRefused);
        }
        Ok(())
    }
}

pub(super) async fn check(State(site): State<Site>, request: Request, next: Next) -> Response {
    match site.judge(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(reason) => Refusal(reason).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(pairs: &[(&'static str, &str)]) -> Result<(), Reason> {
        let site = Site::new("127.0.0.1:8080".parse().unwrap(), &["cam.example.vn".into()]);
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        site.judge(&headers)
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
}
