//! The sessions that this process has on relays, by `host:port`: what a browser's cookie jar is to its user. Whoever speaks
//! to a relay through the harness is logged in there, unless it asks to be nobody.

use std::{
    collections::HashMap,
    io::{self, Read, Write},
    net::TcpStream,
    sync::{LazyLock, Mutex, PoisonError},
};

/// The session's cookie.
pub const SESSION: &str = "ward_session";

static COOKIES: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);

/// Keeps a session's secret for a relay.
pub fn keep(host: &str, session: &str) {
    COOKIES.lock().unwrap_or_else(PoisonError::into_inner).insert(host.to_owned(), session.to_owned());
}

/// The session's secret for a relay.
pub fn session(host: &str) -> Option<String> {
    COOKIES.lock().unwrap_or_else(PoisonError::into_inner).get(host).cloned()
}

/// The `Cookie` header for a relay.
pub fn cookie(host: &str) -> Option<String> {
    session(host).map(|session| format!("{SESSION}={session}"))
}

/// The same as a line of a request written by hand, or nothing.
pub fn cookie_line(host: &str) -> String {
    cookie(host).map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default()
}

/// Logs in with a form as a browser does; the session's secret, or the answer that did not give one.
pub fn log_in(host: &str, login: &str, password: &str) -> Result<String, String> {
    let body = format!("login={login}&password={password}");
    let answer = post(host, "/login", &body).map_err(|e| e.to_string())?;
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ward_session="));
    set.and_then(|value| value.split(';').next()).filter(|value| !value.is_empty()).map(str::to_owned).ok_or(answer)
}

/// Posts a form without any cookie: the whole answer as text.
pub fn post(host: &str, path: &str, form: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
