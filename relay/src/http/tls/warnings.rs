//! What is not wrong enough to keep the relay from running, in words: plain HTTP for other machines, a certificate that
//! browsers do not take. Pure.

use super::{Certificate, certificate::NotNow};
use crate::{
    Failure,
    config::{Config, TlsMode},
};
use shared::text::line;
use std::{net::SocketAddr, time::SystemTime};

/// `address` is where the relay listens.
pub(crate) fn warnings(
    config: &Config,
    certificate: Option<&Certificate>,
    address: SocketAddr,
    now: SystemTime,
) -> Vec<Failure> {
    let mut warnings = Vec::new();
    // Where proxies are trusted, one of them is what people see.
    let is_bare = config.door.tls == TlsMode::Off && config.door.trusted_proxies.is_empty();
    if is_bare && !address.ip().to_canonical().is_loopback() {
        warnings.push(Failure::new(line::PLAIN_HTTP, [("address", &address)]));
    }
    let (TlsMode::Files { cert, .. }, Some(certificate)) = (&config.door.tls, certificate) else { return warnings };
    let cert = cert.display();
    if let Err(not_now) = certificate.holds(now) {
        let [from, until] = NotNow::days(not_now);
        warnings.push(Failure::new(line::TLS_NOT_NOW, [("cert", &cert), ("from", &from), ("until", &until)]));
    }
    if let Some(url) = config.door.public_url.as_ref().filter(|url| !certificate.names(url.host())) {
        warnings.push(Failure::new(line::TLS_OTHER_NAME, [("cert", &cert), ("name", &url.host())]));
    }
    warnings
}
