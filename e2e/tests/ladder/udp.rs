//! WebRTC where its packets do not get through, or not any more.

use super::Watch;
use crate::wall::wall;
use e2e::{browser::Browser, patched::Patched, rungs::Rung};

/// Answers name a port at which nobody is: what is sent there comes to nothing, as behind a firewall without UDP.
const BLOCKED: &str = "if (globalThis.RTCPeerConnection) {
    const set = RTCPeerConnection.prototype.setRemoteDescription;
    RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
        return set.call(this, { type, sdp: sdp.replace(/ \\d+ typ host/g, ' 9 typ host') });
    };
}";

/// Keeps the page's connections where a test can end them.
const KEPT: &str = "if (globalThis.RTCPeerConnection) {
    const Real = RTCPeerConnection;
    globalThis.peers = [];
    globalThis.RTCPeerConnection = class extends Real { constructor(...all) { super(...all); peers.push(this); } };
}";

/// Silence is found out within two seconds; the rest is the next rung's start.
const SILENT_MS: f64 = 2_000.0 + 3_000.0;

fn prelude(of_script: &str) -> String {
    format!("{} {}", Rung::Webrtc.best(), of_script.replace('\n', " "))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_udp_is_blocked_the_next_rung_plays() {
    let (served, relay) = wall(1).await;
    let page = Patched::breakable(relay.host(), &prelude(BLOCKED)).await;
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "openh264").await;
    tile.plays_by("openh264").await;
    tile.was_honest().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_falls_silent_is_left_with_its_last_picture_in_sight() {
    let (served, relay) = wall(1).await;
    let page = Patched::breakable(relay.host(), &prelude(KEPT)).await;
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "webrtc").await;
    let ended = browser.script("peers.forEach((peer) => peer.close()); return Date.now()").await;
    let took_ms = tile.plays_by("openh264").await - ended.as_f64().unwrap();
    assert!(took_ms < SILENT_MS, "the next rung's first picture after {took_ms:.0} ms");
    tile.was_honest().await;
}
