//! WebRTC: pictures for browsers that decode only in a `<video>`, and for lines on which the socket is slow.
//!
//! `desk` answers offers and knows the sessions; `port` is the one UDP port for all of them; a session's `driver` runs
//! `rtc`, the sans-I/O core of webrtc-rs, between the port and the frames that a [`Lane`] brings; `payload` cuts access units
//! for RTP, once a frame for all viewers. Does not belong here: HTTP (WHEP), who may watch.
//!
//! The relay is an ICE-lite agent (RFC 8445 §2.5): it sends to no address from which no check has come that knew the
//! password, so that an offer cannot make it send anything to an address of the offerer's choice. And it always is the DTLS
//! server (RFC 8842 §5.3): as client, some handshakes stalled under loss.

mod answer;
mod budget;
mod desk;
mod driver;
mod engine;
mod feedback;
mod feeder;
mod gate;
mod lane;
mod offer;
mod patience;
mod payload;
mod play;
mod port;
mod session;
mod stamp;
mod track;

pub use desk::{Desk, Opened, Refused, Settings};
pub use feeder::{Fed, Feeder};
pub use lane::Lane;
pub use offer::MAX_BYTES as MAX_OFFER_BYTES;
pub use session::{Session, Trickle};

/// Video sections that one session may have: as many as a live socket has slots.
pub const MAX_TRACKS: u8 = crate::live::LIMITS.slots;

#[cfg(test)]
mod tests;
