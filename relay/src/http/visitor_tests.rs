//! What is believed of whom, as tables.

use super::*;

/// Peer, TLS and headers to the address, the scheme and whether somebody stands in between.
fn judge(peer: &str, tls: bool, pairs: &[(&'static str, &str)]) -> (String, bool, bool) {
    let trusted: Vec<IpNet> = ["127.0.0.1/32", "10.9.0.0/16", "fd00:9::/32"].map(|n| n.parse().unwrap()).into();
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(*name, axum::http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    let visitor = Visitor::judge(peer.parse().unwrap(), tls, &headers, &trusted);
    (visitor.address.to_string(), visitor.secure, visitor.proxied)
}

#[test]
fn nobody_but_a_trusted_proxy_is_believed() {
    const FOR: &str = "x-forwarded-for";
    const PROTO: &str = "x-forwarded-proto";
    for (peer, tls, headers, expected) in [
        // A client that comes by itself is who its connection says.
        ("203.0.113.9", false, &[][..], ("203.0.113.9", false, false)),
        ("203.0.113.9", true, &[], ("203.0.113.9", true, false)),
        ("::ffff:203.0.113.9", true, &[], ("203.0.113.9", true, false)),
        ("2001:db8::7", false, &[], ("2001:db8::7", false, false)),
        // One that claims more is not believed, and is no operator either.
        ("203.0.113.9", false, &[(FOR, "127.0.0.1"), (PROTO, "https")], ("203.0.113.9", false, true)),
        ("127.0.0.2", false, &[(FOR, "203.0.113.9")], ("127.0.0.2", false, true)),
        ("127.0.0.2", false, &[("forwarded", "for=203.0.113.9")], ("127.0.0.2", false, true)),
        ("127.0.0.2", false, &[("via", "1.1 squid")], ("127.0.0.2", false, true)),
        // Behind a trusted proxy: the rightmost that is not trusted.
        ("127.0.0.1", false, &[(FOR, "203.0.113.9"), (PROTO, "https")], ("203.0.113.9", true, true)),
        ("::ffff:127.0.0.1", false, &[(FOR, "203.0.113.9")], ("203.0.113.9", false, true)),
        ("127.0.0.1", false, &[(FOR, "127.0.0.1, 203.0.113.9")], ("203.0.113.9", false, true)),
        ("127.0.0.1", false, &[(FOR, "1.2.3.4, 203.0.113.9, 10.9.1.1,10.9.2.2")], ("203.0.113.9", false, true)),
        (
            "127.0.0.1",
            false,
            &[(FOR, "1.2.3.4"), (FOR, "203.0.113.9"), (FOR, "10.9.1.1")],
            ("203.0.113.9", false, true),
        ),
        ("10.9.3.3", false, &[(FOR, "10.9.1.1")], ("10.9.1.1", false, true)),
        ("fd00:9::1", false, &[(FOR, "2001:db8::7")], ("2001:db8::7", false, true)),
        ("127.0.0.1", false, &[(FOR, "[2001:db8::7]:4431")], ("2001:db8::7", false, true)),
        ("127.0.0.1", false, &[(FOR, "[2001:db8::7]")], ("2001:db8::7", false, true)),
        ("127.0.0.1", false, &[(FOR, "203.0.113.9:4431")], ("203.0.113.9", false, true)),
        ("127.0.0.1", false, &[(FOR, "::ffff:203.0.113.9")], ("203.0.113.9", false, true)),
        // What cannot be read ends the chain at the last proxy known.
        ("127.0.0.1", false, &[(FOR, "203.0.113.9, unknown")], ("127.0.0.1", false, true)),
        ("127.0.0.1", false, &[(FOR, "203.0.113.9, , 10.9.1.1")], ("10.9.1.1", false, true)),
        ("127.0.0.1", false, &[(FOR, "203.0.113.9"), (FOR, "\u{ff}")], ("127.0.0.1", false, true)),
        ("127.0.0.1", false, &[(FOR, "999.1.1.1")], ("127.0.0.1", false, true)),
        ("127.0.0.1", false, &[(FOR, "")], ("127.0.0.1", false, true)),
        ("127.0.0.1", false, &[], ("127.0.0.1", false, true)),
        // The scheme is the nearest proxy's word, also where it takes TLS away again.
        ("127.0.0.1", false, &[(PROTO, "https, http")], ("127.0.0.1", false, true)),
        ("127.0.0.1", false, &[(PROTO, "http"), (PROTO, "HTTPS")], ("127.0.0.1", true, true)),
        ("127.0.0.1", true, &[(PROTO, "http")], ("127.0.0.1", false, true)),
        ("127.0.0.1", true, &[(PROTO, "\u{ff}")], ("127.0.0.1", false, true)),
        ("127.0.0.1", true, &[], ("127.0.0.1", true, true)),
    ] {
        let (address, secure, proxied) = expected;
        assert_eq!(judge(peer, tls, headers), (address.to_owned(), secure, proxied), "{peer} {headers:?}");
    }
}

#[test]
fn an_ipv6_subscriber_counts_once() {
    for (address, counted) in [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
    ] {
        assert_eq!(block(address.parse().unwrap()).to_string(), counted);
    }
}
