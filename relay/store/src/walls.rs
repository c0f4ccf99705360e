//! Walls as people have arranged them. Belongs here: their rows, and that nobody touches another's. Does not: which of their
//! cameras may be shown.

use crate::{Batch, Store, StoreError, ids, people::micros};
use shared::{
    CameraId, UnixMicros, UserId, WallId,
    wall::{CAMERAS_MAX, Layout, TOUR_SECS, WALLS_MAX},
};
use sqlx::query_as;

/// The id of everybody's favourites.
pub const FAVOURITES: &str = "fav";

/// What of a wall can be set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wall {
    /// What its owner calls it; the favourites have no name.
    pub name: String,
    /// How its tiles lie.
    pub layout: Option<Layout>,
    /// Seconds after which its page turns, in [`TOUR_SECS`].
    pub tour_secs: Option<u32>,
    /// In the order in which they are shown, at most [`CAMERAS_MAX`]; what comes behind is not kept. Cameras may be gone by now.
    pub cameras: Vec<CameraId>,
}

/// A wall as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallRecord {
    /// Its id, unlike among its owner's.
    pub id: WallId,
    /// The rest.
    pub wall: Wall,
}

impl Store {
    /// A person's walls, the oldest first; the favourites are among them once they were saved.
    pub async fn walls(&self, user: &UserId) -> Result<Vec<WallRecord>, StoreError> {
        let sql = "SELECT id, name, layout, tour_secs, cameras FROM walls WHERE user = ? ORDER BY created_us, id";
        let rows: Vec<Row> = query_as(sql).bind(user.as_str()).fetch_all(&self.pool).await?;
        Ok(rows.into_iter().filter_map(record).collect())
    }

    /// One of a person's walls.
    pub async fn wall(&self, user: &UserId, id: &WallId) -> Result<Option<Wall>, StoreError> {
        let sql = "SELECT id, name, layout, tour_secs, cameras FROM walls WHERE user = ? AND id = ?";
        let row: Option<Row> = query_as(sql).bind(user.as_str()).bind(id.as_str()).fetch_optional(&self.pool).await?;
        Ok(row.and_then(record).map(|record| record.wall))
    }
}

impl Batch {
    /// Keeps a new wall. [`StoreError::WallsFull`] where there are [`WALLS_MAX`] already, [`StoreError::NoUser`] where there
    /// is no such person.
    pub async fn add_wall(&mut self, user: &UserId, wall: &Wall, now: UnixMicros) -> Result<WallId, StoreError> {
        let sql = "SELECT count(*) FROM walls WHERE user = ? AND id <> ?";
        let (count,): (i64,) = query_as(sql).bind(user.as_str()).bind(FAVOURITES).fetch_one(&mut *self.tx).await?;
        if count >= WALLS_MAX as i64 {
            return Err(StoreError::WallsFull);
        }
        let id: WallId = ids::letters::<12>().parse().map_err(|_| StoreError::NoWall)?;
        self.put_wall(user, &id, wall, now).await?;
        Ok(id)
    }

    /// Changes a wall. [`StoreError::NoWall`] where this person has none of this id; the favourites are always there.
    pub async fn save_wall(
        &mut self,
        user: &UserId,
        id: &WallId,
        wall: &Wall,
        now: UnixMicros,
    ) -> Result<(), StoreError> {
        let sql = "SELECT count(*) FROM walls WHERE user = ? AND id = ?";
        let (count,): (i64,) = query_as(sql).bind(user.as_str()).bind(id.as_str()).fetch_one(&mut *self.tx).await?;
        if count == 0 && id.as_str() != FAVOURITES {
            return Err(StoreError::NoWall);
        }
        self.put_wall(user, id, wall, now).await
    }

    /// Takes a wall away. [`StoreError::NoWall`] where this person has none of this id.
    pub async fn remove_wall(&mut self, user: &UserId, id: &WallId) -> Result<(), StoreError> {
        let gone = sqlx::query("DELETE FROM walls WHERE user = ? AND id = ?")
            .bind(user.as_str())
            .bind(id.as_str())
            .execute(&mut *self.tx)
            .await?;
        if gone.rows_affected() == 0 { Err(StoreError::NoWall) } else { Ok(()) }
    }

    async fn put_wall(&mut self, user: &UserId, id: &WallId, wall: &Wall, now: UnixMicros) -> Result<(), StoreError> {
        let cameras: Vec<_> = wall.cameras.iter().take(CAMERAS_MAX).map(CameraId::as_str).collect();
        let done = sqlx::query(
            "INSERT INTO walls (user, id, name, layout, tour_secs, cameras, created_us) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (user, id) DO UPDATE SET name = excluded.name, layout = excluded.layout,
                 tour_secs = excluded.tour_secs, cameras = excluded.cameras",
        )
        .bind(user.as_str())
        .bind(id.as_str())
        .bind(&wall.name)
        .bind(wall.layout.map(Layout::as_str))
        .bind(wall.tour_secs.filter(|secs| TOUR_SECS.contains(secs)))
        .bind(serde_json::json!(cameras).to_string())
        .bind(micros(now))
        .execute(&mut *self.tx)
        .await;
        match done {
            Err(sqlx::Error::Database(e)) if e.is_foreign_key_violation() => Err(StoreError::NoUser),
            other => other.map(|_| ()).map_err(StoreError::from),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    layout: Option<String>,
    tour_secs: Option<u32>,
    cameras: String,
}

/// A row that another program has spoilt is none.
fn record(row: Row) -> Option<WallRecord> {
    let wall = Wall {
        name: row.name,
        layout: row.layout.as_deref().and_then(Layout::from_name),
        tour_secs: row.tour_secs,
        cameras: serde_json::from_str(&row.cameras).ok()?,
    };
    Some(WallRecord { id: row.id.parse().ok()?, wall })
}
