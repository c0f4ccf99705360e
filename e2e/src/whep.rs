//! WHEP by hand and in a page: a player of ten lines. Belongs here: asking. Does not: what is expected.

use crate::{
    browser::Browser,
    raw::{self, Raw},
    relay::Relay,
    wallet,
};
use serde_json::{Value, json};
use shared::routes;
use tokio::net::TcpStream;

/// What a browser offers that wants one H.264 video; nobody stands behind it.
pub const OFFER: &str = include_str!("whep_offer.sdp");

/// A player that knows nothing but WHEP: `open(url, configuration)` answers with the status, the `Link` and the session's
/// address, and shows the video.
const PLAYER: &str = include_str!("whep_player.js");

/// Asks as whoever is logged in there, unless the headers have a cookie of their own.
///
/// # Panics
/// Where there is no answer.
pub async fn ask(relay: &Relay, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Raw {
    let own = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie"));
    let cookie = if own { String::new() } else { wallet::cookie_line(relay.host()) };
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {}\r\norigin: {}\r\n{cookie}{more}content-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        relay.host(),
        relay.url(),
        body.len()
    );
    raw::send(TcpStream::connect(relay.host()).await.expect("the relay listens"), request.as_bytes())
        .await
        .expect("an answer")
}

/// Opens a session in which nobody is.
///
/// # Panics
/// Where the relay opens none.
pub async fn open(relay: &Relay, path: &str, headers: &[(&str, &str)]) -> Raw {
    let headers = [headers, &[("content-type", "application/sdp")]].concat();
    let answer = ask(relay, "POST", path, &headers, OFFER).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer
}

/// How many sessions the relay has, as it tells Prometheus.
///
/// # Panics
/// Where it tells nothing of them.
pub async fn sessions(relay: &Relay) -> usize {
    let metrics = relay.metrics().await;
    let count = metrics.lines().find_map(|line| line.strip_prefix("ward_webrtc_sessions ")?.parse().ok());
    count.unwrap_or_else(|| panic!("no sessions in {metrics}"))
}

/// The accounts at TURN servers in an answer's `Link` headers: username and credential.
pub fn accounts(answer: &Raw) -> Vec<(String, String)> {
    let value = |line: &str, name: &str| line.split(&format!("{name}=\"")).nth(1)?.split('"').next().map(str::to_owned);
    let links = answer.head.lines().filter(|line| line.to_ascii_lowercase().starts_with("link: <turn"));
    links.filter_map(|line| Some((value(line, "username")?, value(line, "credential")?))).collect()
}

impl Browser {
    /// Plays camera `a` by WHEP and nothing else, in a page without anything of ours; `query` goes behind the endpoint's
    /// address, `configuration` is that of the connection, to which the relay's servers are added. What the relay answered:
    /// `status`, `link`, `session`.
    ///
    /// # Panics
    /// Where the player fails.
    pub async fn play_whep(&self, relay: &Relay, query: &str, configuration: Value) -> Value {
        self.open(&format!("{}/healthz", relay.url())).await;
        let endpoint = routes::whep(&"phuong/a".parse().expect("an id"));
        let call = format!("{PLAYER}\nreturn open({}, {configuration})", json!(format!("{endpoint}{query}")));
        self.script(&call).await
    }
}
