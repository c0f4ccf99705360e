//! What is left where nearly everything is missing.

use super::Watch;
use crate::in_browsers::wall::wall;
use e2e::{
    browser::Browser,
    patched::{Cut, Patched},
    rungs::Rung,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn without_openh264s_module_there_are_stills_until_it_can_be_had() {
    let (served, relay) = wall(1).await;
    let page = Patched::breakable(relay.host(), &Rung::Openh264.best()).await;
    page.cut("/assets/openh264", Some(Cut::Status(404)));
    let browser = Browser::chromium(1280, 720).await;
    let tile = Watch::open(&browser, &page, &served, "still").await;
    // It is asked for again in a minute.
    page.cut("/assets/openh264", None);
    browser.break_down(&json!({ "ahead": 61_000 })).await;
    tile.plays_by("openh264").await;
    tile.was_honest().await;
}

/// Safari before 16.4 gives workers no canvas: what is left are the page's own elements.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_canvas_for_workers_the_page_paints() {
    let (served, relay) = wall(1).await;
    let browser = Browser::chromium(1280, 720).await;
    let no_canvas = "delete globalThis.OffscreenCanvas;
        if (globalThis.HTMLCanvasElement) delete HTMLCanvasElement.prototype.transferControlToOffscreen;";
    for (missing, rung, element) in [("", "mse", "VIDEO"), (Rung::Mse.missing(), "still", "IMG")] {
        let page = Patched::breakable(relay.host(), &format!("{no_canvas} {} {missing}", Rung::Webrtc.missing())).await;
        let tile = Watch::open(&browser, &page, &served, rung).await;
        let shown = "return document.querySelector('[data-camera] .picture[data-shown]').tagName";
        assert_eq!(browser.script(shown).await, element);
        tile.plays_by(rung).await;
        tile.was_honest().await;
    }
}
