//! What pictures cost, as the wall tells it, and the switch that spends less.

use super::wall::wall;
use e2e::{browser::Browser, page::PATIENCE, until};
use std::time::Duration;

/// Megabytes that came today, as the card says.
async fn today(browser: &Browser) -> f64 {
    let script = "const words = document.querySelectorAll('.meter-card p')[1]?.textContent ?? '';
        return Number(words.replace(/[^0-9,]/g, '').replace(',', '.'))";
    browser.script(script).await.as_f64().unwrap_or_default()
}

/// Kilobytes that the worker has had.
async fn came(browser: &Browser) -> f64 {
    browser.script("return globalThis.wardKilobytes ?? 0").await.as_f64().unwrap()
}

/// What comes in some seconds of a wall that runs steadily.
async fn comes(browser: &Browser) -> f64 {
    let before = came(browser).await;
    // A measure takes its time; what is compared are two of the same length.
    tokio::time::sleep(Duration::from_secs(5)).await;
    came(browser).await - before
}

/// Waits until the meter tells something.
async fn metered(browser: &Browser) {
    let script = "return document.querySelector('.meter')?.textContent ?? ''";
    until("the meter", PATIENCE, async || browser.script(script).await.as_str()?.contains("MB/ph").then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_meter_counts_and_the_saver_spends_less_and_is_remembered() {
    let (_served, relay) = wall(4).await;
    let browser = Browser::chromium(360, 640).await;
    browser.open(relay.url()).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "state", "live").await;
    }
    metered(&browser).await;
    let full = comes(&browser).await;
    browser.script("document.querySelector('.meter').click()").await;
    browser.screenshot("meter-360x640").await;
    until("a sum", PATIENCE, async || (today(&browser).await > 0.0).then_some(())).await;
    browser.script("document.querySelector('.meter-card input').click()").await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "mode", "keyframes").await;
    }
    let saved = comes(&browser).await;
    println!("4 tiles, 5 s: {full} KB, saving {saved} KB");
    assert!(saved < full * 0.6, "{full} KB became {saved} KB");
    // A reduced tile says so, and stays live.
    until("words", PATIENCE, async || browser.text().await.contains("Hình thưa").then_some(())).await;
    browser.screenshot("meter-saving-360x640").await;
    // The one that is opened moves.
    browser.open(&format!("{}/camera/phuong/c1", relay.url())).await;
    browser.wait_tile("c1", "mode", "all").await;
    browser.wait_moving("c1").await;
    metered(&browser).await;
    let sum = today(&browser).await;
    assert!(sum > 0.0);
    browser.open(relay.url()).await;
    browser.wait_tile("c2", "mode", "keyframes").await;
    metered(&browser).await;
    until("the sum of before", PATIENCE, async || (today(&browser).await >= sum).then_some(())).await;
    // And back.
    browser
        .script("document.querySelector('.meter').click(); document.querySelector('.meter-card input').click()")
        .await;
    browser.wait_tile("c2", "mode", "all").await;
    browser.wait_moving("c2").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
