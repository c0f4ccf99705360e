//! Reading everything at once, for those who decide.

use super::{
    People,
    rows::{self, ACCOUNT, AccountRow, CameraRow, GRANT, GrantRow, INVITATION, InvitationRow, SESSION, SessionRow},
};
use crate::{Batch, Store, StoreError, areas, embeds};
use sqlx::{AssertSqlSafe, SqliteConnection, query_as};

impl Store {
    /// People, what they may do, and what of areas and cameras that depends on, as they are at one moment.
    pub async fn people(&self) -> Result<People, StoreError> {
        // One transaction reads one state, however much is written meanwhile.
        let mut tx = self.pool.begin().await?;
        let people = all(&mut tx).await?;
        tx.commit().await?;
        Ok(people)
    }
}

impl Batch {
    /// As [`Store::people`].
    pub async fn people(&mut self) -> Result<People, StoreError> {
        all(&mut self.tx).await
    }
}

async fn all(db: &mut SqliteConnection) -> Result<People, StoreError> {
    let sql = format!("SELECT {ACCOUNT} FROM users ORDER BY login");
    let accounts: Vec<AccountRow> = query_as(AssertSqlSafe(sql)).fetch_all(&mut *db).await?;
    let sql = format!("SELECT {GRANT} FROM grants ORDER BY created_us, id");
    let grants: Vec<GrantRow> = query_as(AssertSqlSafe(sql)).fetch_all(&mut *db).await?;
    let sql = format!("SELECT {SESSION} FROM sessions ORDER BY created_us, id");
    let sessions: Vec<SessionRow> = query_as(AssertSqlSafe(sql)).fetch_all(&mut *db).await?;
    let sql = format!("SELECT {INVITATION} FROM invitations ORDER BY created_us, id");
    let invitations: Vec<InvitationRow> = query_as(AssertSqlSafe(sql)).fetch_all(&mut *db).await?;
    let sql = "SELECT id, area, paused_us, paused_by FROM cameras ORDER BY position, id";
    let cameras: Vec<CameraRow> = query_as(sql).fetch_all(&mut *db).await?;
    let seen: Vec<(String, i64)> =
        query_as("SELECT user, max(seen_us) FROM devices GROUP BY user").fetch_all(&mut *db).await?;
    Ok(People {
        accounts: accounts.into_iter().filter_map(rows::account).collect(),
        grants: grants.into_iter().filter_map(rows::grant).collect(),
        sessions: sessions.into_iter().filter_map(rows::session).collect(),
        invitations: invitations.into_iter().filter_map(rows::invitation).collect(),
        seen: seen.into_iter().filter_map(|(user, at)| Some((user.parse().ok()?, super::time(at)))).collect(),
        areas: areas::all(db).await?,
        embeds: embeds::all(db).await?,
        cameras: cameras.into_iter().filter_map(rows::camera).collect(),
    })
}
