//! A camera's address: only `rtsp://`, credentials taken out, shown to nobody.

use crate::CameraHost;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use url::{Host, Url};

/// An RTSP URL without credentials. Its text leaves only through [`CameraUrl::expose`].
#[derive(Clone, PartialEq, Eq)]
pub struct CameraUrl(Url);

/// A user name and password as they stood in a URL.
#[derive(Debug, Clone)]
pub struct Account {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: SecretString,
}

impl PartialEq for Account {
    fn eq(&self, other: &Self) -> bool {
        self.username == other.username && self.password.expose_secret() == other.password.expose_secret()
    }
}

/// Only what looks like a scheme is repeated: anything else may be part of a password.
fn other_scheme(text: &str) -> AddressError {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.');
    if text.len() <= 10 && text.bytes().all(plain) { AddressError::Scheme(text.to_owned()) } else { AddressError::Bad }
}

/// Why a text is no camera address. Never repeats the text, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Another scheme than `rtsp`.
    #[error("the scheme {0} is not rtsp")]
    Scheme(String),
    /// No URL, or one without a host.
    #[error("the address is no RTSP URL")]
    Bad,
}

impl CameraUrl {
    /// Reads an address; credentials in it come back apart.
    pub fn parse(text: &str) -> Result<(Self, Option<Account>), AddressError> {
        let text = text.trim();
        if let Some((scheme, _)) = text.split_once("://")
            && !scheme.eq_ignore_ascii_case("rtsp")
        {
            return Err(other_scheme(scheme));
        }
        let mut url = Url::parse(text).map_err(|_| AddressError::Bad)?;
        if url.scheme() != "rtsp" {
            return Err(other_scheme(url.scheme()));
        }
        if url.host_str().is_none_or(str::is_empty) || url.fragment().is_some() || text.contains(char::is_control) {
            return Err(AddressError::Bad);
        }
        // A password with a bare `/` would otherwise pass for a host and a path.
        if url.path().contains('@') {
            return Err(AddressError::Bad);
        }
        let decode = |s: &str| percent_decode_str(s).decode_utf8().map(String::from).map_err(|_| AddressError::Bad);
        let account = if url.username().is_empty() && url.password().is_none() {
            None
        } else {
            Some(Account {
                username: decode(url.username())?,
                password: decode(url.password().unwrap_or_default())?.into(),
            })
        };
        url.set_username("").and_then(|()| url.set_password(None)).map_err(|()| AddressError::Bad)?;
        Ok((Self(url), account))
    }

    /// The address as text, for the store and for the camera itself.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// The port, 554 where none is written.
    pub fn port(&self) -> u16 {
        self.0.port().unwrap_or(554)
    }

    /// The host where it is written as a network address.
    pub fn literal(&self) -> Option<std::net::IpAddr> {
        self.host().parse().ok()
    }

    /// The host as it stands in the address.
    pub fn place(&self) -> CameraHost {
        CameraHost::of(&self.0)
    }

    /// The same stream at another host or port.
    pub(crate) fn moved(&self, host: Option<&CameraHost>, port: Option<u16>) -> Option<Self> {
        let mut url = self.0.clone();
        if let Some(host) = host {
            url.set_host(Some(host.in_url())).ok()?;
        }
        if port.is_some() {
            url.set_port(port).ok()?;
        }
        Some(Self(url))
    }

    /// The host as a name to look up or an address.
    pub(crate) fn host(&self) -> String {
        match self.0.host() {
            Some(Host::Ipv6(ip)) => ip.to_string(),
            // `rtsp` is no special scheme of the URL standard: an IPv4 address comes as a domain.
            Some(host) => host.to_string(),
            None => String::new(),
        }
    }

    /// The same address with the host replaced by the checked network address, so that it is not looked up twice.
    pub(crate) fn at(&self, ip: std::net::IpAddr) -> Option<Url> {
        let mut url = self.0.clone();
        let host = match ip {
            std::net::IpAddr::V4(v4) => v4.to_string(),
            std::net::IpAddr::V6(v6) => format!("[{v6}]"),
        };
        url.set_host(Some(&host)).ok()?;
        Some(url)
    }
}

impl fmt::Debug for CameraUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CameraUrl(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_taken_out_and_decoded() {
        let (url, account) =
            CameraUrl::parse(" rtsp://admin:p%40ss%2F1@192.168.1.64/Streaming/Channels/101?x=1 ").unwrap();
        assert_eq!(url.expose(), "rtsp://192.168.1.64/Streaming/Channels/101?x=1");
        let account = account.unwrap();
        assert_eq!((account.username.as_str(), account.password.expose_secret()), ("admin", "p@ss/1"));
        assert_eq!((url.host().as_str(), url.port()), ("192.168.1.64", 554));
        assert_eq!(url.at("::1".parse().unwrap()).unwrap().as_str(), "rtsp://[::1]/Streaming/Channels/101?x=1");
    }

    #[test]
    fn only_rtsp_is_an_address() {
        for scheme in ["http", "https", "file", "rtsps", "exec", "ffmpeg"] {
            assert_eq!(CameraUrl::parse(&format!("{scheme}://h/x")), Err(AddressError::Scheme(scheme.into())));
        }
        for bad in [
            "",
            "rtsp://",
            "rtsp:///x",
            "192.168.1.64/x",
            "rtsp://a:b:c:d/x",
            "rtsp://h/#x",
            "rtsp://h/\0",
            "rtsp://u:12/34@h/x",
            "CANARY@x://h",
        ] {
            assert!(CameraUrl::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn nothing_of_it_can_be_formatted() {
        let (url, account) = CameraUrl::parse("rtsp://u:canary@canary-host/canary-path").unwrap();
        assert!(!format!("{url:?} {account:?}").contains("canary"));
    }
}
