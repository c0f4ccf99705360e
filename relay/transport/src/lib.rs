//! How frames leave the relay. Belongs here: one folder a transport. Does not: who may watch (see `access`), routes.

pub mod live;
pub mod still;
pub mod webrtc;
