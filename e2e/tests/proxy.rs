//! The nginx recipe: pages, answers and the live socket through Debian's nginx, and what the relay believes of it.

use crate::socket::camera_on;
use e2e::{
    live::{Event, Live},
    nginx::Proxied,
    page::PATIENCE,
    raw, tls, until,
};
use e2e_camera::Profile;
use shared::wire::{CameraState, ClientMessage, Mode, ServerMessage, VERSION};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;

const TRUSTED: &str = "trusted_proxies = [\"127.0.0.1/32\"]";

#[tokio::test(flavor = "multi_thread")]
async fn the_relay_sees_the_client_and_https_and_takes_nobody_for_its_operator() {
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
    // A client that calls itself this machine is still the one behind the proxy.
    for claim in [&[][..], &[("x-forwarded-for", "127.0.0.1")], &[("x-forwarded-proto", "http")]] {
        let list = get("/api/v1/cameras", claim).await;
        assert_eq!((list.status, list.body.as_str()), (403, r#"{"reason":"not_allowed"}"#), "{claim:?}");
    }
    assert!(get("/", &[("x-forwarded-proto", "http")]).await.body.contains("<title>"));
    let evil = get("/api/v1/cameras", &[("origin", "https://evil.example")]).await;
    assert_eq!(evil.body, r#"{"reason":"origin_refused"}"#);
    // A page of ours in the clear is none of ours here.
    let clear = get("/api/v1/cameras", &[("origin", &format!("http://{host}"))]).await;
    assert_eq!(clear.body, r#"{"reason":"origin_refused"}"#);
    let ours = get("/api/v1/cameras", &[("origin", &format!("https://{host}"))]).await;
    assert_eq!(ours.body, r#"{"reason":"not_allowed"}"#);
    // The upgrade reaches the relay, which knows nobody here yet.
    let stream = tls::connect(host, &proxied.made.cert, None).await.unwrap();
    match Live::over(stream, host, &[]).await.err() {
        Some(Error::Http(answer)) => assert_eq!(answer.status(), 403),
        other => panic!("{other:?}"),
    }
    // Where this machine's proxy is trusted, whoever comes from this machine may be anybody.
    assert_eq!(relay.get("/api/v1/cameras", &[]).await.0, 403);
    // A page in the clear is told where it is had securely.
    let plain = relay.get("/", &[]).await.1;
    assert!(plain.contains(&format!("<meta name=\"ward-https\" content=\"https://{host}\">")), "{plain}");
    let sent = raw::get(TcpStream::connect(&proxied.plain).await.unwrap(), "127.0.0.1", "/x?y=1", &[]).await;
    assert_eq!((sent.status, sent.header("location")), (301, Some("https://127.0.0.1/x?y=1")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_live_socket_comes_through_at_once() {
    // With no word of the client's the relay takes the proxy for this machine's operator, who may watch.
    let proxied =
        Proxied::start("", |conf| conf.replace("proxy_set_header X-Forwarded", "# proxy_set_header X-Forwarded"));
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
async fn a_proxy_that_is_not_trusted_makes_nobody_an_operator() {
    let proxied = Proxied::start("", |conf| conf);
    let stream = tls::connect(&proxied.host, &proxied.made.cert, None).await.unwrap();
    let list = raw::get(stream, &proxied.host, "/api/v1/cameras", &[]).await;
    assert_eq!((list.status, list.body.as_str()), (403, r#"{"reason":"not_allowed"}"#));
    let told = async || proxied.relay.log().contains("name it in http.trusted_proxies").then_some(());
    until("a word in the log", PATIENCE, told).await;
}
