//! Opening the database and its key. What is not ours is refused before anything is written.

use crate::{StoreError, key::Key};
use sqlx::{
    ConnectOptions, SqlitePool,
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

static MIGRATIONS: Migrator = sqlx::migrate!();
/// The migration from which on users have sealed secrets, too.
const PEOPLE: i64 = 4;

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
        let (path, key_path) = (folder.join("relay.db"), folder.join("relay.key"));
        let key_id_in_use = if path.exists() { inspect(&path).await? } else { None };
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

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_secs(5)).disable_statement_logging()
}

/// Reads, without writing, whether the database is ours to use; answers the id of the key that its secrets need.
async fn inspect(path: &Path) -> Result<Option<String>, StoreError> {
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
    let ours = MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0);
    match version {
        None => return Ok(None),
        Some(version) if version > ours => return Err(StoreError::Newer { path: path.into(), version }),
        Some(_) => {}
    }
    let sealed = if version >= Some(PEOPLE) {
        "SELECT key_id FROM cameras UNION ALL SELECT key_id FROM users WHERE key_id IS NOT NULL LIMIT 1"
    } else {
        "SELECT key_id FROM cameras LIMIT 1"
    };
    let used: Option<(String,)> = sqlx::query_as(sealed).fetch_optional(&mut db).await.map_err(broken)?;
    Ok(used.map(|(id,)| id))
}
