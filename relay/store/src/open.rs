//! Opening the database and its key. What is not ours is refused before anything is written.

use crate::{StoreError, key::Key};
use sqlx::{
    AssertSqlSafe, ConnectOptions, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};
use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The database's name in the data folder.
pub const DATABASE: &str = "relay.db";
/// The key file's name in the data folder.
pub const KEY: &str = "relay.key";

/// What is sealed, and from which migration on; all of it with one key.
const SEALED: [(i64, &str); 3] = [
    (1, "SELECT key_id FROM cameras"),
    (4, "SELECT key_id FROM users WHERE key_id IS NOT NULL"),
    (5, "SELECT key_id FROM audit_key"),
];

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The database beside its key, in one folder.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: SqlitePool,
    pub(crate) key: Arc<Key>,
    path: PathBuf,
}

impl Store {
    /// Opens `folder/relay.db` and `folder/relay.key`, making what is not there yet.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        // Only the owner looks in: the key lies here.
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|source| StoreError::Folder { path: folder.into(), source })?;
        Self::open_files(folder.join(DATABASE), folder.join(KEY)).await
    }

    pub(crate) async fn open_files(path: PathBuf, key_path: PathBuf) -> Result<Self, StoreError> {
        let found = if path.exists() { inspect(&path).await? } else { None };
        let key_id_in_use = found.and_then(|found| found.key_id);
        let key = match (Key::read(&key_path)?, key_id_in_use) {
            (Some(key), Some(used)) if key.id != used => return Err(StoreError::KeyWrong(key_path)),
            (Some(key), _) => key,
            (None, Some(_)) => return Err(StoreError::KeyMissing(key_path)),
            (None, None) => Key::create(&key_path)?,
        };
        let broken = |source| StoreError::Broken { path: path.clone(), source };
        let options = options(&path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await.map_err(broken)?;
        MIGRATIONS.run(&pool).await.map_err(|e| broken(e.into()))?;
        Ok(Self { pool, key: Arc::new(key), path })
    }

    /// Closes all connections, so that the write-ahead log is folded into the database.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) fn options(&self) -> SqliteConnectOptions {
        options(&self.path)
    }
}

pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_secs(5)).disable_statement_logging()
}

/// A database that is ours to use.
pub(crate) struct Found {
    /// Its newest migration.
    pub(crate) version: i64,
    /// The id of the key that its secrets need.
    pub(crate) key_id: Option<String>,
}

/// Reads, without writing, whether the database is ours to use; `None` where it holds nothing yet.
pub(crate) async fn inspect(path: &Path) -> Result<Option<Found>, StoreError> {
    let broken = |source| StoreError::Broken { path: path.into(), source };
    let mut db = options(path).read_only(true).connect().await.map_err(broken)?;
    let migrated: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations'")
        .fetch_optional(&mut db)
        .await
        .map_err(broken)?;
    if migrated.is_none() {
        return Ok(None);
    }
    let (version,): (Option<i64>,) =
        sqlx::query_as("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut db).await.map_err(broken)?;
    let Some(version) = version else { return Ok(None) };
    if version > MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0) {
        return Err(StoreError::Newer { path: path.into(), version });
    }
    let sealed: Vec<_> = SEALED.iter().filter(|(since, _)| version >= *since).map(|(_, sql)| *sql).collect();
    let sealed = AssertSqlSafe(sealed.join(" UNION ALL ") + " LIMIT 1");
    let used: Option<(String,)> = sqlx::query_as(sealed).fetch_optional(&mut db).await.map_err(broken)?;
    Ok(Some(Found { version, key_id: used.map(|(id,)| id) }))
}
