//! Walls: layouts, areas, walls that a person keeps, tours, televisions.

use super::{door::at, wall::wall};
use e2e::{
    browser::Browser,
    page::PATIENCE,
    patched::{Patch, Patched, Scripts},
    relay::Relay,
    until,
    wallet::{self, Session},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use thirtyfour::{By, Key};

/// The cameras that are shown, in their order.
async fn shown(browser: &Browser) -> Vec<String> {
    let tiles =
        "return [...document.querySelectorAll('.layer:not([inert]) .tile')].map(t => t.dataset.camera.split('/')[1])";
    let tiles = browser.script(tiles).await;
    tiles.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

async fn wait_shown(browser: &Browser, cameras: &[&str]) {
    let what = format!("{cameras:?} on the wall");
    until(&what, PATIENCE, async || (shown(browser).await == cameras).then_some(())).await;
}

async fn search(browser: &Browser) -> String {
    browser.script("return location.search").await.as_str().unwrap().to_owned()
}

/// Left, top, width and height of the tiles in whole pixels, and whether anything sticks out sideways.
async fn boxes(browser: &Browser) -> (Vec<[i64; 4]>, bool) {
    let script = "return [[...document.querySelectorAll('.layer:not([inert]) .tile')].map(t => {
        const r = t.getBoundingClientRect();
        return [r.left, r.top, r.width, r.height].map(Math.round);
    }), document.documentElement.scrollWidth > innerWidth]";
    serde_json::from_value(browser.script(script).await).unwrap()
}

