//! What becomes of an embed whose time is over, without a socket. Living ones are tried in a real browser.

use super::super::{app, tests::state};
use crate::config;
use access::{EmbedFacts, Facts, Token, testing::somebody};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request},
};
use shared::{CameraId, Profile, UnixMicros, access::Role};
use std::net::SocketAddr;
use tower::ServiceExt;

/// Status, policy and body of an answer about the embed; `until` is when it ends: the clock stands at 1.
async fn asked(method: Method, path: &str, until: u64) -> (u16, String, String) {
    let camera: CameraId = "ward/a".parse().unwrap();
    let somebody = somebody(Role::Admin, std::slice::from_ref(&camera));
    let token = Token::random();
    let embed = EmbedFacts {
        id: "e".parse().unwrap(),
        camera,
        name: "Quảng trường".into(),
        best: Profile::Sub,
        moving: true,
        viewers_max: 1,
        origins: vec!["https://ward.example.vn".into()],
        until: Some(UnixMicros(until)),
    };
    let facts = Facts { embeds: [(token.hash(), embed)].into(), ..(*somebody.book.facts()).clone() };
    somebody.book.replace(facts);
    let (_dir, state) = state(&config::defaults(), &somebody).await;
    let path = path.replace("TOKEN", token.expose());
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50000))));
    let (parts, body) = app(state).oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let policy = parts.headers["content-security-policy"].to_str().unwrap().to_owned();
    (parts.status.as_u16(), policy, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn an_embed_ends_at_its_time_and_the_page_says_so_wherever_it_stood() {
    let (status, policy, body) = asked(Method::GET, "/embed/TOKEN", 2).await;
    assert!(status == 200 && policy.ends_with("frame-ancestors https://ward.example.vn"), "{status} {policy}");
    assert!(body.contains("Quảng trường") && body.contains("Chưa có hình"), "{body}");
    assert_eq!(asked(Method::POST, "/embed/TOKEN/ticket", 2).await.0, 200);

    let (status, policy, body) = asked(Method::GET, "/embed/TOKEN", 1).await;
    assert!(status == 404 && policy.ends_with("frame-ancestors *"), "{status} {policy}");
    assert!(body.contains("không còn được chiếu") && !body.contains("Quảng trường"), "{body}");
    assert_eq!(asked(Method::POST, "/embed/TOKEN/ticket", 1).await.0, 404);
    assert_eq!(asked(Method::GET, "/embed/TOKEN/still.jpg", 1).await.0, 404);
    assert_eq!(asked(Method::GET, "/embed/nonsense", 2).await.0, 404);
}
