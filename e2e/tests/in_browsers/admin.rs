//! An admin at a real browser, by keyboard alone.

use crate::{
    admin::{audit, page},
    cameras::wait_state,
    socket::camera_on,
};
use e2e::{
    browser::Browser,
    cameras::{self, USER},
    gstreamer::GstCamera,
    page::PATIENCE,
    relay::Relay,
    until,
};
use e2e_camera::{clip, studio::Film};
use thirtyfour::{Key, TypingData};

/// A password that stands nowhere else.
const CANARY: &str = "chim-vàng 7";

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    browser.driver().active_element().await.unwrap().send_keys(keys).await.unwrap();
}

/// Goes on with the tab key until something has the focus.
async fn tab_to(browser: &Browser, selector: &str) {
    let there = format!("return document.activeElement.matches({selector:?})");
    for _ in 0..60 {
        if browser.script(&there).await == true {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("the keyboard does not lead to {selector}");
}

/// Goes to a field and writes into it.
async fn fill(browser: &Browser, field: &str, text: &str) {
    tab_to(browser, &format!("[name={field}]")).await;
    press(browser, text).await;
}

async fn wait_text(browser: &Browser, part: &str) {
    until(part, PATIENCE, async || browser.text().await.contains(part).then_some(())).await;
}

/// No password in the page, and nothing sticks out on a phone either; both are looked at by people, too.
async fn looked_at(browser: &Browser, name: &str) {
    let source = browser.driver().source().await.unwrap();
    assert!(!source.contains(CANARY) && !source.contains("chim-v"), "{name}");
    for (width, height) in [(360, 640), (1280, 800)] {
        browser.resize(width, height).await;
        let wide = browser.script("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "nothing sticks out of {name} at {width}x{height}");
        browser.screenshot(&format!("admin-{name}-{width}x{height}")).await;
    }
}

async fn path(browser: &Browser) -> String {
    browser.script("return location.pathname").await.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_adds_a_camera_by_keyboard_and_sees_it_live_on_the_wall() {
    let stream = clip::to_annex_b(cameras::drawn(1, Film::default()).remove(0).sub.unwrap().units());
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("corner.264");
    std::fs::write(&file, &stream).unwrap();
    let camera = GstCamera::start(&file, 15, USER, CANARY);
    let relay = Relay::start();
    let browser = Browser::chromium(1280, 800).await;
    browser.open(&format!("{}/admin?lang=vi", relay.url())).await;
    browser.visit(&format!("{}/admin/cameras?lang=vi", relay.url())).await;
    wait_text(&browser, "Chưa có camera nào").await;
    tab_to(&browser, "a[href='/admin/cameras/new']").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Bước 1/2").await;
    looked_at(&browser, "add").await;
    fill(&browser, "name", "Cổng chợ").await;
    fill(&browser, "username", USER).await;
    fill(&browser, "password", "sai mật khẩu").await;
    tab_to(&browser, "details.more summary").await;
    press(&browser, Key::Enter).await;
    fill(&browser, "main_url", camera.url()).await;
    tab_to(&browser, "[name=streams]").await;
    press(&browser, " ").await;
    tab_to(&browser, "main button.primary").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Bước 2/2").await;
    wait_text(&browser, "Chưa có hình").await;
    looked_at(&browser, "refused").await;
    tab_to(&browser, "button[value=back]").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Bước 1/2").await;
    // The cursor stands where it is wrong, and what is wrong stands beside it.
    assert_eq!(browser.script("return document.activeElement.name").await, "password");
    let wrong = browser.script("return document.getElementById('f-password-error').innerText").await;
    assert!(wrong.as_str().unwrap().contains("mật khẩu"), "{wrong}");
    assert_eq!(browser.script("return document.getElementById('f-main_url').value").await, camera.url());
    looked_at(&browser, "beside").await;
    press(&browser, CANARY).await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Kết quả thử “Cổng chợ”").await;
    let seen = async || {
        let width = browser.script("return document.querySelector('img.picture')?.naturalWidth ?? 0").await;
        (width.as_u64() == Some(640)).then_some(())
    };
    until("the first picture", PATIENCE, seen).await;
    looked_at(&browser, "found").await;
    tab_to(&browser, "button[value=save]").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Đã thêm").await;
    looked_at(&browser, "edit").await;
    let at = path(&browser).await;
    let id = at.rsplit('/').next().unwrap().to_owned();
    browser.open(relay.url()).await;
    browser.wait_tile(&id, "state", "live").await;
    browser.wait_moving(&id).await;
    looked_at_all(&relay, &id).await;
}

/// No password in any page, in the audit or in the log.
async fn looked_at_all(relay: &Relay, id: &str) {
    let camera = format!("/admin/cameras/phuong/{id}");
    for path in ["/admin/cameras", "/admin/cameras/export.csv", &camera, &format!("{camera}/remove"), "/admin/areas"] {
        let page = page(relay, path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("chim-v") && !page.body.contains("rtsp://127"), "{path}");
    }
    let recorded = audit(relay);
    assert!(recorded.contains("camera_added") && !recorded.contains("chim-v") && !recorded.contains("rtsp://"));
    assert!(!relay.log().contains("chim-v"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_camera_says_so_and_comes_back_and_one_that_is_removed_is_gone() {
    let relay = Relay::start();
    let _served = camera_on(&relay, &[]).await;
    wait_state(&relay, "a", "live", None).await;
    let browser = Browser::chromium(1280, 800).await;
    let camera = format!("{}/admin/cameras/phuong/a", relay.url());
    browser.open(&format!("{camera}?lang=vi")).await;
    tab_to(&browser, "a[href$='/pause']").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Tạm dừng camera “Ngã tư”?").await;
    looked_at(&browser, "pause").await;
    tab_to(&browser, "button.danger").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Tạm dừng từ").await;
    looked_at(&browser, "paused").await;
    browser.open(relay.url()).await;
    let says = "return document.querySelector('[data-camera=\"phuong/a\"]')?.innerText.toLowerCase() ?? ''";
    let paused = async || browser.script(says).await.as_str()?.contains("tạm dừng").then_some(());
    until("a tile that says paused", PATIENCE, paused).await;
    browser.screenshot("admin-wall-paused").await;
    browser.open(&camera).await;
    tab_to(&browser, "form[action$='/resume'] button").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Đã lưu").await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "state", "live").await;
    browser.open(&camera).await;
    tab_to(&browser, "a[href$='/remove']").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Xóa camera “Ngã tư”?").await;
    looked_at(&browser, "remove").await;
    tab_to(&browser, "button.danger").await;
    press(&browser, Key::Enter).await;
    wait_text(&browser, "Chưa có camera nào").await;
    browser.open(relay.url()).await;
    wait_text(&browser, "Chưa có camera nào").await;
    assert_eq!(browser.tile("a", "state").await, None);
}
