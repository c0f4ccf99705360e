//! Row (e): from a unit given to the browser's decoder to its picture on the tile, beside a bare page that decodes and draws
//! the same units at once. Both are looked at by the same stopwatch, which the product does not know of.

mod front;

use super::table::Row;
use crate::{
    browser::Browser,
    measure::{
        stage::{Stage, Streams},
        stats::percentile,
    },
    page::PATIENCE,
    until,
};
use serde_json::Value;
use std::time::Duration;
use tokio::time::sleep;

const TILES: usize = 9;
/// Catch-ups and the first look at jitter are over by then.
const SETTLE: Duration = Duration::from_secs(5);

/// What the stopwatch has seen of one page, in milliseconds.
struct Watched {
    decoded: Vec<f64>,
    drawn: Vec<f64>,
    secs: f64,
}

/// Measures a wall of nine cameras and the bare page.
pub async fn rows(secs: u64) -> Vec<Row> {
    let stage = Stage::open(TILES, Streams::Both, "").await;
    sleep(Duration::from_secs(9)).await;
    let front = front::open(stage.host(), TILES).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(&front.url()).await;
    for n in 0..TILES {
        browser.wait_tile(&format!("c{n}"), "state", "live").await;
    }
    let mut ours = watch(&browser, secs).await;
    let size = browser.pixels("c0").await.map_or((0, 0), |p| (p.width, p.height));
    let floor = format!("{}{}?width={}&height={}", front.url(), front::FLOOR, size.0, size.1);
    browser.open(&floor).await;
    let mut floor = watch(&browser, secs).await;
    let row = |what: &str, ours: &mut [f64], floor: &mut [f64]| {
        let text = |ms: &mut [f64]| format!("{:.1} / {:.1} ms", percentile(ms, 50.0), percentile(ms, 95.0));
        let (mine, bare) = (percentile(ours, 95.0), percentile(floor, 95.0));
        Row::new(what, text(ours)).floor(text(floor), mine, bare)
    };
    let pace = |w: &Watched| w.drawn.len() as f64 / w.secs;
    let (mine, bare) = (pace(&ours), pace(&floor));
    let how = format!(
        "Chromium, headless, software decoding, {TILES} tiles of {}x{}; {mine:.0} pictures/s drawn (floor {bare:.0}); floor: \
         a bare page on the same socket that draws what it decodes",
        size.0, size.1
    );
    vec![
        row("(e) unit → decoded picture, wall of 9, p50 / p95", &mut ours.decoded, &mut floor.decoded).note(&how),
        row("(e) unit → drawn picture, wall of 9, p50 / p95", &mut ours.drawn, &mut floor.drawn)
            .note("ours waits for the next screen and against jitter, 200 ms at most"),
    ]
}

async fn watch(browser: &Browser, secs: u64) -> Watched {
    let listen = "window.stopwatch = new BroadcastChannel('stopwatch');
                  window.stopwatch.onmessage = (told) => { window.watched = told.data; };";
    browser.script(listen).await;
    sleep(SETTLE).await;
    browser.script("window.stopwatch.postMessage('start')").await;
    sleep(Duration::from_secs(secs)).await;
    browser.script("window.stopwatch.postMessage('stop')").await;
    let told = until("the stopwatch's figures", PATIENCE, async || {
        Some(browser.script("return window.watched ?? null").await).filter(|told| !told.is_null())
    })
    .await;
    let list = |name: &str| {
        let values = told.get(name).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let secs = told.get("ms").and_then(Value::as_f64).unwrap_or_default() / 1e3;
    Watched { decoded: list("decoded"), drawn: list("drawn"), secs }
}
