//! Cameras that do something wrong. Belongs here: that each fault is really played. Does not: how a relay bears it.
#![allow(clippy::unwrap_used)]

mod support;

use e2e_camera::{Cameras, Credentials, Fault, ParameterSets, Profile};
use support::{counters, play, rises, server, tcp};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

struct Raw(TcpStream);

impl Raw {
    async fn connect(cameras: &Cameras) -> Self {
        Self(TcpStream::connect(cameras.address()).await.unwrap())
    }

    /// Sends a request and gives the answer's head and body.
    async fn ask(&mut self, method: &str, url: &str, headers: &str) -> String {
        self.0.write_all(format!("{method} {url} RTSP/1.0\r\nCSeq: 1\r\n{headers}\r\n").as_bytes()).await.unwrap();
        let mut answer = vec![0; 8192];
        let len = self.0.read(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer[..len]).into_owned()
    }
}

const TCP: &str = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";

async fn faulty(fault: Fault) -> (Cameras, String) {
    let cameras = server(None).await;
    cameras.camera("c").unwrap().inject(fault);
    let url = cameras.url("c", Profile::Main);
    (cameras, url)
}

#[tokio::test]
async fn wrong_ssrc_ends_the_clients_session_until_cleared() {
    let (cameras, url) = faulty(Fault::WrongSsrc).await;
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert_eq!(counters(&mut stream, 5).await, None);
    cameras.camera("c").unwrap().clear(&Fault::WrongSsrc);
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert!(rises(&counters(&mut stream, 5).await.unwrap()));
}

#[tokio::test]
async fn garbage_ends_the_clients_session() {
    let (_cameras, url) = faulty(Fault::Garbage { bytes: 33 }).await;
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert_eq!(counters(&mut stream, 5).await, None);
}

#[tokio::test]
async fn the_session_limit_is_453() {
    let (cameras, url) = faulty(Fault::SessionLimit(1)).await;
    let mut first = Raw::connect(&cameras).await;
    assert!(first.ask("SETUP", &url, TCP).await.starts_with("RTSP/1.0 200"));
    let mut second = Raw::connect(&cameras).await;
    assert!(second.ask("SETUP", &url, TCP).await.starts_with("RTSP/1.0 453"));
    assert!(first.ask("TEARDOWN", &url, "").await.starts_with("RTSP/1.0 200"));
    assert!(second.ask("SETUP", &url, TCP).await.starts_with("RTSP/1.0 200"));
}

#[tokio::test]
async fn a_stale_nonce_is_said_to_be_stale_once() {
    let (cameras, url) = faulty(Fault::StaleNonce).await;
    cameras.camera("c").unwrap().set_credentials(Some(Credentials::digest("admin", "pw")));
    let mut raw = Raw::connect(&cameras).await;
    let first = raw.ask("DESCRIBE", &url, "").await;
    assert!(first.contains("nonce=") && !first.contains("stale"), "{first}");
    let nonce = first.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let question = e2e_camera::rtsp::digest::Question {
        realm: e2e_camera::rtsp::auth::REALM,
        nonce: &nonce,
        method: "DESCRIBE",
        uri: &url,
        qop: None,
    };
    let response = e2e_camera::rtsp::digest::response("admin", "pw", &question);
    let header = format!(
        "Authorization: Digest username=\"admin\", realm=\"camera\", nonce=\"{nonce}\", uri=\"{url}\", response=\"{response}\"\r\n"
    );
    let second = raw.ask("DESCRIBE", &url, &header).await;
    assert!(second.starts_with("RTSP/1.0 401") && second.contains("stale=true"), "{second}");
    assert!(!second.contains(&nonce));
}

#[tokio::test]
async fn parameter_sets_are_where_the_script_says() {
    let (cameras, url) = faulty(Fault::ParameterSets(ParameterSets::InBandOnly)).await;
    let sdp = Raw::connect(&cameras).await.ask("DESCRIBE", &url, "").await;
    assert!(sdp.contains("H264/90000") && !sdp.contains("sprop-parameter-sets"));
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert!(rises(&counters(&mut stream, 7).await.unwrap()));

    let camera = cameras.camera("c").unwrap();
    camera.clear_all();
    camera.inject(Fault::ParameterSets(ParameterSets::SdpOnly));
    let sdp = Raw::connect(&cameras).await.ask("DESCRIBE", &url, "").await;
    assert!(sdp.contains("sprop-parameter-sets"));
    let mut stream = play(&url, None, tcp()).await.unwrap();
    assert!(rises(&counters(&mut stream, 7).await.unwrap()));
}

