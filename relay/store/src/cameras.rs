//! The cameras' rows. Addresses and passwords leave only as types that cannot be formatted.

use crate::{Store, StoreError, seal};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::{CameraId, UnixMicros};

/// How RTP comes from a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Interleaved in the RTSP connection (RFC 2326 §10.12).
    Tcp,
    /// In datagrams of its own.
    Udp,
}

impl Transport {
    fn as_str(self) -> &'static str {
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
    },
}

impl PartialEq for CameraRecord {
    fn eq(&self, other: &Self) -> bool {
        let secret = |s: &SecretString| s.expose_secret().to_owned();
        let account = |c: &Credentials| (c.username.clone(), secret(&c.password));
        (&self.id, &self.name, self.transport) == (&other.id, &other.name, other.transport)
            && secret(&self.main) == secret(&other.main)
            && self.sub.as_ref().map(secret) == other.sub.as_ref().map(secret)
            && self.credentials.as_ref().map(account) == other.credentials.as_ref().map(account)
    }
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

type Row = (String, String, String, Vec<u8>, Option<Vec<u8>>);

const COLUMNS: &str = "id, name, transport, addresses_sealed, credentials_sealed";

impl Store {
    /// All cameras in the order in which they are shown. One whose secrets were altered does not hide the others.
    pub async fn cameras(&self) -> Result<Vec<Stored>, StoreError> {
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM cameras ORDER BY position, id")))
                .fetch_all(&self.pool)
                .await?;
        let read = |row: Row| {
            let (id, name) = (row.0.clone(), row.1.clone());
            Some(match self.record(row) {
                Ok(record) => Ok(Stored::Whole(record)),
                // An id that was altered, too, names no camera at all.
                Err(StoreError::Altered(_)) => Ok(Stored::Altered { id: id.parse().ok()?, name }),
                Err(e) => Err(e),
            })
        };
        rows.into_iter().filter_map(read).collect()
    }

    /// One camera.
    pub async fn camera(&self, id: &CameraId) -> Result<Option<CameraRecord>, StoreError> {
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM cameras WHERE id = ?")))
                .bind(id.as_str())
                .fetch_optional(&self.pool)
                .await?;
        row.map(|row| self.record(row)).transpose()
    }

    /// Adds a camera behind the others.
    pub async fn add_camera(&self, camera: &CameraRecord, now: UnixMicros) -> Result<(), StoreError> {
        let secret = |s: &SecretString| s.expose_secret().to_owned();
        let addresses = Addresses { main: secret(&camera.main), sub: camera.sub.as_ref().map(secret) };
        let account = camera
            .credentials
            .as_ref()
            .map(|c| Account { username: c.username.clone(), password: secret(&c.password) });
        let sealed_account = account.map(|a| self.seal(&camera.id, "credentials", &a)).transpose()?;
        let added = sqlx::query(
            "INSERT INTO cameras (id, name, transport, has_sub, addresses_sealed, credentials_sealed, key_id, position, created_us)
             VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM cameras), ?)",
        )
        .bind(camera.id.as_str())
        .bind(&camera.name)
        .bind(camera.transport.as_str())
        .bind(camera.sub.is_some())
        .bind(self.seal(&camera.id, "addresses", &addresses)?)
        .bind(sealed_account)
        .bind(&self.key.id)
        .bind(i64::try_from(now.0).unwrap_or(i64::MAX))
        .execute(&self.pool)
        .await;
        match added {
            Err(sqlx::Error::Database(e)) if e.is_unique_violation() => Err(StoreError::Exists(camera.id.clone())),
            other => other.map(drop).map_err(StoreError::from),
        }
    }

    /// Takes a camera away; `false` where there was none.
    pub async fn remove_camera(&self, id: &CameraId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM cameras WHERE id = ?").bind(id.as_str()).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }

    fn seal(&self, id: &CameraId, field: &str, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let altered = || StoreError::Altered(id.to_string());
        let plain = serde_json::to_vec(value).map_err(|_| altered())?;
        seal::seal(&self.key, id, field, &plain).ok_or_else(altered)
    }

    fn open_sealed<T: for<'a> Deserialize<'a>>(
        &self,
        id: &CameraId,
        field: &str,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        seal::open(&self.key, id, field, sealed)
            .and_then(|plain| serde_json::from_slice(&plain).ok())
            .ok_or_else(|| StoreError::Altered(id.to_string()))
    }

    fn record(&self, (id, name, transport, addresses, account): Row) -> Result<CameraRecord, StoreError> {
        let id: CameraId = id.parse().map_err(|_| StoreError::Altered(id))?;
        let addresses: Addresses = self.open_sealed(&id, "addresses", &addresses)?;
        let account: Option<Account> = account.map(|a| self.open_sealed(&id, "credentials", &a)).transpose()?;
        Ok(CameraRecord {
            name,
            transport: if transport == Transport::Udp.as_str() { Transport::Udp } else { Transport::Tcp },
            main: addresses.main.into(),
            sub: addresses.sub.map(Into::into),
            credentials: account.map(|a| Credentials { username: a.username, password: a.password.into() }),
            id,
        })
    }
}