async fn layout_is(browser: &Browser, name: &str) {
    let chosen = "return document.querySelector('.pager select').value";
    until(name, PATIENCE, async || (browser.script(chosen).await == name).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layout_is_chosen_by_keyboard_and_stays_in_the_address() {
    let (_served, relay) = wall(7).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(relay.url()).await;
    wait_shown(&browser, &["c1", "c2", "c3", "c4", "c5", "c6", "c7"]).await;
    browser.driver().find(By::Css(".pager select")).await.unwrap().send_keys("1+5").await.unwrap();
    wait_shown(&browser, &["c1", "c2", "c3", "c4", "c5", "c6"]).await;
    assert_eq!(search(&browser).await, "?layout=1-5");
    let (tiles, sticks_out) = boxes(&browser).await;
    let [big, small] = [tiles[0], tiles[1]];
    assert!(
        !sticks_out && (big[2] - 2 * small[2] - 6).abs() <= 2 && (big[3] - 2 * small[3] - 6).abs() <= 2,
        "{tiles:?}"
    );
    assert!(tiles.iter().all(|t| t[0] >= 0 && t[1] >= 0 && t[0] + t[2] <= 1920 && t[1] + t[3] <= 1080), "{tiles:?}");
    for id in ["c1", "c6"] {
        browser.wait_moving(id).await;
    }
    browser.screenshot("walls-1-5-1920x1080").await;
    // The next page, and back, by keyboard.
    browser.driver().find(By::Css("body")).await.unwrap().send_keys(Key::PageDown).await.unwrap();
    wait_shown(&browser, &["c7"]).await;
    assert_eq!(search(&browser).await, "?layout=1-5&page=2");
    browser.driver().find(By::Css("body")).await.unwrap().send_keys(Key::PageUp).await.unwrap();
    wait_shown(&browser, &["c1", "c2", "c3", "c4", "c5", "c6"]).await;
    // The address alone opens it.
    browser.open(&format!("{}/?layout=4", relay.url())).await;
    wait_shown(&browser, &["c1", "c2", "c3", "c4"]).await;
    layout_is(&browser, "4").await;
    // On a phone the large tile takes the width.
    browser.resize(360, 640).await;
    browser.open(&format!("{}/?layout=1-5", relay.url())).await;
    wait_shown(&browser, &["c1", "c2", "c3", "c4", "c5", "c6"]).await;
    browser.wait_moving("c1").await;
    let (tiles, sticks_out) = boxes(&browser).await;
    assert!(!sticks_out && tiles[0][2] >= 350 && (170..=180).contains(&tiles[1][2]), "{tiles:?}");
    assert!((195..=205).contains(&tiles[0][3]), "{tiles:?}");
    let targets = "return [...document.querySelectorAll('.pager a, .pager select')].map(e => e.getBoundingClientRect())
        .filter(r => r.width && (r.height < 44 || r.width < 44)).length";
    assert_eq!(browser.script(targets).await, 0, "every control is large enough for a finger");
    browser.screenshot("walls-1-5-360x640").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_has_a_wall_of_its_own() {
    let (_served, relay) = wall(3).await;
    for id in ["c1", "c3"] {
        let said = relay.cli(&["camera", "edit", id, "--area", "Khu phố 2/Tổ 5"], "");
        assert!(said.ok, "{said:?}");
    }
    let browser = Browser::chromium(360, 640).await;
    let tree = async || {
        let tree: Value = serde_json::from_str(&relay.get("/api/v1/areas", &[]).await.1).unwrap();
        let area = tree["areas"][0]["id"].as_str()?.to_owned();
        (tree["areas"][0]["cameras"] == 2).then_some(area)
    };
    let area = until("the area with its cameras", PATIENCE, tree).await;
    browser.open(&format!("{}/walls?lang=vi", relay.url())).await;
    browser.screenshot("walls-page-360x640").await;
    let offered = "return [...document.querySelectorAll('#f-of option')].map(o => o.textContent.trim())";
    let offered = browser.script(offered).await.to_string();
    assert!(offered.contains("Khu phố 2 / Tổ 5") && offered.contains("Yêu thích"), "{offered}");
    browser.script(&format!("document.querySelector('#f-of').value = 'area-{area}'")).await;
    browser.submit("form[method=get]").await;
    wait_shown(&browser, &["c1", "c3"]).await;
    browser.wait_tile("c3", "state", "live").await;
    until("its name", PATIENCE, async || {
        browser.script("return document.title").await.as_str().unwrap().starts_with("Khu phố 2").then_some(())
    })
    .await;
    until("its count", PATIENCE, async || browser.text().await.contains("2/2 camera trực tiếp").then_some(())).await;
    browser.open(&format!("{}/?of=area-nowhere", relay.url())).await;
    let told = async || browser.text().await.contains("chưa có camera nào bạn được xem").then_some(());
    until("words about an area that is not there", PATIENCE, told).await;
}

fn session_of(relay: &Relay, login: &str) -> Session {
    let password = "muoi-hai-ngo-cho";
    let add = ["user", "add", login, "--role", "viewer", "--password-stdin"];
    let said = relay.cli(&add, &format!("{password}\n"));
    assert!(said.ok, "{said:?}");
    wallet::log_in(relay.url(), login, password).unwrap()
}

async fn open_as(browser: &Browser, session: &Session, url: &str) {
    browser.set_cookie(url, session.name(), &session.secret, session.secure).await;
    browser.visit(url).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_that_was_kept_is_there_on_every_device_of_its_person_and_for_nobody_else() {
    let (_served, relay) = wall(4).await;
    let (lan, nam) = (session_of(&relay, "lan"), session_of(&relay, "nam"));
    let url = format!("{}/walls?lang=vi", relay.url());
    let of = {
        let browser = Browser::chromium(360, 640).await;
        open_as(&browser, &lan, &url).await;
        browser.script("document.querySelector('#f-name').value = 'Ca đêm'").await;
        browser.submit("form[method=post]").await;
        until("the wall's page", PATIENCE, async || {
            browser.script("return !!document.querySelector('.arrange-row .handle')").await.as_bool().filter(|is| *is)
        })
        .await;
        // By touch: three of four, in the order of the list.
        for id in ["c1", "c2", "c4"] {
            let tick = format!("label[for='on-phuong/{id}']");
            browser.driver().find(By::Css(&tick)).await.unwrap().click().await.unwrap();
        }
        // By keyboard: the last one goes to the top.
        let last = browser.driver().find(By::Id("on-phuong/c4")).await.unwrap();
        for _ in 0..3 {
            last.send_keys(Key::Alt + Key::Up).await.unwrap();
        }
        let order = "return [...document.querySelectorAll('.arrange-row')].map(r => [...r.querySelectorAll('input')].map(i => i.type === 'checkbox' ? i.checked : i.value)).flat()";
        assert_eq!(browser.script(order).await, json!([true, "1", true, "2", true, "3", false, ""]));
        // By a finger that drags: the first one below the second.
        let drag = "const [a, b] = [...document.querySelectorAll('.arrange-row')].slice(0, 2);
            a.scrollIntoView({ block: 'center' });
            const at = (e, y) => ({ bubbles: true, clientX: e.getBoundingClientRect().left + 20, clientY: e.getBoundingClientRect().top + y });
            a.querySelector('.handle').dispatchEvent(new PointerEvent('pointerdown', at(a, 20)));
            const low = at(b, b.offsetHeight - 4);
            window.dispatchEvent(new PointerEvent('pointermove', low));
            window.dispatchEvent(new PointerEvent('pointerup', low));
            return [...document.querySelectorAll('.arrange-row')].map(r => r.querySelector('input').id)";
        let dragged = browser.script(drag).await;
        assert_eq!(dragged, json!(["on-phuong/c1", "on-phuong/c4", "on-phuong/c2", "on-phuong/c3"]));
        browser.script("document.querySelector('#f-layout').value = '1-5'").await;
        browser.screenshot("walls-arrange-360x640").await;
        browser.submit("form[method=post]").await;
        at(&browser, "/walls").await;
        assert!(browser.text().await.contains("Ca đêm"));
        browser.screenshot("walls-kept-360x640").await;
        let href = "return [...document.querySelectorAll('.wall-row a')].map(a => a.getAttribute('href')).find(h => h.startsWith('/?of=wall-'))";
        browser.script(href).await.as_str().unwrap().to_owned()
    };
    // Another device of hers: the same cameras in the same order and layout, also behind a reload.
    let browser = Browser::chromium(1920, 1080).await;
    for _ in 0..2 {
        open_as(&browser, &lan, &format!("{}{of}", relay.url())).await;
        wait_shown(&browser, &["c1", "c4", "c2"]).await;
        layout_is(&browser, "1-5").await;
    }
    browser.wait_moving("c4").await;
    browser.screenshot("walls-kept-1920x1080").await;
    // Somebody else has neither the wall nor its name.
    open_as(&browser, &nam, &format!("{}{of}", relay.url())).await;
    let told = async || browser.text().await.contains("chưa có camera nào bạn được xem").then_some(());
    until("words about a wall that is not there", PATIENCE, told).await;
    let walls = "return (async () => (await (await fetch('/api/v1/walls')).json()).walls.length)()";
    assert_eq!(browser.script(walls).await, 0);
    browser.visit(&url).await;
    assert!(!browser.text().await.contains("Ca đêm"));
}

#[tokio::test(flavor = "multi_thread")]
async fn favourites_are_ticked_once_and_then_shown() {
    let (_served, relay) = wall(3).await;
    let browser = Browser::chromium(360, 640).await;
    browser.open(&format!("{}/walls/fav", relay.url())).await;
    browser.driver().find(By::Css("label[for='on-phuong/c2']")).await.unwrap().click().await.unwrap();
    browser.submit("form[method=post]").await;
    at(&browser, "/walls").await;
    browser.visit(&format!("{}/?of=wall-fav", relay.url())).await;
    wait_shown(&browser, &["c2"]).await;
    browser.wait_moving("c2").await;
}

/// The cameras that are shown, each with how bright the middle of what is painted in its tile is, 0 to 255.
const PAINTED: &str = "
    const size = (e) => e instanceof HTMLVideoElement ? (e.readyState < 2 ? 0 : e.videoWidth)
        : e instanceof HTMLImageElement ? (e.complete ? e.naturalWidth : 0) : e.width;
    const above = (e) => Number(getComputedStyle(e).zIndex) || 0;
    const scratch = document.createElement('canvas');
    [scratch.width, scratch.height] = [16, 9];
    const context = scratch.getContext('2d', { willReadFrequently: true });
    return [...document.querySelectorAll('.layer:not([inert]) .tile')].map((tile) => {
        context.clearRect(0, 0, 16, 9);
        const found = [...tile.querySelectorAll('.picture')].filter(size).sort((a, b) => above(a) - above(b)).pop();
        if (found) context.drawImage(found, 0, 0, 16, 9);
        const bytes = context.getImageData(0, 0, 16, 9).data;
        let sum = 0;
        for (let i = 0; i < bytes.length; i += 4) sum += bytes[i] + bytes[i + 1] + bytes[i + 2];
        return [tile.dataset.camera.split('/')[1], sum / 432];
    });";

#[tokio::test(flavor = "multi_thread")]
async fn a_tour_shows_every_camera_in_its_turn_and_never_a_black_tile() {
    let (_served, relay) = wall(6).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&format!("{}/?layout=4&tour=5", relay.url())).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "state", "live").await;
        browser.wait_moving(id).await;
    }
    let (mut pages, mut looks) = (Vec::<BTreeSet<String>>::new(), 0);
    // Once around, and to the first page again.
    let around = async || {
        let tiles: Vec<(String, f64)> = serde_json::from_value(browser.script(PAINTED).await).unwrap();
        let black: Vec<_> = tiles.iter().filter(|(_, bright)| *bright < 12.0).collect();
        assert!(black.is_empty() && !tiles.is_empty(), "after {looks} looks: {black:?} of {tiles:?}");
        looks += 1;
        let page: BTreeSet<_> = tiles.into_iter().map(|(id, _)| id).collect();
        if pages.last() != Some(&page) {
            pages.push(page);
        }
        (pages.len() == 3).then_some(())
    };
    until("a whole tour", PATIENCE, around).await;
    let named = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    let first = named(&["c1", "c2", "c3", "c4"]);
    assert_eq!(pages, [first.clone(), named(&["c5", "c6"]), first]);
    assert!(looks > 20, "{looks} looks are too few to see anything");
    browser.screenshot("walls-tour-1920x1080").await;
    // It can be stopped, by a link that keeps the page.
    let stop = browser.driver().find(By::LinkText("Dừng chuyển trang")).await.unwrap();
    stop.click().await.unwrap();
    until("the address without a tour", PATIENCE, async || search(&browser).await.contains("tour=0").then_some(()))
        .await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

/// The relay is of another build each time that the worker connects again.
const NEWER: &str = "
    { const Real = WebSocket; let sockets = 0;
      globalThis.WebSocket = class extends Real {
        constructor(...all) { super(...all); this.again = ++sockets > 1; }
        set onmessage(take) {
          const newer = (event) => new MessageEvent('message', { data: event.data.replace('\"build\":\"', '\"build\":\"newer-') });
          super.onmessage = take && ((event) => take(this.again && typeof event.data === 'string' ? newer(event) : event));
        }
      };
      for (const name of ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']) globalThis.WebSocket[name] = Real[name]; }
";

#[tokio::test(flavor = "multi_thread")]
async fn a_television_tells_of_a_camera_that_dies_and_takes_up_a_new_version() {
    let (served, mut relay) = wall(4).await;
    let camera = served.cameras()[1].clone();
    let patch = Patch { prelude: NEWER.replace('\n', " ") + "\n", scripts: Scripts::Worker, ..Patch::default() };
    let front = Patched::open(relay.host(), patch).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(&format!("{}/?layout=4&tv=1", front.url())).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "state", "live").await;
    }
    browser.wait_moving("c2").await;
    let says =
        async |words: &str| until(words, PATIENCE, async || browser.text().await.contains(words).then_some(())).await;
    says("4/4 camera trực tiếp").await;
    let chrome = "return [...document.querySelectorAll('.brand, .who, .language, .pager')].some(e => e.offsetParent)";
    assert_eq!(browser.script(chrome).await, false, "nothing but pictures and what must be known");
    assert_eq!(browser.script("return !!document.querySelector('.clock').offsetParent").await, true);
    browser.screenshot("walls-tv-1920x1080").await;
    let count = "window.tones = 0; window.sameLoad = true; const make = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); }";
    browser.script(count).await;
    camera.stop().await;
    says(&format!("Mất tín hiệu: {}", camera.name())).await;
    says("3/4 camera trực tiếp").await;
    let flashes = "return document.getAnimations().some(a => a.animationName === 'flash')";
    assert_eq!(browser.script(flashes).await, true);
    assert_eq!(browser.script("return window.tones").await, 3, "it is heard once");
    browser.screenshot("walls-tv-alarm-1920x1080").await;
    camera.restart();
    browser.wait_tile("c2", "state", "live").await;
    until("an end to the alarm", PATIENCE, async || (!browser.text().await.contains("Mất tín hiệu")).then_some(()))
        .await;
    assert_eq!(browser.script("return [window.tones, window.sameLoad]").await, json!([3, true]));
    // The relay is updated.
    relay.keep_port();
    relay.kill();
    relay.run();
    let anew = async || (browser.script("return window.sameLoad ?? null").await == Value::Null).then_some(());
    until("a page that was loaded anew", PATIENCE, anew).await;
    for id in ["c1", "c2", "c3", "c4"] {
        browser.wait_tile(id, "state", "live").await;
    }
    assert_eq!(search(&browser).await, "?layout=4&tv=1");
    // Escape leads out.
    browser.driver().find(By::Css("body")).await.unwrap().send_keys(Key::Escape).await.unwrap();
    until("the usual page", PATIENCE, async || (browser.script(chrome).await == true).then_some(())).await;
}
