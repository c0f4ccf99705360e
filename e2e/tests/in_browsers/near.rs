//! Where cameras are: the nearest ones by a position that the test gives, the map by finger and keyboard, the theme for the sun,
//! and the whole way of somebody who looks for a street.

use super::{
    one_camera::{drawn, touch},
    wall::wall,
};
use crate::cameras::wait_state;
use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{CONFIG, Relay},
    until,
};
use e2e_camera::Cameras;
use serde_json::{Value, json};
use shared::routes::door;
use std::time::Duration;

/// Around the market of Cái Khế, Cần Thơ: id, street, latitude and longitude, heading.
const PLACES: [(&str, &str, &str, &str); 4] = [
    ("c1", "Đường Trần Văn Khéo", "10.0460,105.7850", "90"),
    ("c2", "Đường Trần Văn Khéo", "10.0472,105.7866", "270"),
    ("c3", "Hẻm 132 Hùng Vương", "10.0415,105.7790", "0"),
    ("c4", "Đường Lê Lợi", "10.0530,105.7905", "180"),
];

/// Four cameras with their places, and one whose place is not known.
async fn ward() -> (Cameras, Relay) {
    let (served, relay) = wall(5).await;
    for (id, street, position, heading) in PLACES {
        let args = ["camera", "edit", id, "--street", street, "--position", position, "--heading", heading];
        let said = relay.cli(&args, "");
        assert!(said.ok, "{said:?}");
    }
    for id in ["c1", "c5"] {
        wait_state(&relay, id, "live", None).await;
    }
    (served, relay)
}

/// From here on the browser is there, and lets pages know.
async fn stand(browser: &Browser, relay: &Relay, latitude: f64, longitude: f64) {
    let at = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 12 });
    browser.devtools("Emulation.setGeolocationOverride", at).await;
    tells(browser, relay, "granted").await;
}

/// Whether the browser lets pages know where it is.
async fn tells(browser: &Browser, relay: &Relay, setting: &str) {
    let permission = json!({ "permission": { "name": "geolocation" }, "setting": setting, "origin": relay.url() });
    browser.devtools("Browser.setPermission", permission).await;
}

/// Opens a page in Vietnamese.
async fn open(browser: &Browser, relay: &Relay, path: &str) {
    let sign = if path.contains('?') { '&' } else { '?' };
    browser.open(&format!("{}{path}{sign}lang=vi", relay.url())).await;
}

/// A finger's short touch, as the browser makes a click of it.
async fn tap(browser: &Browser, (x, y): (f64, f64)) {
    browser.devtools("Input.synthesizeTapGesture", json!({ "x": x.round(), "y": y.round() })).await;
}

/// The list's rows: the camera's address and how far it is.
async fn rows(browser: &Browser) -> Vec<(String, String)> {
    let script = "return [...document.querySelectorAll('.near li')].map((row) =>
        [row.querySelector('a').getAttribute('href'), row.querySelector('.near-far:not([hidden])')?.innerText ?? ''])";
    let Value::Array(rows) = browser.script(script).await else { panic!("no list") };
    let word = |row: &Value, n: usize| row.get(n).and_then(Value::as_str).unwrap_or_default().to_owned();
    rows.iter().map(|row| (word(row, 0), word(row, 1))).collect()
}

