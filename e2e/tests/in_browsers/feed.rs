//! The way that pictures come: by tracks for a whole wall, and by what this browser has learnt of its network.

use super::wall::wall;
use crate::socket::camera_on;
use e2e::{
    browser::Browser,
    page::PATIENCE,
    patched::Patched,
    relay::{CONFIG, Relay},
    rungs::Rung,
    until, whep,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_of_sixteen_comes_by_one_connection() {
    let (_served, relay) = wall(16).await;
    let page = Patched::without(relay.host(), &Rung::Webrtc.best()).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&page.url()).await;
    for n in 1..=16 {
        let id = format!("c{n}");
        browser.wait_tile(&id, "rung", "webrtc").await;
        browser.wait_tile(&id, "state", "live").await;
        browser.wait_moving(&id).await;
    }
    assert_eq!(whep::sessions(&relay).await, 1);
    browser.screenshot("wall-16-webrtc-1920x1080").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_served_a_network_best_is_begun_with_and_not_forgotten() {
    let (_served, relay) = wall(4).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.know_network().await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "feed", "ws").await;
    browser.wait_tile("c1", "state", "live").await;
    browser.remember_feed(true).await;
    browser.open(relay.url()).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "rung", "webrtc").await;
        browser.wait_tile(id, "feed", "rtp").await;
        browser.wait_moving(id).await;
    }
    assert!(browser.remembers_tracks().await, "it was forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_no_tracks_that_is_learnt() {
    let mut relay = Relay::new(&format!("{CONFIG}[webrtc]\nenabled = false\n"));
    relay.run();
    let _served = camera_on(&relay, &[]).await;
    let browser = Browser::chromium(640, 480).await;
    browser.know_network().await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "state", "live").await;
    browser.remember_feed(true).await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "feed", "ws").await;
    browser.wait_moving("a").await;
    until("it is forgotten", PATIENCE, async || (!browser.remembers_tracks().await).then_some(())).await;
}
