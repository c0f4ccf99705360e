//! Sessions: beginning and ending them.

use super::{
    NewSession, SessionRecord, micros, rows,
    rows::{SESSION, SessionRow},
};
use crate::{Batch, StoreError, ids};
use shared::{SessionId, UnixMicros, UserId};
use sqlx::{AssertSqlSafe, query_as};

/// Sessions of one user; of more, those that were not used for longest end.
const A_USER: u32 = 50;

impl Batch {
    /// Begins a session.
    pub async fn add_session(&mut self, session: &NewSession, now: UnixMicros) -> Result<SessionId, StoreError> {
        let id: SessionId = ids::letters::<12>().parse().map_err(|_| StoreError::NoUser)?;
        let added = sqlx::query(
            "INSERT INTO sessions (id, token_hash, user, created_us, seen_us, expires_us, address, device)
             VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)",
        )
        .bind(id.as_str())
        .bind(&session.token[..])
        .bind(session.user.as_str())
        .bind(micros(now))
        .bind(micros(session.expires))
        .bind(&session.address)
        .bind(&session.device)
        .execute(&mut *self.tx)
        .await;
        match added {
            Err(sqlx::Error::Database(e)) if e.is_foreign_key_violation() => return Err(StoreError::NoUser),
            other => other?,
        };
        sqlx::query(
            "DELETE FROM sessions WHERE user = ?1 AND id NOT IN
                 (SELECT id FROM sessions WHERE user = ?1 ORDER BY id = ?2 DESC, seen_us DESC LIMIT ?3)",
        )
        .bind(session.user.as_str())
        .bind(id.as_str())
        .bind(A_USER)
        .execute(&mut *self.tx)
        .await?;
        Ok(id)
    }

    /// One session.
    pub async fn session(&mut self, id: &SessionId) -> Result<Option<SessionRecord>, StoreError> {
        let sql = AssertSqlSafe(format!("SELECT {SESSION} FROM sessions WHERE id = ?"));
        let row: Option<SessionRow> = query_as(sql).bind(id.as_str()).fetch_optional(&mut *self.tx).await?;
        Ok(row.and_then(rows::session))
    }

    /// Ends a session; `false` where there is none.
    pub async fn remove_session(&mut self, id: &SessionId) -> Result<bool, StoreError> {
        let gone = sqlx::query("DELETE FROM sessions WHERE id = ?").bind(id.as_str()).execute(&mut *self.tx).await?;
        Ok(gone.rows_affected() > 0)
    }

    /// Ends all sessions of a user but one; answers how many.
    pub async fn remove_sessions_of(&mut self, user: &UserId, except: Option<&SessionId>) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM sessions WHERE user = ?1 AND id IS NOT ?2")
            .bind(user.as_str())
            .bind(except.map(SessionId::as_str))
            .execute(&mut *self.tx)
            .await?;
        Ok(gone.rows_affected())
    }
}
