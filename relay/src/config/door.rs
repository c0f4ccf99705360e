//! The outside of the relay: TLS, the public address, proxies in front, limits. Belongs here: checking them. Does not: using them.

use super::{
    check::{bad, ranged},
    file,
};
use crate::Failure;
use ipnet::IpNet;
use shared::text::line;
use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};
use url::{Host, Position, Url};

const PUBLIC_URL: &str = "http.public_url";
const PROXIES: &str = "http.trusted_proxies";

/// How the relay is reached.
#[derive(Debug, Clone)]
pub struct Door {
    /// Whether the relay itself speaks TLS, and with what.
    pub tls: TlsMode,
    /// The address that people are given.
    pub public_url: Option<PublicUrl>,
    /// Peers whose word about a client's address and scheme is taken.
    pub trusted_proxies: Vec<IpNet>,
}

/// Whether the relay itself speaks TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TlsMode {
    /// Plain HTTP.
    Off,
    /// A certificate of its own in the data folder.
    SelfSigned,
    /// A certificate with its chain, and its key, as PEM files.
    Files {
        /// The chain, the relay's own certificate first.
        cert: PathBuf,
        /// The private key.
        key: PathBuf,
    },
}

/// The address under which people reach the relay, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
}

impl PublicUrl {
    /// `https://camera.example.vn:8443`; the scheme's own port is left out. Links are made by putting a path behind it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, with its port where it is not the scheme's: as browsers send it in `Host`.
    pub fn authority(&self) -> &str {
        self.origin.split_once("://").map_or(&self.origin, |(_, authority)| authority)
    }

    /// The name or address alone, as certificates have it: an IPv6 address without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is an HTTPS address.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = match url.host()? {
            Host::Domain(name) => name.to_owned(),
            Host::Ipv4(ip) => ip.to_string(),
            Host::Ipv6(ip) => ip.to_string(),
        };
        let account = &url[Position::BeforeUsername..Position::BeforeHost];
        let bare = matches!(&url[Position::BeforePath..], "" | "/") && account.is_empty();
        bare.then(|| Self { origin: url.origin().ascii_serialization(), host })
    }
}

/// What one request, one address and everybody together may ask.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Bytes of an imported list.
    pub import_bytes: usize,
    /// Until when a request must have been answered; live sockets may last.
    pub request_time: Duration,
    /// Requests a second from one address.
    pub address_requests_per_sec: u32,
    /// Requests a second from all addresses.
    pub requests_per_sec: u32,
    /// Connections from one address.
    pub address_connections: usize,
    /// Connections beyond one a viewer.
    pub spare_connections: usize,
    /// Live sockets from one address.
    pub address_sockets: usize,
    /// Live sockets of one user.
    pub user_sockets: usize,
}

pub(super) fn check(http: &file::Http, base: &Path) -> Result<Door, Failure> {
    Ok(Door { tls: tls(http, base)?, public_url: public_url(&http.public_url)?, trusted_proxies: proxies(http)? })
}

fn tls(http: &file::Http, base: &Path) -> Result<TlsMode, Failure> {
    let mode = match http.tls.as_str() {
        "off" => TlsMode::Off,
        "self_signed" => TlsMode::SelfSigned,
        "files" => TlsMode::Files { cert: base.join(&http.tls_cert), key: base.join(&http.tls_key) },
        other => return Err(bad("http.tls", &other, line::HINT_TLS)),
    };
    let needed = matches!(mode, TlsMode::Files { .. });
    let hint = if needed { line::HINT_TLS_MISSING } else { line::HINT_TLS_UNUSED };
    for (key, path) in [("http.tls_cert", &http.tls_cert), ("http.tls_key", &http.tls_key)] {
        if path.as_os_str().is_empty() == needed {
            return Err(bad(key, &path.display(), hint));
        }
    }
    Ok(mode)
}

fn public_url(text: &str) -> Result<Option<PublicUrl>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    // What stands in front of an `@` may be a password.
    let shown = if text.contains('@') { "…@…" } else { text };
    PublicUrl::parse(text).map(Some).ok_or_else(|| bad(PUBLIC_URL, &shown, line::HINT_PUBLIC_URL))
}

fn proxies(http: &file::Http) -> Result<Vec<IpNet>, Failure> {
    let network = |text: &String| {
        let alone = || text.parse::<IpAddr>().map(IpNet::from);
        let network: IpNet = text.parse().or_else(|_| alone()).map_err(|_| bad(PROXIES, text, line::HINT_PROXY))?;
        if network.prefix_len() == 0 { Err(bad(PROXIES, text, line::HINT_PROXY_ALL)) } else { Ok(network) }
    };
    http.trusted_proxies.iter().map(network).collect()
}

pub(super) fn limits(l: &file::Limits) -> Result<Limits, Failure> {
    Ok(Limits {
        body_bytes: (ranged("limits.body_max_kib", l.body_max_kib, 1, 1 << 20)? << 10) as usize,
        import_bytes: (ranged("limits.import_max_mib", l.import_max_mib, 1, 1 << 10)? << 20) as usize,
        request_time: Duration::from_secs(ranged("limits.request_max_secs", l.request_max_secs, 1, 3600)?),
        address_requests_per_sec: per_sec("limits.address_requests_per_sec", l.address_requests_per_sec)?,
        requests_per_sec: per_sec("limits.requests_per_sec", l.requests_per_sec)?,
        address_connections: count("limits.address_connections", l.address_connections)?,
        spare_connections: count("limits.spare_connections", l.spare_connections)?,
        address_sockets: count("limits.address_sockets", l.address_sockets)?,
        user_sockets: count("limits.user_sockets", l.user_sockets)?,
    })
}

fn per_sec(key: &str, value: u64) -> Result<u32, Failure> {
    ranged(key, value, 1, 1_000_000).map(|value| value as u32)
}

fn count(key: &str, value: u64) -> Result<usize, Failure> {
    ranged(key, value, 1, 1_000_000).map(|value| value as usize)
}
