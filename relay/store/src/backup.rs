//! Copies of the database: taking one beside a running relay, and making one ready to be used again. Belongs here: what
//! SQLite must do for it. Does not: the file that a copy travels in, where it is put.

use crate::{Store, StoreError, open};
use shared::audit::Entry;
use sqlx::{ConnectOptions, query_as};
use std::path::Path;

/// What can be said of a copy before it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its newest migration.
    pub schema: i64,
    /// Which key its secrets are sealed with; `None` where it has none.
    pub key_id: Option<String>,
}

impl Store {
    /// Writes a whole copy, as the database is at one moment, to a file that is not there yet. Others go on writing.
    pub async fn copy_to(&self, path: &Path) -> Result<Facts, StoreError> {
        let broken = |source| StoreError::Broken { path: path.into(), source };
        let mut db = self.options().connect().await?;
        let text = path.to_str().ok_or_else(|| StoreError::Folder {
            path: path.into(),
            source: std::io::Error::from(std::io::ErrorKind::InvalidFilename),
        })?;
        sqlx::query("VACUUM INTO ?").bind(text).execute(&mut db).await.map_err(broken)?;
        facts(path).await
    }
}

/// Looks at a copy without changing it. Errors where it is no whole database of ours, or one of a newer relay.
pub async fn facts(path: &Path) -> Result<Facts, StoreError> {
    let broken = |source| StoreError::Broken { path: path.into(), source };
    let found = open::inspect(path).await?.ok_or_else(|| broken(sqlx::Error::RowNotFound))?;
    let mut db = open::options(path).read_only(true).connect().await.map_err(broken)?;
    let (verdict,): (String,) = query_as("PRAGMA integrity_check(1)").fetch_one(&mut db).await.map_err(broken)?;
    if verdict != "ok" {
        return Err(broken(sqlx::Error::Protocol(verdict)));
    }
    Ok(Facts { schema: found.version, key_id: found.key_id })
}

/// Brings a copy up to date where it lies and records in its audit that it was restored, so that it can be used in place
/// of the database that belongs to `key_path`. Errors where that key does not open it.
pub async fn make_ready(path: &Path, key_path: &Path, entry: &Entry) -> Result<(), StoreError> {
    let store = Store::open_files(path.into(), key_path.into()).await?;
    let done = end_logins(&store, entry).await;
    store.close().await;
    done
}

/// A login that was ended since, and a link that was used since, must not come back with an older state.
async fn end_logins(store: &Store, entry: &Entry) -> Result<(), StoreError> {
    let mut batch = store.batch().await?;
    for sql in ["DELETE FROM sessions", "DELETE FROM invitations", "DELETE FROM devices"] {
        sqlx::query(sql).execute(&mut *batch.tx).await?;
    }
    batch.append_audit(std::slice::from_ref(entry)).await?;
    batch.commit().await
}