async fn is_true(browser: &Browser, what: &str, script: &str) {
    until(what, PATIENCE, async || (browser.script(&format!("return {script}")).await == true).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_come_first_and_where_one_stands_is_told_to_nobody() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    // Without a position: street by street.
    tells(&browser, &relay, "denied").await;
    open(&browser, &relay, door::NEAR).await;
    let order: Vec<_> = rows(&browser).await.into_iter().map(|(href, _)| href).collect();
    assert_eq!(order, ["c4", "c1", "c2", "c3", "c5"].map(|id| format!("/camera/phuong/{id}")));
    browser.screenshot("near-unknown-360x640").await;
    // 111.2 m a thousandth of a degree to the north: c1 is 100 m south of here, c2 is 147 m to the north-east.
    stand(&browser, &relay, 10.0469, 105.7850).await;
    open(&browser, &relay, door::NEAR).await;
    is_true(&browser, "distances", "document.querySelector('.near-far').innerText.includes('100 m')").await;
    let seen = rows(&browser).await;
    let ids: Vec<_> = seen.iter().map(|(href, _)| &href["/camera/phuong/".len()..]).collect();
    assert_eq!(ids, ["c1", "c2", "c3", "c4", "c5"]);
    assert!(seen[0].1.ends_with("100 m · nam"), "{seen:?}");
    assert!(seen[1].1.ends_with("180 m · đông"), "{seen:?}");
    assert_eq!(seen[4].1, "", "whose place is not known is not near");
    browser.screenshot("near-360x640").await;
    // Walking on puts them in another order, by itself.
    stand(&browser, &relay, 10.0420, 105.7792).await;
    is_true(&browser, "another order", "document.querySelector('.near li a').href.endsWith('c3')").await;
    let said = browser.script("return document.querySelector('[data-said]').innerText").await;
    assert!(said.as_str().unwrap().contains("12 m"), "{said}");
    let asked = browser.script("return performance.getEntriesByType('resource').map((e) => e.name).join()").await;
    assert!(!asked.as_str().unwrap().contains("10.04") && !relay.log().contains("10.0420"), "{asked}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_does_not_say_where_it_is_is_told_what_to_do() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    tells(&browser, &relay, "denied").await;
    open(&browser, &relay, door::NEAR).await;
    is_true(&browser, "the button", "!document.querySelector('[data-near]').hidden").await;
    browser.script("document.querySelector('[data-near]').click()").await;
    is_true(&browser, "the reason", "document.querySelector('[data-said]').innerText.includes('quyền vị trí')").await;
    // By name, without marks.
    open(&browser, &relay, &format!("{}?q=hung+vuong", door::NEAR)).await;
    assert_eq!(rows(&browser).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_shows_states_and_what_a_finger_taps() {
    let (served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 2 })).await;
    open(&browser, &relay, door::MAP).await;
    is_true(&browser, "tools", "!document.querySelector('.map-tools').hidden").await;
    let count = browser.script("return document.querySelectorAll('.camera-mark').length").await;
    assert_eq!(count, 4);
    let names =
        browser.script("return [...document.querySelectorAll('.streets text')].map((t) => t.textContent)").await;
    assert_eq!(names, json!(["Hẻm 132 Hùng Vương", "Đường Lê Lợi", "Đường Trần Văn Khéo"]));
    let spot = async |id: &str| {
        let script = format!(
            "const box = document.querySelector('.camera-mark[data-id=\"phuong/{id}\"] circle').getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]"
        );
        let at = browser.script(&script).await;
        (at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
    };
    // North is up, east is to the right.
    let (south, north) = (spot("c3").await, spot("c4").await);
    assert!(south.1 > north.1 + 50.0 && south.0 < north.0 - 50.0, "{south:?} {north:?}");
    tap(&browser, spot("c4").await).await;
    is_true(&browser, "the card", "!document.querySelector('.map-card').hidden").await;
    let href = browser.script("return document.querySelector('.map-card a').getAttribute('href')").await;
    assert_eq!(href, "/camera/phuong/c4");
    is_true(&browser, "its picture", "document.querySelector('.map-card img').naturalWidth > 0").await;
    browser.screenshot("map-360x640").await;
    // Two fingers make it larger around the point between them.
    let gap = async || {
        let (a, b) = (spot("c1").await, spot("c2").await);
        (a.0 - b.0).hypot(a.1 - b.1)
    };
    let before = gap().await;
    touch(&browser, "touchStart", &[(150.0, 350.0), (170.0, 350.0)]).await;
    for far in [20.0, 40.0, 60.0] {
        touch(&browser, "touchMove", &[(160.0 - far, 350.0), (160.0 + far, 350.0)]).await;
    }
    touch(&browser, "touchEnd", &[]).await;
    let after = gap().await;
    assert!(after > before * 3.0, "{before} {after}");
    // A camera that dies changes its mark by itself.
    served.cameras()[3].stop().await;
    is_true(
        &browser,
        "its sign",
        "document.querySelector('.camera-mark[data-id=\"phuong/c4\"]').dataset.state !== 'live'",
    )
    .await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_for_the_sun_is_kept_on_all_pages() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    stand(&browser, &relay, 10.0469, 105.7850).await;
    open(&browser, &relay, door::NEAR).await;
    let ground = "getComputedStyle(document.body).backgroundColor";
    is_true(&browser, "the dark ground", &format!("{ground} === 'rgb(11, 15, 20)'")).await;
    browser.script("document.querySelector('a.theme').click()").await;
    is_true(&browser, "the light ground", &format!("{ground} === 'rgb(255, 255, 255)'")).await;
    browser.screenshot("near-sun-360x640").await;
    for (path, name) in [(door::MAP, "map"), (door::WALLS, "walls"), (door::HEALTH, "health")] {
        open(&browser, &relay, path).await;
        is_true(&browser, name, &format!("{ground} === 'rgb(255, 255, 255)'")).await;
        browser.screenshot(&format!("{name}-sun-360x640")).await;
    }
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    is_true(&browser, "the wall", &format!("{ground} === 'rgb(255, 255, 255)'")).await;
    browser.screenshot("wall-sun-360x640").await;
    browser.script("document.querySelector('button.theme').click()").await;
    is_true(&browser, "the dark wall", &format!("{ground} === 'rgb(11, 15, 20)'")).await;
    open(&browser, &relay, door::NEAR).await;
    is_true(&browser, "the dark ground again", &format!("{ground} === 'rgb(11, 15, 20)'")).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

/// Somebody with a small phone who has never been here finds a street's corner, sees it live, zooms, goes on to the next one.
#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_finds_a_street_sees_it_live_zooms_and_goes_on() {
    let (_served, relay) = ward().await;
    let browser = Browser::chromium(360, 640).await;
    browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 2 })).await;
    stand(&browser, &relay, 10.0469, 105.7850).await;
    open(&browser, &relay, door::ACCOUNT).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    let began = std::time::Instant::now();
    // What he reads on the buttons leads him: not now the icon on his home screen, first what is near.
    is_true(&browser, "the hint", "[...document.querySelectorAll('button')].some((b) => b.innerText === 'Để sau')")
        .await;
    browser.script("[...document.querySelectorAll('button')].find((b) => b.innerText === 'Để sau').click()").await;
    let pressed = "const link = [...document.querySelectorAll('a')].find((a) => a.innerText.trim() === 'Gần tôi');
        link.click(); return link.getBoundingClientRect().height";
    let height = browser.script(pressed).await;
    assert!(height.as_f64().unwrap() >= 44.0, "{height}");
    is_true(&browser, "the field", "document.querySelector('.near-search input') !== null").await;
    browser.script("document.querySelector('.near-search input').value = 'hem 132'; document.querySelector('.near-search button').click()").await;
    is_true(&browser, "one camera", "document.querySelectorAll('.near li').length === 1").await;
    browser.script("document.querySelector('.near li a').click()").await;
    browser.wait_tile("c3", "state", "live").await;
    browser.wait_moving("c3").await;
    // Twice at a spot: larger.
    let point = (180.0, 200.0);
    for _ in 0..2 {
        touch(&browser, "touchStart", &[point]).await;
        touch(&browser, "touchEnd", &[]).await;
    }
    until("a larger picture", PATIENCE, async || (drawn(&browser).await[2] > 1.5).then_some(())).await;
    for _ in 0..2 {
        touch(&browser, "touchStart", &[point]).await;
        touch(&browser, "touchEnd", &[]).await;
    }
    until("the whole picture", PATIENCE, async || (drawn(&browser).await[2] < 1.1).then_some(())).await;
    browser.script("document.querySelector('a[rel=next]').click()").await;
    browser.wait_tile("c4", "state", "live").await;
    browser.wait_moving("c4").await;
    let took = began.elapsed();
    println!("street, live, zoom, next: {:.1} s", took.as_secs_f64());
    assert!(took < Duration::from_secs(15), "{took:?}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_map_lies_below_where_one_is_configured_and_nothing_else_is_let_in() {
    let mut relay = Relay::new(&format!(
        "{CONFIG}[map]\ntiles = \"http://127.0.0.1:9/t/{{z}}/{{x}}/{{y}}.png\"\ntiles_attribution = \"© Ward\"\n"
    ));
    relay.add("a", "Chợ", "rtsp://127.0.0.1:1/none", &["--position", "10.0460,105.7850"], "");
    relay.run();
    let browser = Browser::chromium(1280, 720).await;
    open(&browser, &relay, door::MAP).await;
    // What the tile's number is worked out from is the standard of web maps.
    let n = f64::from(1u32 << 18);
    let x = ((105.7850 + 180.0) / 360.0 * n).floor();
    let phi = 10.0460f64.to_radians();
    let y = ((1.0 - phi.tan().asinh() / std::f64::consts::PI) / 2.0 * n).floor();
    is_true(
        &browser,
        "its tile",
        &format!("document.querySelector('image[href=\"http://127.0.0.1:9/t/18/{x}/{y}.png\"]') !== null"),
    )
    .await;
    let policy = "(await fetch(location.href)).headers.get('content-security-policy')";
    let policy = browser.script(&format!("return (async () => {policy})()")).await;
    assert!(policy.as_str().unwrap().contains("img-src 'self' data: blob: http://127.0.0.1:9;"), "{policy}");
    let other =
        browser.script("return fetch('/near').then((answer) => answer.headers.get('content-security-policy'))").await;
    assert!(!other.as_str().unwrap().contains("127.0.0.1:9;"), "{other}");
    assert!(browser.text().await.contains("© Ward"));
    browser.screenshot("map-1280x720").await;
}
