//! Floods from one address: of requests, of connections, of live sockets, of nonsense. Each is refused in words, and what
//! stays within the limits is served meanwhile.

use e2e::{
    live::Live,
    raw::{self, Raw},
    relay::{CONFIG, Relay},
    until,
};
use std::time::Duration;
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_tungstenite::tungstenite::Error;

fn limited(limits: &str) -> Relay {
    let mut relay = Relay::new(&format!("{CONFIG}[limits]\n{limits}"));
    relay.run();
    relay
}

async fn connected(relay: &Relay) -> TcpStream {
    TcpStream::connect(relay.host()).await.unwrap()
}

async fn health(relay: &Relay) -> Raw {
    raw::get(connected(relay).await, relay.host(), "/healthz", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_are_told_to_wait_and_then_served() {
    let relay = limited("address_requests_per_sec = 1\n");
    let mut served = 0;
    let refused = loop {
        let answer = health(&relay).await;
        if answer.status != 200 {
            break answer;
        }
        served += 1;
        assert!(served < 500, "nobody was refused");
    };
    // A few of the twenty went into logging in.
    assert!(served >= 15, "{served}: a page is loaded in a burst");
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("1")));
    assert_eq!(refused.body, r#"{"reason":"rate_limited"}"#);
    assert!(refused.header("content-security-policy").is_some());
    until("an answer", Duration::from_secs(10), async || (health(&relay).await.status == 200).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_has_so_many_live_sockets() {
    let relay = limited("address_sockets = 2\n");
    let first = Live::connect(relay.host()).await;
    let _second = Live::connect(relay.host()).await;
    match Live::open(relay.host(), &[], None).await.err() {
        Some(Error::Http(answer)) => {
            assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (429, &"10".parse().unwrap()));
        }
        other => panic!("{other:?}"),
    }
    drop(first);
    until("a free place", Duration::from_secs(10), async || Live::open(relay.host(), &[], None).await.ok()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_has_so_many_connections() {
    let relay = limited("address_connections = 5\n");
    let mut held = Vec::new();
    for _ in 0..5 {
        held.push(connected(&relay).await);
    }
    let refused = raw::send(connected(&relay).await, b"").await.unwrap();
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("10")));
    assert!(refused.body.contains("Too many connections from this address"));
    drop(held);
    let again = async || raw::send(connected(&relay).await, b"GET /healthz HTTP/1.0\r\n\r\n").await;
    until("a free place", Duration::from_secs(10), async || again().await.filter(|a| a.status != 503)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_end_their_connection_and_nothing_else() {
    let relay = Relay::start();
    let host = relay.host();
    let long = format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    let many = format!("GET / HTTP/1.1\r\nhost: {host}\r\n{}\r\n", "a: b\r\n".repeat(5000));
    let path = format!("GET /{} HTTP/1.1\r\nhost: {host}\r\n\r\n", "x".repeat(1 << 20));
    let named = |rest: &str| format!("GET / HTTP/1.1\r\nhost: {host}\r\n{rest}\r\n\r\n");
    for (request, statuses) in [
        ("\0\0\0\0\r\n\r\n".to_owned(), &[400][..]),
        ("GET\r\n\r\n".to_owned(), &[400]),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), &[400]),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &[400, 505]),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), &[421]),
        (format!("GET / HTTP/1.1\r\nhost: {host}\r\nhost: {host}\r\nconnection: close\r\n\r\n"), &[421]),
        (named("no colon"), &[400]),
        (named("na me: x"), &[400]),
        (named("x: a\0b"), &[400]),
        (named("content-length: 1\r\ncontent-length: 2"), &[400]),
        (named("content-length: -1"), &[400]),
        (named("content-length: 99999999999999999999"), &[400]),
        (named("transfer-encoding: gzip"), &[400]),
        (long, &[431]),
        (many, &[431]),
        (path, &[414, 431]),
    ] {
        let start = request.chars().take(60).collect::<String>();
        let answer = raw::send(connected(&relay).await, request.as_bytes()).await;
        // Who still writes when he is refused may see the end only.
        if let Some(answer) = answer {
            assert!(statuses.contains(&answer.status), "{start:?} gave {}", answer.status);
        }
    }
    // A body that is promised and never comes does not keep its connection from ending.
    let mut half = connected(&relay).await;
    let promise =
        format!("POST /api/v1/nothing HTTP/1.1\r\nhost: {host}\r\ncontent-length: 1000\r\nconnection: close\r\n\r\nx");
    half.write_all(promise.as_bytes()).await.unwrap();
    assert_eq!(raw::send(half, b"").await.unwrap().status, 404);
    // A change with a cookie, and no page that it comes from.
    let cookie = format!("POST /api/v1/cameras HTTP/1.1\r\nhost: {host}\r\ncookie: a=b\r\nconnection: close\r\n\r\n");
    let refused = raw::send(connected(&relay).await, cookie.as_bytes()).await.unwrap();
    assert_eq!((refused.status, refused.body.as_str()), (403, r#"{"reason":"origin_refused"}"#));
    assert_eq!(health(&relay).await.status, 200);
    assert!(!relay.log().contains("panicked"));
}
