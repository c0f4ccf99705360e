//! Links that are good for one use.

use super::{
    Invitation, InvitationRecord, TokenHash, micros,
    rows::{self, INVITATION, InvitationRow},
};
use crate::{Batch, Store, StoreError, ids};
use shared::{InvitationId, UnixMicros, UserId};
use sqlx::{AssertSqlSafe, query_as};

impl Store {
    /// What a link is good for, without using it; `None` where it was used, has ended or never was.
    pub async fn invitation(&self, token: &TokenHash, now: UnixMicros) -> Result<Option<InvitationRecord>, StoreError> {
        let sql =
            AssertSqlSafe(format!("SELECT {INVITATION} FROM invitations WHERE token_hash = ?1 AND expires_us > ?2"));
        let row: Option<InvitationRow> =
            query_as(sql).bind(&token[..]).bind(micros(now)).fetch_optional(&self.pool).await?;
        Ok(row.and_then(rows::invitation))
    }
}

impl Batch {
    /// Makes a link. Earlier ones for the same user, or for setting up, are good for nothing from here on.
    pub async fn add_invitation(
        &mut self,
        token: &TokenHash,
        what: &Invitation,
        by: Option<&UserId>,
        now: UnixMicros,
        expires: UnixMicros,
    ) -> Result<InvitationId, StoreError> {
        let id: InvitationId = ids::letters::<12>().parse().map_err(|_| StoreError::NoUser)?;
        let user = what.user().map(UserId::as_str);
        sqlx::query("DELETE FROM invitations WHERE user IS ?").bind(user).execute(&mut *self.tx).await?;
        let added = sqlx::query(
            "INSERT INTO invitations (id, token_hash, user, kind, created_us, expires_us, created_by)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.as_str())
        .bind(&token[..])
        .bind(user)
        .bind(what.kind().as_str())
        .bind(micros(now))
        .bind(micros(expires))
        .bind(by.map(UserId::as_str))
        .execute(&mut *self.tx)
        .await;
        match added {
            Err(sqlx::Error::Database(e)) if e.is_foreign_key_violation() => Err(StoreError::NoUser),
            other => other.map(|_| id).map_err(StoreError::from),
        }
    }

    /// Uses a link up; `None` where it was used before, has ended or never was.
    pub async fn take_invitation(
        &mut self,
        token: &TokenHash,
        now: UnixMicros,
    ) -> Result<Option<Invitation>, StoreError> {
        let sql = format!("DELETE FROM invitations WHERE token_hash = ? RETURNING {INVITATION}");
        let row: Option<InvitationRow> =
            query_as(AssertSqlSafe(sql)).bind(&token[..]).fetch_optional(&mut *self.tx).await?;
        Ok(row.and_then(rows::invitation).filter(|i| now < i.expires).map(|i| i.what))
    }

    /// Takes a link back; `false` where there is none.
    pub async fn remove_invitation(&mut self, id: &InvitationId) -> Result<bool, StoreError> {
        let gone = sqlx::query("DELETE FROM invitations WHERE id = ?").bind(id.as_str()).execute(&mut *self.tx).await?;
        Ok(gone.rows_affected() > 0)
    }

    /// Takes every link for a user back, or every set-up link; answers how many.
    pub async fn remove_invitations_of(&mut self, user: Option<&UserId>) -> Result<u64, StoreError> {
        let user = user.map(UserId::as_str);
        let gone = sqlx::query("DELETE FROM invitations WHERE user IS ?").bind(user).execute(&mut *self.tx).await?;
        Ok(gone.rows_affected())
    }
}
