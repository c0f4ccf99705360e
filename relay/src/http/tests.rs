//! The router from outside, without a socket.

use super::*;
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use hub::{Hub, Limits};
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::watch;
use tower::ServiceExt;

fn router() -> Router {
    let hub = Arc::new(Hub::new(Limits::default()));
    let shutdown = watch::channel(false).1;
    let address: SocketAddr = "127.0.0.1:8080".parse().unwrap();
    app(App {
        catalog: Catalog::default(),
        clients: Clients::new(1),
        stills: Stills::new(hub.clone(), transport::still::Limits::default()),
        live: Live { hub, build: BUILD, shutdown },
        site: Site::new(address, &[]),
    })
}

async fn get_from(peer: &str, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String, axum::http::HeaderMap) {
    let mut request = Request::get(path).header("host", "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, String::from_utf8_lossy(&body).into_owned(), parts.headers)
}

async fn get(path: &str, headers: &[(&str, &str)]) -> (StatusCode, String, axum::http::HeaderMap) {
    get_from("127.0.0.1:50000", path, headers).await
}

#[tokio::test]
async fn health_and_an_empty_list() {
    assert_eq!(get("/healthz", &[]).await.1, "ok\n");
    assert_eq!(get("/readyz", &[]).await.1, "ready\n");
    assert_eq!(get("/api/v1/cameras", &[]).await.1, r#"{"revision":0,"cameras":[]}"#);
}

#[tokio::test]
async fn a_page_elsewhere_and_a_peer_elsewhere_are_refused() {
    let (status, body, _) = get("/api/v1/cameras", &[("origin", "https://evil.example")]).await;
    assert_eq!((status, body.as_str()), (StatusCode::FORBIDDEN, r#"{"reason":"origin_refused"}"#));
    let (status, _, _) = get_from("192.168.1.9:4000", "/api/v1/cameras", &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_has_the_policy() {
    for path in ["/healthz", "/api/v1/cameras", "/api/v1/nothing", "/assets/worker-0.js", "/"] {
        let (_, _, headers) = get(path, &[]).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}");
        assert!(policy.contains("wss://127.0.0.1:8080") && policy.contains("'wasm-unsafe-eval'"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    let (_, _, refused) = get("/", &[("origin", "https://evil.example")]).await;
    assert!(refused.contains_key("content-security-policy"));
}

#[tokio::test]
async fn what_is_not_there_is_a_404_and_paths_do_not_climb() {
    for path in [
        "/api/v1/nothing",
        "/assets/x.js",
        "/assets/..%2findex.html.gz",
        "/assets/%2e%2e%2fCargo.toml",
        "/assets/a%00.js",
    ] {
        let (status, body, _) = get(path, &[]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, r#"{"reason":"no_such_path"}"#), "{path}");
    }
}

#[tokio::test]
async fn stills_of_nobody_and_of_nonsense_are_refused() {
    for (path, status, reason) in [
        ("/api/v1/cameras/phuong/nobody/still.jpg", StatusCode::NOT_FOUND, "unknown_camera"),
        ("/api/v1/cameras/Phuong/%2e%2e/still.jpg", StatusCode::NOT_FOUND, "unknown_camera"),
        ("/api/v1/cameras/phuong/a/still.jpg?width=abc", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/phuong/a/still.jpg?width=0", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/phuong/a/still.jpg?profile=third", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/phuong/a/still.jpg?width=160&width=320", StatusCode::BAD_REQUEST, "bad_message"),
    ] {
        let (got, body, _) = get(path, &[]).await;
        assert_eq!((got, body), (status, format!(r#"{{"reason":"{reason}"}}"#)), "{path}");
    }
}
