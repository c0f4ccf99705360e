//! Outages as a person at the wall sees them: never black, never old and looking live, and over by themselves.

use super::wall::wall;
use e2e::{browser::Browser, page::PATIENCE, until};
use e2e_camera::Profile;

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_dies_is_stale_then_offline_then_live_again_by_itself() {
    let (served, relay) = wall(2).await;
    let camera = served.cameras()[0].clone();
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    for id in ["c1", "c2"] {
        browser.wait_tile(id, "state", "live").await;
    }
    browser.wait_moving("c1").await;
    camera.stop().await;
    browser.wait_tile("c1", "state", "stale").await;
    let still = browser.count("c1").await;
    assert!(still.is_some(), "the last picture stays");
    browser.wait_tile("c1", "state", "offline").await;
    assert_eq!(browser.count("c1").await, still, "and is the same");
    until("words", PATIENCE, async || browser.text().await.contains("Mất tín hiệu").then_some(())).await;
    assert!(browser.text().await.contains("lần cuối"));
    browser.screenshot("wall-offline-1280x720").await;
    assert_eq!(browser.tile("c2", "state").await.as_deref(), Some("live"), "the neighbour notices nothing");
    camera.restart();
    browser.wait_tile("c1", "state", "live").await;
    browser.wait_moving("c1").await;
    assert_eq!(camera.sessions(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_restarts_is_found_again_by_the_open_page() {
    let (_served, mut relay) = wall(2).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    browser.wait_moving("c1").await;
    relay.keep_port();
    relay.kill();
    let stale = async || {
        let state = browser.tile("c1", "state").await?;
        (state == "stale" || state == "offline").then_some(())
    };
    until("a tile that no longer looks live", PATIENCE, stale).await;
    assert!(browser.count("c1").await.is_some(), "the last picture stays");
    browser.screenshot("wall-relay-away-1280x720").await;
    relay.run();
    for id in ["c1", "c2"] {
        browser.wait_tile(id, "state", "live").await;
        browser.wait_moving(id).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_page_pulls_nothing_and_is_back_with_the_present() {
    let (served, relay) = wall(1).await;
    let camera = served.cameras()[0].clone();
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    let readers = async |n: u32| {
        let line = format!("ward_stream_readers{{camera=\"phuong/c1\",profile=\"sub\"}} {n}");
        relay.metrics().await.lines().any(|l| l == line).then_some(())
    };
    until("a reader", PATIENCE, async || readers(1).await).await;
    // Another window in front hides this page, as locking a phone does.
    let first = browser.driver().window().await.unwrap();
    let other = browser.driver().new_tab().await.unwrap();
    browser.driver().switch_to_window(other).await.unwrap();
    until("no reader", PATIENCE, async || readers(0).await).await;
    browser.driver().switch_to_window(first).await.unwrap();
    until("a reader again", PATIENCE, async || readers(1).await).await;
    browser.wait_tile("c1", "state", "live").await;
    let (_, shown) = browser.wait_moving("c1").await;
    let frames = camera.clip(Profile::Sub).unwrap().units().len();
    let behind = (camera.showing(Profile::Sub) + frames - usize::from(shown)) % frames;
    assert!(behind < frames / 4, "{behind} frames behind");
}
