//! The addresses of STUN servers (RFC 7064 §3.1) and TURN servers (RFC 7065 §3.1). Pure. Belongs here: their form, as far as
//! browsers take it. Does not: whether anything answers there.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The schemes of STUN servers.
pub(super) const STUN: &[&str] = &["stun", "stuns"];
/// The schemes of TURN servers.
pub(super) const TURN: &[&str] = &["turn", "turns"];

/// A longer host is no name (RFC 1035 §2.3.4).
const HOST_MAX: usize = 253;

/// `scheme:host`, with `:port` where it is not the scheme's own and, of a TURN server, `?transport=udp` or `tcp`. Neither
/// slashes nor accounts stand in it. In lower case, as browsers want it.
pub(super) fn is_ice_url(text: &str, schemes: &[&str]) -> bool {
    let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| schemes.contains(scheme)) else {
        return false;
    };
    let server = match rest.split_once('?') {
        None => rest,
        Some((server, "transport=udp" | "transport=tcp")) if TURN.contains(&scheme) => server,
        Some(_) => return false,
    };
    let (host, port) = match server.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((address, "")) => (address.parse::<Ipv6Addr>().is_ok(), None),
        Some((address, behind)) => (address.parse::<Ipv6Addr>().is_ok(), Some(behind.strip_prefix(':').unwrap_or("-"))),
        None => match server.split_once(':') {
            Some((host, port)) => (is_host(host), Some(port)),
            None => (is_host(server), None),
        },
    };
    host && port.is_none_or(is_port)
}

fn is_host(text: &str) -> bool {
    if text.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    let is_label = |label: &str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        !label.is_empty() && label.bytes().all(plain) && !label.starts_with('-') && !label.ends_with('-')
    };
    // What ends in a number is an address that is none (URL standard, "ends in a number").
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= HOST_MAX && text.split('.').all(is_label) && !last.bytes().all(|b| b.is_ascii_digit())
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_as_browsers_take_them() {
        for (text, schemes) in [
            ("stun:stun.example.vn", STUN),
            ("stun:stun.example.vn:3478", STUN),
            ("stuns:[2001:db8::9]:5349", STUN),
            ("stun:203.0.113.9:3478", STUN),
            ("turn:turn.example.vn?transport=udp", TURN),
            ("turn:203.0.113.9:3478?transport=tcp", TURN),
            ("turns:[2001:db8::9]", TURN),
            ("turns:turn-1.example.vn:443", TURN),
        ] {
            assert!(is_ice_url(text, schemes), "{text}");
        }
        for (text, schemes) in [
            ("", STUN),
            ("stun", STUN),
            ("stun:", STUN),
            ("stun://stun.example.vn", STUN),
            ("STUN:stun.example.vn", STUN),
            ("turn:turn.example.vn", STUN),
            ("stun:stun.example.vn", TURN),
            ("https://turn.example.vn", TURN),
            ("stun:stun.example.vn?transport=udp", STUN),
            ("turn:turn.example.vn?transport=sctp", TURN),
            ("turn:turn.example.vn?transport=udp&x", TURN),
            ("turn:turn.example.vn:0", TURN),
            ("turn:turn.example.vn:65536", TURN),
            ("turn:turn.example.vn:+1", TURN),
            ("turn:turn.example.vn:", TURN),
            ("turn:a:pw@turn.example.vn", TURN),
            ("turn:turn.example.vn/x", TURN),
            ("turn:turn example.vn", TURN),
            ("turn:turn..vn", TURN),
            ("turn:-a.vn", TURN),
            ("turn:203.0.113.999", TURN),
            ("turn:[203.0.113.9]", TURN),
            ("turn:[2001:db8::9]3478", TURN),
            ("turn:2001:db8::9", TURN),
            ("turn:a.vn>; rel=\"x", TURN),
            ("turn:a.vn\r\nx: y", TURN),
        ] {
            assert!(!is_ice_url(text, schemes), "{text}");
        }
        assert!(!is_ice_url(&format!("stun:{}vn", "a.".repeat(200)), STUN));
    }
}
