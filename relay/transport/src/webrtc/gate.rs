//! What of a session's datagrams `rtc` gets to see. Belongs here: limits to what it keeps of each and never forgets. Pure.
//! Does not: whose a datagram is (see `port`).

use std::{collections::HashSet, net::SocketAddr};

/// Addresses of a viewer in a session's whole life. `rtc` keeps a candidate and a pair for each (RFC 8445 §7.3.1.3), and looks
/// through all of them with each datagram.
const MOST_ADDRESSES: usize = 256;
/// Bytes of DTLS in a session's whole life. It is for the handshake alone here, which takes a few thousand; `rtc` keeps records
/// that come before their time, and parts of messages.
const MOST_DTLS: usize = 64 << 10;

/// One session's.
#[derive(Debug, Default)]
pub(super) struct Gate {
    addresses: HashSet<SocketAddr>,
    dtls: usize,
}

impl Gate {
    /// Whether a datagram may go on. Where it may not, it is as good as lost on the way.
    pub(super) fn lets_in(&mut self, from: SocketAddr, bytes: &[u8]) -> bool {
        if !self.addresses.contains(&from) {
            if self.addresses.len() >= MOST_ADDRESSES {
                return false;
            }
            self.addresses.insert(from);
        }
        // RFC 7983 §7: 20-63 is DTLS.
        if matches!(bytes.first(), Some(20..=63)) {
            self.dtls = self.dtls.saturating_add(bytes.len());
            return self.dtls <= MOST_DTLS;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(n: usize) -> SocketAddr {
        SocketAddr::from(([198, 51, 100, 9], n as u16 + 1))
    }

    #[test]
    fn a_viewer_has_so_many_addresses_and_keeps_those_it_has() {
        let mut gate = Gate::default();
        assert!((0..MOST_ADDRESSES).all(|n| gate.lets_in(from(n), &[0])));
        assert!(!gate.lets_in(from(MOST_ADDRESSES), &[0]));
        assert!(gate.lets_in(from(0), &[0]) && gate.lets_in(from(MOST_ADDRESSES - 1), &[0]));
        assert_eq!(gate.addresses.len(), MOST_ADDRESSES);
    }

    #[test]
    fn a_flood_of_dtls_ends_and_all_else_goes_on() {
        let mut gate = Gate::default();
        let let_in = (0..1_000).filter(|_| gate.lets_in(from(0), &[22; 1_024])).count();
        assert_eq!(let_in, MOST_DTLS / 1_024);
        assert!(gate.lets_in(from(0), &[0; 100]) && gate.lets_in(from(0), &[128; 100]));
    }
}
