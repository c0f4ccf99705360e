//! The router from outside, without a socket.

use super::*;
use crate::{
    config::{self, Config},
    health::Calendar,
    ward::Ward,
};
use access::testing::{Somebody, somebody};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use hub::{Hub, Limits};
use shared::access::Role;
use std::{net::SocketAddr, sync::Arc, time::Instant};
use tokio::sync::watch;
use tower::ServiceExt;
use transport::webrtc::{self, Desk};

/// What handlers share, over an empty database.
pub(super) async fn state(config: &Config, somebody: &Somebody) -> (tempfile::TempDir, App) {
    let dir = tempfile::tempdir().unwrap();
    let store = store::Store::open(dir.path()).await.unwrap();
    let hub = Arc::new(Hub::new(Limits::default()));
    let shutdown = watch::channel(false).1;
    let address: SocketAddr = "127.0.0.1:8080".parse().unwrap();
    let changes = store::Changes::watch(&store).await.unwrap();
    let by = crate::people::By { actor: shared::audit::Actor::relay(), address: None };
    let keeping = crate::audit::Settings { keep: std::time::Duration::MAX };
    let (_, recorder) = crate::audit::Keeper::new(store::audit::Writer::beside(&store, &changes), keeping);
    let app = App {
        admin: Admin::new(Ward::new(store.clone(), config, by.clone())),
        people: People::new(store.clone(), config.access.clone(), by),
        place: "Phường Cái Khế".into(),
        recorder,
        chain: Chain::new(store.clone()),
        running: Arc::new(Running { config: config.clone(), listen: address, since: shared::UnixMicros(0), tls: None }),
        rights: Rights::new(store.clone(), somebody.book.clone(), hub.clone()),
        steps: Arc::new(Drafts::new(STEP_LASTS, STEPS)),
        traces: Traces::beside(&changes),
        book: somebody.book.clone(),
        catalog: Catalog::default(),
        checks: Checks::beside(&store, &changes),
        clients: Clients::new(1),
        diagnoses: Diagnoses::default(),
        embeds: Embeds::default(),
        stills: Stills::new(hub.clone(), transport::still::Limits::default()),
        live: Live { hub, build: BUILD, shutdown, rtc: config.webrtc.as_ref().map(desk) },
        site: Site::new(address, &config.hosts).with_public(config.door.public_url.as_ref()),
        front: Front::new(config, Instant::now()),
        ice: Ice::open(config.webrtc.as_ref()).unwrap(),
        past: Past { store, calendar: Calendar::new(420).unwrap() },
    };
    (dir, app)
}

/// A desk of the test's own, on a free port.
fn desk(webrtc: &config::Webrtc) -> Arc<Desk> {
    let (sessions, bytes_per_sec) = (webrtc.sessions, webrtc.bytes_per_sec);
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    Desk::bind(webrtc::Settings { listen, public: Vec::new(), sessions, bytes_per_sec }).unwrap()
}

/// Asks as somebody who has logged in, unless there is a cookie among the headers.
async fn get(path: &str, headers: &[(&str, &str)]) -> (StatusCode, String, axum::http::HeaderMap) {
    let somebody = somebody(Role::Admin, &["ward/a".parse().unwrap()]);
    let mut request = Request::get(path).header("host", "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if !headers.iter().any(|(name, _)| *name == "cookie") {
        request = request.header("cookie", format!("ward_session={}", somebody.token.expose()));
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50000))));
    let (_dir, state) = state(&config::defaults(), &somebody).await;
    let response = app(state).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, String::from_utf8_lossy(&body).into_owned(), parts.headers)
}

