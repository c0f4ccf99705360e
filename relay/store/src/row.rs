//! Between a row and a record. Belongs here: sealing on the way in, opening on the way out. Does not: queries.

use crate::{CameraRecord, Credentials, StoreError, Stored, Transport, key::Key, seal};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::{CameraId, geo::Position, place::Place};

/// A camera's row as it is read.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: String,
    name: String,
    transport: String,
    addresses_sealed: Vec<u8>,
    credentials_sealed: Option<Vec<u8>>,
    area: Option<String>,
    street: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    heading: Option<u16>,
    owner: Option<String>,
    vendor: Option<String>,
    channel: Option<u16>,
}

/// What of a record is sealed before it is written.
pub(crate) struct Sealed {
    pub(crate) addresses: Vec<u8>,
    pub(crate) credentials: Option<Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
struct Addresses {
    main: String,
    sub: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Account {
    username: String,
    password: String,
}

impl Sealed {
    pub(crate) fn new(key: &Key, camera: &CameraRecord) -> Result<Self, StoreError> {
        let secret = |s: &SecretString| s.expose_secret().to_owned();
        let addresses = Addresses { main: secret(&camera.main), sub: camera.sub.as_ref().map(secret) };
        let account = camera
            .credentials
            .as_ref()
            .map(|c| Account { username: c.username.clone(), password: secret(&c.password) });
        Ok(Self {
            addresses: seal(key, &camera.id, "addresses", &addresses)?,
            credentials: account.map(|a| seal(key, &camera.id, "credentials", &a)).transpose()?,
        })
    }
}

impl Row {
    /// The record; an error where its secrets do not open.
    pub(crate) fn record(self, key: &Key) -> Result<CameraRecord, StoreError> {
        let id: CameraId = self.id.parse().map_err(|_| StoreError::Altered(self.id.clone()))?;
        let addresses: Addresses = open(key, &id, "addresses", &self.addresses_sealed)?;
        let sealed = self.credentials_sealed.as_deref();
        let account: Option<Account> = sealed.map(|a| open(key, &id, "credentials", a)).transpose()?;
        Ok(CameraRecord {
            place: self.place(),
            name: self.name,
            transport: if self.transport == Transport::Udp.as_str() { Transport::Udp } else { Transport::Tcp },
            main: addresses.main.into(),
            sub: addresses.sub.map(Into::into),
            credentials: account.map(|a| Credentials { username: a.username, password: a.password.into() }),
            vendor: self.vendor,
            channel: self.channel,
            id,
        })
    }

    /// As much as can be read; `None` where not even the id can.
    pub(crate) fn stored(self, key: &Key) -> Option<Result<Stored, StoreError>> {
        let (id, name, place) = (self.id.parse(), self.name.clone(), self.place());
        Some(match self.record(key) {
            Ok(record) => Ok(Stored::Whole(record)),
            // An id that was altered, too, names no camera at all.
            Err(StoreError::Altered(_)) => Ok(Stored::Altered { id: id.ok()?, name, place }),
            Err(e) => Err(e),
        })
    }

    /// What the schema's checks keep out is as good as not there.
    fn place(&self) -> Place {
        let point = self.latitude.zip(self.longitude);
        Place {
            area: self.area.as_ref().and_then(|id| id.parse().ok()),
            street: self.street.clone(),
            position: point.and_then(|(latitude, longitude)| Position::new(latitude, longitude).ok()),
            heading: self.heading.and_then(|degrees| degrees.try_into().ok()),
            owner: self.owner.as_ref().and_then(|kind| kind.parse().ok()),
        }
    }
}

fn seal(key: &Key, id: &CameraId, field: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let altered = || StoreError::Altered(id.to_string());
    let plain = serde_json::to_vec(value).map_err(|_| altered())?;
    seal::seal(key, id.as_str(), field, &plain).ok_or_else(altered)
}

fn open<T: for<'a> Deserialize<'a>>(key: &Key, id: &CameraId, field: &str, sealed: &[u8]) -> Result<T, StoreError> {
    seal::open(key, id.as_str(), field, sealed)
        .and_then(|plain| serde_json::from_slice(&plain).ok())
        .ok_or_else(|| StoreError::Altered(id.to_string()))
}
