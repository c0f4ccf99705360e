//! The part of a camera's address that changes when it gets a new one. Belongs here: reading and writing it.
//! Does not: looking names up.

use crate::AddressError;
use std::{fmt, net::Ipv6Addr, str::FromStr};
use url::Url;

/// A host as it stands in an RTSP URL: a name, an IPv4 address, or an IPv6 address in brackets.
#[derive(Debug, Clone)]
pub struct CameraHost(String);

impl CameraHost {
    /// The host of a URL that was read as a camera's address.
    pub(crate) fn of(url: &Url) -> Self {
        Self(url.host_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn in_url(&self) -> &str {
        &self.0
    }
}

/// Names are the same in capitals (RFC 4343).
impl PartialEq for CameraHost {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl FromStr for CameraHost {
    type Err = AddressError;
    fn from_str(s: &str) -> Result<Self, AddressError> {
        let written = if s.parse::<Ipv6Addr>().is_ok() { format!("[{s}]") } else { s.to_owned() };
        let url = Url::parse(&format!("rtsp://{written}/")).map_err(|_| AddressError::Bad)?;
        // Whatever else a text could smuggle in, a port or a user name above all, does not come out as the host.
        let whole = url.as_str() == format!("rtsp://{}/", url.host_str().unwrap_or_default());
        if !whole || s.is_empty() || s.contains(char::is_whitespace) {
            return Err(AddressError::Bad);
        }
        Ok(Self::of(&url))
    }
}

/// Without brackets, as people write it.
impl fmt::Display for CameraHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.strip_prefix('[').and_then(|s| s.strip_suffix(']')).unwrap_or(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_host_and_nothing_more() {
        for (text, shown) in [
            ("192.168.1.64", "192.168.1.64"),
            ("Cam-1.local", "Cam-1.local"),
            ("fd00::1", "fd00::1"),
            ("[fd00::1]", "fd00::1"),
        ] {
            let host: CameraHost = text.parse().unwrap();
            assert_eq!(host.to_string(), shown);
            assert_eq!(host.to_string().parse::<CameraHost>().unwrap(), host);
        }
        assert_eq!("CAM".parse::<CameraHost>().unwrap(), "cam".parse().unwrap());
        for bad in ["", " ", "a b", "a:1", "u@h", "u:p@h", "h/x", "h?x", "h#x", "h\n", "[::1", "rtsp://h"] {
            assert!(bad.parse::<CameraHost>().is_err(), "{bad:?}");
        }
    }
}
