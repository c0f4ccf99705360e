//! What a person sees of TLS, and of its absence.

use crate::{socket::camera_on, tls::own};
use e2e::{browser::Browser, page::PATIENCE, relay::Relay, until, wallet};
use std::fs;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_over_plain_http_says_what_that_costs_and_where_else_to_go() {
    let mut relay = Relay::start();
    relay.keep_port();
    let port = relay.host().rsplit(':').next().unwrap().to_owned();
    relay.stop();
    let config = fs::read_to_string(relay.config()).unwrap();
    let more = format!("[http]\nhosts = [\"cam.test:{port}\"]\npublic_url = \"https://cam.test:9443\"\n");
    fs::write(relay.config(), config.replacen("[http]\n", &more, 1)).unwrap();
    relay.run();
    wallet::keep(&format!("cam.test:{port}"), wallet::session(relay.host()).unwrap());
    let browser = Browser::chromium(360, 640).await;
    let strip = async |field: &str| {
        let script = format!("return document.querySelector('.plain-http{field} ?? null");
        browser.script(&script).await.as_str().map(str::to_owned)
    };
    browser.open(&format!("http://cam.test:{port}/?page=2")).await;
    let words = until("the strip", PATIENCE, async || strip("')?.innerText").await).await;
    assert!(words.contains("không được mã hóa") && words.contains("Mở địa chỉ an toàn"), "{words}");
    assert_eq!(strip(" a')?.href").await.as_deref(), Some("https://cam.test:9443/?page=2"));
    browser.screenshot("plain-http-360x640").await;
    // This machine's own address is as good as a secure one.
    browser.open(relay.url()).await;
    until("the page", PATIENCE, async || browser.text().await.contains("Chưa có camera nào").then_some(())).await;
    assert_eq!(strip("')?.innerText").await, None);
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_plays_over_tls() {
    let (relay, _) = own("");
    let _cameras = camera_on(&relay, &[]).await;
    let browser = Browser::chromium(640, 480).await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "state", "live").await;
    browser.wait_moving("a").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
