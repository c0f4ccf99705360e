//! The STUN and TURN servers that browsers are told, as `Link` headers (RFC 9725 §4.6). Belongs here: writing them. Does not:
//! accounts at them (see `credentials`), reaching them.

use super::credentials::{Credentials, credentials};
use crate::{
    Failure,
    config::{Turn, Webrtc},
};
use axum::http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use shared::{UnixMicros, UnixSecs};
use std::sync::Arc;

/// The servers with the secret that they share with us; a handle to share.
#[derive(Clone)]
pub(crate) struct Ice(Arc<Servers>);

#[derive(Default)]
struct Servers {
    stun: Vec<String>,
    turn: Option<(Turn, SecretString)>,
}

impl Ice {
    /// Reads the secret, where there is one.
    pub(crate) fn open(webrtc: Option<&Webrtc>) -> Result<Self, Failure> {
        let Some(webrtc) = webrtc else { return Ok(Self(Arc::default())) };
        let turn = webrtc.turn.clone().map(|turn| turn.secret().map(|secret| (turn, secret))).transpose()?;
        Ok(Self(Arc::new(Servers { stun: webrtc.stun.clone(), turn })))
    }

    /// One header a server; TURN servers with an account for this user, whose time begins now.
    pub(super) fn links(&self, user: &str, now: UnixMicros) -> Vec<HeaderValue> {
        let Servers { stun, turn } = &*self.0;
        let mut links: Vec<String> = stun.iter().map(|url| format!("<{url}>; rel=\"ice-server\"")).collect();
        if let Some((Turn { urls, lasts, .. }, secret)) = turn {
            let until = UnixSecs(UnixSecs::from(now).0 + lasts.as_secs());
            let Credentials { username, credential } = credentials(secret.expose_secret(), user, until);
            links.extend(urls.iter().map(|url| {
                format!(
                    "<{url}>; rel=\"ice-server\"; username=\"{username}\"; credential=\"{credential}\"; \
                     credential-type=\"password\""
                )
            }));
        }
        // URLs were checked, ids and Base64 are plain: each is a header's value.
        links.into_iter().filter_map(|link| HeaderValue::try_from(link).ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

    const NOW: UnixMicros = UnixMicros(1_795_992_800_000_000);

    fn links(stun: &[&str], turn: &[&str]) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        let secret_file = dir.path().join("turn.secret");
        fs::write(&secret_file, "north wind\n").unwrap();
        fs::set_permissions(&secret_file, fs::Permissions::from_mode(0o600)).unwrap();
        let owned = |urls: &[&str]| urls.iter().map(ToString::to_string).collect::<Vec<_>>();
        let turn = Turn { urls: owned(turn), secret_file, lasts: Duration::from_secs(7200) };
        let turn = Some(turn).filter(|turn| !turn.urls.is_empty());
        let webrtc = Webrtc { stun: owned(stun), turn, ..config::defaults().webrtc.unwrap() };
        let values = Ice::open(Some(&webrtc)).unwrap().links("u1", NOW);
        values.iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn one_header_a_server_with_an_account_where_it_needs_one() {
        let account =
            "username=\"1796000000:u1\"; credential=\"0oPxAxaqh4EA0W8dXVSlr308HWg=\"; credential-type=\"password\"";
        assert_eq!(
            links(&["stun:a.vn:3478"], &["turn:a.vn?transport=udp", "turns:a.vn:443"]),
            [
                "<stun:a.vn:3478>; rel=\"ice-server\"".to_owned(),
                format!("<turn:a.vn?transport=udp>; rel=\"ice-server\"; {account}"),
                format!("<turns:a.vn:443>; rel=\"ice-server\"; {account}"),
            ]
        );
        assert!(links(&[], &[]).is_empty());
        assert!(Ice::open(None).unwrap().links("u1", NOW).is_empty());
    }

    #[test]
    fn a_secret_that_cannot_be_had_is_a_failure() {
        let turn = Turn { urls: vec!["turn:a.vn".into()], secret_file: "/nowhere".into(), lasts: Duration::ZERO };
        let webrtc = Webrtc { turn: Some(turn), ..config::defaults().webrtc.unwrap() };
        let said = Ice::open(Some(&webrtc)).err().unwrap().sentence(shared::text::Lang::En);
        assert!(said.contains("/nowhere cannot be read") && said.contains("webrtc.turn_secret_file"), "{said}");
    }
}
