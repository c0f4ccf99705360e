//! The duty book as a desk and a phone use it: coming, noting, handing over, relieving who forgot to go.

use super::wall::wall;
use crate::cameras::wait_state;
use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{PASSWORD, Relay},
    until, wallet,
};
use serde_json::json;
use shared::routes::door;

async fn says(browser: &Browser, words: &str) {
    until(words, PATIENCE, async || browser.text().await.contains(words).then_some(())).await;
}

/// Fills a form's fields and presses its button.
async fn fill(browser: &Browser, action: &str, fields: &[(&str, &str)]) {
    for (name, value) in fields {
        let script = format!("document.querySelector('form[action=\"{action}\"] [name=\"{name}\"]').value = {value:?}");
        browser.script(&script).await;
    }
    browser.submit(&format!("form[action=\"{action}\"]")).await;
}

fn add(relay: &Relay, login: &str, name: &str, role: &str) {
    let args = ["user", "add", login, "--name", name, "--password-stdin", "--role", role];
    let added = relay.cli(&args, &format!("{PASSWORD}\n"));
    assert!(added.ok, "{added:?}");
}

/// From here on it is this person's browser; the duty book is open.
async fn comes(browser: &Browser, relay: &Relay, login: &str) {
    browser.devtools("Network.clearBrowserCookies", json!({})).await;
    let session = wallet::log_in(relay.url(), login, PASSWORD).unwrap();
    browser.set_cookie(relay.url(), session.name(), &session.secret, false).await;
    browser.visit(&format!("{}{}?lang=vi", relay.url(), door::SHIFT)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_is_taken_noted_and_handed_over() {
    let (_served, relay) = wall(2).await;
    relay.add("gone", "Cổng trường", "rtsp://127.0.0.1:1/none", &["--area", "Tổ 5"], "");
    wait_state(&relay, "gone", "offline", Some("connection_refused")).await;
    for (login, name, role) in [("lan", "Bà Lan", "duty"), ("nam", "Ông Nam", "watch_team"), ("xem", "Xem", "viewer")]
    {
        add(&relay, login, name, role);
    }
    let browser = Browser::chromium(360, 640).await;
    comes(&browser, &relay, "lan").await;
    says(&browser, "Chưa ai nhận ca").await;
    fill(&browser, door::SHIFT_BEGIN, &[]).await;
    says(&browser, "Bà Lan từ").await;
    // What is missing in a note is said beside it, and what was typed stays.
    fill(&browser, door::SHIFT_NOTES, &[("text", "Xe chắn lối\nthoát hiểm"), ("camera", "phuong/c1"), ("at", "")])
        .await;
    says(&browser, "Xe chắn lối").await;
    let camera = browser.script("return document.querySelector('.notes a').getAttribute('href')").await;
    assert_eq!(camera, "/camera/phuong/c1");
    says(&browser, "Camera đang mất: Cổng trường").await;
    browser.screenshot("shift-360x640").await;
    fill(&browser, door::SHIFT_END, &[("handover", "Gọi thợ sửa Cổng trường")]).await;
    says(&browser, "Chưa ai nhận ca").await;
    // The next one reads what was left, and takes over; somebody who watches one area alone does not read of other cameras.
    comes(&browser, &relay, "nam").await;
    says(&browser, "Gọi thợ sửa Cổng trường").await;
    says(&browser, "Xe chắn lối").await;
    fill(&browser, door::SHIFT_BEGIN, &[]).await;
    says(&browser, "Ông Nam từ").await;
    // He forgets to hand over: whoever comes ends his shift, which the book says.
    comes(&browser, &relay, "lan").await;
    says(&browser, "Kết thúc ca của Ông Nam").await;
    fill(&browser, door::SHIFT_BEGIN, &[]).await;
    says(&browser, "Bà Lan từ").await;
    comes(&browser, &relay, "nam").await;
    browser.script("document.querySelector('ul.plain:not(.notes) a').click()").await;
    says(&browser, "Bà Lan kết thúc thay").await;
    browser.screenshot("shift-past-360x640").await;
    // A viewer has no part in it.
    comes(&browser, &relay, "xem").await;
    let text = browser.text().await;
    assert!(!text.contains("Xe chắn lối"), "{text}");
}
