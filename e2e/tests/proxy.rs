//! The nginx recipe: pages, answers and the live socket through Debian's nginx, and what the relay believes of it.

use crate::socket::camera_on;
use e2e::{
    live::{Event, Live},
    nginx::Proxied,
    page::PATIENCE,
    raw, tls, until, wallet,
};
use e2e_camera::Profile;
use shared::wire::{CameraState, ClientMessage, Mode, ServerMessage, VERSION};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;

const TRUSTED: &str = "trusted_proxies = [\"127.0.0.1/32\"]";

#[tokio::test(flavor = "multi_thread")]
async fn the_relay_sees_the_client_and_https_through_the_proxy() {
    let proxied = Proxied::start(TRUSTED, |conf| conf);
    let (host, relay) = (proxied.host.as_str(), &proxied.relay);
    let get = async |path: &str, headers: &[(&str, &str)]| {
        let stream = tls::connect(host, &proxied.made.cert, None).await.unwrap();
        raw::get(stream, host, path, headers).await
    };
    let page = get("/", &[]).await;
    assert!(page.status == 200 && page.body.contains("<title>"), "{page:?}");
    assert!(!page.body.contains("ward-https"), "it came over HTTPS");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains(&format!(" wss://{host};")) && !policy.contains(" ws://"), "{policy}");
    assert_eq!(get("/healthz", &[]).await.body, "ok\n");
    // What a client claims of itself changes nothing: its session is still the one that came over HTTPS.
    for claim in [&[][..], &[("x-forwarded-for", "127.0.0.1")], &[("x-forwarded-proto", "http")]] {
        assert_eq!(get("/api/v1/cameras", claim).await.status, 200, "{claim:?}");
        let nobody = get("/api/v1/cameras", &[claim, &[("cookie", "")]].concat()).await;
        assert_eq!((nobody.status, nobody.body.as_str()), (401, r#"{"reason":"login_required"}"#), "{claim:?}");
    }
    // The cookie of plain HTTP, which anybody on the line can have planted, counts for nothing here.
    let planted = format!("ward_session={}", wallet::session(relay.host()).unwrap().secret);
    assert_eq!(get("/api/v1/cameras", &[("cookie", &planted)]).await.status, 401);
    assert!(get("/", &[("x-forwarded-proto", "http")]).await.body.contains("<title>"));
    let evil = get("/api/v1/cameras", &[("origin", "https://evil.example")]).await;
    assert_eq!(evil.body, r#"{"reason":"origin_refused"}"#);
    // A page of ours in the clear is none of ours here.
    let clear = get("/api/v1/cameras", &[("origin", &format!("http://{host}"))]).await;
    assert_eq!(clear.body, r#"{"reason":"origin_refused"}"#);
    let ours = get("/api/v1/cameras", &[("origin", &format!("https://{host}"))]).await;
    assert_eq!(ours.status, 200);
    let stream = tls::connect(host, &proxied.made.cert, None).await.unwrap();
    match Live::over(stream, host, &[("cookie", "")]).await.err() {
        Some(Error::Http(answer)) => assert_eq!(answer.status(), 401),
        other => panic!("{other:?}"),
    }
    // A page in the clear is told where it is had securely.
    let plain = relay.get("/", &[]).await.1;
    assert!(plain.contains(&format!("<meta name=\"ward-https\" content=\"https://{host}\">")), "{plain}");
    let sent = raw::get(TcpStream::connect(&proxied.plain).await.unwrap(), "127.0.0.1", "/x?y=1", &[]).await;
    assert_eq!((sent.status, sent.header("location")), (301, Some("https://127.0.0.1/x?y=1")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_live_socket_comes_through_at_once() {
    let proxied = Proxied::start(TRUSTED, |conf| conf);
    let _cameras = camera_on(&proxied.relay, &[]).await;
    let stream = tls::connect(&proxied.host, &proxied.made.cert, None).await.unwrap();
    let origin = format!("https://{}", proxied.host);
    let mut live = Live::over(stream, &proxied.host, &[("origin", &origin)]).await.unwrap();
    live.say(&ClientMessage::Hello { version: VERSION, device: "test".into() }).await;
    let known =
        |e: &Event| matches!(e, Event::Said(ServerMessage::Camera { state: CameraState::Live, .. })).then_some(());
    live.until("the camera", known).await;
    live.watch(0, "a", Profile::Sub, Mode::All).await;
    let (first, _) = live.frame().await;
    let mut last = first;
    for _ in 0..60 {
        (last, _) = live.frame().await;
    }
    let age_us = |time_us: u64| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        u64::try_from(now.as_micros()).unwrap().saturating_sub(time_us)
    };
    // A proxy that buffered would hold frames back until its buffer is full.
    assert!(age_us(last.time.0) < 1_000_000, "{} us old", age_us(last.time.0));
    let list = tls::connect(&proxied.host, &proxied.made.cert, None).await.unwrap();
    let list = raw::get(list, &proxied.host, "/api/v1/cameras", &[]).await;
    assert!(list.status == 200 && list.body.contains("phuong/a"), "{list:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_is_not_trusted_is_named_in_the_log() {
    let proxied = Proxied::start("", |conf| conf);
    let stream = tls::connect(&proxied.host, &proxied.made.cert, None).await.unwrap();
    let list = raw::get(stream, &proxied.host, "/api/v1/cameras", &[]).await;
    assert_eq!(list.status, 401, "its word that this is HTTPS is not taken");
    let told = async || proxied.relay.log().contains("name it in http.trusted_proxies").then_some(());
    until("a word in the log", PATIENCE, told).await;
}
