//! One camera in hand: zoom and pan by fingers, wheel and keys, its neighbours, full screen, a still to share.

use super::wall::wall;
use e2e::{browser::Browser, page::PATIENCE, until};
use serde_json::{Value, json};

/// Where the picture is drawn: left, top, width, height in frames of its tile.
const DRAWN: &str = "const [p, t] = ['.pictures', '.tile'].map((s) => document.querySelector('main.camera ' + s)?.getBoundingClientRect());
    return p && [(p.left - t.left) / t.width, (p.top - t.top) / t.height, p.width / t.width, p.height / t.height]";

pub(super) async fn drawn(browser: &Browser) -> [f64; 4] {
    let value = browser.script(DRAWN).await;
    [0, 1, 2, 3].map(|n| value[n].as_f64().unwrap_or_default())
}

/// Waits until the picture is drawn so many times as large.
async fn zoomed(browser: &Browser, at_least: f64, at_most: f64) -> [f64; 4] {
    let there = async || Some(drawn(browser).await).filter(|drawn| (at_least..=at_most).contains(&drawn[2]));
    until(&format!("a zoom of {at_least} to {at_most}"), PATIENCE, there).await
}

async fn at(browser: &Browser, path: &str) {
    let there = async || (browser.script("return location.pathname").await == path).then_some(());
    until(path, PATIENCE, there).await;
}

/// Opens a camera's page and waits until its script is there, too: it answers a key.
async fn open(browser: &Browser, url: &str, id: &str) {
    browser.open(&format!("{url}/camera/phuong/{id}")).await;
    browser.wait_tile(id, "state", "live").await;
    let ready = async || {
        key(browser, "+").await;
        (drawn(browser).await[2] > 1.0).then_some(())
    };
    until("the lens", PATIENCE, ready).await;
    key(browser, "0").await;
    zoomed(browser, 1.0, 1.0).await;
}

async fn key(browser: &Browser, key: &str) {
    let press = format!("document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: {key:?}, bubbles: true }}))");
    browser.script(&press).await;
}

/// Fingers at these points of the picture, in CSS pixels of the page.
pub(super) async fn touch(browser: &Browser, what: &str, points: &[(f64, f64)]) {
    let points: Vec<Value> =
        points.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
    browser.devtools("Input.dispatchTouchEvent", json!({ "type": what, "touchPoints": points })).await;
}

