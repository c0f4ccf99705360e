//! Accessibility as axe-core judges it: WCAG 2.2 AA on every page, in both languages, at phone and desk size. What a
//! machine cannot judge, it does not (reading order, sensible words).

use super::wall::wall;
use e2e::{
    browser::Browser,
    page::PATIENCE,
    relay::{ADMIN, Relay},
    until,
};
use serde_json::{Value, json};
use shared::routes::{self, door};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../.cache/axe/axe.min.js");
/// What is wrong on the page that is open: the rule, and where.
const JUDGE: &str = "return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 4).map(({ target, failureSummary }) =>
        target.join(' ') + ' (' + failureSummary.split('\\n').slice(1).join(' ').trim() + ')').join('; ')))";

fn axe() -> String {
    std::fs::read_to_string(AXE).unwrap_or_else(|e| panic!("{AXE}: {e}; run `.dev/axe`"))
}

/// Judges pages one after the other; what is wrong, each with its page.
struct Judge<'a> {
    browser: &'a Browser,
    axe: String,
    wrong: Vec<String>,
}

impl Judge<'_> {
    async fn page(&mut self, url: &str, ready: &str) {
        self.browser.open(url).await;
        let script = format!("return document.querySelector({ready:?}) !== null");
        until(&format!("{ready} on {url}"), PATIENCE, async || {
            (self.browser.script(&script).await == true).then_some(())
        })
        .await;
        self.browser.script(&self.axe).await;
        let Value::Array(found) = self.browser.script(JUDGE).await else { panic!("axe-core says nothing of {url}") };
        self.wrong.extend(found.iter().map(|found| format!("{url}: {}", found.as_str().unwrap())));
    }
}

async fn judge(width: u32, height: u32, lang: &str) {
    let (_served, relay) = wall(4).await;
    let placed = relay.cli(&["camera", "edit", "c1", "--street", "Lê Lợi", "--position", "10.046,105.785"], "");
    assert!(placed.ok, "{placed:?}");
    // A camera that does not come in, so that its words are judged, too.
    relay.add("gone", "Ngõ 12 <b>", "rtsp://127.0.0.1:1/none", &["--area", "Tổ 5"], "");
    let browser = Browser::chromium(width, height).await;
    let mut judge = Judge { browser: &browser, axe: axe(), wrong: Vec::new() };
    let url = |path: &str| format!("{}{path}", relay.url());
    browser.open(&url(&format!("{}?lang={lang}", door::ACCOUNT))).await;
    for wall in [routes::WALL, "/?layout=1-5", "/?layout=1&tour=60", "/?layout=4&tv=1"] {
        judge.page(&url(wall), "[data-camera='phuong/c1'][data-state=live]").await;
    }
    judge.page(&url("/?of=wall-fav"), "main.notice").await;
    judge.page(&url("/camera/phuong/c1"), "[data-camera='phuong/c1'][data-state=live]").await;
    judge.page(&url("/camera/phuong/gone"), "[data-camera='phuong/gone']").await;
    judge.page(&url("/camera/phuong/nobody"), "h1").await;
    for path in pages(&relay) {
        judge.page(&url(&path), "main").await;
    }
    // The theme for the sun has other colours.
    judge.page(&url("/account?theme=light"), "main").await;
    judge.page(&url(routes::WALL), "[data-camera='phuong/c1'][data-state=live]").await;
    judge.page(&url("/camera/phuong/gone"), "[data-camera='phuong/gone']").await;
    for path in pages(&relay) {
        judge.page(&url(&path), "main").await;
    }
    // Whoever is not logged in.
    browser.devtools("Network.clearBrowserCookies", json!({})).await;
    browser.visit(&url(&format!("{}?lang={lang}", door::LOGIN))).await;
    judge.browser.script(&judge.axe).await;
    let Value::Array(found) = browser.script(JUDGE).await else { panic!("axe-core says nothing of the login") };
    judge.wrong.extend(found.iter().map(|found| format!("login: {}", found.as_str().unwrap())));
    assert!(judge.wrong.is_empty(), "{lang}, {width}x{height}:\n{}", judge.wrong.join("\n"));
}

/// Every page of the relay that an admin opens.
fn pages(relay: &Relay) -> Vec<String> {
    let said = relay.cli(&["user", "list", "--json"], "");
    let users: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let admin = users.iter().find(|user| user["login"] == ADMIN).and_then(|user| user["id"].as_str()).unwrap();
    let fixed = [
        door::ACCOUNT,
        door::ACCOUNT_TOTP,
        door::MINE,
        door::WALLS,
        "/walls/fav",
        door::CAMERAS,
        door::CAMERA_NEW,
        door::CAMERAS_IMPORT,
        door::AREAS,
        door::PEOPLE,
        door::PERSON_NEW,
        door::SESSIONS,
        door::EMBEDS,
        door::EMBED_NEW,
        door::AUDIT,
        door::CHECKS,
        door::SETTINGS,
        door::HEALTH,
        door::NEAR,
        door::MAP,
        door::SHIFT,
        door::HEALTH_MONTH,
        routes::CHECK,
        routes::LITE,
        routes::OFFLINE,
        "/lite/phuong/c1",
        "/admin/cameras/phuong/c1",
    ];
    fixed.map(str::to_owned).into_iter().chain([format!("{}/{admin}", door::PEOPLE)]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_on_a_phone_in_vietnamese() {
    judge(360, 640, "vi").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_at_a_desk_in_english() {
    judge(1920, 1080, "en").await;
}
