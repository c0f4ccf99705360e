//! Every rung in every browser with every kind of stream: what is painted moves, and by the way that is meant to be left when
//! all better ones are taken from the browser. The table of README comes from here.

mod cells;
mod expected;
mod streams;
mod table;

use cells::{Cell, look};
use e2e::{
    browser::{Browser, Kind, Setup},
    patched::Patched,
    rungs::{FIREFOX_H264, Rung, WARNINGS_KEPT},
};
use table::Table;

#[tokio::test(flavor = "multi_thread")]
async fn every_browser_paints_every_stream_on_every_rung() {
    let streams = streams::all();
    let (_served, relay) = streams::serve(&streams).await;
    // The same pages for all browsers, one for each best rung.
    let mut pages = Vec::new();
    for rung in Rung::ALL {
        let prelude = format!("{}{WARNINGS_KEPT}", rung.best());
        pages.push((rung, Patched::without(relay.host(), &prelude).await));
    }
    let mut table = Table::new(&streams);
    for kind in [Kind::Chromium, Kind::Firefox, Kind::WebKit] {
        let setup = Setup { prefs: &FIREFOX_H264, ..Setup::default() };
        let browser = Browser::start(kind, 1280, 720, setup).await;
        for (best, page) in &pages {
            browser.open(&page.url()).await;
            let cells = look(&browser, *best, &streams).await;
            for cell in &cells {
                eprintln!("{cell}");
            }
            if cells.iter().any(|cell| cell.failure.is_some()) {
                eprintln!("warned of: {:#}", browser.script("return globalThis.wardWarned ?? null").await);
            }
            table.add(kind, *best, cells);
        }
    }
    println!("{table}");
    let failed: Vec<String> = table.cells().filter(|cell| cell.failure.is_some()).map(Cell::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
