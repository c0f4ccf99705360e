//! `/check` in a real Chromium: what it says is true, what is missing is named, and the technician gets it as text.

use super::{door::says, wall::wall};
use e2e::{browser::Browser, relay::Relay, until, wallet};
use serde_json::{Value, json};
use shared::text::check as t;
use std::time::Duration;

/// Everything is found out or given up by then.
const ALL_TRIED: Duration = Duration::from_secs(60);

/// Waits until everything was tried: each outcome by its name.
async fn tried(browser: &Browser) -> Value {
    let all = "const rows = [...document.querySelectorAll('[data-check]')];
        return document.querySelector('form button').disabled ? null
            : Object.fromEntries(rows.map((row) => [row.dataset.check, row.dataset.outcome]))";
    let ready = async || Some(browser.script(all).await).filter(|all| !all.is_null());
    until("all tries", ALL_TRIED, ready).await
}

async fn text_of(browser: &Browser, what: &str) -> String {
    let script = format!("return document.querySelector('[data-check=\"{what}\"]').innerText");
    browser.script(&script).await.as_str().unwrap().to_owned()
}

fn findings(all: &Value) -> String {
    let encoded = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    format!("findings={}", encoded(&all.to_string()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_chromium_can_is_found_and_reaches_the_technician() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(360, 640).await;
    let agent = "Mozilla/5.0 (Linux; Android 13; <b id=\"x\">SM</b>) Chrome/156.0 <script>alert(1)</script>";
    browser.devtools("Emulation.setUserAgentOverride", json!({ "userAgent": agent })).await;
    browser.open(&format!("{}/check?lang=vi", relay.url())).await;
    let all = tried(&browser).await;
    eprintln!("{all}");
    for what in [
        "secure_context",
        "wasm",
        "simd",
        "worker",
        "offscreen_canvas",
        "video_decoder",
        "media_source",
        "rtc_h264",
        "memory",
        "cores",
        "screen",
        "webcodecs",
        "mse",
        "webrtc",
        "openh264",
        "still",
        "relay",
        "socket",
        "rtp",
    ] {
        assert_eq!(all[what], "passed", "{what}: {}", text_of(&browser, what).await);
    }
    assert_eq!(all["managed_media_source"], "missing");
    let webcodecs = text_of(&browser, "webcodecs").await;
    assert!(webcodecs.contains("Baseline") && webcodecs.contains("ms"), "{webcodecs}");
    says(&browser, t::CHECK_FULL.vi).await;
    browser.screenshot("check-360x640").await;
    let whole = "return document.documentElement.scrollWidth";
    assert_eq!(browser.script(whole).await, 360);

    browser.script("document.querySelector('form button').click()").await;
    says(&browser, t::CHECK_SENT.vi).await;
    let code = browser.script("return document.querySelector('.code').innerText").await;
    let code = code.as_str().unwrap().replace(' ', "");
    assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
    browser.screenshot("check-sent-360x640").await;

    browser.resize(1920, 1080).await;
    browser.open(&format!("{}/admin/checks?lang=vi", relay.url())).await;
    let text = browser.text().await;
    for part in [code.as_str(), "Harness", "Chrome, Android", "WebCodecs", "<script>alert(1)</script>"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(browser.script("return document.querySelectorAll('main script, main b').length").await, 0);
    browser.script("document.querySelector('main details').open = true").await;
    assert!(browser.text().await.contains(t::NET_RTP.vi));
    browser.screenshot("admin-checks-1920x1080").await;
    browser.resize(360, 640).await;
    browser.screenshot("admin-checks-360x640").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_and_a_stranger_is_told_what_needs_a_login() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(1920, 1080).await;
    let gone = "delete window.WebAssembly; delete window.VideoDecoder; delete window.RTCPeerConnection;
        delete window.MediaSource; delete window.Worker;";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": gone })).await;
    browser.visit(&format!("{}/check?lang=vi", relay.url())).await;
    let all = tried(&browser).await;
    for what in [
        "wasm",
        "simd",
        "worker",
        "video_decoder",
        "media_source",
        "rtc_h264",
        "webcodecs",
        "mse",
        "webrtc",
        "openh264",
        "rtp",
    ] {
        assert_eq!(all[what], "missing", "{what}");
    }
    assert_eq!((&all["relay"], &all["socket"]), (&json!("passed"), &json!("skipped")));
    says(&browser, t::CHECK_LITE.vi).await;
    says(&browser, t::CHECK_LOG_IN.vi).await;
    browser.screenshot("check-nothing-1920x1080").await;
    // A stranger may send, too.
    browser.script("document.querySelector('form button').click()").await;
    says(&browser, t::CHECK_SENT.vi).await;
    let (_, list) = relay.get("/admin/checks?lang=vi", &[]).await;
    assert!(list.contains(t::CHECK_NOBODY.vi) && list.contains(t::CHECKS_NOTHING.vi), "{list}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused_a_flood_is_stopped_and_only_admins_read() {
    let relay = Relay::start();
    let good = json!([{ "what": "wasm", "outcome": "passed", "detail": "<img src=x onerror=alert(1)>" }]);
    for bad in [json!([]), json!({ "what": "wasm" }), json!([{ "what": "wasm", "outcome": 1 }])] {
        assert_eq!(wallet::post(relay.url(), "/check", &findings(&bad)).status, 422, "{bad}");
    }
    let long = json!([{ "what": "wasm", "outcome": "passed", "detail": "a".repeat(50_000) }]);
    assert!([413, 422].contains(&wallet::post(relay.url(), "/check", &findings(&long)).status));
    let sent: Vec<_> = (0..8).map(|_| wallet::post(relay.url(), "/check", &findings(&good)).status).collect();
    assert_eq!(sent, [303, 303, 303, 303, 303, 303, 429, 429]);
    let (status, list) = relay.get("/admin/checks?lang=en", &[]).await;
    assert!(status == 200 && list.contains("&lt;img src=x onerror=alert(1)&gt;") && !list.contains("<img src=x"));
    assert_eq!(list.matches("<code>").count(), 6);
    let nobody = [("cookie", "a=b"), ("accept", "*/*")];
    assert_eq!(relay.get("/admin/checks", &nobody).await.0, 303, "to the login");
    let added = ["user", "add", "lan", "--name", "Bà Lan", "--role", "viewer", "--password-stdin"];
    assert!(relay.cli(&added, "mưa rào cái khế\n").ok);
    let lan = wallet::log_in(relay.url(), "lan", "mưa rào cái khế").unwrap();
    let cookie = format!("{}={}", lan.name(), lan.secret);
    assert_eq!(relay.get("/admin/checks", &[("cookie", &cookie)]).await.0, 403);
    let foreign = [("cookie", cookie.as_str()), ("sec-fetch-site", "cross-site")];
    assert_eq!(relay.get("/check", &foreign).await.0, 403);
}
