//! Cameras on web sites. Belongs here: their rows. Does not: what a visitor may see, making secrets.

use crate::{
    Batch, StoreError, ids,
    people::{TokenHash, micros, time},
};
use shared::{CameraId, EmbedId, Profile, UnixMicros, UserId};
use sqlx::{SqliteConnection, query_as};

/// What of an embed can be set and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// What visitors read.
    pub name: String,
    /// The origins whose pages may frame it, such as `https://ward.example.vn`.
    pub origins: Vec<String>,
    /// The best stream that visitors get.
    pub best: Profile,
    /// Whether there is a moving picture, or only stills.
    pub moving: bool,
    /// Visitors at the same time, 1 to 99999.
    pub viewers_max: u32,
    /// When it ends; `None`: not before it is revoked.
    pub expires: Option<UnixMicros>,
}

/// An embed as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbedRecord {
    /// Its id.
    pub id: EmbedId,
    /// Which camera; it goes with the camera.
    pub camera: CameraId,
    /// What the secret in its address hashes to.
    pub token: TokenHash,
    /// The rest.
    pub embed: Embed,
    /// When it was made.
    pub created: UnixMicros,
    /// Who made it and may be gone by now; `None`: whoever sat at the relay's machine.
    pub by: Option<UserId>,
}

impl Batch {
    /// Lets web sites show a camera. [`StoreError::NoScope`] where there is no such camera.
    pub async fn add_embed(
        &mut self,
        camera: &CameraId,
        token: &TokenHash,
        embed: &Embed,
        by: Option<&UserId>,
        now: UnixMicros,
    ) -> Result<EmbedId, StoreError> {
        let id: EmbedId = ids::letters::<12>().parse().map_err(|_| StoreError::NoEmbed)?;
        let added = sqlx::query(
            "INSERT INTO embeds (id, camera, token_hash, name, origins, best, moving, viewers_max, expires_us,
                 created_us, created_by)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.as_str())
        .bind(camera.as_str())
        .bind(&token[..])
        .bind(&embed.name)
        .bind(origins(embed))
        .bind(embed.best.as_str())
        .bind(embed.moving)
        .bind(embed.viewers_max)
        .bind(embed.expires.map(micros))
        .bind(micros(now))
        .bind(by.map(UserId::as_str))
        .execute(&mut *self.tx)
        .await;
        match added {
            Err(sqlx::Error::Database(e)) if e.is_foreign_key_violation() => Err(StoreError::NoScope),
            other => other.map(|_| id).map_err(StoreError::from),
        }
    }

    /// Changes an embed, whose secret stays. [`StoreError::NoEmbed`] where there is none.
    pub async fn save_embed(&mut self, id: &EmbedId, embed: &Embed) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE embeds SET name = ?, origins = ?, best = ?, moving = ?, viewers_max = ?, expires_us = ?
             WHERE id = ?",
        )
        .bind(&embed.name)
        .bind(origins(embed))
        .bind(embed.best.as_str())
        .bind(embed.moving)
        .bind(embed.viewers_max)
        .bind(embed.expires.map(micros))
        .bind(id.as_str())
        .execute(&mut *self.tx)
        .await?;
        if done.rows_affected() == 0 { Err(StoreError::NoEmbed) } else { Ok(()) }
    }

    /// Takes an embed back. [`StoreError::NoEmbed`] where there is none.
    pub async fn remove_embed(&mut self, id: &EmbedId) -> Result<(), StoreError> {
        let gone = sqlx::query("DELETE FROM embeds WHERE id = ?").bind(id.as_str()).execute(&mut *self.tx).await?;
        if gone.rows_affected() == 0 { Err(StoreError::NoEmbed) } else { Ok(()) }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    camera: String,
    token_hash: Vec<u8>,
    name: String,
    origins: String,
    best: String,
    moving: bool,
    viewers_max: u32,
    expires_us: Option<i64>,
    created_us: i64,
    created_by: Option<String>,
}

/// All embeds, the oldest first.
pub(crate) async fn all(db: &mut SqliteConnection) -> Result<Vec<EmbedRecord>, StoreError> {
    let sql = "SELECT id, camera, token_hash, name, origins, best, moving, viewers_max, expires_us, created_us,
         created_by FROM embeds ORDER BY created_us, id";
    let rows: Vec<Row> = query_as(sql).fetch_all(db).await?;
    Ok(rows.into_iter().filter_map(record).collect())
}

/// A row that another program has spoilt shows nothing to anybody.
fn record(row: Row) -> Option<EmbedRecord> {
    let embed = Embed {
        name: row.name,
        origins: serde_json::from_str(&row.origins).ok()?,
        best: [Profile::Main, Profile::Sub].into_iter().find(|p| p.as_str() == row.best)?,
        moving: row.moving,
        viewers_max: row.viewers_max,
        expires: row.expires_us.map(time),
    };
    Some(EmbedRecord {
        id: row.id.parse().ok()?,
        camera: row.camera.parse().ok()?,
        token: row.token_hash.try_into().ok()?,
        embed,
        created: time(row.created_us),
        by: row.created_by.and_then(|by| by.parse().ok()),
    })
}

fn origins(embed: &Embed) -> String {
    serde_json::json!(embed.origins).to_string()
}
