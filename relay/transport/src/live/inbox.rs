//! Reading what a viewer sends: a message, nothing, or the code with which the socket is closed. Pure.

use super::{LIMITS, rate::Rate};
use axum::extract::ws::Message;
use shared::wire::{ClientMessage, Reason, VERSION};
use std::time::Instant;

/// Why a socket is closed: the WebSocket code (RFC 6455 §7.4.1) and the reason that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goodbye {
    pub(super) code: u16,
    pub(super) reason: Reason,
}

const GOING_AWAY: u16 = 1001;
const UNSUPPORTED: u16 = 1003;
const INVALID: u16 = 1007;
const POLICY: u16 = 1008;
const TOO_BIG: u16 = 1009;

impl Goodbye {
    pub(super) const SHUTDOWN: Self = Self { code: GOING_AWAY, reason: Reason::ShuttingDown };
    pub(super) const SILENT: Self = Self { code: POLICY, reason: Reason::ViewerSilent };
    pub(super) const LOGGED_OUT: Self = Self { code: POLICY, reason: Reason::LoginRequired };
    pub(super) const NO_HELLO: Self = Self { code: POLICY, reason: Reason::BadMessage };
    pub(super) const TOO_BIG: Self = Self { code: TOO_BIG, reason: Reason::BadMessage };
}

pub(super) struct Inbox {
    greeted: bool,
    rate: Rate,
}

impl Inbox {
    pub(super) fn new(now: Instant) -> Self {
        Self { greeted: false, rate: Rate::new(LIMITS.messages_per_sec, now) }
    }

    pub(super) fn greeted(&self) -> bool {
        self.greeted
    }

    /// `Ok(None)` for what is no message of ours but harmless: pings and pongs.
    pub(super) fn read(&mut self, now: Instant, message: &Message) -> Result<Option<ClientMessage>, Goodbye> {
        if !self.rate.admit(now) {
            return Err(Goodbye { code: POLICY, reason: Reason::RateLimited });
        }
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Goodbye { code: UNSUPPORTED, reason: Reason::BadMessage }),
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => return Ok(None),
        };
        let parsed = serde_json::from_str(text).map_err(|_| Goodbye { code: INVALID, reason: Reason::BadMessage })?;
        match &parsed {
            ClientMessage::Hello { .. } if self.greeted => {
                return Err(Goodbye { code: POLICY, reason: Reason::BadMessage });
            }
            ClientMessage::Hello { version: VERSION, .. } => self.greeted = true,
            ClientMessage::Hello { .. } => return Err(Goodbye { code: POLICY, reason: Reason::Version }),
            _ if !self.greeted => return Err(Goodbye { code: POLICY, reason: Reason::BadMessage }),
            _ => {}
        }
        Ok(Some(parsed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(messages: &[&str]) -> Result<Option<ClientMessage>, Goodbye> {
        let now = Instant::now();
        let mut inbox = Inbox::new(now);
        let mut last = Ok(None);
        for m in messages {
            last = inbox.read(now, &Message::Text((*m).into()));
        }
        last
    }

    const HELLO: &str = r#"{"type":"hello","version":1,"device":"test","newer":true}"#;

    #[test]
    fn hello_comes_first_and_in_our_version() {
        assert!(matches!(read(&[HELLO]), Ok(Some(ClientMessage::Hello { .. }))));
        assert_eq!(read(&[HELLO, r#"{"type":"ping"}"#]), Ok(Some(ClientMessage::Ping)));
        assert_eq!(read(&[r#"{"type":"ping"}"#]), Err(Goodbye { code: 1008, reason: Reason::BadMessage }));
        let old = r#"{"type":"hello","version":9}"#;
        assert_eq!(read(&[old]), Err(Goodbye { code: 1008, reason: Reason::Version }));
    }

    #[test]
    fn rubbish_closes_with_a_code() {
        for bad in ["", "{", "[]", "null", r#"{"type":"grant_me_admin"}"#, r#"{"type":"watch","slot":"0"}"#] {
            assert_eq!(read(&[HELLO, bad]), Err(Goodbye { code: 1007, reason: Reason::BadMessage }), "{bad}");
        }
        let mut inbox = Inbox::new(Instant::now());
        let binary = inbox.read(Instant::now(), &Message::Binary(vec![1].into()));
        assert_eq!(binary, Err(Goodbye { code: 1003, reason: Reason::BadMessage }));
    }

    #[test]
    fn a_flood_is_ended() {
        assert_eq!(read(&[HELLO, HELLO]), Err(Goodbye { code: 1008, reason: Reason::BadMessage }));
        let mut flood = vec![r#"{"type":"ping"}"#; 2001];
        flood[0] = HELLO;
        assert_eq!(read(&flood[..2000]), Ok(Some(ClientMessage::Ping)));
        assert_eq!(read(&flood), Err(Goodbye { code: 1008, reason: Reason::RateLimited }));
    }
}
