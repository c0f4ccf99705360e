//! Every method × condition through the real router, over a real UDP port, without a browser. Belongs here: the world they
//! are asked in.

mod methods;
mod offers;
mod places;
mod sessions;

use super::super::{App, tests::state};
use crate::config::{self, Config};
use access::{
    SessionFacts, Token,
    testing::{Somebody, somebody},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request},
};
use shared::{CameraId, UnixMicros, access::Role};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tower::ServiceExt;

const CAMERA: &str = "/api/v1/cameras/ward/a/whep";
const SDP: (&str, &str) = ("content-type", "application/sdp");
const FRAGMENT: (&str, &str) = ("content-type", "application/trickle-ice-sdpfrag");

/// What a browser offers that wants one H.264 video.
const OFFER: &str = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n\
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
