//! Reading the audit: by pages and filters for people, as a whole for checking and exporting.

use super::{
    key,
    sql::{HEAD_COLUMNS, HeadColumns, ROW_COLUMNS, RowColumns, SPAN_COLUMNS, SpanColumns, number},
};
use crate::{Store, StoreError};
use shared::{
    CameraId, UnixMicros,
    audit::{Action, Day, Hash, Head, PublicKey, Row, Signer, Span, SpanKind},
};
use sqlx::{AssertSqlSafe, Sqlite, Transaction, query_as};

const DAY_MICROS: u64 = 86_400_000_000;

/// Which rows are asked for; what is `None` does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// By whom: an actor's id or the name that he had.
    pub actor: Option<String>,
    /// With which camera.
    pub camera: Option<CameraId>,
    /// What.
    pub action: Option<Action>,
    /// Not before.
    pub from: Option<UnixMicros>,
    /// Before.
    pub until: Option<UnixMicros>,
}

impl Store {
    /// A page of rows, newest first, below the row `before`.
    pub async fn audit(&self, filter: &Filter, before: Option<u64>, limit: u32) -> Result<Vec<Row>, StoreError> {
        // What is not asked for is not compared, so that an index serves what is.
        let mut sql = format!("SELECT {ROW_COLUMNS} FROM audit_rows WHERE seq < ?1");
        for (asked, condition) in [
            (filter.actor.is_some(), " AND (actor = ?2 OR actor_name = ?2)"),
            (filter.camera.is_some(), " AND camera = ?3"),
            (filter.action.is_some(), " AND action = ?4"),
            (filter.from.is_some(), " AND at_us >= ?5"),
            (filter.until.is_some(), " AND at_us < ?6"),
        ] {
            if asked {
                sql.push_str(condition);
            }
        }
        sql.push_str(" ORDER BY seq DESC LIMIT ?7");
        let micros = |at: Option<UnixMicros>| at.map(|at| i64::try_from(at.0).unwrap_or(i64::MAX));
        let rows: Vec<RowColumns> = query_as(AssertSqlSafe(sql))
            .bind(before.map_or(i64::MAX, |seq| i64::try_from(seq).unwrap_or(i64::MAX)))
            .bind(&filter.actor)
            .bind(filter.camera.as_ref().map(CameraId::as_str))
            .bind(filter.action.map(Action::as_str))
            .bind(micros(filter.from))
            .bind(micros(filter.until))
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.into_iter().map(Row::from).collect())
    }

    /// Begins to read the audit as it is at this moment; `None` where nothing was ever written. Errors with
    /// [`StoreError::AuditKey`] where the stored key is not the one that the key file opens, with
    /// [`StoreError::AuditBroken`] where the record of what is kept is gone.
    pub async fn audit_reader(&self) -> Result<Option<Reader>, StoreError> {
        let mut tx = self.pool.begin().await?;
        let heads = format!("SELECT {HEAD_COLUMNS} FROM audit_heads ORDER BY number");
        let heads: Vec<HeadColumns> = query_as(AssertSqlSafe(heads)).fetch_all(&mut *tx).await?;
        let kept = format!("SELECT {SPAN_COLUMNS} FROM audit_kept");
        let kept: Option<SpanColumns> = query_as(AssertSqlSafe(kept)).fetch_optional(&mut *tx).await?;
        let signer = key::stored(&mut tx, &self.key).await?;
        let (any,): (bool,) = query_as("SELECT EXISTS (SELECT 1 FROM audit_rows)").fetch_one(&mut *tx).await?;
        let heads: Vec<Head> = heads.into_iter().map(Head::from).collect();
        match (signer, kept) {
            (Some(signer), Some(kept)) => Ok(Some(Reader { tx, signer, heads, kept: kept.into(), after: i64::MIN })),
            (None, None) if heads.is_empty() && !any => Ok(None),
            _ => Err(StoreError::AuditBroken),
        }
    }
}

/// The whole audit at one moment.
pub struct Reader {
    tx: Transaction<'static, Sqlite>,
    signer: Signer,
    heads: Vec<Head>,
    kept: Span,
    /// The last row that was read.
    after: i64,
}

impl Reader {
    /// The key that everything is signed with.
    pub fn key(&self) -> PublicKey {
        self.signer.public()
    }

    /// All heads, oldest first.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Which rows there are.
    pub fn kept(&self) -> Span {
        self.kept
    }

    /// Leaves out the rows before one.
    pub fn begin_at(&mut self, seq: u64) {
        self.after = number(seq.saturating_sub(1));
    }

    /// The next rows, at most `limit`, oldest first.
    pub async fn rows(&mut self, limit: u32) -> Result<Vec<Row>, StoreError> {
        let sql = format!("SELECT {ROW_COLUMNS} FROM audit_rows WHERE seq > ? ORDER BY seq LIMIT ?");
        let rows: Vec<RowColumns> =
            query_as(AssertSqlSafe(sql)).bind(self.after).bind(limit).fetch_all(&mut *self.tx).await?;
        let rows: Vec<Row> = rows.into_iter().map(Row::from).collect();
        self.after = rows.last().map_or(self.after, |row| number(row.seq));
        Ok(rows)
    }

    /// The rows of whole days that hold those from `from` until before `until`, signed as what a file contains.
    pub async fn span(&mut self, from: UnixMicros, until: UnixMicros) -> Result<Span, StoreError> {
        let kept = self.kept;
        let lies_in = |day: Day| day.begins() < until && day.begins().0 + DAY_MICROS > from.0;
        let mut days = self.heads.iter().filter(|head| head.first_seq >= kept.first && lies_in(head.day));
        let open_from = self.heads.last().map_or(1, |head| head.last_seq + 1);
        let first = days.next().map_or(open_from, |head| head.first_seq);
        let ended = self.heads.iter().rfind(|head| head.first_seq >= first && lies_in(head.day));
        let open: Option<(i64,)> = query_as("SELECT at_us FROM audit_rows WHERE seq = ?")
            .bind(number(open_from))
            .fetch_optional(&mut *self.tx)
            .await?;
        let is_open = open.is_some_and(|(at,)| lies_in(Day::of(UnixMicros(at.cast_unsigned()))));
        let last = if is_open { kept.last } else { ended.map_or(first - 1, |head| head.last_seq) };
        let hash = match self.heads.iter().rfind(|head| head.last_seq <= last) {
            _ if last == kept.last => kept.last_hash,
            Some(head) => head.last_hash,
            None => Hash::NONE,
        };
        Ok(Span::signed(SpanKind::File, first, last, hash, &self.signer))
    }
}
