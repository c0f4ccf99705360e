//! Which session a datagram is for. Belongs here: the tables. Does not: sockets.
//!
//! A session's first word is a connectivity check with its user name and password; only then is the address from which it came
//! one of the session's. What comes from elsewhere is dropped without an answer.

use super::{Datagram, Port, check};
use bytes::BytesMut;
use std::{
    collections::{HashMap, VecDeque},
    net::{IpAddr, SocketAddr},
    sync::Arc,
};
use tokio::sync::mpsc;

/// A browser checks from each of its addresses; what it has left behind is forgotten first.
const MOST_ADDRESSES: usize = 16;

/// How a session is found, and reached.
pub(crate) struct Entry {
    /// Our own user name fragment (RFC 8839 §5.4), with which checks name the session.
    pub(crate) ufrag: String,
    /// The password of checks.
    pub(crate) password: String,
    /// Where its datagrams go; what does not fit is lost, as on a line.
    pub(crate) inbox: mpsc::Sender<Datagram>,
}

struct Known {
    entry: Entry,
    addresses: VecDeque<SocketAddr>,
}

#[derive(Default)]
pub(super) struct Routes {
    sessions: HashMap<String, Known>,
    /// Which session an address is of.
    addresses: HashMap<SocketAddr, String>,
}

impl Routes {
    fn add(&mut self, entry: Entry) {
        self.sessions.insert(entry.ufrag.clone(), Known { entry, addresses: VecDeque::new() });
    }

    fn remove(&mut self, ufrag: &str) {
        for address in self.sessions.remove(ufrag).into_iter().flat_map(|known| known.addresses) {
            self.forget(address, ufrag);
        }
    }

    /// The address may be another session's by now.
    fn forget(&mut self, address: SocketAddr, ufrag: &str) {
        if self.addresses.get(&address).is_some_and(|of| of == ufrag) {
            self.addresses.remove(&address);
        }
    }

    /// Gives a datagram to its session, if it has one.
    pub(super) fn hand_out(&mut self, from: SocketAddr, to: Option<IpAddr>, bytes: &[u8]) {
        // RFC 7983 §7: 0-3 is STUN, of which 0 requests and 1 answers; 20-63 DTLS, 128-191 RTP and RTCP.
        let is_check = match bytes.first() {
            Some(0) => true,
            Some(1 | 20..=63 | 128..=191) => false,
            _ => return,
        };
        let known = if is_check { self.checked(from, bytes) } else { self.of(from) };
        if let Some(known) = known {
            let _ = known.entry.inbox.try_send(Datagram { from, to, is_check, bytes: BytesMut::from(bytes) });
        }
    }

    fn of(&self, from: SocketAddr) -> Option<&Known> {
        self.sessions.get(self.addresses.get(&from)?)
    }

    fn checked(&mut self, from: SocketAddr, bytes: &[u8]) -> Option<&Known> {
        let check = check::read(bytes)?;
        let known = self.sessions.get_mut(&check.ufrag)?;
        if !check.knows(&known.entry.password) {
            return None;
        }
        if self.addresses.get(&from) != Some(&check.ufrag) {
            self.addresses.insert(from, check.ufrag.clone());
            known.addresses.retain(|address| *address != from);
            known.addresses.push_back(from);
            if known.addresses.len() > MOST_ADDRESSES
                && let Some(oldest) = known.addresses.pop_front()
            {
                self.forget(oldest, &check.ufrag);
            }
        }
        self.sessions.get(&check.ufrag)
    }
}

/// A session in the tables of a port; its drop takes it out.
pub(crate) struct Registered {
    port: Arc<Port>,
    ufrag: String,
}

impl Registered {
    pub(super) fn new(port: Arc<Port>, entry: Entry) -> Self {
        let ufrag = entry.ufrag.clone();
        port.routes().add(entry);
        Self { port, ufrag }
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.port.routes().remove(&self.ufrag);
    }
}

#[cfg(test)]
#[path = "routes_tests.rs"]
mod tests;
