//! When people were last seen, and clearing away what has ended. Belongs here: writes that change nobody's rights, on the
//! connection that watches for changes, so that they are no news there.

use super::{Swept, TokenHash, micros};
use crate::{Changes, StoreError, changes::Quiet};
use shared::{SessionId, UnixMicros};
use sqlx::Connection;

/// The writing end of what is only noted.
#[derive(Clone)]
pub struct Traces {
    db: Quiet,
}

impl Traces {
    /// Shares the connection on which `changes` watches, which is not told of what it wrote itself.
    pub fn beside(changes: &Changes) -> Self {
        Self { db: changes.quiet() }
    }

    /// Notes that a session was used and ends later for it; one that has ended already stays so.
    pub async fn touch_session(&self, id: &SessionId, now: UnixMicros, expires: UnixMicros) -> Result<(), StoreError> {
        let sql = "UPDATE sessions SET seen_us = max(seen_us, ?2), expires_us = max(expires_us, ?3)
                   WHERE id = ?1 AND expires_us > ?2";
        let db = &mut *self.db.lock().await;
        sqlx::query(sql).bind(id.as_str()).bind(micros(now)).bind(micros(expires)).execute(db).await?;
        Ok(())
    }

    /// Notes that a device was seen.
    pub async fn touch_device(&self, token: &TokenHash, now: UnixMicros) -> Result<(), StoreError> {
        let sql = "UPDATE devices SET seen_us = max(seen_us, ?2) WHERE token_hash = ?1";
        let db = &mut *self.db.lock().await;
        sqlx::query(sql).bind(&token[..]).bind(micros(now)).execute(db).await?;
        Ok(())
    }

    /// Deletes sessions and links that have ended, and devices that were not seen since `devices_since`.
    pub async fn sweep(&self, now: UnixMicros, devices_since: UnixMicros) -> Result<Swept, StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        let mut rows = [0; 3];
        for (count, (sql, limit)) in rows.iter_mut().zip([
            ("DELETE FROM sessions WHERE expires_us <= ?", now),
            ("DELETE FROM invitations WHERE expires_us <= ?", now),
            ("DELETE FROM devices WHERE seen_us < ?", devices_since),
        ]) {
            *count = sqlx::query(sql).bind(micros(limit)).execute(&mut *tx).await?.rows_affected();
        }
        tx.commit().await?;
        let [sessions, invitations, devices] = rows;
        Ok(Swept { sessions, invitations, devices })
    }
}
