//! Several changes as one. Belongs here: where a transaction begins and ends. Does not: what is changed in it.

use crate::{Store, StoreError, key::Key};
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Reads and changes that happen together or not at all: dropped without [`Batch::commit`], nothing has happened.
pub struct Batch {
    pub(crate) tx: Transaction<'static, Sqlite>,
    pub(crate) key: Arc<Key>,
}

impl Store {
    /// Begins a batch. Nobody else writes until it ends, so what was read in it still holds when it is written.
    pub async fn batch(&self) -> Result<Batch, StoreError> {
        Ok(Batch { tx: self.pool.begin_with("BEGIN IMMEDIATE").await?, key: self.key.clone() })
    }
}

impl Batch {
    /// Makes it happen.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}
