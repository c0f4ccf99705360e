//! `/lite` in a Chromium that is made to be old: no wasm, no WebRTC, no script at all.

use super::{
    door::{at, says, send},
    wall::wall,
};
use crate::cameras::wait_state;
use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{ADMIN, PASSWORD, Relay},
    until,
};
use e2e_camera::Profile;
use serde_json::json;
use shared::text::{lite as t, reasons};

/// The script as it is sent, before any packing.
const SCRIPT_MAX_BYTES: usize = 10 << 10;

/// Makes every page of the browser begin with this.
async fn begins_with(browser: &Browser, script: &str) {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
}

/// The number in a camera's picture, if it is shown.
async fn still(browser: &Browser, camera: &str) -> Option<u16> {
    browser.painted(&format!("[data-camera=\"phuong/{camera}\"] img:not([hidden])")).await?.count()
}

async fn stills_move(browser: &Browser, camera: &str) {
    let first = until(&format!("a still of {camera}"), PATIENCE, async || still(browser, camera).await).await;
    let next = async || still(browser, camera).await.filter(|n| *n != first);
    until(&format!("another still of {camera}"), PATIENCE, next).await;
}

/// How often a camera's still was asked for by the script.
async fn asked(browser: &Browser, camera: &str) -> usize {
    let script = format!(
        "return performance.getEntriesByType('resource')
           .filter((e) => e.initiatorType === 'xmlhttprequest' && e.name.includes('/{camera}/still.jpg')).length"
    );
    browser.script(&script).await.as_u64().unwrap() as usize
}

