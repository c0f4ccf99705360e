//! The first minutes of a relay, and every morning after: set-up by the printed link, login, logout, in a real browser.

use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{CONFIG, Relay},
    until,
};
use serde_json::json;
use shared::text::{door::REFUSAL_LINK, people as t};

/// Fills the page's first form and sends it.
pub(crate) async fn send(browser: &Browser, fields: &[(&str, &str)]) {
    let script = format!(
        "for (const [name, value] of {}) document.querySelector(`main [name=${{name}}]`).value = value",
        json!(fields)
    );
    browser.script(&script).await;
    browser.submit("main form").await;
}

pub(crate) async fn at(browser: &Browser, path: &str) {
    let there = async || (browser.driver().current_url().await.unwrap().path() == path).then_some(());
    until(path, PATIENCE, there).await;
}

pub(crate) async fn says(browser: &Browser, words: &str) {
    // Beside a field a sentence begins with a capital.
    let words = words.to_lowercase();
    until(&words, PATIENCE, async || browser.text().await.to_lowercase().contains(&words).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_admin_comes_by_the_printed_link_and_back_by_his_password() {
    let mut relay = Relay::new(CONFIG);
    relay.run_for_nobody();
    let (link, home) = (relay.setup_link(), relay.url().to_owned());
    let browser = Browser::chromium(360, 640).await;
    // Before there is anybody, every page leads to the login, which has no password of its own.
    browser.visit(&home).await;
    at(&browser, "/login").await;
    browser.visit(&format!("{home}/login?lang=vi")).await;
    send(&browser, &[("login", "admin"), ("password", "admin")]).await;
    says(&browser, t::LOGIN_WRONG.vi).await;
    browser.visit(&link).await;
    let person = [("name", "Bà Lan"), ("login", "Ba.Lan")];
    let with =
        |passwords: [&'static str; 2]| [&person[..], &[("password", passwords[0]), ("again", passwords[1])]].concat();
    send(&browser, &with(["mưa rào cái khế", "mưa rào"])).await;
    says(&browser, t::PASSWORDS_DIFFER.vi).await;
    send(&browser, &with(["ngắn", "ngắn"])).await;
    says(&browser, "ký tự").await;
    browser.screenshot("door-setup-360x640").await;
    let typed = "return [...document.querySelectorAll('main input')].map((i) => i.type === 'password' ? i.value : '')";
    assert_eq!(browser.script(typed).await, json!(["", "", "", ""]), "no password is typed back");
    send(&browser, &with(["mưa rào cái khế", "mưa rào cái khế"])).await;
    at(&browser, "/").await;
    says(&browser, "Chưa có camera nào").await;
    let linked = "return document.querySelector('.to-account')?.textContent";
    until("his name", PATIENCE, async || (browser.script(linked).await == "Bà Lan").then_some(())).await;
    browser.screenshot("door-first-wall-360x640").await;
    // The link was for one use.
    browser.visit(&link).await;
    says(&browser, REFUSAL_LINK.vi).await;
    browser.visit(&format!("{home}/account")).await;
    browser.screenshot("door-account-360x640").await;
    browser.submit("form[action='/logout']").await;
    at(&browser, "/login").await;
    // A bookmark leads back to where it points.
    browser.visit(&format!("{home}/camera/phuong/cong-cho?x=1")).await;
    at(&browser, "/login").await;
    send(&browser, &[("login", "ba.lan"), ("password", "mưa rào cái khê")]).await;
    says(&browser, t::LOGIN_WRONG.vi).await;
    browser.screenshot("door-login-360x640").await;
    let kept = browser.script("return document.querySelector('[name=login]').value").await;
    assert_eq!(kept, "ba.lan");
    send(&browser, &[("password", "mưa rào cái khế")]).await;
    at(&browser, "/camera/phuong/cong-cho").await;
    let refused = |line: &String| line.contains("Content Security Policy");
    assert!(!browser.complaints().await.iter().any(refused), "the pages keep their own policy");
    relay.stop();
    relay.run_for_nobody();
    assert!(!relay.log().contains("There is no admin yet"), "there is one");
}
