//! The cameras' queries. Addresses and passwords leave only as types that cannot be formatted.

use crate::{
    Batch, CameraRecord, Store, StoreError, Stored,
    key::Key,
    row::{Row, Sealed},
};
use shared::{AreaId, CameraId, UnixMicros};
use sqlx::{AssertSqlSafe, SqliteConnection};

const COLUMNS: &str = "id, name, transport, addresses_sealed, credentials_sealed,
    area, street, latitude, longitude, heading, owner, vendor, channel";

impl Store {
    /// All cameras in the order in which they are shown. One whose secrets were altered does not hide the others.
    pub async fn cameras(&self) -> Result<Vec<Stored>, StoreError> {
        all(&mut *self.pool.acquire().await?, &self.key).await
    }

    /// One camera.
    pub async fn camera(&self, id: &CameraId) -> Result<Option<CameraRecord>, StoreError> {
        one(&mut *self.pool.acquire().await?, &self.key, id).await
    }

    /// Adds a camera behind the others.
    pub async fn add_camera(&self, camera: &CameraRecord, now: UnixMicros) -> Result<(), StoreError> {
        add(&mut *self.pool.acquire().await?, &self.key, camera, now).await
    }

    /// Takes a camera away; `false` where there was none.
    pub async fn remove_camera(&self, id: &CameraId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM cameras WHERE id = ?").bind(id.as_str()).execute(&self.pool).await?;
        Ok(done.rows_affected() > 0)
    }
}

impl Batch {
    /// As [`Store::cameras`].
    pub async fn cameras(&mut self) -> Result<Vec<Stored>, StoreError> {
        all(&mut self.tx, &self.key).await
    }

    /// As [`Store::camera`].
    pub async fn camera(&mut self, id: &CameraId) -> Result<Option<CameraRecord>, StoreError> {
        one(&mut self.tx, &self.key, id).await
    }

    /// As [`Store::add_camera`].
    pub async fn add_camera(&mut self, camera: &CameraRecord, now: UnixMicros) -> Result<(), StoreError> {
        add(&mut self.tx, &self.key, camera, now).await
    }

    /// As [`Store::remove_camera`].
    pub async fn remove_camera(&mut self, id: &CameraId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM cameras WHERE id = ?").bind(id.as_str()).execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Writes a camera in place of what is stored under its id, its secrets sealed anew; `false` where there is none.
    pub async fn save_camera(&mut self, camera: &CameraRecord) -> Result<bool, StoreError> {
        let sealed = Sealed::new(&self.key, camera)?;
        let place = &camera.place;
        let done = sqlx::query(
            "UPDATE cameras SET name = ?, transport = ?, has_sub = ?, addresses_sealed = ?, credentials_sealed = ?,
                 key_id = ?, area = ?, street = ?, latitude = ?, longitude = ?, heading = ?, owner = ?, vendor = ?, channel = ?
             WHERE id = ?",
        )
        .bind(&camera.name)
        .bind(camera.transport.as_str())
        .bind(camera.sub.is_some())
        .bind(sealed.addresses)
        .bind(sealed.credentials)
        .bind(&self.key.id)
        .bind(place.area.as_ref().map(AreaId::as_str))
        .bind(&place.street)
        .bind(place.position.map(|p| p.latitude()))
        .bind(place.position.map(|p| p.longitude()))
        .bind(place.heading.map(|h| h.degrees()))
        .bind(place.owner.map(|o| o.as_str()))
        .bind(&camera.vendor)
        .bind(camera.channel)
        .bind(camera.id.as_str())
        .execute(&mut *self.tx)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

async fn all(db: &mut SqliteConnection, key: &Key) -> Result<Vec<Stored>, StoreError> {
    let query = AssertSqlSafe(format!("SELECT {COLUMNS} FROM cameras ORDER BY position, id"));
    let rows: Vec<Row> = sqlx::query_as(query).fetch_all(db).await?;
    rows.into_iter().filter_map(|row| row.stored(key)).collect()
}

async fn one(db: &mut SqliteConnection, key: &Key, id: &CameraId) -> Result<Option<CameraRecord>, StoreError> {
    let query = AssertSqlSafe(format!("SELECT {COLUMNS} FROM cameras WHERE id = ?"));
    let row: Option<Row> = sqlx::query_as(query).bind(id.as_str()).fetch_optional(db).await?;
    row.map(|row| row.record(key)).transpose()
}

async fn add(db: &mut SqliteConnection, key: &Key, camera: &CameraRecord, now: UnixMicros) -> Result<(), StoreError> {
    let sealed = Sealed::new(key, camera)?;
    let place = &camera.place;
    let added = sqlx::query(
        "INSERT INTO cameras (id, name, transport, has_sub, addresses_sealed, credentials_sealed, key_id,
             area, street, latitude, longitude, heading, owner, vendor, channel, created_us, position)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM cameras))",
    )
    .bind(camera.id.as_str())
    .bind(&camera.name)
    .bind(camera.transport.as_str())
    .bind(camera.sub.is_some())
    .bind(sealed.addresses)
    .bind(sealed.credentials)
    .bind(&key.id)
    .bind(place.area.as_ref().map(AreaId::as_str))
    .bind(&place.street)
    .bind(place.position.map(|p| p.latitude()))
    .bind(place.position.map(|p| p.longitude()))
    .bind(place.heading.map(|h| h.degrees()))
    .bind(place.owner.map(|o| o.as_str()))
    .bind(&camera.vendor)
    .bind(camera.channel)
    .bind(i64::try_from(now.0).unwrap_or(i64::MAX))
    .execute(db)
    .await;
    match added {
        Err(sqlx::Error::Database(e)) if e.is_unique_violation() => Err(StoreError::Exists(camera.id.clone())),
        other => other.map(drop).map_err(StoreError::from),
    }
}
