//! WHEP (draft-ietf-wish-whep; where that is the same as WHIP: RFC 9725): from an offer to a WebRTC session, and what may be
//! done with the session. Belongs here: all that is HTTP. Does not: SDP, ICE and what is sent (see `transport::webrtc`).
//!
//! - `POST /api/v1/whep`: a session for a wall, whose sections are given cameras over the live socket.
//! - `POST /api/v1/cameras/{site}/{camera}/whep?profile=main|sub`: a session that is sent this camera, the sub-stream unless
//!   it is said.
//! - `PATCH`, `DELETE` on the session's address, which both answer with in `Location`.
//! - `GET` and `HEAD` have nothing to say anywhere (204, RFC 9725 §4.1); `OPTIONS` tells what may be posted or patched.

mod content;
mod credentials;
mod ice;
mod if_match;
mod keep;
mod open;
mod options;
mod refused;
mod session;

pub(crate) use ice::Ice;

use super::doors::{Doors, OnCamera, Rule};
use shared::routes;
use transport::webrtc::MAX_OFFER_BYTES;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    let watch = Rule::Camera(OnCamera::Watch);
    doors
        .upload(routes::WHEP, Rule::Person, MAX_OFFER_BYTES, open::wall)
        .get(routes::WHEP, Rule::Person, options::nothing)
        .options(routes::WHEP, Rule::Public, options::endpoint)
        .upload(routes::WHEP_PATTERN, watch, MAX_OFFER_BYTES, open::camera)
        .get(routes::WHEP_PATTERN, watch, options::nothing)
        .options(routes::WHEP_PATTERN, Rule::Public, options::endpoint)
        .patch(routes::WHEP_SESSION_PATTERN, Rule::Person, session::patch)
        .delete(routes::WHEP_SESSION_PATTERN, Rule::Person, session::delete)
        .get(routes::WHEP_SESSION_PATTERN, Rule::Person, session::get)
        .options(routes::WHEP_SESSION_PATTERN, Rule::Public, options::session)
}

#[cfg(test)]
mod tests;
