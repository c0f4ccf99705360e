//! Where cameras may be. Belongs here: judging a resolved address. Does not: resolving.

use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

/// The networks that the settings allow, and the relay's own ports, which are no cameras.
#[derive(Debug, Clone, Default)]
pub struct Networks {
    /// Cameras may be here. This machine and link-local addresses only where a network lies wholly within those.
    pub allowed: Vec<IpNet>,
    /// Ports on this machine that the relay itself serves.
    pub own_ports: Vec<u16>,
}

impl Networks {
    /// Whether a camera may be dialled at this address.
    pub fn permit(&self, address: SocketAddr) -> bool {
        // `::ffff:127.0.0.1` is this machine, however it is written.
        let ip = address.ip().to_canonical();
        if ip.is_unspecified() || ip.is_multicast() || (ip.is_loopback() && self.own_ports.contains(&address.port())) {
            return false;
        }
        self.allowed.iter().any(|net| net.contains(&ip) && (!is_special(ip) || is_special(net.network())))
    }
}

/// This machine or the link itself: never meant by a wide network.
fn is_special(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks(allowed: &[&str]) -> Networks {
        Networks { allowed: allowed.iter().map(|n| n.parse().unwrap()).collect(), own_ports: vec![8080] }
    }

    #[test]
    fn addresses_are_judged_after_unwrapping() {
        let wide = networks(&["192.168.0.0/16", "0.0.0.0/0", "::/0"]);
        let named = networks(&["127.0.0.0/8"]);
        for (address, by_wide, by_named) in [
            ("192.168.1.64:554", true, false),
            ("8.8.8.8:554", true, false),
            ("127.0.0.1:554", false, true),
            ("[::ffff:127.0.0.1]:554", false, true),
            ("127.0.0.1:8080", false, false),
            ("[::1]:554", false, false),
            ("169.254.169.254:80", false, false),
            ("[fe80::1]:554", false, false),
            ("0.0.0.0:554", false, false),
            ("224.0.0.1:554", false, false),
        ] {
            let address: SocketAddr = address.parse().unwrap();
            assert_eq!((wide.permit(address), named.permit(address)), (by_wide, by_named), "{address}");
        }
        assert!(!Networks::default().permit("10.0.0.1:554".parse().unwrap()));
    }
}
