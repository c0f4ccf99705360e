//! The sheet with an invitation on it, shown once to whoever made it. Belongs here: the address that its link has.

use super::super::{App, door::Ask};
use crate::{
    pages,
    people::{Done, Link},
};
use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use shared::routes::door;
use std::net::IpAddr;

/// The sheet. The link is made with the public address, else with the one that whoever asks has come by.
pub(super) fn sheet(app: &App, ask: &Ask, headers: &HeaderMap, done: &Done<Link>) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let public = app.running.config.door.public_url.as_ref();
    let scheme = if ask.visitor.secure { "https" } else { "http" };
    let base = public.map_or_else(|| format!("{scheme}://{host}"), |url| url.origin().to_owned());
    let view = pages::Paper {
        name: done.who.name.clone(),
        login: done.who.login.to_string(),
        link: done.value.address(&base),
        until: done.value.until,
        back: door::person(&done.who.id),
        only_here: public.is_none() && is_this_machine(host),
    };
    ask.show(app, |f| view.draw(f))
}

/// Whether a `Host` means this machine, to whoever says it.
fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loopback_address_is_of_no_use_on_a_phone() {
        for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:80", "[::1]:8080", "[::1]", "127.1.2.3"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["192.168.1.9:8080", "camera.example.vn", "[fd00::9]:8080", "localhost.example.vn", ""] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
