//! Decoders that fail while they play.

use super::Watch;
use crate::in_browsers::wall::wall;
use e2e::{browser::Browser, patched::Patched, rungs::Rung};
use serde_json::json;

/// A frozen tile is found out within two seconds; the rest is the next rung's start.
const FROZEN_MS: f64 = 2_000.0 + 2_000.0;
/// What fails with words is left at once.
const AT_ONCE_MS: f64 = 2_000.0;
/// A segment that is refused is forgiven once: the second one is the next keyframe's, two seconds later.
const TWICE_MS: f64 = 2_000.0 + AT_ONCE_MS;

#[tokio::test(flavor = "multi_thread")]
async fn down_rung_by_rung_and_up_again_with_a_picture_all_along() {
    let (served, relay) = wall(1).await;
    let page = Patched::breakable(relay.host(), Rung::Webrtc.missing()).await;
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "webcodecs").await;
    let steps = [
        ("mse", json!({ "webcodecs": "silent" }), FROZEN_MS),
        ("openh264", json!({ "mse": "error" }), TWICE_MS),
        ("still", json!({ "openh264": "error" }), TWICE_MS),
    ];
    for (next, what, limit_ms) in steps {
        let since_ms = browser.break_down(&what).await;
        let took_ms = tile.plays_by(next).await - since_ms;
        eprintln!("{what}: the next rung's first picture after {took_ms:.0} ms");
        assert!(took_ms < limit_ms, "{next} took {took_ms:.0} ms");
    }
    tile.was_honest().await;

    // All is well again, and a minute of calm has passed.
    browser.break_down(&json!({ "webcodecs": "", "mse": "", "openh264": "", "ahead": 61_000 })).await;
    tile.plays_by("webcodecs").await;
    tile.was_honest().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_slept_stays_on_its_rung() {
    let (served, relay) = wall(1).await;
    let browser = Browser::chromium(1280, 720).await;
    for rung in [Rung::Webcodecs, Rung::Mse, Rung::Openh264] {
        let missing = rung.best() + Rung::Webrtc.missing();
        let page = Patched::breakable(relay.host(), &missing).await;
        let tile = Watch::open(&browser, &page, &served, rung.name()).await;
        browser.break_down(&json!({ "ahead": 3_600_000 })).await;
        tile.plays_by(rung.name()).await;
        let said = browser.seen("c1").await.said;
        assert!(said.iter().all(|said| said.rung == rung.name()), "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_error_is_the_streams_two_are_the_decoders_and_a_reclaimed_one_is_let_go() {
    let (served, relay) = wall(1).await;
    let page = Patched::breakable(relay.host(), Rung::Webrtc.missing()).await;
    let browser = Browser::chromium(1280, 720).await;
    for (what, rung, limit_ms) in
        [("error once", "webcodecs", TWICE_MS), ("error", "mse", TWICE_MS), ("reclaimed", "mse", AT_ONCE_MS)]
    {
        let tile = Watch::open(&browser, &page, &served, "webcodecs").await;
        let since_ms = browser.break_down(&json!({ "webcodecs": what })).await;
        if rung == "webcodecs" {
            let later = async || {
                let seen = browser.seen("c1").await.seen;
                seen.iter().rev().take(3).all(|seen| seen.at_ms > since_ms + 500.0).then_some(())
            };
            e2e::until("pictures behind the error", e2e::page::PATIENCE, later).await;
            let said = browser.seen("c1").await.said;
            assert!(said.iter().all(|said| said.rung == rung), "{said:?}");
        } else {
            let took_ms = tile.plays_by(rung).await - since_ms;
            eprintln!("{what}: the next rung's first picture after {took_ms:.0} ms");
            assert!(took_ms < limit_ms, "{what}: {took_ms:.0} ms");
        }
        tile.was_honest().await;
    }
}
