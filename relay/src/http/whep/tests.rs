//! Every method × condition through the real router, over a real UDP port, without a browser.

use super::{
    super::{App, tests::state},
    OFFER_BYTES,
};
use crate::config::{self, Config};
use access::{
    Facts, SessionFacts, Token,
    testing::{Somebody, somebody},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request},
};
use hub::{Hub, StreamParams, Unit};
use shared::{CameraId, Profile, Pts90k, StreamId, UnixMicros, access::Role, routes};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tower::ServiceExt;

const CAMERA: &str = "/api/v1/cameras/ward/a/whep";
const SDP: (&str, &str) = ("content-type", "application/sdp");
const FRAGMENT: (&str, &str) = ("content-type", "application/trickle-ice-sdpfrag");

/// What a browser offers that wants one H.264 video.
pub(super) const OFFER: &str = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n\
    a=extmap-allow-mixed\r\na=msid-semantic: WMS\r\nm=video 9 UDP/TLS/RTP/SAVPF 102 103\r\nc=IN IP4 0.0.0.0\r\n\
    a=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:wMDS\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\na=ice-options:trickle\r\n\
    a=fingerprint:sha-256 \
    DA:7B:57:DC:28:CE:04:4F:31:79:85:C4:31:67:EB:27:58:29:ED:77:2A:0D:24:AE:ED:AD:30:BC:BD:F1:9C:02\r\n\
    a=setup:actpass\r\na=mid:0\r\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=recvonly\r\na=rtcp-mux\r\n\
    a=rtcp-rsize\r\na=rtpmap:102 H264/90000\r\na=rtcp-fb:102 ccm fir\r\na=rtcp-fb:102 nack\r\na=rtcp-fb:102 nack pli\r\n\
    a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\na=rtpmap:103 rtx/90000\r\n\
    a=fmtp:103 apt=102\r\n";

/// A candidate of that browser's.
const CANDIDATE: &str = "a=ice-ufrag:wMDS\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n\
    a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag wMDS\r\n";

struct World {
    _dir: tempfile::TempDir,
    app: App,
    router: Router,
    somebody: Somebody,
    /// The same person's other login.
    elsewhere: Token,
}

#[derive(Debug, PartialEq)]
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn reason(&self) -> String {
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        body["reason"].as_str().unwrap_or_default().to_owned()
    }
}

impl World {
    async fn new(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config::defaults();
        change(&mut config);
        let camera: CameraId = "ward/a".parse().unwrap();
        let somebody = somebody(Role::Admin, &[camera]);
        let elsewhere = Token::random();
        let mut facts = (*somebody.book.facts()).clone();
        let user = facts.people.keys().next().unwrap().clone();
        let session = SessionFacts { id: "s2".parse().unwrap(), user, until: UnixMicros(u64::MAX) };
        facts.sessions.insert(elsewhere.hash(), session);
        somebody.book.replace(facts);
        let (_dir, app) = state(&config, &somebody).await;
        app.live.hub.add(&"ward/a".parse().unwrap(), false, UnixMicros(0));
        Self { _dir, router: super::super::app(app.clone()), app, somebody, elsewhere }
    }

    async fn usual() -> Self {
        Self::new(|_| ()).await
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        self.ask_as(Some(&self.somebody.token), method, path, headers, body).await
    }

