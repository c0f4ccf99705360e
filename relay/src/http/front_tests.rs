//! The layers in front, over routes of their own and over the real ones, without a socket.

use super::*;
use crate::{
    config,
    http::{app, headers::FrameAncestors, visitor::Arrived},
};
use access::testing::Somebody;
use axum::{
    Extension,
    body::{Bytes, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request},
    routing::{get, post},
};
use std::{future::pending, net::SocketAddr, time::Duration};
use tower::ServiceExt;

/// A relay at `https://cam.example.vn`, which trusts 127.0.0.1.
async fn state(change: impl FnOnce(&mut Config)) -> (tempfile::TempDir, App) {
    let somebody = access::testing::somebody(shared::access::Role::Admin, &[]);
    state_of(&somebody, change).await
}

/// The same, where somebody has logged in.
async fn state_of(somebody: &Somebody, change: impl FnOnce(&mut Config)) -> (tempfile::TempDir, App) {
    let mut config = config::defaults();
    config.hosts = vec!["cam.example.vn".into()];
    config.door.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    change(&mut config);
    crate::http::tests::state(&config, somebody).await
}

/// A request from a peer to `cam.example.vn`, unless its headers say otherwise.
fn request(method: Method, path: &str, peer: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Request<Body> {
    let mut request = Request::new(Body::from(body));
    (*request.method_mut(), *request.uri_mut()) = (method, path.parse().unwrap());
    request.headers_mut().insert("host", "cam.example.vn".parse().unwrap());
    for (name, value) in headers {
        let name: header::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4000)));
    request
}

async fn ask(router: &Router, request: Request<Body>) -> (u16, HeaderMap, String) {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 64 << 20).await.unwrap();
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&body).into_owned())
}

const HTTPS: (&str, &str) = ("x-forwarded-proto", "https");
const FROM: (&str, &str) = ("x-forwarded-for", "203.0.113.9");

#[tokio::test]
async fn handlers_are_told_who_visits() {
    let (_dir, state) = state(|_| ()).await;
    let who = |visitor: Visitor| async move { format!("{visitor:?}") };
    let router = before(Router::new().route("/who", get(who)), &state).with_state(state);
    for (peer, headers, said) in [
        ("127.0.0.1", &[HTTPS, FROM][..], "Visitor { address: 203.0.113.9, secure: true, proxied: true }"),
        ("203.0.113.7", &[HTTPS, FROM], "Visitor { address: 203.0.113.7, secure: false, proxied: true }"),
        ("203.0.113.7", &[], "Visitor { address: 203.0.113.7, secure: false, proxied: false }"),
    ] {
        assert_eq!(ask(&router, request(Method::GET, "/who", peer, headers, Vec::new())).await.2, said);
    }
    let nobody = Request::get("/who").header("host", "cam.example.vn").body(Body::empty()).unwrap();
    assert_eq!(ask(&router, nobody).await.0, 403);
}