/// The tile: left, top, width, height in CSS pixels.
async fn tile(browser: &Browser) -> [f64; 4] {
    let script = "const t = document.querySelector('main.camera .tile').getBoundingClientRect(); return [t.left, t.top, t.width, t.height]";
    let value = browser.script(script).await;
    [0, 1, 2, 3].map(|n| value[n].as_f64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn fingers_zoom_where_they_are_and_swipe_to_the_neighbour() {
    let (_served, relay) = wall(3).await;
    let browser = Browser::chromium(360, 640).await;
    browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 2 })).await;
    open(&browser, relay.url(), "c1").await;
    let [left, top, width, height] = tile(&browser).await;
    let spot = |x: f64, y: f64| (left + x * width, top + y * height);
    // Two fingers apart around a point at a quarter of the width.
    touch(&browser, "touchStart", &[spot(0.2, 0.5), spot(0.3, 0.5)]).await;
    for far in [0.1, 0.15, 0.2] {
        touch(&browser, "touchMove", &[spot(0.25 - far, 0.5), spot(0.25 + far, 0.5)]).await;
    }
    touch(&browser, "touchEnd", &[]).await;
    let seen = zoomed(&browser, 3.5, 4.5).await;
    let under = (0.25 - seen[0]) / seen[2];
    assert!((under - 0.25).abs() < 0.03, "what was under the fingers stays there: {under}");
    // Drawn so large, the main stream is worth its price.
    browser.wait_tile("c1", "profile", "main").await;
    browser.screenshot("camera-zoomed-360x640").await;
    // One finger moves it, and leads nowhere else.
    touch(&browser, "touchStart", &[spot(0.8, 0.5)]).await;
    for x in [0.6, 0.4, 0.2] {
        touch(&browser, "touchMove", &[spot(x, 0.5)]).await;
    }
    touch(&browser, "touchEnd", &[]).await;
    let moved = drawn(&browser).await;
    assert!((moved[0] - (seen[0] - 0.6)).abs() < 0.05, "{seen:?} {moved:?}");
    at(&browser, "/camera/phuong/c1").await;
    // Twice at the same spot: whole again.
    for _ in 0..2 {
        touch(&browser, "touchStart", &[spot(0.5, 0.5)]).await;
        touch(&browser, "touchEnd", &[]).await;
    }
    zoomed(&browser, 1.0, 1.0).await;
    // A swipe at the whole picture leads on, and back.
    for (from, to, path) in [(0.9, 0.1, "/camera/phuong/c2"), (0.1, 0.9, "/camera/phuong/c1")] {
        touch(&browser, "touchStart", &[spot(from, 0.5)]).await;
        touch(&browser, "touchMove", &[spot((from + to) / 2.0, 0.5)]).await;
        touch(&browser, "touchMove", &[spot(to, 0.5)]).await;
        touch(&browser, "touchEnd", &[]).await;
        at(&browser, path).await;
        let id = &path["/camera/phuong/".len()..];
        browser.wait_tile(id, "state", "live").await;
        browser.wait_moving(id).await;
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_the_wheel_do_the_same_at_a_desk() {
    let (_served, relay) = wall(3).await;
    let browser = Browser::chromium(1920, 1080).await;
    open(&browser, relay.url(), "c2").await;
    browser.screenshot("camera-ways-1920x1080").await;
    let [left, top, width, height] = tile(&browser).await;
    let wheel = json!({ "type": "mouseWheel", "x": left + 0.75 * width, "y": top + 0.25 * height, "deltaX": 0, "deltaY": -300 });
    browser.devtools("Input.dispatchMouseEvent", wheel).await;
    let seen = zoomed(&browser, 1.9, 2.1).await;
    let under = [(0.75 - seen[0]) / seen[2], (0.25 - seen[1]) / seen[3]];
    assert!((under[0] - 0.75).abs() < 0.02 && (under[1] - 0.25).abs() < 0.02, "{under:?}");
    // No edge comes into the frame.
    for _ in 0..20 {
        key(&browser, "ArrowRight").await;
    }
    let seen = drawn(&browser).await;
    assert!((seen[0] + seen[2] - 1.0).abs() < 0.01, "{seen:?}");
    at(&browser, "/camera/phuong/c2").await;
    key(&browser, "0").await;
    zoomed(&browser, 1.0, 1.0).await;
    for (pressed, path) in [("ArrowRight", "c3"), ("ArrowRight", "c1"), ("PageUp", "c3"), ("ArrowLeft", "c2")] {
        key(&browser, pressed).await;
        at(&browser, &format!("/camera/phuong/{path}")).await;
        browser.wait_tile(path, "state", "live").await;
    }
    key(&browser, "Escape").await;
    at(&browser, "/").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn full_screen_and_back_also_where_elements_have_none() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(360, 640).await;
    open(&browser, relay.url(), "c1").await;
    let button = browser.driver().find(thirtyfour::By::Css("[data-lens=full]")).await.unwrap();
    button.click().await.unwrap();
    let full = "return document.fullscreenElement?.className ?? null";
    until("full screen", PATIENCE, async || (browser.script(full).await == "camera").then_some(())).await;
    browser.wait_moving("c1").await;
    button.click().await.unwrap();
    until("the page again", PATIENCE, async || browser.script(full).await.is_null().then_some(())).await;
    browser.script("delete Element.prototype.requestFullscreen").await;
    let covers = "const m = document.querySelector('main.camera').getBoundingClientRect();
        return [m.left, m.top, m.width === innerWidth, m.height === innerHeight]";
    button.click().await.unwrap();
    until("the page covered", PATIENCE, async || {
        (browser.script(covers).await == json!([0, 0, true, true])).then_some(())
    })
    .await;
    browser.wait_moving("c1").await;
    browser.screenshot("camera-full-360x640").await;
    button.click().await.unwrap();
    until("the page again", PATIENCE, async || (browser.script(covers).await[1] != json!(0)).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_still_is_handed_on_with_name_and_time() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(360, 640).await;
    open(&browser, relay.url(), "c1").await;
    let stub = "navigator.canShare = () => true; navigator.share = async (what) => { globalThis.shared = what; };";
    browser.script(stub).await;
    browser.script("document.querySelector('[data-lens=share]').click()").await;
    until("what is shared", PATIENCE, async || {
        (browser.script("return !!globalThis.shared").await == true).then_some(())
    })
    .await;
    let look = "const [file] = shared.files; const image = await createImageBitmap(file);
        const sheet = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const pen = sheet.getContext('2d'); pen.drawImage(image, 0, 0);
        const foot = pen.getImageData(0, image.height - 20, image.width, 10).data;
        let light = 0; for (let i = 0; i < foot.length; i += 4) light += foot[i] > 200;
        const all = pen.getImageData(0, 0, image.width, image.width * 9 / 16).data;
        const colours = new Set(); for (let i = 0; i < all.length; i += 404) colours.add(all[i] + ',' + all[i + 1] + ',' + all[i + 2]);
        return [file.type, file.name, image.width / image.height, light > 20, colours.size > 50, shared.title]";
    let seen = browser.script(&format!("return (async () => {{ {look} }})()")).await;
    assert_eq!((&seen[0], &seen[3], &seen[4]), (&json!("image/jpeg"), &json!(true), &json!(true)), "{seen}");
    let (name, title) = (seen[1].as_str().unwrap(), seen[5].as_str().unwrap());
    assert!(name.starts_with("phuong-c1-20") && name.ends_with(".jpg") && title.contains("Lê Lợi"), "{seen}");
    assert!(seen[2].as_f64().unwrap() < 16.0 / 9.0, "what is told stands below the picture");
    // Where nothing can be shared it is saved.
    let save = "navigator.canShare = undefined; globalThis.saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href.slice(0, 5)]); };
        document.querySelector('[data-lens=share]').dispatchEvent(new MouseEvent('click'))";
    browser.script(save).await;
    let saved = async || Some(browser.script("return saved[0] ?? null").await).filter(|saved| !saved.is_null());
    let saved = until("what is saved", PATIENCE, saved).await;
    assert!(saved[0].as_str().unwrap().ends_with(".jpg") && saved[1] == "blob:", "{saved}");
}
