//! What must be known to pull a camera. Belongs here: addresses and credentials together. Does not: dialling.

use crate::CameraUrl;
use secrecy::{ExposeSecret, SecretString};
use shared::{CameraId, Profile};

/// How RTP comes from a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Interleaved in the RTSP connection; the default, since it loses nothing.
    Tcp,
    /// In datagrams of its own.
    Udp,
}

/// What must be known to pull a camera.
#[derive(Debug, Clone)]
pub struct CameraSpec {
    /// Its id.
    pub id: CameraId,
    /// The main stream.
    pub main: CameraUrl,
    /// The sub-stream; without it the main stream serves as both.
    pub sub: Option<CameraUrl>,
    /// User name and password.
    pub credentials: Option<(String, SecretString)>,
    /// How RTP comes.
    pub transport: Transport,
}

/// One stream's address with all that is needed to dial it.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) url: CameraUrl,
    pub(crate) credentials: Option<(String, SecretString)>,
    pub(crate) transport: Transport,
}

impl CameraSpec {
    pub(crate) fn source(&self, profile: Profile) -> Source {
        let url = match (profile, &self.sub) {
            (Profile::Sub, Some(sub)) => sub,
            _ => &self.main,
        };
        Source { url: url.clone(), credentials: self.credentials.clone(), transport: self.transport }
    }

    pub(crate) fn same(&self, other: &Self) -> bool {
        let account = |c: &Self| c.credentials.as_ref().map(|(u, p)| (u.clone(), p.expose_secret().to_owned()));
        (&self.id, &self.main, &self.sub, self.transport) == (&other.id, &other.main, &other.sub, other.transport)
            && account(self) == account(other)
    }
}
