//! WebRTC: its UDP port, the addresses that lead there, its limits, STUN and TURN servers. Belongs here: checking them.
//! Does not: reading the secret (see `secret_file`), using any of it.

use super::{
    check::{bad, ranged},
    file,
    ice_url::{STUN, TURN, is_ice_url},
    secret_file,
};
use crate::Failure;
use secrecy::SecretString;
use shared::text::{Text, webrtc as t};
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

pub(crate) const WEBRTC_LISTEN: &str = "webrtc.listen";
const PUBLIC: &str = "webrtc.public_addresses";
const STUN_URLS: &str = "webrtc.stun_urls";
const TURN_URLS: &str = "webrtc.turn_urls";
const SECRET_FILE: &str = "webrtc.turn_secret_file";
/// Bytes a second of one kbit a second.
const KBIT_BYTES: u64 = 1000 / 8;

/// Pictures over WebRTC.
#[derive(Debug, Clone)]
pub struct Webrtc {
    /// The one UDP port.
    pub listen: SocketAddr,
    /// What leads there from outside.
    pub public: Vec<SocketAddr>,
    /// Sessions at the same time.
    pub sessions: usize,
    /// What one session is sent at most.
    pub bytes_per_sec: u64,
    /// STUN servers (RFC 7064).
    pub stun: Vec<String>,
    /// TURN servers, where there are any.
    pub turn: Option<Turn>,
}

/// TURN servers that take credentials made with a shared secret.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The servers (RFC 7065).
    pub urls: Vec<String>,
    /// The file that holds the secret.
    pub secret_file: PathBuf,
    /// How long credentials last.
    pub lasts: Duration,
}

impl Turn {
    /// Reads the secret.
    pub(crate) fn secret(&self) -> Result<SecretString, Failure> {
        secret_file::read(SECRET_FILE, &self.secret_file)
    }
}

/// `None` where it is switched off; what stands there is checked all the same.
pub(super) fn check(w: &file::Webrtc, http: SocketAddr, base: &Path) -> Result<Option<Webrtc>, Failure> {
    let listen = match w.listen.as_str() {
        "" => http,
        text => text.parse().map_err(|_| bad(WEBRTC_LISTEN, &text, t::HINT_RTC_LISTEN))?,
    };
    let checked = Webrtc {
        listen,
        public: w.public_addresses.iter().map(|text| public(text, listen.port())).collect::<Result<_, _>>()?,
        sessions: ranged("webrtc.max_sessions", w.max_sessions, 1, 100_000)? as usize,
        bytes_per_sec: ranged("webrtc.max_kbit_per_sec", w.max_kbit_per_sec, 100, 10_000_000)? * KBIT_BYTES,
        stun: urls(STUN_URLS, &w.stun_urls, STUN, t::HINT_STUN)?,
        turn: turn(w, base)?,
    };
    Ok(w.enabled.then_some(checked))
}

/// An address alone has the port of our own.
fn public(text: &String, port: u16) -> Result<SocketAddr, Failure> {
    let alone = || text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, port));
    let with_port = text.parse::<SocketAddr>().ok().filter(|address| address.port() != 0);
    let address = with_port.map_or_else(alone, Ok).map_err(|_| bad(PUBLIC, text, t::HINT_RTC_PUBLIC))?;
    if address.ip().is_unspecified() || address.ip().is_multicast() {
        return Err(bad(PUBLIC, text, t::HINT_RTC_PUBLIC));
    }
    if address.port() == 0 { Err(bad(PUBLIC, text, t::HINT_RTC_PUBLIC_PORT)) } else { Ok(address) }
}

fn turn(w: &file::Webrtc, base: &Path) -> Result<Option<Turn>, Failure> {
    let urls = urls(TURN_URLS, &w.turn_urls, TURN, t::HINT_TURN)?;
    let lasts = Duration::from_secs(3600 * ranged("webrtc.turn_hours", w.turn_hours, 1, 720)?);
    let has_file = !w.turn_secret_file.as_os_str().is_empty();
    if has_file == urls.is_empty() {
        let hint = if has_file { t::HINT_TURN_UNUSED } else { t::HINT_TURN_SECRET };
        return Err(bad(SECRET_FILE, &w.turn_secret_file.display(), hint));
    }
    Ok(has_file.then(|| Turn { urls, secret_file: base.join(&w.turn_secret_file), lasts }))
}

fn urls(key: &str, urls: &[String], schemes: &[&str], hint: Text) -> Result<Vec<String>, Failure> {
    if let Some(url) = urls.iter().find(|url| !is_ice_url(url, schemes)) {
        // What stands in front of an `@` may be a password.
        let shown = if url.contains('@') { "…@…" } else { url };
        return Err(bad(key, &shown, hint));
    }
    Ok(urls.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTTP: &str = "192.168.1.9:8443";

    fn checked(change: impl FnOnce(&mut file::Webrtc)) -> Option<Webrtc> {
        let mut raw = file::Webrtc::default();
        change(&mut raw);
        check(&raw, HTTP.parse().unwrap(), Path::new("/etc/ward")).unwrap()
    }

    #[test]
    fn without_a_word_it_is_on_at_the_port_of_http() {
        let webrtc = checked(|_| ()).unwrap();
        assert_eq!(webrtc.listen.to_string(), HTTP);
        assert_eq!((webrtc.sessions, webrtc.bytes_per_sec), (300, 5_000_000));
        assert!(webrtc.public.is_empty() && webrtc.stun.is_empty() && webrtc.turn.is_none());
        assert!(checked(|raw| raw.enabled = false).is_none());
    }

    #[test]
    fn a_public_address_has_the_own_port_unless_it_names_one() {
        let of = |listen: &str, public: [&str; 3]| {
            let webrtc = checked(|raw| {
                raw.listen = listen.into();
                raw.public_addresses = public.map(String::from).into();
            });
            webrtc.unwrap().public.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let public = ["203.0.113.9", "203.0.113.9:40000", "2001:db8::9"];
        assert_eq!(of("", public), ["203.0.113.9:8443", "203.0.113.9:40000", "[2001:db8::9]:8443"]);
        assert_eq!(of("0.0.0.0:9", public)[0], "203.0.113.9:9");
    }

    #[test]
    fn a_turn_server_comes_with_the_file_of_its_secret() {
        let turn = checked(|raw| {
            raw.turn_urls = vec!["turn:turn.example.vn:3478?transport=udp".into()];
            (raw.turn_secret_file, raw.turn_hours) = ("turn.secret".into(), 2);
        });
        let turn = turn.unwrap().turn.unwrap();
        assert_eq!(turn.secret_file, Path::new("/etc/ward/turn.secret"));
        assert_eq!((turn.urls.len(), turn.lasts), (1, Duration::from_secs(7200)));
    }
}
