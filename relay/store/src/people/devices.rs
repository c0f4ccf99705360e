//! Devices on which somebody has logged in before.

use super::{TokenHash, micros};
use crate::{Batch, Store, StoreError};
use shared::{UnixMicros, UserId};

/// Devices of one user; of more, those that were not seen for longest are forgotten.
const A_USER: u32 = 20;

impl Store {
    /// Whether somebody has logged in on a device before.
    pub async fn knows_device(&self, token: &TokenHash, user: &UserId) -> Result<bool, StoreError> {
        let (known,): (bool,) =
            sqlx::query_as("SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ? AND user = ?)")
                .bind(&token[..])
                .bind(user.as_str())
                .fetch_one(&self.pool)
                .await?;
        Ok(known)
    }
}

impl Batch {
    /// Notes that somebody has logged in on a device.
    pub async fn remember_device(
        &mut self,
        token: &TokenHash,
        user: &UserId,
        now: UnixMicros,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO devices (token_hash, user, created_us, seen_us) VALUES (?1, ?2, ?3, ?3)
             ON CONFLICT DO UPDATE SET seen_us = max(seen_us, excluded.seen_us)",
        )
        .bind(&token[..])
        .bind(user.as_str())
        .bind(micros(now))
        .execute(&mut *self.tx)
        .await?;
        sqlx::query(
            "DELETE FROM devices WHERE user = ?1 AND token_hash NOT IN
                 (SELECT token_hash FROM devices WHERE user = ?1 ORDER BY token_hash = ?2 DESC, seen_us DESC LIMIT ?3)",
        )
        .bind(user.as_str())
        .bind(&token[..])
        .bind(A_USER)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Forgets every device of a user; answers how many.
    pub async fn forget_devices_of(&mut self, user: &UserId) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM devices WHERE user = ?").bind(user.as_str()).execute(&mut *self.tx).await?;
        Ok(gone.rows_affected())
    }
}
