//! The tree of areas. Belongs here: its queries, paths in it. Does not: who may see an area, its pictures.

use crate::{Batch, Store, StoreError, ids};
use shared::{
    AreaId, UnixMicros,
    area::{AreaKind, AreaName, AreaPath},
};
use sqlx::SqliteConnection;

/// An area as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRecord {
    /// Its id, which survives new names.
    pub id: AreaId,
    /// The area that it lies in; `None` at the top.
    pub parent: Option<AreaId>,
    /// Its own name.
    pub name: AreaName,
    /// Its kind.
    pub kind: AreaKind,
}

/// All areas, siblings in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Areas(Vec<AreaRecord>);

impl Areas {
    /// All of them, siblings in their order.
    pub fn iter(&self) -> impl Iterator<Item = &AreaRecord> {
        self.0.iter()
    }

    /// One area.
    pub fn get(&self, id: &AreaId) -> Option<&AreaRecord> {
        self.0.iter().find(|a| a.id == *id)
    }

    /// Those directly in an area, or at the top.
    pub fn within<'a>(&'a self, parent: Option<&'a AreaId>) -> impl Iterator<Item = &'a AreaRecord> {
        self.0.iter().filter(move |a| a.parent.as_ref() == parent)
    }

    /// The names that lead to an area, from the top down; empty where there is none.
    pub fn path(&self, id: &AreaId) -> Vec<&AreaName> {
        let mut names = Vec::new();
        let mut next = self.get(id);
        // A ring, which only another program can have made, ends as well.
        while let Some(area) = next.filter(|_| names.len() < self.0.len()) {
            names.push(&area.name);
            next = area.parent.as_ref().and_then(|parent| self.get(parent));
        }
        names.reverse();
        names
    }

    /// Whether an area is another one or lies in it, however deep.
    pub fn lies_in(&self, area: &AreaId, outer: &AreaId) -> bool {
        let mut next = self.get(area);
        // A ring, which only another program can have made, ends as well.
        for _ in 0..self.0.len() {
            match next {
                Some(area) if area.id == *outer => return true,
                Some(area) => next = area.parent.as_ref().and_then(|parent| self.get(parent)),
                None => return false,
            }
        }
        false
    }

    /// The area that a path names.
    pub fn find(&self, path: &AreaPath) -> Option<&AreaRecord> {
        path.names()
            .iter()
            .try_fold(None, |parent: Option<&AreaRecord>, name| self.child(parent.map(|p| &p.id), name).map(Some))?
    }

    fn child(&self, parent: Option<&AreaId>, name: &AreaName) -> Option<&AreaRecord> {
        self.0.iter().find(|a| a.parent.as_ref() == parent && a.name.key() == name.key())
    }
}

impl Store {
    /// All areas.
    pub async fn areas(&self) -> Result<Areas, StoreError> {
        all(&mut *self.pool.acquire().await?).await
    }
}

impl Batch {
    /// As [`Store::areas`].
    pub async fn areas(&mut self) -> Result<Areas, StoreError> {
        all(&mut self.tx).await
    }

    /// The area that a path names; what is not there of it is made, each of the kind that its name tells.
    pub async fn area_at(&mut self, path: &AreaPath, now: UnixMicros) -> Result<AreaId, StoreError> {
        let areas = self.areas().await?;
        let mut parent: Option<AreaId> = None;
        for name in path.names() {
            parent = Some(match areas.child(parent.as_ref(), name) {
                Some(area) => area.id.clone(),
                None => self.add_area(parent.as_ref(), name, AreaKind::of(name), now).await?,
            });
        }
        parent.ok_or(StoreError::NoArea)
    }

    /// Adds an area behind its siblings.
    pub async fn add_area(
        &mut self,
        parent: Option<&AreaId>,
        name: &AreaName,
        kind: AreaKind,
        now: UnixMicros,
    ) -> Result<AreaId, StoreError> {
        let id: AreaId = ids::letters::<8>().parse().map_err(|_| StoreError::NoArea)?;
        let added = sqlx::query(
            "INSERT INTO areas (id, parent, name, name_key, kind, created_us, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(position), 0) + 1 FROM areas WHERE parent IS ?2))",
        )
        .bind(id.as_str())
        .bind(parent.map(AreaId::as_str))
        .bind(name.as_str())
        .bind(name.key())
        .bind(kind.as_str())
        .bind(i64::try_from(now.0).unwrap_or(i64::MAX))
        .execute(&mut *self.tx)
        .await;
        added.map_err(taken)?;
        Ok(id)
    }

    /// Gives an area another name; its id stays.
    pub async fn rename_area(&mut self, id: &AreaId, name: &AreaName) -> Result<(), StoreError> {
        let renamed = sqlx::query("UPDATE areas SET name = ?, name_key = ? WHERE id = ?")
            .bind(name.as_str())
            .bind(name.key())
            .bind(id.as_str())
            .execute(&mut *self.tx)
            .await;
        if renamed.map_err(taken)?.rows_affected() > 0 { Ok(()) } else { Err(StoreError::NoArea) }
    }

    /// Takes an area away in which nothing is left and which no grant names.
    pub async fn remove_area(&mut self, id: &AreaId) -> Result<(), StoreError> {
        let (cameras, areas, grants): (u32, u32, u32) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM cameras WHERE area = ?1), (SELECT count(*) FROM areas WHERE parent = ?1),
                 (SELECT count(*) FROM grants WHERE area = ?1)",
        )
        .bind(id.as_str())
        .fetch_one(&mut *self.tx)
        .await?;
        if cameras + areas + grants > 0 {
            return Err(StoreError::AreaInUse { cameras, areas, grants });
        }
        let gone = sqlx::query("DELETE FROM areas WHERE id = ?").bind(id.as_str()).execute(&mut *self.tx).await?;
        if gone.rows_affected() > 0 { Ok(()) } else { Err(StoreError::NoArea) }
    }
}

fn taken(e: sqlx::Error) -> StoreError {
    match e {
        sqlx::Error::Database(e) if e.is_unique_violation() => StoreError::AreaExists,
        other => other.into(),
    }
}

pub(crate) async fn all(db: &mut SqliteConnection) -> Result<Areas, StoreError> {
    let rows: Vec<(String, Option<String>, String, String)> =
        sqlx::query_as("SELECT id, parent, name, kind FROM areas ORDER BY position, id").fetch_all(db).await?;
    // A row that another program has spoilt hides no other.
    let area = |(id, parent, name, kind): (String, Option<String>, String, String)| {
        let parent = parent.map(|p| p.parse()).transpose().ok()?;
        Some(AreaRecord {
            id: id.parse().ok()?,
            parent,
            name: name.parse().ok()?,
            kind: kind.parse().unwrap_or(AreaKind::Other),
        })
    };
    Ok(Areas(rows.into_iter().filter_map(area).collect()))
}
