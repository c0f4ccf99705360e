//! WebRTC where its packets do not get through, or no longer.

use super::Watch;
use crate::in_browsers::wall::wall;
use e2e::{browser::Browser, patched::Patched, rungs::Rung, udp_line::UdpLine};

/// A connection of which nothing comes is given up after 6 s; the rest is the next rung's start.
const SILENT_MS: f64 = 6_000.0 + 3_000.0;

/// Takes WebRTC for the best rung, and sends what it sends to this port of 127.0.0.1.
fn by_port(port: u16) -> String {
    let of_script = format!(
        "if (globalThis.RTCPeerConnection) {{
            const set = RTCPeerConnection.prototype.setRemoteDescription;
            RTCPeerConnection.prototype.setRemoteDescription = function ({{ type, sdp }}) {{
                return set.call(this, {{ type, sdp: sdp.replace(/ \\d+ typ host/g, ' {port} typ host') }});
            }};
        }}"
    );
    format!("{} {}", Rung::Webrtc.best(), of_script.replace('\n', " "))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_udp_is_blocked_the_next_rung_plays() {
    let (served, relay) = wall(1).await;
    // Nobody is there: what is sent comes to nothing, as behind a firewall without UDP.
    let page = Patched::breakable(relay.host(), &by_port(9)).await;
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "openh264").await;
    tile.plays_by("openh264").await;
    tile.was_honest().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_dies_while_it_plays_is_left_for_the_next_rung() {
    let (served, relay) = wall(1).await;
    let line = UdpLine::to(relay.udp()).await;
    let page = Patched::breakable(relay.host(), &by_port(line.port())).await;
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "webrtc").await;
    tile.plays_by("webrtc").await;
    line.cut();
    let since_ms = browser.script("return Date.now()").await.as_f64().unwrap();
    let took_ms = tile.plays_by("openh264").await - since_ms;
    eprintln!("the next rung's first picture after {took_ms:.0} ms");
    assert!(took_ms < SILENT_MS, "{took_ms:.0} ms");
    tile.was_honest().await;
}
