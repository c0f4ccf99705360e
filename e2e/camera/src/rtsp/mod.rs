//! RTSP without sockets. Belongs here: who may enter, what is described, how a request is answered.
//! Does not: connections, clocks.

pub mod auth;
pub mod digest;
pub mod sdp;
