//! The harness's own footing: three engines play a wall, and lack what a test takes away from them.

use super::wall::wall;
use e2e::{
    browser::{Browser, Kind, Setup},
    page::PATIENCE,
    patched::{Cut, Patched},
    until,
};

async fn plays_a_wall(kind: Kind) {
    let (_served, relay) = wall(4).await;
    let browser = Browser::start(kind, 1920, 1080, Setup::default()).await;
    browser.open(relay.url()).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "state", "live").await;
        browser.wait_moving(id).await;
        assert_eq!(browser.tile(id, "rung").await.as_deref(), Some("webcodecs"), "{id}");
    }
    let name = kind.name().to_lowercase().replace(' ', "-");
    browser.screenshot(&format!("wall-1920x1080-{name}")).await;
    browser.resize(360, 640).await;
    browser.open(relay.url()).await;
    browser.wait_moving("c1").await;
    let sizes = browser.script("return [innerWidth, document.documentElement.scrollWidth, innerHeight]").await;
    assert_eq!((&sizes[0], &sizes[2]), (&sizes[1], &640.into()), "nothing sticks out");
    assert!(sizes[0] == 360 || kind == Kind::WebKit, "{sizes}");
    browser.screenshot(&format!("wall-360x640-{name}")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn chromium_plays_a_wall() {
    plays_a_wall(Kind::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn firefox_plays_a_wall() {
    plays_a_wall(Kind::Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webkit_plays_a_wall() {
    plays_a_wall(Kind::WebKit).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_gone_in_page_and_worker() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(1280, 720).await;
    // As it is: the proxy itself takes nothing away.
    let whole = Patched::without(relay.host(), "globalThis.wardPatched = true;").await;
    browser.open(&whole.url()).await;
    browser.wait_moving("c1").await;
    assert_eq!(browser.script("return globalThis.wardPatched").await, true);
    assert_eq!(browser.tile("c1", "rung").await.as_deref(), Some("webcodecs"));
    // The live socket is refused: the tile has a picture, and nothing that calls it live.
    whole.cut("/api/v1/live", Some(Cut::Status(503)));
    browser.open(&whole.url()).await;
    browser.wait_tile("c1", "rung", "still").await;
    assert_ne!(browser.tile("c1", "state").await.as_deref(), Some("live"));
    whole.cut("/api/v1/live", None);
    browser.wait_tile("c1", "state", "live").await;
    let none = "for (const name of ['VideoDecoder', 'MediaSource', 'ManagedMediaSource', 'RTCPeerConnection']) delete globalThis[name];";
    let bare = Patched::without(relay.host(), none).await;
    browser.open(&bare.url()).await;
    let told = async || {
        let rung = browser.tile("c1", "rung").await;
        rung.is_some_and(|rung| rung != "webcodecs").then_some(())
    };
    until("another rung, or words", PATIENCE, told).await;
    assert_eq!(browser.script("return typeof VideoDecoder").await, "undefined");
}
