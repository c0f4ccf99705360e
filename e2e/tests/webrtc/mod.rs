//! WebRTC: players that are not ours, TURN, and sessions that end with what was taken away. One module a behaviour.

mod ends;
mod gstreamer;
mod settings;

use e2e::{page::PATIENCE, relay::Relay, until, whep};
use std::time::Duration;

/// Waits until the relay has so many sessions: how long that took.
pub(crate) async fn left(relay: &Relay, count: usize) -> Duration {
    let began = std::time::Instant::now();
    let there = async || (whep::sessions(relay).await == count).then_some(());
    until(&format!("{count} sessions"), PATIENCE, there).await;
    began.elapsed()
}
