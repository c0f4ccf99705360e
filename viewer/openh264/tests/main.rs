//! The decoder's C++ and its glue, built for the host, against ffmpeg. One module a behaviour.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod exact;
mod hostile;
mod refused;
mod support;
