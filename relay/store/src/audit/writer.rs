//! What the running relay records by itself: on the connection that watches for changes, so that it is no news there.

use super::{append, retain};
use crate::{Changes, Store, StoreError, changes::Quiet, key::Key};
use shared::{
    UnixMicros,
    audit::{Day, Entry},
};
use sqlx::Connection;
use std::sync::Arc;

/// The quiet writing end of the audit.
pub struct Writer {
    db: Quiet,
    key: Arc<Key>,
}

impl Writer {
    /// Shares the connection on which `changes` watches: what is written here makes nobody read the cameras again.
    pub fn beside(store: &Store, changes: &Changes) -> Self {
        Self { db: changes.quiet(), key: store.key.clone() }
    }

    /// Adds entries, all of them or, where it fails, none.
    pub async fn append(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        append::append(&mut tx, &self.key, entries).await?;
        Ok(tx.commit().await?)
    }

    /// Signs the last day with rows where it is over at `now`; answers whether it did.
    pub async fn close(&self, now: UnixMicros) -> Result<bool, StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        let closed = append::close(&mut tx, &self.key, now).await?;
        tx.commit().await?;
        Ok(closed)
    }

    /// Removes the rows of whole days before `first` and keeps their heads; answers how many rows went.
    pub async fn retain(&self, first: Day, now: UnixMicros) -> Result<u64, StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        let rows = retain::retain(&mut tx, &self.key, first, now).await?;
        tx.commit().await?;
        Ok(rows)
    }
}

impl Store {
    /// Adds entries that go with no other change. Inside the running relay use [`Writer`].
    pub async fn append_audit(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let mut batch = self.batch().await?;
        batch.append_audit(entries).await?;
        batch.commit().await
    }
}
