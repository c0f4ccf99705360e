//! What a person sees in a real browser. One module a behaviour. Belongs here: every test that opens a browser. A tile that is
//! slow for want of a core falls to another rung, as it should: these tests have the machine for themselves, one after the
//! other (`.dev/test`).

mod admin;
mod axe;
mod check;
mod clocks;
pub(crate) mod door;
mod embeds;
mod feed;
mod folk;
mod harness;
mod health;
mod intra_refresh;
mod ladder;
mod latency;
mod lite;
mod matrix;
pub(crate) mod media;
mod meter;
mod near;
mod one_camera;
mod outage;
mod poster;
mod pwa;
mod refused;
mod shift;
pub(crate) mod streams;
mod tls;
pub(crate) mod wall;
mod walls;
mod webrtc;
