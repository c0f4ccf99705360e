//! An officer, whose role asks for a second factor before anything else.

use crate::folk::desk::{link, post, text, user};
use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{CONFIG, Relay},
    until,
};
use std::process::Command;

/// The code that an authenticator app shows now for a key in Base32 (RFC 6238).
fn code(key: &str) -> String {
    let script = "import base64, hmac, struct, sys, time; k = base64.b32decode(sys.argv[1]); \
        h = hmac.new(k, struct.pack('>Q', int(time.time()) // 30), 'sha1').digest(); o = h[-1] & 15; \
        print('%06d' % ((struct.unpack('>I', h[o:o + 4])[0] & 0x7fffffff) % 10 ** 6))";
    let said = Command::new("/usr/bin/python3").args(["-c", script, key]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_sets_up_his_second_factor_before_he_sees_anything() {
    let mut relay = Relay::new(&CONFIG.replace("totp_roles = []", "totp_roles = [\"officer\"]"));
    relay.run();
    let sheet = post(&relay, "/admin/people/new", "name=Qu%E1%BB%91c&login=quoc&role=officer&scope=site").await;
    let browser = Browser::chromium(360, 640).await;
    browser.visit(&format!("{}?lang=vi", link(&sheet.body))).await;
    browser.script("for (const i of document.querySelectorAll('[type=password]')) i.value = 'cá lóc nướng trui'").await;
    browser.submit("main form").await;
    let at = async |path: &str| {
        until(path, PATIENCE, async || (browser.driver().current_url().await.unwrap().path() == path).then_some(()))
            .await;
    };
    browser.screenshot("folk-officer-360x640").await;
    at("/account").await;
    assert!(browser.text().await.contains("bắt buộc xác thực hai bước"));
    let asked = "return (async () => { const a = await fetch('/api/v1/cameras'); return [a.status, (await a.json()).reason] })()";
    assert_eq!(browser.script(asked).await, serde_json::json!([403, "totp_required"]));
    browser.visit(&format!("{}/account/totp", relay.url())).await;
    browser.screenshot("folk-totp-360x640").await;
    let key = browser.script("return document.querySelector('#key').value.replaceAll(' ', '')").await;
    let enter = async |code: &str| {
        browser.script(&format!("document.querySelector('[name=code]').value = '{code}'")).await;
        browser.submit("form:has([name=code])").await;
    };
    let right = code(text(&key));
    enter(if right == "000000" { "111111" } else { "000000" }).await;
    let told = async || browser.text().await.contains("không đúng").then_some(());
    until("that the code is wrong", PATIENCE, told).await;
    let key = browser.script("return document.querySelector('#key').value.replaceAll(' ', '')").await;
    enter(&code(text(&key))).await;
    at("/account").await;
    assert_eq!(browser.script(asked).await[0], 200);
    assert_eq!(user(&relay, "quoc")["second_factor"], true);
    // A lost phone: an admin takes it off, and it must be set up again.
    let person = format!("/admin/people/{}", text(&user(&relay, "quoc")["id"]));
    assert!(relay.get(&format!("{person}/totp-off"), &[]).await.1.contains("Gỡ xác thực hai bước của Quốc?"));
    let off = post(&relay, &format!("{person}/totp-off"), "").await;
    assert_eq!(off.header("location"), Some(&*format!("{person}?done=factor-off")));
    assert_eq!(browser.script(asked).await[0], 403);
    // Out everywhere: he is a stranger.
    post(&relay, &format!("{person}/logout"), "").await;
    assert_eq!(browser.script(asked).await[0], 401);
}
