//! Attacks on the door, by a client that writes its own bytes. Belongs here: what they share. One module an attack.

mod canary;
mod guesses;
mod markup;
mod nonsense;
mod posts;
mod revoked;
mod session;
mod webrtc;

use e2e::{
    raw::{self, Raw},
    relay::{CONFIG, PASSWORD, Relay},
    wallet,
};
use tokio::net::TcpStream;

/// A login that is nobody's special one.
const LOGIN: &str = "ba.lan";

/// A relay that refuses nobody for being many: what is attacked is what stands behind that.
fn patient() -> Relay {
    let limits = "address_requests_per_sec = 100000\nrequests_per_sec = 100000\naddress_connections = 2000\n\
        address_sockets = 500\nuser_sockets = 500\n";
    let mut relay = Relay::new(&format!("{CONFIG}[limits]\n{limits}"));
    relay.run();
    relay
}

/// Adds somebody who logs in with [`PASSWORD`].
fn add(relay: &Relay, login: &str, role: &[&str]) {
    let args = [&["user", "add", login, "--name", "Bà Lan", "--password-stdin"], role].concat();
    let said = relay.cli(&args, &format!("{PASSWORD}\n"));
    assert!(said.ok, "{said:?}");
}

fn done(relay: &Relay, args: &[&str]) -> String {
    let said = relay.cli(args, "");
    assert!(said.ok, "{args:?}: {said:?}");
    said.out
}

async fn connected(relay: &Relay) -> TcpStream {
    TcpStream::connect(relay.host()).await.unwrap()
}

async fn get(relay: &Relay, path: &str, headers: &[(&str, &str)]) -> Raw {
    raw::get(connected(relay).await, relay.host(), path, headers).await
}

/// Posts a form with just these headers beside the ones that every request has.
async fn post(relay: &Relay, path: &str, headers: &[(&str, &str)], body: &str) -> Raw {
    let kind = headers.iter().any(|(name, _)| *name == "content-type");
    let kind = if kind { "" } else { "content-type: application/x-www-form-urlencoded\r\n" };
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\n{kind}{more}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        relay.host(),
        body.len()
    );
    raw::send(connected(relay).await, request.as_bytes()).await.expect("an answer")
}

/// The value that an answer sets a cookie to.
fn set(answer: &Raw, name: &str) -> Option<String> {
    let line = |line: &str| {
        let value = line.strip_prefix("set-cookie: ")?.strip_prefix(name)?.strip_prefix('=')?;
        value.split(';').next().map(str::to_owned)
    };
    answer.head.lines().find_map(line)
}

/// Logs somebody in: the `Cookie` header of his session.
fn cookie_of(relay: &Relay, login: &str) -> String {
    let session = wallet::log_in(relay.url(), login, PASSWORD).unwrap();
    format!("{}={}", session.name(), session.secret)
}
