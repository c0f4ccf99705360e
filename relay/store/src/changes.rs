//! Noticing what another process, the command line above all, has changed in the database.

use crate::{Store, StoreError};
use sqlx::{ConnectOptions, SqliteConnection};
use std::sync::Arc;
use tokio::sync::Mutex;

/// A connection of which [`Changes`] does not notice what it writes.
pub(crate) type Quiet = Arc<Mutex<SqliteConnection>>;

/// Watches the database on a connection of its own, on which nothing is written but the health ledger,
/// when people were last seen, and what strangers send.
pub struct Changes {
    db: Quiet,
    version: i64,
}

impl Changes {
    /// Starts watching: what is changed from here on is noticed.
    pub async fn watch(store: &Store) -> Result<Self, StoreError> {
        let mut db = store.options().connect().await?;
        let version = data_version(&mut db).await?;
        Ok(Self { db: Arc::new(Mutex::new(db)), version })
    }

    /// Whether anything was committed since the last call. Costs microseconds: SQLite compares one counter.
    pub async fn any(&mut self) -> Result<bool, StoreError> {
        let now = data_version(&mut *self.db.lock().await).await?;
        Ok(std::mem::replace(&mut self.version, now) != now)
    }

    pub(crate) fn quiet(&self) -> Quiet {
        self.db.clone()
    }
}

async fn data_version(db: &mut SqliteConnection) -> Result<i64, StoreError> {
    let (version,): (i64,) = sqlx::query_as("PRAGMA data_version").fetch_one(db).await?;
    Ok(version)
}
