//! Users' rows, their second factors sealed on the way in and opened on the way out.

use super::{
    SecondFactor, UserRecord,
    last_admin::{Watched, has_admin},
    micros,
    rows::{self, FACTOR, USER, UserRow},
};
use crate::{Batch, Store, StoreError, key::Key, seal};
use secrecy::ExposeSecret;
use shared::{UnixMicros, UserId, access::Login};
use sqlx::{AssertSqlSafe, SqliteConnection, query_as};

impl Store {
    /// Whoever logs in with a name.
    pub async fn user_by_login(&self, login: &Login) -> Result<Option<UserRecord>, StoreError> {
        one(&mut *self.pool.acquire().await?, &self.key, "login", login.as_str()).await
    }

    /// One user.
    pub async fn user(&self, id: &UserId) -> Result<Option<UserRecord>, StoreError> {
        one(&mut *self.pool.acquire().await?, &self.key, "id", id.as_str()).await
    }
}

impl Batch {
    /// As [`Store::user_by_login`].
    pub async fn user_by_login(&mut self, login: &Login) -> Result<Option<UserRecord>, StoreError> {
        one(&mut self.tx, &self.key, "login", login.as_str()).await
    }

    /// As [`Store::user`].
    pub async fn user(&mut self, id: &UserId) -> Result<Option<UserRecord>, StoreError> {
        one(&mut self.tx, &self.key, "id", id.as_str()).await
    }

    /// Whether somebody can log in who is an admin of the whole site at all hours and without end.
    pub async fn has_admin(&mut self) -> Result<bool, StoreError> {
        has_admin(&mut self.tx).await
    }

    /// Adds a user under the id that he brings; [`StoreError::LoginTaken`] where somebody has his login name.
    pub async fn add_user(&mut self, user: &UserRecord, now: UnixMicros) -> Result<(), StoreError> {
        let sealed = Sealed::new(&self.key, user)?;
        let added = sqlx::query(
            "INSERT INTO users (id, login, name, password, totp_sealed, key_id, totp_last_step, enabled, lang, created_us)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(user.id.as_str())
        .bind(user.login.as_str())
        .bind(&user.name)
        .bind(user.password.as_ref().map(|p| p.expose_secret()))
        .bind(sealed.factor)
        .bind(sealed.key_id)
        .bind(sealed.last_step)
        .bind(user.enabled)
        .bind(user.lang.as_str())
        .bind(micros(now))
        .execute(&mut *self.tx)
        .await;
        added.map(drop).map_err(|e| taken(e, user))
    }

    /// Writes a user in place of what is stored under his id. [`StoreError::LastAdmin`] where that would leave nobody to
    /// set up anything; it has not happened then.
    pub async fn save_user(&mut self, user: &UserRecord) -> Result<(), StoreError> {
        let sealed = Sealed::new(&self.key, user)?;
        let mut watched = Watched::begin(&mut self.tx).await?;
        let saved = sqlx::query(
            "UPDATE users SET login = ?, name = ?, password = ?, totp_sealed = ?, key_id = ?, totp_last_step = ?,
                 enabled = ?, lang = ?
             WHERE id = ?",
        )
        .bind(user.login.as_str())
        .bind(&user.name)
        .bind(user.password.as_ref().map(|p| p.expose_secret()))
        .bind(sealed.factor)
        .bind(sealed.key_id)
        .bind(sealed.last_step)
        .bind(user.enabled)
        .bind(user.lang.as_str())
        .bind(user.id.as_str())
        .execute(&mut *watched.tx)
        .await;
        if saved.map_err(|e| taken(e, user))?.rows_affected() == 0 {
            return Err(StoreError::NoUser);
        }
        watched.settle().await
    }

    /// Takes a user away with all his grants, sessions, links and devices; the last admin stays, as in
    /// [`Batch::save_user`].
    pub async fn remove_user(&mut self, id: &UserId) -> Result<(), StoreError> {
        let mut watched = Watched::begin(&mut self.tx).await?;
        let gone = sqlx::query("DELETE FROM users WHERE id = ?").bind(id.as_str()).execute(&mut *watched.tx).await?;
        if gone.rows_affected() == 0 {
            return Err(StoreError::NoUser);
        }
        watched.settle().await
    }

    /// Takes a second factor away without opening it, so that it can be done where it was altered, too; `false` where
    /// there was none.
    pub async fn drop_factor(&mut self, id: &UserId) -> Result<bool, StoreError> {
        let sql = "UPDATE users SET totp_sealed = NULL, key_id = NULL, totp_last_step = NULL
                   WHERE id = ? AND totp_sealed IS NOT NULL";
        Ok(sqlx::query(sql).bind(id.as_str()).execute(&mut *self.tx).await?.rows_affected() > 0)
    }

    /// Notes that a step's code was taken; `false` where it or a later one was taken before, or there is no second factor.
    pub async fn use_factor_step(&mut self, id: &UserId, step: u64) -> Result<bool, StoreError> {
        let Ok(step) = i64::try_from(step) else { return Ok(false) };
        let sql = "UPDATE users SET totp_last_step = ?2
                   WHERE id = ?1 AND totp_sealed IS NOT NULL AND coalesce(totp_last_step, -1) < ?2";
        let used = sqlx::query(sql).bind(id.as_str()).bind(step).execute(&mut *self.tx).await?;
        Ok(used.rows_affected() > 0)
    }
}

/// A second factor's columns.
struct Sealed<'a> {
    factor: Option<Vec<u8>>,
    key_id: Option<&'a str>,
    last_step: Option<i64>,
}

impl<'a> Sealed<'a> {
    fn new(key: &'a Key, user: &UserRecord) -> Result<Self, StoreError> {
        let Some(SecondFactor { secret, last_step }) = &user.factor else {
            return Ok(Self { factor: None, key_id: None, last_step: None });
        };
        let sealed = seal::seal(key, user.id.as_str(), FACTOR, secret.expose_secret());
        let sealed = sealed.ok_or_else(|| StoreError::FactorAltered(user.login.clone()))?;
        let last_step = last_step.and_then(|step| i64::try_from(step).ok());
        Ok(Self { factor: Some(sealed), key_id: Some(&key.id), last_step })
    }
}

async fn one(
    db: &mut SqliteConnection,
    key: &Key,
    column: &'static str,
    value: &str,
) -> Result<Option<UserRecord>, StoreError> {
    let sql = AssertSqlSafe(format!("SELECT {USER} FROM users WHERE {column} = ?"));
    let row: Option<UserRow> = query_as(sql).bind(value).fetch_optional(db).await?;
    row.map_or(Ok(None), |row| rows::user(row, key))
}

fn taken(e: sqlx::Error, user: &UserRecord) -> StoreError {
    match e {
        sqlx::Error::Database(e) if e.is_unique_violation() => StoreError::LoginTaken(user.login.clone()),
        other => other.into(),
    }
}
