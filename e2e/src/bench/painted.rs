//! Row (d), the browser's half: from a tap in Chromium to painted tiles.

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
/// The first one starts the worker and is told apart.
const ROUNDS: usize = 16;

/// Taps a link of the loaded page and looks at each canvas in every animation frame: one pixel of its middle that is
/// no longer see-through is a picture. Times are in milliseconds from the tap.
fn tap(link: &str, tiles: usize) -> String {
    format!(
        "window.painted = {{}};
         const start = performance.now(), o = new OffscreenCanvas(1, 1), g = o.getContext('2d', {{ willReadFrequently: true }});
         const look = () => {{
           for (const tile of document.querySelectorAll('[data-camera]')) {{
             const id = tile.dataset.camera, c = tile.querySelector('canvas');
             if (id in window.painted || !c || !c.width || !c.height) continue;
             g.clearRect(0, 0, 1, 1);
             g.drawImage(c, c.width / 2, c.height / 2, 1, 1, 0, 0, 1, 1);
             if (g.getImageData(0, 0, 1, 1).data[3]) window.painted[id] = performance.now() - start;
           }}
           if (Object.keys(window.painted).length < {tiles}) requestAnimationFrame(look);
         }};
         document.querySelector('{link}').click();
         requestAnimationFrame(look);"
    )
}

/// Goes back and forth between a page that shows no camera and the wall.
pub async fn rows() -> Vec<Row> {
    let stage = Stage::open(TILES, Streams::Both, "").await;
    sleep(Duration::from_secs(9)).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(&format!("http://{}/camera/phuong/nobody", stage.host())).await;
    let (mut every, mut ninth, mut first) = (Vec::new(), Vec::new(), 0.0);
    for round in 0..ROUNDS {
        let ready =
            async || (browser.script("return !!document.querySelector('main a, a.brand')").await == true).then_some(());
        until("the page without a camera", PATIENCE, ready).await;
        // Moments of the GOP that are not always the same, and time for the wall's worker to rest.
        sleep(Duration::from_millis(1500 + 370 * round as u64)).await;
        browser.script(&tap("a.brand", TILES)).await;
        let times = until("nine painted tiles", PATIENCE, async || {
            let painted = browser.script("return Object.values(window.painted)").await;
            let times: Vec<f64> = painted.as_array()?.iter().filter_map(Value::as_f64).collect();
            (times.len() == TILES).then_some(times)
        })
        .await;
        let last = times.iter().copied().fold(0.0, f64::max);
        if round == 0 {
            first = last;
        } else {
            ninth.push(last);
            every.extend(times);
        }
        browser.script("history.back()").await;
    }
    let text = |ms: &mut [f64]| format!("{:.0} / {:.0} ms", percentile(ms, 50.0), percentile(ms, 95.0));
    let (a, b) = (text(&mut every), text(&mut ninth));
    let how = format!(
        "Chromium, headless, software decoding, all on this machine; from the tap on a link inside the loaded page to the \
         animation frame in which the tile's canvas is no longer empty; {} walls, GOP 4 s",
        ROUNDS - 1
    );
    vec![
        Row::new("(d) tap → painted, each tile of a wall of 9, p50 / p95", a)
            .at_most("p95 ≤ 400 ms", percentile(&mut every, 95.0), 400.0)
            .note(&how),
        Row::new("(d) tap → painted, the 9th tile, p50 / p95", b)
            .at_most("p95 ≤ 400 ms", percentile(&mut ninth, 95.0), 400.0)
            .note("the same walls"),
        Row::new("(d) tap → painted, the 9th tile of the page's first wall", format!("{first:.0} ms"))
            .note("once; the player's parts start and Chromium makes its first decoders"),
    ]
}
