//! The sessions that this process has on relays, by `host:port`: what a browser's cookie jar is to its user. Whoever speaks
//! to a relay through the harness is logged in there, unless it asks to be nobody.

use crate::{raw, tls};
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
    thread,
};
use tokio::{net::TcpStream, runtime::Builder};

/// A session's secret, and whether it is used over HTTPS, where its cookie has another name.
#[derive(Debug, Clone)]
pub struct Session {
    /// The secret.
    pub secret: String,
    /// It is used over HTTPS.
    pub secure: bool,
}

/// What a process of the harness hands down to those that it starts of itself: `host secret` pairs over HTTP.
pub const HANDED_DOWN: &str = "WARD_WALLET";

static SESSIONS: LazyLock<Mutex<HashMap<String, Session>>> = LazyLock::new(|| {
    let handed = std::env::var(HANDED_DOWN).unwrap_or_default();
    let pair = |line: &str| {
        let (host, secret) = line.split_once(' ')?;
        Some((host.to_owned(), Session { secret: secret.to_owned(), secure: false }))
    };
    Mutex::new(handed.lines().filter_map(pair).collect())
});

impl Session {
    /// The cookie's name.
    pub fn name(&self) -> &'static str {
        if self.secure { "__Host-ward_session" } else { "ward_session" }
    }
}

/// What is to be handed down.
pub fn to_hand_down() -> String {
    let sessions = SESSIONS.lock().unwrap_or_else(PoisonError::into_inner);
    let plain = sessions.iter().filter(|(_, session)| !session.secure);
    plain.map(|(host, session)| format!("{host} {}\n", session.secret)).collect()
}

/// Keeps a session for a relay.
pub fn keep(host: &str, session: Session) {
    SESSIONS.lock().unwrap_or_else(PoisonError::into_inner).insert(host.to_owned(), session);
}

/// The session for a relay.
pub fn session(host: &str) -> Option<Session> {
    SESSIONS.lock().unwrap_or_else(PoisonError::into_inner).get(host).cloned()
}

/// The `Cookie` header for a relay.
pub fn cookie(host: &str) -> Option<String> {
    session(host).map(|session| format!("{}={}", session.name(), session.secret))
}

/// The same as a line of a request written by hand, or nothing.
pub fn cookie_line(host: &str) -> String {
    cookie(host).map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default()
}

/// Logs in with the form as a browser does, at `http://…` or `https://…`: the session, or the answer that gave none.
pub fn log_in(url: &str, login: &str, password: &str) -> Result<Session, String> {
    let answer = post(url, "/login", &format!("login={login}&password={password}"));
    let secure = url.starts_with("https:");
    let cookie = Session { secret: String::new(), secure }.name();
    let set =
        |line: &str| line.strip_prefix("set-cookie: ")?.strip_prefix(cookie)?.strip_prefix('=').map(str::to_owned);
    let secret = answer.head.lines().find_map(set).and_then(|value| value.split(';').next().map(str::to_owned));
    match secret.filter(|secret| !secret.is_empty()) {
        Some(secret) => Ok(Session { secret, secure }),
        None => Err(format!("{}\n{}", answer.head, answer.body)),
    }
}

/// Posts a form without any cookie, whatever certificate the relay has.
///
/// # Panics
/// Where there is no answer.
pub fn post(url: &str, path: &str, form: &str) -> raw::Raw {
    post_with(url, path, form, "")
}

/// Posts a form as somebody who has logged in there.
///
/// # Panics
/// As [`post`].
pub fn post_as(url: &str, path: &str, form: &str) -> raw::Raw {
    let host = url.split_once("://").map_or("", |(_, host)| host);
    post_with(url, path, form, &cookie_line(host))
}

fn post_with(url: &str, path: &str, form: &str, more: &str) -> raw::Raw {
    let (scheme, host) = url.split_once("://").expect("a URL");
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: {url}\r\n{more}connection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let ask = async {
        if scheme == "https" {
            raw::send(tls::connect_to_any(host).await.expect("TLS"), request.as_bytes()).await
        } else {
            raw::send(TcpStream::connect(host).await.expect("the relay listens"), request.as_bytes()).await
        }
    };
    // On a thread of its own, so that it does not matter whose thread this is.
    let on_its_own = || {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(ask).expect("an answer")
    };
    thread::scope(|scope| scope.spawn(on_its_own).join().expect("the request is made"))
}