#[tokio::test]
async fn keepalives_are_refused_or_ignored() {
    let (cameras, url) = faulty(Fault::KeepaliveRefused).await;
    let mut raw = Raw::connect(&cameras).await;
    assert!(!raw.ask("OPTIONS", &url, "").await.contains("GET_PARAMETER"));
    assert!(raw.ask("GET_PARAMETER", &url, "").await.starts_with("RTSP/1.0 501"));
    let camera = cameras.camera("c").unwrap();
    camera.clear_all();
    assert!(raw.ask("OPTIONS", &url, "").await.contains("GET_PARAMETER"));
    assert!(raw.ask("GET_PARAMETER", &url, "").await.starts_with("RTSP/1.0 200"));
    camera.inject(Fault::KeepaliveIgnored);
    raw.0.write_all(format!("GET_PARAMETER {url} RTSP/1.0\r\nCSeq: 5\r\n\r\n").as_bytes()).await.unwrap();
    let next = raw.ask("OPTIONS", &url, "").await;
    assert!(next.contains("CSeq: 1\r\n") && !next.contains("CSeq: 5"), "{next}");
}

#[tokio::test]
async fn any_method_can_be_answered_with_any_status() {
    let (_cameras, url) = faulty(Fault::Status { method: "PLAY", status: 503 }).await;
    assert!(play(&url, None, tcp()).await.is_err());
}

#[tokio::test]
async fn rubbish_and_unknown_sessions_are_refused() {
    let cameras = server(None).await;
    let url = cameras.url("c", Profile::Main);
    let mut raw = Raw::connect(&cameras).await;
    assert!(raw.ask("PLAY", &url, "Session: 12\r\n").await.starts_with("RTSP/1.0 454"));
    assert!(raw.ask("PLAY", &url, "").await.starts_with("RTSP/1.0 454"));
    assert!(raw.ask("SETUP", &url, "Transport: RTP/AVP;multicast\r\n").await.starts_with("RTSP/1.0 461"));
    assert!(raw.ask("RECORD", &url, "").await.starts_with("RTSP/1.0 501"));
    assert!(raw.ask("DESCRIBE", "rtsp://127.0.0.1/none/main", "").await.starts_with("RTSP/1.0 404"));
    assert_eq!(raw.ask("\x00\x01rubbish", "", "").await, "", "closed");
}

#[tokio::test]
async fn the_description_can_say_h265() {
    let (cameras, url) = faulty(Fault::Encoding("H265")).await;
    let sdp = Raw::connect(&cameras).await.ask("DESCRIBE", &url, "").await;
    assert!(sdp.contains("H265/90000") && !sdp.contains("H264"), "{sdp}");
}

#[tokio::test]
async fn the_clock_jumps_and_drifts() {
    let cameras = server(None).await;
    let camera = cameras.camera("c").unwrap();
    let url = cameras.url("c", Profile::Main);
    let told = async || {
        let mut raw = Raw::connect(&cameras).await;
        let session = raw.ask("SETUP", &url, TCP).await;
        let id = session.split("Session: ").nth(1).unwrap().split(';').next().unwrap().to_owned();
        let answer = raw.ask("PLAY", &url, &format!("Session: {id}\r\n")).await;
        let time = answer.split("rtptime=").nth(1).unwrap().split("\r\n").next().unwrap();
        time.parse::<u32>().unwrap()
    };
    let before = told().await;
    camera.inject(Fault::Clock { ahead_ms: 3_600_000 });
    let ahead = told().await.wrapping_sub(before);
    assert!((324_000_000..324_000_000 + 90_000 * 10).contains(&ahead), "{ahead}");
    camera.clear_all();
    camera.inject(Fault::ClockRate { per_mille: -1000 });
    assert_eq!(told().await, told().await, "it stands still");
}
