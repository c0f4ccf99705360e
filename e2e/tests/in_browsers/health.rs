//! The health pages: which camera is out, since when and why, how it fared, and the month.

use crate::{cameras::wait_state, in_browsers::wall::wall};
use e2e::{browser::Browser, page::PATIENCE, relay::Relay, until};
use shared::routes::{self, door};

/// Two cameras that play, and one that nobody can reach.
async fn ward() -> (e2e_camera::Cameras, Relay) {
    let (served, relay) = wall(2).await;
    relay.add("gone", "Hẻm 51 <i>", "rtsp://127.0.0.1:1/none", &["--area", "Tổ 5"], "");
    wait_state(&relay, "c1", "live", None).await;
    wait_state(&relay, "gone", "offline", Some("connection_refused")).await;
    (served, relay)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_comes_first_with_its_reason_and_its_days() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    let url = format!("{}{}", relay.url(), door::HEALTH);
    // The ledger has an outage after ten seconds.
    let told = async || {
        browser.open(&format!("{url}?lang=vi")).await;
        browser.text().await.contains("vẫn đang mất").then_some(())
    };
    until("the outage", PATIENCE, told).await;
    let text = browser.text().await;
    for part in ["2/3 camera trực tiếp", "Hẻm 51 <i>", "Tổ 5", "Mất tín hiệu", "Sức khỏe camera"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let first = "return document.querySelector('tbody tr th a').textContent";
    assert_eq!(browser.script(first).await, "Hẻm 51 <i>", "what is out comes first");
    let strip = "return [...document.querySelectorAll('.strip')].map((s) => [s.getAttribute('role'), s.querySelectorAll('g').length, s.ariaLabel.length > 20])";
    assert_eq!(
        browser.script(strip).await,
        serde_json::json!([["img", 30, true], ["img", 30, true], ["img", 30, true]])
    );
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.script(wide).await, false);
    browser.screenshot("health-360x640").await;
    browser.resize(1920, 1080).await;
    browser.screenshot("health-1920x1080").await;
    // A name is found without its marks.
    browser.open(&format!("{url}?q=hem+51")).await;
    assert_eq!(browser.script("return document.querySelectorAll('tbody tr').length").await, 1);
    // It leads to the camera.
    browser.driver().find(thirtyfour::By::Css("tbody tr th a")).await.unwrap().click().await.unwrap();
    browser.wait_tile("gone", "state", "offline").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_month_is_a_page_to_print_and_a_sheet() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(1920, 1080).await;
    let url = format!("{}{}", relay.url(), door::HEALTH_MONTH);
    let told = async || {
        browser.open(&format!("{url}?lang=vi")).await;
        browser.text().await.contains("1 lần mất").then_some(())
    };
    until("the outage", PATIENCE, told).await;
    let text = browser.text().await;
    for part in ["Theo khu vực", "Tổ 5", "Theo camera", "Hẻm 51 <i>", "Tháng"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    browser.screenshot("health-month-1920x1080").await;
    browser.resize(360, 640).await;
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.script(wide).await, false, "nothing is cut off on a phone");
    browser.screenshot("health-month-360x640").await;
    browser.resize(1920, 1080).await;
    browser.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" })).await;
    assert!(!browser.text().await.contains("Ctrl+P"), "what is for the screen is not printed");
    browser.screenshot("health-month-print").await;
    browser.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "" })).await;
    let sheet = format!(
        "return fetch(document.querySelector('a[href^=\"{}\"]').href).then(async (a) => [a.status, await a.text()])",
        routes::HEALTH_SHEET
    );
    let sheet = browser.script(&sheet).await;
    assert!(sheet[0] == 200 && sheet[1].as_str().unwrap().contains("Hẻm 51 <i>"), "{sheet}");
    browser.open(&format!("{url}?month=2026-13")).await;
    assert!(browser.text().await.contains("Tháng không hợp lệ"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_open_page_renews_itself_and_takes_nothing_out_of_a_hand() {
    let (served, relay) = ward().await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&format!("{}{}?lang=vi", relay.url(), door::HEALTH)).await;
    // The wall's count leads here, and the page is not loaded anew: what is set on it stays.
    browser.script("window.kept = true").await;
    served.cameras()[0].stop().await;
    until("the new count", PATIENCE, async || browser.text().await.contains("1/3 camera trực tiếp").then_some(()))
        .await;
    assert_eq!(browser.script("return window.kept").await, true);
    // Whoever stands in the list with the keyboard stays there.
    browser.script("document.querySelector('[data-fresh] a').focus()").await;
    served.cameras()[0].restart();
    wait_state(&relay, "c1", "live", None).await;
    let asked = "return performance.getEntriesByType('resource').filter((e) => e.initiatorType === 'fetch').length";
    let before = browser.script(asked).await.as_u64().unwrap();
    until("another look", PATIENCE, async || (browser.script(asked).await.as_u64().unwrap() > before).then_some(()))
        .await;
    assert_eq!(browser.script("return document.activeElement.matches('[data-fresh] a')").await, true);
    browser.script("document.activeElement.blur()").await;
    until("the count again", PATIENCE, async || browser.text().await.contains("2/3 camera trực tiếp").then_some(()))
        .await;
}
