//! The worker that receives, decodes and paints, so that the page's own thread only lays out.
//! Belongs here: a frame's way from the socket to the canvas, and the messages to and from the page. Does not: the DOM,
//! words, Leptos.
//!
//! The modules without web-sys take time as an argument and are tested on the host.

pub mod canary;
pub mod device;
pub mod feed_choice;
pub mod few;
pub mod gate;
pub mod health;
pub mod inflight;
pub mod ladder;
pub mod link;
pub mod pace;
pub mod playout;
pub mod policy;
pub mod protocol;
pub mod quality;
pub mod rate;
pub mod timeline;
pub mod tracks;
pub mod visibility;
pub mod watchdog;
pub mod yuv;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod decoder;
#[cfg(target_arch = "wasm32")]
mod feed;
#[cfg(target_arch = "wasm32")]
mod paint;
#[cfg(target_arch = "wasm32")]
mod tile;

#[cfg(target_arch = "wasm32")]
pub use app::start;
