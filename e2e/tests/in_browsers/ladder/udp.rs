//! WebRTC where its packets do not get through.

use super::Watch;
use crate::in_browsers::wall::wall;
use e2e::{browser::Browser, patched::Patched, rungs::Rung};

/// Answers name a port at which nobody is: what is sent there comes to nothing, as behind a firewall without UDP.
const BLOCKED: &str = "if (globalThis.RTCPeerConnection) {
    const set = RTCPeerConnection.prototype.setRemoteDescription;
    RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
        return set.call(this, { type, sdp: sdp.replace(/ \\d+ typ host/g, ' 9 typ host') });
    };
}";

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
