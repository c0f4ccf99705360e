//! Grants: giving and taking them.

use super::{NewGrant, last_admin::Watched, micros};
use crate::{Batch, StoreError, ids};
use shared::{
    GrantId, UnixMicros, UserId,
    access::{Role, Scope},
};

impl Batch {
    /// Gives a role. [`StoreError::NoScope`] where user, area or camera are not there.
    pub async fn add_grant(&mut self, user: &UserId, grant: &NewGrant, now: UnixMicros) -> Result<GrantId, StoreError> {
        if grant.role == Role::Unknown {
            return Err(StoreError::NoScope);
        }
        let id: GrantId = ids::letters::<12>().parse().map_err(|_| StoreError::NoGrant)?;
        let (area, camera) = match &grant.scope {
            Scope::Site => (None, None),
            Scope::Area(area) => (Some(area.as_str()), None),
            Scope::Camera(camera) => (None, Some(camera.as_str())),
        };
        let added = sqlx::query(
            "INSERT INTO grants (id, user, role, area, camera, from_minute, to_minute, until_us, created_us, created_by)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.as_str())
        .bind(user.as_str())
        .bind(grant.role.as_str())
        .bind(area)
        .bind(camera)
        .bind(grant.hours.map(|h| h.from()))
        .bind(grant.hours.map(|h| h.to()))
        .bind(grant.until.map(micros))
        .bind(micros(now))
        .bind(grant.by.as_ref().map(UserId::as_str))
        .execute(&mut *self.tx)
        .await;
        match added {
            Err(sqlx::Error::Database(e)) if e.is_foreign_key_violation() => Err(StoreError::NoScope),
            other => other.map(|_| id).map_err(StoreError::from),
        }
    }

    /// Takes a role away. [`StoreError::LastAdmin`] where that would leave nobody to set up anything; it has not happened
    /// then.
    pub async fn remove_grant(&mut self, id: &GrantId) -> Result<(), StoreError> {
        let mut watched = Watched::begin(&mut self.tx).await?;
        let gone = sqlx::query("DELETE FROM grants WHERE id = ?").bind(id.as_str()).execute(&mut *watched.tx).await?;
        if gone.rows_affected() == 0 {
            return Err(StoreError::NoGrant);
        }
        watched.settle().await
    }
}
