//! One admin stays. Belongs here: who counts, and undoing what would leave nobody.

use crate::StoreError;
use sqlx::{Acquire, Sqlite, SqliteConnection, Transaction};

/// A change after which somebody must still be able to set up everything, if somebody was before. Dropped without
/// [`Watched::settle`], nothing has happened.
pub(super) struct Watched<'a> {
    pub(super) tx: Transaction<'a, Sqlite>,
    had_admin: bool,
}

impl<'a> Watched<'a> {
    pub(super) async fn begin(db: &'a mut SqliteConnection) -> Result<Self, StoreError> {
        let mut tx = db.begin().await?;
        let had_admin = has_admin(&mut tx).await?;
        Ok(Self { tx, had_admin })
    }

    /// Lets the change stand, or undoes it alone.
    pub(super) async fn settle(mut self) -> Result<(), StoreError> {
        if self.had_admin && !has_admin(&mut self.tx).await? {
            self.tx.rollback().await?;
            return Err(StoreError::LastAdmin);
        }
        Ok(self.tx.commit().await?)
    }
}

/// Whether somebody can log in who is an admin of the whole site at all hours and without end.
pub(super) async fn has_admin(db: &mut SqliteConnection) -> Result<bool, StoreError> {
    let (found,): (bool,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM grants JOIN users ON users.id = grants.user
         WHERE role = 'admin' AND area IS NULL AND camera IS NULL AND from_minute IS NULL AND until_us IS NULL
             AND enabled = 1 AND password IS NOT NULL)",
    )
    .fetch_one(db)
    .await?;
    Ok(found)
}
