//! A member of the watch team: invited through the forms by keyboard alone, watching from a phone, cut off.

use crate::folk::desk::{post, text, user};
use e2e::{
    browser::Browser,
    cameras::{self, PASSWORD, USER},
    page::PATIENCE,
    relay::Relay,
    until,
};
use e2e_camera::{Cameras, Profile};
use std::time::{Duration, Instant};

/// Keys as WebDriver writes them (§17.4.2).
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";

/// Two cameras, each in an area of its own.
async fn two_areas() -> (Cameras, Relay) {
    let served = cameras::start(2).await;
    let relay = Relay::start();
    for (i, camera) in served.cameras().iter().enumerate() {
        let [main, sub] = [Profile::Main, Profile::Sub].map(|p| served.url(camera.id(), p));
        let area = format!("Tổ {}", i + 1);
        let more = ["--sub", &sub, "--username", USER, "--password-stdin", "--area", &area];
        relay.add(&format!("c{}", i + 1), camera.name(), &main, &more, PASSWORD);
    }
    (served, relay)
}

async fn press(browser: &Browser, keys: &str) {
    let element = browser.driver().active_element().await.unwrap();
    element.send_keys(keys).await.unwrap();
}

/// Goes on with the tabulator until something about the focused element is so.
async fn tab_to(browser: &Browser, what: &str) {
    for _ in 0..60 {
        press(browser, TAB).await;
        if browser.script(&format!("const e = document.activeElement; return {what}")).await == true {
            return;
        }
    }
    panic!("no way by keyboard to {what}");
}

/// Adds somebody for the first area, without a mouse; the link on the sheet.
async fn invite_by_keyboard(relay: &Relay) -> String {
    let browser = Browser::chromium(1280, 720).await;
    browser.open(&format!("{}/admin/people?lang=vi", relay.url())).await;
    tab_to(&browser, "e.getAttribute('href') === '/admin/people/new'").await;
    browser.screenshot("folk-people").await;
    press(&browser, ENTER).await;
    until("the form", PATIENCE, async || {
        (browser.script("return !!document.querySelector('[name=login]')").await == true).then_some(())
    })
    .await;
    tab_to(&browser, "e.name === 'name'").await;
    press(&browser, "Nguyễn Thị Hoa").await;
    tab_to(&browser, "e.name === 'login'").await;
    press(&browser, "hoa.to1").await;
    tab_to(&browser, "e.name === 'role'").await;
    for _ in 0..3 {
        press(&browser, DOWN).await;
    }
    tab_to(&browser, "e.name === 'scope'").await;
    for _ in 0..2 {
        press(&browser, DOWN).await;
    }
    let chosen = "return [document.querySelector('[name=role]:checked')?.value, \
                  document.querySelector('[name=scope]').selectedOptions[0].label]";
    assert_eq!(browser.script(chosen).await, serde_json::json!(["watch_team", "Khu vực: Tổ 1"]));
    browser.screenshot("folk-person-add").await;
    tab_to(&browser, "e.type === 'submit' && !!e.closest('main')").await;
    press(&browser, ENTER).await;
    let link =
        async || browser.script("return document.querySelector('#link')?.value").await.as_str().map(str::to_owned);
    let link = until("the sheet", PATIENCE, link).await;
    assert_eq!(browser.script("return document.querySelectorAll('svg.qr path').length").await, 1);
    // The harness asks by 127.0.0.1, which no phone knows.
    assert!(browser.text().await.contains("chỉ mở được ngay trên máy chủ"));
    browser.screenshot("folk-sheet").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    link
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_a_password_and_the_cameras_of_ones_own_area_until_it_is_taken_back() {
    let (_served, relay) = two_areas().await;
    let link = invite_by_keyboard(&relay).await;
    let phone = Browser::chromium(360, 640).await;
    let scanned = Instant::now();
    phone.visit(&format!("{link}?lang=vi")).await;
    assert!(phone.text().await.contains("Harness mời bạn xem camera an ninh của phường."));
    phone.screenshot("folk-invitation-360x640").await;
    phone.script("for (const i of document.querySelectorAll('[type=password]')) i.value = 'cá lóc nướng trui'").await;
    phone.submit("main form").await;
    phone.wait_tile("c1", "state", "live").await;
    phone.wait_moving("c1").await;
    assert!(scanned.elapsed() < Duration::from_secs(60), "watching after {:?}", scanned.elapsed());
    assert_eq!(phone.script("return document.querySelectorAll('[data-camera]').length").await, 1);
    let other = "return (async () => (await fetch('/api/v1/cameras/phuong/c2')).status)()";
    assert_eq!(phone.script(other).await, 404);
    phone.screenshot("folk-wall-360x640").await;
    // The link was good for one use.
    assert_eq!(relay.get(link.strip_prefix(relay.url()).unwrap(), &[]).await.0, 404);
    taken_and_given(&relay, &phone).await;
    let id = text(&user(&relay, "hoa.to1")["id"]).to_owned();
    let page = relay.get(&format!("/admin/people/{id}"), &[]).await.1;
    let session = page.split("/admin/sessions/").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let ended = post(&relay, &format!("/admin/sessions/{session}/end"), "").await;
    assert_eq!(ended.header("location"), Some("/admin/sessions?done=session-ended"));
    let at_login = async || phone.driver().current_url().await.unwrap().path().starts_with("/login").then_some(());
    until("the login page", PATIENCE, at_login).await;
    phone.screenshot("folk-out-360x640").await;
}

/// Takes the grant of the running wall away, and gives it again.
async fn taken_and_given(relay: &Relay, phone: &Browser) {
    let hoa = user(relay, "hoa.to1");
    let person = format!("/admin/people/{}", text(&hoa["id"]));
    let grant = text(&hoa["grants"][0]["id"]).to_owned();
    let taken = post(relay, &format!("{person}/grants/{grant}/remove"), "").await;
    assert_eq!(taken.header("location"), Some(&*format!("{person}?done=removed")));
    let live = "return document.querySelectorAll('[data-camera][data-state=live]').length";
    let none = async || (phone.script(live).await == 0).then_some(());
    until("the pictures' end", Duration::from_secs(2), none).await;
    let area = text(&hoa["grants"][0]["area"][0]);
    assert_eq!(area, "Tổ 1");
    let id = relay.get(&person, &[]).await.1;
    let scope = id.split("value=\"area:").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let given = post(relay, &format!("{person}/grant"), &format!("role=watch_team&scope=area:{scope}")).await;
    assert_eq!(given.header("location"), Some(&*format!("{person}?done=added")));
    phone.wait_tile("c1", "state", "live").await;
    phone.wait_moving("c1").await;
}