fn place(relay: &Relay, camera: &str, area: &str) {
    let said = relay.cli(&["camera", "edit", camera, "--area", area], "");
    assert!(said.ok, "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_phone_is_sent_to_pictures_that_renew_themselves() {
    let (served, relay) = wall(9).await;
    for camera in ["c1", "c2", "c3"] {
        place(&relay, camera, "Khu phố 1/Tổ 2");
    }
    wait_state(&relay, "c1", "live", None).await;
    let browser = Browser::chromium(360, 640).await;
    begins_with(&browser, "delete window.WebAssembly").await;
    // The language is chosen where it is first asked for, and kept.
    browser.visit(&format!("{}/login?lang=vi", relay.url())).await;
    browser.visit(relay.url()).await;
    at(&browser, "/login").await;
    send(&browser, &[("login", ADMIN), ("password", PASSWORD)]).await;
    at(&browser, "/lite").await;
    says(&browser, t::LITE_SENT.vi).await;
    for camera in ["c1", "c2"] {
        browser.wait_tile(camera, "state", "live").await;
        assert_eq!(browser.tile(camera, "rung").await.as_deref(), Some("still"));
        stills_move(&browser, camera).await;
    }
    let text = browser.text().await;
    assert!(text.contains("Khu phố 1 › Tổ 2") && text.contains(t::LITE_NO_AREA.vi), "{text}");
    assert!(text.contains(t::LITE_STILLS.vi) && text.contains("giây trước"), "{text}");
    browser.screenshot("lite-360x640").await;

    // What is below the edge of the screen is not asked for before it is scrolled to.
    assert_eq!(asked(&browser, "c9").await, 0);
    browser.script("document.querySelector('[data-camera=\"phuong/c9\"]').scrollIntoView()").await;
    browser.wait_tile("c9", "state", "live").await;

    // A page that nobody sees asks for nothing.
    browser
        .script("window.hides = []; document.addEventListener('visibilitychange', () => hides.push(performance.now()))")
        .await;
    let first = browser.driver().window().await.unwrap();
    let other = browser.driver().new_tab().await.unwrap();
    browser.driver().switch_to_window(other).await.unwrap();
    let camera = &served.cameras()[8];
    let frames = camera.clip(Profile::Sub).unwrap().units().len();
    let then = camera.showing(Profile::Sub);
    let later = async || ((camera.showing(Profile::Sub) + frames - then) % frames > 60).then_some(());
    until("four seconds of the camera's", PATIENCE, later).await;
    browser.driver().switch_to_window(first).await.unwrap();
    let back = async || (browser.script("return hides.length").await == 2).then_some(());
    until("the page to be seen again", PATIENCE, back).await;
    // The page itself hears of its being seen again before this test does, and asks at once.
    let meanwhile = "return performance.getEntriesByType('resource')
        .filter((e) => e.startTime > hides[0] + 300 && e.startTime < hides[1] - 300).length";
    assert_eq!(browser.script(meanwhile).await, 0);

    // Small, and nothing of the app.
    let loaded = "return performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)";
    let loaded = browser.script(loaded).await;
    assert!(!loaded.as_array().unwrap().iter().any(|url| url.as_str().unwrap().ends_with(".wasm")), "{loaded}");
    let script = browser.script("return document.querySelector('script').getAttribute('src')").await;
    let (status, script) = relay.get(script.as_str().unwrap(), &[]).await;
    eprintln!("the script has {} bytes", script.len());
    assert!(status == 200 && script.len() <= SCRIPT_MAX_BYTES, "{} bytes", script.len());
    assert!(!script.contains("=>") && !script.contains("?.") && !script.contains("async "), "no ECMAScript 5");
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    // Fingers find everything.
    let small = "return [...document.querySelectorAll('a')].map((a) => a.getBoundingClientRect())
        .filter((box) => box.width && (box.width < 44 || box.height < 44)).length";
    assert_eq!(browser.script(small).await, 0);
    browser.resize(320, 568).await;
    assert_eq!(browser.script("return document.documentElement.scrollWidth").await, 320, "nothing is cut off");
    browser.resize(1920, 1080).await;
    browser.script("scrollTo(0, 0)").await;
    browser.wait_tile("c4", "state", "live").await;
    browser.screenshot("lite-1920x1080").await;
    // The app is one tap away, and sends back what cannot run it, to the same camera.
    browser.visit(&format!("{}/camera/phuong/c2", relay.url())).await;
    at(&browser, "/lite/phuong/c2").await;
    says(&browser, t::LITE_SENT.vi).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webrtc_a_cameras_page_shows_stills_and_a_dead_camera_greys_with_its_age() {
    let (served, relay) = wall(1).await;
    wait_state(&relay, "c1", "live", None).await;
    let browser = Browser::chromium(360, 640).await;
    begins_with(&browser, "delete window.RTCPeerConnection").await;
    browser.open(&format!("{}/lite/phuong/c1?lang=vi", relay.url())).await;
    browser.wait_tile("c1", "state", "live").await;
    stills_move(&browser, "c1").await;
    says(&browser, t::LITE_NEVER_VIDEO.vi).await;
    let before = asked(&browser, "c1").await;
    let per_sec = "return performance.getEntriesByType('resource').filter((e) => e.initiatorType === 'xmlhttprequest')
        .map((e) => e.startTime).reduce((least, at, n, all) => n ? Math.min(least, at - all[n - 1]) : least, 1e9)";
    let more = async || (asked(&browser, "c1").await > before + 3).then_some(());
    until("further stills", PATIENCE, more).await;
    let apart = browser.script(per_sec).await.as_f64().unwrap();
    assert!(apart >= 990.0, "stills were asked for {apart} ms apart");
    browser.screenshot("lite-camera-360x640").await;

    served.cameras()[0].stop().await;
    browser.wait_tile("c1", "state", "offline").await;
    says(&browser, reasons::STATE_OFFLINE.vi).await;
    assert!(browser.text().await.contains("lần cuối"), "{}", browser.text().await);
    let grey = "return getComputedStyle(document.querySelector('.box img')).filter";
    assert!(browser.script(grey).await.as_str().unwrap().contains("grayscale(1)"));
    browser.screenshot("lite-offline-360x640").await;
    served.cameras()[0].restart();
    browser.wait_tile("c1", "state", "live").await;
    stills_move(&browser, "c1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_away_is_said_so_and_found_again() {
    let (_served, mut relay) = wall(1).await;
    wait_state(&relay, "c1", "live", None).await;
    let browser = Browser::chromium(640, 480).await;
    begins_with(&browser, "delete window.RTCPeerConnection").await;
    browser.open(&format!("{}/lite?lang=vi", relay.url())).await;
    browser.wait_tile("c1", "state", "live").await;
    relay.keep_port();
    relay.kill();
    browser.wait_tile("c1", "state", "offline").await;
    says(&browser, shared::text::ui::LINK_LOST.vi).await;
    assert!(browser.text().await.contains("lần cuối"));
    relay.run();
    browser.wait_tile("c1", "state", "live").await;
    stills_move(&browser, "c1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_any_script_there_are_pictures_with_their_times() {
    let (_served, relay) = wall(1).await;
    wait_state(&relay, "c1", "live", None).await;
    let browser = Browser::chromium(360, 640).await;
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    browser.open(&format!("{}/?lang=vi", relay.url())).await;
    says(&browser, t::LITE_OPEN.vi).await;
    browser.open(&format!("{}/lite?lang=vi", relay.url())).await;
    until("a still", PATIENCE, async || still(&browser, "c1").await).await;
    assert!(browser.text().await.contains("Ảnh lúc "), "{}", browser.text().await);
    assert_ne!(browser.tile("c1", "state").await.as_deref(), Some("live"));
    browser.screenshot("lite-no-script-360x640").await;
    browser.open(&format!("{}/lite/phuong/c1?lang=vi", relay.url())).await;
    says(&browser, t::LITE_NO_SCRIPT.vi).await;
    // The page reloads itself.
    stills_move(&browser, "c1").await;
}