#[tokio::test]
async fn whoever_has_no_session_is_nobody_wherever_he_comes_from() {
    for trusted in [true, false] {
        let (_dir, state) = state(|config| config.door.trusted_proxies.retain(|_| trusted)).await;
        let router = app(state);
        for headers in [&[FROM][..], &[("x-forwarded-for", "127.0.0.1")], &[HTTPS], &[("forwarded", "for=127.0.0.1")]] {
            for path in ["/api/v1/cameras", "/api/v1/areas"] {
                let (status, _, body) =
                    ask(&router, request(Method::GET, path, "127.0.0.1", headers, Vec::new())).await;
                assert_eq!((status, body.as_str()), (401, r#"{"reason":"login_required"}"#), "{headers:?}");
            }
            assert_eq!(ask(&router, request(Method::GET, "/healthz", "127.0.0.1", headers, Vec::new())).await.0, 200);
        }
    }
}

#[tokio::test]
async fn https_is_insisted_on_where_that_locks_nobody_out() {
    for (self_signed, headers, insisted) in [
        (false, &[HTTPS][..], true),
        (false, &[], false),
        (false, &[HTTPS, ("host", "127.0.0.1:8080")], false),
        (false, &[HTTPS, ("host", "localhost:8080")], false),
        (false, &[HTTPS, ("host", "[::1]:8080")], false),
        // The certificate that browsers see is the proxy's.
        (true, &[HTTPS], true),
    ] {
        let (_dir, state) = state(|config| {
            if self_signed {
                config.door.tls = TlsMode::SelfSigned;
            }
        })
        .await;
        let (_, got, _) = ask(&app(state), request(Method::GET, "/", "127.0.0.1", headers, Vec::new())).await;
        let value = got.get("strict-transport-security").map(|value| value.to_str().unwrap());
        assert_eq!(value, insisted.then_some("max-age=31536000"), "{headers:?}");
        let policy = got["content-security-policy"].to_str().unwrap();
        assert_eq!(policy.contains(" ws://"), headers.first() != Some(&HTTPS), "{policy}");
        let opener = got.get("cross-origin-opener-policy").is_some();
        assert_eq!(opener, !headers.is_empty(), "nothing for a browser to complain of");
    }
    let own = |self_signed: bool| async move {
        let (_dir, state) = state(|config| {
            config.door.tls = if self_signed { TlsMode::SelfSigned } else { TlsMode::Off };
        })
        .await;
        let mut request = request(Method::GET, "/", "203.0.113.7", &[], Vec::new());
        request.extensions_mut().insert(Arrived { at: None, tls: true });
        ask(&app(state), request).await.1.contains_key("strict-transport-security")
    };
    assert!(own(false).await && !own(true).await);
}

#[tokio::test]
async fn a_page_may_name_who_frames_it_and_nothing_else() {
    let (_dir, state) = state(|_| ()).await;
    let framed = |list: &'static str| get(move || async move { (Extension(FrameAncestors(list.into())), "hi") });
    let routes = Router::new()
        .route("/none", get(|| async { "hi" }))
        .route("/some", framed("https://phuong.example.vn https://b.example"))
        .route("/evil", framed("https://a; script-src *"))
        .route("/odd", framed("https://a\n"));
    let router = before(routes, &state).with_state(state);
    for (path, list) in [
        ("/none", "'none'"),
        ("/some", "https://phuong.example.vn https://b.example"),
        ("/evil", "'none'"),
        ("/odd", "'none'"),
    ] {
        let (_, headers, _) = ask(&router, request(Method::GET, path, "203.0.113.7", &[], Vec::new())).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.ends_with(&format!("; frame-ancestors {list}")), "{path}: {policy}");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
        let denied = headers.get("x-frame-options").map(|value| value.to_str().unwrap());
        assert_eq!(denied, (list == "'none'").then_some("DENY"), "{path}");
    }
}

#[tokio::test]
async fn nothing_but_files_and_stills_is_kept() {
    let (_dir, state) = state(|_| ()).await;
    let router = app(state);
    for path in ["/", "/camera/phuong/a", "/api/v1/cameras", "/api/v1/nothing", "/healthz", "/nowhere"] {
        let (_, headers, _) = ask(&router, request(Method::GET, path, "203.0.113.7", &[], Vec::new())).await;
        assert_eq!(headers["cache-control"], "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_body_has_its_limit_and_a_route_may_have_another() {
    let (_dir, state) = state(|config| (config.limits.body_bytes, config.limits.import_bytes) = (100, 1000)).await;
    let import = DefaultBodyLimit::max(state.front.limits.import_bytes);
    let length = |body: Bytes| async move { body.len().to_string() };
    let routes = Router::new().route("/small", post(length)).route("/import", post(length).layer(import));
    let router = before(routes, &state).with_state(state);
    for (path, bytes, taken) in
        [("/small", 100, true), ("/small", 101, false), ("/import", 1000, true), ("/import", 1001, false)]
    {
        let asked = request(Method::POST, path, "203.0.113.7", &[], vec![b'x'; bytes]);
        let (status, _, body) = ask(&router, asked).await;
        if taken {
            assert_eq!((status, body), (200, bytes.to_string()), "{path}");
        } else {
            assert_eq!((status, body.as_str()), (413, r#"{"reason":"body_too_large"}"#), "{path}");
        }
    }
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    let (_dir, state) = state(|config| config.limits.request_time = Duration::from_millis(50)).await;
    let router = before(Router::new().route("/slow", get(pending::<()>)), &state).with_state(state);
    let (status, headers, body) = ask(&router, request(Method::GET, "/slow", "203.0.113.7", &[], Vec::new())).await;
    assert_eq!((status, body.as_str()), (503, r#"{"reason":"timed_out"}"#));
    assert_eq!(headers["retry-after"], "10");
}

#[tokio::test]
async fn who_asks_too_fast_is_told_when_to_come_back() {
    for (each, all, refusal, neighbour) in [
        (1, 1000, (429, "1", r#"{"reason":"rate_limited"}"#), 200),
        (1000, 1, (503, "2", r#"{"reason":"overloaded"}"#), 503),
    ] {
        let (_dir, state) = state(|config| {
            (config.limits.address_requests_per_sec, config.limits.requests_per_sec) = (each, all);
        })
        .await;
        let router = app(state);
        let get = async |from: &str| {
            let headers = [("x-forwarded-for", from)];
            ask(&router, request(Method::GET, "/healthz", "127.0.0.1", &headers, Vec::new())).await
        };
        let mut answered = 0;
        // The clock goes on meanwhile: some more than a bucket holds may pass, never all.
        let (status, headers, body) = loop {
            let answer = get("2001:db8::1").await;
            match answer.0 {
                200 => answered += 1,
                _ => break answer,
            }
            assert!(answered < 1000);
        };
        assert_eq!((status, headers["retry-after"].to_str().unwrap(), body.as_str()), refusal);
        assert!(answered >= 20);
        // Another address of the same subscriber counts with him, a neighbour by himself.
        let mut again = 0;
        while get("2001:db8::2").await.0 == 200 {
            again += 1;
            assert!(again < 20, "it has a bucket of its own");
        }
        let statuses = [get("2001:db8:0:1::1").await.0, get("2001:db8:0:1::1").await.0];
        assert!(statuses.contains(&neighbour), "{statuses:?}");
    }
}

#[tokio::test]
async fn a_page_in_the_clear_is_told_the_secure_address() {
    let public = |config: &mut Config| {
        config.door.public_url = config::public_url("https://cam.example.vn");
    };
    let meta = r#"<meta name="ward-https" content="https://cam.example.vn">"#;
    let somebody = access::testing::somebody(shared::access::Role::Admin, &[]);
    let token = somebody.token.expose();
    let cookie = format!("ward_session={token}; __Host-ward_session={token}");
    let cookie = ("cookie", cookie.as_str());
    for (headers, told) in [(&[cookie][..], true), (&[cookie, HTTPS], false)] {
        let (_dir, state) = state_of(&somebody, public).await;
        for path in ["/", "/camera/phuong/a"] {
            let asked = request(Method::GET, path, "127.0.0.1", headers, Vec::new());
            let (status, headers, body) = ask(&app(state.clone()), asked).await;
            assert_eq!((status, body.contains(meta)), (200, told), "{path}");
            assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        }
    }
    let (_dir, state) = state_of(&somebody, |_| ()).await;
    let (_, _, body) = ask(&app(state), request(Method::GET, "/", "127.0.0.1", &[cookie], Vec::new())).await;
    assert!(body.contains("<head>") && !body.contains("ward-https"));
}
