//! The duty book: who was on duty from when to when, what was noted, what was handed over. Belongs here: its rows, which are
//! added and never changed afterwards. Does not: who may read or write it.

use crate::{
    Batch, Store, StoreError,
    people::{micros, time},
};
use shared::{CameraId, UnixMicros, UserId};
use sqlx::query_as;

/// The longest note and the longest hand-over, in characters.
pub const TEXT_MAX: usize = 1_000;
/// Notes that are kept; the oldest go first. A busy desk writes so many in some years.
const NOTES_MAX: i64 = 50_000;

/// Somebody's time on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its number in the book.
    pub id: i64,
    /// Whose.
    pub user: UserId,
    /// What he was called then.
    pub name: String,
    /// From when.
    pub began: UnixMicros,
    /// Until when; `None`: still on duty.
    pub ended: Option<UnixMicros>,
    /// Who ended it, where that was somebody else.
    pub ended_by: Option<String>,
    /// What he left to whoever came; may be empty.
    pub handover: String,
}

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who has written it.
    pub name: String,
    /// When it was seen.
    pub seen: UnixMicros,
    /// When it was written down.
    pub written: UnixMicros,
    /// On which camera, where it was on one.
    pub camera: Option<CameraId>,
    /// What.
    pub text: String,
}

impl Store {
    /// The newest shifts, those of today's duty first.
    pub async fn shifts(&self, limit: u32) -> Result<Vec<Shift>, StoreError> {
        let sql = "SELECT * FROM shifts ORDER BY ended_us IS NOT NULL, began_us DESC, id DESC LIMIT ?";
        let rows: Vec<Row> = query_as(sql).bind(limit).fetch_all(&self.pool).await?;
        Ok(rows.into_iter().filter_map(shift).collect())
    }

    /// One shift.
    pub async fn shift(&self, id: i64) -> Result<Option<Shift>, StoreError> {
        let row: Option<Row> =
            query_as("SELECT * FROM shifts WHERE id = ?").bind(id).fetch_optional(&self.pool).await?;
        Ok(row.and_then(shift))
    }

    /// What was written down from then on and before that, the newest first.
    pub async fn shift_notes(
        &self,
        from: UnixMicros,
        until: Option<UnixMicros>,
        limit: u32,
    ) -> Result<Vec<Note>, StoreError> {
        let sql = "SELECT user_name, seen_us, written_us, camera, text FROM shift_notes
                   WHERE written_us >= ? AND written_us < ? ORDER BY written_us DESC, id DESC LIMIT ?";
        let until = until.map_or(i64::MAX, micros);
        let rows: Vec<NoteRow> = query_as(sql).bind(micros(from)).bind(until).bind(limit).fetch_all(&self.pool).await?;
        let note = |(name, seen, written, camera, text): NoteRow| Note {
            name,
            seen: time(seen),
            written: time(written),
            camera: camera.and_then(|id| id.parse().ok()),
            text,
        };
        Ok(rows.into_iter().map(note).collect())
    }
}

impl Batch {
    /// Somebody comes on duty; who is already, stays so. `alone`: whoever else is on duty, is no more.
    pub async fn begin_shift(
        &mut self,
        user: &UserId,
        name: &str,
        alone: bool,
        now: UnixMicros,
    ) -> Result<(), StoreError> {
        if alone {
            let sql = "UPDATE shifts SET ended_us = ?, ended_by = ? WHERE ended_us IS NULL AND user <> ?";
            let ended = sqlx::query(sql).bind(micros(now)).bind(name).bind(user.as_str());
            ended.execute(&mut *self.tx).await?;
        }
        let sql =
            "INSERT INTO shifts (user, user_name, began_us, handover) VALUES (?, ?, ?, '') ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(user.as_str()).bind(name).bind(micros(now)).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Somebody goes, and leaves word. `false`: he was not on duty.
    pub async fn end_shift(&mut self, user: &UserId, handover: &str, now: UnixMicros) -> Result<bool, StoreError> {
        let sql = "UPDATE shifts SET ended_us = ?, handover = ? WHERE ended_us IS NULL AND user = ?";
        let done = sqlx::query(sql).bind(micros(now)).bind(handover).bind(user.as_str());
        Ok(done.execute(&mut *self.tx).await?.rows_affected() > 0)
    }

    /// Writes something down.
    pub async fn add_shift_note(&mut self, note: &Note) -> Result<(), StoreError> {
        let sql = "INSERT INTO shift_notes (user_name, seen_us, written_us, camera, text) VALUES (?, ?, ?, ?, ?)";
        sqlx::query(sql)
            .bind(&note.name)
            .bind(micros(note.seen))
            .bind(micros(note.written))
            .bind(note.camera.as_ref().map(CameraId::as_str))
            .bind(&note.text)
            .execute(&mut *self.tx)
            .await?;
        let sql = "DELETE FROM shift_notes WHERE id <= (SELECT max(id) FROM shift_notes) - ?";
        sqlx::query(sql).bind(NOTES_MAX).execute(&mut *self.tx).await?;
        Ok(())
    }
}

type NoteRow = (String, i64, i64, Option<String>, String);

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    user: String,
    user_name: String,
    began_us: i64,
    ended_us: Option<i64>,
    ended_by: Option<String>,
    handover: String,
}

/// A row that another program has spoilt is none.
fn shift(row: Row) -> Option<Shift> {
    Some(Shift {
        id: row.id,
        user: row.user.parse().ok()?,
        name: row.user_name,
        began: time(row.began_us),
        ended: row.ended_us.map(time),
        ended_by: row.ended_by,
        handover: row.handover,
    })
}
