//! The poster: what the relay last saw, on each tile before its first live picture; never taken for live.

use super::wall::wall;
use crate::{
    cameras::wait_state,
    stills::{frozen, pictured},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use e2e::{browser::Browser, page::PATIENCE, still::psnr, until};
use serde_json::json;

/// How a tile's still is: its width in pixels once it is there, whether it covers the tile, what it is called.
const STILL: &str = "const t = document.querySelector('[data-camera=\"phuong/ID\"]'), i = t?.querySelector('img');
    if (!i?.naturalWidth) return null;
    const a = t.getBoundingClientRect(), b = i.getBoundingClientRect();
    return [i.naturalWidth, a.width === b.width && a.height === b.height, i.alt, t.innerText];";

/// A worker that never comes up, in place of the one that brings live pictures.
const NO_WORKER: &str = "globalThis.Worker = class extends EventTarget { postMessage() {} }";

#[tokio::test(flavor = "multi_thread")]
async fn each_tile_shows_a_still_at_once_and_the_live_picture_takes_its_place() {
    let (served, relay) = wall(9).await;
    for id in 1..=9 {
        wait_state(&relay, &format!("c{id}"), "live", None).await;
    }
    served.cameras()[1].stop().await;
    until("its end", PATIENCE, async || relay.get("/api/v1/cameras", &[]).await.1.contains("offline").then_some(()))
        .await;
    let browser = Browser::chromium(360, 640).await;
    let held = browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NO_WORKER })).await;
    for (width, height) in [(360, 640), (1920, 1080)] {
        browser.resize(width, height).await;
        browser.open(relay.url()).await;
        for id in ["c1", "c2"] {
            let script = STILL.replace("ID", id);
            let still = until(&format!("the still of {id}"), PATIENCE, async || {
                Some(browser.script(&script).await).filter(|still| !still.is_null())
            })
            .await;
            assert!([160, 320, 640].contains(&still[0].as_u64().unwrap()), "{still}");
            assert!(still[1] == true && still[2].as_str().unwrap().starts_with("Ảnh gần nhất của "), "{still}");
            assert!(still[3].as_str().unwrap().contains("ảnh lúc "), "{still}");
            for (attribute, value) in [("rung", "still"), ("feed", "http"), ("state", "starting")] {
                assert_eq!(browser.tile(id, attribute).await.as_deref(), Some(value), "{id}");
            }
            assert!(browser.tile(id, "age-ms").await.unwrap().parse::<u64>().is_ok());
        }
        let all = async || {
            let stills = browser.script("return document.querySelectorAll('img.still').length").await;
            (width < 600 || stills == 9).then_some(())
        };
        until("all stills", PATIENCE, all).await;
        browser.screenshot(&format!("posters-{width}x{height}")).await;
    }
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", held).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c1", "state", "live").await;
    browser.wait_moving("c1").await;
    for (attribute, value) in [("rung", "webcodecs"), ("feed", "ws")] {
        browser.wait_tile("c1", attribute, value).await;
    }
    let gone = "return document.querySelector('[data-camera=\"phuong/c1\"] img') === null";
    assert_eq!(browser.script(gone).await, true);
    // The dead one has its last picture, its time and its state, from the live socket as well.
    browser.wait_tile("c2", "state", "offline").await;
    until("its time", PATIENCE, async || browser.text().await.contains("lần cuối ").then_some(())).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

/// The still and the canvas of camera `a`, as the browser paints both.
const BOTH: &str = "const still = await (await fetch('/api/v1/cameras/phuong/a/still.jpg?width=full')).blob();
    const pixels = image => {
        const o = new OffscreenCanvas(image.width, image.height), g = o.getContext('2d');
        g.drawImage(image, 0, 0);
        const d = g.getImageData(0, 0, o.width, o.height).data;
        let s = '';
        for (let i = 0; i < d.length; i += 32768) s += String.fromCharCode(...d.subarray(i, i + 32768));
        return btoa(s);
    };
    return [pixels(await createImageBitmap(still)), pixels(document.querySelector('.tile canvas'))];";

#[tokio::test(flavor = "multi_thread")]
async fn a_still_has_the_colours_of_the_live_picture() {
    let browser = Browser::chromium(1920, 1080).await;
    let bt709: &[&str] = &["-x264-params", "colormatrix=bt709:colorprim=bt709:transfer=bt709:keyint=10"];
    let full: &[&str] = &[
        "-color_range",
        "pc",
        "-x264-params",
        "range=pc:colormatrix=smpte170m:colorprim=smpte170m:transfer=smpte170m:keyint=10",
    ];
    for (name, size, more, colours) in [
        ("nothing said, small", "640x360", &["-bf", "0"][..], ""),
        ("nothing said, large", "1280x720", &["-bf", "0"], ""),
        ("BT.709", "640x360", bt709, ",scale=out_color_matrix=bt709"),
        ("full range", "640x360", full, ",scale=out_range=pc"),
    ] {
        let (_served, relay) = pictured(name, frozen(size, more, colours)).await;
        browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
        browser.wait_tile("a", "state", "live").await;
        browser.wait_tile("a", "rung", "webcodecs").await;
        let both = browser.script(BOTH).await;
        let [still, live] = [0, 1].map(|i| BASE64_STANDARD.decode(both[i].as_str().unwrap()).unwrap());
        let db = psnr(&still, &live);
        eprintln!("{name}: {db:.1} dB");
        // With the other matrix it is 25 dB.
        assert!(db >= 28.0, "{name}: the still is {db:.1} dB from what Chromium paints");
    }
}
