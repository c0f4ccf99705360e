//! A camera as it goes into the store and comes out. Belongs here: the types. Does not: SQL, sealing.

use secrecy::{ExposeSecret, SecretString};
use shared::{CameraId, place::Place};

/// How RTP comes from a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Interleaved in the RTSP connection (RFC 2326 §10.12).
    Tcp,
    /// In datagrams of its own.
    Udp,
}

impl Transport {
    /// `tcp` or `udp`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

/// A camera's account.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: SecretString,
}

/// A camera as stored.
#[derive(Debug, Clone)]
pub struct CameraRecord {
    /// Its id.
    pub id: CameraId,
    /// Its name.
    pub name: String,
    /// How RTP comes.
    pub transport: Transport,
    /// The main stream's address, without credentials.
    pub main: SecretString,
    /// The sub-stream's address, without credentials.
    pub sub: Option<SecretString>,
    /// Its account, if it asks for one.
    pub credentials: Option<Credentials>,
    /// Where it hangs and whose it is.
    pub place: Place,
    /// Whose paths its addresses follow, by the name that the camera crate gives.
    pub vendor: Option<String>,
    /// Which of a recorder's channels, 1 to 512.
    pub channel: Option<u16>,
}

/// A row, as far as it can be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// All of it.
    Whole(CameraRecord),
    /// Its secrets do not open: they were altered, or moved from another camera.
    Altered {
        /// Which camera.
        id: CameraId,
        /// Its name.
        name: String,
        /// Where it hangs, which is no secret.
        place: Place,
    },
}

impl PartialEq for CameraRecord {
    fn eq(&self, other: &Self) -> bool {
        let secret = |s: &SecretString| s.expose_secret().to_owned();
        let account = |c: &Credentials| (c.username.clone(), secret(&c.password));
        (&self.id, &self.name, self.transport) == (&other.id, &other.name, other.transport)
            && (&self.place, &self.vendor, self.channel) == (&other.place, &other.vendor, other.channel)
            && secret(&self.main) == secret(&other.main)
            && self.sub.as_ref().map(secret) == other.sub.as_ref().map(secret)
            && self.credentials.as_ref().map(account) == other.credentials.as_ref().map(account)
    }
}
