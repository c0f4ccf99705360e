//! A camera on the ward's web site: what a visitor sees there in a real Chromium, and what he gets out of it by hand.

use super::wall::wall;
use crate::{cameras::wait_state, socket::one_camera};
use e2e::{
    browser::Browser,
    live::{Event, Live},
    page::PATIENCE,
    raw::{self, Raw},
    relay::Relay,
    site::Site,
    until, wallet,
};
use e2e_camera::Profile;
use serde_json::json;
use shared::Slot;
use shared::text::audit as audit_text;
use shared::wire::{ClientMessage, EMBED_CAMERA, Mode, Reason, ServerMessage, VERSION};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;

/// Before anybody taps, all together.
const BEFORE_TAP_MAX: usize = 15 << 10;

/// A form for an embed of camera `id`, with some fields in place of the usual ones.
fn form(id: &str, origin: &str, changes: &[(&str, &str)]) -> String {
    let camera = format!("phuong/{id}");
    let mut fields = [
        ("camera", camera.as_str()),
        ("name", "Quảng trường"),
        ("origins", origin),
        ("moving", "live"),
        ("best", "sub"),
        ("viewers", "5"),
        ("until", ""),
    ];
    for (name, value) in changes {
        fields.iter_mut().find(|(n, _)| n == name).unwrap().1 = value;
    }
    let encoded = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// An embed made by the admin: its secret, and the one-line code.
fn embed(relay: &Relay, id: &str, origin: &str, changes: &[(&str, &str)]) -> (String, String) {
    let made = wallet::post_as(relay.url(), "/admin/embeds/new", &form(id, origin, changes));
    assert_eq!(made.status, 200, "{}", made.body);
    let code = made.body.split("<textarea").nth(1).unwrap().split_once('>').unwrap().1;
    let code = code.split("</textarea>").next().unwrap().trim();
    let code = code.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let secret = code.split("/embed/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(secret.len(), 43, "{code}");
    (secret, code)
}

/// The id of the only embed, from the admin's list.
async fn only_id(relay: &Relay) -> String {
    let (_, list) = relay.get("/admin/embeds", &[]).await;
    let mut ids = list.split("/admin/embeds/").filter_map(|part| part.split_once("/revoke").map(|(id, _)| id));
    ids.find(|id| id.len() == 12).unwrap().to_owned()
}

async fn ask(relay: &Relay, path: &str, headers: &[(&str, &str)]) -> Raw {
    let stream = TcpStream::connect(relay.host()).await.unwrap();
    // A visitor of a web site is nobody here.
    raw::get(stream, relay.host(), path, &[headers, &[("cookie", "a=b")]].concat()).await
}

fn ticket(relay: &Relay, secret: &str) -> Raw {
    wallet::post(relay.url(), &format!("/embed/{secret}/ticket"), "")
}

async fn open(relay: &Relay, secret: &str, ticket: &str) -> Result<Live, Error> {
    let stream = TcpStream::connect(relay.host()).await.unwrap();
    let path = format!("/embed/{secret}/live?ticket={ticket}");
    Live::at(&path, stream, relay.host(), &[("cookie", "a=b"), ("origin", relay.url())]).await
}

/// A visitor who has gone live, by hand.
async fn visitor(relay: &Relay, secret: &str) -> Live {
    let given = ticket(relay, secret);
    assert_eq!(given.status, 200, "{}", given.body);
    let mut live = open(relay, secret, &given.body).await.unwrap();
    live.say(&ClientMessage::Hello { version: VERSION, device: "test".into() }).await;
    live
}

async fn watch(live: &mut Live, slot: u8, camera: &str, profile: Profile) {
    let camera = camera.parse().unwrap();
    live.say(&ClientMessage::Watch { slot: Slot(slot), camera, profile, mode: Mode::All, rtp: None }).await;
}

fn status(refused: Result<Live, Error>) -> u16 {
    match refused.err() {
        Some(Error::Http(answer)) => answer.status().as_u16(),
        other => panic!("{other:?}"),
    }
}

async fn wait_state_in_frame(browser: &Browser, state: &str) {
    let now = "return document.querySelector('main')?.dataset.state ?? null";
    until(&format!("the embed {state}"), PATIENCE, async || (browser.script(now).await == state).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wards_site_shows_a_still_and_goes_live_on_tap_and_a_third_site_shows_nothing() {
    let (_served, relay) = wall(1).await;
    wait_state(&relay, "c1", "live", None).await;
    let listener = Site::bind().await;
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let (secret, code) = embed(&relay, "c1", &origin, &[]);
    let site = Site::serve(listener, format!("<!doctype html><html lang=\"vi\"><h1>Phường Cái Khế</h1>{code}"));
    assert_eq!(site.origin(), origin);

    let browser = Browser::chromium(640, 480).await;
    browser.visit(&site.origin()).await;
    let frame = "return document.querySelector('ward-camera iframe') !== null";
    until("the element's frame", PATIENCE, async || (browser.script(frame).await == true).then_some(())).await;
    browser.driver().enter_frame(0).await.unwrap();
    wait_state_in_frame(&browser, "poster").await;
    let still = "return document.querySelector('img')?.naturalWidth ?? 0";
    until("the still", PATIENCE, async || (browser.script(still).await == 160).then_some(())).await;
    let text = browser.text().await;
    assert!(text.contains("Quảng trường") && text.contains("Ảnh lúc") && text.contains("Xem trực tiếp"), "{text}");
    // Nothing of the viewer is loaded before somebody wants it.
    let loaded = browser.script("return performance.getEntriesByType('resource').map(e => e.name)").await;
    let loaded: Vec<_> = loaded.as_array().unwrap().iter().map(|url| url.as_str().unwrap().to_owned()).collect();
    let kind = |url: &String| url.split('?').next().unwrap().rsplit('.').next().unwrap().to_owned();
    let mut kinds: Vec<_> = loaded.iter().map(kind).collect();
    kinds.sort();
    assert_eq!(kinds, ["css", "jpg", "js"], "{loaded:?}");
    browser.screenshot("embed-poster").await;

    browser.script("document.querySelector('button').click()").await;
    wait_state_in_frame(&browser, "live").await;
    let count = async || browser.painted("main canvas").await?.count();
    let first = until("a picture", PATIENCE, count).await;
    until("the next picture", PATIENCE, async || count().await.filter(|n| *n != first)).await;
    assert!(browser.text().await.contains("Trực tiếp"));
    browser.screenshot("embed-live").await;

    // Taken back, the picture goes and the page says so.
    let revoked = wallet::post_as(relay.url(), &format!("/admin/embeds/{}/revoke", only_id(&relay).await), "");
    assert_eq!(revoked.status, 303, "{}", revoked.body);
    wait_state_in_frame(&browser, "ended").await;
    assert!(browser.text().await.contains("không còn được chiếu"));
    assert_eq!(browser.script("return document.querySelectorAll('canvas, img:not([hidden])').length").await, 0);
    assert_eq!(ask(&relay, &format!("/embed/{secret}"), &[]).await.status, 404);
    browser.driver().enter_default_frame().await.unwrap();
    // The only complaint is the ticket that was not given.
    let complaints: Vec<_> = browser.complaints().await.into_iter().filter(|c| !c.contains("404")).collect();
    assert_eq!(complaints, Vec::<String>::new());

    let (_, code) = embed(&relay, "c1", &origin, &[]);
    let site = Site::serve(Site::bind().await, format!("<!doctype html>{code}"));
    for elsewhere in [site.origin(), site.third_origin()] {
        browser.visit(&elsewhere).await;
        let refused = async || browser.complaints().await.iter().any(|c| c.contains("frame-ancestors")).then_some(());
        until("the refusal", PATIENCE, refused).await;
        browser.driver().enter_frame(0).await.unwrap();
        assert_eq!(browser.script("return document.querySelector('main') === null").await, true);
        browser.driver().enter_default_frame().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_loaded_before_the_tap_is_small_and_names_no_camera() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let (secret, _) = embed(&relay, "a", "https://ward.example.vn", &[]);
    let packed = [("accept-encoding", "br, gzip")];
    let page = ask(&relay, &format!("/embed/{secret}"), &packed).await;
    let file = |ext: &str| {
        let from = page.body.find("/assets/embed-").map(|i| page.body[i..].to_owned()).unwrap();
        from.split('"')
            .chain(page.body.split('"'))
            .find(|url| url.starts_with("/assets/") && url.ends_with(ext))
            .unwrap()
            .to_owned()
    };
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.ends_with("frame-ancestors https://ward.example.vn"), "{policy}");
    assert_eq!(page.header("x-frame-options"), None);
    assert_eq!(page.header("cross-origin-resource-policy"), Some("cross-origin"));
    let mut bytes = page.head.len() + page.body.len();
    for (path, shared) in [("/embed.js".to_owned(), true), (file(".js"), false), (file(".css"), false)] {
        // A body of compressed bytes is no text; its length stands in the head or is counted unpacked.
        let answer = ask(&relay, &path, &packed).await;
        assert_eq!(answer.status, 200, "{path}");
        let length = answer.header("content-length").map(|n| n.parse::<usize>().unwrap());
        bytes += answer.head.len() + length.unwrap();
        let policy = if shared { "cross-origin" } else { "same-origin" };
        assert_eq!(answer.header("cross-origin-resource-policy"), Some(policy), "{path}");
    }
    let code = bytes;
    let still = ask(&relay, &format!("/embed/{secret}/still.jpg?width=160"), &[]).await;
    assert_eq!((still.status, still.header("content-type")), (200, Some("image/jpeg")));
    bytes += still.head.len() + still.header("content-length").unwrap().parse::<usize>().unwrap();
    eprintln!("before the tap: {bytes} bytes, {code} without the still");
    assert!(bytes <= BEFORE_TAP_MAX, "{bytes} bytes before the tap, {code} without the still");

    let mut said = format!("{}{}{}", page.head, page.body, still.head);
    let mut live = visitor(&relay, &secret).await;
    watch(&mut live, 0, EMBED_CAMERA, Profile::Sub).await;
    let mut seen = 0;
    while seen < 30 {
        match live.next().await {
            Event::Said(message) => said += &serde_json::to_string(&message).unwrap(),
            Event::Frame(..) => seen += 1,
            Event::Closed(end) => panic!("{end:?}"),
        }
    }
    assert!(said.contains("embed/camera"), "{said}");
    let (port, camera) = (served.url("x", Profile::Main), served.cameras()[0].id().to_owned());
    let port = port.split('/').nth(2).unwrap().rsplit(':').next().unwrap().to_owned();
    for canary in ["phuong/", "rtsp", &format!(":{port}"), camera.as_str(), "Ngã tư", e2e::cameras::PASSWORD] {
        assert!(!said.contains(canary), "{canary} in {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_for_one_socket_of_one_embed() {
    let (_served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let (one, _) = embed(&relay, "a", "https://ward.example.vn", &[]);
    let (other, _) = embed(&relay, "a", "https://ward.example.vn", &[]);
    let given = ticket(&relay, &one).body;
    assert_eq!(status(open(&relay, &other, &given).await), 403, "a ticket of another embed");
    assert_eq!(status(open(&relay, &one, &given).await), 403, "which is used up by that");
    let given = ticket(&relay, &one).body;
    let live = open(&relay, &one, &given).await;
    assert!(live.is_ok());
    assert_eq!(status(open(&relay, &one, &given).await), 403, "used twice");
    for bad in ["", "x", &"a".repeat(43), &one] {
        assert_eq!(status(open(&relay, &one, bad).await), 403, "{bad}");
    }
    // The relay's own socket is not for visitors, and tickets are not for pages of other sites.
    let nobody = Live::open(relay.host(), &[("cookie", "a=b")], None).await;
    assert_eq!(status(nobody), 401);
    let foreign = format!(
        "POST /embed/{one}/ticket HTTP/1.1\r\nhost: {}\r\norigin: https://ward.example.vn\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n",
        relay.host()
    );
    let stream = TcpStream::connect(relay.host()).await.unwrap();
    assert_eq!(raw::send(stream, foreign.as_bytes()).await.unwrap().status, 403);
    for path in ["", "/still.jpg"] {
        let fetched = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")];
        assert_eq!(ask(&relay, &format!("/embed/{one}{path}"), &fetched).await.status, 403, "{path}");
    }
    let framed = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
    assert_eq!(ask(&relay, &format!("/embed/{one}"), &framed).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_gets_the_one_camera_in_the_stream_that_is_allowed_until_it_is_taken_back() {
    let (_served, relay) = wall(2).await;
    wait_state(&relay, "c1", "live", None).await;
    let (secret, _) = embed(&relay, "c1", "https://ward.example.vn", &[]);
    let mut live = visitor(&relay, &secret).await;
    for (slot, camera, reason) in [
        (0, "phuong/c1", Reason::UnknownCamera),
        (0, "phuong/c2", Reason::UnknownCamera),
        (2, EMBED_CAMERA, Reason::TooManySlots),
    ] {
        watch(&mut live, slot, camera, Profile::Sub).await;
        let refused = |e: &Event| match e {
            Event::Said(ServerMessage::Refused { reason, .. }) => Some(*reason),
            _ => None,
        };
        assert_eq!(live.until("a refusal", refused).await, reason, "{camera}");
    }
    watch(&mut live, 0, EMBED_CAMERA, Profile::Main).await;
    let stream = |e: &Event| match e {
        Event::Said(ServerMessage::Stream { profile, width, .. }) => Some((*profile, *width)),
        _ => None,
    };
    assert_eq!(live.until("the stream", stream).await, (Profile::Sub, 640));
    live.frame().await;

    let mut full = embed(&relay, "c1", "https://ward.example.vn", &[("viewers", "1"), ("best", "main")]).0;
    let mut first = visitor(&relay, &full).await;
    watch(&mut first, 0, EMBED_CAMERA, Profile::Main).await;
    assert_eq!(first.until("the main stream", stream).await.0, Profile::Main);
    assert_eq!(ticket(&relay, &full).status, 503, "one visitor at a time");
    assert_eq!(ask(&relay, &format!("/embed/{full}/still.jpg"), &[]).await.status, 200, "others have the still");
    drop(first);
    until("the free place", PATIENCE, async || (ticket(&relay, &full).status == 200).then_some(())).await;
    full.clear();

    // The first one in the list is the first that was made.
    let revoked = wallet::post_as(relay.url(), &format!("/admin/embeds/{}/revoke", only_id(&relay).await), "");
    assert_eq!(revoked.status, 303);
    let since = Instant::now();
    let reason = live.until("the end", |e| match e {
        Event::Closed(end) => Some(end.as_ref().map(|frame| frame.reason.to_string())),
        _ => None,
    });
    assert_eq!(reason.await.as_deref(), Some("login_required"));
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    assert_eq!(ticket(&relay, &secret).status, 404);
    assert!(relay.cli(&["audit", "verify"], "").ok);
    let audit = relay.cli(&["audit", "list"], "").out;
    for words in [audit_text::DID_EMBED_MADE, audit_text::DID_EMBED_REVOKED] {
        assert!(audit.contains(words.en), "{}: {audit}", words.en);
    }
    assert!(!audit.contains(&secret) && !relay.log().contains(&secret), "the secret is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn stills_only_are_refreshed_without_a_socket_and_a_full_embed_says_so() {
    let (_served, relay) = wall(1).await;
    wait_state(&relay, "c1", "live", None).await;
    let (stills, _) = embed(&relay, "c1", "https://ward.example.vn", &[("moving", "still")]);
    assert_eq!(ticket(&relay, &stills).status, 403);
    let browser = Browser::chromium(640, 480).await;
    browser.visit(&format!("{}/embed/{stills}?lang=vi", relay.url())).await;
    wait_state_in_frame(&browser, "still").await;
    let shown = "return [document.querySelector('time').dateTime, document.querySelector('button') === null]";
    let first = browser.script(shown).await;
    assert_eq!(first[1], true);
    until("the next still", PATIENCE, async || (browser.script(shown).await[0] != first[0]).then_some(())).await;
    let workers = "return performance.getEntriesByType('resource').filter(e => e.name.includes('worker')).length";
    assert_eq!(browser.script(workers).await, 0);

    let (full, _) = embed(&relay, "c1", "https://ward.example.vn", &[("viewers", "1")]);
    let held = visitor(&relay, &full).await;
    browser.visit(&format!("{}/embed/{full}?lang=vi", relay.url())).await;
    browser.script("document.querySelector('button').click()").await;
    wait_state_in_frame(&browser, "full").await;
    let text = browser.text().await;
    assert!(text.contains("Đã đủ người xem trực tiếp") && text.contains("Xem trực tiếp"), "{text}");
    let width = "return document.querySelector('img:not([hidden])')?.naturalWidth ?? 0";
    until("the still", PATIENCE, async || (browser.script(width).await.as_u64()? > 0).then_some(())).await;
    browser.screenshot("embed-full").await;
    drop(held);
    until("a free place", PATIENCE, async || (ticket(&relay, &full).status == 200).then_some(())).await;
    browser.script("document.querySelector('button').click()").await;
    wait_state_in_frame(&browser, "live").await;

    // A browser without WebCodecs has the stills, and is told why.
    let source = json!({ "source": "delete globalThis.VideoDecoder" });
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", source).await;
    browser.visit(&format!("{}/embed/{full}?lang=vi", relay.url())).await;
    browser.script("document.querySelector('button').click()").await;
    wait_state_in_frame(&browser, "nolive").await;
    assert!(browser.text().await.contains("Trình duyệt này chỉ xem được ảnh"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admins_form_says_what_is_wrong_and_changes_hold_at_once() {
    let (_served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    for (field, value, words) in [
        ("origins", "ward.example.vn", "không phải địa chỉ trang web"),
        ("viewers", "0", "từ 1 đến 99999"),
        ("until", "2020-01-01", "đã qua"),
        ("camera", "phuong/nobody", "một camera trong danh sách"),
    ] {
        let form = form("a", "https://ward.example.vn", &[(field, value)]);
        let answer = wallet::post_as(relay.url(), "/admin/embeds/new", &form);
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.body.contains(words), "{field}: {}", answer.body);
    }
    let nobody = wallet::post(relay.url(), "/admin/embeds/new", &form("a", "https://ward.example.vn", &[]));
    assert!(nobody.status == 303 || nobody.status == 401, "{}", nobody.status);
    let (secret, _) = embed(&relay, "a", "https://ward.example.vn", &[]);
    let page = format!("/admin/embeds/{}", only_id(&relay).await);
    let form = form("a", "https://other.example.vn", &[("name", "Chợ nổi"), ("viewers", "7")]);
    assert_eq!(wallet::post_as(relay.url(), &page, &form).status, 303);
    let shown = ask(&relay, &format!("/embed/{secret}"), &[]).await;
    assert!(shown.body.contains("Chợ nổi"));
    assert!(shown.header("content-security-policy").unwrap().ends_with("frame-ancestors https://other.example.vn"));
    assert!(relay.get(&page, &[]).await.1.contains("https://other.example.vn"));
    // The camera takes its embeds along.
    assert!(relay.cli(&["camera", "remove", "a"], "").ok);
    let gone = async || (ask(&relay, &format!("/embed/{secret}"), &[]).await.status == 404).then_some(());
    until("its end", PATIENCE, gone).await;
}