    async fn ask_as(
        &self,
        token: Option<&Token>,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let method: Method = method.parse().unwrap();
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        if !headers.iter().any(|(name, _)| *name == "origin") {
            request = request.header("origin", "http://127.0.0.1:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = token {
            request = request.header("cookie", format!("ward_session={}", token.expose()));
        }
        let mut request = request.body(body.into()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50000))));
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// The path and the quoted tag of a new session.
    async fn open(&self, path: &str) -> (String, String) {
        let answer = self.ask("POST", path, &[SDP], OFFER).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        (answer.header("location").unwrap().to_owned(), answer.header("etag").unwrap().to_owned())
    }

    fn sessions(&self) -> usize {
        self.app.live.rtc.as_ref().unwrap().count()
    }

    /// Waits until so many sessions are left.
    async fn left(&self, count: usize) -> Duration {
        let began = Instant::now();
        while self.sessions() != count {
            assert!(began.elapsed() < Duration::from_secs(20), "{} sessions, not {count}", self.sessions());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        began.elapsed()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_answered_with_all_that_whep_asks_for() {
    let world =
        World::new(|config| config.webrtc.as_mut().unwrap().stun = vec!["stun:a.vn".into(), "stun:b.vn".into()]);
    let world = world.await;
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("POST", path, &[("content-type", "Application/SDP; charset=utf-8")], OFFER).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert!(answer.body.starts_with("v=0\r\n"), "{answer:?}");
        let location = answer.header("location").unwrap();
        let name = location.strip_prefix(routes::WHEP).and_then(|rest| rest.strip_prefix('/')).unwrap();
        assert!(name.len() >= 16 && !name.contains('/'), "{location}");
        let tag = answer.header("etag").unwrap();
        assert!(tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"'), "{tag}");
        for (name, value) in [
            ("content-type", "application/sdp"),
            ("accept-patch", "application/trickle-ice-sdpfrag"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let links: Vec<_> = answer.headers.get_all("link").iter().collect();
        assert_eq!(links, ["<stun:a.vn>; rel=\"ice-server\"", "<stun:b.vn>; rel=\"ice-server\""]);
        assert_eq!(world.ask("DELETE", location, &[], "").await.status, 200);
        world.left(0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_offer_opens_nothing() {
    let world = World::usual().await;
    let long = format!("{OFFER}a=x:{}\r\n", "x".repeat(OFFER_BYTES));
    let text = ("content-type", "text/plain");
    type Case<'a> = (&'a [(&'a str, &'a str)], Vec<u8>, u16, &'a str);
    let cases: [Case<'_>; 9] = [
        (&[], OFFER.into(), 415, "bad_message"),
        (&[text], OFFER.into(), 415, "bad_message"),
        (&[("content-type", "application/sdpx")], OFFER.into(), 415, "bad_message"),
        (&[SDP, text], OFFER.into(), 415, "bad_message"),
        (&[SDP], Vec::new(), 406, "bad_offer"),
        (&[SDP], b"v=0\r\nnonsense".into(), 406, "bad_offer"),
        (&[SDP], b"v=0\r\ns=\xff\xfe\r\n".into(), 406, "bad_offer"),
        (&[SDP], OFFER.replace("H264", "VP8").into(), 406, "bad_offer"),
        (&[SDP], long.into(), 413, "body_too_large"),
    ];
    for (headers, body, status, reason) in cases {
        for path in [routes::WHEP, CAMERA] {
            let answer = world.ask("POST", path, headers, body.clone()).await;
            assert_eq!((answer.status, answer.reason().as_str()), (status, reason), "{path} {headers:?} {answer:?}");
            let takes = answer.header("accept-post");
            assert_eq!(takes, Some("application/sdp").filter(|_| status == 415), "{path} {headers:?}");
            let explained = serde_json::from_str::<shared::api::Explained>(&answer.body);
            assert!(status == 413 || explained.unwrap().detail.len() > 5, "{answer:?}");
        }
    }
    assert_eq!(world.sessions(), 0);
    // Sixty-four KiB are not too many, whatever other bodies may have.
    let mut fits = OFFER.to_owned();
    fits.push_str(&format!("a=x:{}\r\n", "x".repeat(OFFER_BYTES - OFFER.len() - 6)));
    let world = World::new(|config| config.limits.body_bytes = 1024).await;
    assert_ne!(world.ask("POST", routes::WHEP, &[SDP], fits).await.status, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_is_sent_in_the_profile_that_is_asked_for() {
    let world = World::usual().await;
    for (query, status) in
        [("", 201), ("?profile=main", 201), ("?profile=sub", 201), ("?profile=best", 400), ("?profile=", 400)]
    {
        let answer = world.ask("POST", &format!("{CAMERA}{query}"), &[SDP], OFFER).await;
        assert_eq!(answer.status, status, "{query} {answer:?}");
        if let Some(session) = answer.header("location") {
            // It is the one viewer that there may be.
            let other = world.ask("POST", CAMERA, &[SDP], OFFER).await;
            assert_eq!((other.status, other.header("retry-after")), (503, Some("10")), "{other:?}");
            assert_eq!(other.reason(), "too_many_viewers");
            assert_eq!(world.ask("DELETE", session, &[], "").await.status, 200);
            world.left(0).await;
            let began = Instant::now();
            while world.app.clients.count() > 0 {
                assert!(began.elapsed() < Duration::from_secs(20), "the place is not given back");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
    let nobody = world.ask("POST", "/api/v1/cameras/ward/nobody/whep", &[SDP], OFFER).await;
    assert_eq!((nobody.status, nobody.reason().as_str()), (404, "unknown_camera"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_with_b_frames_is_a_conflict() {
    let world = World::usual().await;
    let camera = world.app.live.hub.camera(&"ward/a".parse().unwrap()).unwrap();
    let publisher = Hub::publisher(&camera, Profile::Main);
    let data = [0, 0, 0, 2, 0x65, 0x88];
    for (reorders, status) in [(false, 201), (true, 409)] {
        publisher.set_params(StreamParams {
            stream: StreamId(0),
            avcc_source: Default::default(),
            avcc_live: Default::default(),
            codec: "avc1.4d401f".into(),
            width: 640,
            height: 360,
            reorders,
        });
        let (pts, time, at) = (Pts90k(0), UnixMicros(0), Duration::ZERO);
        publisher.push(Unit { key: true, discontinuity: false, pts, time, at, data: &data }).unwrap();
        let answer = world.ask("POST", CAMERA, &[SDP], OFFER).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(status == 201 || answer.reason() == "reordered", "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_patch_is_answered_as_the_specification_has_it() {
    let world = World::usual().await;
    let (session, tag) = world.open(routes::WHEP).await;
    let weak = format!("W/{tag}");
    let restart = CANDIDATE.replace("wMDS", "ysXw");
    let long = format!("{CANDIDATE}a=x:{}\r\n", "x".repeat(64 << 10));
    let matching = ("if-match", tag.as_str());
    let text = ("content-type", "text/plain");
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [u8], u16);
    let cases: [Case<'_>; 17] = [
        (&[FRAGMENT, matching], CANDIDATE.as_bytes(), 204),
        (&[FRAGMENT, ("if-match", "*")], CANDIDATE.as_bytes(), 204),
        (&[("content-type", "application/trickle-ice-sdpfrag;charset=utf-8"), matching], CANDIDATE.as_bytes(), 204),
        (&[FRAGMENT], CANDIDATE.as_bytes(), 428),
        (&[FRAGMENT], b"nonsense", 428),
        (&[FRAGMENT, ("if-match", "\"other\"")], CANDIDATE.as_bytes(), 412),
        (&[FRAGMENT, ("if-match", &weak)], CANDIDATE.as_bytes(), 412),
        (&[FRAGMENT, ("if-match", "\"other\"")], b"nonsense", 412),
        (&[FRAGMENT, matching], restart.as_bytes(), 422),
        (&[FRAGMENT, ("if-match", "*")], restart.as_bytes(), 422),
        (&[FRAGMENT, ("if-match", "\"*\"")], restart.as_bytes(), 422),
        (&[FRAGMENT, matching], b"nonsense", 400),
        (&[FRAGMENT, matching], b"a=ice-ufrag:\xff\xfe\r\n", 400),
        (&[FRAGMENT, matching], long.as_bytes(), 413),
        (&[matching], CANDIDATE.as_bytes(), 415),
        (&[text], CANDIDATE.as_bytes(), 415),
        (&[SDP, matching], CANDIDATE.as_bytes(), 415),
    ];
    for (headers, body, status) in cases {
        let answer = world.ask("PATCH", &session, headers, body.to_vec()).await;
        let what = format!("{headers:?} {:?} {answer:?}", String::from_utf8_lossy(&body[..8]));
        assert_eq!(answer.status, status, "{what}");
        assert_eq!(answer.header("etag"), None, "{what}");
        assert_eq!(answer.body.is_empty(), status == 204, "{what}");
        let takes = Some("application/trickle-ice-sdpfrag").filter(|_| status == 415);
        assert_eq!(answer.header("accept-patch"), takes, "{what}");
    }
    assert_eq!(world.sessions(), 1, "none of it has ended the session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_there_for_its_own_login_alone() {
    let world = World::usual().await;
    let (session, tag) = world.open(routes::WHEP).await;
    let never = format!("{}/{}", routes::WHEP, "A".repeat(session.len() - routes::WHEP.len() - 1));
    for (method, headers, body) in [
        ("GET", &[][..], ""),
        ("HEAD", &[], ""),
        ("PATCH", &[FRAGMENT, ("if-match", &tag)], CANDIDATE),
        ("PATCH", &[FRAGMENT], CANDIDATE),
        ("PATCH", &[], "nonsense"),
        ("DELETE", &[], ""),
    ] {
        let other = world.ask_as(Some(&world.elsewhere), method, &session, headers, body).await;
        assert_eq!(other.status, 404, "{method} {other:?}");
        assert!(method == "HEAD" || other.reason() == "rtp_unknown", "{other:?}");
        for path in [&never, "/api/v1/whep/%ff", "/api/v1/whep/..%2f"] {
            assert_eq!(world.ask(method, path, headers, body).await, other, "{method} {path}");
        }
        let nobody = world.ask_as(None, method, &session, headers, body).await;
        assert_eq!(nobody.status, 401, "{method}");
        let foreign = [headers, &[("origin", "https://evil.example")]].concat();
        assert_eq!(world.ask(method, &session, &foreign, body).await.status, 403, "{method}");
    }
    assert_eq!(world.sessions(), 1, "nobody else has ended it");
    for method in ["GET", "HEAD"] {
        let own = world.ask(method, &session, &[], "").await;
        assert_eq!((own.status, own.body.as_str()), (204, ""), "{method}");
    }
    // A tag does not matter to the end (draft-ietf-wish-whep §4.4.1).
    let ended = world.ask("DELETE", &session, &[("if-match", "\"other\"")], "").await;
    assert_eq!(ended.status, 200, "{ended:?}");
    world.left(0).await;
    assert_eq!(world.ask("DELETE", &session, &[], "").await.status, 404);
    assert_eq!(world.ask("GET", &session, &[], "").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_methods_are_told_which_there_are() {
    let world = World::usual().await;
    let (session, _) = world.open(routes::WHEP).await;
    let never = format!("{}/nobody", routes::WHEP);
    let list = |allow: &str| {
        let mut methods: Vec<_> = allow.split(',').map(|method| method.trim().to_owned()).collect();
        methods.sort();
        methods
    };
    for (path, methods, refused) in [
        (&*session, "DELETE, GET, HEAD, OPTIONS, PATCH", &["POST", "PUT"][..]),
        (&never, "DELETE, GET, HEAD, OPTIONS, PATCH", &["POST", "PUT"]),
        (routes::WHEP, "GET, HEAD, OPTIONS, POST", &["PUT", "PATCH", "DELETE"]),
        (CAMERA, "GET, HEAD, OPTIONS, POST", &["PUT", "PATCH", "DELETE"]),
    ] {
        for method in refused {
            let answer = world.ask(method, path, &[SDP], OFFER).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(list(answer.header("allow").unwrap()), list(methods), "{method} {path}");
        }
        // Before logging in, too: browsers ask in advance without a cookie.
        let options = world.ask_as(None, "OPTIONS", path, &[], "").await;
        assert_eq!(options.status, 200, "{path}");
        assert_eq!(list(options.header("allow").unwrap()), list(methods), "{path}");
        let (post, patch) = (options.header("accept-post"), options.header("accept-patch"));
        let is_session = path.len() > routes::WHEP.len() && path != CAMERA;
        assert_eq!(post, Some("application/sdp").filter(|_| !is_session), "{path}");
        assert_eq!(patch, Some("application/trickle-ice-sdpfrag").filter(|_| is_session), "{path}");
    }
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("GET", path, &[], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{path}");
        assert_eq!(world.ask_as(None, "GET", path, &[], "").await.status, 401, "{path}");
        assert_eq!(world.ask_as(None, "POST", path, &[SDP], OFFER).await.status, 401, "{path}");
        let foreign = world.ask("POST", path, &[SDP, ("origin", "https://evil.example")], OFFER).await;
        assert_eq!((foreign.status, foreign.reason().as_str()), (403, "origin_refused"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_sessions_of_one_and_of_all_and_no_more() {
    for (change, status, reason) in [
        ((|c| c.limits.user_sockets = 2) as fn(&mut Config), 429, "too_many_sockets"),
        (|c| c.limits.address_sockets = 2, 429, "too_many_sockets"),
        (|c| c.webrtc.as_mut().unwrap().sessions = 2, 503, "too_many_viewers"),
    ] {
        let world = World::new(change).await;
        let (first, _) = world.open(routes::WHEP).await;
        world.open(routes::WHEP).await;
        let more = world.ask("POST", routes::WHEP, &[SDP], OFFER).await;
        assert_eq!((more.status, more.reason().as_str()), (status, reason));
        assert_eq!(more.header("retry-after"), Some("10"));
        assert_eq!(world.sessions(), 2);
        world.ask("DELETE", &first, &[], "").await;
        let began = Instant::now();
        while world.ask("POST", routes::WHEP, &[SDP], OFFER).await.status != 201 {
            assert!(began.elapsed() < Duration::from_secs(20), "no place is given back");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_with_its_login_and_another_goes_on() {
    let world = World::usual().await;
    world.open(routes::WHEP).await;
    let other = world.ask_as(Some(&world.elsewhere), "POST", routes::WHEP, &[SDP], OFFER).await;
    assert_eq!((other.status, world.sessions()), (201, 2));
    let facts = world.somebody.book.facts();
    let mut sessions = facts.sessions.clone();
    sessions.remove(&world.somebody.token.hash());
    world.somebody.book.replace(Facts { sessions, ..(*facts).clone() });
    let after = world.left(1).await;
    assert!(after < Duration::from_secs(2), "only after {after:?}");
    let location = other.header("location").unwrap();
    assert_eq!(world.ask_as(Some(&world.elsewhere), "GET", location, &[], "").await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_there_is_nothing() {
    let world = World::new(|config| config.webrtc = None).await;
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("POST", path, &[SDP], OFFER).await;
        assert_eq!((answer.status, answer.reason().as_str()), (404, "no_such_path"), "{path}");
    }
    let answer = world.ask("DELETE", &format!("{}/x", routes::WHEP), &[], "").await;
    assert_eq!((answer.status, answer.reason().as_str()), (404, "rtp_unknown"));
}
