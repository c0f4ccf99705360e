//! The page as an app of its own: what is kept of it, what is said without a network, and hints for browsers that need a hand.

use super::wall::wall;
use e2e::{
    browser::{Browser, Kind, Setup},
    page::PATIENCE,
    until,
};
use serde_json::{Value, json};

/// Waits until the service worker of this build has taken over.
async fn in_charge(browser: &Browser) {
    let active = "return (async () => (await navigator.serviceWorker.ready).active.state)()";
    until("the service worker", PATIENCE, async || (browser.script(active).await == "activated").then_some(())).await;
}

/// The addresses of all that is kept.
async fn kept(browser: &Browser) -> Vec<String> {
    let script = "return (async () => { const all = [];
        for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
        }
        return all; })()";
    let Value::Array(urls) = browser.script(script).await else { panic!("no list") };
    urls.iter().map(|url| url.as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_shell_is_kept_and_without_a_network_that_is_said() {
    let (_served, mut relay) = wall(1).await;
    let browser = Browser::chromium(360, 640).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    in_charge(&browser).await;
    // Every page of the app has been looked at, stills and lists among them.
    browser.open(&format!("{}/camera/phuong/c1", relay.url())).await;
    browser.wait_moving("c1").await;
    let urls = kept(&browser).await;
    assert!(urls.iter().any(|url| url.ends_with(".wasm")) && urls.contains(&"/offline".to_owned()), "{urls:?}");
    let shell = |url: &String| url == "/offline" || url.starts_with("/assets/") && !url.ends_with(".html");
    assert!(urls.iter().all(shell), "nothing that is somebody's: {urls:?}");

    relay.stop();
    browser.visit(relay.url()).await;
    assert!(browser.text().await.contains("Không kết nối được"), "{}", browser.text().await);
    let wide = browser.script("return document.documentElement.scrollWidth > innerWidth").await;
    assert_eq!(wide, false);
    browser.screenshot("pwa-offline-360x640").await;
    relay.run();
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_installed_and_each_icon_has_its_size() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(360, 640).await;
    browser.open(relay.url()).await;
    let manifest = browser.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let said: Value = serde_json::from_str(manifest["data"].as_str().expect("a manifest")).unwrap();
    assert_eq!((&said["display"], &said["start_url"]), (&json!("standalone"), &json!("/")));
    let sizes = "return (async () => Promise.all([...document.querySelectorAll('link[rel=apple-touch-icon]')].map((l) => l.href)
        .concat((await (await fetch(document.querySelector('link[rel=manifest]').href)).json()).icons
            .filter((icon) => icon.type === 'image/png').map((icon) => icon.src))
        .map(async (src) => { const i = new Image(); i.src = src; await i.decode(); return i.naturalWidth; })))()";
    assert_eq!(browser.script(sizes).await, json!([180, 192, 512, 512]));
    in_charge(&browser).await;
    let wrong = browser.devtools("Page.getInstallabilityErrors", json!({})).await;
    let wrong: Vec<_> =
        wrong["installabilityErrors"].as_array().unwrap().iter().map(|e| e["errorId"].clone()).collect();
    // A browser without a profile of its own installs nothing.
    assert!(wrong.iter().all(|id| id == "in-incognito"), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_inside_another_app_is_told_the_way_out_and_an_iphone_how_to_install() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::start(Kind::Chromium, 360, 640, Setup::default()).await;
    let hint = async || browser.script("return document.querySelector('.hint')?.innerText ?? null").await;
    let zalo = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/12345";
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1";
    for (agent, words, name) in
        [(zalo, "Mở bằng Chrome", "pwa-zalo-360x640"), (iphone, "Thêm vào MH chính", "pwa-iphone-360x640")]
    {
        browser.devtools("Emulation.setUserAgentOverride", json!({ "userAgent": agent })).await;
        browser.open(relay.url()).await;
        browser.wait_tile("c1", "state", "live").await;
        let said = hint().await;
        assert!(said.as_str().is_some_and(|said| said.contains(words)), "{said}");
        browser.screenshot(name).await;
        // Answered once, it is not said again.
        browser.script("[...document.querySelectorAll('.hint button')].pop().click()").await;
        assert_eq!(hint().await, Value::Null);
        browser.open(relay.url()).await;
        browser.wait_tile("c1", "state", "live").await;
        assert_eq!(hint().await, Value::Null);
    }
}