#[tokio::test]
async fn health_and_an_empty_list() {
    assert_eq!(get("/healthz", &[]).await.1, "ok\n");
    assert_eq!(get("/readyz", &[]).await.1, "ready\n");
    assert_eq!(get("/api/v1/cameras", &[]).await.1, r#"{"revision":0,"cameras":[]}"#);
    assert_eq!(get("/api/v1/areas", &[]).await.1, r#"{"areas":[]}"#);
}

#[tokio::test]
async fn a_camera_that_is_not_there_is_a_404_whatever_its_name() {
    for path in [
        "/api/v1/cameras/phuong/a",
        "/api/v1/cameras/phuong/A%00",
        "/api/v1/cameras/phuong/%ff",
        "/api/v1/cameras/..%2f/x",
    ] {
        let (status, body, _) = get(path, &[]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, r#"{"reason":"unknown_camera"}"#), "{path}");
    }
}

#[tokio::test]
async fn a_page_elsewhere_and_somebody_without_a_session_are_refused() {
    let (status, body, _) = get("/api/v1/cameras", &[("origin", "https://evil.example")]).await;
    assert_eq!((status, body.as_str()), (StatusCode::FORBIDDEN, r#"{"reason":"origin_refused"}"#));
    let wrong = format!("ward_session={}", "a".repeat(43));
    for cookie in ["", "ward_session=", "ward_session=x", &wrong] {
        for path in ["/api/v1/cameras", "/api/v1/cameras/phuong/a", "/api/v1/health"] {
            let (status, body, _) = get(path, &[("cookie", cookie)]).await;
            let expected = (StatusCode::UNAUTHORIZED, r#"{"reason":"login_required"}"#);
            assert_eq!((status, body.as_str()), expected, "{path} {cookie}");
        }
        let (status, _, headers) = get("/camera/phuong/a?x=1", &[("cookie", cookie)]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(headers["location"], "/login?next=/camera/phuong/a%3Fx%3D1");
    }
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
async fn a_bad_value_of_a_query_is_named_with_what_it_must_be() {
    let camera = "/api/v1/cameras/ward/a/outages";
    for (path, key) in [
        ("/api/v1/health?days=0", "days"),
        ("/api/v1/health?days=401", "days"),
        ("/api/v1/health?days=%C3%A9", "days"),
        ("/api/v1/health/report?month=2026-13", "month"),
        ("/api/v1/health/report.csv?month=11%2F2026", "month"),
        ("/api/v1/health/report.csv?lang=fr", "lang"),
        ("/api/v1/health/report?utc_offset_minutes=841", "utc_offset_minutes"),
        (&format!("{camera}?from=2026-02-30"), "from"),
        (&format!("{camera}?from=2026-11-02&to=2026-11-01"), "to"),
        (&format!("{camera}?from=2025-01-01&to=2026-11-01"), "to"),
        (&format!("{camera}?limit=1001"), "limit"),
        (&format!("{camera}?before=x"), "before"),
    ] {
        let (status, body, _) = get(path, &[]).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path} {body}");
        let bad: shared::api::health::BadQuery = serde_json::from_str(&body).unwrap();
        assert_eq!((bad.key.as_str(), bad.reason), (key, shared::wire::Reason::BadMessage), "{path}");
        assert!(bad.vi.starts_with("phải") && bad.en.starts_with("it must") && !bad.en.contains('{'), "{bad:?}");
        assert!(serde_json::from_str::<shared::api::Problem>(&body).is_ok());
    }
}

#[tokio::test]
async fn a_ledger_without_rows_answers_and_an_unknown_camera_does_not() {
    for path in ["ward/nobody", "ward/%2e%2e", "WARD/a"] {
        let (status, body, _) = get(&format!("/api/v1/cameras/{path}/outages"), &[]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, r#"{"reason":"unknown_camera"}"#), "{path}");
    }
    assert!(get("/api/v1/health?days=7&later=1", &[]).await.1.ends_with(r#""cameras":[]}"#));
    assert!(get("/api/v1/health/report?month=2026-11", &[]).await.1.contains(r#""cameras":[],"worst":[]"#));
    let (status, sheet, headers) = get("/api/v1/health/report.csv?month=2026-11&lang=en", &[]).await;
    assert!(status == StatusCode::OK && sheet.starts_with("\u{feff}Area,Camera id,"), "{sheet}");
    assert_eq!(headers["content-disposition"], "attachment; filename=\"camera-2026-11.csv\"");
}

#[tokio::test]
async fn stills_of_nobody_and_of_nonsense_are_refused() {
    for (path, status, reason) in [
        ("/api/v1/cameras/phuong/nobody/still.jpg", StatusCode::NOT_FOUND, "unknown_camera"),
        ("/api/v1/cameras/Phuong/%2e%2e/still.jpg", StatusCode::NOT_FOUND, "unknown_camera"),
        ("/api/v1/cameras/phuong/nobody/still.jpg?width=abc", StatusCode::NOT_FOUND, "unknown_camera"),
        ("/api/v1/cameras/ward/a/still.jpg?width=abc", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/ward/a/still.jpg?width=0", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/ward/a/still.jpg?profile=third", StatusCode::BAD_REQUEST, "bad_message"),
        ("/api/v1/cameras/ward/a/still.jpg?width=160&width=320", StatusCode::BAD_REQUEST, "bad_message"),
    ] {
        let (got, body, _) = get(path, &[]).await;
        assert_eq!((got, body), (status, format!(r#"{{"reason":"{reason}"}}"#)), "{path}");
    }
}
